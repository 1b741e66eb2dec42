"""How two workbooks or two documents differ: in what stands in them, then in how numbers and pages look."""

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import PurePath
from typing import Final

import openpyxl
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from lxml import etree
from openpyxl.worksheet.worksheet import Worksheet

from collector.values.content import CellContent, shown_content
from collector.values.text import printable
from collector.workflows.instead import instead

# More cells than any report has: what stands far away would cost all memory.
_MOST_CELLS: Final = 5_000_000
_BETWEEN: Final = " | "
_PARTS: Final = {
    "header": "nagłówek strony", "footer": "stopka strony", "footnotes": "przypisy", "comments": "komentarze",
}  # fmt: skip
_LINE_BREAKS: Final = frozenset((qn("w:br"), qn("w:cr"), qn("w:tab")))


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands in the cells of a sheet and their comments, and how numbers and printed pages look, by place."""

    texts: Mapping[str, str]
    looks: Mapping[str, str]


def differing_workbooks(there: Mapping[str, Sheet], made: Mapping[str, Sheet]) -> Iterator[str]:
    """What differs in two workbooks, sheet by sheet: first what stands in them, then how it looks."""
    yield from (f"brakuje arkusza „{sheet}”" for sheet in made if sheet not in there)
    both = [(sheet, there[sheet], made[sheet]) for sheet in made if sheet in there]
    for sheet, found, expected in both:
        yield from _places(sheet, found.texts, expected.texts)
    yield from (f"zbędny arkusz „{printable(sheet)}”" for sheet in there if sheet not in made)
    for sheet, found, expected in both:
        yield from _places(sheet, found.looks, expected.looks)


def _places(sheet: str, there: Mapping[str, str], made: Mapping[str, str]) -> Iterator[str]:
    for place in dict.fromkeys((*made, *there)):
        if there.get(place, "") != made.get(place, ""):
            yield f"arkusz „{sheet}”, {place}: {instead(there.get(place, ''), made.get(place, ''))}"


def workbook_sheets(content: bytes) -> dict[str, Sheet]:
    """The sheets of a workbook by name. Raises ValueError for one that is larger than any of ours."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    return {sheet.title: _sheet(sheet) for sheet in book.worksheets}


def _sheet(sheet: Worksheet) -> Sheet:
    if sheet.max_row * sheet.max_column > _MOST_CELLS:
        raise ValueError(sheet.dimensions)
    texts: dict[str, str] = {}
    looks = dict(_page(sheet))
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value is not None:
                texts[f"komórka {cell.coordinate}"] = _shown(cell.value)
                looks[f"format liczby w komórce {cell.coordinate}"] = cell.number_format
            if cell.comment is not None:
                texts[f"komentarz w {cell.coordinate}"] = str(cell.comment.text)
    return Sheet(texts, looks)


def _page(sheet: Worksheet) -> Iterator[tuple[str, str]]:
    """What is printed above and below every page."""
    pages = {"": (sheet.oddHeader, sheet.oddFooter), " (strony parzyste)": (sheet.evenHeader, sheet.evenFooter),
             " (pierwsza strona)": (sheet.firstHeader, sheet.firstFooter)}  # fmt: skip
    for which, (header, footer) in pages.items():
        for name, part in (("nagłówek strony", header), ("stopka strony", footer)):
            items = (part.left, part.center, part.right) if part is not None else ()
            if texts := [str(item.text) for item in items if item.text]:
                yield f"{name}{which}", _BETWEEN.join(texts)


def _shown(value: object) -> str:
    return shown_content(value) if isinstance(value, CellContent) else str(value)


Paragraphs = Mapping[str, Sequence[str]]


def differing_documents(there: Paragraphs, made: Paragraphs) -> Iterator[str]:
    """What differs in the paragraphs of two documents, those in tables, headings and footings of pages among them."""
    for part in dict.fromkeys((*made, *there)):
        found, expected = there.get(part, ()), made.get(part, ())
        matcher = SequenceMatcher(None, found, expected, autojunk=False)
        for kind, first, last, start, end in matcher.get_opcodes():
            if kind != "equal":
                told = instead(_BETWEEN.join(found[first:last]), _BETWEEN.join(expected[start:end]))
                yield f"{part}akapit {first + 1}: {told}"


def document_paragraphs(content: bytes) -> dict[str, list[str]]:
    """The texts of paragraphs by the part of the document in which they stand; its body has no name."""
    document = Document(io.BytesIO(content))
    found = {"": _texts(document.element.body)}
    for part in sorted(document.part.package.iter_parts(), key=lambda part: str(part.partname)):
        stem = PurePath(str(part.partname)).stem
        if name := _PARTS.get(stem.rstrip("0123456789")):
            # Documents have several of a kind, one for each sort of page.
            found[f"{name} ({stem}), "] = _texts(parse_xml(part.blob))
    return found


def _texts(element: etree._Element) -> list[str]:
    texts = ("".join(map(_piece, paragraph.iter())) for paragraph in element.iter(qn("w:p")))
    return [text for text in texts if text.strip()]


def _piece(element: etree._Element) -> str:
    if element.tag == qn("w:t"):
        return element.text or ""
    return " " if element.tag in _LINE_BREAKS else ""
