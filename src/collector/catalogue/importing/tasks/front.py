"""What stands above and below the table of a report: its title page, its years, who issued it, its last words."""

import re
from dataclasses import dataclass, field
from typing import Final

from collector.catalogue.importing.document import Row
from collector.catalogue.importing.remarks import Remarks
from collector.values.text import one_line

TO_FILL: Final = "do uzupełnienia"
_NO_TITLE: Final = ("Sprawozdanie", "za rok {rok}")
_YEARS: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*[-\u2013]\s*((?:19|20)\d\d)(?!\d)")
_REPORTED: Final = re.compile(r"(?:za|w)\s+(?:rok|roku)\s+((?:19|20)\d\d)", re.IGNORECASE)
_QUOTED: Final = re.compile(r"„[^„”]+”")
# „przyjętych w „Strategii …”: the title stands in another case.
_DECLINED: Final = re.compile(r"\b(?:w|we|z|ze|do|na|o)\s+„", re.IGNORECASE)
_MONTH: Final = r"(?:stycze|lut|mar|kwie|maj|czerw|lip|sierp|wrze|paźdz|listop|grud)\w*\s+"
# „… w Opolu - maj 2021 r.” or „… w Opolu - 2021 r.”, but not „na lata 2014 - 2020 r.”
_ISSUED: Final = re.compile(
    rf"(?P<who>.*?[^\d\s])\s*[-\u2013,]\s*(?:{_MONTH}(?P<year>(?:19|20)\d\d)\b.*|(?P<alone>(?:19|20)\d\d)\s*r\.?)",
    re.IGNORECASE,
)
_OF_REPORT: Final = re.compile(r"(?:roczne )?(?:sprawozdanie|raport|informacja)\b", re.IGNORECASE)
_CITY: Final = re.compile(r"\bMiasta\s+([^\W\d_]+)")
# „Miasta Opola”, „Miasta Białegostoku”; of „Miasta Warszawa” we cannot be sure either.
_DECLINED_ENDINGS: Final = "aiuyę"
_TABLE: Final = re.compile(r"tabela\b", re.IGNORECASE)


@dataclass(slots=True, kw_only=True)
class Front:
    """The words around the table, ready for a catalogue; what is missing says so."""

    title_lines: list[str] = field(default_factory=list)
    programme: str = f"Program ({TO_FILL})"
    coordinator: str = f"Jednostka koordynująca ({TO_FILL})"
    issued_by: str = f"Wydał: {TO_FILL}"
    table_title: str = f"Tytuł tabeli ({TO_FILL})"
    year: int = 0
    years: tuple[int, int] = (0, 0)
    missing: list[str] = field(default_factory=list)
    city: str = TO_FILL


def read_front(above: list[Row], remarks: Remarks) -> Front:
    """Read the lines above the table. The title ends with the line that names the year reported."""
    front = Front()
    lines = {"title": list[Row](), "rest": list[Row](), "below the issuer": list[Row]()}
    after_title = "rest"
    for row in above:
        text = one_line(row.text)
        if _TABLE.match(text):
            front.table_title = _plain(text)
        elif match := _ISSUED.fullmatch(text):
            front.coordinator = match["who"]
            front.issued_by = _plain(text).replace(match["year"] or match["alone"], "{rok_wydania}")
            after_title = "below the issuer"
        elif not front.year:
            lines["title"].append(row)
            reported = _REPORTED.search(text)
            front.year = int(reported[1]) if reported else 0
        else:
            lines[after_title].append(row)
    if front.year:
        front.title_lines = [one_line(row.text) for row in lines.pop("title")]
    if TO_FILL in front.table_title:
        _take_table_title(front, lines, above)
    for row in above:
        if any(row in kept for kept in lines.values()):
            remarks.lost(row, "wiersz nad tabelą nie jest tytułem sprawozdania ani tabeli")
    _read_programme(front)
    return front


def _take_table_title(front: Front, lines: dict[str, list[Row]], above: list[Row]) -> None:
    """The title of the table is the only line below who issued the report, or on the sheet of the table."""
    below = lines["below the issuer"] if len(lines["below the issuer"]) == 1 else []
    on_other_sheet = [row for row in above if row.sheet != above[0].sheet and row in (*lines["rest"], *below)]
    candidates = below or on_other_sheet
    if len(candidates) == 1:
        front.table_title = _plain(one_line(candidates[0].text))
        for kept in lines.values():
            kept[:] = [row for row in kept if row is not candidates[0]]


def front_of_title(title: str) -> Front:
    """What the title of a programme alone tells."""
    front = Front(programme=title or f"Program ({TO_FILL})", years=_years(title))
    front.title_lines = ["Sprawozdanie z realizacji", _plain(title), "za rok {rok}"] if title else list(_NO_TITLE)
    front.issued_by, front.table_title = "{rok_wydania} r.", _plain(title)
    front.missing = [
        words for words, is_there in (("tytuł programu", title), ("lata programu", front.years[0])) if not is_there
    ]
    _read_city(front)
    return front


def _years(title: str) -> tuple[int, int]:
    years = _YEARS.search(title)
    return (int(years[1]), int(years[2])) if years else (0, 0)


def _read_programme(front: Front) -> None:
    title = one_line(" ".join(front.title_lines))
    own_lines = [line for line in front.title_lines if not (_OF_REPORT.match(line) and _REPORTED.search(line))]
    if quoted := _QUOTED.search(title):
        front.programme = quoted[0]
    elif own_lines:
        front.programme = one_line(" ".join(own_lines))
    front.years = _years(title)
    front.title_lines = [_plain(line).replace(str(front.year), "{rok}") for line in front.title_lines] or [*_NO_TITLE]
    is_other_case = _DECLINED.search(title) or _OF_REPORT.match(front.programme)
    absent = {
        "tytuł programu": TO_FILL in front.programme,
        f"tytuł programu w mianowniku (jest: {front.programme})": bool(is_other_case),
        "lata programu": front.years == (0, 0),
        "jednostka koordynująca": TO_FILL in front.coordinator,
        "tytuł tabeli": TO_FILL in front.table_title,
    }
    front.missing = [words for words, is_absent in absent.items() if is_absent]
    _read_city(front)


def _read_city(front: Front) -> None:
    """The city that the title names, as far as its ending shows that the name is not declined."""
    named = _CITY.search(front.programme)
    if named and named[1][-1] not in _DECLINED_ENDINGS:
        front.city = named[1]
    else:
        front.missing.append(f"miasto w mianowniku (jest: {named[0]})" if named else "miasto")


def _plain(text: str) -> str:
    """A text in which collector replaces only what we put in braces."""
    return text.replace("{", "(").replace("}", ")")
