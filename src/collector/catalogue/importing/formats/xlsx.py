"""A workbook -> the rows of its visible sheets, every cell as the person sees it."""

import io
import warnings
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook

from collector.catalogue.importing.document import Row, Sheet
from collector.catalogue.importing.formats.shown_number import shown_number
from collector.domain.errors import InputError
from collector.values.numbers import from_float
from collector.values.reading import shown_content
from collector.values.text import clean

_ERROR: Final = "e"


def workbook_rows(content: bytes, name: str) -> tuple[Row, ...]:
    """The rows with something in them, sheet after sheet. Raises InputError for a file that is no workbook."""
    results, formulas = _load(content, name, results=True), _load(content, name, results=False)
    visible = [sheet for sheet in results.worksheets if sheet.sheet_state == "visible"]
    return tuple(
        row
        for place, sheet in enumerate(visible, 1)
        for row in _sheet_rows(sheet, formulas[sheet.title], Sheet(place, sheet.title))
        if any(row.cells)
    )


def _load(content: bytes, name: str, *, results: bool) -> Workbook:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of parts it does not know; we read only cells
            return openpyxl.load_workbook(io.BytesIO(content), data_only=results)
    except Exception as error:
        raise InputError(
            f"Pliku {name} nie można otworzyć jako skoroszytu: jest uszkodzony, zabezpieczony hasłem albo zapisany w "
            "innym programie. Otwórz go w Excelu, zdejmij hasło i zapisz jako „Skoroszyt programu Excel (.xlsx)”."
        ) from error


def _sheet_rows(results: Any, formulas: Any, sheet: Sheet) -> Iterator[Row]:
    hidden = _hidden_columns(results)
    for shown, typed in zip(results.iter_rows(), formulas.iter_rows(), strict=True):
        line = int(shown[0].row)
        read = [_shown(cell, other.value) for cell, other in zip(shown, typed, strict=True)]
        cells = tuple(text for text, _ in read)
        odd = [f"komórka {cell.coordinate}: {why}" for cell, (_, why) in zip(shown, read, strict=True) if why]
        odd += [f"komórka {shown[column].coordinate} jest w ukrytej kolumnie" for column in hidden if cells[column]]
        if results.row_dimensions[line].hidden:
            odd.append("wiersz jest ukryty")
        yield Row(line=line, cells=cells, sheet=sheet, odd=tuple(odd))


def _hidden_columns(sheet: Any) -> list[int]:
    """The columns, from 0, that a person does not see; neighbours that are alike are kept as one."""
    hidden = [kept for kept in sheet.column_dimensions.values() if kept.hidden]
    return [
        column
        for column in range(sheet.max_column)
        if any((kept.min or 0) <= column + 1 <= (kept.max or 0) for kept in hidden)
        or any(kept.index == get_column_letter(column + 1) for kept in hidden)
    ]


def _shown(cell: Any, typed: object) -> tuple[str, str]:
    """The text of a cell, and in Polish what is uncertain about it.

    A formula that was never calculated is shown itself, so that nobody takes it for empty.
    """
    link = cell.hyperlink
    # In place of nothing openpyxl gives the target of a link.
    value = None if link and cell.value in (link.location, link.target) else cell.value
    match value:
        case None if typed is not None and typed != cell.value:
            return clean(str(typed)), "formuła nie ma obliczonego wyniku; otwórz plik w Excelu i zapisz go ponownie"
        case None:
            return "", ""
        case bool():
            return clean(shown_content(value)), ""
        case int() | float():
            number = from_float(cell.value) if isinstance(cell.value, float) else Decimal(cell.value)
            text, odd = shown_number(number, cell.number_format)
            return clean(text), odd
        case date() | timedelta():
            return clean(shown_content(cell.value)), "jest w niej data; Excel mógł zamienić na nią inny wpis"
        case _ if cell.data_type == _ERROR:
            return clean(str(cell.value)), "formuła daje błąd"
        case _:
            return clean(shown_content(cell.value)), ""
