"""The table of one sheet of a catalogue workbook: its headings, and under them its rows."""

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from collector.catalogue.exchange import columns as plan
from collector.catalogue.exchange.assembling import CellPlace, TypedRow
from collector.catalogue.exchange.cells import CellTextError, cell_value
from collector.catalogue.exchange.columns import Column, SheetPlan
from collector.catalogue.exchange.typed import UnclearCellError, text_of
from collector.catalogue.model import SectionPart
from collector.catalogue.source import Data
from collector.values.text import one_line, same

# A person may put lines of their own above the headings.
_HEADING_LINES: Final = 20
# A stray entry at the far end of a sheet would otherwise cost all the memory.
_CELL_LIMIT: Final = 2_000_000
_OWN_TEXT: Final = re.compile(rf"{re.escape(plan.OWN_TEXT_HEADING.strip())}\s*(.+)", re.IGNORECASE)
_OWN_KEY: Final = re.compile(r"[a-z_]+")
_STRUCTURE: Final = frozenset(SectionPart.model_fields)
# Columns that a sheet may do without.
_OPTIONAL: Final = frozenset({plan.EMPTY_LISTS, plan.ORDER})
_FIELD: Final = Column("\0pole", plan.FIELD_HEADING)
_VALUE: Final = Column("\0wartosc", plan.VALUE_HEADING)


class SheetTable:
    """A worksheet read by its plan; `mistakes` are its wrong headings and cells, each with its place."""

    def __init__(self, sheet: SheetPlan, worksheet: Any) -> None:
        self.sheet = sheet
        self.mistakes: list[tuple[CellPlace, str]] = []
        more = (plan.empty_lists_column(),) if sheet.is_form else (plan.empty_lists_column(), plan.order_column())
        self._known = {same(column.heading): column for column in (*sheet.columns, *more)}
        self._headings = {same(c.heading): c for c in (_FIELD, _VALUE)} if sheet.is_form else self._known
        self._lines = self._all_lines(worksheet)
        self._columns = self._heading_columns()

    def rows(self) -> Iterator[TypedRow]:
        """The rows in which something stands, in the order of their numbers; the fields of a form are one row."""
        if not self._columns:
            return
        if self.sheet.is_form:
            yield self._fields()
            return
        # A row without a number follows the one that stands above it.
        place, placed = Decimal(0), []
        for line in self._lines:
            row = TypedRow({}, {}, CellPlace(self.sheet.name, line[0].row))
            number = None
            for cell in line:
                column = self._columns.get(cell.column)
                if column is None:
                    self._refuse_stray(cell)
                elif column.key == plan.ORDER:
                    number = self._number(cell)
                else:
                    self._take(cell, column, row)
            if row.values:
                place = place if number is None else number
                placed.append((place, row))
        yield from (row for _, row in sorted(placed, key=lambda pair: pair[0]))

    def _number(self, cell: Any) -> Decimal | None:
        text = self._text(cell)
        try:
            number = Decimal(text.replace(",", ".").removesuffix(".")) if text else None
        except InvalidOperation:
            number = Decimal("NaN")
        if number is None or number.is_finite():
            return number
        self._mistake(cell, "Lp. ma być liczbą, według której ustawia się wiersze; popraw ją albo zostaw puste miejsce")
        return None

    def _refuse_stray(self, cell: Any) -> None:
        if self._text(cell):
            self._mistake(cell, "nad tą komórką nie ma nagłówka kolumny")

    def _fields(self) -> TypedRow:
        fields = TypedRow({}, {}, CellPlace(self.sheet.name, 1))
        for line in self._lines:
            for cell in line:
                if cell.column not in self._columns:
                    self._refuse_stray(cell)
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
        if self.mistakes:
            return {}
        for index, line in enumerate(self._lines[:_HEADING_LINES]):
            texts = [(cell, text) for cell in line if (text := self._text(cell))]
            if sum(same(text) in self._headings for _, text in texts) > 1:
                self._lines = self._lines[index + 1 :]
                return self._checked_columns(line, texts)
        expected = ", ".join(column.heading for column in self._headings.values() if _is_needed(column))
        self.mistakes.append((CellPlace(self.sheet.name, 1), f"nie ma wiersza z nagłówkami kolumn: {expected}"))
        return {}

    def _checked_columns(self, line: Any, texts: list[tuple[Any, str]]) -> dict[int, Column]:
        found: dict[int, Column] = {}
        for cell, text in texts:
            column = self._headings.get(same(text)) or self._own_text_column(text)
            if column is not None and column.heading.startswith(plan.OWN_TEXT_HEADING) and column.key in _STRUCTURE:
                self._mistake(cell, f"kolumna tekstu nie może mieć klucza „{column.key}”: katalog ma już taki klucz")
            elif column is None:
                self._mistake(cell, f"collector nie zna nagłówka „{one_line(text)}”")
            elif column in found.values():
                self._mistake(cell, f"nagłówek „{one_line(text)}” powtarza się")
            else:
                found[cell.column] = column
        for column in self._headings.values():
            if _is_needed(column) and column not in found.values():
                place = CellPlace(self.sheet.name, line[0].row)
                self.mistakes.append((place, f"brakuje kolumny „{column.heading}”"))
        return found if not self.mistakes else {}

    def _own_text_column(self, heading: str) -> Column | None:
        match = _OWN_TEXT.fullmatch(one_line(heading)) if self.sheet is plan.SECTIONS else None
        return plan.own_text_columns([match[1]])[0] if match and _OWN_KEY.fullmatch(match[1]) else None

    def _take(self, cell: Any, column: Column, row: TypedRow) -> None:
        """Note what stands in `cell` under its column."""
        text = self._text(cell, is_code=column.is_code)
        if text:
            row.values[column.key] = self._value(cell, text, column)
            row.places[column.key] = self._place(cell)

    def _value(self, cell: Any, text: str, column: Column) -> Data:
        try:
            return cell_value(text, column.shape)
        except CellTextError as error:
            self._mistake(cell, str(error))
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


def _is_needed(column: Column) -> bool:
    return not column.came_later and column.key not in _OPTIONAL


def is_headed(sheet: SheetPlan, worksheet: Any) -> bool:
    """Whether `worksheet` has a line with most of the headings of `sheet`."""
    headings = [plan.FIELD_HEADING, plan.VALUE_HEADING] if sheet.is_form else [c.heading for c in sheet.columns]
    expected = {same(heading) for heading in headings}
    lines = worksheet.iter_rows(max_row=_HEADING_LINES, values_only=True)
    return any(2 * len(expected & {same(str(text)) for text in line}) > len(expected) for line in lines)
