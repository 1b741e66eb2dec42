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


def probably_typed(cell: datetime | date | time | timedelta) -> str:
    """The entry that Excel turned into `cell`, as part of a Polish sentence."""
    match cell:
        case time() if cell == time():
            return "komórka ma format daty lub godziny i nie pokazuje liczby, którą wpisano"
        case time():
            return f"prawdopodobnie wpisano {cell:%H:%M}, a Excel zamienił to na godzinę"
        case timedelta():
            return f"prawdopodobnie wpisano {shown_content(cell)[:-3]}, a Excel zamienił to na godziny"
        case _ if cell.year in _OUR_TIME and not _has_time(cell):
            *first, last = _entries(cell)
            return f"prawdopodobnie wpisano {', '.join(first)} albo {last}, a Excel zamienił to na datę"
        case _:
            return f"komórka ma format daty, a wpisano prawdopodobnie {polish_number(_serial(cell))}"


def _entries(day: date) -> list[str]:
    """`4.3`, `4/3` and, as English settings read it, `3/4`; of the first of a month also `3/26`."""
    entries = [f"{day.day}.{day.month}", f"{day.day}/{day.month}", f"{day.month}/{day.day}"]
    if day.day == 1:
        entries.append(f"{day.month}/{day:%y}")
    return list(dict.fromkeys(entries))


def _has_time(cell: date) -> bool:
    return isinstance(cell, datetime) and cell.time() != time()


def _serial(cell: date) -> Decimal:
    """The number that Excel stores for a day."""
    moment = cell.replace(tzinfo=None) if isinstance(cell, datetime) else datetime(cell.year, cell.month, cell.day)  # noqa: DTZ001
    passed = moment - _SERIAL_START
    return from_float(round(passed.days + passed.seconds / _DAY, 4))
