"""`collector validate`: what is wrong with the returns."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from collector.catalogue import load_programme, shipped_path
from collector.catalogue.shipped import SHIPPED
from collector.domain.consolidation import History
from collector.domain.errors import InputError
from collector.domain.finding import Finding
from collector.domain.programme import Programme
from collector.files import write_text
from collector.history import read_history
from collector.reports.findings import findings_json, ordered, write_findings_workbook
from collector.submissions.peeking import peek_identity
from collector.workflows.campaign import Campaign, Progress, read_campaign, read_files
from collector.workflows.workspace import Workspace, workspace_programme


def validate_workspace(workspace: Workspace, folder: Path, out: Path, progress: Progress) -> Campaign:
    """Check all returns in `folder` and write `uwagi.json` and `uwagi.xlsx` to `out`."""
    campaign = read_campaign(workspace, folder, progress)
    write_findings(campaign.findings, out)
    return campaign


def validate_files(
    files: Sequence[Path], workspace: Workspace | None, out: Path | None, progress: Progress
) -> list[Finding]:
    """Check single files, in a workspace or anywhere; writes only to `out`, if it is given."""
    findings: list[Finding] = []
    wanted = _asked_in(workspace) if workspace is not None else None
    for path in files:
        if not path.is_file():
            raise InputError(f"Nie ma pliku {path}.")
        asked = wanted or _asked_by(path)
        if isinstance(asked, Finding):
            findings.append(asked)
        else:
            findings += read_files([(path, path.name)], asked.programme, asked.year, asked.history, progress)[1]
    if out is not None:
        write_findings(findings, out)
    return ordered(findings)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a file is checked against."""

    programme: Programme
    year: int
    history: History


def _asked_in(workspace: Workspace) -> _Asked:
    programme = workspace_programme(workspace)
    return _Asked(programme, workspace.year, read_history(workspace.history, programme.id, workspace.year))


def _asked_by(path: Path) -> _Asked | Finding:
    """What the form itself says; a Finding if it says nothing that can be used."""
    identity = peek_identity(path)
    if isinstance(identity, Finding):
        return identity
    if identity.programme not in SHIPPED:
        raise InputError(
            f"Plik {path.name} jest formularzem programu „{identity.programme}”, którego collector nie zna. "
            "Sprawdź go w folderze roboczym tego programu."
        )
    return _Asked(load_programme(shipped_path(identity.programme)), identity.year, History())


def write_findings(findings: Sequence[Finding], out: Path) -> None:
    """Write `uwagi.json` and `uwagi.xlsx` to the folder `out`."""
    write_text(out / "uwagi.json", findings_json(findings))
    write_findings_workbook(findings, out / "uwagi.xlsx")
