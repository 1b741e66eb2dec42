"""The zip package of a workbook, looked at before anything is unpacked and unpacked only under its limits."""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterable
from decimal import Decimal
from io import BytesIO
from itertools import pairwise
from typing import Final

from collector.submissions.opening.limits import MEGABYTE, Limits, in_megabytes
from collector.submissions.opening.refusal import Refusal, too_large
from collector.submissions.rules import DAMAGED, ENCRYPTED, FORBIDDEN_CONTENT
from collector.values.writing import counted, polish_number

_KEPT: Final = 8 * MEGABYTE
_LOCAL_HEADER: Final = struct.Struct("<4s5H3L2H")
_ENTRY: Final = struct.Struct("<4s6H3L5H2L")
_END: Final = struct.Struct("<4s4H2LH")
_UTF_8_NAME: Final = 0x800
_FIRST_DAY: Final = 33
_ENCRYPTED: Final = 0x1
_ODD_PATH: Final = re.compile(r"^/|^[A-Za-z]:|\\|(?:^|/)\.\.(?:/|$)|[\x00-\x1f\x7f]")
_XML_NAME: Final = re.compile(r"\.(?:xml|rels|vml)$", re.IGNORECASE)
_ENCODING: Final = re.compile(rb"^<\?xml[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9._-]+)")
_UTF_8: Final = frozenset((b"utf-8", b"utf8", b"us-ascii", b"ascii"))
# In these the signs of a declaration are the same bytes as in ASCII, so that a search finds them.
_LIKE_ASCII: Final = (b"iso-8859-", b"windows-125", b"latin")
_UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")
_PROLOG: Final = 1000
_BOM: Final = b"\xef\xbb\xbf"
_INCOMPLETE: Final = "brakuje części pliku (np. nie pobrał się do końca)"
_VIOLATED: Final = "zawartość pliku jest naruszona"
_DTD: Final = (b"<!DOCTYPE", b"<!ENTITY")


class Package:
    """A zip file whose directory was found sound. Raises Refusal when it is not, or when a part is not."""

    def __init__(self, content: bytes, limits: Limits) -> None:
        self.content, self.limits = content, limits
        try:
            with zipfile.ZipFile(BytesIO(content)) as opened:
                self._parts = {info.filename: info for info in opened.infolist()}
                infos = opened.infolist()
        except (zipfile.BadZipFile, OSError, ValueError, OverflowError, NotImplementedError, struct.error):
            raise Refusal(DAMAGED, _INCOMPLETE) from None
        self._check_directory(infos)
        self._by_lower = {name.lower(): name for name in self._parts}
        self.unpacked_size = self._total(infos)
        self._sound: set[str] = set()
        # Parts are asked for more than once; those of an ordinary workbook fit into memory.
        self._unpacked: dict[str, bytes] | None = {} if self.unpacked_size < _KEPT else None

    @property
    def names(self) -> list[str]:
        """The names of the parts."""
        return list(self._parts)

    def actual_name(self, name: str) -> str | None:
        """The name of a part as the package spells it; capitals do not matter. None if there is no such part."""
        return name if name in self._parts else self._by_lower.get(name.lower())

    def xml_parts(self) -> list[str]:
        """The names of the parts that hold XML by their name."""
        return [name for name in self._parts if _XML_NAME.search(name)]

    def part(self, name: str) -> bytes:
        """The content of a part, unpacked. Raises Refusal if it is not what the directory says."""
        if self._unpacked is None:
            return self._unpack(self._parts[name])
        if name not in self._unpacked:
            self._unpacked[name] = self._unpack(self._parts[name])
        return self._unpacked[name]

    def _unpack(self, info: zipfile.ZipInfo) -> bytes:
        start = info.header_offset
        try:
            fields = _LOCAL_HEADER.unpack_from(self.content, start)
        except struct.error:
            raise Refusal(DAMAGED, _INCOMPLETE) from None
        begin = start + _LOCAL_HEADER.size + fields[9] + fields[10]
        local_name = self.content[start + _LOCAL_HEADER.size : start + _LOCAL_HEADER.size + fields[9]]
        packed = self.content[begin : begin + info.compress_size]
        if fields[0] != b"PK\x03\x04" or len(packed) != info.compress_size or fields[3] != info.compress_type:
            raise Refusal(DAMAGED, _INCOMPLETE)
        if local_name.lower() not in (info.orig_filename.encode("utf-8", "replace").lower(), _cp437(info).lower()):
            raise Refusal(DAMAGED, _VIOLATED)
        unpacked = packed if info.compress_type == zipfile.ZIP_STORED else _inflated(packed, info.file_size)
        if len(unpacked) != info.file_size:
            raise Refusal(DAMAGED, _VIOLATED)
        if zlib.crc32(unpacked) != info.CRC:
            raise Refusal(DAMAGED, _VIOLATED)
        return unpacked

    def only(self, names: Iterable[str]) -> bytes:
        """A package with nothing but these parts as they were checked: no reader sees anything else, or unpacks it."""
        content: list[bytes] = []
        directory: list[bytes] = []
        position = 0
        for name in names:
            part, spelled, crc = self.part(name), name.encode(), self._parts[name].CRC
            about = (_UTF_8_NAME, zipfile.ZIP_STORED, 0, _FIRST_DAY, crc, len(part), len(part), len(spelled), 0)
            content += (_LOCAL_HEADER.pack(b"PK\x03\x04", 20, *about), spelled, part)
            directory.append(_ENTRY.pack(b"PK\x01\x02", 20, 20, *about, 0, 0, 0, 0, position) + spelled)
            position += _LOCAL_HEADER.size + len(spelled) + len(part)
        entries = b"".join(directory)
        count = len(directory)
        end = _END.pack(b"PK\x05\x06", 0, 0, count, count, len(entries), position, 0)
        return b"".join((*content, entries, end))

    def xml(self, name: str) -> bytes:
        """The content of a part that a parser will see: UTF-8, without declarations of types or entities."""
        content = self.part(name)
        if name in self._sound:
            return content
        refuse_declarations(content)
        start = content[:_PROLOG].removeprefix(_BOM).lstrip()
        if not start:
            raise Refusal(DAMAGED, "jednej z części pliku nie można odczytać")
        encoding = _ENCODING.match(start)
        if not start.startswith(b"<") or (encoding and encoding[1].lower() not in _UTF_8):
            raise Refusal(DAMAGED, "jedna z części pliku jest zapisana w innym kodowaniu niż UTF-8")
        self._sound.add(name)
        return content

    @staticmethod
    def _total(infos: list[zipfile.ZipInfo]) -> int:
        return sum(info.file_size for info in infos)

    def _check_directory(self, infos: list[zipfile.ZipInfo]) -> None:
        limits = self.limits
        if len(infos) > limits.parts:
            found = f"ma {counted(len(infos), ('część', 'części', 'części'))}"
            raise too_large(found, limits.parts, "parts")
        if len({info.filename.lower() for info in infos}) != len(infos):
            raise Refusal(DAMAGED, "części pliku powtarzają się")
        for info in infos:
            _check_part(info, limits)
        total = self._total(infos)
        if total > (most := limits.unpacked_mb * MEGABYTE):
            raise too_large(f"po rozpakowaniu ma {in_megabytes(total)}", in_megabytes(most), "unpacked_mb")
        spans = sorted((info.header_offset, info.compress_size + _LOCAL_HEADER.size) for info in infos)
        if any(start + length > following for (start, length), (following, _) in pairwise(spans)):
            raise Refusal(FORBIDDEN_CONTENT, "części pliku, które na siebie zachodzą")


