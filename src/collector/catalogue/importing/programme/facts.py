"""What the text of a programme says about itself: title, years, city and the unit that carries it out."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from collector.catalogue.importing.document import Row
from collector.catalogue.importing.remarks import Remarks
from collector.catalogue.importing.tasks.front import Front
from collector.values.text import one_line, same

_YEARS: Final = r"na lata (?P<first>\d{4}) ?[-–] ?(?P<last>\d{4})"
_TITLE: Final = re.compile(rf"program\b.*\b{_YEARS}", re.IGNORECASE)
_QUOTED: Final = re.compile(rf"„(?P<title>Programu? [^„”]*{_YEARS})”")
_COUNCIL: Final = re.compile(r"RAD[YA] (?:MIASTA|GMINY|MIEJSK\w+ W|GMINY W|POWIATU) (?P<city>[^\W\d].*)", re.IGNORECASE)
_OF_PLACE: Final = re.compile(r"\b(?:miasta|gminy|powiatu|na lata)\b", re.IGNORECASE)
_UNIT: Final = re.compile(r"(?P<unit>[^\W\d_a-ząćęłńóśźż][^,.:;]*? w [^\W\d_a-ząćęłńóśźż]\w+)\b.*", re.DOTALL)
_UNITS_CHAPTER: Final = re.compile(r"(?:[IVX]+\. )?realizatorzy( programu)?", re.IGNORECASE)
_REPORTED_FROM: Final = re.compile(r"wartości od roku (?P<year>\d{4})")
_LETTERS: Final = str.maketrans("łŁ", "lL")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeFacts:
    """`reported_from` is the first year of a report, if the text names one earlier than the programme's first year.

    A report also has the year on which it reports (0 if it does not say) and the words of its title page.
    """

    id: str
    title: str
    city: str
    coordinator: str
    first_year: int
    last_year: int
    reported_from: int | None
    title_row: Row
    report_year: int | None = None
    front: Front | None = None

    @property
    def proper_names(self) -> frozenset[str]:
        """Words of the title, in the form for comparing: they have capitals also in the middle of a heading."""
        words = _OF_PLACE.split(self.title, maxsplit=1)[-1].split()
        return frozenset(same(word.strip("„”.,")) for word in [*words, *self.city.split()])


def read_facts(rows: Sequence[Row], remarks: Remarks) -> ProgrammeFacts | None:
    """The facts of the programme in `rows`; None if no line is the title of a programme."""
    found = next(
        ((row, match) for row in rows if len(row.cells) == 1 and (match := _TITLE.fullmatch(one_line(row.text)))), None
    )
    if found is None:
        return None
    row, match = found
    text = one_line(" ".join(row.text for row in rows))
    title = _in_small_letters(match[0], text)
    city = _city(rows)
    coordinator = _coordinator(rows)
    first, last = int(match["first"]), int(match["last"])
    reported = _REPORTED_FROM.search(text)
    facts = ProgrammeFacts(
        id="-".join(filter(None, [slug(city), initials(title), str(first), str(last)])),
        title=f"„{title}”",
        city=city or "miasto",
        coordinator=coordinator or "Koordynator programu",
        first_year=first,
        last_year=last,
        reported_from=int(reported["year"]) if reported and int(reported["year"]) < first else None,
        title_row=row,
    )
    remarks.doubt(
        row,
        f"program {facts.id}, miasto {facts.city}, lata {first}–{last}, koordynator: {facts.coordinator}",
        "dane programu odczytano z tekstu uchwały; sprawdź miasto, koordynatora oraz nazwy poziomów i układ raportu,"
        " których dokument nie podaje",
    )
    return facts


def _in_small_letters(printed: str, text: str) -> str:
    """The title as the resolution quotes it („Programu …” becomes „Program …”), else as printed."""
    for match in _QUOTED.finditer(text):
        title = re.sub(r"^Programu\b", "Program", match["title"])
        if same(title) == same(printed):
            return title
    return printed


def _city(rows: Sequence[Row]) -> str:
    for row in rows:
        for line in row.text.split("\n"):
            if match := _COUNCIL.fullmatch(one_line(line).strip("* ")):
                city = match["city"]
                return city.title() if city.isupper() else city
    return ""


def _coordinator(rows: Sequence[Row]) -> str:
    """The unit with which the chapter of the units begins, else none."""
    for chapter, following in pairwise(rows):
        if _UNITS_CHAPTER.fullmatch(one_line(chapter.text)) and (match := _UNIT.fullmatch(one_line(following.text))):
            return match["unit"]
    return ""


def initials(title: str) -> str:
    """The first letters of the words before the name of the place: `pps` for „Program Pomocy Społecznej Miasta …”."""
    return slug(
        "".join(word[0] for word in _OF_PLACE.split(title.strip("„”"), maxsplit=1)[0].split() if word[0].isalpha())
    )


def slug(text: str) -> str:
    """`text` in small letters of the Latin alphabet, with hyphens between the words."""
    plain = unicodedata.normalize("NFKD", text.translate(_LETTERS)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
