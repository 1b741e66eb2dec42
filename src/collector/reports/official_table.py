"""The table of the consolidated workbook, in the published layout."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from collector.domain.consolidation import Consolidation
from collector.domain.programme import ReportColumn, Section
from collector.layout.heights import text_height
from collector.reports.published_table import TABLE_SHEET, TALLEST_ROW, PublishedTable
from collector.reports.sources import LEADS_TO_SOURCES, Figure, Sources
from collector.reports.table_model import IndicatorRow, IndicatorTable, TaskRows, indicator_table
from collector.spreadsheet import Workbook

# The height of a row, in points, that ends between two lines of a text merged over such rows: it holds 14 lines as
# LibreOffice sets them (10.006) and 11 as Excel does (12.75). A page may end below it.
_WHOLE_LINES: Final = 140.25


def write_official_table(book: Workbook, consolidation: Consolidation, sources: Sources) -> dict[Figure, str]:
    """Write the sheet: bands, headings, tasks with their cells merged over their indicators, the closing words.

    Every number leads to its `sources`; returns where the value of each stands.
    """
    model = indicator_table(consolidation)
    table = _Table(book, model, sources)
    programme = consolidation.programme
    table.title(programme.report.table_title, has_running_head=not programme.tasks_are_bands)
    for section in programme.sections:
        table.section(section)
    for text in model.closing:
        table.closing(text)
    table.set_up()
    return table.addresses


@dataclass(slots=True)
class _Drawn:
    """An indicator while its height is worked out: the rows of the sheet that it takes from `top` on, in points.

    No page begins among the rows of one of its `units`.
    """

    row: IndicatorRow
    units: list[list[float]]
    top: int = 0

    @property
    def count(self) -> int:
        return sum(map(len, self.units))

    @property
    def last(self) -> int:
        return self.top + self.count - 1


class _Table(PublishedTable):
    """Draws the table of the indicators."""

    def __init__(self, book: Workbook, model: IndicatorTable, sources: Sources) -> None:
        super().__init__(book, TABLE_SHEET, model.consolidation, model.columns)
        self.model, self.sources = model, sources
        self.addresses: dict[Figure, str] = {}
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
            self._task(self.model.by_code[section.code])
            return
        self.band(section)
        for child in section.children:
            self.section(child)

    def _task(self, task: TaskRows) -> None:
        own = [column for column in self.columns if self.model.is_own(task.section, column)]
        shared = [column for column in self.columns if column not in own]
        drawn = self._place(task, own, _tallest([(task.shared[column.key], column.width) for column in shared]))
        style = self.book.style(text_wrap=True, border=1)
        for position, column in enumerate(self.columns):
            if column in shared:
                text = task.shared[column.key]
                self.sheet.merged(drawn[0].top, position, drawn[-1].last, position, text, style)
                continue
            for each in drawn:
                self._own_cell(each, position, column)
        for each in drawn:
            self._remember(each)
        for row, note in enumerate(task.base_notes, drawn[-1].last + 1):
            small = self.book.style(text_wrap=True, font_size=9)
            self.sheet.merged(row, 0, row, self.last_column, note, small)

    def _place(self, task: TaskRows, own: Sequence[ReportColumn], needed: float) -> list[_Drawn]:
        """Give the indicators their rows, and the footnotes below them theirs.

        The cells merged over the indicators are `needed` points tall.
        """
        heights = [_tallest([(row.texts[column.key], column.width) for column in own]) for row in task.rows]
        missing = max(needed - sum(heights), 0.0) / len(heights)
        heights = [height + missing for height in heights]
        notes = [text_height(note, self.width) for note in task.base_notes]
        if self.pages.hold([*heights, *notes]):
            drawn = [_Drawn(row, _in_rows(height)) for row, height in zip(task.rows, heights, strict=True)]
            for each in drawn:
                each.top = self.row
                self.row += each.count
            self.pages.place(drawn[0].top, *(each.units for each in drawn), [notes])
            self.row += len(notes)
            return drawn
        # What is merged over the whole task must fit the part of it that stands on its first page.
        heights[0] = max(heights[0], min(needed, self.pages.whole))
        drawn = []
        for row, height in zip(task.rows, heights, strict=True):
            each = _Drawn(row, _in_rows(height)) if self.pages.hold([height]) else _Drawn(row, self._over_pages(height))
            if drawn and self.consolidation.programme.tasks_are_bands and self.pages.left < height:
                self.pages.break_before(self.row)
                self.headings()
            each.top = self.row
            self.row += each.count
            self.pages.place(each.top, each.units)
            drawn.append(each)
        self.pages.place(self.row, *([[note]] for note in notes))
        self.row += len(notes)
        return drawn

    def _over_pages(self, height: float) -> list[list[float]]:
        """The rows of an indicator that no page holds, `height` points tall: a unit a page, of whole lines of text."""
        rows, units, room = -int(-height // _WHOLE_LINES), list[list[float]](), self.pages.left
        while rows > 0:
            held = min(rows, int(room // _WHOLE_LINES))
            if held:
                units.append([_WHOLE_LINES] * held)
            rows, room = rows - held, self.pages.whole
        return units

    def _own_cell(self, drawn: _Drawn, position: int, column: ReportColumn) -> None:
        """The cell of an indicator; a value that is a number is that number, and leads to its sources.

        Words do not: LibreOffice no longer wraps a text that leads somewhere. Their accessible twin leads there.
        """
        value = drawn.row.value if column.key == "wartosc" else None
        style = self.book.style(text_wrap=True, border=1)
        if value is None or value.number is None:
            self.sheet.merged(drawn.top, position, drawn.last, position, drawn.row.texts[column.key], style)
            return
        shown = self.book.style(text_wrap=True, border=1, align="left", num_format=value.number_format)
        self.sheet.merged(drawn.top, position, drawn.last, position, "", shown)
        if target := self.sources.link(drawn.row.result.indicator.id):
            self.sheet.leads(drawn.top, position, target, LEADS_TO_SOURCES)
        self.sheet.number(drawn.top, position, float(value.number), shown)

    def _remember(self, drawn: _Drawn) -> None:
        """Keep in mind where the value stands, and say of a combined one of what it was made."""
        result = drawn.row.result
        position = next((at for at, column in enumerate(self.columns) if column.key == "wartosc"), None)
        if position is None:
            return
        self.addresses[result.indicator.id, self.consolidation.year] = self.address(drawn.top, position)
        if comment := self.sources.comment(result):
            self.sheet.comment(drawn.top, position, comment)


def _in_rows(height: float) -> list[list[float]]:
    """The height in points as that of several rows of the sheet, if one would be too tall."""
    rows = max(1, -int(-height // TALLEST_ROW))
    return [[height / rows] * rows]


def _tallest(cells: Sequence[tuple[str, float]]) -> float:
    """The height in points that the texts need, however tall: a task may take several rows of the sheet."""
    return max((text_height(text, width) for text, width in cells), default=0.0)