def _check_part(info: zipfile.ZipInfo, limits: Limits) -> None:
    if info.flag_bits & _ENCRYPTED:
        raise Refusal(ENCRYPTED)
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Refusal(DAMAGED, "użyto w nim kompresji, której program Excel nie stosuje")
    if _ODD_PATH.search(info.orig_filename):
        raise Refusal(FORBIDDEN_CONTENT, "część o ścieżce prowadzącej poza plik")
    size, packed = info.file_size, max(info.compress_size, 1)
    if size > (most := limits.part_mb * MEGABYTE):
        raise too_large(f"jedna z części ma {in_megabytes(size)}", in_megabytes(most), "part_mb")
    if size > MEGABYTE and size > limits.compression * packed:
        found = f"jedna z części pliku po rozpakowaniu jest {_times(size // packed)} większa"
        raise too_large(found, _times(limits.compression), "compression")


def refuse_declarations(content: bytes) -> None:
    """Raise Refusal if XML declares types or entities, or hides them in an encoding that we do not search."""
    start = content[:_PROLOG].removeprefix(_BOM)
    if start.startswith(b"<?xml") and b"?>" not in start:
        raise Refusal(FORBIDDEN_CONTENT, "XML z niezwykle długim wstępem")
    if content.startswith(_UTF_16):
        content = content.decode("utf-16", "replace").encode("utf-8", "replace")
    elif content.startswith((b"<\x00", b"\x00<")):
        raise Refusal(FORBIDDEN_CONTENT, "XML w nietypowym kodowaniu")
    elif encoding := _ENCODING.match(start):
        if encoding[1].lower() not in _UTF_8 and not encoding[1].lower().startswith(_LIKE_ASCII):
            raise Refusal(FORBIDDEN_CONTENT, f"XML w kodowaniu {encoding[1].decode()}")
    elif start.lstrip()[:1] not in (b"<", b""):
        raise Refusal(FORBIDDEN_CONTENT, "XML w nietypowym kodowaniu")
    # One byte is found far quicker than a word.
    if b"!" in content and any(declaration in content for declaration in _DTD):
        raise Refusal(FORBIDDEN_CONTENT, "deklaracje DTD lub encji XML")


def _inflated(packed: bytes, size: int) -> bytes:
    machine = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        unpacked = machine.decompress(packed, size + 1)
    except zlib.error:
        raise Refusal(DAMAGED, "nie można rozpakować części pliku") from None
    if not machine.eof and len(unpacked) <= size:
        raise Refusal(DAMAGED, "część pliku jest urwana")
    return unpacked


def _cp437(info: zipfile.ZipInfo) -> bytes:
    return info.orig_filename.encode("cp437", "replace")


def _times(number: int) -> str:
    return f"{polish_number(Decimal(number))} razy"
