"""The rows of a document, whatever program it comes from."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of text or a row of a table. `cells` are stripped texts; a plain line of text has one cell.

    `line` is where it stands in the document, from 1.
    """

    line: int
    cells: tuple[str, ...]

    @property
    def text(self) -> str:
        """The filled cells as one text."""
        return " ".join(cell for cell in self.cells if cell)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """All rows of a document in their order; `name` is the file's name."""

    name: str
    rows: tuple[Row, ...]
