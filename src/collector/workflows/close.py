"""`collector close`: freezes a year, and opens a frozen one again; both are recorded."""

import csv
import io
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from collector import __version__
from collector.closed_years import (
    ClosedYear,
    Event,
    Happened,
    ValueChange,
    lost_since_closing,
    read_record,
    record_path,
)
from collector.domain.consolidation import Consolidation
from collector.domain.errors import CollectorError, InputError, SettingsError
from collector.domain.finding import Finding
from collector.domain.observation import Status
from collector.files import read_bytes, sha256, write_bytes
from collector.reports.open_data import indicators_csv, tables_csv
from collector.values.days import polish_date
from collector.values.guarded import unguarded
from collector.values.writing import polish_number
from collector.workflows.campaign import Campaign, Progress
from collector.workflows.frozen import Departure, departure, inputs_of, open_elsewhere, outputs_of, record_of
from collector.workflows.merge import make_all
from collector.workflows.outputs import write_files
from collector.workflows.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """What came of closing a year.

    It was `closed` now, with the files `made` for the years to come; or it was closed already, as `record` says; or it
    was `refused`, for the findings `contradictions` or for what blocks; or a closed year would get other results, as
    `departed` says. The files `restored` were lost or changed since a year was closed, and are there again.
    """

    campaign: Campaign
    record: ClosedYear | None
    closed: bool = False
    refused: bool = False
    made: tuple[Path, ...] = ()
    contradictions: tuple[Finding, ...] = ()
    departed: Departure | None = None
    restored: tuple[Path, ...] = ()


def close_year(workspace: Workspace, *, person: str, day: date, today: date, progress: Progress) -> Closing:
    """Make and write the results as on `day`, and freeze them and the values that next years use.

    What a closed year kept for them is written again where it was lost, if the same inputs still give it.
    Raises SettingsError for a day on which the year cannot have been closed, InputError while a return is open in
    another program, for a file of the history that closing would write over or that was changed or lost since the
    closing before, or that cannot be written: then the year is not closed.
    """
    if restored := _restored(workspace, progress):
        return restored
    record = record_of(workspace)
    _possible(workspace.year, record, day, today)
    if record is not None and record.is_closed:
        day = record.closing.day
    elif opened := open_elsewhere(workspace, workspace.submissions):
        raise InputError(f"Nie zamknięto roku {workspace.year}, bo ktoś ma otwarty zwrot: {'; '.join(opened)}.")
    making = make_all(workspace, workspace.submissions, strict=True, progress=progress, day=day, anew=True)
    if record is not None and record.is_closed:
        departed = departure(workspace, workspace.submissions, making.files)
        return Closing(campaign=making.campaign, record=record, departed=departed)
    if making.consolidation is None:
        write_files(workspace.build, making.files)
        return Closing(campaign=making.campaign, record=record, refused=True, contradictions=making.contradictions)
    kept = _kept(workspace, making.consolidation)
    _refuse_others(kept, record)
    changes = _changes(workspace, kept) if record is not None else ()
    event = Event(what=Happened.CLOSED, day=day, person=person, changes=changes)
    closed = ClosedYear(
        programme=making.campaign.programme.id,
        year=workspace.year,
        version=__version__,
        events=(*(record.events if record else ()), event),
        kept={f"history/{path.name}": sha256(content) for path, content in kept.items()},
        inputs=inputs_of(workspace, workspace.submissions),
        outputs=outputs_of(workspace, making.files),
    )
    write_files(workspace.build, making.files)
    made = {**kept, record_path(workspace.history, workspace.year): closed.text().encode()}
    _write_together(made)
    return Closing(campaign=making.campaign, record=closed, closed=True, made=tuple(made))


def _restored(workspace: Workspace, progress: Progress) -> Closing | None:
    """What a closed year kept, written again; None if it is all there, or the inputs no longer give it."""
    record = read_record(workspace.history, workspace.year, workspace.settings.programme)
    if record is None or not record.is_closed or not lost_since_closing(workspace.history, record):
        return None
    day = record.closing.day
    making = make_all(workspace, workspace.submissions, strict=True, progress=progress, day=day, anew=True)
    if making.consolidation is None or outputs_of(workspace, making.files) != record.outputs:
        return None
    kept = _kept(workspace, making.consolidation)
    if {f"history/{path.name}": sha256(content) for path, content in kept.items()} != record.kept:
        return None
    restored = [path for path, content in kept.items() if not path.exists() or read_bytes(path) != content]
    for path in restored:
        write_bytes(path, kept[path])
    return Closing(campaign=making.campaign, record=record, restored=tuple(restored))


