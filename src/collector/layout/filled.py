"""What somebody typed into a form, cell by cell, with which the form can be written again."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from collector.domain.submission import LeftCell
from collector.values.content import CellContent


class FormCell(NamedTuple):
    """A cell of a form, wherever it stands: the usual name of its sheet, the visible id of its row, its column."""

    sheet: str
    row_id: str
    key: str


@dataclass(frozen=True, kw_only=True)
class FilledTable:
    """What stands in one table: `layout` is the usual name of its sheet, `sheet` the title in the file.

    `entries` are the contents of the filled cells by the visible id of the row and the key of the column. `columns` and
    `rows` are the numbers, from 1, that they have in the file. `formats` are the number formats that change what a
    number says, as “%” does.
    """

    layout: str
    sheet: str
    columns: Mapping[str, int]
    rows: Mapping[str, int]
    entries: Mapping[str, Mapping[str, CellContent]]
    formats: Mapping[FormCell, str] = field(default_factory=dict)

    def cell_at(self, row: int, column: int) -> FormCell | None:
        """The cell of the form that stands at these numbers in the file."""
        row_id = next((id_ for id_, number in self.rows.items() if number == row), None)
        key = next((key for key, number in self.columns.items() if number == column), None)
        return FormCell(self.layout, row_id, key) if row_id is not None and key is not None else None


@dataclass(frozen=True, kw_only=True)
class FilledForm:
    """Everything that one executor wrote into its form.

    `sign_off` holds the entries of the sheet “Metryczka” by the field they belong to; `outside` are the filled cells
    that no field of the form takes.
    """

    executor: str
    file: str
    tables: tuple[FilledTable, ...]
    sign_off: Mapping[str, CellContent]
    outside: tuple[LeftCell, ...] = ()

    def cell_at(self, sheet: str, row: int, column: int) -> FormCell | None:
        """The cell of the form that stands there in the file."""
        for table in self.tables:
            if table.sheet == sheet:
                return table.cell_at(row, column)
        return None
