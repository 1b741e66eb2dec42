"""The OLE container of an old Excel workbook: the stream of its records, its properties, and a clean container."""

import io
import struct
from datetime import datetime
from typing import Final, NamedTuple

import olefile

from collector.submissions.opening.kinds import OLE, OTHER_OLE, TOO_OLD
from collector.submissions.opening.refusal import Refusal, unreadable
from collector.submissions.rules import NOT_A_WORKBOOK

_SUMMARY: Final = "\x05SummaryInformation"
# Numbers of properties: code page, title, subject, keywords, comments, time of saving.
_CODEPAGE: Final = 1
_PROPERTIES: Final = (2, 3, 5, 6)
_SAVED: Final = 13
_MOST: Final = 100
_LIST: Final = 0x1000
_LONGEST: Final = 2_000
# olefile raises whatever its arithmetic on a damaged file meets.
_BROKEN: Final = (OSError, ValueError, IndexError, KeyError, TypeError, AttributeError, struct.error, RecursionError,
                  OverflowError)  # fmt: skip

_SECTOR: Final = 4096
_END: Final = 0xFFFFFFFE
_FREE: Final = 0xFFFFFFFF
_FAT: Final = 0xFFFFFFFD
_ENTRIES: Final = _SECTOR // 4
_HEADER_ENTRIES: Final = 109
_MINI: Final = 64


class Container(NamedTuple):
    """What is needed of the container."""

    stream: bytes
    properties: tuple[str, ...]
    modified: str


def opened(content: bytes) -> Container:
    """The stream of records in `content` and its properties; raises Refusal."""
    try:
        with olefile.OleFileIO(io.BytesIO(content)) as ole:
            if not ole.exists("Workbook"):
                raise Refusal(NOT_A_WORKBOOK, TOO_OLD if ole.exists("Book") else OTHER_OLE)
            return Container(ole.openstream("Workbook").read(), *_metadata(ole))
    except _BROKEN:
        raise unreadable() from None


def _metadata(ole: olefile.OleFileIO) -> tuple[tuple[str, ...], str]:
    """The properties and the time of saving; a workbook without readable ones is still a workbook."""
    try:
        if not ole.exists(_SUMMARY) or _has_lists(ole.openstream(_SUMMARY).read()):
            return (), ""
        stated = ole.getproperties(_SUMMARY, convert_time=True)
    except _BROKEN:
        return (), ""
    encoding = _encoding(stated.get(_CODEPAGE))
    texts = (_text(stated.get(number), encoding) for number in _PROPERTIES)
    saved = stated.get(_SAVED)
    return tuple(filter(None, texts)), f"{saved:%Y-%m-%dT%H:%M:%SZ}" if isinstance(saved, datetime) else ""


def _has_lists(summary: bytes) -> bool:
    """Whether a property is a list: no program writes one here, and olefile goes through it to its stated end."""
    (section,) = struct.unpack_from("<I", summary, 44)
    (count,) = struct.unpack_from("<I", summary, section + 4)
    places = (struct.unpack_from("<I", summary, section + 12 + 8 * number)[0] for number in range(min(count, _MOST)))
    return count > _MOST or any(struct.unpack_from("<I", summary, section + place)[0] & _LIST for place in places)


def _encoding(codepage: object) -> str:
    number = codepage & 0xFFFF if isinstance(codepage, int) else 0
    name = {65001: "utf-8", 1200: "utf-16-le"}.get(number, f"cp{number}")
    try:
        "".encode(name)
    except LookupError:
        return "cp1250"
    return name


def _text(stated: object, encoding: str) -> str:
    text = stated.decode(encoding, "replace") if isinstance(stated, bytes) else stated
    return text.strip("\0 \r\n\t")[:_LONGEST] if isinstance(text, str) else ""


def wrapped(stream: bytes) -> bytes:
    """A container with nothing but `stream` in it, for calamine: damaged tables of sectors can make it abort."""
    data = stream.ljust(_SECTOR, b"\0")
    sectors = -(-len(data) // _SECTOR)
    # After the table of sectors: the directory, an empty store for small streams and its table, the stream.
    tables = -(-(sectors + 3) // (_ENTRIES - 1))
    directory, store, small, first = tables, tables + 1, tables + 2, tables + 3
    chain = [_FAT] * tables + [_END] * 3 + list(range(first + 1, first + sectors)) + [_END]
    chain += [_FREE] * (tables * _ENTRIES - len(chain))
    header = OLE + bytes(16) + struct.pack("<5H6x", 0x3E, 4, 0xFFFE, 12, 6)
    header += struct.pack("<9I", 1, tables, directory, 0, _SECTOR, small, 1, _END, 0)
    header += struct.pack(f"<{_HEADER_ENTRIES}I", *range(tables), *[_FREE] * (_HEADER_ENTRIES - tables))
    entries = _entry("Root Entry", 5, 1, store, _MINI) + _entry("Workbook", 2, _FREE, first, len(data))
    small_table = struct.pack("<I", _END).ljust(_SECTOR, b"\xff")
    return b"".join((
        header.ljust(_SECTOR, b"\0"), struct.pack(f"<{len(chain)}I", *chain), entries.ljust(_SECTOR, b"\0"),
        bytes(_SECTOR), small_table, data.ljust(sectors * _SECTOR, b"\0"),
    ))  # fmt: skip


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    encoded = name.encode("utf-16-le") + b"\0\0"
    head = encoded.ljust(64, b"\0") + struct.pack("<HBB3I", len(encoded), kind, 1, _FREE, _FREE, child)
    return head + bytes(36) + struct.pack("<IQ", start, size)