def reopen_year(workspace: Workspace, *, person: str, reason: str, day: date, today: date) -> tuple[ClosedYear, bool]:
    """Record that a closed year is open again; returns the record, and whether that is new.

    Raises SettingsError if the year was never closed, or for a day on which it cannot have been opened.
    """
    record = record_of(workspace)
    if record is None:
        raise SettingsError(f"Rok {workspace.year} nie jest zamknięty, więc nie ma czego otwierać.")
    if not record.is_closed:
        return record, False
    _possible(workspace.year, record, day, today)
    if day < record.last.day:
        raise _impossible(_since(record))
    event = Event(what=Happened.REOPENED, day=day, person=person, reason=reason)
    reopened = record.model_copy(update={"events": (*record.events, event)})
    write_bytes(record_path(workspace.history, workspace.year), reopened.text().encode())
    return reopened, True


def _possible(year: int, record: ClosedYear | None, day: date, today: date) -> None:
    """Raise SettingsError for a `day` on which the year, as it stands, cannot be closed."""
    if day > today:
        raise _impossible(f"dzień {polish_date(day)} jeszcze nie nadszedł (dziś jest {polish_date(today)})")
    if day < (last_day := date(year, 12, 31)):
        raise _impossible(f"rok {year} można zamknąć najwcześniej {polish_date(last_day)}, a nie {polish_date(day)}")
    if record is not None and not record.is_closed and day < record.last.day:
        raise _impossible(_since(record))


def _since(record: ClosedYear) -> str:
    last = record.last
    return f"rok {record.year} {last.what} {polish_date(last.day)}, więc podany dzień nie może być wcześniejszy"


def _impossible(why: str) -> SettingsError:
    return SettingsError(f"Niewłaściwy dzień (--dzien): {why}. Niczego nie zmieniono.")


def _kept(workspace: Workspace, consolidation: Consolidation) -> dict[Path, bytes]:
    """What next years use of this one: its values in the columns of the history, and its catalogue."""
    _, _, cells = tables_csv(consolidation).partition("\n")
    return {
        workspace.history / f"{workspace.year}.csv": f"{indicators_csv(consolidation)}{cells}".encode(),
        workspace.history / f"{workspace.year}.yaml": read_bytes(workspace.catalogue),
    }


def _refuse_others(kept: Mapping[Path, bytes], record: ClosedYear | None) -> None:
    """Raise InputError for a file that would be written over although no closing wrote it."""
    for path, content in kept.items():
        is_known = record is not None and f"history/{path.name}" in record.kept
        if path.exists() and not is_known and read_bytes(path) != content:
            raise InputError(
                f"W folderze history jest już plik {path.name}, którego nie zapisało zamykanie roku. Jeżeli jest "
                "niepotrzebny, przenieś go do innego folderu i powtórz polecenie. Roku nie zamknięto, a tego pliku nie "
                "zmieniono."
            )


def _changes(workspace: Workspace, kept: Mapping[Path, bytes]) -> tuple[ValueChange, ...]:
    """What is published otherwise than by the closing before, whose values still lie in the history."""
    values = workspace.history / f"{workspace.year}.csv"
    before, after = _values(read_bytes(values)), _values(kept[values])
    return tuple(
        ValueChange(indicator=id_, before=before.get(id_, ""), after=after.get(id_, ""))
        for id_ in dict.fromkeys((*before, *after))
        if before.get(id_, "") != after.get(id_, "")
    )


def _values(content: bytes) -> dict[str, str]:
    """The value of every indicator for a person: its number, its words, or why there is none."""
    rows = csv.DictReader(io.StringIO(content.decode(), newline=""))
    return {row["indicator"]: _shown(row["value"], unguarded(row["text"]), row["status"]) for row in rows}


def _shown(value: str, text: str, status: str) -> str:
    number = polish_number(Decimal(value)) if value else ""
    if number and text:
        return f"{number} ({text})"
    return number or text or Status(status).label


def _write_together(files: Mapping[Path, bytes]) -> None:
    """Write all of `files` in order, or leave everything as it was. Raises InputError for the one that failed."""
    before: dict[Path, bytes | None] = {}
    try:
        for path, content in files.items():
            before[path] = read_bytes(path) if path.exists() else None
            write_bytes(path, content)
    except CollectorError:
        for path, content_before in before.items():
            with suppress(OSError, CollectorError):
                if content_before is None:
                    path.unlink(missing_ok=True)
                elif path.read_bytes() != content_before:
                    write_bytes(path, content_before)
        raise
