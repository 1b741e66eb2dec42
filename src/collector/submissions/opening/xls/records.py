"""The records of an old Excel workbook (BIFF8) and the strings in them."""

import struct
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from collector.submissions.opening.refusal import unreadable

BOF: Final = 0x0809
EOF: Final = 0x000A
CONTINUE: Final = 0x003C
_HEADER: Final = struct.Struct("<HH")
_WIDE: Final = 0x01
_PHONETIC: Final = 0x04
_RICH: Final = 0x08


class Record(NamedTuple):
    """A record; `parts` are its data and those of the CONTINUE records after it, `end` is where the next begins."""

    kind: int
    parts: list[bytes]
    end: int

    @property
    def data(self) -> bytes:
        """The data before any continuation."""
        return self.parts[0]

    def unpacked(self, layout: struct.Struct, offset: int = 0) -> tuple[Any, ...]:
        """What stands at `offset`."""
        if offset < 0 or len(self.data) < offset + layout.size:
            raise unreadable()
        return layout.unpack_from(self.data, offset)

    def written(self, data: bytes | None = None) -> bytes:
        """The record as bytes, with other `data` if given."""
        parts = self.parts if data is None else [data]
        kinds = [self.kind] + [CONTINUE] * (len(parts) - 1)
        return b"".join(_HEADER.pack(kind, len(part)) + part for kind, part in zip(kinds, parts, strict=True))


def records(stream: bytes, start: int) -> Iterator[Record]:
    """The records from `start` to the end of their substream; substreams inside it (charts) are passed over."""
    position, depth = start, 0
    while True:
        kind, data, position = _one(stream, position)
        parts = [data]
        while stream[position : position + 2] == b"\x3c\x00":
            _, data, position = _one(stream, position)
            parts.append(data)
        if kind == BOF:
            depth += 1
        if depth == 1:
            yield Record(kind, parts, position)
        if kind == EOF:
            depth -= 1
        if depth <= 0:
            return


def _one(stream: bytes, position: int) -> tuple[int, bytes, int]:
    begin = position + _HEADER.size
    if begin > len(stream):
        raise unreadable()
    kind, length = _HEADER.unpack_from(stream, position)
    if begin + length > len(stream):
        raise unreadable()
    return kind, stream[begin : begin + length], begin + length


class Reader:
    """Reads along the parts of a record; the letters of a string may go on in the next part, with a flag of its own."""

    def __init__(self, parts: list[bytes], offset: int = 0) -> None:
        self._parts = parts
        self._index = 0
        self._offset = offset

    def string(self) -> str:
        """A string of the table of strings: formatting and phonetic signs may come with it."""
        letters = self._number(2)
        flags = self._number(1)
        runs = self._number(2) if flags & _RICH else 0
        extra = self._number(4) if flags & _PHONETIC else 0
        text = self._letters(letters, flags)
        self._skip(4 * runs + extra)
        return text

    def plain_string(self, length_size: int = 2) -> str:
        """A string of any other record; its length comes first, in one byte or in two."""
        letters = self._number(length_size)
        return self._letters(letters, self._number(1))

    def _number(self, size: int) -> int:
        return int.from_bytes(self._take(size), "little")

    def _letters(self, left: int, flags: int) -> str:
        pieces = []
        while left:
            size = 2 if flags & _WIDE else 1
            here = min(left, (len(self._parts[self._index]) - self._offset) // size)
            piece = self._take(here * size)
            pieces.append(piece if size == 2 else piece.decode("latin-1").encode("utf-16-le"))
            left -= here
            if left:
                self._next_part()
                flags = self._number(1)
        return b"".join(pieces).decode("utf-16-le", "replace")

    def _take(self, count: int) -> bytes:
        if count and self._offset == len(self._parts[self._index]):
            self._next_part()
        part = self._parts[self._index]
        if self._offset + count > len(part):
            raise unreadable()
        self._offset += count
        return part[self._offset - count : self._offset]

    def _skip(self, count: int) -> None:
        while count > (here := len(self._parts[self._index]) - self._offset):
            count -= here
            self._next_part()
        self._offset += count

    def _next_part(self) -> None:
        self._index += 1
        self._offset = 0
        if self._index >= len(self._parts):
            raise unreadable()
