"""The sheet of the statistical tables: three years side by side, as the programme prints them."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from xlsxwriter.format import Format
from xlsxwriter.utility import quote_sheetname, xl_rowcol_to_cell

from collector.domain.consolidation import Consolidation, Result
from collector.domain.observation import Status
from collector.domain.table import StatisticalTable
from collector.layout.heights import text_height
from collector.reports.pages import Pages
from collector.reports.published_table import set_head_and_foot
from collector.reports.sources import LEADS_TO_SOURCES, Figure, Sources
from collector.reports.table_model import Shown
from collector.spreadsheet import Sheet, Workbook

STATISTICS_SHEET: Final = "Tabele statystyczne"
_YEARS_SHOWN: Final = 3
_LABEL_WIDTHS: Final = (6.0, 44.0)
# Narrow columns, of which every number takes as many as there is room for.
_NUMBER_WIDTH: Final = 5.2
_FEWEST_COLUMNS: Final = 18
_GAP: Final = 14.0


@dataclass(frozen=True, slots=True)
class PrintedValue:
    """What stands in one cell: a number with its footnote mark, or words; and the footnote below the table."""

    number: Decimal | None = None
    mark: str = ""
    words: str = ""
    footnote: str = ""

    @property
    def shown(self) -> Shown:
        """As a person reads it."""
        return Shown(text=self.words) if self.number is None else Shown.of_number(self.number, self.mark)


def years_shown(year: int) -> range:
    """The years of a table, the reported one last."""
    return range(year - _YEARS_SHOWN + 1, year + 1)


def printed_value(consolidation: Consolidation, id_: str, year: int) -> PrintedValue:
    """The value of a cell in `year`: of the consolidation for its own year, else of the history."""
    if year == consolidation.year:
        return _printed_result(consolidation.by_id[id_])
    past = consolidation.history.in_year(id_, year)
    if past is None:
        return PrintedValue(words="–")
    number = past.value if not past.text and not past.missing else None
    return PrintedValue(number=number, mark=past.mark, words=past.text, footnote=past.note if past.mark else "")


def _printed_result(result: Result) -> PrintedValue:
    if result.status is not Status.GIVEN:
        return PrintedValue(words=result.shown)
    name = "" if result.note.startswith("*") else f"{result.indicator.label}: "
    return PrintedValue(
        number=None if result.text else result.value,
        mark=result.mark,
        words=result.shown,
        footnote=f"{name}{result.note}" if result.note else "",
    )


def write_statistics(book: Workbook, consolidation: Consolidation, sources: Sources) -> dict[Figure, str]:
    """Write the sheet: every table with its title, its rows for three years and its footnotes.

    Every number leads to its `sources`; returns where those of the reported year stand.
    """
    sheet = book.sheet(STATISTICS_SHEET)
    tables = consolidation.programme.tables
    columns = max(_FEWEST_COLUMNS, *(_numbers_in_a_row(table) for table in tables))
    for position, width in enumerate(_LABEL_WIDTHS):
        sheet.worksheet.set_column(position, position, width)
    sheet.worksheet.set_column(len(_LABEL_WIDTHS), len(_LABEL_WIDTHS) + columns - 1, _NUMBER_WIDTH)
    pages = Pages(sheet, [*_LABEL_WIDTHS, *[_NUMBER_WIDTH] * columns])
    row = 0
    addresses: dict[Figure, str] = {}
    for table in tables:
        writer = _TableWriter(book, sheet, consolidation, sources, table, row, columns)
        writer.write()
        addresses |= writer.addresses
        pages.place(row, *([[height]] for height in [*writer.heights, _GAP]))
        row = writer.row + 1
    pages.set_up()
    sheet.worksheet.print_area(0, 0, row - 1, len(_LABEL_WIDTHS) + columns - 1)
    set_head_and_foot(sheet, consolidation)
    return addresses


def _numbers_in_a_row(table: StatisticalTable) -> int:
    return len(table.measures) * (1 if table.years_are_rows else _YEARS_SHOWN)


class _TableWriter:
    """Writes one table from `row` on: two columns of labels, then its numbers over `columns` narrow ones."""

    def __init__(
        self, book: Workbook, sheet: Sheet, consolidation: Consolidation, sources: Sources, table: StatisticalTable,
        row: int, columns: int,
    ) -> None:  # fmt: skip
        self.book, self.sheet, self.consolidation, self.table, self.row = book, sheet, consolidation, table, row
        self.span = columns // _numbers_in_a_row(table)
        self.last_column = len(_LABEL_WIDTHS) + self.span * _numbers_in_a_row(table) - 1
        self.years = years_shown(consolidation.year)
        self.footnotes = dict.fromkeys(table.footnotes)
        self.heights: list[float] = []
        self.sources = sources
        self.addresses: dict[Figure, str] = {}
        self.heading = book.style(
            bold=True, text_wrap=True, border=1, align="center", valign="vcenter", bg_color="#F2F2F2"
        )

    def write(self) -> None:
        """Write the table; `heights` are those of its rows and `row` is the first free one."""
        self._line(self.table.title, self.book.style(bold=True, font_size=11, text_wrap=True))
        if self.table.years_are_rows:
            self._years_as_rows()
        else:
            self._years_as_columns()
        for note in self.footnotes:
            self._line(note, self.book.style(text_wrap=True, font_size=9))

    def _years_as_rows(self) -> None:
        self._headings(self.table.heading, [measure.name for measure in self.table.measures], self.span)
        (row,) = self.table.rows
        for year in self.years:
            ids = [self.table.cell_id(row, measure) for measure in self.table.measures]
            self._row("", str(year), [(id_, year) for id_ in ids])

    def _years_as_columns(self) -> None:
        measures = self.table.measures
        self._headings(self.table.heading, [measure.name for measure in measures], self.span * _YEARS_SHOWN)
        only_row = self.table.rows[0] if len(self.table.rows) == 1 else None
        label = measures[0].group if only_row and not only_row.name else ""
        if not label and any(measure.group for measure in measures):
            self._headings("", [measure.group for measure in measures], self.span * _YEARS_SHOWN)
        self._headings("", [str(year) for _ in measures for year in self.years], self.span)
        band = ""
        for row in self.table.rows:
            if row.group and row.group != band:
                self._line(row.group, self.book.style(bold=True, border=1, bg_color="#DDEBF7"))
            band = row.group
            cells = [(self.table.cell_id(row, measure), year) for measure in measures for year in self.years]
            self._row(row.printed_number, row.name or label, cells, is_part=row.part_of is not None)

    def _headings(self, label: str, texts: Sequence[str], span: int) -> None:
        first, divided, second = label.partition("|")
        if divided:
            self.sheet.text(self.row, 0, first, self.heading)
            self.sheet.text(self.row, 1, second, self.heading)
        else:
            self.sheet.merged(self.row, 0, self.row, 1, label, self.heading)
        for number, text in enumerate(texts):
            left = len(_LABEL_WIDTHS) + number * span
            self.sheet.merged(self.row, left, self.row, left + span - 1, text, self.heading)
        self._set_height([(label, sum(_LABEL_WIDTHS)), *((text, span * _NUMBER_WIDTH) for text in texts)])

    def _row(self, number: str, label: str, cells: Sequence[tuple[str, int]], *, is_part: bool = False) -> None:
        style = self.book.style(text_wrap=True, border=1, valign="vcenter", indent=1 if is_part else 0)
        if any(row.printed_number for row in self.table.rows):
            self.sheet.text(self.row, 0, number, self.book.style(border=1, valign="vcenter"))
            self.sheet.text(self.row, 1, label, style)
        else:
            self.sheet.merged(self.row, 0, self.row, 1, label, style)
        values = [printed_value(self.consolidation, id_, year) for id_, year in cells]
        for position, ((id_, year), value) in enumerate(zip(cells, values, strict=True)):
            self._value(len(_LABEL_WIDTHS) + position * self.span, value, self.sources.link(id_, year))
            address = xl_rowcol_to_cell(self.row, len(_LABEL_WIDTHS) + position * self.span)
            self.addresses[id_, year] = f"{quote_sheetname(STATISTICS_SHEET)}!{address}"
            if value.footnote:
                self.footnotes[value.footnote] = None
        width = self.span * _NUMBER_WIDTH
        self._set_height([(label, _LABEL_WIDTHS[1]), *((v.words, width) for v in values if v.number is None)])

    def _value(self, left: int, value: PrintedValue, source: str) -> None:
        """Write a value; a number leads to its source, words do not: LibreOffice would no longer wrap them."""
        right = left + self.span - 1
        style: Format = self.book.style(text_wrap=True, border=1, align="center", valign="vcenter")
        self.sheet.merged(self.row, left, self.row, right, value.words if value.number is None else "", style)
        if value.number is not None:
            if source:
                self.sheet.leads(self.row, left, source, LEADS_TO_SOURCES)
            shown = self.book.style(border=1, align="center", valign="vcenter", num_format=value.shown.number_format)
            self.sheet.number(self.row, left, float(value.number), shown)

    def _line(self, text: str, style: Format) -> None:
        self.sheet.merged(self.row, 0, self.row, self.last_column, text, style)
        self._set_height([(text, sum(_LABEL_WIDTHS) + (self.last_column - 1) * _NUMBER_WIDTH)])

    def _set_height(self, texts: Sequence[tuple[str, float]]) -> None:
        self.heights.append(max(text_height(text, width) for text, width in texts))
        self.row += 1
