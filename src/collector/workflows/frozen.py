"""A closed year: what its results were made of, and whether the same inputs still give the same results."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from os.path import lexists
from pathlib import Path, PurePosixPath
from typing import Final

from collector.closed_years import ClosedYear, changed_since_closing, read_record, read_records, record_path
from collector.decisions import DECISIONS_FILE
from collector.files import read_bytes, sha256
from collector.submissions import FoundFile, PassedOver, returned_files
from collector.submissions.rules import SKIPPED_FILE
from collector.workflows.outputs import Files
from collector.workflows.workspace import CATALOGUE_FILE, REPORT_TEMPLATE, SETTINGS_FILE, Workspace

_KEPT: Final = (".csv", ".yaml")
_LOCKS: Final = ("~$", ".~lock.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Departure:
    """How the results of a closed year would differ from those that were closed: what changed, and where it shows.

    `inputs` are lines such as „zmieniono: submissions/2017/PUP.xlsx”; none, where only the program is another one.
    `passing` says how to get rid of files that come and go, such as those of Excel for a workbook that is open.
    `outputs` are the names of files.
    """

    record: ClosedYear
    inputs: tuple[str, ...]
    passing: tuple[str, ...]
    outputs: tuple[str, ...]

    @property
    def is_passing(self) -> bool:
        """Whether nothing but such files is in the way."""
        return bool(self.passing) and not self.inputs


def record_of(workspace: Workspace) -> ClosedYear | None:
    """The record of the year; None if it was never closed. Raises InputError if it or what it kept was changed."""
    record = read_record(workspace.history, workspace.year, workspace.settings.programme)
    if record is not None:
        changed_since_closing(workspace.history, record, _KEPT)
    return record


def closing_day(workspace: Workspace) -> date | None:
    """The day for which the results of a closed year were made; None while it is open.

    On that day they are made again: a waiver that runs out later changes nothing in a closed year.
    """
    record = record_of(workspace)
    return record.closing.day if record and record.is_closed else None


def departure(workspace: Workspace, folder: Path, files: Files, *, only_findings: bool = False) -> Departure | None:
    """How `files`, made of the returns in `folder`, differ from what was closed; None if not at all or not closed.

    With `only_findings` they are a part of the results, and the others stay as they are.
    """
    record = record_of(workspace)
    if record is None or not record.is_closed:
        return None
    made = outputs_of(workspace, files)
    closed = {name: record.outputs.get(name, "") for name in made} if only_findings else record.outputs
    outputs = tuple(_names_that_differ(closed, made))
    if not outputs:
        return None
    come_and_go = passing_files(workspace, folder)
    present = {name: content for name, content in inputs_of(workspace, folder).items() if name not in come_and_go}
    known = {name: content for name, content in record.inputs.items() if name not in come_and_go}
    passing = tuple(way_out for name, way_out in come_and_go.items() if name not in record.inputs)
    return Departure(record=record, inputs=tuple(_changes(known, present)), passing=passing, outputs=outputs)


def passing_files(workspace: Workspace, folder: Path) -> dict[str, str]:
    """The files of programs and systems among the returns, which come and go, and how to get rid of each."""
    passed_over = (item for item in returned_files(folder) if isinstance(item, PassedOver))
    names = [item.line.place.file for item in passed_over if item.finding.rule == SKIPPED_FILE]
    return {f"submissions/{workspace.year}/{name}": _way_out(name) for name in names}


def open_elsewhere(workspace: Workspace, folder: Path) -> tuple[str, ...]:
    """For every return that is open in another program, what to do."""
    passing = passing_files(workspace, folder)
    return tuple(way_out for name, way_out in passing.items() if PurePosixPath(name).name.startswith(_LOCKS))


def inputs_of(workspace: Workspace, folder: Path) -> dict[str, str]:
    """The fingerprints of everything that results are made of, with the returns in `folder`."""
    year, root = workspace.year, workspace.root
    found = {CATALOGUE_FILE: root / CATALOGUE_FILE, SETTINGS_FILE: root / SETTINGS_FILE}
    if lexists(root / DECISIONS_FILE):
        found[DECISIONS_FILE] = root / DECISIONS_FILE
    if lexists(workspace.report_template):
        found[REPORT_TEMPLATE] = workspace.report_template
    earlier = [path for path in workspace.history.glob("*.csv") if path.stem.isdecimal() and int(path.stem) < year]
    # No figure comes from the records of earlier years, but that one was lost must not go unnoticed.
    closed = read_records(workspace.history, year, workspace.settings.programme)
    records = [record_path(workspace.history, each) for each in closed]
    sums = workspace.history / f"{year}-sumy.csv"
    found |= {f"history/{path.name}": path for path in (*earlier, *records, *([sums] if sums.is_file() else []))}
    fingerprints = {name: sha256(read_bytes(path)) for name, path in found.items()}
    for item in returned_files(folder):
        # What was passed over stands in the register, so that it counts whether it is there.
        name, content = (
            (item.name, sha256(read_bytes(item.path))) if isinstance(item, FoundFile) else (item.line.place.file, "")
        )
        fingerprints[f"submissions/{year}/{name}"] = content
    return fingerprints


def outputs_of(workspace: Workspace, files: Files) -> dict[str, str]:
    """The fingerprints of results by their path below the workspace."""
    return {f"build/{workspace.year}/{name}": sha256(content) for name, content in files.items()}


def _way_out(name: str) -> str:
    path = PurePosixPath(name)
    for lock in _LOCKS:
        if path.name.startswith(lock):
            opened = path.with_name(path.name.removeprefix(lock).rstrip("#") or path.name)
            return f"zamknij plik {opened} w Excelu i powtórz polecenie"
    return f"usuń plik {name} z folderu zwrotów i powtórz polecenie"


def _names_that_differ(closed: Mapping[str, str], made: Mapping[str, str]) -> Iterator[str]:
    return (Path(name).name for name in sorted({*closed, *made}) if closed.get(name) != made.get(name))


def _changes(closed: Mapping[str, str], present: Mapping[str, str]) -> Iterator[str]:
    for name in sorted({*closed, *present}):
        if name not in present:
            yield f"brakuje: {name}"
        elif name not in closed:
            yield f"doszło: {name}"
        elif closed[name] != present[name]:
            yield f"zmieniono: {name}"
