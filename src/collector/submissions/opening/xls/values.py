"""The numbers, dates and errors of BIFF8 records -> what stands in a cell."""

import struct
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

from collector.submissions.opening.book import GENERAL
from collector.submissions.opening.second_inventory import as_number
from collector.values.reading import CellContent

ERRORS: Final = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
}  # fmt: skip
_FLOAT: Final = struct.Struct("<d")
_INTEGER: Final = struct.Struct("<i")


@dataclass(slots=True)
class Formats:
    """How the cells of a workbook show numbers: `of_style` is the format id of each cell style."""

    of_style: list[int] = field(default_factory=list)
    codes: dict[int, str] = field(default_factory=dict)
    since_1904: bool = False
    _dates: dict[int, bool] = field(default_factory=dict)

    def number_format(self, style: int) -> str:
        """The number format of a cell style."""
        if style >= len(self.of_style):
            return GENERAL
        number = self.of_style[style]
        return self.codes.get(number) or BUILTIN_FORMATS.get(number, GENERAL)

    def is_date(self, style: int) -> bool:
        """Whether a cell of this style shows numbers as dates or times."""
        if style not in self._dates:
            code = self.number_format(style)
            self._dates[style] = code != GENERAL and is_date_format(code)
        return self._dates[style]

    def shown(self, number: float, style: int) -> CellContent:
        """A number as what its cell shows it to be: a date, a time or itself."""
        if number >= 0 and self.is_date(style):
            moment = self._moment(number, style)
            if moment is not None:
                return moment
        return as_number(number)

    def _moment(self, number: float, style: int) -> CellContent:
        epoch = CALENDAR_MAC_1904 if self.since_1904 else CALENDAR_WINDOWS_1900
        try:
            moment = from_excel(number, epoch, timedelta=is_timedelta_format(self.number_format(style)))
        except (OverflowError, ValueError):
            return None
        return moment.date() if isinstance(moment, datetime) and number.is_integer() else moment


def float_of(data: bytes) -> float:
    """A number of eight bytes."""
    return float(_FLOAT.unpack(data)[0])


def rk_number(data: bytes) -> float:
    """A number packed into four bytes."""
    (packed,) = _INTEGER.unpack(data)
    number = float(packed >> 2) if packed & 2 else float_of(bytes(4) + _INTEGER.pack(packed & ~3))
    return number / 100 if packed & 1 else number
