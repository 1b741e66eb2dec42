"""The stream of an old Excel workbook (BIFF8) -> the inventories of its sheets, and a clean copy for calamine."""

import struct
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from collector.submissions.opening.kinds import TOO_OLD
from collector.submissions.opening.limits import Limits
from collector.submissions.opening.refusal import Refusal, too_large, unreadable
from collector.submissions.opening.second_inventory import (
    NO_SHEETS,
    SHEET_LIMIT,
    Inventory,
    Tally,
    check_letters,
    too_many_sheets,
)
from collector.submissions.opening.xls.cells import Shared, SheetReader
from collector.submissions.opening.xls.records import BOF, EOF, Reader, Record, records
from collector.submissions.opening.xls.values import Formats
from collector.submissions.rules import DAMAGED, ENCRYPTED, NOT_A_WORKBOOK
from collector.values.writing import counted

_FILE_PASS, _DATE_MODE, _BOUND_SHEET, _STYLE, _STRINGS, _FORMAT = 0x002F, 0x0022, 0x0085, 0x00E0, 0x00FC, 0x041E
_COPIED: Final = frozenset({BOF, _DATE_MODE, _STYLE, _FORMAT})
_BIFF8: Final = 0x0600
_OLD_BOF: Final = frozenset({0x0009, 0x0209, 0x0409})
_GLOBALS, _WORKSHEET = 0x0005, 0x0010
_BEGIN: Final = struct.Struct("<4H")
_COUNT: Final = struct.Struct("<H")
_FORMAT_OF_STYLE: Final = struct.Struct("<HH")
_SHEET: Final = struct.Struct("<IBB")
_UNIQUE: Final = struct.Struct("<II")
_HISTORY: Final = struct.Struct("<I")
_STATE: Final = 0x03
# calamine holds the file three times; in its own cells that is about as much as this.
_BYTES_OF_A_CELL: Final = 10
_MOST_STRINGS: Final = 300_000


class Workbook(NamedTuple):
    """The sheets in the order of their tabs; `copy` is what calamine needs of them, `cost` how many cells it takes."""

    sheets: tuple[Inventory, ...]
    copy: bytes
    cost: int


class _Bound(NamedTuple):
    start: int
    record: Record
    sheet: Inventory


@dataclass(slots=True)
class _Head:
    """The part before the sheets."""

    formats: Formats = field(default_factory=Formats)
    texts: list[str] = field(default_factory=list)
    bound: list[_Bound] = field(default_factory=list)
    copy: list[bytes] = field(default_factory=list)
    strings: bytes = b""
    by_libreoffice: bool = False


def read_workbook(stream: bytes, limits: Limits) -> Workbook:
    """The workbook in a stream of records; raises Refusal."""
    head = _read_head(stream)
    if not head.bound:
        raise Refusal(DAMAGED, NO_SHEETS)
    tally = Tally(limits.cells)
    shared = Shared(texts=head.texts, formats=head.formats, tally=tally, by_libreoffice=head.by_libreoffice)
    readers: dict[int, SheetReader] = {}
    end = 0
    for bound in sorted(head.bound, key=lambda bound: bound.start):
        if bound.start < end:
            raise unreadable()
        _check_begin(stream, bound.start, _WORKSHEET)
        reader = readers[bound.start] = SheetReader(bound.sheet, shared)
        reader.read(stream, bound.start)
        end = reader.end
    in_order = [readers[bound.start] for bound in head.bound]
    copy = _joined(head, in_order)
    cost = sum(reader.cost() for reader in in_order) + len(copy) // _BYTES_OF_A_CELL
    return Workbook(tuple(reader.sheet for reader in in_order), copy, cost)


def _check_begin(stream: bytes, start: int, wanted: int) -> None:
    kind, _, version, content = _BEGIN.unpack(stream[start : start + _BEGIN.size].ljust(_BEGIN.size, b"\0"))
    if kind in _OLD_BOF or (kind == BOF and 0 < version < _BIFF8):
        raise Refusal(NOT_A_WORKBOOK, TOO_OLD)
    if (kind, version, content) != (BOF, _BIFF8, wanted):
        raise unreadable()


def _read_head(stream: bytes) -> _Head:
    _check_begin(stream, 0, _GLOBALS)
    head = _Head()
    for record in records(stream, 0):
        if record.kind in _COPIED:
            head.copy.append(record.written())
        if record.kind == _FILE_PASS:
            raise Refusal(ENCRYPTED)
        if record.kind == BOF:
            # Excel states here on which systems the workbook was edited; LibreOffice states nothing.
            head.by_libreoffice = len(record.data) >= 12 and record.unpacked(_HISTORY, 8) == (0,)
        elif record.kind == _DATE_MODE:
            head.formats.since_1904 = record.unpacked(_COUNT) == (1,)
        elif record.kind == _STYLE:
            head.formats.of_style.append(record.unpacked(_FORMAT_OF_STYLE)[1])
        elif record.kind == _FORMAT:
            head.formats.codes[record.unpacked(_COUNT)[0]] = Reader(record.parts, 2).plain_string()
        elif record.kind == _STRINGS:
            head.texts, head.strings = _texts(record), record.written()
        elif record.kind == _BOUND_SHEET:
            _add_sheet(head, record)
    return head


def _add_sheet(head: _Head, record: Record) -> None:
    start, state, kind = record.unpacked(_SHEET)
    if kind:
        return  # a sheet of a chart or of macros has no cells of its own
    title = Reader(record.parts, _SHEET.size).plain_string(length_size=1).replace("\0", "")
    if any(title == bound.sheet.title or start == bound.start for bound in head.bound):
        raise unreadable()
    if len(head.bound) >= SHEET_LIMIT:
        raise too_many_sheets()
    head.bound.append(_Bound(start, record, Inventory(title, is_hidden=bool(state & _STATE))))


def _texts(record: Record) -> list[str]:
    _, count = record.unpacked(_UNIQUE)
    if count > _MOST_STRINGS:
        found = f"ma {counted(count, ('tekst', 'teksty', 'tekstów'))}"
        raise too_large(found, _MOST_STRINGS)
    reader = Reader(record.parts, _UNIQUE.size)
    texts: list[str] = []
    letters = 0
    for _ in range(count):
        texts.append(reader.string())
        letters += len(texts[-1])
        check_letters(letters)
    return texts


def _joined(head: _Head, readers: Iterable[SheetReader]) -> bytes:
    """The records that calamine needs, in a stream of their own."""
    bodies = [reader.copy for reader in readers]
    before = b"".join(head.copy)
    after = head.strings + Record(EOF, [b""], 0).written()
    start = len(before) + sum(len(bound.record.written()) for bound in head.bound) + len(after)
    sheets = []
    for bound, body in zip(head.bound, bodies, strict=True):
        fixed = _SHEET.pack(start, int(bound.sheet.is_hidden), 0) + bound.record.data[_SHEET.size :]
        sheets.append(bound.record.written(fixed))
        start += len(body)
    return b"".join((before, *sheets, after, *bodies))
