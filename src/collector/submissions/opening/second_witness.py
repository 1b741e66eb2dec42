"""A second reading of every cell, by calamine: what both read differently is left out, so that the loss is seen."""

import io
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Final

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError

from collector.submissions.opening.refusal import Refusal, unreadable
from collector.submissions.opening.second_inventory import TOO_COSTLY, Inventory
from collector.submissions.rules import ENCRYPTED
from collector.values.reading import CellContent

_CLOSE: Final = timedelta(seconds=1)


def confirm(sheets: Sequence[Inventory], content: Callable[[], bytes], cost: int) -> None:
    """Compare `sheets` with what calamine reads in `content`, unless it refuses or would allocate too much (`cost`).

    A cell that calamine reads otherwise is taken out; a cell that only calamine sees is added without being counted.
    """
    if cost >= TOO_COSTLY:
        return
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(content())) as book:
            known = set(book.sheet_names)
            for sheet in sheets:
                if sheet.title in known:
                    _compare(sheet, book.get_sheet_by_name(sheet.title))
    except PasswordError:
        raise Refusal(ENCRYPTED) from None
    except (CalamineError, ValueError, OverflowError):
        return  # it refuses much that is in order, such as indented XML; the file's own listing stands
    except BaseException as error:
        if type(error).__name__ == "PanicException":
            raise unreadable() from None
        raise


def _compare(sheet: Inventory, second: CalamineSheet) -> None:
    # calamine gives the empty rows above the first filled cell, but not the empty columns before it.
    _, left = second.start or (0, 0)
    for row, cells in enumerate(second.iter_rows(), 1):
        first = sheet.rows.get(row, {})
        for column, other in enumerate(cells, left + 1):
            if other == "" or (row, column) in sheet.unsure:
                continue
            own = first.get(column)
            if own is None and (row, column) not in sheet.facts:
                sheet.rows.setdefault(row, {})[column] = other
            elif not _agree(own, other):
                sheet.take_out(row, column)


def _agree(own: CellContent, other: CellContent) -> bool:
    if isinstance(own, bool) or isinstance(other, bool):
        return own is other
    if isinstance(own, date) and isinstance(other, date):
        return abs(_moment(own) - _moment(other)) < _CLOSE
    if isinstance(own, time | timedelta):
        # A duration that calamine cannot hold stays the text of the file.
        return isinstance(other, str) or (
            isinstance(other, time | timedelta) and abs(_duration(own) - _duration(other)) < _CLOSE
        )
    return own == other


def _moment(day: date) -> datetime:
    return day if isinstance(day, datetime) else datetime(day.year, day.month, day.day)  # noqa: DTZ001 - no zone in cells


def _duration(clock: time | timedelta) -> timedelta:
    if isinstance(clock, timedelta):
        return clock
    return timedelta(hours=clock.hour, minutes=clock.minute, seconds=clock.second, microseconds=clock.microsecond)
