"""Reading and checking everything that came back: the part that `validate` and `merge` share."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from collector.checks import check_submissions
from collector.checks.rules import EMPTY_FORM, NOT_SUBMITTED
from collector.decisions import DECISIONS_FILE, read_decisions
from collector.domain.consolidation import History
from collector.domain.decision import Decision
from collector.domain.errors import InputError, polish_reason
from collector.domain.finding import Finding
from collector.domain.observation import Place
from collector.domain.programme import Programme
from collector.domain.submission import ReturnedFile, Submission
from collector.history import read_history
from collector.submissions import FoundFile, Limits, PassedOver, reading_pool, returned_files
from collector.submissions.counting.counting import Counted, count_returns
from collector.submissions.counting.differences import Difference
from collector.workflows.workspace import Workspace, workspace_programme

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Returns:
    """What was read: the returns that count, everything found in all of them, and the register of files."""

    submissions: list[Submission]
    findings: list[Finding]
    files: list[ReturnedFile]
    changes: tuple[Difference, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Campaign:
    """What came back for a year, what of it counts, and everything found in it."""

    programme: Programme
    year: int
    history: History
    returns: Returns

    @property
    def submissions(self) -> list[Submission]:
        """The returns that count."""
        return self.returns.submissions

    @property
    def findings(self) -> list[Finding]:
        """Everything found."""
        return self.returns.findings

    @property
    def blocked(self) -> bool:
        """Whether a blocking finding remains."""
        return any(finding.blocks for finding in self.findings)


def read_campaign(workspace: Workspace, folder: Path, progress: Progress) -> Campaign:
    """Read every return in `folder`. Raises InputError when there is none, CatalogueError for a wrong catalogue."""
    programme = workspace_programme(workspace)
    decisions = read_decisions(workspace.root / DECISIONS_FILE)
    files, passed_over = _in_folder(folder)
    history = read_history(workspace.history, programme.id, workspace.year)
    returns = read_files(
        files, programme, workspace.year, history, workspace.settings.limits, progress, decisions, passed_over
    )
    present = {submission.executor for submission in returns.submissions} | {
        finding.executor for finding in returns.findings if finding.blocks and finding.executor
    }
    for executor in programme.executors_in(workspace.year):
        if executor.id not in present:
            returns.findings.append(
                Finding(
                    rule=NOT_SUBMITTED,
                    place=Place(file=_shown_folder(workspace, folder)),
                    executor=executor.id,
                    found=f"{executor.id}.xlsx",
                    expected=_shown_folder(workspace, folder),
                    facts={"name": executor.name},
                )
            )
    return Campaign(programme=programme, year=workspace.year, history=history, returns=returns)


def _in_folder(folder: Path) -> tuple[list[FoundFile], list[PassedOver]]:
    """The files of the folder of returns, and what in it is passed over. Raises InputError when there is nothing."""
    if not folder.is_dir():
        raise InputError(f"Nie ma folderu zwrotów {folder}. Utwórz go i zapisz w nim odesłane formularze.")
    try:
        found = list(returned_files(folder))
    except OSError as error:
        raise InputError(f"Nie można odczytać folderu zwrotów {folder}: {polish_reason(error)}.") from error
    files = [item for item in found if isinstance(item, FoundFile)]
    if not found:
        raise InputError(f"W folderze zwrotów {folder} nie ma żadnego pliku. Zapisz w nim odesłane formularze (.xlsx).")
    return files, [item for item in found if isinstance(item, PassedOver)]


def _shown_folder(workspace: Workspace, folder: Path) -> str:
    # Never a path of the machine: the same returns give the same findings in another place.
    inside = folder.resolve().is_relative_to(workspace.root.resolve())
    return folder.resolve().relative_to(workspace.root.resolve()).as_posix() if inside else folder.name


def read_files(
    files: Sequence[FoundFile],
    programme: Programme,
    year: int,
    history: History,
    limits: Limits,
    progress: Progress,
    decisions: Sequence[Decision] = (),
    passed_over: Sequence[PassedOver] = (),
) -> Returns:
    """Read `files`, settle which of the returns in them count, and check those."""
    readings = reading_pool().read(files, programme, year, limits, progress)
    counted = count_returns((s for reading in readings for s in reading.submissions), decisions, year)
    read = [finding for reading in readings for finding in reading.findings]
    findings = [
        *(item.finding for item in passed_over),
        *counted.without_superseded(read),
        *counted.findings,
        *check_submissions(list(counted.submissions), programme, history),
    ]
    lines = [line for reading in readings for line in reading.files]
    return Returns(
        submissions=_without_empty(counted, findings),
        findings=findings,
        files=[*(item.line for item in passed_over), *counted.in_register(lines)],
        changes=counted.changes,
    )


def _without_empty(counted: Counted, findings: Sequence[Finding]) -> list[Submission]:
    empty = {finding.executor for finding in findings if finding.rule == EMPTY_FORM}
    return [submission for submission in counted.submissions if submission.executor not in empty]
