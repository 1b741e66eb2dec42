"""The sheet “Liczby w opisie”: every figure that the narrative tells, and the sheet that shows it or its rows."""

from collections.abc import Sequence
from typing import Final

from collector.domain.consolidation import Consolidation
from collector.reports.list_sheet import LIGHT, ListSheet, write_list
from collector.reports.narrative.figures import Figure
from collector.spreadsheet import Workbook

TOLD_SHEET: Final = "Liczby w opisie"
_COLUMNS: Final = (("Liczba", 20.0), ("Co oznacza", 62.0), ("Arkusz", 24.0), ("Znak w dokumencie", 30.0))


def write_told_figures(book: Workbook, figures: Sequence[Figure], consolidation: Consolidation) -> None:
    """Write the sheet, in the order in which they are told; nothing if nothing is told."""
    if not figures:
        return
    rows = [(figure.text, figure.about, figure.sheet, figure.key) for figure in figures]
    write_list(book, ListSheet(name=TOLD_SHEET, columns=_COLUMNS, rows=rows, pages_of=consolidation), LIGHT)
