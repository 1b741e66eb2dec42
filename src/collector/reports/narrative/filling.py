"""The texts behind the signs in a rendered document: figures as marked content, charts as drawings."""

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any, Final

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from collector.reports.chart_data import GoalChart
from collector.reports.narrative.figures import Figures
from collector.reports.narrative.grammar import glued
from collector.reports.narrative.marks import AS_TYPED, NONCHARACTERS, bookmarks, control, pieces, table_key
from collector.reports.narrative.tokens import TOKEN, Tokens
from collector.reports.narrative.word_chart import IN_TABLE_ABOVE, place_chart

# What XML cannot hold would end the text of a cell without a word.
_UNPRINTABLE: Final = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]")
_LINE_ENDS: Final = re.compile("\r\n|[\r\x0b\x0c]")
_BREAKS: Final = re.compile(r"([\n\t])")
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_AROUND_TEXT: Final = (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER)
_FIRST_MARK: Final = 1000
_YEARS_IN_TABLE: Final = 2
_IN_SHEET: Final = "Liczby są w arkuszu „Wykresy” skoroszytu z raportem."


class Filling:
    """Fills a document; every mark in it has a number of its own."""

    def __init__(self, document: Document, tokens: Tokens, figures: Figures, charts: Mapping[str, GoalChart]) -> None:
        self.document, self.tokens, self.figures, self.charts = document, tokens, figures, charts
        self.marks = _FIRST_MARK
        self.drawn = 0

    def fill(self) -> None:
        """Put the texts, the figures and the charts where their signs stand, and a mark into every table of ours."""
        for root in self._roots():
            self._mark_tables(root)
            for text in [each for each in root.iter(qn("w:t")) if TOKEN.search(each.text or "")]:
                self._fill_run(text.getparent())

    def _roots(self) -> Iterator[Any]:
        """The body, and what stands above and below the pages and their text."""
        yield self.document.element.body
        # By their relations: docxtpl puts new parts there, while the sections still know the old ones.
        for relation in self.document.part.rels.values():
            if relation.reltype in _AROUND_TEXT:
                yield relation.target_part.element

    def _fill_run(self, run: Any) -> None:
        """Put runs of the same look in the place of a run; it may be filled already with another of its texts."""
        parent = run.getparent()
        if parent is None:
            return
        look = run.find(qn("w:rPr"))
        filled: list[Any] = []
        for child in run:
            if child.tag == qn("w:t"):
                filled += self._of_text(child.text or "", look, is_in_table=_is_in_table(run))
            elif child.tag != qn("w:rPr"):
                filled.append(_run(look, deepcopy(child)))
        place = parent.index(run)
        parent.remove(run)
        for offset, element in enumerate(filled):
            parent.insert(place + offset, element)

    def _of_text(self, text: str, look: Any, *, is_in_table: bool) -> Iterator[Any]:
        end = 0
        for match in TOKEN.finditer(text):
            yield from _words(text[end : match.start()], look)
            yield from self._of_token(int(match[1]), look, is_in_table=is_in_table)
            end = match.end()
        yield from _words(text[end:], look)

    def _of_token(self, number: int, look: Any, *, is_in_table: bool) -> Iterator[Any]:
        text = self.tokens.texts[number]
        if chart := self.charts.get(text):
            run = _run(look)
            self.drawn += 1
            place_chart(self.document, run, chart, self.drawn, table=_where_numbers_are(chart))
            yield run
            return
        for key, words in pieces(text):
            if not key or key == AS_TYPED:
                is_ours = not key and not is_in_table
                yield from _words(glued(words) if is_ours else words, look)
            else:
                self.marks += 1
                yield from control(key, self.figures[key].about, self.marks, _words(words, look))

    def _mark_tables(self, root: Any) -> None:
        """Name every table of ours in its first cell, by the list that its rows are of."""
        for table in root.iter(qn("w:tbl")):
            numbers = (int(match[1]) for text in table.iter(qn("w:t")) for match in TOKEN.finditer(text.text or ""))
            # A heading may name the part that the table belongs to; its rows are of a list within that.
            name = max((self.tokens.list_of(number) for number in numbers), key=len, default="")
            cell = next(table.iter(qn("w:p")), None)
            if name and cell is not None:
                self.marks += 1
                start, end = bookmarks(table_key(name), self.marks)
                cell.insert(1 if cell.find(qn("w:pPr")) is not None else 0, start)
                cell.append(end)


def _where_numbers_are(chart: GoalChart) -> str:
    """The table above shows one year beside the reported one, and of money not what has no source."""
    return _IN_SHEET if chart.is_stacked or len(chart.series) > _YEARS_IN_TABLE else IN_TABLE_ABOVE


def _is_in_table(run: Any) -> bool:
    return next(run.iterancestors(qn("w:tc")), None) is not None


def _words(text: str, look: Any) -> Iterator[Any]:
    """Runs of a look that show a text, its line ends and tabs."""
    lines = _LINE_ENDS.sub("\n", text)
    text = NONCHARACTERS.sub("", _UNPRINTABLE.sub("", lines))
    if not text:
        return
    children = []
    for part in filter(None, _BREAKS.split(text)):
        if part in "\n\t":
            children.append(OxmlElement("w:br" if part == "\n" else "w:tab"))
        else:
            shown = OxmlElement("w:t")
            shown.text = part
            shown.set(_SPACE, "preserve")
            children.append(shown)
    yield _run(look, *children)


def _run(look: Any, *children: Any) -> Any:
    run = OxmlElement("w:r")
    if look is not None:
        run.append(deepcopy(look))
    run.extend(children)
    return run
