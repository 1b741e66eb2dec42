"""The table of one sheet of a catalogue workbook: its headings, and under them its rows."""

import re
from collections.abc import Iterator
from typing import Any, Final

from collector.catalogue.exchange import columns as plan
from collector.catalogue.exchange.assembling import CellPlace, TypedRow
from collector.catalogue.exchange.cells import cell_value
from collector.catalogue.exchange.columns import Column, SheetPlan
from collector.catalogue.exchange.typed import UnclearCellError, text_of
from collector.catalogue.source import Data
from collector.values.text import one_line, same

# A person may put lines of their own above the headings.
_HEADING_LINES: Final = 20
# A stray entry at the far end of a sheet would otherwise cost all the memory.
_CELL_LIMIT: Final = 2_000_000
_OWN_TEXT: Final = re.compile(rf"{re.escape(plan.OWN_TEXT_HEADING.strip())}\s*(.+)", re.IGNORECASE)
_FIELD: Final = Column("\0pole", plan.FIELD_HEADING)
_VALUE: Final = Column("\0wartosc", plan.VALUE_HEADING)


class SheetTable:
    """A worksheet read by its plan; `mistakes` are its wrong headings and cells, each with its place."""

    def __init__(self, sheet: SheetPlan, worksheet: Any) -> None:
        self.sheet = sheet
        self.mistakes: list[tuple[CellPlace, str]] = []
        self._known = {same(column.heading): column for column in (*sheet.columns, plan.empty_lists_column())}
        self._headings = {same(c.heading): c for c in (_FIELD, _VALUE)} if sheet.is_form else self._known
        self._lines = self._all_lines(worksheet)
        self._columns = self._heading_columns()

    def rows(self) -> Iterator[TypedRow]:
        """The rows in which something stands; the fields of a form are one row."""
        if not self._columns:
            return
        if self.sheet.is_form:
            yield self._fields()
            return
        for line in self._lines:
            row = TypedRow({}, {}, CellPlace(self.sheet.name, line[0].row))
            for cell in line:
                if column := self._columns.get(cell.column):
                    self._take(cell, column, row)
                elif self._text(cell):
                    self._mistake(cell, "nad tą komórką nie ma nagłówka kolumny")
            if row.values:
                yield row

    def _fields(self) -> TypedRow:
        fields = TypedRow({}, {}, CellPlace(self.sheet.name, 1))
        for line in self._lines:
            cells = {column: line[position - 1] for position, column in self._columns.items()}
            label = self._text(cells[_FIELD])
            column = self._known.get(same(label))
            if column is None and (label or self._text(cells[_VALUE])):
                self._mistake(cells[_FIELD], f"collector nie zna pola „{one_line(label)}”")
            elif column is not None and column.key in fields.places:
                self._mistake(cells[_FIELD], f"pole „{column.heading}” powtarza się")
            elif column is not None:
                self._take(cells[_VALUE], column, fields)
        return fields

    def _all_lines(self, worksheet: Any) -> list[Any]:
        if worksheet.max_row * worksheet.max_column > _CELL_LIMIT:
            corner = f"{worksheet.max_row} wierszy i {worksheet.max_column} kolumn"
            self._mistake(worksheet["A1"], f"arkusz ma {corner}; usuń puste wiersze i kolumny za tabelą")
            return []
        return list(worksheet.iter_rows())

    def _heading_columns(self) -> dict[int, Column]:
        """The columns by their number, and only the lines under the headings left; empty if there are none."""
        for index, line in enumerate(self._lines[:_HEADING_LINES]):
            texts = [(cell, text) for cell in line if (text := self._text(cell))]
            if sum(same(text) in self._headings for _, text in texts) > 1:
                self._lines = self._lines[index + 1 :]
                return self._checked_columns(line, texts)
        expected = ", ".join(column.heading for column in self._headings.values() if column.key != plan.EMPTY_LISTS)
        self.mistakes.append((CellPlace(self.sheet.name, 1), f"nie ma wiersza z nagłówkami kolumn: {expected}"))
        return {}

    def _checked_columns(self, line: Any, texts: list[tuple[Any, str]]) -> dict[int, Column]:
        found: dict[int, Column] = {}
        for cell, text in texts:
            column = self._headings.get(same(text)) or self._own_text_column(text)
            if column is None:
                self._mistake(cell, f"collector nie zna nagłówka „{one_line(text)}”")
            elif column in found.values():
                self._mistake(cell, f"nagłówek „{one_line(text)}” powtarza się")
            else:
                found[cell.column] = column
        for column in self._headings.values():
            if column.key != plan.EMPTY_LISTS and column not in found.values():
                place = CellPlace(self.sheet.name, line[0].row)
                self.mistakes.append((place, f"brakuje kolumny „{column.heading}”"))
        return found if not self.mistakes else {}

    def _own_text_column(self, heading: str) -> Column | None:
        match = _OWN_TEXT.fullmatch(one_line(heading)) if self.sheet is plan.SECTIONS else None
        return plan.own_text_columns([match[1]])[0] if match else None

    def _take(self, cell: Any, column: Column, row: TypedRow) -> None:
        """Note what stands in `cell` under its column."""
        text = self._text(cell, is_code=column.is_code)
        if text:
            row.values[column.key] = self._value(cell, text, column)
            row.places[column.key] = self._place(cell)

    def _value(self, cell: Any, text: str, column: Column) -> Data:
        try:
            return cell_value(text, column.shape)
        except ValueError as error:
            self._mistake(cell, f"wiersz „{error}” ma mieć postać klucz: wartość")
            return {}

    def _text(self, cell: Any, *, is_code: bool = False) -> str:
        try:
            return text_of(cell, is_code=is_code)
        except UnclearCellError as error:
            self._mistake(cell, str(error))
            return ""

    def _mistake(self, cell: Any, message: str) -> None:
        mistake = (self._place(cell), message)
        if mistake not in self.mistakes:
            self.mistakes.append(mistake)

    def _place(self, cell: Any) -> CellPlace:
        return CellPlace(self.sheet.name, cell.row, cell.coordinate)
