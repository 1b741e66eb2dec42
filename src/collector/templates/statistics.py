"""The sheet “Tabele”: a row for every number of the statistical tables, with the two years before."""

from collector.domain.consolidation import History
from collector.domain.indicator import Indicator
from collector.domain.programme import Executor, Programme
from collector.templates.rows import ROOM_FOR_WORDS, DataSheet
from collector.templates.table import past_words


def write_statistics(sheet: DataSheet, programme: Programme, executor: Executor, history: History) -> None:
    """Fill the sheet with the cells of the tables that `executor` reports."""
    for table, cells in programme.cells_asked_of(executor, sheet.year):
        sheet.band(table.title)
        for cell in cells:
            _write_cell(sheet, cell, history)
    sheet.finish("unit")


def _write_cell(sheet: DataSheet, cell: Indicator, history: History) -> None:
    right = sheet.locked(align="right", font_color="#404040")
    texts = {"name": cell.label, "unit": cell.unit.label}
    for key, year in (("two_before", sheet.year - 2), ("year_before", sheet.year - 1)):
        past = history.in_year(cell.id, year)
        texts[key] = past.text or past_words(cell, past) if past else ""
        sheet.write(key, texts[key], right)
    sheet.write("id", cell.id)
    sheet.write("name", cell.label)
    sheet.write("unit", cell.unit.label)
    sheet.inputs(cell, history.get(cell.id))
    sheet.end_row(texts, least=0.0 if cell.kind.is_numeric else ROOM_FOR_WORDS)
