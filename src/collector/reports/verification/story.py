"""The XML of a part -> its story: what stands there when all tracked changes are accepted, without what is hidden."""

from collections.abc import Iterator
from typing import Final

from docx.oxml.ns import qn
from lxml import etree

from collector.reports.verification.spans import Drawing, Mark, Paragraph, Span, Story, Table
from collector.reports.verification.styles import VALUE, value_of

_TEXTS: Final = frozenset((qn("w:t"), qn("m:t")))
_GAPS: Final = frozenset(map(qn, ("w:tab", "w:ptab", "w:br", "w:cr")))
_HYPHEN: Final = qn("w:noBreakHyphen")
_GONE: Final = frozenset(map(qn, ("w:del", "w:moveFrom")))
_CHANGES: Final = frozenset((*_GONE, *map(qn, ("w:ins", "w:moveTo", "w:cellIns", "w:cellDel"))))
_NO_TEXT: Final = frozenset(
    map(qn, ("w:pPr", "w:rPr", "w:sectPr", "w:tblPr", "w:tblGrid", "w:instrText", "w:delInstrText"))
) | {"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
_BOOKMARK_START, _BOOKMARK_END = qn("w:bookmarkStart"), qn("w:bookmarkEnd")
# Of Word.
_MOST_COLUMNS: Final = 63
_OFF: Final = ("0", "false", "off")
_ABOUT, _CHART = qn("wp:docPr"), qn("c:chart")


def story_of(root: etree._Element) -> Story:
    """The story of a part."""
    return _Walk().through(root)


class _Walk:
    """Goes through a part in reading order; texts in boxes come after the paragraph to which they are tied."""

    def __init__(self) -> None:
        self.story = Story()
        self.pieces: list[str] = []
        self.length = 0
        self.begun: dict[str, tuple[str, int]] = {}
        self.tables: list[int] = [-1]
        self.boxes: list[etree._Element] = []

    def through(self, root: etree._Element) -> Story:
        """The whole part."""
        self._children(root)
        self.story.text = "".join(self.pieces)
        self.story.has_tracked_changes = next(root.iter(*_CHANGES), None) is not None
        return self.story

    def _say(self, text: str) -> None:
        self.pieces.append(text)
        self.length += len(text)

    def _children(self, parent: etree._Element) -> None:
        for element in parent.iterchildren(etree.Element):
            self._element(element)

    def _element(self, element: etree._Element) -> None:
        tag = element.tag
        if tag in _TEXTS:
            self._say(element.text or "")
        elif tag in _GAPS:
            self._say(" ")
        elif tag == _HYPHEN:
            self._say("-")
        elif tag in _NO_TEXT:
            return
        elif tag in _GONE:
            for bookmark in element.iter(_BOOKMARK_START, _BOOKMARK_END):
                self._bookmark(bookmark)
        elif tag in (_BOOKMARK_START, _BOOKMARK_END):
            self._bookmark(element)
        elif (handle := _HANDLERS.get(str(tag))) is not None:
            handle(self, element)
        else:
            self._children(element)

    def _bookmark(self, element: etree._Element) -> None:
        id_ = element.get(qn("w:id"), "")
        if element.tag == _BOOKMARK_START:
            self.begun[id_] = element.get(qn("w:name"), ""), self.length
        elif id_ in self.begun:
            name, start = self.begun.pop(id_)
            self.story.bookmarks.append(Mark(name, (start, self.length)))

    def run(self, element: etree._Element) -> None:
        """A run, unless it is hidden."""
        hidden = element.find(f"{qn('w:rPr')}/{qn('w:vanish')}")
        if hidden is None or hidden.get(VALUE) in _OFF:
            self._children(element)

    def paragraph(self, element: etree._Element) -> None:
        """A paragraph, and after it the boxes in it."""
        start = self.length
        self._children(element)
        properties = element.find(qn("w:pPr"))
        style = level = ""
        if properties is not None:
            style, level = (value_of(properties, name) for name in ("w:pStyle", "w:outlineLvl"))
        self.story.paragraphs.append(Paragraph((start, self.length), style, level, self.tables[-1]))
        self._say("\n")
        boxes, self.boxes = self.boxes, []
        for box in boxes:
            self._children(box)

    def control(self, element: etree._Element) -> None:
        """A content control, anywhere."""
        start, properties = self.length, element.find(qn("w:sdtPr"))
        # The control of a deleted text shows a prompt to type one.
        prompts = properties is not None and properties.find(qn("w:showingPlcHdr")) is not None
        for content in element.iterchildren(qn("w:sdtContent")):
            if not prompts:
                self._children(content)
        if properties is not None and (tag := value_of(properties, "w:tag")):
            self.story.controls.append(Mark(tag, (start, self.length)))

    def box(self, element: etree._Element) -> None:
        """A box of text: kept until its paragraph ends."""
        self.boxes.append(element)

    def drawing(self, element: etree._Element) -> None:
        """A picture; of a chart, what it is called."""
        properties, chart = next(element.iter(_ABOUT), None), next(element.iter(_CHART), None)
        if properties is not None and chart is not None:
            relation, name, about = chart.get(qn("r:id"), ""), properties.get("name", ""), properties.get("descr", "")
            self.story.drawings.append(Drawing(relation, name, about, self.length))
        self._children(element)

    def table(self, element: etree._Element) -> None:
        """A table without the rows that were deleted."""
        table = Table(self.tables[-1])
        self.tables.append(len(self.story.tables))
        self.story.tables.append(table)
        for row in _parts(element, qn("w:tr")):
            properties = row.find(qn("w:trPr"))
            if properties is None or properties.find(qn("w:del")) is None:
                table.rows.append(list(self._cells(row))[:_MOST_COLUMNS])
        self.tables.pop()

    def _cells(self, row: etree._Element) -> Iterator[Span | None]:
        """The cells by the columns of the table; of merged ones only the first has a text."""
        yield from [None] * _number(row.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}"), 0)
        for cell in _parts(row, qn("w:tc")):
            properties = cell.find(qn("w:tcPr"))
            if properties is not None and properties.find(qn("w:cellDel")) is not None:
                continue
            start = self.length
            self._children(cell)
            merged = properties.find(qn("w:vMerge")) if properties is not None else None
            is_covered = merged is not None and merged.get(VALUE, "continue") == "continue"
            yield None if is_covered else (start, self.length)
            span = properties.find(qn("w:gridSpan")) if properties is not None else None
            yield from [None] * (_number(span, 1) - 1)


_HANDLERS: Final = {
    qn("w:p"): _Walk.paragraph,
    qn("w:r"): _Walk.run,
    qn("w:sdt"): _Walk.control,
    qn("w:tbl"): _Walk.table,
    qn("w:drawing"): _Walk.drawing,
    qn("w:txbxContent"): _Walk.box,
}


def _parts(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """The rows of a table or the cells of a row, also those inside of something that only surrounds them."""
    for element in parent.iterchildren(etree.Element):
        if element.tag == tag:
            yield element
        elif element.tag not in _NO_TEXT:
            yield from _parts(element, tag)


def _number(element: etree._Element | None, otherwise: int) -> int:
    text = element.get(VALUE, "") if element is not None else ""
    return min(int(text), _MOST_COLUMNS) if text.isascii() and text.isdigit() else otherwise
