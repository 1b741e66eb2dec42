"""The consolidated workbook: title page, the published table, its annex, and the source of every figure."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from collector.domain.programme import ReportLayout
from collector.reports.annex import write_annex
from collector.reports.changes_sheet import write_changes
from collector.reports.charts import write_charts
from collector.reports.completeness import write_completeness
from collector.reports.material import Material
from collector.reports.narrative.figures import Figure as ToldFigure
from collector.reports.official_table import write_official_table
from collector.reports.open_findings import write_open_findings
from collector.reports.reconciliation import write_reconciliation
from collector.reports.register_table import write_register_table
from collector.reports.sources import Figure, NoSources, write_sources
from collector.reports.statistics import write_statistics
from collector.reports.titles import issued_by, report_title
from collector.reports.told_figures import write_told_figures
from collector.reports.twin import write_twins
from collector.spreadsheet import Workbook, new_workbook

TITLE_SHEET: Final = "Strona tytułowa"


def write_official_report(material: Material, told: Sequence[ToldFigure], path: Path) -> None:
    """Write the workbook to `path`, in the layout that the catalogue describes; `told` are those of the narrative.

    Raises NoOriginError for a figure that came from no cell.
    """
    consolidation = material.consolidation
    report = consolidation.programme.report
    sources = material.sources
    title = " ".join(report_title(report, consolidation.year))
    with new_workbook(path, title=title) as book:
        addresses: dict[Figure, str] = {}
        _write_title_page(book, report, consolidation.year)
        if consolidation.results:
            addresses |= write_official_table(book, consolidation, sources)
        if consolidation.programme.register is not None:
            addresses |= write_register_table(book, consolidation, consolidation.programme.register, sources)
            write_reconciliation(book, material.differences, consolidation.entries, consolidation.programme)
        if consolidation.cells:
            addresses |= write_statistics(book, consolidation, sources)
        write_changes(book, material)
        write_charts(book, material)
        write_completeness(book, material)
        write_annex(book, material.annex, consolidation)
        write_open_findings(book, material)
        write_twins(book, material)
        write_told_figures(book, told, consolidation)
        write_sources(book, sources, addresses)


def write_published_tables(material: Material, path: Path) -> None:
    """Write a workbook of only those sheets that are published, for print: nothing in it leads out of it."""
    consolidation = material.consolidation
    programme = consolidation.programme
    sources = NoSources(consolidation, material.files, material.prints)
    title = " ".join(report_title(programme.report, consolidation.year))
    with new_workbook(path, title=title, author=programme.coordinator) as book:
        _write_title_page(book, programme.report, consolidation.year)
        if consolidation.results:
            write_official_table(book, consolidation, sources)
        if programme.register is not None:
            write_register_table(book, consolidation, programme.register, sources)
        if consolidation.cells:
            write_statistics(book, consolidation, sources)


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
