"""The headings of a published table, in two rows where neighbouring columns have a heading in common."""

from collections.abc import Sequence
from itertools import groupby

from collector.domain.programme import ReportColumn
from collector.layout.heights import text_height
from collector.reports.pages import Pages
from collector.spreadsheet import Sheet, Workbook

_GROUP_HEIGHT = 18.0


def write_headings(
    book: Workbook, sheet: Sheet, pages: Pages, columns: Sequence[ReportColumn], row: int, year: int
) -> int:
    """Write the headings from `row` on and return the row below them; they stay with what follows."""
    style = book.style(bold=True, text_wrap=True, border=1, align="center", valign="vcenter", bg_color="#F2F2F2")
    headings = [column.heading.format(rok=year, rok_wydania=year + 1) for column in columns]
    height = max(text_height(text, column.width) for text, column in zip(headings, columns, strict=True))
    if not any(column.group for column in columns):
        for position, heading in enumerate(headings):
            sheet.text(row, position, heading, style)
        pages.keep_with_next(row, height)
        return row + 1
    position = 0
    for group, members in groupby(columns, key=lambda column: column.group):
        last = position + len(list(members)) - 1
        if group:
            sheet.merged(row, position, row, last, group, style)
            for column in range(position, last + 1):
                sheet.text(row + 1, column, headings[column], style)
        else:
            for column in range(position, last + 1):
                sheet.merged(row, column, row + 1, column, headings[column], style)
        position = last + 1
    pages.keep_with_next(row, _GROUP_HEIGHT)
    pages.keep_with_next(row + 1, height)
    return row + 2
