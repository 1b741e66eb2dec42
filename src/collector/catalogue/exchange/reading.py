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
from collector.catalogue.exchange.sheet_table import SheetTable, is_headed
from collector.catalogue.source import Data
from collector.catalogue.source import Path as DataPath
from collector.domain.errors import InputError, SettingsError
from collector.files import read_bytes
from collector.values.text import same

_PACKAGE: Final = b"PK\x03\x04"
_OLD_OR_LOCKED: Final = b"\xd0\xcf\x11\xe0"
_OFFICE: Final = frozenset({".xlsx", ".xlsm", ".xls", ".ods", ".docx", ".doc", ".odt", ".pdf"})
_WHAT_IS_READ: Final = "Podaj plik .yaml albo skoroszyt zapisany poleceniem: collector catalogue export"


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
    """Whether the file at `path` is a catalogue workbook: one sheet with its headings tells it."""
    content = read_bytes(path)
    if not _is_package(content):
        return False
    try:
        sheets = {same(sheet.title): sheet for sheet in _opened(content, path.name).worksheets}
    except InputError:
        return False
    known = ((sheet, sheets[same(sheet.name)]) for sheet in plan.SHEETS if same(sheet.name) in sheets)
    return any(is_headed(sheet, worksheet) for sheet, worksheet in known)


def refuse_office_file(path: Path) -> None:
    """Raise InputError for a file that cannot be a catalogue, since it is of an Office program or is called so."""
    content = read_bytes(path)
    if content.startswith(_OLD_OR_LOCKED) or (content.startswith(_PACKAGE) and not _is_package(content)):
        _opened(content, path.name)
    if content.startswith(_PACKAGE):
        raise InputError(
            f"Plik {path.name} nie jest wyeksportowanym katalogiem: nie ma w nim żadnego arkusza katalogu. "
            f"{_WHAT_IS_READ}"
        )
    if path.suffix.lower() in _OFFICE:
        raise InputError(f"Plik {path.name} nie jest skoroszytem, choć tak się nazywa. {_WHAT_IS_READ}")


def _is_package(content: bytes) -> bool:
    return zipfile.is_zipfile(io.BytesIO(content))


def read_catalogue_workbook(path: Path) -> Data:
    """The catalogue data of the workbook at `path`. Raises as `open_catalogue_workbook`."""
    return open_catalogue_workbook(path).data


def open_catalogue_workbook(path: Path) -> CatalogueWorkbook:
    """Read the workbook at `path`.

    Raises InputError for a file that is no workbook, WorkbookMistakesError for sheets that cannot be understood.
    """
    worksheets = _opened(read_bytes(path), path.name).worksheets
    sheets: dict[str, Any] = {}
    for sheet in worksheets:
        sheets.setdefault(same(sheet.title), sheet)
    mistakes: list[tuple[object, str]] = list(_sheet_mistakes(sheets))
    mistakes += [
        (f"arkusz „{sheet.title}”", "drugi arkusz ma tę samą nazwę; usuń jeden z nich")
        for sheet in worksheets
        if sheets[same(sheet.title)] is not sheet
    ]
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
