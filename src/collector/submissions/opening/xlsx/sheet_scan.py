"""One look at the bytes of a sheet before a parser sees them: how much there is, and whether it is plain.

Plain is what the fast reader is known to read rightly: every cell once, in order, in a small rectangle, with a value of
its own. Everything is counted by searches that run in C.
"""

import html
import re
from dataclasses import dataclass
from typing import Final

_CELL: Final = re.compile(rb"<(?:[A-Za-z_][\w.-]*:)?c[ \t\r\n/>]")
_PLACE: Final = re.compile(rb'<c r="([^"]*)"')
_ADDRESS: Final = re.compile(rb'<c r="([A-Z]{1,3})([1-9][0-9]{0,6})"')
# A cell beyond column Z or row 9999, or with an address that is none.
_FAR: Final = re.compile(rb' r="(?![A-Z][1-9][0-9]{0,3}"|[1-9][0-9]{0,3}")')
_VALUE: Final = re.compile(rb"<v>([^<]*)</v>")
_NUMBERS: Final = re.compile(rb"(?:[-+]?(?:[0-9]++(?:\.[0-9]*+)?|\.[0-9]++)(?:[eE][-+]?[0-9]++)?\n)*+")
_MERGED: Final = re.compile(rb'<mergeCell ref="([A-Z]{1,3})([1-9][0-9]{0,6}):([A-Z]{1,3})([1-9][0-9]{0,6})"')
_FOOTER: Final = re.compile(rb"<oddFooter[^>]*>([^<]*)<")
_LOGICAL: Final = re.compile(rb't="b"[^>]*><v>[01]</v>')
_STRING: Final = re.compile(rb't="s"[^>]*><v>([0-9]{1,9})</v>')
_DECLARED: Final = re.compile(rb'uniqueCount\s*=\s*["\']\+?([0-9]+)')
_ROOM: Final = 100_000
_DIGITS: Final = 10
_HEAD: Final = 2_000
_ESCAPE: Final = re.compile(rb"_x[0-9A-Fa-f]{4}_")
# Formulas and errors: for the careful reader.
_UNUSUAL: Final = (b"<f", b't="e"')
_BEGIN_OF_CELLS: Final = b"<sheetData"
_END_OF_CELLS: Final = b"</sheetData>"
_NAMESPACE: Final = b"openxmlformats.org/spreadsheetml/2006/main"
_STRICT_NAMESPACE: Final = b"purl.oclc.org/ooxml/spreadsheetml/main"
# The fast reader fills the whole rectangle of a sheet.
_LARGEST_RECTANGLE: Final = 3_000_000
_LAST_COLUMN: Final = 16_384
_MOST_MERGED: Final = 10_000


@dataclass(frozen=True, slots=True)
class SheetScan:
    """What the bytes of a sheet say: how many cells it has, how many of them are filled, and whether it is plain.

    `filled`, and how many of these are `texts` and `logical`, is known only for a plain sheet.
    """

    cells: int
    filled: int
    texts: int
    logical: int
    is_plain: bool
    merged: tuple[tuple[int, int, int, int], ...]
    footer: str


def scan_sheet(xml: bytes, most: int) -> SheetScan:
    """Scan a sheet; one of more than `most` cells is only counted."""
    begin, end = xml.find(_BEGIN_OF_CELLS), xml.rfind(_END_OF_CELLS)
    head, data, rest = (xml[:begin], xml[begin:end], xml[end:]) if 0 <= begin < end else (xml, b"", xml)
    cells = data.count(b'<c r="')
    if cells != data.count(b"<c"):
        return SheetScan(sum(1 for _ in _CELL.finditer(data)), 0, 0, 0, False, _merged(rest), _footer(rest))
    if not data and (cells := sum(1 for _ in _CELL.finditer(xml))):
        return SheetScan(cells, 0, 0, 0, False, (), _footer(xml))
    if cells > most:
        return SheetScan(cells, 0, 0, 0, False, (), "")
    # What is empty or spelled otherwise fails the comparison with what the fast reader returns.
    typed, shared, inline = data.count(b' t="'), data.count(b't="s"'), data.count(b"<is>")
    logical = data.count(b't="b"') if typed > shared + inline else 0
    filled = data.count(b"<v>") + inline
    is_plain = (
        b"<worksheet" in head
        and _is_declared_once(xml)
        and not any(sign in data for sign in _UNUSUAL)
        and not any(byte in data and sign in data for byte, sign in ((b"!", b"<!"), (b"?", b"<?"), (b"'", b"='")))
        and not _ESCAPE.search(data)
        and _values_are_numbers(data, typed, shared, inline, logical)
        and _addresses_are_orderly(data, cells)
    )
    return SheetScan(cells, filled, shared + inline, logical, is_plain, _merged(rest), _footer(rest))


