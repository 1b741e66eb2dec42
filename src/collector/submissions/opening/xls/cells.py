"""The records of one sheet of an old Excel workbook -> the inventory of its cells, and a copy for calamine."""

import struct
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from collector.submissions.opening.book import GENERAL, PLAIN, CellFacts
from collector.submissions.opening.refusal import unreadable
from collector.submissions.opening.second_inventory import Inventory, Tally
from collector.submissions.opening.xls.formulas import is_surely_number
from collector.submissions.opening.xls.records import BOF, EOF, Reader, Record, records
from collector.submissions.opening.xls.values import ERRORS, Formats, float_of, rk_number
from collector.values.reading import CellContent

_NUMBER, _LABEL, _BOOL_ERR, _STRING, _RK, _MULTIPLE_RK = 0x0203, 0x0204, 0x0205, 0x0207, 0x027E, 0x00BD
_RICH_LABEL, _LABEL_SST, _CALCULATED, _MERGED, _FOOTER = 0x00D6, 0x00FD, 0x0006, 0x00E5, 0x0015
_PLACE: Final = struct.Struct("<HHH")
_NUMBERED: Final = struct.Struct("<HHH8s")
_PACKED: Final = struct.Struct("<H4s")
_RK_VALUE: Final = struct.Struct("<4s")
_TWO_PLACES: Final = struct.Struct("<HH")
_TWO: Final = struct.Struct("<BB")
_COUNT: Final = struct.Struct("<H")
_INDEX: Final = struct.Struct("<I")
_AREA: Final = struct.Struct("<4H")
_NOT_A_NUMBER: Final = b"\xff\xff"
_TEXT, _LOGICAL, _ERROR, _EMPTY_TEXT = range(4)
_ZERO: Final = bytes(8)
# The formula that is the number 0: calamine need not read formulas, and panics at some.
_NO_FORMULA: Final = b"\x03\x00\x1e\x00\x00"
# What a formula says cannot be told cheaply from BIFF8; it is known to be one.
_FORMULA: Final = CellFacts(formula="=…")
_LAST_COLUMN: Final = 255


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """What the sheets of a workbook share.

    LibreOffice stores 0 for a formula whose result is a text, so a 0 in a workbook `by_libreoffice` may be none.
    """

    texts: Sequence[str]
    formats: Formats
    tally: Tally
    by_libreoffice: bool


