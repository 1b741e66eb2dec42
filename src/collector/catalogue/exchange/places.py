"""The mistakes of a catalogue, told by the cells of the workbook from which it was read."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from collector.catalogue.exchange import columns as plan
from collector.catalogue.exchange.assembling import CellPlace
from collector.catalogue.exchange.columns import SheetPlan
from collector.catalogue.messages import missing_message
from collector.catalogue.source import Mistake, Path

# The sheet of what lies under a key, wherever the key is; the innermost one counts.
_SHEET_OF: Final[Mapping[str, SheetPlan]] = {
    "format": plan.PROGRAMME, "program": plan.PROGRAMME, "poziomy": plan.LEVELS, "raport": plan.REPORT,
    "kolumny": plan.REPORT_COLUMNS, "realizatorzy": plan.EXECUTORS, "jednostki": plan.UNITS,
    "zwykle_najwyzej": plan.UNITS, "skale": plan.SCALES, "drzewo": plan.SECTIONS, "podrzedne": plan.SECTIONS,
    "wskazniki": plan.INDICATORS, "skladniki": plan.COMPONENTS, "wskazniki_do_wyboru": plan.CHOICES,
    "dzialania": plan.ACTIONS, "tabele": plan.TABLES, "miary": plan.MEASURES, "wiersze": plan.ROWS,
    "rejestr": plan.REGISTER, "zrodla": plan.SOURCES, "powody": plan.REASONS,
}  # fmt: skip
# Their keys are words of the person, not of the catalogue.
_BY_NAME: Final = frozenset({plan.EXECUTORS, plan.UNITS, plan.SCALES, plan.REASONS})


def told_in_cells(
    mistakes: Sequence[Mistake], places: Mapping[Path, CellPlace]
) -> Iterator[tuple[CellPlace | str, str]]:
    """Every mistake with the cell, the row or the sheet that it is about, and in the words of the workbook."""
    for mistake in mistakes:
        sheet, key = _sheet_and_key(mistake.path)
        place = _nearest(mistake.path, places)
        is_missing = bool(mistake.path) and mistake.message == missing_message(str(mistake.path[-1]))
        in_row = place is not None and place.sheet == sheet.name and not (is_missing and sheet.is_form)
        where = place if place is not None and in_row else f"arkusz „{sheet.name}”"
        yield where, _missing(sheet, key) if is_missing else mistake.message


def _nearest(path: Path, places: Mapping[Path, CellPlace]) -> CellPlace | None:
    return next((places[path[:length]] for length in range(len(path), 0, -1) if path[:length] in places), None)


def _sheet_and_key(path: Path) -> tuple[SheetPlan, str]:
    """The sheet on which `path` stands, and the key of its column; no key for what is a sheet of its own."""
    sheet, begins = plan.PROGRAMME, 0
    for position, step in enumerate(path):
        named = position == 1 and sheet in _BY_NAME
        executors_of_part = step == "realizatorzy" and position > 0
        if isinstance(step, str) and step in _SHEET_OF and not named and not executors_of_part:
            sheet, begins = _SHEET_OF[step], position + 1
    if sheet is plan.PROGRAMME:
        begins = 0
    elif sheet in _BY_NAME:
        begins += 1
    return sheet, ".".join(str(step) for step in path[begins:] if isinstance(step, str))


def _missing(sheet: SheetPlan, key: str) -> str:
    headings = {column.key: column.heading for column in sheet.columns}
    if not key or key not in headings:
        return "arkusz nie może być pusty"
    return f"pole „{headings[key]}” jest puste" if sheet.is_form else f"komórka w kolumnie „{headings[key]}” jest pusta"
