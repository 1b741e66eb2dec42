"""Reading and checking everything that came back: the part that `validate` and `merge` share."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from collector.checks import check_submissions
from collector.checks.rules import EMPTY_FORM, NOT_SUBMITTED
from collector.domain.consolidation import History
from collector.domain.errors import InputError
from collector.domain.finding import Finding
from collector.domain.observation import Place
from collector.domain.programme import Programme
from collector.domain.submission import Submission
from collector.history import read_history
from collector.submissions import counted_submissions, read_submission, returned_files
from collector.workflows.workspace import Workspace, workspace_programme

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Campaign:
    """What came back for a year, what of it counts, and everything found in it."""

    programme: Programme
    year: int
    history: History
    submissions: list[Submission]
    findings: list[Finding]

    @property
    def blocked(self) -> bool:
        """Whether a blocking finding remains."""
        return any(finding.blocks for finding in self.findings)


def read_campaign(workspace: Workspace, folder: Path, progress: Progress) -> Campaign:
    """Read every return in `folder`. Raises InputError when there is none, CatalogueError for a wrong catalogue."""
    programme = workspace_programme(workspace)
    if not folder.is_dir():
        raise InputError(f"Nie ma folderu zwrotów {folder}. Utwórz go i zapisz w nim odesłane formularze.")
    files = [(path, path.relative_to(folder).as_posix()) for path in returned_files(folder)]
    if not files:
        raise InputError(f"W folderze zwrotów {folder} nie ma żadnego pliku. Zapisz w nim odesłane formularze (.xlsx).")
    history = read_history(workspace.history, programme.id, workspace.year)
    submissions, findings = read_files(files, programme, workspace.year, history, progress)
    present = {submission.executor for submission in submissions} | {
        finding.executor for finding in findings if finding.blocks and finding.executor
    }
    for executor in programme.executors_in(workspace.year):
        if executor.id not in present:
            findings.append(
                Finding(
                    rule=NOT_SUBMITTED,
                    place=Place(file=_shown_folder(workspace, folder)),
                    executor=executor.id,
                    found=f"{executor.id}.xlsx",
                    expected=_shown_folder(workspace, folder),
                    facts={"name": executor.name},
                )
            )
    return Campaign(
        programme=programme, year=workspace.year, history=history, submissions=submissions, findings=findings
    )


def _shown_folder(workspace: Workspace, folder: Path) -> str:
    # Never a path of the machine: the same returns give the same findings in another place.
    inside = folder.resolve().is_relative_to(workspace.root.resolve())
    return folder.resolve().relative_to(workspace.root.resolve()).as_posix() if inside else folder.name


def read_files(
    files: Iterable[tuple[Path, str]],
    programme: Programme,
    year: int,
    history: History,
    progress: Progress,
) -> tuple[list[Submission], list[Finding]]:
    """The returns among `files` (path, name in findings) that count, and all findings about them."""
    read: list[Submission] = []
    findings: list[Finding] = []
    for path, name in files:
        progress(name)
        submission, found = read_submission(path, name, programme, year)
        findings += found
        if submission is not None:
            read.append(submission)
    counted, counting_findings = counted_submissions(read)
    findings += counting_findings
    findings += check_submissions(counted, programme, history)
    empty = {finding.executor for finding in findings if finding.rule is EMPTY_FORM}
    return [submission for submission in counted if submission.executor not in empty], findings
