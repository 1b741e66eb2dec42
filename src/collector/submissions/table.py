"""Finding the table by its headings and its rows by the visible indicator id: never by a fixed address."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import cast

from openpyxl.cell import Cell
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from collector.domain.finding import Finding
from collector.domain.observation import Place
from collector.layout.form import KNOWN_HEADINGS_NEEDED, SheetLayout
from collector.submissions.rules import NO_COLUMN, NO_TABLE, REPEATED_COLUMN, TWO_TABLES
from collector.values.text import same


@dataclass(frozen=True, slots=True)
class Table:
    """The found table: its sheet, its heading row (from 1) and the column number (from 1) of each heading."""

    layout: SheetLayout
    sheet: Worksheet
    heading_row: int
    columns: dict[str, int]
    repeated: tuple[str, ...] = ()
    filled: dict[int, list[Cell]] = field(default_factory=dict)

    def rows(self) -> Iterator[int]:
        """The numbers of the rows below the headings in which something stands."""
        yield from (row for row in sorted(self.filled) if row > self.heading_row)

    def cell(self, row: int, key: str) -> Cell:
        """The cell of column `key` in `row`; a cell under a merged one is an empty cell to us."""
        return cast("Cell", self.sheet.cell(row, self.columns[key]))


def filled_rows(sheet: Worksheet) -> dict[int, list[Cell]]:
    """The cells in which something stands, by row, left to right.

    Walking the whole rectangle of a sheet would take forever where one stray cell stands at its far corner.
    """
    rows: dict[int, list[Cell]] = {}
    for (row, _), cell in sorted(sheet._cells.items()):  # noqa: SLF001 - openpyxl offers only the rectangle
        if cell.value is not None:
            rows.setdefault(row, []).append(cell)
    return rows


def find_table(book: Workbook, layout: SheetLayout, place: Place, year: int) -> Table | Finding:
    """The one table of the workbook that has the headings of `layout` for `year`."""
    tables = [table for sheet in book.worksheets if (table := _table_of(sheet, layout))]
    if not tables:
        headings = ", ".join(f"„{column.titled(year)}”" for column in layout.columns if column.needed)
        return Finding(rule=NO_TABLE, place=place, expected=headings)
    if len(tables) > 1:
        names = ", ".join(f"„{table.sheet.title}”" for table in tables)
        return Finding(rule=TWO_TABLES, place=place, found=names)
    (table,) = tables
    where = Place(file=place.file, sheet=table.sheet.title, sha256=place.sha256)
    for column in layout.columns:
        if column.key in table.repeated:
            return Finding(rule=REPEATED_COLUMN, place=where, found=column.titled(year))
        if column.needed and not _is_headed_for(table, column.key, column.titled(year)):
            return Finding(rule=NO_COLUMN, place=where, expected=column.titled(year))
    return table


def _is_headed_for(table: Table, key: str, heading: str) -> bool:
    return key in table.columns and same(str(table.cell(table.heading_row, key).value)) == same(heading)


def _table_of(sheet: Worksheet, layout: SheetLayout) -> Table | None:
    filled = filled_rows(sheet)
    for row, cells in filled.items():
        columns: dict[str, int] = {}
        repeated = []
        for cell in cells:
            column = layout.column_headed(cell.value) if isinstance(cell.value, str) else None
            if column is not None:
                if column.key in columns:
                    repeated.append(column.key)
                columns.setdefault(column.key, cell.column)
        if len(columns) >= KNOWN_HEADINGS_NEEDED and "id" in columns:
            return Table(layout, sheet, row, columns, tuple(repeated), filled)
    return None
