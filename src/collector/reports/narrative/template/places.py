"""The paragraphs of a Word document, each with its place as a person finds it in Word."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from docx.oxml.ns import qn

from collector.reports.narrative.template.found_tags import SIGN
from collector.values.text import cut, one_line

PARAGRAPH, TABLE, ROW, CELL, BOX = (qn(f"w:{name}") for name in ("p", "tbl", "tr", "tc", "txbxContent"))
_TEXT: Final = qn("w:t")
_HOLD_PARAGRAPHS: Final = frozenset((CELL, BOX))
# Of whatever Word shows in newer form it keeps a second copy for old programs.
_COPY: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LONGEST: Final = 70


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: `text` is what docxtpl sees of it, `pieces` the elements of the text with where each begins in it.

    `elsewhere` are the attributes and hidden texts in which something stands that looks like a tag.
    """

    element: Any
    place: str
    text: str
    pieces: tuple[tuple[int, Any], ...]
    elsewhere: tuple[str, ...]

    @property
    def shown(self) -> str:
        """Its text for a message."""
        return cut(one_line(self.text), _LONGEST)

    def piece_at(self, offset: int) -> Any:
        """The element in which the character at `offset` stands."""
        return next(piece for start, piece in reversed(self.pieces) if start <= offset)


def nearest_above(element: Any, *tags: str) -> Any:
    """The nearest element around `element` that has one of the `tags`; None if there is none."""
    return next(element.iterancestors(*tags), None)


def paragraphs_of(root: Any, called: str = "") -> Iterator[Paragraph]:
    """The paragraphs of a part, in their order. `called` is a part such as „stopka strony”.

    What stands outside of all paragraphs comes last, as one.
    """
    elements = list(_walk(root))
    numbers = _numbers(elements, root)
    texts: dict[Any, list[Any]] = {element: [] for element in elements if element.tag == PARAGRAPH}
    hidden: dict[Any, list[str]] = {element: [] for element in texts}
    outside: list[str] = []
    for element in elements:
        paragraph = element if element.tag == PARAGRAPH else nearest_above(element, PARAGRAPH)
        if element.tag == _TEXT and paragraph is not None:
            texts[paragraph].append(element)
        values = [*element.attrib.values(), *([] if element.tag == _TEXT else [element.text or ""]), element.tail or ""]
        found = [value for value in values if SIGN.search(value)]
        (outside if paragraph is None else hidden[paragraph]).extend(found)
    for element, its_texts in texts.items():
        place = ", ".join(filter(None, (called, *_steps(element, root, numbers))))
        yield _paragraph(element, place, its_texts, tuple(hidden[element]))
    if outside:
        yield _paragraph(root, called or "dokument", [], tuple(outside))


def _paragraph(element: Any, place: str, texts: list[Any], elsewhere: tuple[str, ...]) -> Paragraph:
    text, pieces = "", []
    for each in texts:
        pieces.append((len(text), each))
        text += each.text or ""
    return Paragraph(element, place, text, tuple(pieces), elsewhere)


def _walk(element: Any) -> Iterator[Any]:
    yield element
    for child in element.iterchildren("*"):
        if child.tag != _COPY:
            yield from _walk(child)


def _numbers(elements: list[Any], root: Any) -> Counter[Any]:
    """The running number of every paragraph, table, row and cell in what holds it; for that, how many it holds."""
    numbers: Counter[Any] = Counter()
    for element in elements:
        match element.tag:
            case tag if tag in {PARAGRAPH, TABLE}:
                holder = _holder(element, root)
            case tag if tag == ROW:
                holder = nearest_above(element, TABLE)
            case tag if tag == CELL:
                holder = nearest_above(element, ROW)
            case _:
                continue
        numbers[holder, element.tag] += 1
        numbers[element] = numbers[holder, element.tag]
    return numbers


def _holder(element: Any, root: Any) -> Any:
    holder = nearest_above(element, *_HOLD_PARAGRAPHS)
    return root if holder is None else holder


def _steps(element: Any, root: Any, numbers: Counter[Any]) -> Iterator[str]:
    """The words that lead to a paragraph or table, from the outermost."""
    holder = _holder(element, root)
    if holder.tag == CELL:
        row, table = nearest_above(holder, ROW), nearest_above(holder, TABLE)
        yield from _steps(table, root, numbers)
        yield f"wiersz {numbers[row]}"
        yield f"komórka {numbers[holder]}"
    elif holder.tag == BOX:
        yield from _steps(nearest_above(holder, PARAGRAPH), root, numbers)
        yield "pole tekstowe"
    if element.tag == TABLE:
        yield f"tabela {numbers[element]}"
    elif (holder is root and root.tag == qn("w:body")) or numbers[holder, PARAGRAPH] > 1:
        yield f"akapit {numbers[element]}"
