"""The consolidated workbook: title page, the published table, its annex, and the source of every figure."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from collector.domain.consolidation import Consolidation
from collector.domain.programme import ReportLayout
from collector.domain.reconciliation import Difference
from collector.reports.annex import NO_ANNEX, Annex, write_annex
from collector.reports.official_table import write_official_table
from collector.reports.reconciliation import write_reconciliation
from collector.reports.register_table import write_register_table
from collector.reports.sources import write_sources
from collector.reports.statistics import write_statistics
from collector.spreadsheet import Workbook, new_workbook

TITLE_SHEET: Final = "Strona tytułowa"


def write_official_report(
    consolidation: Consolidation, path: Path, differences: Sequence[Difference] = (), annex: Annex = NO_ANNEX
) -> None:
    """Write the workbook to `path`, in the layout that the catalogue describes.

    `differences` are what the reconciliation of a register's money found; the sheets of the `annex` stand before the
    sources.
    """
    report = consolidation.programme.report
    title = " ".join(report_title(report, consolidation.year))
    with new_workbook(path, title=title) as book:
        _write_title_page(book, report, consolidation.year)
        if consolidation.results:
            write_official_table(book, consolidation)
        if consolidation.programme.register is not None:
            write_register_table(book, consolidation, consolidation.programme.register)
            write_reconciliation(book, differences, consolidation.entries, consolidation.programme)
        if consolidation.cells:
            write_statistics(book, consolidation)
        write_annex(book, annex)
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
