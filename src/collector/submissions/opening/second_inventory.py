"""The cells of a workbook as its own file lists them, before a second reader is asked."""

from dataclasses import dataclass, field
from typing import Final

from collector.submissions.opening.book import PLAIN, CellFacts, DamagedFile, Sheet
from collector.values.reading import CellContent

DAMAGED: Final = "plik jest uszkodzony"
LOCKED: Final = "plik jest chroniony hasłem"
NO_SHEETS: Final = "nie ma w nim żadnego arkusza"
TOO_MANY_SHEETS: Final = "ma niezwykle wiele arkuszy"
TOO_LARGE: Final = "ma niezwykle wiele wypełnionych komórek (ponad 300 000)"
TOO_MUCH_TEXT: Final = "ma niezwykle dużo tekstu"
# calamine allocates every cell of the box around the filled ones, three times over; beyond this it is not asked.
TOO_COSTLY: Final = 500_000
SHEET_LIMIT: Final = 255
_FILLED_LIMIT: Final = 300_000
TEXT_LIMIT: Final = 5_000_000


@dataclass(slots=True)
class Tally:
    """What all sheets hold together; counting more than a return can hold raises DamagedFile."""

    filled: int = 0
    letters: int = 0

    def add(self, cells: int, letters: int) -> None:
        """Count cells that are about to be listed, and the letters in them."""
        self.filled += cells
        self.letters += letters
        if self.filled > _FILLED_LIMIT:
            raise DamagedFile(TOO_LARGE)
        if self.letters > TEXT_LIMIT:
            raise DamagedFile(TOO_MUCH_TEXT)


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

    def take_out(self, row: int, column: int) -> None:
        """Forget a cell whose content is in doubt; it still counts as filled."""
        self.rows.get(row, {}).pop(column, None)
        self.facts.pop((row, column), None)

    def sheet(self) -> Sheet:
        """The sheet as it was read."""
        return Sheet(self.title, self.rows, self.facts, tuple(self.merged), self.footer, self.is_hidden)
