"""Finding the table by its headings and its rows by the visible indicator id: never by a fixed address."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from openpyxl.cell import Cell
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from collector.domain.finding import Finding
from collector.domain.observation import Place
from collector.layout.form import COLUMNS, KNOWN_HEADINGS_NEEDED, REQUIRED_KEYS
from collector.submissions.rules import NO_COLUMN, NO_TABLE, TWO_TABLES


@dataclass(frozen=True, slots=True)
class Table:
    """The found table: its sheet, its heading row (from 1) and the column number (from 1) of each heading."""

    sheet: Worksheet
    heading_row: int
    columns: dict[str, int]

    def rows(self) -> Iterator[int]:
        """The numbers of the rows below the headings."""
        yield from range(self.heading_row + 1, self.sheet.max_row + 1)

    def cell(self, row: int, key: str) -> Cell:
        """The cell of column `key` in `row`; a cell under a merged one is an empty cell to us."""
        return cast("Cell", self.sheet.cell(row, self.columns[key]))


def find_table(book: Workbook, place: Place, year: int) -> Table | Finding:
    """The one table of the workbook that has the headings of a form."""
    tables = [table for sheet in book.worksheets if (table := _table_of(sheet))]
    if not tables:
        headings = ", ".join(f"„{column.titled(year)}”" for column in COLUMNS if column.key in REQUIRED_KEYS)
        return Finding(rule=NO_TABLE, place=place, expected=headings)
    if len(tables) > 1:
        names = ", ".join(f"„{table.sheet.title}”" for table in tables)
        return Finding(rule=TWO_TABLES, place=place, found=names)
    (table,) = tables
    for column in COLUMNS:
        if column.key in REQUIRED_KEYS and column.key not in table.columns:
            where = Place(file=place.file, sheet=table.sheet.title, sha256=place.sha256)
            return Finding(rule=NO_COLUMN, place=where, expected=column.titled(year))
    return table


def _table_of(sheet: Worksheet) -> Table | None:
    for row in sheet.iter_rows(max_row=min(sheet.max_row, 200)):
        columns: dict[str, int] = {}
        for cell in row:
            if isinstance(cell.value, str):
                for column in COLUMNS:
                    if column.key not in columns and column.is_headed(cell.value):
                        columns[column.key] = cell.column or 0
        if len(columns) >= KNOWN_HEADINGS_NEEDED and {"id", "value"} <= columns.keys() | {"value"}:
            return Table(sheet, row[0].row or 0, columns)
    return None
