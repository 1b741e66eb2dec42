"""A workbook -> the rows of its visible sheets, every cell as the person sees it."""

import io
import re
import warnings
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Final

import openpyxl
from openpyxl.workbook import Workbook

from collector.catalogue.importing.document import Row
from collector.domain.errors import InputError
from collector.values.formats import display_factor
from collector.values.numbers import from_float
from collector.values.reading import shown_content
from collector.values.text import clean
from collector.values.writing import plain_number, without_trailing_zeros

_SUFFIX: Final = re.compile(r'[0#?]"(?P<words>[^"]*)"')


def workbook_rows(content: bytes, name: str) -> tuple[Row, ...]:
    """The rows with something in them, sheet after sheet. Raises InputError for a file that is no workbook."""
    results, formulas = _load(content, name, results=True), _load(content, name, results=False)
    return tuple(
        Row(line=number, cells=cells)
        for sheet in results.worksheets
        if sheet.sheet_state == "visible"
        for number, cells in enumerate(_sheet_rows(sheet, formulas[sheet.title]), 1)
        if any(cells)
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


def _sheet_rows(results: Any, formulas: Any) -> Iterator[tuple[str, ...]]:
    for shown, typed in zip(results.iter_rows(), formulas.iter_rows(), strict=True):
        yield tuple(_shown(cell, other.value) for cell, other in zip(shown, typed, strict=True))


def _shown(cell: Any, typed: object) -> str:
    """The text of a cell. A formula that was never calculated is shown itself, so that nobody takes it for empty."""
    if cell.value is None:
        return clean(str(typed)) if typed is not None else ""
    if isinstance(cell.value, bool) or not isinstance(cell.value, int | float):
        return clean(shown_content(cell.value))
    factor = display_factor(cell.number_format)
    number = from_float(cell.value) if isinstance(cell.value, float) else Decimal(cell.value)
    shown = number if factor == 1 else without_trailing_zeros(number * factor)
    suffix = _SUFFIX.search(cell.number_format)
    unit = "%" if factor == 100 else suffix["words"] if suffix else ""
    return clean(f"{plain_number(shown).replace('.', ',')}{unit}")
