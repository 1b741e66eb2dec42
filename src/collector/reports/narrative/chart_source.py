"""A chart for a document: its XML, and the small workbook of its numbers that “Edit data” in Word opens."""

import io
import zipfile
from pathlib import Path
from typing import Any, Final

from docx.oxml import parse_xml

from collector.reports.chart_data import GoalChart
from collector.reports.chart_drawing import drawn
from collector.reports.chart_size import Look
from collector.reports.narrative.chart_flags import write_out_flags
from collector.reports.number_formats import format_of
from collector.spreadsheet import Workbook, new_workbook, workbook_content

_SHEET: Final = "Dane"
_DRAWN: Final = "xl/charts/chart1.xml"
_NAME_WIDTH: Final = 60
_NUMBER_WIDTH: Final = 22
_PAPER: Final = "#FFFFFF"


def numbers_workbook(chart: GoalChart) -> bytes:
    """The workbook with the names and numbers of a chart: as Word lays them out, from the first cell on."""

    def write(path: Path) -> None:
        with new_workbook(path, title=chart.title) as book:
            _write_table(book, chart)

    return workbook_content(write)


def chart_space(chart: GoalChart, name: str, look: Look, *, width: float, height: float) -> Any:
    """The root element of a chart over the cells of its `numbers_workbook`, in points `width` and `height`."""

    def write(path: Path) -> None:
        with new_workbook(path, title=chart.title) as book:
            _write_table(book, chart)
            drawing = drawn(
                book, _SHEET, 0, chart, labels=0, first_number=1, name=name, width=width * 4 / 3, height=height,
                look=look,
            )  # fmt: skip
            drawing.set_chartarea({"fill": {"color": _PAPER}, "border": {"none": True}})
            book.sheets[_SHEET].chart(0, 0, drawing, name)

    with zipfile.ZipFile(io.BytesIO(workbook_content(write))) as package:
        root = parse_xml(package.read(_DRAWN))
    write_out_flags(root)
    return root


def _write_table(book: Workbook, chart: GoalChart) -> None:
    """Names and numbers; a gap has no cell at all, or the chart would remember a zero for it."""
    sheet = book.sheet(_SHEET)
    sheet.worksheet.set_column(0, 0, _NAME_WIDTH)
    sheet.worksheet.set_column(1, len(chart.series), _NUMBER_WIDTH)
    wrapped = book.style(text_wrap=True)
    for column, heading in enumerate((chart.row_heading, *chart.series)):
        sheet.text(0, column, heading, book.style(bold=True, text_wrap=True))
    for row, bar in enumerate(chart.rows, 1):
        sheet.text(row, 0, bar.label, wrapped)
        for column, value in enumerate(bar.values, 1):
            if value is not None:
                sheet.number(row, column, float(value), book.style(num_format=format_of(value)))
