"""`collector catalogue check | export | diff`: catalogues by name, whatever they are kept in."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from collector.catalogue import SHIPPED, CatalogueError, Mistake, load_programme
from collector.catalogue.differing import Change, catalogue_changes
from collector.catalogue.exchange import (
    CatalogueWorkbook,
    CellPlace,
    WorkbookMistakesError,
    is_catalogue_workbook,
    open_catalogue_workbook,
    write_catalogue_workbook,
)
from collector.catalogue.source import Data, read_source
from collector.catalogue.yaml_text import catalogue_yaml
from collector.domain.errors import InputError, SettingsError
from collector.domain.programme import Programme
from collector.files import is_as_made, read_bytes, write_text
from collector.workflows.workspace import CATALOGUE_FILE, open_workspace

_HEAD: Final = """\
Katalog programu: części programu, wskaźniki i jednostki, które je sprawozdają; zapisany przez collector.
Można go zmieniać w edytorze tekstu (UTF-8, wcięcia spacjami) albo w Excelu: collector catalogue export
"""


@dataclass(frozen=True, slots=True)
class OpenCatalogue:
    """A catalogue without mistakes. `text` is its file; `name` is what a person calls it."""

    name: str
    data: Data
    text: str
    programme: Programme


def open_catalogue(reference: str | None) -> OpenCatalogue:
    """The catalogue that `reference` names: a file, an exported workbook or the id of a shipped programme.

    Without a reference the catalogue of the workspace. Raises CatalogueError or WorkbookMistakesError.
    """
    if reference is None:
        return _of_file(open_workspace(Path.cwd()).catalogue, CATALOGUE_FILE)
    path = Path(reference)
    if path.is_file():
        return open_workbook(path) if is_catalogue_workbook(path) else _of_file(path, path.name)
    if reference in SHIPPED:
        return _of_file(SHIPPED[reference], reference)
    raise SettingsError(f"Nie ma pliku ani programu „{reference}”. Programy dostarczone: {', '.join(SHIPPED)}.")


def open_workbook(path: Path) -> OpenCatalogue:
    """The catalogue in an exported workbook. Raises WorkbookMistakesError with the cells of all its mistakes."""
    workbook = open_catalogue_workbook(path)
    text = catalogue_yaml(workbook.data, _HEAD)
    with TemporaryDirectory() as folder:
        scratch = Path(folder) / CATALOGUE_FILE
        write_text(scratch, text)
        try:
            programme = load_programme(scratch)
        except CatalogueError as error:
            raise WorkbookMistakesError(path.name, _in_cells(error.mistakes, text, workbook)) from None
    return OpenCatalogue(path.name, workbook.data, text, programme)


def export_catalogue(reference: str | None, target: Path | None) -> Path:
    """Write a catalogue as a workbook; returns its path. Raises InputError rather than replace a changed workbook."""
    catalogue = open_catalogue(reference)
    target = target or Path(f"katalog-{catalogue.programme.id}.xlsx")
    if target.exists() and not is_as_made(read_bytes(target)):
        raise InputError(
            f"Plik {target} ktoś zmienił po zapisaniu albo to nie jest wyeksportowany katalog. Przenieś go albo podaj "
            "inną nazwę opcją --out; niczego nie zmieniono."
        )
    write_catalogue_workbook(catalogue.data, target)
    return target


def compare_catalogues(old: str, new: str) -> tuple[Programme, dict[str, tuple[Change, ...]]]:
    """The newer programme and what changed for each executor."""
    before, after = open_catalogue(old).programme, open_catalogue(new).programme
    return after, catalogue_changes(before, after)


def placed_mistakes(error: CatalogueError | WorkbookMistakesError) -> list[tuple[str, str]]:
    """All mistakes of a catalogue, each with its line or its cell."""
    if isinstance(error, WorkbookMistakesError):
        return list(error.mistakes)
    return [(f"wiersz {mistake.line}", mistake.message) for mistake in error.mistakes]


def _of_file(path: Path, name: str) -> OpenCatalogue:
    programme = load_programme(path)
    text = read_bytes(path).decode("utf-8-sig")
    return OpenCatalogue(name, read_source(text).data, text, programme)


def _in_cells(mistakes: Sequence[Mistake], text: str, workbook: CatalogueWorkbook) -> list[tuple[object, str]]:
    """The mistakes of the text with the places in the workbook from which its lines came."""
    by_line: dict[int, list[CellPlace]] = defaultdict(list)
    for path, line in read_source(text).lines.items():
        known = (path[:length] for length in range(len(path), 0, -1) if path[:length] in workbook.places)
        by_line[line].extend(workbook.places[nearest] for nearest in islice(known, 1))
    return [(_common_place(by_line[m.line]) or f"wiersz {m.line} katalogu", m.message) for m in mistakes]


def _common_place(places: Sequence[CellPlace]) -> CellPlace | None:
    """The cell of a line of the text; its row, if several cells stand on that line."""
    if len(set(places)) < 2:
        return next(iter(places), None)
    return CellPlace(places[0].sheet, places[0].row)
