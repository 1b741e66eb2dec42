"""The title of a report and who issued it, as the catalogue words them for a year."""

from collector.domain.programme import ReportLayout


def report_title(report: ReportLayout, year: int) -> list[str]:
    """The lines of the title page."""
    return [line.format(rok=year, rok_wydania=year + 1) for line in report.title_lines]


def issued_by(report: ReportLayout, year: int) -> str:
    """The line at the foot of the title page: who issued the report and when."""
    return report.issued_by.format(rok=year, rok_wydania=year + 1)
