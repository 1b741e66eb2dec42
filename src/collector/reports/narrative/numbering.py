"""What is numbered in a document made of a template: its captions, and the bookmarks that the template brought."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from docx.document import Document
from docx.oxml.ns import qn

_SEQUENCE: Final = "SEQ"
_SIMPLE, _MARK, _CODE, _TEXT = map(qn, ("w:fldSimple", "w:fldChar", "w:instrText", "w:t"))
_START, _END = qn("w:bookmarkStart"), qn("w:bookmarkEnd")
_ID, _NAME = qn("w:id"), qn("w:name")
# Above the numbers of all bookmarks that collector adds.
_FIRST_OF_TEMPLATE: Final = 1_000_000


@dataclass(slots=True)
class _Field:
    """A field: its code, and the texts that show its result."""

    code: str = ""
    texts: list[Any] = field(default_factory=list)
    is_result: bool = False


def number_captions(document: Document) -> None:
    """Number what Word would count only when its fields are updated: „Tabela 1”, „Tabela 2”, „Wykres 1” …"""
    counts: Counter[str] = Counter()
    for each in _fields(document):
        kind, name, *_ = (*each.code.split(), "", "")
        if kind == _SEQUENCE and name:
            counts[name] += 1
            for place, text in enumerate(each.texts):
                text.text = "" if place else str(counts[name])


def _fields(document: Document) -> list[_Field]:
    """The fields in their order: Word writes one as an element or as runs, LibreOffice always as runs."""
    found: list[_Field] = []
    open_ones: list[_Field] = []
    for element in document.element.body.iter(_SIMPLE, _MARK, _CODE, _TEXT):
        kind = element.get(qn("w:fldCharType"))
        if element.tag == _SIMPLE:
            found.append(_Field(element.get(qn("w:instr"), ""), list(element.iter(_TEXT))))
        elif kind == "begin":
            open_ones.append(_Field())
            found.append(open_ones[-1])
        elif open_ones:
            _go_on(open_ones, element, kind)
    return found


def _go_on(open_ones: list[_Field], element: Any, kind: str | None) -> None:
    """Take in what stands inside of the innermost field."""
    innermost = open_ones[-1]
    if kind == "separate":
        innermost.is_result = True
    elif kind == "end":
        open_ones.pop()
    elif element.tag == _CODE:
        innermost.code += element.text or ""
    elif innermost.is_result:
        innermost.texts.append(element)


def number_bookmarks(document: Document) -> None:
    """Give every bookmark of the template a number of its own; of those that a loop repeated the first stays."""
    names: set[str] = set()
    for number, (start, end) in enumerate(list(_bookmarks(document)), _FIRST_OF_TEMPLATE):
        if (name := start.get(_NAME, "")) in names:
            for each in (start, end):
                each.getparent().remove(each)
            continue
        names.add(name)
        for each in (start, end):
            each.set(_ID, str(number))


def _bookmarks(document: Document) -> Iterator[tuple[Any, Any]]:
    """The beginnings and ends that belong together; one without the other is left out."""
    begun: dict[str, list[Any]] = {}
    for element in document.element.body.iter(_START, _END):
        if element.tag == _START:
            begun.setdefault(element.get(_ID, ""), []).append(element)
        elif same := begun.get(element.get(_ID, "")):
            yield same.pop(), element
