"""A list whose cells may also be numbers and coloured words, with paragraphs of text below it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final, TypeAlias

from collector.domain.consolidation import Consolidation
from collector.layout.heights import text_height
from collector.reports.list_sheet import LIGHT, ListSheet, write_list
from collector.reports.number_formats import format_of
from collector.spreadsheet import Sheet, Workbook
from collector.values.days import polish_date
from collector.values.writing import NBSP, polish_number

_POLISH: Final = "[$-415]"
# A number keeps clear of the words in the next column: programs show a gap as wide as a bracket.
_GAP: Final = "_)"
# The width of a column that a sign needs, in the units of Excel, and what a number leaves free beside it.
_SIGN_WIDTH: Final = 0.85
_BESIDE: Final = 1.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """What a person reads in a cell, and the number that stands in it; `colour` is behind a text that says all.

    `number_format` is how Excel shows the number.
    """

    text: str
    value: Decimal | None = None
    number_format: str = ""
    align: str = "right"
    colour: str = ""
    is_bold: bool = False


FigureCell: TypeAlias = str | Figure


def figure(number: Decimal, after: str = "") -> Figure:
    """A number with its own decimals and the words `after` behind it."""
    return Figure(text=f"{polish_number(number)}{after}", value=number, number_format=format_of(number, after) + _GAP)


def change_figure(number: Decimal, after: str = "") -> Figure:
    """A number that always shows its sign."""
    shown = format_of(abs(number), after).removeprefix(_POLISH) + _GAP
    signed = (f"{_POLISH}{sign}{shown}" for sign in ("+", '"\u2212"', ""))
    text = f"{'+' if number > 0 else ''}{polish_number(number)}{after}"
    return Figure(text=text, value=number, number_format=";".join(signed))


def year_figure(year: int) -> Figure:
    """A year, which is not grouped."""
    return Figure(text=str(year), value=Decimal(year), number_format="0", align="center")


def day_in_words(day: date) -> str:
    """„2 kwietnia 2020 r.”, of a `datetime` „2 kwietnia 2020 r., 14:05”; a narrow column breaks it before the year."""
    year = f"{day.year}{NBSP}r."
    text = f"{polish_date(day).removesuffix(year).rstrip()} {year}"
    return f"{text},{NBSP}{day:%H:%M}" if isinstance(day, datetime) else text


def fitting(least: float, cells: Iterable[FigureCell]) -> float:
    """The width of a column in which every number can be read: unlike words, it goes on no second line."""
    numbers = (cell.text for cell in cells if isinstance(cell, Figure) and cell.value is not None)
    return max([least, *(len(text) * _SIGN_WIDTH + _BESIDE for text in numbers)])


def write_figure_list(
    book: Workbook,
    name: str,
    columns: tuple[tuple[str, float], ...],
    rows: Sequence[Sequence[FigureCell]],
    below: Iterable[str] = (),
    *,
    frozen: int = 1,
    totals: int = 0,
    pages_of: Consolidation | None = None,
) -> Sheet:
    """Write the list; `frozen` columns stay in view, and the filter leaves out the last `totals` rows.

    The paragraphs `below` stand under it, over its whole width. `pages_of` is as in a `ListSheet`.
    """
    texts = [[cell.text if isinstance(cell, Figure) else cell for cell in row] for row in rows]
    sheet = write_list(book, ListSheet(name=name, columns=columns, rows=texts, pages_of=pages_of), LIGHT)
    for number, row in enumerate(rows, 1):
        for position, cell in enumerate(row):
            if isinstance(cell, Figure):
                _overwrite(book, sheet, number, position, cell)
    sheet.worksheet.autofilter(0, 0, max(len(rows) - totals, 1), len(columns) - 1)
    sheet.worksheet.freeze_panes(1, frozen)
    _write_below(book, sheet, len(rows) + 2, below, columns)
    return sheet


def _overwrite(book: Workbook, sheet: Sheet, row: int, column: int, cell: Figure) -> None:
    """Put the figure itself in the place of its text."""
    look: dict[str, Any] = {"text_wrap": cell.value is None, "border": 1, "bold": cell.is_bold}
    if cell.number_format:
        look |= {"num_format": cell.number_format, "align": cell.align}
    if cell.colour:
        look["bg_color"] = cell.colour
    style = book.style(**look)
    if cell.value is None:
        sheet.text(row, column, cell.text, style)
    else:
        sheet.number(row, column, float(cell.value), style)


def _write_below(
    book: Workbook, sheet: Sheet, row: int, paragraphs: Iterable[str], columns: Sequence[tuple[str, float]]
) -> None:
    width = sum(width for _, width in columns)
    style = book.style(text_wrap=True)
    for offset, paragraph in enumerate(paragraphs):
        sheet.merged(row + offset, 0, row + offset, len(columns) - 1, paragraph, style)
        sheet.worksheet.set_row(row + offset, text_height(paragraph, width))
