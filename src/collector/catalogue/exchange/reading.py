"""Workbook -> catalogue data. Sheets and headings are found by their text, wherever they stand."""

import io
import warnings
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import openpyxl

from collector.catalogue.exchange import columns as plan
from collector.catalogue.exchange.assembling import CellPlace, assemble
from collector.catalogue.exchange.sheet_table import SheetTable
from collector.catalogue.source import Data
from collector.catalogue.source import Path as DataPath
from collector.domain.errors import InputError, SettingsError
from collector.files import read_bytes
from collector.values.text import same

_TELLING_SHEETS: Final = (plan.PROGRAMME, plan.REPORT, plan.SECTIONS)


class WorkbookMistakesError(SettingsError):
    """What is wrong in a catalogue workbook, all of it, each with its place."""

    def __init__(self, name: str, mistakes: Sequence[tuple[object, str]]) -> None:
        self.mistakes = tuple((str(place), message) for place, message in mistakes)
        lines = "\n".join(f"  {place}: {message}" for place, message in self.mistakes)
        super().__init__(f"Skoroszyt katalogu {name} zawiera błędy ({len(mistakes)}):\n{lines}")


@dataclass(frozen=True, slots=True)
class CatalogueWorkbook:
    """The catalogue of a workbook, and the cell in which each of its parts stands."""

    data: Data
    places: Mapping[DataPath, CellPlace]


def is_catalogue_workbook(path: Path) -> bool:
    """Whether the file at `path` is a catalogue workbook, as its sheets say."""
    content = read_bytes(path)
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return False
    try:
        names = {same(name) for name in _opened(content, path.name).sheetnames}
    except InputError:
        return False
    return all(same(sheet.name) in names for sheet in _TELLING_SHEETS)


def read_catalogue_workbook(path: Path) -> Data:
    """The catalogue data of the workbook at `path`. Raises as `open_catalogue_workbook`."""
    return open_catalogue_workbook(path).data


def open_catalogue_workbook(path: Path) -> CatalogueWorkbook:
    """Read the workbook at `path`.

    Raises InputError for a file that is no workbook, WorkbookMistakesError for sheets that cannot be understood.
    """
    sheets = {same(sheet.title): sheet for sheet in _opened(read_bytes(path), path.name).worksheets}
    mistakes: list[tuple[object, str]] = list(_sheet_mistakes(sheets))
    tables = [SheetTable(sheet, sheets[same(sheet.name)]) for sheet in plan.SHEETS if same(sheet.name) in sheets]
    rows = {table.sheet.name: list(table.rows()) for table in tables}
    mistakes += [mistake for table in tables for mistake in table.mistakes]
    if mistakes:
        raise WorkbookMistakesError(path.name, mistakes)
    assembly = assemble(rows)
    if assembly.mistakes:
        raise WorkbookMistakesError(path.name, assembly.mistakes)
    return CatalogueWorkbook(assembly.data, assembly.places)


def _opened(content: bytes, name: str) -> Any:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of parts it does not know; we read only cells
            return openpyxl.load_workbook(io.BytesIO(content))
    except Exception as error:
        raise InputError(
            f"Pliku {name} nie można otworzyć jako skoroszytu: jest uszkodzony, zabezpieczony hasłem albo zapisany w "
            "innej postaci. Otwórz go w Excelu, zdejmij hasło i zapisz jako „Skoroszyt programu Excel (.xlsx)”."
        ) from error


def _sheet_mistakes(sheets: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    expected = {same(sheet.name): sheet.name for sheet in plan.SHEETS}
    for key, name in expected.items():
        if key not in sheets:
            yield f"arkusz „{name}”", "brakuje go; przywróć go albo wyeksportuj katalog jeszcze raz"
    for key, sheet in sheets.items():
        if key not in expected and key != same(plan.GUIDE_SHEET):
            yield f"arkusz „{sheet.title}”", "collector nie zna tego arkusza; usuń go albo przenieś do innego pliku"
