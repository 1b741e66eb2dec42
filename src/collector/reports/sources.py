"""The sheet “Źródła”: for every figure of the report the file, sheet and cell it came from."""

from typing import Final

from collector.domain.consolidation import Consolidation, Result
from collector.domain.observation import Observation, Status
from collector.domain.register import Entry
from collector.reports.register_table import value_text
from collector.spreadsheet import Workbook

SOURCES_SHEET: Final = "Źródła"
_COLUMNS: Final = (
    ("Nr wskaźnika", 13), ("Wskaźnik", 46), ("Wartość w raporcie", 20), ("Sposób łączenia", 18), ("Realizator", 12),
    ("Stan", 13), ("Wpisano w formularzu", 24), ("Plik", 28), ("Arkusz", 12), ("Komórka", 9), ("Odcisk SHA-256", 66),
)  # fmt: skip


class NoOriginError(AssertionError):
    """A figure without an origin: the build must not go on."""


def write_sources(book: Workbook, consolidation: Consolidation) -> None:
    """Write the sheet. Raises NoOriginError for a figure that came from no cell."""
    sheet = book.sheet(SOURCES_SHEET)
    heading = book.style(bold=True, text_wrap=True, border=1, bg_color="#F2F2F2")
    cell = book.style(border=1)
    for position, (text, width) in enumerate(_COLUMNS):
        sheet.text(0, position, text, heading)
        sheet.worksheet.set_column(position, position, width)
    row = 1
    for result in (*consolidation.results, *consolidation.cells):
        for observation in result.observations:
            for position, text in enumerate(_texts(result, observation)):
                sheet.text(row, position, text, cell)
            row += 1
    for entry in consolidation.entries:
        for position, text in enumerate(_entry_texts(entry)):
            sheet.text(row, position, text, cell)
        row += 1
    sheet.worksheet.freeze_panes(1, 0)
    sheet.worksheet.autofilter(0, 0, row - 1, len(_COLUMNS) - 1)
    sheet.worksheet.set_paper(9)
    sheet.worksheet.set_landscape()
    sheet.worksheet.fit_to_pages(1, 0)
    sheet.worksheet.repeat_rows(0)


def _texts(result: Result, observation: Observation) -> tuple[str, ...]:
    place = observation.place
    if observation.value.status is Status.GIVEN and not (place.file and place.sheet and place.cell and place.sha256):
        raise NoOriginError(f"{observation.indicator} of {observation.executor} has no origin")
    return (
        observation.indicator, result.indicator.name, _short(result.shown), str(result.indicator.combine),
        observation.executor, observation.value.status.label, _short(observation.raw), place.file, place.sheet,
        place.cell, place.sha256,
    )  # fmt: skip


def _entry_texts(entry: Entry) -> tuple[str, ...]:
    """The sources of a row of the register: of its result and, in the same row of the form, of its money."""
    place = entry.value_place or entry.place
    if entry.is_reported and not (place.file and place.sheet and place.cell and place.sha256):
        raise NoOriginError(f"{entry.id} of {entry.executor} has no origin")
    return (
        entry.id, entry.indicator_name or entry.name, _short(value_text(entry)), "", entry.executor,
        entry.value.status.label, _short(entry.raw), place.file, place.sheet, place.cell, place.sha256,
    )  # fmt: skip


def _short(text: str) -> str:
    line = " ".join(text.split())
    return f"{line[:79]}…" if len(line) > 80 else line
