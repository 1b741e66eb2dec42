"""Writing again what somebody typed: numbers as numbers, days as days, and text as nothing but text."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from math import isfinite
from typing import Any, Final

from collector.spreadsheet import Sheet, Workbook
from collector.values.content import CellContent, shown_content

# Excel knows no day before.
_FIRST_DAY: Final = date(1900, 1, 1)
_WHOLE: Final = "#,##0"
# LibreOffice saves true as 1: with its words it stays what it was for whoever reads it.
_LOGICAL: Final = '"PRAWDA";"PRAWDA";"FAŁSZ"'


def write_content(
    book: Workbook, sheet: Sheet, row: int, column: int, content: CellContent, look: Mapping[str, Any]
) -> None:
    """Write `content` as it was typed, in a cell that otherwise looks like `look`."""
    match content:
        case None | str():
            sheet.text(row, column, content or "", book.style(**look), is_own=False)
        case bool():
            sheet.logical(row, column, content, book.style(**{**look, "num_format": _LOGICAL}))
        case int() | float() if isfinite(content):
            # A fraction where a whole number is asked must be seen as what it is.
            hides = look.get("num_format") == _WHOLE and content != int(content)
            sheet.number(row, column, content, book.style(**{**look, **({"num_format": "General"} if hides else {})}))
        case datetime() | date() | time() | timedelta() if _is_storable(content):
            style = book.style(**{**look, "num_format": _moment_format(content)})
            moment = content.replace(tzinfo=None) if isinstance(content, datetime | time) else content
            sheet.moment(row, column, moment, style)
        case _:
            sheet.text(row, column, shown_content(content), book.style(**look), is_own=False)


def _is_storable(moment: datetime | date | time | timedelta) -> bool:
    match moment:
        case datetime():
            return moment.date() >= _FIRST_DAY
        case date():
            return moment >= _FIRST_DAY
        case timedelta():
            return moment >= timedelta()
        case _:
            return True


def _moment_format(moment: datetime | date | time | timedelta) -> str:
    match moment:
        case timedelta():
            return "[h]:mm:ss"
        case time():
            return "hh:mm:ss"
        case datetime() if moment.time() != time():
            return "yyyy-mm-dd hh:mm:ss"
        case _:
            return "yyyy-mm-dd"
