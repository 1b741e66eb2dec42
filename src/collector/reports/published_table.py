"""What the published tables share: their columns, bands, headings in one or two rows, and the set-up of their pages."""

from collections.abc import Sequence
from itertools import groupby
from typing import Final

from xlsxwriter.format import Format
from xlsxwriter.utility import quote_sheetname, xl_rowcol_to_cell

from collector.domain.consolidation import Consolidation
from collector.domain.programme import ReportColumn, Section
from collector.layout.heights import LINE, lines_needed, text_height
from collector.reports.pages import Pages
from collector.reports.table_model import heading_text
from collector.spreadsheet import Sheet, Workbook

TABLE_SHEET: Final = "Sprawozdanie"
# A taller row is spread over several rows of the sheet: Excel knows none taller than 409 points.
TALLEST_ROW: Final = 240.0
_GROUP_HEIGHT: Final = 18.0
_SMALL: Final = 7.5
_NORMAL: Final = 10.0
_LONGEST_HEAD: Final = 150
# The running head is no row of headings for who reads the sheet by its headings, „L.p.” among them.
_RUNNING_WORDS: Final = {"kod": "Nr zadania", "lp": "Nr"}


class PublishedTable:
    """Writes a sheet downwards; `row` is the next free row, from 0."""

    def __init__(
        self, book: Workbook, name: str, consolidation: Consolidation, columns: Sequence[ReportColumn]
    ) -> None:
        self.book, self.name, self.consolidation, self.columns = book, name, consolidation, columns
        self.sheet = book.sheet(name)
        self.pages = Pages(self.sheet, [column.width for column in columns])
        self.row = 0
        for position, column in enumerate(columns):
            self.sheet.worksheet.set_column(position, position, column.width)

    @property
    def last_column(self) -> int:
        """The number of the last column, from 0."""
        return len(self.columns) - 1

    def address(self, row: int, column: int) -> str:
        """The target of a link to a cell, both counted from 0."""
        return f"{quote_sheetname(self.name)}!{xl_rowcol_to_cell(row, column)}"

    @property
    def width(self) -> float:
        """The width of all columns together."""
        return sum(column.width for column in self.columns)

    @property
    def heading_style(self) -> Format:
        """The style of a heading."""
        return self.book.style(
            bold=True, text_wrap=True, border=1, align="center", valign="vcenter", bg_color="#F2F2F2"
        )

    def title(self, text: str, *, has_running_head: bool) -> None:
        """The title over the table and, below it, the running head that stays on the screen and on every page.

        Without one there is a gap: the parts of the table then have headings of their own.
        """
        style = self.book.style(bold=True, font_size=12, valign="vcenter")
        self.sheet.merged(self.row, 0, self.row, self.last_column, text, style)
        self.heading_row(24)
        if has_running_head:
            self._running_head()
            self.sheet.worksheet.freeze_panes(self.row, 0)
        else:
            self.heading_row(10)

    def _running_head(self) -> None:
        """The headings of the columns, small and grey, over the line that closes the table on every page."""
        style = self.book.style(text_wrap=True, font_size=_SMALL, font_color="#595959", align="center", valign="bottom")
        lines = 1
        for position, column in enumerate(self.columns):
            heading = heading_text(column, self.consolidation.year)
            text = _RUNNING_WORDS.get(column.key, f"{column.group}: {heading}" if column.group else heading)
            self.sheet.text(self.row, position, text, style)
            lines = max(lines, lines_needed(text, column.width * _NORMAL / _SMALL))
        self.pages.repeat(self.row, lines * LINE * _SMALL / _NORMAL + 4)
        self.row += 1

    def heading_row(self, height: float) -> None:
        """Give the current row its height; it stays on the page of what follows."""
        self.pages.keep_with_next(self.row, height)
        self.row += 1

    def line(self, text: str, **properties: object) -> None:
        """A line of text over the whole width."""
        style = self.book.style(**{"text_wrap": True, **properties})
        self.sheet.merged(self.row, 0, self.row, self.last_column, text, style)
        self.pages.place(self.row, [[text_height(text, self.width)]])
        self.row += 1

    def band(self, section: Section) -> None:
        """The heading of a section over the width of the table."""
        pattern = self.consolidation.programme.report.bands[section.level]
        text = pattern.format(kod=section.code, tytul=section.title)
        shade = "#BDD7EE" if section.level == 0 else "#DDEBF7"
        style = self.book.style(bold=True, text_wrap=True, border=1, bg_color=shade, valign="vcenter")
        self.sheet.merged(self.row, 0, self.row, self.last_column, text, style)
        self.heading_row(text_height(text, self.width) + 4)

    def headings(self, left: int = 0, columns: Sequence[ReportColumn] | None = None) -> int:
        """The headings of `columns` (all of the table) from column `left` on; returns how many rows they take.

        They take two where neighbours have a heading in common.
        """
        columns = self.columns if columns is None else columns
        style = self.heading_style
        headings = [heading_text(column, self.consolidation.year) for column in columns]
        height = max(text_height(text, column.width) for text, column in zip(headings, columns, strict=True))
        has_groups = any(column.group for column in columns)
        position = left
        for group, members in groupby(zip(columns, headings, strict=True), key=lambda pair: pair[0].group):
            of_group = list(members)
            if group:
                self.sheet.merged(self.row, position, self.row, position + len(of_group) - 1, group, style)
            top = self.row + 1 if group else self.row
            bottom = self.row + 1 if has_groups else self.row
            for column, (_, heading) in enumerate(of_group, position):
                self.sheet.merged(top, column, bottom, column, heading, style)
            position += len(of_group)
        if has_groups:
            self.heading_row(_GROUP_HEIGHT)
        self.heading_row(height)
        return 2 if has_groups else 1

    def set_up(self) -> None:
        """Set up the pages."""
        self.pages.set_up()
        self.sheet.worksheet.print_area(0, 0, self.row - 1, self.last_column)
        set_head_and_foot(self.sheet, self.consolidation)


def set_head_and_foot(sheet: Sheet, consolidation: Consolidation) -> None:
    """Print at the head of every page which programme and year it is about, at its foot who reports."""
    programme = consolidation.programme
    # A figure behind the size of the letters would be taken for a part of it, hence the blanks.
    sheet.worksheet.set_header(f"&L&8 {_for_page(programme.title)}&R&8 dane za {consolidation.year} r.")
    sheet.worksheet.set_footer(f"&L&8 {_for_page(programme.coordinator)}&R&8 Strona &P z &N")


def _for_page(text: str) -> str:
    """A text at the head or foot of a page, where “&” begins a command."""
    shown = text.strip("„”").replace("&", "&&")
    return shown if len(shown) <= _LONGEST_HEAD else f"{shown[: _LONGEST_HEAD - 1].rstrip('&')}…"
