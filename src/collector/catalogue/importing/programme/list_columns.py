"""The columns of a table of indicators, told by their headings: base value, value of the year, target, remarks, …"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from collector.catalogue.importing.document import Row
from collector.values.text import one_line

GOAL: Final = re.compile(r"do końca realizacji|docelow|oczekiwan", re.IGNORECASE)
NAME: Final = re.compile(r"(?:nazwa )?(?:wskaźnik|miernik)", re.IGNORECASE)
_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
# The first pattern that a heading matches tells what its column holds; the order matters.
_HEADINGS: Final = (
    ("lp", re.compile(r"l\.? ?p\.?|nr\.?", re.IGNORECASE)),
    ("cel", re.compile(rf".*(?:{GOAL.pattern})|cel\b|kierunek", re.IGNORECASE)),
    ("bazowa", re.compile(r".*(?:bazow|wyjściow)", re.IGNORECASE)),
    ("poprzednia", re.compile(r".*(?:ostatni\w* znan|poprzedni)", re.IGNORECASE)),
    ("jednostka", re.compile(r"jednostk\w+ miary|j\. ?m\.?$|jedn\.", re.IGNORECASE)),
    ("wartosc", re.compile(r"wartoś|wykonanie|osiągnięt|stan (?:w|na)|liczba w|wynik", re.IGNORECASE)),
    ("wskaznik", NAME),
    ("ocena", re.compile(r"ocena", re.IGNORECASE)),
    ("uwagi", re.compile(r"uwag|komentarz|objaśnieni", re.IGNORECASE)),
)
_OF_REPORTS: Final = frozenset({"ocena", "uwagi", "bazowa", "poprzednia"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ListColumn:
    """A column at `place` (from 0) with the year that its heading names (or 0); an unknown one has no key."""

    place: int
    key: str
    heading: str
    year: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ListColumns:
    """All columns of a table, each of the known keys at most once.

    `is_unsure_base` says that the heading of the base value could as well be that of last year's.
    """

    all: tuple[ListColumn, ...]
    is_unsure_base: bool = False

    def get(self, key: str) -> ListColumn | None:
        """The column called `key`."""
        return next((column for column in self.all if column.key == key), None)

    def cell(self, cells: Sequence[str], key: str) -> str:
        """What stands in the column called `key`; nothing if there is no such column."""
        column = self.get(key)
        return one_line(cells[column.place]) if column and column.place < len(cells) else ""


def read_columns(headings: Sequence[str]) -> ListColumns:
    """The columns under `headings`.

    A single column with a value is the base value of a programme; where there are several, or a column that only
    reports have, the newest of them is the value of the year reported.
    """
    columns = list(_columns(headings))
    values = [column for column in columns if column.key == "wartosc"]
    is_report = len(values) > 1 or any(column.key in _OF_REPORTS for column in columns)
    if not values:
        return ListColumns(all=tuple(columns))
    newest = max(column.year for column in values)
    reported = [column for column in values if column.year == newest][-1] if is_report else None
    has_base = any(column.key == "bazowa" for column in columns)
    has_previous = any(column.key == "poprzednia" for column in columns)
    is_unsure = False
    for column in values:
        if column is reported:
            continue
        key = "poprzednia" if has_base and not has_previous else "" if has_base else "bazowa"
        is_unsure |= key == "bazowa" and 0 < column.year == newest - 1
        has_base, has_previous = has_base or key == "bazowa", has_previous or key == "poprzednia"
        columns[columns.index(column)] = ListColumn(
            place=column.place, key=key, heading=column.heading, year=column.year
        )
    return ListColumns(all=tuple(columns), is_unsure_base=is_unsure)


def _columns(headings: Sequence[str]) -> Iterator[ListColumn]:
    used: set[str] = set()
    for place, cell in enumerate(headings):
        heading = one_line(cell)
        if not heading:
            continue
        key = next((key for key, pattern in _HEADINGS if _fits(key, pattern, heading)), "")
        key = key if key == "wartosc" or key not in used else ""
        used.add(key)
        years = _YEAR.findall(heading) if key in {"wartosc", "bazowa", "poprzednia"} else ()
        yield ListColumn(place=place, key=key, heading=heading, year=int(years[-1]) if years else 0)


def _fits(key: str, pattern: re.Pattern[str], heading: str) -> bool:
    return bool(pattern.fullmatch(heading) if key == "lp" else pattern.match(heading))


def joined_headings(rows: Sequence[Row]) -> list[str]:
    """The headings of a table in one row: a heading over several columns stands before each of those below it."""
    tops = [row.cells for row in rows if len(row.cells) > 1]
    width = max(map(len, tops))
    cells = [[*top, *[""] * (width - len(top))] for top in tops]
    return [
        one_line(" ".join(_over(cells[level], cells[level + 1 :], place) for level in range(len(cells))))
        for place in range(width)
    ]


def _over(row: list[str], below: list[list[str]], place: int) -> str:
    """The heading over `place` in `row`: its own, or the one to the left that has headings below it as well."""
    if row[place] or not any(lower[place] for lower in below):
        return row[place]
    left = next((at for at in range(place - 1, -1, -1) if row[at]), place)
    return row[left] if any(lower[left] for lower in below) else ""
