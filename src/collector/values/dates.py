"""What was probably typed into a cell that has become a date."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Final

from collector.values.content import shown_content
from collector.values.numbers import from_float
from collector.values.writing import polish_number

_SERIAL_START: Final = datetime(1899, 12, 30)  # noqa: DTZ001 - cells know no time zone
# An accident happens with days of our time; a number shown as a date is mostly a day of another.
_OUR_TIME: Final = range(2000, 2051)
_DAY: Final = 86400
# Excel counts a 29 February 1900, which never was: from its first day until the day before, its numbers are one less.
_MISCOUNTED: Final = datetime(1899, 12, 31), datetime(1900, 3, 1)  # noqa: DTZ001
# Nobody types a number so far below zero.
_FIRST_YEAR: Final = 1800
_LAST_MISCOUNTED: Final = (1900, 2, 28)
_NUMBER_UNSEEN: Final = "nie pokazuje liczby, którą wpisano"


def probably_typed(cell: datetime | date | time | timedelta) -> str:
    """The entry that Excel turned into `cell`, as part of a Polish sentence."""
    match cell:
        case time() if cell == time():
            return f"komórka ma format daty lub godziny i {_NUMBER_UNSEEN}"
        case time():
            return f"prawdopodobnie wpisano {cell:%H:%M}, a Excel zamienił to na godzinę"
        case timedelta():
            return f"prawdopodobnie wpisano {shown_content(cell)[:-3]}, a Excel zamienił to na godziny"
        case _ if cell.year in _OUR_TIME and not _has_time(cell):
            *first, last = _entries(cell)
            return f"prawdopodobnie wpisano {', '.join(first)} albo {last}, a Excel zamienił to na datę"
        case _:
            return f"komórka ma format daty{_number_behind(cell)}"


def _entries(day: date) -> list[str]:
    """`4.3`, `4/3` and, as English settings read it, `3/4`; of the first of a month also `3/26`."""
    entries = [f"{day.day}.{day.month}", f"{day.day}/{day.month}", f"{day.month}/{day.day}"]
    if day.day == 1:
        entries.append(f"{day.month}/{day:%y}")
    return list(dict.fromkeys(entries))


def _has_time(cell: date) -> bool:
    return isinstance(cell, datetime) and cell.time() != time()


def _number_behind(cell: date) -> str:
    """The number that is shown as `cell`: two of them as 28 February 1900."""
    if cell.year < _FIRST_YEAR:
        return f" i {_NUMBER_UNSEEN}"
    serial = _serial(cell)
    other = f" albo {polish_number(serial + 1)}" if (cell.year, cell.month, cell.day) == _LAST_MISCOUNTED else ""
    return f", a wpisano prawdopodobnie {polish_number(serial)}{other}"


def _serial(cell: date) -> Decimal:
    """The number that Excel stores for a day."""
    moment = cell.replace(tzinfo=None) if isinstance(cell, datetime) else datetime(cell.year, cell.month, cell.day)  # noqa: DTZ001
    passed = moment - _SERIAL_START - timedelta(days=_MISCOUNTED[0] < moment < _MISCOUNTED[1])
    return from_float(round(passed.days + passed.seconds / _DAY, 4))
