"""What the forms ask otherwise than under the catalogue of an earlier year, kept as `history/<year>.yaml`."""

from pathlib import Path
from typing import Final

from collector.catalogue import load_programme
from collector.catalogue.differing import Change, catalogue_changes
from collector.closed_years import changed_since_closing, read_records
from collector.domain.errors import CollectorError, SettingsError
from collector.domain.programme import Programme
from collector.workflows.workspace import Workspace

# Under these names somebody may have kept a catalogue as well; nobody would notice that it was not compared.
_OTHER_SUFFIXES: Final = frozenset({".yml", ".xlsx", ".xlsm"})
_PURPOSE: Final = (
    "Pliki history/ROK.yaml to katalogi z poprzednich lat: z ostatnim z nich generate porównuje obecny katalog, żeby "
    "wpisać do instrukcji formularzy, co się zmieniło."
)
_WAY_OUT: Final = "Bez tego pliku formularze powstaną, ale bez spisu zmian."


def changes_since_last(workspace: Workspace, programme: Programme) -> dict[str, tuple[Change, ...]]:
    """The changes since the last earlier catalogue that is kept, by executor id.

    Raises SettingsError that names the file if it cannot be compared with, InputError if it was changed or lost since
    its year was closed.
    """
    _refuse_other_suffixes(workspace)
    for record in read_records(workspace.history, workspace.year, programme.id).values():
        changed_since_closing(workspace.history, record, (".yaml",))
    earlier = _of_earlier_years(workspace, {".yaml"})
    if not earlier:
        return {}
    year, path = max(earlier.items())
    return catalogue_changes(_kept(path, programme), programme, old_year=year, new_year=workspace.year)


def _of_earlier_years(workspace: Workspace, suffixes: set[str] | frozenset[str]) -> dict[int, Path]:
    named = (path for path in sorted(workspace.history.glob("*")) if path.suffix.lower() in suffixes)
    years = {int(path.stem): path for path in named if path.stem.isdecimal()}
    return {year: path for year, path in years.items() if year < workspace.year}


def _refuse_other_suffixes(workspace: Workspace) -> None:
    for year, path in _of_earlier_years(workspace, _OTHER_SUFFIXES).items():
        if not path.with_suffix(".yaml").exists():
            way = (
                f"zmień jego nazwę na {year}.yaml"
                if path.suffix.lower() == ".yml"
                else f"zapisz go jako history/{year}.yaml (da go: collector catalogue import {path.name} --out FOLDER)"
            )
            raise SettingsError(
                f"Plik history/{path.name} nie zostałby odczytany. {_PURPOSE} Jeżeli to katalog za {year} r., {way}; "
                f"jeżeli nie – przenieś go do innego folderu. {_WAY_OUT}"
            )


def _kept(path: Path, programme: Programme) -> Programme:
    try:
        kept = load_programme(path)
    except CollectorError as error:
        raise SettingsError(
            f"Pliku history/{path.name} nie można porównać z obecnym katalogiem. {_PURPOSE} Popraw go albo przenieś do "
            f"innego folderu. {_WAY_OUT}\n{error}"
        ) from None
    if kept.id != programme.id:
        raise SettingsError(
            f"Plik history/{path.name} jest katalogiem programu „{kept.id}”, a folder roboczy dotyczy programu "
            f"„{programme.id}”. {_PURPOSE} Wymień go na katalog tego programu albo przenieś do innego folderu. "
            f"{_WAY_OUT}"
        )
    return kept
