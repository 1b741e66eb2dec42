"""Packages whose zip contradicts itself, is odd or is hostile."""

import struct
import zipfile
from itertools import count

from collector.submissions import Limits
from collector.values.writing import NBSP

from .defect import Defect, Kit, Make, is_read, refused
from .packages import (
    DATA_PART,
    RELATIONS_PART,
    STRINGS_PART,
    TYPES_PART,
    WORKBOOK_PART,
    central_start,
    changed,
    local_start,
    packed_bytes,
    renamed,
    unzipped,
    with_headers,
    with_part,
    zipped,
)

DAMAGED, TOO_LARGE, FORBIDDEN, ENCRYPTED, ARCHIVE = "P111", "P113", "P114", "P103", "P120"
THEME_PART = "xl/theme/theme1.xml"


def _headers(central: dict[str, int] | None = None, local: dict[str, int] | None = None, part: str = DATA_PART) -> Make:
    return lambda kit: with_headers(kit.plain, part, central=central, local=local)


def _size_of_data(change: int) -> Make:
    def make(kit: Kit) -> bytes:
        size = len(unzipped(kit.plain)[DATA_PART]) + change
        return with_headers(kit.plain, DATA_PART, central={"size": size}, local={"size": size})

    return make


def _twice(name: str, again: str) -> Make:
    """A package in which a part comes twice, the second time with another value."""

    def make(kit: Kit) -> bytes:
        parts = unzipped(kit.plain)
        other = parts[name].replace(b"<v>12.5</v>", b"<v>99</v>")
        # zipfile warns of a name that it writes twice.
        kept = again[:-1] + "_"
        content = zipped([*parts.items(), (kept, other)])
        return renamed(content, kept, again.encode())

    return make


def _also_named(name: str) -> Make:
    """A package with a part of an odd name, which nothing refers to."""

    def make(kit: Kit) -> bytes:
        plain = "x" * len(name.encode())
        return renamed(with_part(kit.plain, plain, b"content"), plain, name.encode())

    return make


def _without(part: str) -> Make:
    return lambda kit: zipped({name: content for name, content in unzipped(kit.plain).items() if name != part})


def _many_parts(kit: Kit) -> bytes:
    names = (f"customXml/item{number}.xml" for number in count(1))
    parts = unzipped(kit.plain)
    return zipped(parts | {next(names): b"<a/>" for _ in range(1001 - len(parts))})


def _as_many_parts_as_allowed(kit: Kit) -> bytes:
    parts = unzipped(kit.plain)
    return zipped(parts | {f"xl/media/image{number}.png": b"." for number in range(1000 - len(parts))})


def _overlapping(kit: Kit) -> bytes:
    """Two entries of the directory that unpack the same bytes."""
    content = with_part(kit.plain, "xl/theme/theme2.xml", unzipped(kit.plain)[THEME_PART])
    return with_headers(content, "xl/theme/theme2.xml", central={"offset": local_start(content, THEME_PART)})


def _inside_another(kit: Kit) -> bytes:
    """A part whose header lies in the stored content of another part."""
    hidden = zipped({"xl/media/hidden": b"a"}, zipfile.ZIP_STORED)
    inner = hidden[: hidden.index(b"PK\x01\x02")]
    parts = unzipped(kit.plain)
    content = zipped({**parts, "xl/media/outside": inner, "xl/media/hidden": b"a"}, zipfile.ZIP_STORED)
    begin, _ = packed_bytes(content, "xl/media/outside")
    return with_headers(content, "xl/media/hidden", central={"offset": begin})


def _broken_stream(kit: Kit) -> bytes:
    begin, end = packed_bytes(kit.plain, DATA_PART)
    return kit.plain[: begin + 5] + b"\xff" * 40 + kit.plain[begin + 45 : end] + kit.plain[end:]


def _cut_stream(kit: Kit) -> bytes:
    """A part whose compressed content ends too early, though every number in the headers agrees with that."""
    begin, end = packed_bytes(kit.plain, DATA_PART)
    shorter = end - begin - 300
    return with_headers(kit.plain, DATA_PART, central={"packed": shorter}, local={"packed": shorter})


