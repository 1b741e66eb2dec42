"""How large a chart is and its letters are: on the sheet of a workbook, and narrower on the page of a document."""

from dataclasses import dataclass
from typing import Final

from collector.reports.chart_data import GoalChart

# What the chart needs beside its bars, in points: title, legend, axis with its numbers and title.
AXIS_HEIGHT: Final = 44.0
_AROUND: Final = 74.0
_LEGEND: Final = 20.0
_UNTITLED: Final = 8.0
_LINE: Final = 24.0
_THIN_BAR: Final = 10.0
_BAR: Final = 12.0
_BAR_GAP: Final = 4.0
_TIGHT: Final = 0.84
# With thin bars a chart of two years and many indicators shares a page with its table.
_TWO: Final = 2
_MANY: Final = 6
_TITLE_SPACING: Final = 1.25


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Sizes of letters in points, and the parts of the chart's width that the names of the bars and the bars take.

    `small` are the numbers at bars that stand close; a title longer than `line` letters takes another line. An axis
    has at most so many `ticks`; without, the program that shows the chart decides. Without a `title` nothing stands
    above the bars, because a caption says it.
    """

    title: float = 12
    text: float = 9
    small: float = 8
    names: float = 0.42
    bars: float = 0.50
    line: int = 200
    ticks: int | None = None


ON_SHEET: Final = Look()


def chart_height(chart: GoalChart, look: Look = ON_SHEET) -> float:
    """The height in points that shows every bar with its number."""
    bars = 1 if chart.is_stacked else len(chart.series)
    bar = _THIN_BAR if bars == _TWO and len(chart.rows) > _MANY else _BAR
    return len(chart.rows) * max(_LINE, bars * bar + _BAR_GAP) + head_height(chart, look) + AXIS_HEIGHT


def least_height(chart: GoalChart, look: Look = ON_SHEET) -> float:
    """The height in points at which the numbers of the bars still do not touch."""
    around = head_height(chart, look) + AXIS_HEIGHT
    return (chart_height(chart, look) - around) * _TIGHT + around


def head_height(chart: GoalChart, look: Look) -> float:
    """The points above the bars: the title and the legend."""
    legend = _LEGEND if has_legend(chart) else 0.0
    if not look.title:
        return _UNTITLED + legend
    more_lines = max(len(chart.title) - 1, 0) // look.line
    return _AROUND - AXIS_HEIGHT + legend + more_lines * look.title * _TITLE_SPACING


def has_legend(chart: GoalChart) -> bool:
    """Bars of years carry the year instead: LibreOffice lists them in another order than they stand."""
    return chart.is_stacked and len(chart.series) > 1