class SheetReader:
    """Reads the records of a sheet into `sheet`; `copy` are those that calamine needs, `end` is where they end."""

    def __init__(self, sheet: Inventory, shared: Shared) -> None:
        self.sheet = sheet
        self.copy = bytearray()
        self.end = 0
        self._shared = shared
        self._waiting: Record | None = None
        self._facts: dict[tuple[str, str], CellFacts] = {}
        self._read: dict[int, Callable[[Record], None]] = {
            _NUMBER: self._number,
            _RK: self._rk,
            _MULTIPLE_RK: self._multiple_rk,
            _LABEL: self._label,
            _RICH_LABEL: self._label,
            _LABEL_SST: self._label_sst,
            _BOOL_ERR: self._bool_or_error,
            _CALCULATED: self._calculated,
            _STRING: self._text_of_formula,
            _MERGED: self._merged,
            _FOOTER: self._footer,
            BOF: self._frame,
            EOF: self._frame,
        }

    def read(self, stream: bytes, start: int) -> None:
        """Read the records from `start`."""
        for record in records(stream, start):
            self.end = record.end
            if read := self._read.get(record.kind):
                read(record)

    def cost(self) -> int:
        """How many cells calamine would allocate: the box around the filled ones."""
        rows, columns = set(self.sheet.rows), set[int]()
        columns.update(*self.sheet.rows.values())
        for row, column in self.sheet.facts:
            rows.add(row)
            columns.add(column)
        return (max(rows) - min(rows) + 1) * (max(columns) - min(columns) + 1) if rows else 0

    def _put(
        self, row: int, column: int, content: CellContent, facts: CellFacts = PLAIN, *, unsure: bool = False
    ) -> None:
        if column > _LAST_COLUMN:
            raise unreadable()
        self._shared.tally.add(1, len(content) if isinstance(content, str) else 0)
        self.sheet.put(row + 1, column + 1, content, facts, unsure=unsure)

    def _put_number(self, row: int, column: int, style: int, number: float, formula: str = "") -> None:
        content = self._shared.formats.shown(number, style)
        is_number = isinstance(content, int | float)
        shown = self._shared.formats.number_format(style) if is_number else GENERAL
        facts = self._facts.setdefault((formula, shown), CellFacts("", formula, shown))
        # calamine makes a time of a negative number that is formatted as a date.
        self._put(row, column, content, facts, unsure=is_number and self._shared.formats.is_date(style))

    def _keep(self, record: bytes) -> None:
        self.copy += record

    def _frame(self, record: Record) -> None:
        self._end_waiting()
        self._keep(record.written())

    def _number(self, record: Record) -> None:
        row, column, style, number = record.unpacked(_NUMBERED)
        self._put_number(row, column, style, float_of(number))
        self._keep(record.written())

    def _rk(self, record: Record) -> None:
        row, column, style = record.unpacked(_PLACE)
        (packed,) = record.unpacked(_RK_VALUE, _PLACE.size)
        self._put_number(row, column, style, rk_number(packed))
        self._keep(record.written())

    def _multiple_rk(self, record: Record) -> None:
        row, first = record.unpacked(_TWO_PLACES)
        (last,) = record.unpacked(_COUNT, len(record.data) - _COUNT.size)
        if len(record.data) != _TWO_PLACES.size + _PACKED.size * (last - first + 1) + _COUNT.size:
            raise unreadable()
        for index in range(last - first + 1):
            style, packed = record.unpacked(_PACKED, _TWO_PLACES.size + index * _PACKED.size)
            self._put_number(row, first + index, style, rk_number(packed))
        self._keep(record.written())

    def _label(self, record: Record) -> None:
        row, column, _ = record.unpacked(_PLACE)
        if text := Reader(record.parts, _PLACE.size).plain_string():
            self._put(row, column, text)
            if record.kind == _LABEL and len(record.parts) == 1:
                self._keep(record.written())

    def _label_sst(self, record: Record) -> None:
        row, column, _ = record.unpacked(_PLACE)
        (index,) = record.unpacked(_INDEX, _PLACE.size)
        if index >= len(self._shared.texts):
            raise unreadable()
        if text := self._shared.texts[index]:
            self._put(row, column, text)
            self._keep(record.written())

    def _bool_or_error(self, record: Record) -> None:
        row, column, _ = record.unpacked(_PLACE)
        stated, is_error = record.unpacked(_TWO, _PLACE.size)
        if is_error:
            self._put(row, column, None, CellFacts(error=_error(stated)))
        else:
            self._put(row, column, bool(stated))
        self._keep(record.written())

    def _calculated(self, record: Record) -> None:
        self._end_waiting()
        row, column, style, result = record.unpacked(_NUMBERED)
        (length,) = record.unpacked(_COUNT, 20)
        kind, _, stated = result[:3]
        if not result.endswith(_NOT_A_NUMBER):
            expression = record.data[22 : 22 + length]
            if self._shared.by_libreoffice and result == _ZERO and not is_surely_number(expression):
                self._put(row, column, None, _FORMULA, unsure=True)
            else:
                self._put_number(row, column, style, float_of(result), _FORMULA.formula)
        elif kind == _TEXT:
            self._waiting = record
            return
        elif kind == _LOGICAL:
            self._put(row, column, bool(stated), _FORMULA)
        elif kind == _EMPTY_TEXT:
            self._put(row, column, "", _FORMULA)
        else:
            self._put(row, column, None, _FORMULA._replace(error=_error(stated) if kind == _ERROR else ""))
        self._keep(_without_formula(record))

    def _text_of_formula(self, record: Record) -> None:
        if self._waiting is None:
            return
        text = Reader(record.parts).plain_string()
        row, column, _ = self._waiting.unpacked(_PLACE)
        self._put(row, column, text, _FORMULA)
        if text and len(record.parts) == 1:
            self._keep(_without_formula(self._waiting) + record.written())
        self._waiting = None

    def _end_waiting(self) -> None:
        """List a formula whose text did not come."""
        if self._waiting is not None:
            row, column, _ = self._waiting.unpacked(_PLACE)
            self._put(row, column, None, _FORMULA)
            self._waiting = None

    def _merged(self, record: Record) -> None:
        (count,) = record.unpacked(_COUNT)
        for index in range(count):
            top, bottom, left, right = record.unpacked(_AREA, _COUNT.size + index * _AREA.size)
            self.sheet.merge(top + 1, left + 1, bottom + 1, right + 1)

    def _footer(self, record: Record) -> None:
        self.sheet.footer = Reader(record.parts).plain_string() if record.data else ""


def _error(code: int) -> str:
    if code not in ERRORS:
        raise unreadable()
    return ERRORS[code]


def _without_formula(record: Record) -> bytes:
    return record.written(record.data[:20] + _NO_FORMULA)