def has_plain_strings(xml: bytes) -> bool:
    """Whether the shared texts are what the fast reader is known to read rightly."""
    if _ESCAPE.search(xml) or b"<!" in xml:
        return False
    items = xml.count(b"<si>") + xml.count(b"<si ") + xml.count(b"<si/>")
    # The fast reader makes room for as many as are declared.
    declared = _DECLARED.findall(xml[:_HEAD])
    return all(len(count) < _DIGITS and int(count) <= items + _ROOM for count in declared)


def column_number(letters: bytes) -> int:
    """1 for `A`, 27 for `AA`."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _is_declared_once(xml: bytes) -> bool:
    """Whether nothing in the sheet can bear the names of cells with a prefix."""
    declared = xml.count(_NAMESPACE)
    return declared == 1 or (not declared and xml.count(_STRICT_NAMESPACE) == 1)


def _values_are_numbers(xml: bytes, typed: int, shared: int, inline: int, logical: int) -> bool:
    """Whether every value is a number, that of a shared text an index, and every other text stands in its cell.

    An index beyond the last text is an error to the fast reader, anything that is no index the first text.
    """
    # A short row of figures is a number and an index; only the others need an expression.
    odd = [value for value in _VALUE.findall(xml) if not value.isdigit() or len(value) >= _DIGITS]
    if odd and not _NUMBERS.fullmatch(b"\n".join((*odd, b""))):
        return False
    if odd and shared != len(_STRING.findall(xml)):
        return False
    if shared == typed:
        return not inline
    if inline != xml.count(b't="inlineStr"') or (logical and logical != len(_LOGICAL.findall(xml))):
        return False
    return typed == shared + inline + logical or typed == shared + inline + logical + xml.count(b't="n"')


def _addresses_are_orderly(xml: bytes, cells: int) -> bool:
    """Whether every cell has an address, from the first row to the last, in a rectangle that the fast reader can fill.

    Rows in disorder between these two fail the comparison with what that reader returns.
    """
    if not cells:
        return True
    if len(set(_PLACE.findall(xml))) != cells:
        return False
    first, last = _ADDRESS.match(xml, xml.find(b"<c ")), _ADDRESS.match(xml, xml.rfind(b"<c "))
    if first is None or last is None or int(first[2]) > int(last[2]):
        return False
    if not _FAR.search(xml):
        return True
    places = _ADDRESS.findall(xml)
    columns = max(column_number(letters) for letters in {letters for letters, _ in places})
    rows = max(int(row) for row in {row for _, row in places})
    is_single = xml.count(b' r="') == cells + xml.count(b'<row r="')
    return is_single and len(places) == cells and columns <= _LAST_COLUMN and columns * rows <= _LARGEST_RECTANGLE


def _merged(xml: bytes) -> tuple[tuple[int, int, int, int], ...]:
    if b"<mergeCell " not in xml:
        return ()
    areas = _MERGED.findall(xml)[:_MOST_MERGED]
    return tuple((int(top), column_number(left), int(end), column_number(right)) for left, top, right, end in areas)


def _footer(xml: bytes) -> str:
    begin = xml.find(b"<oddFooter")
    match = _FOOTER.match(xml, begin) if begin >= 0 else None
    return html.unescape(match[1].decode("utf-8", "replace")) if match else ""
