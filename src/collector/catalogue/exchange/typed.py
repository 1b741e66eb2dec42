"""What a person sees in a cell of a catalogue workbook, as text; catalogues hold nothing else."""

from datetime import date, datetime, time, timedelta
from typing import Any

from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula

from collector.catalogue.exchange.cells import typed_text
from collector.catalogue.exchange.shown import shows_what_it_stores

_AGAIN = "ustaw format komórki „Tekst” i wpisz to jeszcze raz"


class UnclearCellError(Exception):
    """A cell that holds something that is no text; the message says in Polish what, and what to do."""


def text_of(cell: Any, *, is_code: bool = False) -> str:
    """The text of a cell, a number as it is shown. Raises UnclearCellError where Excel made something else of it."""
    value = cell.value
    if cell.data_type == "f" or isinstance(value, ArrayFormula | DataTableFormula):
        raise UnclearCellError("w komórce jest formuła; wklej zamiast niej wartość")
    if cell.data_type == "e":
        raise UnclearCellError(f"w komórce jest błąd {value}; wpisz tekst")
    match value:
        case None:
            return ""
        case str():
            return typed_text(value)
        case bool():
            raise UnclearCellError(f"Excel zamienił wpis na {'PRAWDA' if value else 'FAŁSZ'}; {_AGAIN}")
        case datetime() | date() | time() | timedelta():
            raise UnclearCellError(f"Excel zamienił wpis na datę lub godzinę; {_AGAIN}")
        case int() | float() if not shows_what_it_stores(value, cell.number_format):
            raise UnclearCellError(f"komórka pokazuje co innego, niż zawiera ({_shown(value)}); {_AGAIN}")
        case float() if not value.is_integer():
            if is_code:
                raise UnclearCellError(f"kod zamienił się w liczbę {_shown(value)}; {_AGAIN}")
            return _shown(value)
        case _:
            return f"{value:.0f}"


def _shown(number: float) -> str:
    return f"{number:.15g}".replace(".", ",")
