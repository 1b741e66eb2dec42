"""`collector catalogue check | export | diff`: catalogues by name, whatever they are kept in."""

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from collector.catalogue import SHIPPED, CatalogueError, load_programme
from collector.catalogue.differing import Change, catalogue_changes
from collector.catalogue.exchange import (
    WorkbookMistakesError,
    is_catalogue_workbook,
    open_catalogue_workbook,
    refuse_office_file,
    told_in_cells,
    write_catalogue_workbook,
)
from collector.catalogue.source import Data, read_source
from collector.catalogue.yaml_text import catalogue_yaml
from collector.domain.errors import InputError
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

    Without a reference the catalogue of the workspace. Raises CatalogueError or WorkbookMistakesError,
    InputError for what is no catalogue.
    """
    if reference is None:
        return _of_file(open_workspace(Path.cwd()).catalogue, CATALOGUE_FILE)
    path = Path(reference)
    if path.is_file():
        if is_catalogue_workbook(path):
            return open_workbook(path)
        refuse_office_file(path)
        return _of_file(path, path.name)
    if reference in SHIPPED:
        return _of_file(SHIPPED[reference], reference)
    raise InputError(f"Nie ma pliku ani programu „{reference}”. Programy dostarczone: {', '.join(SHIPPED)}.")


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
            told = list(told_in_cells(error.mistakes, workbook.places))
            raise WorkbookMistakesError(path.name, told) from None
    return OpenCatalogue(path.name, workbook.data, text, programme)


def export_catalogue(reference: str | None, target: Path | None) -> Path:
    """Write a catalogue as a workbook; returns its path. Raises InputError rather than replace a changed workbook."""
    catalogue = open_catalogue(reference)
    target = target or Path(f"katalog-{catalogue.programme.id}.xlsx")
    if reference and target.exists() and Path(reference).exists() and target.samefile(reference):
        raise InputError(
            f"Plik {target} jest katalogiem do wyeksportowania i zostałby zastąpiony. Podaj inną nazwę opcją --out; "
            "niczego nie zmieniono."
        )
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
