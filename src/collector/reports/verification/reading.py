"""The bytes of a DOCX -> its marked figures, its tables and its charts."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from docx.oxml.ns import qn

from collector.reports.verification.charts import chart_of
from collector.reports.verification.document import (
    DocumentChart,
    DocumentFigures,
    DocumentTable,
    MarkedFigure,
    Passage,
    chapter,
)
from collector.reports.verification.marks_found import FoundMark, KnownKeys, marks_in
from collector.reports.verification.opening import DocumentPackage
from collector.reports.verification.spans import Span, Story
from collector.reports.verification.story import story_of
from collector.reports.verification.styles import Styles, styles_of
from collector.values.text import clean, one_line

_CAPTION: Final = re.compile(r"tabela\b", re.IGNORECASE)
_IDENTIFIER: Final = "{http://purl.org/dc/elements/1.1/}identifier"
_OTHERS: Final = {
    "footnotes": "przypis", "endnotes": "przypis końcowy", "header": "nagłówek strony", "footer": "stopka strony",
}  # fmt: skip
_PAGES: Final = ("header", "footer")
_PLACEHOLDER: Final = "…"


def read_figures(content: bytes, file: str, keys: Iterable[str]) -> DocumentFigures:
    """What stands in the document with these bytes, whose marks name some of the `keys`.

    Raises InputError for a file that cannot be read; `file` is its name.
    """
    package, known = DocumentPackage(content, file), KnownKeys(keys)
    main = package.main()
    names = [name for name in main.related("styles") if package.has(name)]
    styles = styles_of(package.xml(names[0])) if names else Styles()
    body = _Reading(story_of(main.root), known, styles)
    parts = [body]
    for kind, under in _OTHERS.items():
        names = [name for name in sorted(set(main.related(kind))) if package.has(name)]
        parts += (
            _Reading(story_of(package.xml(name)), known, styles, under, of_pages=kind in _PAGES) for name in names
        )
    tables, charts = [table for part in parts for table in part.tables()], list(_charts(package, main.relations, body))
    return DocumentFigures(
        identifier=_identifier(package),
        figures=tuple(figure for part in parts for figure in part.figures(-1)),
        passages=tuple(passage for part in parts for passage in part.passages_in(-1)),
        tables=tuple(tables),
        charts=tuple(charts),
        has_tracked_changes=any(part.story.has_tracked_changes for part in parts),
        has_comments=any(
            next(package.xml(name).iter(qn("w:comment")), None) is not None
            for name in main.related("comments")
            if package.has(name)
        ),
    )


class _Reading:
    """A part: its marks and paragraphs, told apart by the tables in which they stand.

    What stands on every page, `of_pages`, has figures but no sentences.
    """

    def __init__(
        self, story: Story, known: KnownKeys, styles: Styles, under: str = "", *, of_pages: bool = False
    ) -> None:
        self.story, self.styles, self.of_pages = story, styles, of_pages
        self.marks = marks_in(story, known) if story.paragraphs else []
        self.starts = [paragraph.span[0] for paragraph in story.paragraphs]
        self.marks_by_paragraph: dict[int, list[FoundMark]] = {}
        for mark in self.marks:
            self.marks_by_paragraph.setdefault(self.paragraph_at(mark.span[0]), []).append(mark)
        self.table_marks = self._table_marks(known)
        self.of_tables = set(self.table_marks.values())
        self.owners = [self._owner(paragraph.table) for paragraph in story.paragraphs]
        self.under = list(self._chapters(under))
        self.passages = [self._passage(number) for number in range(len(story.paragraphs))]

    def tables(self) -> Iterator[DocumentTable]:
        """The tables that hold paragraphs of their own."""
        numbers = dict.fromkeys(owner for owner in self.owners if owner >= 0)
        first_paragraph = {owner: number for number, owner in reversed(list(enumerate(self.owners)))}
        for number in numbers:
            first = first_paragraph[number]
            yield DocumentTable(
                id=self.table_marks[number].key if number in self.table_marks else "",
                caption=self._caption(first),
                under=self.under[first],
                rows=self._rows(number),
                figures=tuple(self.figures(number)),
                passages=tuple(self.passages_in(number)),
            )

    def paragraph_at(self, position: int) -> int:
        """The number of the paragraph in which a position of the text lies."""
        return max(bisect_right(self.starts, position) - 1, 0)

    def figures(self, owner: int) -> list[MarkedFigure]:
        """The figures in a table, or with -1 those outside of tables."""
        return [
            MarkedFigure(mark.key, self._text(mark.span), self.passages[number])
            for number, marks in self.marks_by_paragraph.items()
            if self.owners[number] == owner
            for mark in marks
            if mark not in self.of_tables
        ]

    def passages_in(self, owner: int) -> list[Passage]:
        """The paragraphs in a table or outside of tables, other than those of a table of contents."""
        return [
            passage
            for paragraph, found, passage in zip(self.story.paragraphs, self.owners, self.passages, strict=True)
            if found == owner and passage.text and not self.of_pages and paragraph.style not in self.styles.contents
        ]

    def _table_marks(self, known: KnownKeys) -> dict[int, FoundMark]:
        """The marks of tables: in their very first cells, and of no figure."""
        found: dict[int, FoundMark] = {}
        for number, marks in self.marks_by_paragraph.items():
            table = self.story.paragraphs[number].table
            for mark in marks:
                if table >= 0 and not known.is_figure(mark.key) and self._is_in_first_cell(mark, table):
                    found.setdefault(table, mark)
        return found

    def _is_in_first_cell(self, mark: FoundMark, table: int) -> bool:
        first = next((cell for row in self.story.tables[table].rows[:1] for cell in row[:1]), None)
        return first is not None and first[0] <= mark.span[0] <= first[1]

    def _owner(self, table: int) -> int:
        """The table to which a paragraph in `table` belongs: the next one outwards that is ours, or else its own."""
        outwards = table
        while outwards >= 0:
            if outwards in self.table_marks:
                return outwards
            outwards = self.story.tables[outwards].outer
        return table

    def _chapters(self, under: str) -> Iterator[str]:
        """The chapter of every paragraph and the nearest heading in it; a heading is in its own chapter."""
        headings: dict[int, str] = {}
        for paragraph, owner in zip(self.story.paragraphs, self.owners, strict=True):
            level = self.styles.level(paragraph.style, paragraph.level) if owner < 0 else None
            if level is not None and (text := self._text(paragraph.span)):
                headings = {each: heading for each, heading in headings.items() if each < level} | {level: text}
                under = chapter(*headings.values())
            yield under

    def _passage(self, number: int) -> Passage:
        start, end = self.story.paragraphs[number].span
        unmarked, position = [], start
        for mark in self.marks_by_paragraph.get(number, ()):
            if position <= mark.span[0] and mark.span[1] <= end and mark not in self.of_tables:
                shown = _PLACEHOLDER if self._text(mark.span) else ""
                unmarked += [self.story.text[position : mark.span[0]], shown]
                position = mark.span[1]
        unmarked.append(self.story.text[position:end])
        return Passage(self.under[number], self._text((start, end)), one_line(clean("".join(unmarked))))

    def _rows(self, table: int) -> tuple[tuple[str, ...], ...]:
        rows = [[self._text(cell) if cell else "" for cell in row] for row in self.story.tables[table].rows]
        width = max(map(len, rows), default=0)
        return tuple((*row, *[""] * (width - len(row))) for row in rows)

    def _caption(self, first: int) -> str:
        """The paragraph above a table or, if that is no caption, the one below it."""
        owner = self.owners[first]
        above = next((text for n in range(first - 1, -1, -1) if (text := self.passages[n].text)), "")
        after = (n for n in range(first, len(self.owners)) if self.owners[n] != owner)
        below = next((text for n in after if (text := self.passages[n].text)), "")
        return next((text for text in (above, below) if _CAPTION.match(text)), "")

    def _text(self, span: Span) -> str:
        return one_line(clean(self.story.text[span[0] : span[1]]))


def _charts(
    package: DocumentPackage, relations: Mapping[str, tuple[str, str]], body: _Reading
) -> Iterator[DocumentChart]:
    for drawing in body.story.drawings:
        _, name = relations.get(drawing.relation, ("", ""))
        if name and package.has(name):
            under = body.under[body.paragraph_at(drawing.position)] if body.under else ""
            yield chart_of(package.part(name), package, drawing, under)


def _identifier(package: DocumentPackage) -> str:
    if not package.has("docProps/core.xml"):
        return ""
    return next((element.text or "" for element in package.xml("docProps/core.xml").iter(_IDENTIFIER)), "").strip()
