"""`collector catalogue import`: an edited workbook, or last year's report, becomes the files of a workspace."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Final

from collector.catalogue import CatalogueError, load_programme
from collector.catalogue.exchange import is_catalogue_workbook
from collector.catalogue.importing.draft import Draft
from collector.catalogue.importing.recognising import import_report
from collector.catalogue.importing.writing import doubts_csv, draft_yaml, history_csv, summary
from collector.consolidation.importing import imported_entries
from collector.consolidation.reconciliation import reconcile
from collector.domain.errors import InputError, SettingsError
from collector.domain.programme import Programme
from collector.files import read_bytes, write_bytes, write_text
from collector.reports.reconciliation import reconciliation_csv
from collector.values.csv_text import csv_text
from collector.workflows.catalogue import open_workbook, placed_mistakes
from collector.workflows.init import settings_text
from collector.workflows.workspace import CATALOGUE_FILE, SETTINGS_FILE

DOUBTS_FILE: Final = "watpliwosci.csv"
_SUMS: Final = ("goal", "column", "published")


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import wrote: the new files, the old ones that it kept under another name, and what it has to say."""

    folder: Path
    programme_id: str
    made: list[Path]
    kept: list[Path]
    summary: str = ""
    doubts: Path | None = None
    mistakes: Sequence[tuple[str, str]] = field(default_factory=list)


def import_catalogue(
    path: Path, out: Path | None, programme_id: str | None, year: int | None, *, replace: bool
) -> Imported:
    """Import the file at `path` into the folder `out`, or into a new one named after the programme.

    Raises SettingsError rather than change a file that is there, unless `replace` says so; then the old one is kept.
    """
    if not path.is_file():
        raise InputError(f"Nie ma pliku {path}.")
    if is_catalogue_workbook(path):
        if programme_id or year:
            raise SettingsError("Opcje --id i --year są tylko dla sprawozdań; skoroszyt katalogu zawiera te dane.")
        return _import_workbook(path, out, replace=replace)
    return _import_report(path, out, programme_id, year, replace=replace)


def _import_workbook(path: Path, out: Path | None, *, replace: bool) -> Imported:
    catalogue = open_workbook(path)
    programme = catalogue.programme
    folder = out or Path(programme.id)
    if _says_the_same(folder / CATALOGUE_FILE, programme.fingerprint):
        return Imported(folder, programme.id, [], [], summary="Katalog w tym folderze mówi to samo; nic nie zmieniono.")
    made, kept = _write_all(folder, {CATALOGUE_FILE: catalogue.text}, replace=replace)
    return Imported(folder, programme.id, made, kept)


def _says_the_same(catalogue: Path, fingerprint: str) -> bool:
    try:
        return catalogue.is_file() and load_programme(catalogue).fingerprint == fingerprint
    except (CatalogueError, InputError):  # whatever it is, it says something else
        return False


def _import_report(
    path: Path, out: Path | None, programme_id: str | None, year: int | None, *, replace: bool
) -> Imported:
    draft = import_report(path, programme_id, year)
    id_ = draft.catalogue["program"]["id"]
    folder = out or Path(id_)
    files = {
        CATALOGUE_FILE: draft_yaml(draft),
        **{f"history/{of_year}.csv": history_csv(rows) for of_year, rows in sorted(draft.history.items())},
    }
    if draft.actions:
        files[f"history/{draft.year}-dzialania.csv"] = _table(list(draft.actions[0]), draft.actions)
    if draft.sums:
        files[f"history/{draft.year}-sumy.csv"] = _table(_SUMS, draft.sums)
    if draft.doubts or draft.not_understood:
        files[DOUBTS_FILE] = doubts_csv(draft)
    if not (folder / SETTINGS_FILE).exists():
        files[SETTINGS_FILE] = settings_text(id_, draft.year + 1)
    made, kept = _write_all(folder, files, replace=replace)
    programme, mistakes = _draft_programme(folder / CATALOGUE_FILE)
    if programme is not None and programme.register is not None:
        made.append(_write_reconciliation(draft, programme, folder))
    return Imported(
        folder,
        id_,
        made,
        kept,
        summary=summary(draft),
        doubts=folder / DOUBTS_FILE if DOUBTS_FILE in files else None,
        mistakes=mistakes,
    )


def _draft_programme(catalogue: Path) -> tuple[Programme | None, list[tuple[str, str]]]:
    """The programme of a draft, or what a person still has to mend in it before it can be used."""
    try:
        return load_programme(catalogue), []
    except CatalogueError as error:
        return None, placed_mistakes(error)


def _write_reconciliation(draft: Draft, programme: Programme, folder: Path) -> Path:
    """Write `build/<year>/uzgodnienie-kosztow.csv`: the published sums against the published rows."""
    published: dict[str, dict[str, Decimal]] = {}
    for row in draft.sums:
        published.setdefault(row["goal"], {})[row["column"]] = Decimal(row["published"])
    target = folder / "build" / str(draft.year) / "uzgodnienie-kosztow.csv"
    differences = reconcile(programme, imported_entries(draft.actions, programme), published, draft.year)
    write_text(target, reconciliation_csv(differences))
    return target


def _write_all(folder: Path, files: Mapping[str, str], *, replace: bool) -> tuple[list[Path], list[Path]]:
    """Write the files that are not there with the same content; what is replaced is kept under another name."""
    changed = {folder / name: text for name, text in files.items() if _differs(folder / name, text)}
    existing = [path for path in changed if path.exists()]
    if existing and not replace:
        names = ", ".join(path.relative_to(folder).as_posix() for path in existing)
        raise SettingsError(
            f"W folderze {folder} jest już: {names}. Niczego nie zmieniono. Podaj inny folder opcją --out albo dodaj "
            "--replace: dotychczasowe pliki zostaną zachowane pod inną nazwą."
        )
    kept = [_keep(path) for path in existing]
    for path, text in changed.items():
        write_text(path, text)
    return list(changed), kept


def _differs(path: Path, text: str) -> bool:
    return not path.exists() or read_bytes(path) != text.encode("utf-8")


def _keep(path: Path) -> Path:
    """A copy of a file that is about to be replaced: `programme-poprzedni.yaml`, then `programme-poprzedni-2.yaml`."""
    names = (f"{path.stem}-poprzedni{number}{path.suffix}" for number in ("", *(f"-{n}" for n in range(2, 1000))))
    free = next(path.with_name(name) for name in names if not path.with_name(name).exists())
    write_bytes(free, read_bytes(path))
    return free


def _table(fields: Sequence[str], rows: Sequence[Mapping[str, str]]) -> str:
    return csv_text(fields, ([row.get(field, "") for field in fields] for row in rows))
