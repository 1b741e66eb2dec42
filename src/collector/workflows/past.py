"""The values of earlier years as they are known today: those that were closed, and what was corrected since."""

from dataclasses import replace

from collector.closed_years import ClosedYear, read_record, read_records
from collector.corrections import with_corrections
from collector.decisions import DECISIONS_FILE
from collector.domain.consolidation import History
from collector.domain.decision import Decisions
from collector.domain.programme import Programme
from collector.history import known_years, read_history
from collector.workflows.workspace import Workspace


def known_past(workspace: Workspace, programme: Programme, decisions: Decisions) -> History:
    """The past of the year of `workspace`. Raises InputError for its files, DecisionsError for wrong corrections."""
    history = read_history(workspace.history, programme.id, workspace.year)
    decisions = as_of_closing(workspace, decisions)
    # Whoever makes an earlier year again has corrections of years that are not its past.
    later = [year for year in known_years(workspace.history) if year >= workspace.year]
    return with_corrections(history, decisions.corrections, programme, later)


def as_of_closing(workspace: Workspace, decisions: Decisions) -> Decisions:
    """`decisions` without the corrections that nobody knew yet when the year was closed: it stays as it was then."""
    record = _closed(workspace)
    if record is None:
        return decisions
    known = tuple(each for each in decisions.corrections if each.day <= record.closing.day)
    return replace(decisions, corrections=known)


def decisions_at_closing(workspace: Workspace) -> dict[str, str]:
    """The fingerprint that the file of decisions had when the year was closed, by its name; nothing while it is open.

    What is decided of later years is written to the same file, and changes nothing of what a closed year was made of.
    """
    record = _closed(workspace)
    return {name: found for name, found in record.inputs.items() if name == DECISIONS_FILE} if record else {}


def _closed(workspace: Workspace) -> ClosedYear | None:
    record = read_record(workspace.history, workspace.year, workspace.settings.programme)
    return record if record is not None and record.is_closed else None


def reopened_years(workspace: Workspace) -> dict[int, ClosedYear]:
    """The earlier years that were opened again and are not closed yet: their values may still change."""
    records = read_records(workspace.history, workspace.year, workspace.settings.programme)
    return {year: record for year, record in records.items() if not record.is_closed}
