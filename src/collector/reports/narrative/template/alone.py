"""A statement such as `{%p … %}` takes the place of its whole paragraph, row or cell: nothing else may stand there."""

from collections.abc import Iterator
from typing import Any, Final

from docx.oxml.ns import qn

from collector.reports.narrative.template.found_tags import FoundTag
from collector.reports.narrative.template.places import BOX, CELL, PARAGRAPH, ROW, TABLE, Paragraph, nearest_above

_ABOVE: Final = {"tr": ROW, "tc": CELL}
_WORDS: Final = {"p": "cały akapit", "tr": "cały wiersz tabeli", "tc": "całą komórkę tabeli"}
_PICTURES: Final = tuple(qn(f"w:{name}") for name in ("drawing", "pict", "object", "sectPr"))
_BREAK: Final = qn("w:br")
_ENDS_WITH_PARAGRAPH: Final = {
    CELL: "w tej samej komórce",
    BOX: "w tym samym polu tekstowym",
    qn("w:hdr"): "w tym samym nagłówku",
    qn("w:ftr"): "w tej samej stopce",
}


def not_alone(tag: FoundTag, paragraph: Paragraph) -> Iterator[str]:
    """What would be lost, or missing, where a statement takes the place of what it stands in."""
    if tag.prefix not in _WORDS:
        return
    replaced = nearest_above(paragraph.element, _ABOVE[tag.prefix]) if tag.prefix in _ABOVE else paragraph.element
    if replaced is None:
        return
    if _text(replaced) != "".join(tag.typed.split()) or _has_more(replaced):
        yield f"ten znacznik zastępuje {_WORDS[tag.prefix]}: przenieś gdzie indziej wszystko inne, co tam stoi"
    where = _ENDS_WITH_PARAGRAPH.get(replaced.getparent().tag) if tag.prefix == "p" else None
    is_last = not any(after.tag in {PARAGRAPH, TABLE} for after in replaced.itersiblings())
    if where and is_last:
        yield f"po tym znaczniku {where} musi być jeszcze jeden akapit, choćby pusty"


def _text(element: Any) -> str:
    return "".join("".join(text.text or "" for text in element.iter(qn("w:t"))).split())


def _has_more(element: Any) -> bool:
    """Whether there is a picture, or the end of a page or section."""
    if next(element.iter(*_PICTURES), None) is not None:
        return True
    return any(each.get(qn("w:type")) == "page" for each in element.iter(_BREAK))
