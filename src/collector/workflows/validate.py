"""`collector validate`: what is wrong with the returns."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from collector.catalogue import load_programme, shipped_path
from collector.catalogue.shipped import SHIPPED
from collector.domain.consolidation import History
from collector.domain.errors import InputError
from collector.domain.finding import Finding
from collector.domain.programme import Programme
from collector.domain.submission import ReturnedFile, Standing
from collector.files import write_text
from collector.history import read_history
from collector.reports.findings import findings_json, ordered, write_findings_workbook
from collector.reports.register_of_returns import register_of_returns_csv, register_sheets
from collector.submissions import DEFAULT_LIMITS, FoundFile, Limits, reading_pool
from collector.values.text import printable
from collector.workflows.campaign import Campaign, Progress, Returns, read_campaign, read_files
from collector.workflows.workspace import Workspace, workspace_programme


def validate_workspace(workspace: Workspace, folder: Path, out: Path, progress: Progress) -> Campaign:
    """Check all returns in `folder` and write the findings and the register of returns to `out`."""
    campaign = read_campaign(workspace, folder, progress)
    write_findings(campaign.returns, out)
    return campaign


def validate_files(
    files: Sequence[Path], workspace: Workspace | None, out: Path | None, progress: Progress
) -> list[Finding]:
    """Check single files, in a workspace or anywhere; writes only to `out`, if it is given."""
    read: list[Returns] = []
    wanted = _asked_in(workspace) if workspace is not None else None
    limits = workspace.settings.limits if workspace is not None else DEFAULT_LIMITS
    for path in files:
        if not path.is_file():
            raise InputError(f"Nie ma pliku {path}.")
        asked = wanted or _asked_by(path, limits)
        if isinstance(asked, Finding):
            read.append(_unread(asked))
        else:
            file = FoundFile(path, printable(path.name))
            read.append(read_files([file], asked.programme, asked.year, asked.history, limits, progress))
    returns = Returns(
        submissions=[submission for each in read for submission in each.submissions],
        findings=[finding for each in read for finding in each.findings],
        files=[file for each in read for file in each.files],
        changes=(),
    )
    if out is not None:
        write_findings(returns, out)
    return ordered(returns.findings)


def _unread(finding: Finding) -> Returns:
    """What is left of a file of which nobody knows whose form it is."""
    line = ReturnedFile(place=finding.place, standing=Standing.REFUSED, why=finding.message)
    return Returns(submissions=[], findings=[finding], files=[line], changes=())


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a file is checked against."""

    programme: Programme
    year: int
    history: History


def _asked_in(workspace: Workspace) -> _Asked:
    programme = workspace_programme(workspace)
    return _Asked(programme, workspace.year, read_history(workspace.history, programme.id, workspace.year))


def _asked_by(path: Path, limits: Limits) -> _Asked | Finding:
    """What the form itself says; a Finding if it says nothing that can be used."""
    identity = reading_pool().peek(path, limits)
    if isinstance(identity, Finding):
        return identity
    if identity.programme not in SHIPPED:
        raise InputError(
            f"Plik {path.name} jest formularzem programu „{identity.programme}”, którego collector nie zna. "
            "Sprawdź go w folderze roboczym tego programu."
        )
    return _Asked(_shipped(identity.programme), identity.year, History())


@cache
def _shipped(programme: str) -> Programme:
    return load_programme(shipped_path(programme))


def write_findings(returns: Returns, out: Path) -> None:
    """Write `uwagi.json`, `uwagi.xlsx` and `rejestr.csv` to the folder `out`."""
    write_text(out / "uwagi.json", findings_json(returns.findings))
    write_findings_workbook(returns.findings, out / "uwagi.xlsx", register_sheets(returns.files, returns.changes))
    write_text(out / "rejestr.csv", register_of_returns_csv(returns.files))
