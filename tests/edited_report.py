"""Small marked documents, made as the narrative makes them, to be edited as people do."""

import copy
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import docx
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from collector.reports.narrative.figures import VERSION, Figure, Figures
from collector.reports.narrative.marks import bookmarks, control, table_key
from collector.reports.verification.comparing import all_keys, differences, refuse_other
from collector.reports.verification.difference import DocumentDifference
from collector.reports.verification.document import DocumentFigures
from collector.reports.verification.reading import read_figures

from .damaged.packages import unzipped, zipped
from .told import saved, text_of

Cells = Sequence[Sequence[str]]


@dataclass
class Draft:
    """A document in the making. In a sentence a figure is a pair: its key and its text."""

    document: Document = field(default_factory=docx.Document)
    marks: int = 1000

    def heading(self, text: str) -> "Draft":
        self.document.add_heading(text, 1)
        return self

    def sentence(self, *parts: str | tuple[str, str]) -> "Draft":
        paragraph = self.document.add_paragraph()
        for part in parts:
            if isinstance(part, str):
                paragraph.add_run(part)
            else:
                run = paragraph.add_run(part[1])._r
                paragraph._p.remove(run)
                paragraph._p.extend(control(part[0], "o czym", self._next(), [run]))
        return self

    def table(self, id_: str, rows: Cells, caption: str = "") -> "Draft":
        if caption:
            self.document.add_paragraph(caption)
        table = self.document.add_table(rows=len(rows), cols=len(rows[0]))
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.paragraphs[0].text = text
        if id_:
            first = table.cell(0, 0).paragraphs[0]._p
            start, end = bookmarks(table_key(id_), self._next())
            first.insert(0, start)
            first.append(end)
        return self

    def edited(self, edit: Callable[[Any], object]) -> "Draft":
        """A copy in which somebody edited the body."""
        changed = Draft(docx.Document(io.BytesIO(self.content())), self.marks)
        edit(changed.document.element.body)
        return changed

    def content(self) -> bytes:
        return saved(self.document)

    def _next(self) -> int:
        self.marks += 1
        return self.marks


def registry(**texts: str) -> Figures:
    """The figures of a consolidation, that of its version among them; `w1_2` is the value of indicator 1/2."""
    named = {f"wartość|{name.removeprefix('w').replace('_', '/')}": text for name, text in texts.items()}
    named[VERSION] = ""
    return Figures(
        (key, Figure(key, text, f"wartość wskaźnika {key.partition('|')[2]}", sheet="")) for key, text in named.items()
    )


def read(content: bytes, keys: Iterable[str] = ()) -> DocumentFigures:
    return read_figures(content, "raport.docx", keys)


def compared(edited: Draft | bytes, fresh: Draft, figures: Figures) -> list[DocumentDifference]:
    """What `verify` would tell of an edited document."""
    made = read(fresh.content(), figures)
    content = edited if isinstance(edited, bytes) else edited.content()
    there = read(content, all_keys(made, figures))
    refuse_other(there, made, figures, "raport.docx")
    return differences(there, made, figures)


def kinds(told: Iterable[DocumentDifference]) -> list[str]:
    return [each.kind.name for each in told]


def texts(body: Any) -> list[Any]:
    return list(body.iter(qn("w:t")))


def retype(old: str, new: str) -> Callable[[Any], None]:
    """Type something else over the first text that is exactly `old`."""

    def edit(body: Any) -> None:
        next(text for text in texts(body) if text.text == old).text = new

    return edit


def without_controls(body: Any) -> None:
    """As LibreOffice leaves it: controls without names."""
    for properties in body.iter(qn("w:sdtPr")):
        for child in list(properties):
            properties.remove(child)


def without_marks(body: Any) -> None:
    """As a copy into a new document leaves it: nothing but the words."""
    for element in list(body.iter(qn("w:sdt"))):
        parent = element.getparent()
        place = parent.index(element)
        for run in list(element.find(qn("w:sdtContent"))):
            parent.insert(place, run)
            place += 1
        parent.remove(element)
    for name in ("w:bookmarkStart", "w:bookmarkEnd"):
        for element in list(body.iter(qn(name))):
            element.getparent().remove(element)


def paragraph_with(body: Any, words: str) -> Any:
    return next(p for p in body.iter(qn("w:p")) if words in text_of(p))


def remove(words: str) -> Callable[[Any], None]:
    """Delete the paragraph in which `words` stand."""

    def edit(body: Any) -> None:
        paragraph = paragraph_with(body, words)
        paragraph.getparent().remove(paragraph)

    return edit


def repeat(words: str) -> Callable[[Any], None]:
    """Copy a paragraph as Word does: the control comes along, the bookmark stays."""

    def edit(body: Any) -> None:
        paragraph = paragraph_with(body, words)
        again = copy.deepcopy(paragraph)
        for name in ("w:bookmarkStart", "w:bookmarkEnd"):
            for element in list(again.iter(qn(name))):
                element.getparent().remove(element)
        paragraph.addnext(again)

    return edit


def surround(element: Any, tag: str) -> None:
    """Put a tracked change around an element."""
    change = OxmlElement(tag)
    change.set(qn("w:id"), "7")
    change.set(qn("w:author"), "Anna Nowak")
    element.addprevious(change)
    change.append(element)


def with_part(content: bytes, name: str, edit: Callable[[bytes], bytes]) -> bytes:
    """A package in which one part is another."""
    parts = unzipped(content)
    return zipped(parts | {name: edit(parts[name])})
