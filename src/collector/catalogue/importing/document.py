"""The rows of a document, whatever program it comes from."""

from dataclasses import dataclass, replace
from typing import Final


@dataclass(frozen=True, slots=True, order=True)
class Sheet:
    """A sheet of a workbook, by its place (from 1) and name; a document of another kind has one without a name."""

    place: int = 0
    name: str = ""


NO_SHEET: Final = Sheet()


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of text or a row of a table. `cells` are stripped texts; a plain line of text has one cell.

    `line` is where it stands in the document or its sheet, from 1; `odd` says in Polish what is uncertain about the
    way its cells were read from the file.
    """

    line: int
    cells: tuple[str, ...]
    sheet: Sheet = NO_SHEET
    odd: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The filled cells as one text."""
        return " ".join(cell for cell in self.cells if cell)

    @property
    def numbers_columns(self) -> bool:
        """Whether the row only numbers the columns: 1, 2, 3, …"""
        filled = [cell.rstrip(".") for cell in self.cells if cell]
        return len(filled) > 2 and filled == [str(number) for number in range(1, len(filled) + 1)]

    def with_cells(self, cells: tuple[str, ...]) -> "Row":
        """The same row of the document with other cells."""
        return replace(self, cells=cells)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """All rows of a document in their order; `name` is the file's name.

    `is_paged` says that an empty line is the end of a page, which may cut a row of a table in two, as in a text that
    comes out of a PDF; the cells of an office file are whole.
    """

    name: str
    rows: tuple[Row, ...]
    is_paged: bool = True

    @property
    def sheets(self) -> dict[Sheet, tuple[Row, ...]]:
        """The rows of every sheet."""
        found: dict[Sheet, list[Row]] = {}
        for row in self.rows:
            found.setdefault(row.sheet, []).append(row)
        return {sheet: tuple(rows) for sheet, rows in found.items()}