def _bomb(kit: Kit) -> bytes:
    return with_part(kit.plain, "xl/media/image1.bmp", bytes(20_000_000))


def _bomb_that_lies(kit: Kit) -> bytes:
    """Strings of 20 MB that say they are of 7 kB."""
    content = with_part(kit.plain, STRINGS_PART, b"<sst>" + bytes(20_000_000))
    return with_headers(content, STRINGS_PART, central={"size": 7000}, local={"size": 7000})


def _offset_beyond_the_end(kit: Kit) -> bytes:
    return with_headers(kit.plain, DATA_PART, central={"offset": len(kit.plain) - 10})


def _streamed(kit: Kit) -> bytes:
    """As programs write that do not know the sizes beforehand: sizes after the content, none in the header."""
    target = bytearray()
    directory = bytearray()
    parts = unzipped(kit.plain)
    for name, content in parts.items():
        packed = zipped({name: content})
        begin, end = packed_bytes(packed, name)
        local = bytearray(packed[:begin])
        crc, sizes = local[14:18], local[18:26]
        struct.pack_into("<H", local, 6, 8)
        local[14:26] = bytes(12)
        start = central_start(packed, name)
        entry = bytearray(packed[start : start + 46 + len(name)])
        struct.pack_into("<H", entry, 8, 8)
        struct.pack_into("<L", entry, 42, len(target))
        target += local + packed[begin:end] + b"PK\x07\x08" + crc + sizes
        directory += entry
    end_record = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, len(parts), len(parts), len(directory), len(target), 0)
    return bytes(target + directory + end_record)


def _with_comment(kit: Kit) -> bytes:
    comment = b"Wydzial"
    return kit.plain[:-2] + struct.pack("<H", len(comment)) + comment


def _zipped_again_by_hand(kit: Kit) -> bytes:
    """With entries for folders, as the file managers write them."""
    folders = {"_rels/": b"", "docProps/": b"", "xl/": b"", "xl/_rels/": b"", "xl/worksheets/": b""}
    return zipped(folders | unzipped(kit.plain))


def _other_order(kit: Kit) -> bytes:
    return zipped(dict(reversed(unzipped(kit.plain).items())))


def _capitals(kit: Kit) -> bytes:
    parts = {
        "xl/SharedStrings.xml" if name == STRINGS_PART else name: part for name, part in unzipped(kit.plain).items()
    }
    return zipped(parts)


def _external_sheet(kit: Kit) -> bytes:
    return changed(
        kit.plain,
        RELATIONS_PART,
        b'Target="worksheets/sheet2.xml"',
        b'Target="file:///C:/inny.xlsx" TargetMode="External"',
    )


