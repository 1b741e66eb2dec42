"""The consolidated workbook: title page, the published table, and the source of every figure."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Final

from collector.domain.consolidation import Consolidation, Result
from collector.domain.observation import Status
from collector.domain.programme import ReportColumn, ReportLayout, Section
from collector.layout.heights import row_height
from collector.reports.sources import write_sources
from collector.spreadsheet import Sheet, Workbook, new_workbook
from collector.values.writing import NBSP, unit_form

TITLE_SHEET: Final = "Strona tytułowa"
TABLE_SHEET: Final = "Sprawozdanie"
_ALWAYS_MERGED: Final = frozenset({"kod", "zadanie"})
_OF_INDICATOR: Final = frozenset({"wskaznik", "wartosc", "jednostka", "poprzednia", "uwagi"})
_TALLEST_ROW: Final = 240.0
_SIDE_MARGIN: Final = 0.4
_END_MARGIN: Final = 0.6
_A4_LANDSCAPE: Final = (841.9, 595.3)
_POINTS_PER_INCH: Final = 72


def write_official_report(consolidation: Consolidation, path: Path) -> None:
    """Write the workbook to `path`, in the layout that the catalogue describes."""
    report = consolidation.programme.report
    title = " ".join(report_title(report, consolidation.year))
    with new_workbook(path, title=title) as book:
        _write_title_page(book, report, consolidation.year)
        _write_table(book, consolidation)
        write_sources(book, consolidation)


def report_title(report: ReportLayout, year: int) -> list[str]:
    """The lines of the title page."""
    return [line.format(rok=year, rok_wydania=year + 1) for line in report.title_lines]


def issued_by(report: ReportLayout, year: int) -> str:
    """The line at the foot of the title page: who issued the report and when."""
    return report.issued_by.format(rok=year, rok_wydania=year + 1)


def _write_title_page(book: Workbook, report: ReportLayout, year: int) -> None:
    sheet = book.sheet(TITLE_SHEET)
    large = book.style(bold=True, font_size=20, align="center", valign="vcenter", text_wrap=True)
    plain = book.style(font_size=12, align="center", valign="vcenter")
    sheet.worksheet.set_column(0, 0, 110)
    sheet.worksheet.hide_gridlines(2)
    sheet.worksheet.set_row(0, 120)
    row = 1
    for line in report_title(report, year):
        sheet.text(row, 0, line, large)
        sheet.worksheet.set_row(row, 30)
        row += 1
    sheet.worksheet.set_row(row, 140)
    sheet.text(row + 1, 0, issued_by(report, year), plain)
    sheet.worksheet.set_paper(9)
    sheet.worksheet.set_landscape()
    sheet.worksheet.center_horizontally()
    sheet.worksheet.fit_to_pages(1, 1)


def _write_table(book: Workbook, consolidation: Consolidation) -> None:
    programme, year = consolidation.programme, consolidation.year
    report = programme.report
    sheet = book.sheet(TABLE_SHEET)
    for position, column in enumerate(report.columns):
        sheet.worksheet.set_column(position, position, column.width)
    table = _Table(book, sheet, consolidation)
    table.title(report.table_title)
    for section in programme.sections:
        table.section(section)
    if report.closing:
        table.closing(report.closing)
    sheet.worksheet.set_paper(9)
    sheet.worksheet.set_landscape()
    # Excel ignores page breaks of our own under “fit to width”, so the scale is worked out.
    sheet.worksheet.set_print_scale(_print_scale(report.columns))
    sheet.worksheet.set_margins(left=_SIDE_MARGIN, right=_SIDE_MARGIN, top=_END_MARGIN, bottom=_END_MARGIN)
    sheet.worksheet.print_area(0, 0, table.row - 1, len(report.columns) - 1)
    sheet.worksheet.set_h_pagebreaks(table.page_breaks)
    sheet.worksheet.set_footer("&C&8Strona &P z &N")
    sheet.worksheet.set_header(f"&R&8{programme.coordinator} – dane za {year} r.")


def _print_scale(columns: Sequence[ReportColumn]) -> int:
    """The scale in percent at which all columns fit the width of the page."""
    width = sum(column.width * 5.25 + 3.75 for column in columns)
    return max(10, min(100, int((_A4_LANDSCAPE[0] - 2 * _SIDE_MARGIN * _POINTS_PER_INCH) / width * 100) - 8))


def _page_height(columns: Sequence[ReportColumn]) -> float:
    """The points of sheet rows that fit a page at that scale."""
    return (_A4_LANDSCAPE[1] - 2 * _END_MARGIN * _POINTS_PER_INCH) * 100 / _print_scale(columns)


@dataclass(slots=True)
class _Row:
    """One indicator of a task while its heights are worked out; `lines` is how many sheet rows it takes."""

    result: Result
    height: float
    lines: int = 1


class _Table:
    """Writes the table downwards; `row` is the next free row."""

    def __init__(self, book: Workbook, sheet: Sheet, consolidation: Consolidation) -> None:
        self.book, self.sheet, self.consolidation = book, sheet, consolidation
        self.columns = consolidation.programme.report.columns
        self.results = consolidation.by_id
        self.row = 0
        self.page_breaks: list[int] = []
        self._heading_due = False
        self._page_height = _page_height(self.columns)
        self._used = 0.0
        self._waiting: list[tuple[int, float]] = []

    @property
    def _last(self) -> int:
        return len(self.columns) - 1

    def title(self, text: str) -> None:
        self.sheet.merged(self.row, 0, self.row, self._last, text, self.book.style(bold=True, font_size=12))
        self._waits(22)
        self._waits(10)

    def closing(self, text: str) -> None:
        style = self.book.style(text_wrap=True)
        self.row += 1
        self.sheet.merged(self.row, 0, self.row, self._last, text, style)
        self.sheet.worksheet.set_row(self.row, row_height([(text, sum(column.width for column in self.columns))]))
        self.row += 1

    def section(self, section: Section) -> None:
        """Bands for the upper levels, rows for the tasks; every top section begins on a page of its own."""
        if section.indicators:
            if self._heading_due:
                self._headings()
            self._task(section)
            return
        if section.level == 0:
            if self.row > 2:
                self._break_before(self.row)
            self._heading_due = True
        self._band(section)
        for child in section.children:
            self.section(child)

    def _band(self, section: Section) -> None:
        pattern = self.consolidation.programme.report.bands[section.level]
        text = pattern.format(kod=section.code, tytul=section.title)
        shade = "#BDD7EE" if section.level == 0 else "#DDEBF7"
        style = self.book.style(bold=True, text_wrap=True, border=1, bg_color=shade, valign="vcenter")
        self.sheet.merged(self.row, 0, self.row, self._last, text, style)
        self._waits(20)

    def _waits(self, height: float) -> None:
        """Give the next row a height; it stays on the page of whatever follows it."""
        self.sheet.worksheet.set_row(self.row, height)
        self._waiting.append((self.row, height))
        self.row += 1

    def _break_before(self, row: int) -> None:
        self.page_breaks.append(row)
        self._used = 0.0

    def _place_on_page(self, height: float) -> None:
        """Begin a new page where a task and the headings above it do not fit the rest of this one."""
        above = sum(waiting for _, waiting in self._waiting)
        first = self._waiting[0][0] if self._waiting else self.row
        whole = above + height
        if self._used and self._used + whole > self._page_height and first not in self.page_breaks:
            self._break_before(first)
        self._used = (self._used + whole) % self._page_height if whole > self._page_height else self._used + whole
        self._waiting.clear()

    def _headings(self) -> None:
        style = self.book.style(
            bold=True, text_wrap=True, border=1, align="center", valign="vcenter", bg_color="#F2F2F2"
        )
        headings = [column.heading.format(rok=self.consolidation.year) for column in self.columns]
        for position, heading in enumerate(headings):
            self.sheet.text(self.row, position, heading, style)
        self._waits(row_height(zip(headings, [column.width for column in self.columns], strict=True)))
        self._heading_due = False

    def _task(self, task: Section) -> None:
        rows = [_Row(self.results[indicator.id], 0.0) for indicator in task.indicators]
        own = [column for column in self.columns if self._is_own(task, column)]
        for row in rows:
            texts = [(self._text(task, column, [row.result]), column.width) for column in own]
            row.height = _full_height(texts)
        merged = [(self._text(task, column, [row.result for row in rows]), column.width)
                  for column in self.columns if column not in own]  # fmt: skip
        missing_height = _full_height(merged) - sum(row.height for row in rows)
        for row in rows:
            row.height += max(missing_height, 0.0) / len(rows)
            row.lines = max(1, -int(-row.height // _TALLEST_ROW))
        self._place_on_page(sum(row.height for row in rows))
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
            case "wskaznik":
                return results[0].indicator.name
            case "jednostka":
                return results[0].indicator.unit.label
            case "wartosc":
                return results[0].shown
            case "poprzednia":
                return results[0].previous.text if results[0].previous else ""
            case "uwagi":
                return "\n".join(dict.fromkeys(result.note for result in results if result.note))
            case key:
                return task.printed.get(key, "")

    def _write_task(self, task: Section, rows: list[_Row]) -> None:
        top = self.row
        bottom = top + sum(row.lines for row in rows) - 1
        for row in rows:
            for line in range(row.lines):
                self.sheet.worksheet.set_row(self.row + line, row.height / row.lines)
            self.row += row.lines
        style = self.book.style(text_wrap=True, border=1)
        for position, column in enumerate(self.columns):
            if not self._is_own(task, column):
                text = self._text(task, column, [row.result for row in rows])
                self.sheet.merged(top, position, bottom, position, text, style)
                continue
            at = top
            for row in rows:
                last = at + row.lines - 1
                self.sheet.merged(at, position, last, position, self._text(task, column, [row.result]), style)
                if column.key == "wartosc":
                    self._write_value(at, position, last, row.result)
                at = last + 1

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
    decimals = max(-int(number.as_tuple().exponent), 0)
    digits = "#,##0" + ("." + "0" * decimals if decimals else "")
    unit = NBSP + unit_form(number, result.indicator.unit) if result.indicator.unit_is_printed else ""
    words = f'"{unit}{result.mark}"' if unit or result.mark else ""
    return f"[$-415]{digits}{words}"


def _full_height(cells: Sequence[tuple[str, float]]) -> float:
    """The height that the texts need, however tall: a task may take several rows of the sheet."""
    return max((_height_of(text, width) for text, width in cells), default=0.0)


def _height_of(text: str, width: float) -> float:
    return sum(row_height([(line, width)]) - (0 if index == 0 else 3.0) for index, line in enumerate(text.split("\n")))
