"""A sheet that is a list: its headings, a line of texts a row, a filter, and how it prints."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from collector.layout.heights import row_height
from collector.spreadsheet import Sheet, Workbook

DARK: Final[Mapping[str, str]] = MappingProxyType({"bg_color": "#1F4E79", "font_color": "#FFFFFF"})
LIGHT: Final[Mapping[str, str]] = MappingProxyType({"bg_color": "#F2F2F2"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ListSheet:
    """A sheet that is a list: the headings with the widths of their columns, and a row of texts a line.

    `nothing` is said where there is no row.
    """

    name: str
    columns: tuple[tuple[str, float], ...]
    rows: Sequence[Sequence[str]]
    nothing: str = ""


def write_list(book: Workbook, listed: ListSheet, heading: Mapping[str, str] = DARK) -> Sheet:
    """Write the list, to be read on a screen and on A4 landscape; `heading` are the colours of its first row."""
    sheet = book.sheet(listed.name)
    titles = book.style(bold=True, text_wrap=True, border=1, **heading)
    cell = book.style(text_wrap=True, border=1)
    widths = [width for _, width in listed.columns]
    for position, (title, width) in enumerate(listed.columns):
        sheet.text(0, position, title, titles)
        sheet.worksheet.set_column(position, position, width)
    # The button of the filter takes a corner of its heading.
    sheet.worksheet.set_row(0, row_height((title, max(width - 2, 1)) for title, width in listed.columns))
    for number, texts in enumerate(listed.rows, 1):
        for position, text in enumerate(texts):
            sheet.text(number, position, text, cell)
        sheet.worksheet.set_row(number, row_height(zip(texts, widths, strict=True)))
    if not listed.rows:
        sheet.text(1, 0, listed.nothing, cell)
    sheet.worksheet.freeze_panes(1, 0)
    sheet.worksheet.autofilter(0, 0, max(len(listed.rows), 1), len(listed.columns) - 1)
    sheet.worksheet.set_landscape()
    sheet.worksheet.set_paper(9)
    sheet.worksheet.fit_to_pages(1, 0)
    sheet.worksheet.repeat_rows(0)
    return sheet
