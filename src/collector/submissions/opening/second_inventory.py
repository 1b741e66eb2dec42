"""The cells of a workbook as its own file lists them, before a second reader is asked."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from collector.submissions.opening.book import PLAIN, Book, CellFacts, Sheet
from collector.submissions.opening.refusal import Refusal, too_large
from collector.values.reading import CellContent
from collector.values.writing import counted

NO_SHEETS: Final = "nie ma w nim żadnego arkusza"
# calamine allocates every cell of the box around the filled ones, three times over; beyond this it is not asked.
TOO_COSTLY: Final = 500_000
SHEET_LIMIT: Final = 255
# The cells listed and those of calamine must fit into memory together, whatever the settings allow.
_FILLED_LIMIT: Final = 300_000
_TEXT_LIMIT: Final = 5_000_000
_MERGED_LIMIT: Final = 100_000
_EXACT: Final = 1e15
_CELLS: Final = ("wypełnioną komórkę", "wypełnione komórki", "wypełnionych komórek")


@dataclass(slots=True)
class Tally:
    """What all sheets hold together; counting more than `cells`, or more than memory can hold, raises Refusal."""

    cells: int
    filled: int = 0
    letters: int = 0

    def add(self, cells: int, letters: int) -> None:
        """Count cells that are about to be listed, and the letters in them."""
        self.filled += cells
        self.letters += letters
        if self.filled > (most := min(self.cells, _FILLED_LIMIT)):
            setting = "cells" if self.cells < _FILLED_LIMIT else ""
            raise too_large(f"ma co najmniej {counted(self.filled, _CELLS)}", most, setting)
        check_letters(self.letters)


def check_letters(letters: int) -> None:
    """Raise Refusal if so many letters are more than a return can hold."""
    if letters > _TEXT_LIMIT:
        found = counted(letters, ("znak", "znaki", "znaków"))
        raise too_large(f"ma co najmniej {found} tekstu", _TEXT_LIMIT)


def too_many_sheets() -> Refusal:
    """The refusal of a workbook of more sheets than one may have."""
    return too_large("ma niezwykle wiele arkuszy", SHEET_LIMIT)


@dataclass(slots=True)
class Inventory:
    """A sheet while it is read. `filled` counts what was listed.

    `unsure` are the cells that calamine is known to read wrong, so that its reading proves nothing.
    """

    title: str
    is_hidden: bool = False
    footer: str = ""
    filled: int = 0
    rows: dict[int, dict[int, CellContent]] = field(default_factory=dict)
    facts: dict[tuple[int, int], CellFacts] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    unsure: set[tuple[int, int]] = field(default_factory=set)

    def put(self, row: int, column: int, content: CellContent, facts: CellFacts, *, unsure: bool = False) -> None:
        """List a filled cell. A cell listed twice counts twice, which shows as a loss."""
        self.filled += 1
        if content is not None:
            self.rows.setdefault(row, {})[column] = content
        if facts != PLAIN:
            self.facts[row, column] = facts
        if unsure:
            self.unsure.add((row, column))

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        """List a merged area."""
        if len(self.merged) >= _MERGED_LIMIT:
            raise too_large("ma niezwykle wiele scalonych obszarów", _MERGED_LIMIT)
        self.merged.append((top, left, bottom, right))

    def take_out(self, row: int, column: int) -> None:
        """Forget a cell whose content is in doubt; it still counts as filled."""
        self.rows.get(row, {}).pop(column, None)
        self.facts.pop((row, column), None)

    def sheet(self) -> Sheet:
        """The sheet as it was read."""
        return Sheet(self.title, self.rows, self.facts, tuple(self.merged), self.footer, self.is_hidden)


def listed_book(sheets: Iterable[Inventory], properties: tuple[str, ...], modified: str) -> Book:
    """The workbook of these sheets."""
    listed = tuple(sheets)
    filled = sum(sheet.filled for sheet in listed)
    return Book(tuple(sheet.sheet() for sheet in listed), filled, properties, modified)


def as_number(number: float) -> int | float:
    """A number as Excel shows it: a whole one without a fraction, as long as it is exact."""
    return int(number) if abs(number) < _EXACT and number.is_integer() else number