_ODD_PATHS = (
    ("absolute-path", "/etc/passwd.xml"),
    ("path-upwards", "xl/../../passwd.xml"),
    ("path-with-backslashes", "xl\\media\\image1.png"),
    ("path-with-a-drive", "C:/Windows/a.xml"),
    ("path-with-a-line-break", "xl/media/a\nb.png"),
    ("path-with-a-zero-byte", "xl/media/a\x00b.png"),
    ("path-with-an-escape-code", "xl/media/\x1b[2J.png"),
)
DEFECTS: tuple[Defect, ...] = (
    *(
        refused(name, _also_named(path), FORBIDDEN, "ścieżce", twin=_also_named("xl/media/image1.png"))
        for name, path in _ODD_PATHS
    ),
    refused("part-encrypted", _headers(central={"flags": 1}, local={"flags": 1}), ENCRYPTED, "hasłem"),
    refused(
        "compression-of-other-programs", _headers(central={"method": 12}, local={"method": 12}), DAMAGED, "kompresji"
    ),
    refused("compression-differs-in-header", _headers(local={"method": 0}), DAMAGED, "brakuje części pliku"),
    refused("part-twice", _twice(DATA_PART, DATA_PART), DAMAGED, "powtarzają się"),
    refused("part-twice-in-capitals", _twice(DATA_PART, "xl/worksheets/SHEET2.xml"), DAMAGED, "powtarzają się"),
    refused("too-many-parts", _many_parts, TOO_LARGE, f"1{NBSP}001{NBSP}części", twin=_as_many_parts_as_allowed),
    refused("parts-that-overlap", _overlapping, FORBIDDEN, "części pliku, które na siebie zachodzą"),
    refused("part-inside-another", _inside_another, FORBIDDEN, "części pliku, które na siebie zachodzą"),
    refused("declared-size-too-small", _size_of_data(-1), DAMAGED, "zawartość pliku jest naruszona"),
    refused("declared-size-too-large", _size_of_data(1), DAMAGED, "zawartość pliku jest naruszona"),
    refused(
        "wrong-checksum", _headers(central={"crc": 1}, local={"crc": 1}), DAMAGED, "zawartość pliku jest naruszona"
    ),
    refused(
        "name-differs-in-header",
        lambda kit: renamed(kit.plain, DATA_PART, b"xl/worksheets/sheet9.xml", in_directory=False),
        DAMAGED,
        "zawartość pliku jest naruszona",
    ),
    refused("stream-broken", _broken_stream, DAMAGED, "nie można rozpakować części pliku"),
    refused("stream-cut", _cut_stream, DAMAGED, "urwana"),
    refused("header-beyond-the-end", _offset_beyond_the_end, DAMAGED, "brakuje części pliku"),
    refused(
        "bomb", _bomb, TOO_LARGE, "jedna z części pliku po rozpakowaniu jest 229 razy większa (dozwolone: 150 razy)"
    ),
    refused("bomb-that-lies-about-its-size", _bomb_that_lies, DAMAGED, "zawartość pliku jest naruszona"),
    refused(
        "part-too-large",
        lambda kit: with_part(kit.plain, "xl/media/a.bin", bytes(1_000_001)),
        TOO_LARGE,
        "2 MB",
        limits=Limits(part_mb=1),
    ),
    refused(
        "unpacked-too-large",
        lambda kit: zipped(unzipped(kit.plain) | {f"xl/media/{n}.bin": bytes(500_000) for n in range(3)}),
        TOO_LARGE,
        "po rozpakowaniu",
        limits=Limits(unpacked_mb=1),
    ),
    refused("file-too-large", lambda kit: kit.plain + bytes(1_000_000), TOO_LARGE, "ma 2 MB", limits=Limits(file_mb=1)),
    refused("content-types-missing", _without(TYPES_PART), ARCHIVE, "archiwum zip"),
    refused("workbook-missing", _without(WORKBOOK_PART), DAMAGED, "spisem arkuszy"),
    refused("sheet-missing", _without(DATA_PART), DAMAGED, "brakuje arkusza „Dane”"),
    refused("relations-missing", _without(RELATIONS_PART), DAMAGED, "brakuje arkusza"),
    refused("strings-missing", _without(STRINGS_PART), DAMAGED, "tekstu, którego nie ma", ("Instrukcja", "A1")),
    refused("sheet-in-another-file", _external_sheet, DAMAGED, "brakuje arkusza „Dane”"),
    refused(
        "relation-of-a-sheet-missing",
        lambda kit: changed(kit.plain, RELATIONS_PART, b'Id="rId2"', b'Id="rId99"'),
        DAMAGED,
        "brakuje arkusza „Dane”",
    ),
    refused(
        "two-sheets-of-one-part",
        lambda kit: changed(kit.plain, RELATIONS_PART, b"worksheets/sheet4.xml", b"worksheets/sheet2.xml"),
        DAMAGED,
        "tę samą treść",
    ),
    is_read("stored-without-compression", lambda kit: zipped(kit.parts(), zipfile.ZIP_STORED)),
    is_read("written-as-a-stream", _streamed),
    is_read("comment-of-the-archive", _with_comment),
    is_read("zipped-again-by-hand", _zipped_again_by_hand),
    is_read("parts-in-another-order", _other_order),
    is_read("name-of-a-part-in-capitals", _capitals),
    is_read("bytes-after-the-end", lambda kit: kit.plain + b"\r\n"),
)
