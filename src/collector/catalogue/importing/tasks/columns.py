"""The columns of a table, recognised by the words of their headings."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from collector.catalogue.consistency import FILLED_COLUMNS
from collector.values.text import one_line

_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
# The first pattern that a heading matches tells what its column holds; the order matters.
_HEADINGS: Final = (
    ("kod", re.compile(r"(?:l\.\s?p|lp|nr|numer|kod|nr zadania|symbol)\.?")),
    ("uwagi", re.compile(r"uwag|komentarz|objaśnieni|przypis")),
    ("bazowa", re.compile(r".*(?:bazow|wyjściow)")),
    ("jednostka", re.compile(r"jednostk\w+ miary|j\.\s?m\.?$|jedn\.")),
    ("wartosc", re.compile(r"wartoś|wykonanie|osiągnięt|stan w|liczba w|realizacja wskaźnik|wynik|poziom wskaźnik")),
    ("wskaznik", re.compile(r"(?:nazwa )?(?:wskaźnik|miernik)")),
    ("zadanie", re.compile(r"(?:nazwa )?(?:zadani|działani)")),
    ("realizatorzy", re.compile(r"realizator|wykonawc|podmiot|jednostka realizując|jednostk\w+ odpowiedzialn")),
    ("finansowanie", re.compile(r"źródł\w+ finansow|finansowanie|źródła")),
    ("monitorowanie", re.compile(r"monitor")),
)
_WIDTHS: Final = {
    "kod": 7, "zadanie": 22, "realizatorzy": 20, "finansowanie": 14, "wskaznik": 24, "wartosc": 22, "uwagi": 22,
}  # fmt: skip
# Of the columns that collector fills, those that a table of tasks can have.
_FILLED: Final = frozenset({"kod", "zadanie", "wskaznik", "jednostka", "wartosc", "poprzednia", "uwagi"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: its key in the catalogue, its heading as printed and the year that the heading names (or 0)."""

    key: str
    heading: str
    year: int = 0

    @property
    def is_own(self) -> bool:
        """Whether it is a column of the city's own, filled with a text of the task."""
        return self.key not in _FILLED

    @property
    def template(self) -> str:
        """The heading with {rok} for the year that is reported."""
        heading = self.heading.replace("{", "(").replace("}", ")")
        if self.key != "wartosc" or not self.year:
            return heading
        return re.sub(r"\{rok\}\.(?=\s*r\.)", "{rok}", heading.replace(str(self.year), "{rok}"))

    @property
    def width(self) -> Decimal:
        """How wide the column is in the report."""
        return Decimal(_WIDTHS.get(self.key, 14))


def read_headings(cells: tuple[str, ...]) -> tuple[Column, ...]:
    """The columns under a row of headings; nothing if it does not head a table of tasks with indicators."""
    if not any(_key(cell) == "wskaznik" for cell in cells):
        return ()
    columns = tuple(_columns(cells))
    keys = [column.key for column in columns]
    is_table = {"zadanie", "wskaznik", "wartosc"} <= set(keys) and "bazowa" not in keys
    return columns if is_table else ()


def _columns(cells: tuple[str, ...]) -> Iterator[Column]:
    used: set[str] = set()
    newest = max((_year(cell) for cell in cells if _key(cell) == "wartosc"), default=0)
    for number, cell in enumerate(cells, 1):
        heading, year = one_line(cell), _year(cell)
        key = _key(heading)
        if key == "wartosc" and year != newest:
            key = "poprzednia"
        if not key or key in used:
            key = _slug(heading) or f"kolumna_{'abcdefghijklmnopqrstuvwxyz'[(number - 1) % 26]}"
        while key in used or (key in FILLED_COLUMNS and key not in _FILLED):
            key += "_zadania"
        used.add(key)
        yield Column(key=key, heading=heading, year=year if key in {"wartosc", "poprzednia"} else 0)


def _key(heading: str) -> str:
    words = one_line(heading).casefold()
    return next(
        (key for key, pattern in _HEADINGS if (pattern.fullmatch if key == "kod" else pattern.match)(words)), ""
    )


def _year(heading: str) -> int:
    years = _YEAR.findall(heading)
    return int(years[-1]) if years else 0


def _slug(heading: str) -> str:
    """A key of plain letters made from the first words of a heading."""
    plain = unicodedata.normalize("NFKD", heading.casefold().replace("ł", "l")).encode("ascii", "ignore").decode()
    return "_".join(re.findall(r"[a-z]+", plain)[:3])
