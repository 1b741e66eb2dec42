"""The sheet “Wykresy”: a native chart a goal, over the years that are known, each with the table it is drawn from."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from xlsxwriter.format import Format

from collector.domain.consolidation import Consolidation
from collector.layout.heights import row_height, text_height
from collector.reports.chart_costs import chart_of_costs, rule_of_costs
from collector.reports.chart_data import RULE_OF_INDICATORS, ChartRow, GoalChart, chart_of_indicators, charts_of_tables
from collector.reports.chart_drawing import drawn
from collector.reports.chart_size import chart_height, least_height
from collector.reports.material import Material
from collector.reports.number_formats import format_of
from collector.reports.pages import Pages
from collector.spreadsheet import Workbook
from collector.values.writing import NBSP

CHARTS_SHEET: Final = "Wykresy"
LABELS_HEADING: Final = "Podpisy na wykresie"
# As much as a page holds in its full size.
_TABLE_WIDTH: Final = 133.0
_SHORTEST_NAME: Final = 46.0
_SHORTEST_TASK: Final = 30.0
_PART_OF_NAME: Final = 0.55
_YEAR_WIDTH: Final = 10.0
_MONEY_WIDTH: Final = 15.0
_SPACE_WIDTH: Final = 3.0
_LABEL_WIDTH: Final = 70.0
# More letters fit a column in the size of the names.
_NAME_SIZE: Final = 9
_SMALLER: Final = 10 / _NAME_SIZE
_LOWER: Final = 0.93
_LABEL_COLOUR: Final = "#666666"
_TITLE_HEIGHT: Final = 20.0
_ROW_HEIGHT: Final = 14.5
# Whole pixels, so that the chart ends where its rows end.
_PICTURE_ROW: Final = 7.5
_GAP: Final = 10.0
_PIXELS_PER_CHARACTER: Final = 7
_CELL_PADDING: Final = 5


def write_charts(book: Workbook, material: Material) -> None:
    """Write the sheet."""
    consolidation = material.consolidation
    _ChartSheet(book, consolidation, list(_charts(consolidation))).write()


def _charts(consolidation: Consolidation) -> Iterator[GoalChart]:
    """The charts of every goal; of the statistical tables where the goals ask nothing."""
    programme = consolidation.programme
    if not programme.indicators and programme.register is None:
        yield from charts_of_tables(consolidation)
        return
    for goal in programme.sections:
        asks_of_money = any(part.choices or part.actions for part in goal.walk())
        if any(part.indicators for part in goal.walk()) or not asks_of_money:
            yield chart_of_indicators(goal, consolidation)
        if asks_of_money and programme.register is not None:
            yield chart_of_costs(goal, consolidation, programme.register)


def _headings(chart: GoalChart) -> list[str]:
    """The headings of the numbers, none where there is no table."""
    headings = [*chart.series, chart.total_heading]
    return [heading for heading in headings if heading]


def _widths(charts: Sequence[GoalChart]) -> list[float]:
    """The widths of the columns: names, tasks where any chart has them, numbers."""
    numbers = max(1, *(len(_headings(chart)) for chart in charts), 0)
    width = _MONEY_WIDTH if any(chart.total_heading for chart in charts) else _YEAR_WIDTH
    left = _TABLE_WIDTH - numbers * width
    if not any(chart.task_heading for chart in charts):
        return [max(left, _SHORTEST_NAME), *[width] * numbers]
    name = max(round(left * _PART_OF_NAME), _SHORTEST_NAME)
    return [name, max(left - name, _SHORTEST_TASK), *[width] * numbers]


class _ChartSheet:
    """Writes the charts downwards; `row` is the next free row, from 0."""

    def __init__(self, book: Workbook, consolidation: Consolidation, charts: list[GoalChart]) -> None:
        self.book, self.consolidation, self.charts = book, consolidation, charts
        self.sheet = book.sheet(CHARTS_SHEET)
        self.widths = _widths(charts)
        self.first_number = 2 if any(chart.task_heading for chart in charts) else 1
        # Beside the printed pages, with a space between.
        self.labels = len(self.widths) + 1
        self.pages = Pages(self.sheet, self.widths)
        self.row = 0
        self.used = 0.0

    def write(self) -> None:
        """Write the sheet: the rule, then the charts, each on one page with its table where both fit."""
        for position, width in enumerate((*self.widths, _SPACE_WIDTH, _LABEL_WIDTH)):
            self.sheet.worksheet.set_column(position, position, width)
        self._line(
            f"Wykresy – dane za {self.consolidation.year}{NBSP}r.", height=_TITLE_HEIGHT, bold=True, font_size=12
        )
        if any(not chart.is_stacked for chart in self.charts):
            self._lines(RULE_OF_INDICATORS)
        if self.consolidation.programme.register is not None:
            self._lines(rule_of_costs(self.consolidation.programme))
        for number, chart in enumerate(self.charts, 1):
            self._block(number, chart)
        self.pages.set_up()
        self.sheet.worksheet.repeat_rows(0)
        self.sheet.worksheet.hide_gridlines(2)
        self.sheet.worksheet.print_area(0, 0, self.row - 1, len(self.widths) - 1)
        self.sheet.worksheet.set_footer("&C&8Strona &P z &N")

    def _block(self, number: int, chart: GoalChart) -> None:
        heading = _GAP + text_height(chart.heading, self._width) + 2
        note = "\n".join(chart.notes)
        note_height = text_height(note, self._width)
        table = sum(self._row_height(row) for row in chart.rows) + self._head_height(chart) + note_height
        picture = self._picture_height(chart, heading, table, self.used if number == 1 else _TITLE_HEIGHT)
        if number > 1:
            self._begin(heading + picture + table, heading + (picture or table))
        self._line("", height=_GAP)
        self._line(chart.heading, height=heading - _GAP, bold=True, font_size=11, valign="vcenter")
        if chart.rows:
            top = self.row
            for _ in range(round(picture / _PICTURE_ROW)):
                self._advance(_PICTURE_ROW)
            if self._begin(table, table):
                again = f"{chart.heading} – liczby z wykresu"
                self._line(again, height=text_height(again, self._width), bold=True, font_size=11)
            self._picture(top, picture, number, chart)
            self._table(chart)
        self._line(note, height=note_height, font_size=9, valign="vcenter")

    def _picture_height(self, chart: GoalChart, heading: float, table: float, used: float) -> float:
        """As high as its bars need and a page allows, a little less if its table then fits too; in whole rows."""
        if not chart.rows:
            return 0.0
        room = (self.pages.height - used - heading) // _PICTURE_ROW
        beside_table = (self.pages.height - used - heading - table) // _PICTURE_ROW
        wanted = -(-chart_height(chart) // _PICTURE_ROW)
        if beside_table >= least_height(chart) / _PICTURE_ROW:
            wanted = min(wanted, beside_table)
        return min(wanted, room) * _PICTURE_ROW

    def _begin(self, whole: float, first: float) -> bool:
        """Begin a page unless all of it fits on this one; what fits on no page needs room for its `first` part."""
        room = self.pages.height
        needed = whole if whole <= room - _TITLE_HEIGHT else first
        if self.used + needed <= room or self.used <= _TITLE_HEIGHT:
            return False
        self.pages.break_before(self.row)
        self.used = _TITLE_HEIGHT
        return True

    def _picture(self, top: int, height: float, number: int, chart: GoalChart) -> None:
        width = sum(int(width * _PIXELS_PER_CHARACTER + 0.5) + _CELL_PADDING for width in self.widths)
        name = f"Wykres {number} – {chart.code}"
        drawing = drawn(
            self.book, CHARTS_SHEET, self.row, chart, labels=self.labels, first_number=self.first_number,
            name=name, width=width, height=height - 4,
        )  # fmt: skip
        self.sheet.chart(top, 0, drawing, chart.description.fitted())

    def _table(self, chart: GoalChart) -> None:
        head = self.book.style(
            bold=True, border=1, bg_color="#F2F2F2", align="center", valign="vcenter", text_wrap=True
        )
        grey = self.book.style(font_color=_LABEL_COLOUR, valign="vcenter")
        self._names(chart.row_heading, chart.task_heading, head)
        for position, heading in enumerate(_headings(chart), self.first_number):
            self.sheet.text(self.row, position, heading, head)
        self.sheet.text(self.row, self.labels, LABELS_HEADING, grey)
        self._advance(self._head_height(chart))
        wrapped = self.book.style(border=1, valign="vcenter", text_wrap=True, font_size=_NAME_SIZE)
        for row in chart.rows:
            self._names(row.name, row.task, wrapped)
            numbers = [*row.values, *([row.total] if chart.total_heading else [])]
            for position, value in enumerate(numbers, self.first_number):
                self._value(position, value)
            self.sheet.text(self.row, self.labels, row.label, grey)
            self._advance(self._row_height(row))

    def _names(self, name: str, task: str, style: Format) -> None:
        """The name and the task of a row; a name without one takes the room of both."""
        if task:
            self.sheet.text(self.row, 1, task, style)
        self.sheet.merged(self.row, 0, self.row, 0 if task else self.first_number - 1, name, style)

    def _row_height(self, row: ChartRow) -> float:
        name, *task = (width * _SMALLER for width in self.widths[: self.first_number])
        cells = [(row.name, name), *((row.task, width) for width in task)]
        return max(row_height(cells if row.task else [(row.name, name + sum(task))]) * _LOWER, _ROW_HEIGHT)

    def _value(self, position: int, value: Decimal | None) -> None:
        if value is None:
            self.sheet.text(self.row, position, "", self.book.style(border=1))
            return
        style = self.book.style(border=1, valign="vcenter", align="right", num_format=format_of(value))
        self.sheet.number(self.row, position, float(value), style)

    @property
    def _width(self) -> float:
        return sum(self.widths)

    def _head_height(self, chart: GoalChart) -> float:
        numbers = self.widths[self.first_number :]
        return max(
            (text_height(text, width) for text, width in zip(_headings(chart), numbers, strict=False)), default=0.0
        )

    def _lines(self, sentences: Sequence[str]) -> None:
        for sentence in sentences:
            self._line(sentence)

    def _line(self, text: str, *, height: float | None = None, **properties: object) -> None:
        style = self.book.style(**{"text_wrap": True, **properties})
        if text:
            self.sheet.merged(self.row, 0, self.row, len(self.widths) - 1, text, style)
        self._advance(height if height is not None else text_height(text, self._width))

    def _advance(self, height: float) -> None:
        self.sheet.worksheet.set_row(self.row, height)
        self.used += height
        self.row += 1
