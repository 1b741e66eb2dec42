"""What stands above and below the table of a report: its title page, its years, who issued it, its last words."""

import re
from dataclasses import dataclass, field
from typing import Final

from collector.catalogue.importing.document import Row
from collector.catalogue.importing.remarks import Remarks
from collector.values.text import one_line

TO_FILL: Final = "do uzupełnienia"
_YEARS: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*[-\u2013]\s*((?:19|20)\d\d)(?!\d)")
_REPORTED: Final = re.compile(r"(?:za|w)\s+(?:rok|roku)\s+((?:19|20)\d\d)", re.IGNORECASE)
_QUOTED: Final = re.compile(r"„[^„”]+”")
# „przyjętych w „Strategii …”: the title stands in another case.
_DECLINED: Final = re.compile(r"\b(?:w|we|z|ze|do|na|o)\s+„", re.IGNORECASE)
_ISSUED: Final = re.compile(
    r"(?P<who>.+?)\s*[-\u2013,]\s*(?:stycze|lut|mar|kwie|maj|czerw|lip|sierp|wrze|paźdz|listop|grud)\w*\s+(?P<year>(?:19|20)\d\d)\b.*",
    re.IGNORECASE,
)
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


def read_front(above: list[Row], remarks: Remarks) -> Front:
    """Read the lines above the table. The title ends with the line that names the year reported."""
    front = Front()
    rest: list[Row] = []
    for row in above:
        text = one_line(row.text)
        if _TABLE.match(text):
            front.table_title = _plain(text)
        elif match := _ISSUED.fullmatch(text):
            front.coordinator = match["who"]
            front.issued_by = _plain(text).replace(match["year"], "{rok_wydania}")
        elif not front.year:
            front.title_lines.append(text)
            reported = _REPORTED.search(text)
            front.year = int(reported[1]) if reported else 0
        else:
            rest.append(row)
    if not front.year:
        rest = [row for row in above if one_line(row.text) in front.title_lines] + rest
        front.title_lines = []
    for row in rest:
        remarks.lost(row, "wiersz nad tabelą nie jest tytułem sprawozdania ani tabeli")
    _read_programme(front)
    return front


def _read_programme(front: Front) -> None:
    title = one_line(" ".join(front.title_lines))
    if quoted := _QUOTED.search(title):
        front.programme = quoted[0]
    elif title:
        front.programme = title
    if years := _YEARS.search(title):
        front.years = int(years[1]), int(years[2])
    front.title_lines = [_plain(line).replace(str(front.year), "{rok}") for line in front.title_lines]
    front.title_lines = front.title_lines or ["Sprawozdanie", "za rok {rok}"]
    absent = {
        "tytuł programu": TO_FILL in front.programme,
        f"tytuł programu w mianowniku (jest: {front.programme})": bool(_DECLINED.search(title)),
        "lata programu": front.years == (0, 0),
        "jednostka koordynująca": TO_FILL in front.coordinator,
        "tytuł tabeli": TO_FILL in front.table_title,
    }
    front.missing = [*(words for words, is_absent in absent.items() if is_absent), "miasto"]


def _plain(text: str) -> str:
    """A text in which collector replaces only what we put in braces."""
    return text.replace("{", "(").replace("}", ")")
