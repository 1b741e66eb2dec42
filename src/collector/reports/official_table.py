"""The table of the consolidated workbook, in the published layout."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from collector.domain.consolidation import Consolidation, Result
from collector.domain.observation import Status
from collector.domain.programme import ReportColumn, Section
from collector.layout.heights import text_height
from collector.reports.columns import INDICATOR_TEXTS, assessment_method, indicator_columns
from collector.reports.number_formats import format_of
from collector.reports.published_table import TABLE_SHEET, TALLEST_ROW, PublishedTable
from collector.reports.sources import LEADS_TO_SOURCES, Sources
from collector.spreadsheet import Workbook
from collector.values.writing import NBSP, unit_form

_ALWAYS_MERGED: Final = frozenset({"kod", "zadanie"})
_OF_INDICATOR: Final = frozenset({"lp", "uwagi", *INDICATOR_TEXTS})


def write_official_table(book: Workbook, consolidation: Consolidation, sources: Sources) -> dict[str, str]:
    """Write the sheet: bands, headings, tasks with their cells merged over their indicators, the closing words.

    Every indicator leads to its `sources`; returns where the value of each stands.
    """
    programme, report = consolidation.programme, consolidation.programme.report
    table = _Table(book, consolidation, sources)
    table.title(report.table_title)
    for section in programme.sections:
        table.section(section)
    if any(column.key == "ocena" for column in table.columns):
        table.closing(assessment_method(report.upkeep_band))
    if report.closing and consolidation.is_complete:
        table.closing(report.closing)
    table.set_up(programme.coordinator)
    return table.addresses


@dataclass(slots=True)
class _Row:
    """One indicator of a task while its heights are worked out; `lines` is how many sheet rows it takes."""

    result: Result
    height: float
    lines: int = 1


class _Table(PublishedTable):
    """Writes the table of the indicators."""

    def __init__(self, book: Workbook, consolidation: Consolidation, sources: Sources) -> None:
        super().__init__(book, TABLE_SHEET, consolidation, indicator_columns(consolidation.programme))
        self.results = consolidation.by_id
        self.sources = sources
        self.addresses: dict[str, str] = {}
        self._heading_due = True

    def closing(self, text: str) -> None:
        """A paragraph below the table."""
        self.heading_row(12)
        self.line(text)

    def section(self, section: Section) -> None:
        """Bands for the upper levels, rows for the tasks; every top section begins on a page of its own.

        Where no indicator is asked, in a section of the register, there is nothing to show.
        """
        if not any(part.indicators for part in section.walk()):
            return
        tasks_are_bands = self.consolidation.programme.tasks_are_bands
        if section.level == 0 and not section.is_task and not tasks_are_bands:
            if self.row > 2:
                self.pages.break_before(self.row)
            self._heading_due = True
        if section.is_task:
            if tasks_are_bands:
                self.band(section)
                self._heading_due = True
            if self._heading_due:
                self.headings()
                self._heading_due = False
            self._task(section)
            self._footnotes(section)
            return
        self.band(section)
        for child in section.children:
            self.section(child)

    def _footnotes(self, task: Section) -> None:
        """The footnotes of the base values, under the rows of the task."""
        remarks = {self.results[indicator.id].note for indicator in task.indicators}
        notes = dict.fromkeys(i.base.note for i in task.indicators if i.base and i.base.mark and i.base.note)
        for note in (note for note in notes if note not in remarks):
            self.line(note, font_size=9)

    def _task(self, task: Section) -> None:
        rows = [_Row(self.results[indicator.id], 0.0) for indicator in task.indicators]
        own = [column for column in self.columns if self._is_own(task, column)]
        for row in rows:
            texts = [(self._text(task, column, [row.result]), column.width) for column in own]
            row.height = _tallest(texts)
        merged = [(self._text(task, column, [row.result for row in rows]), column.width)
                  for column in self.columns if column not in own]  # fmt: skip
        missing_height = _tallest(merged) - sum(row.height for row in rows)
        for row in rows:
            row.height += max(missing_height, 0.0) / len(rows)
            row.lines = max(1, -int(-row.height // TALLEST_ROW))
        self.pages.place(self.row, [row.height / row.lines for row in rows for _ in range(row.lines)])
        self._write_task(task, rows)

    def _is_own(self, task: Section, column: ReportColumn) -> bool:
        """Whether each indicator of the task has a cell of its own in this column."""
        if column.key in _ALWAYS_MERGED or column.key in task.merged:
            return False
        return column.key in _OF_INDICATOR or column.repeated

    def _text(self, task: Section, column: ReportColumn, results: Sequence[Result]) -> str:
        match column.key:
            case "kod":
                return task.code
            case "zadanie":
                return task.title
            case "uwagi":
                return "\n".join(dict.fromkeys(result.note for result in results if result.note))
            case "lp":
                return f"{task.indicators.index(results[0].indicator) + 1}."
            case key if key in INDICATOR_TEXTS:
                return INDICATOR_TEXTS[key](results[0], self.consolidation.programme.report.upkeep_band)
            case key:
                return task.printed.get(key, "")

    def _write_task(self, task: Section, rows: list[_Row]) -> None:
        top = self.row
        self.row += sum(row.lines for row in rows)
        style = self.book.style(text_wrap=True, border=1)
        for position, column in enumerate(self.columns):
            if not self._is_own(task, column):
                text = self._text(task, column, [row.result for row in rows])
                self.sheet.merged(top, position, self.row - 1, position, text, style)
                continue
            at = top
            for row in rows:
                last = at + row.lines - 1
                if column.key == "wskaznik":
                    self._lead(at, position, row.result)
                self.sheet.merged(at, position, last, position, self._text(task, column, [row.result]), style)
                if column.key == "wartosc":
                    self._write_value(at, position, last, row.result)
                    self._explain(at, position, row.result)
                at = last + 1

    def _lead(self, row: int, position: int, result: Result) -> None:
        """Make the name of an indicator lead to its sources."""
        if target := self.sources.link(result.indicator.id):
            self.sheet.leads(row, position, target, LEADS_TO_SOURCES)

    def _explain(self, row: int, position: int, result: Result) -> None:
        """Say of a combined value of what it was made, and keep in mind where it stands."""
        self.addresses[result.indicator.id] = self.address(row, position)
        if comment := self.sources.comment(result):
            self.sheet.comment(row, position, comment)

    def _write_value(self, top: int, position: int, bottom: int, result: Result) -> None:
        """Overwrite the text of a plain number with the number itself, shown with its unit and mark by the format."""
        is_plain = result.status is Status.GIVEN and result.value is not None and not result.text and not result.missing
        if result.value is None or not is_plain:
            return
        style = self.book.style(text_wrap=True, border=1, align="left", num_format=number_format(result, result.value))
        self.sheet.number(top, position, float(result.value), style)
        for row in range(top + 1, bottom + 1):
            self.sheet.text(row, position, "", style)


def number_format(result: Result, number: Decimal) -> str:
    """The Excel format that shows a number as the report prints it: `22 351`, `0,71`, `1 129,1 tys. zł*`."""
    unit = NBSP + unit_form(number, result.indicator.unit) if result.indicator.unit_is_printed else ""
    return format_of(number, f"{unit}{result.mark}")


def _tallest(cells: Sequence[tuple[str, float]]) -> float:
    """The height that the texts need, however tall: a task may take several rows of the sheet."""
    return max((text_height(text, width) for text, width in cells), default=0.0)
