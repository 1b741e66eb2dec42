"""Workbooks as zip packages that can be changed down to their headers, and sheets changed in their XML."""

import io
import re
import struct
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from xml.etree import ElementTree as ET

Parts = dict[str, bytes]

TYPES_PART = "[Content_Types].xml"
WORKBOOK_PART = "xl/workbook.xml"
RELATIONS_PART = "xl/_rels/workbook.xml.rels"
INSTRUCTION_PART = "xl/worksheets/sheet1.xml"
DATA_PART = "xl/worksheets/sheet2.xml"
SIGN_OFF_PART = "xl/worksheets/sheet3.xml"
LIST_PART = "xl/worksheets/sheet4.xml"
STRINGS_PART = "xl/sharedStrings.xml"
STYLES_PART = "xl/styles.xml"
CUSTOM_PART = "docProps/custom.xml"
CORE_PART = "docProps/core.xml"

MOMENT = (2018, 3, 20, 10, 15, 0)
_SIGN_OFF = {"B4": "Anna Nowak", "B5": "inspektor", "B6": "85 869 60 00", "B7": "2018-03-20", "B8": "Jan Kowal"}


def unzipped(content: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def zipped(parts: Mapping[str, bytes] | Iterable[tuple[str, bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A package of these parts in their order; names may repeat when they come as pairs."""
    target = io.BytesIO()
    pairs = parts.items() if isinstance(parts, Mapping) else parts
    with zipfile.ZipFile(target, "w", method, compresslevel=1) as package:
        for name, content in pairs:
            info = zipfile.ZipInfo(name, MOMENT)
            info.compress_type = method
            info.external_attr = 0o600 << 16
            package.writestr(info, content, compresslevel=1)
    return target.getvalue()


def changed(content: bytes, part: str, old: bytes, new: bytes, times: int = 1) -> bytes:
    """The package with `old` in a part replaced, which must stand there `times` times."""
    parts = unzipped(content)
    assert parts[part].count(old) == times, (part, old, parts[part].count(old))
    parts[part] = parts[part].replace(old, new)
    return zipped(parts)


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    """The package with one more part, or with another content of a part that it has."""
    return zipped(unzipped(content) | {name: part})


# --- Headers of the zip ----------------------------------------------------------------------------------------------

_CENTRAL = {
    "flags": (8, "<H"), "method": (10, "<H"), "crc": (16, "<L"), "packed": (20, "<L"), "size": (24, "<L"),
    "offset": (42, "<L"),
}  # fmt: skip
_LOCAL = {"flags": (6, "<H"), "method": (8, "<H"), "crc": (14, "<L"), "packed": (18, "<L"), "size": (22, "<L")}


def local_start(content: bytes, part: str) -> int:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return package.getinfo(part).header_offset


def central_start(content: bytes, part: str) -> int:
    """Where the entry of a part begins in the directory."""
    start = content.index(b"PK\x01\x02")
    while content[start : start + 4] == b"PK\x01\x02":
        lengths = struct.unpack_from("<3H", content, start + 28)
        if content[start + 46 : start + 46 + lengths[0]] == part.encode():
            return start
        start += 46 + sum(lengths)
    raise AssertionError(part)


def with_headers(
    content: bytes, part: str, *, central: Mapping[str, int] | None = None, local: Mapping[str, int] | None = None
) -> bytes:
    """The package with other numbers in the headers of a part."""
    edited = bytearray(content)
    for fields, known, start in (
        (central or {}, _CENTRAL, central_start(content, part)),
        (local or {}, _LOCAL, local_start(content, part)),
    ):
        for name, number in fields.items():
            offset, form = known[name]
            struct.pack_into(form, edited, start + offset, number)
    return bytes(edited)


def renamed(content: bytes, part: str, name: bytes, *, in_directory: bool = True, in_header: bool = True) -> bytes:
    """The package with a part under another name of the same length."""
    assert len(name) == len(part)
    edited = bytearray(content)
    if in_directory:
        start = central_start(content, part) + 46
        edited[start : start + len(name)] = name
    if in_header:
        start = local_start(content, part) + 30
        edited[start : start + len(name)] = name
    return bytes(edited)


def packed_bytes(content: bytes, part: str) -> tuple[int, int]:
    """Where the compressed content of a part begins and ends."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        info = package.getinfo(part)
    start = info.header_offset
    name, extra = struct.unpack_from("<2H", content, start + 26)
    begin = start + 30 + name + extra
    return begin, begin + info.compress_size


# --- Sheets ----------------------------------------------------------------------------------------------------------

_ROW = re.compile(rb'<row r="(\d+)"[^>]*?(?:/>|>.*?</row>)', re.DOTALL)


def set_cells(xml: bytes, cells: Mapping[str, str]) -> bytes:
    """The sheet with these contents of cells: `<v>5</v>`, or `t="str"|<v>a</v>` with other attributes."""
    for address, inner in cells.items():
        attributes, _, content = inner.rpartition("|")
        xml = set_cell(xml, address, f" {attributes}" if attributes else "", content)
    return xml


def set_cell(xml: bytes, address: str, attributes: str, content: str) -> bytes:
    """The sheet with one cell that has these attributes besides its style, and this content."""
    known = re.compile(rf'<c r="{address}"((?: s="\d+")?)[^>]*?(?:/>|>.*?</c>)'.encode(), re.DOTALL)
    if found := known.search(xml):
        style = b"" if ' s="' in attributes else found[1]
        cell = f'<c r="{address}"'.encode() + style + f"{attributes}>{content}</c>".encode()
        return xml[: found.start()] + cell + xml[found.end() :]
    return add_to_row(
        xml, int(address.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")), f'<c r="{address}"{attributes}>{content}</c>'
    )


def add_to_row(xml: bytes, row: int, cell: str) -> bytes:
    """The sheet with one more cell, as it is written, at the end of a row."""
    for found in _ROW.finditer(xml):
        if int(found[1]) == row:
            assert found[0].endswith(b"</row>")
            end = found.end() - len(b"</row>")
            return xml[:end] + cell.encode() + xml[end:]
    return add_rows(xml, f'<row r="{row}">{cell}</row>')


def add_rows(xml: bytes, rows: str) -> bytes:
    """The sheet with more rows after the last one."""
    return xml.replace(b"</sheetData>", rows.encode() + b"</sheetData>")


def text(words: str) -> str:
    """A content of a cell for `set_cells`: a text."""
    return f't="inlineStr"|<is><t>{words}</t></is>'


def sign_off_entries(parts: Parts) -> None:
    """Fill in the sign-off."""
    entries = {address: text(words) for address, words in _SIGN_OFF.items()}
    parts[SIGN_OFF_PART] = set_cells(parts[SIGN_OFF_PART], entries)


# --- A count of filled cells that knows nothing of the program -------------------------------------------------------


def filled_cells(content: bytes) -> int:
    """How many cells of the workbook hold a value, a text, an error or a formula."""
    parts = unzipped(content)
    by_lower = {name.lower(): part for name, part in parts.items()}
    texts = [_words(item) for item in _elements(by_lower.get(STRINGS_PART.lower(), b"<sst/>"), "si")]
    sheets = [part for name, part in by_lower.items() if re.match(r"/?xl/worksheets/[^/]+\.xml$", name)]
    return sum(_is_filled(cell, texts) for sheet in sheets for cell in _elements(sheet, "c"))


def _elements(xml: bytes, name: str) -> Iterator[ET.Element]:
    return (element for element in ET.fromstring(xml).iter() if _local(element) == name)


def _local(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]


def _words(element: ET.Element) -> str:
    spoken = {part for phonetic in element.iter() if _local(phonetic) == "rPh" for part in phonetic.iter()}
    return "".join(part.text or "" for part in element.iter() if _local(part) == "t" and part not in spoken)


def _is_filled(cell: ET.Element, texts: list[str]) -> bool:
    children = {_local(child): child for child in cell}
    if "f" in children:
        return True
    if "is" in children:
        return bool(_words(children["is"]))
    value = children["v"].text if "v" in children else None
    if value and cell.get("t") == "s":
        return bool(texts[int(value)])
    return bool(value)
