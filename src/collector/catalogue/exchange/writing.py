"""Catalogue data -> a workbook that a coordinator edits in Excel or LibreOffice."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from collector.catalogue.consistency import FILLED_COLUMNS
from collector.catalogue.exchange import columns as plan
from collector.catalogue.exchange.cells import cell_text
from collector.catalogue.exchange.columns import Column, SheetPlan
from collector.catalogue.exchange.flattening import Row, rows_of
from collector.catalogue.exchange.guide import GUIDE
from collector.catalogue.source import Data
from collector.spreadsheet import Sheet, Workbook, new_workbook

_HEADING: Final[dict[str, Any]] = {
    "bold": True, "text_wrap": True, "border": 1, "bg_color": "#1F4E79", "font_color": "#FFFFFF",
}  # fmt: skip
# Everything is text: a code such as 1.10 must not become a number or a date when somebody types it.
_CELL: Final[dict[str, Any]] = {"text_wrap": True, "num_format": "@"}
_FIELD_WIDTH: Final = 34.0
_VALUE_WIDTH: Final = 90.0
_GUIDE_WIDTHS: Final = (26.0, 110.0)
# Lists of choices reach this far below the last row, for rows that are added.
_SPARE_ROWS: Final = 200


def write_catalogue_workbook(source_data: Data, path: Path) -> None:
    """Write the catalogue that `read_source` read. Raises SettingsError for data that are no catalogue."""
    rows = rows_of(source_data)
    own_texts = _own_text_keys(rows)
    (programme,) = rows[plan.PROGRAMME.name]
    with new_workbook(path, title=f"Katalog programu {programme.get('program.id', '')}") as book:
        _write_guide(book, programme.get("program.tytul", ""))
        for sheet in plan.SHEETS:
            if sheet.is_form:
                _write_form(book, sheet, rows[sheet.name])
            else:
                own = plan.own_text_columns(own_texts) if sheet is plan.SECTIONS else ()
                _write_table(book, sheet, own, rows[sheet.name])


def _own_text_keys(rows: dict[str, list[Row]]) -> list[str]:
    """The report's own columns in their order, and any other text that a part of the programme has."""
    sources = {row.get("klucz") for row in rows[plan.SOURCES.name]}
    of_report = [row["klucz"] for row in rows[plan.REPORT_COLUMNS.name] if row.get("klucz")]
    planned = {column.key for column in plan.SECTIONS.columns} | {plan.EMPTY_LISTS}
    used = [key for row in rows[plan.SECTIONS.name] for key in row if key not in planned]
    return list(dict.fromkeys([*(key for key in of_report if key not in FILLED_COLUMNS | sources), *used]))


def _write_guide(book: Workbook, title: str) -> None:
    sheet = book.sheet(plan.GUIDE_SHEET)
    sheet.text(0, 0, "Katalog programu – jak go zmieniać w Excelu", book.style(bold=True, font_size=14))
    sheet.text(1, 0, title, book.style(bold=True))
    sheet.worksheet.set_column(0, 0, _GUIDE_WIDTHS[0])
    sheet.worksheet.set_column(1, 1, _GUIDE_WIDTHS[1])
    for row, (heading, text) in enumerate(GUIDE, 3):
        sheet.text(row, 0, heading, book.style(bold=True, text_wrap=True))
        sheet.text(row, 1, text, book.style(text_wrap=True))


def _write_form(book: Workbook, sheet_plan: SheetPlan, rows: Sequence[Row]) -> None:
    sheet = book.sheet(sheet_plan.name)
    heading, label, cell = book.style(**_HEADING), book.style(bold=True, text_wrap=True), book.style(**_CELL)
    sheet.worksheet.set_column(0, 0, _FIELD_WIDTH)
    sheet.worksheet.set_column(1, 1, _VALUE_WIDTH, cell)
    sheet.text(0, 0, plan.FIELD_HEADING, heading)
    sheet.text(0, 1, plan.VALUE_HEADING, heading)
    values = rows[0] if rows else {}
    for number, column in enumerate((*sheet_plan.columns, *_empty_lists(rows)), 1):
        sheet.text(number, 0, column.heading, label)
        sheet.text(number, 1, _text(values, column), cell)
    sheet.worksheet.freeze_panes(1, 0)


def _write_table(book: Workbook, sheet_plan: SheetPlan, own: Sequence[Column], rows: Sequence[Row]) -> None:
    sheet = book.sheet(sheet_plan.name)
    heading, cell, place = book.style(**_HEADING), book.style(**_CELL), book.style(font_color="#7F7F7F")
    columns = (plan.order_column(), *sheet_plan.columns, *own, *_empty_lists(rows))
    for position, column in enumerate(columns):
        sheet.worksheet.set_column(position, position, column.width, place if column.key == plan.ORDER else cell)
        sheet.text(0, position, column.heading, heading)
        if column.choices:
            _offer(sheet, position, column.choices, len(rows) + _SPARE_ROWS)
    for number, row in enumerate(rows, 1):
        sheet.number(number, 0, number, place)
        for position, column in enumerate(columns[1:], 1):
            sheet.text(number, position, _text(row, column), cell)
    sheet.worksheet.freeze_panes(1, 3)
    sheet.worksheet.autofilter(0, 0, max(len(rows), 1), len(columns) - 1)


def _empty_lists(rows: Sequence[Row]) -> tuple[Column, ...]:
    return (plan.empty_lists_column(),) if any(plan.EMPTY_LISTS in row for row in rows) else ()


def _text(row: Row, column: Column) -> str:
    return cell_text(row[column.key], column.shape) if column.key in row else ""


def _offer(sheet: Sheet, position: int, choices: Sequence[str], last: int) -> None:
    """Offer the words of the catalogue in the cells of a column."""
    sheet.worksheet.data_validation(
        1, position, last, position,
        {
            "validate": "list",
            "source": list(choices),
            "error_title": "Nieznane słowo",
            "error_message": "Wybierz jedno ze słów z listy.",
        },
    )  # fmt: skip
