"""`collector validate`: what is wrong with the returns, and what goes back to the departments."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import chain
from pathlib import Path

from collector.catalogue import load_programme, shipped_path
from collector.catalogue.shipped import SHIPPED
from collector.checks.waiver_rules import RULES as WAIVER_RULES
from collector.checks.waivers import WHY_NOT_WAIVED
from collector.decisions import DECISIONS_FILE, read_decisions
from collector.domain.consolidation import History
from collector.domain.decision import Decisions
from collector.domain.errors import InputError, SettingsError
from collector.domain.finding import Finding
from collector.domain.programme import Programme
from collector.domain.submission import ReturnedFile, Standing
from collector.submissions import DEFAULT_LIMITS, FoundFile, reading_pool
from collector.values.text import printable
from collector.workflows.campaign import Campaign, Progress, Questions, Returns, read_campaign, read_files
from collector.workflows.frozen import Departure, closing_day, departure
from collector.workflows.giving_back import FOLDER, Returned, give_back
from collector.workflows.last_catalogue import changes_since_last
from collector.workflows.out_folder import check_out
from collector.workflows.outputs import findings_files, write_files
from collector.workflows.past import known_past
from collector.workflows.workspace import Workspace, workspace_programme


@dataclass(frozen=True, slots=True)
class Validation:
    """What came of checking a year; nothing was written if its results were `departed` from, for it is closed."""

    campaign: Campaign
    departed: Departure | None = None


def validate_workspace(
    workspace: Workspace, folder: Path, out: Path, progress: Progress, *, day: date = date.min
) -> Validation:
    """Check all returns in `folder` as on `day`; write to `out` the findings, the register, and what goes back.

    Nothing is written where that would change the results of a closed year. Raises SettingsError for a folder `out` in
    which other things lie.
    """
    check_out(workspace, out, folder)
    campaign = read_campaign(workspace, folder, progress, day=day, keeps_forms=True)
    questions = Questions.of(workspace, campaign.programme, campaign.history, campaign.decisions, day, keeps_forms=True)
    # Reading is over: what writing needs is free only without the memory of its processes.
    reading_pool().stop()
    files = findings_files(campaign.returns)
    if _is_build(workspace, out) and (departed := departure(workspace, folder, files, only_findings=True)):
        return Validation(campaign, departed)
    give_back([_returned(questions, campaign.returns, workspace)], day, out / FOLDER, progress)
    write_files(out, files)
    return Validation(campaign)


def validate_files(
    files: Sequence[Path], workspace: Workspace | None, out: Path | None, progress: Progress, *, day: date = date.min
) -> Returns:
    """Check single files as on `day`, in a workspace or anywhere; writes only to `out`, if it is given.

    Raises SettingsError for a folder `out` in which other things lie, as the results of a closed year.
    """
    if workspace is not None and out is not None:
        check_out(workspace, out)
        if _is_build(workspace, out) and closing_day(workspace):
            raise SettingsError(
                f"Rok {workspace.year} jest zamknięty, więc uwag do pojedynczych plików nie można zapisać w folderze "
                "jego wyników. Podaj w --out inny folder; niczego nie zapisano."
            )
    read: list[tuple[Questions, Returns]] = []
    unread: list[Returns] = []
    wanted = _asked_in(workspace, day) if workspace is not None else None
    for path in files:
        if not path.is_file():
            raise InputError(f"Nie ma pliku {path}.")
        asked = wanted or _asked_by(path, day)
        if isinstance(asked, Finding):
            unread.append(_unread(asked))
        else:
            returns = read_files([FoundFile(path, printable(path.name))], asked, progress)
            read.append((asked, replace(returns, findings=list(_about_files(returns.findings)))))
    everything = _together([*(returns for _, returns in read), *unread])
    if out is not None:
        asked_alike: dict[tuple[str, int], list[tuple[Questions, Returns]]] = {}
        for questions, returns in read:
            asked_alike.setdefault((questions.programme.id, questions.year), []).append((questions, returns))
        given = [
            _returned(some[0][0], _together(returns for _, returns in some), workspace) for some in asked_alike.values()
        ]
        give_back(given, day, out / FOLDER, progress)
        write_findings(everything, out)
    return everything


def _is_build(workspace: Workspace, out: Path) -> bool:
    return out.resolve() == workspace.build.resolve()


def _together(several: Iterable[Returns]) -> Returns:
    several = list(several)
    return Returns(
        submissions=list(chain.from_iterable(each.submissions for each in several)),
        findings=list(chain.from_iterable(each.findings for each in several)),
        files=list(chain.from_iterable(each.files for each in several)),
        changes=(),
        forms=tuple(chain.from_iterable(each.forms for each in several)),
    )


def _returned(questions: Questions, returns: Returns, workspace: Workspace | None) -> Returned:
    """What goes back, written as the forms of the workspace are."""
    return Returned(
        programme=questions.programme,
        year=questions.year,
        history=questions.history,
        changes=changes_since_last(workspace, questions.programme) if workspace else {},
        deadline=workspace.settings.deadline if workspace else None,
        submissions=returns.submissions,
        findings=returns.findings,
        files=returns.files,
        forms=returns.forms,
        thresholds=questions.thresholds,
    )


def _about_files(findings: Iterable[Finding]) -> Iterable[Finding]:
    """What is found in the files themselves: decisions about others have nothing to settle here."""
    return (finding for finding in findings if finding.rule not in WAIVER_RULES)


def _unread(finding: Finding) -> Returns:
    """What is left of a file of which nobody knows whose form it is."""
    line = ReturnedFile(place=finding.place, standing=Standing.REFUSED, why=finding.message)
    return Returns(submissions=[], findings=[finding], files=[line], changes=())


def _asked_in(workspace: Workspace, day: date) -> Questions:
    programme = workspace_programme(workspace)
    decided = read_decisions(workspace.root / DECISIONS_FILE, WHY_NOT_WAIVED)
    history = known_past(workspace, programme, decided)
    # Which of several returns counts is no question here, for only these are read.
    decisions = Decisions(waivers=decided.waivers)
    return Questions.of(workspace, programme, history, decisions, day, keeps_forms=True)


def _asked_by(path: Path, day: date) -> Questions | Finding:
    """What the form itself says; a Finding if it says nothing that can be used."""
    identity = reading_pool().peek(path, DEFAULT_LIMITS)
    if isinstance(identity, Finding):
        return identity
    if identity.programme not in SHIPPED:
        raise InputError(
            f"Plik {path.name} jest formularzem programu „{identity.programme}”, którego collector nie zna. "
            "Sprawdź go w folderze roboczym tego programu."
        )
    return Questions(
        programme=_shipped(identity.programme), year=identity.year, history=History(), day=day, keeps_forms=True
    )


@cache
def _shipped(programme: str) -> Programme:
    return load_programme(shipped_path(programme))


def write_findings(returns: Returns, out: Path) -> None:
    """Write `uwagi.json`, `uwagi.xlsx` and `rejestr.csv` to the folder `out`."""
    write_files(out, findings_files(returns))
