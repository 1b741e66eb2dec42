"""Reading and checking everything that came back: the part that `validate` and `merge` share."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

from collector.checks import ALL_RULES, check_submissions
from collector.checks.agreements import with_agreements
from collector.checks.answers import with_answers
from collector.checks.causes import with_causes
from collector.checks.in_force import in_force
from collector.checks.registry import ALWAYS_IN_FORCE
from collector.checks.rules import EMPTY_FORM, NOT_SUBMITTED
from collector.checks.waivers import WHY_NOT_WAIVED, waive
from collector.decisions import DECISIONS_FILE, read_decisions
from collector.domain.consolidation import History
from collector.domain.decision import Decisions
from collector.domain.errors import InputError, SettingsError, polish_reason
from collector.domain.finding import Finding
from collector.domain.observation import Place
from collector.domain.programme import Programme
from collector.domain.rule_settings import DEFAULT_RULES, RuleSettings
from collector.domain.submission import ReturnedFile, Submission
from collector.domain.thresholds import DEFAULT_THRESHOLDS, Thresholds
from collector.layout.filled import FilledForm
from collector.submissions import DEFAULT_LIMITS, FoundFile, Limits, PassedOver, read_returned, returned_files
from collector.submissions.counting.chains import with_chains
from collector.submissions.counting.counting import Counted, count_returns
from collector.submissions.counting.differences import Difference
from collector.workflows.past import as_of_closing, known_past
from collector.workflows.workspace import SETTINGS_FILE, Settings, Workspace, workspace_programme

Progress = Callable[[str], None]
# Beside the results of the years, for it is none of them.
REMEMBERED: Final = ".odczyty"


@dataclass(frozen=True, slots=True, kw_only=True)
class Returns:
    """What was read: the returns that count, everything found in all of them, and the register of files.

    `forms` are the returns as filled in, where they were asked for.
    """

    submissions: list[Submission]
    findings: list[Finding]
    files: list[ReturnedFile]
    changes: tuple[Difference, ...]
    forms: tuple[FilledForm, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Campaign:
    """What came back for a year, what of it counts, what was decided, and everything found in it on a day."""

    programme: Programme
    year: int
    history: History
    returns: Returns
    decisions: Decisions
    day: date

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Questions:
    """What returns are held against: the catalogue and the past, the settings, decisions, and the day.

    With `keeps_forms` they are kept as filled in, to be given back. On the earliest possible day no decision has run
    out and no date lies in the future.
    """

    programme: Programme
    year: int
    history: History
    limits: Limits = DEFAULT_LIMITS
    thresholds: Thresholds = DEFAULT_THRESHOLDS
    rules: RuleSettings = DEFAULT_RULES
    decisions: Decisions = field(default_factory=Decisions)
    day: date = date.min
    keeps_forms: bool = False

    @classmethod
    def of(
        cls, workspace: Workspace, programme: Programme, history: History, decisions: Decisions, day: date, *,
        keeps_forms: bool,
    ) -> "Questions":  # fmt: skip
        """Those of a workspace."""
        settings = workspace.settings
        return cls(
            programme=programme, year=workspace.year, history=history, limits=settings.limits,
            thresholds=settings.thresholds, rules=settings.rules, decisions=decisions, day=day, keeps_forms=keeps_forms,
        )  # fmt: skip


def read_campaign(
    workspace: Workspace, folder: Path, progress: Progress, *, day: date = date.min, keeps_forms: bool = False,
    anew: bool = False,
) -> Campaign:  # fmt: skip
    """Read every return in `folder` as on `day`; with `keeps_forms` also as filled in, to give them back.

    What is read `anew` neither uses nor leaves anything that is remembered.

    Raises InputError when there is none, CatalogueError for a wrong catalogue, SettingsError for wrong settings.
    """
    programme = workspace_programme(workspace)
    _check_codes(workspace.settings)
    decisions = as_of_closing(workspace, read_decisions(workspace.root / DECISIONS_FILE, WHY_NOT_WAIVED))
    files, passed_over = _in_folder(folder)
    history = known_past(workspace, programme, decisions)
    questions = Questions.of(workspace, programme, history, decisions, day, keeps_forms=keeps_forms)
    returns = read_files(
        files, questions, progress, passed_over, _shown_folder(workspace, folder),
        None if anew else _memory(workspace, folder),
    )  # fmt: skip
    return Campaign(
        programme=programme, year=workspace.year, history=history, returns=returns, decisions=decisions, day=day
    )


def _check_codes(settings: Settings) -> None:
    known = {rule.code for rule in ALL_RULES}
    if unknown := [code for code in (*settings.rules.trial, *settings.rules.since) if code not in known]:
        raise SettingsError(
            f"W pliku {SETTINGS_FILE}, w części [rules], podano nieznane reguły: {', '.join(unknown)}. "
            "Reguły wymienia spis uwag (docs/reguly.md)."
        )
    if kept := [code for code in settings.rules.since if code in ALWAYS_IN_FORCE]:
        raise SettingsError(
            f"W pliku {SETTINGS_FILE}, w części [rules], ustawienie „since” podaje reguły, które obowiązują zawsze: "
            f"{', '.join(kept)}. Bez nich to, czego nie odczytano, zniknęłoby bez śladu; usuń je z tego ustawienia."
        )


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


def _memory(workspace: Workspace, folder: Path) -> Path | None:
    """Where readings are remembered; those of another folder of returns apart, and only beside results."""
    remembered = workspace.build.parent / REMEMBERED / str(workspace.year)
    if folder.resolve() == workspace.submissions.resolve():
        return remembered
    return remembered.with_name(f"{workspace.year}-inny-folder") if workspace.build.is_dir() else None


def read_files(
    files: Sequence[FoundFile],
    questions: Questions,
    progress: Progress,
    passed_over: Sequence[PassedOver] = (),
    folder: str = "",
    memory: Path | None = None,
) -> Returns:
    """Read `files`, settle which of the returns in them count, check those, and settle what was answered or decided.

    With a `folder`, all executors are expected to have returned something there. In the folder `memory`, if there is
    one, readings are remembered, so that only what changed is read next time.
    """
    programme, year, limits = questions.programme, questions.year, questions.limits
    readings = read_returned(files, programme, year, limits, progress, keeps_forms=questions.keeps_forms, memory=memory)
    counted = count_returns((s for reading in readings for s in reading.submissions), questions.decisions.returns, year)
    read = [finding for reading in readings for finding in reading.findings]
    found = [
        *(item.finding for item in passed_over),
        *counted.without_superseded(read),
        *counted.findings,
        *_checked(counted.submissions, questions),
    ]
    if folder:
        found += _not_submitted(counted, found, programme, year, folder)
    lines = [line for reading in readings for line in reading.files]
    return Returns(
        submissions=[with_chains(each, counted.earlier[each.executor]) for each in _without_empty(counted, found)],
        findings=_settled(found, counted, questions),
        files=[*(item.line for item in passed_over), *counted.in_register(lines)],
        changes=counted.changes,
        forms=tuple(form for reading in readings for form in reading.forms),
    )


def _checked(submissions: Iterable[Submission], questions: Questions) -> list[Finding]:
    return check_submissions(
        list(submissions), questions.programme, questions.history, questions.thresholds, questions.day
    )


def _settled(found: Iterable[Finding], counted: Counted, questions: Questions) -> list[Finding]:
    """`found` as far as the rules are in force: answered by executors, decided by people, one for every cause."""
    agreements = questions.decisions.agreements
    findings = with_agreements(found, counted.submissions, questions.programme, agreements, questions.year)
    findings = in_force(findings, questions.year, questions.rules)
    findings = with_answers(
        findings, counted.submissions, counted.earlier, lambda returns: _checked(returns, questions)
    )
    findings = waive(findings, questions.decisions.waivers, questions.year, questions.day)
    return with_causes(findings)


def _not_submitted(
    counted: Counted, found: Sequence[Finding], programme: Programme, year: int, folder: str
) -> list[Finding]:
    """A Finding for every executor of which nothing came, and nothing that could not be read."""
    present = {submission.executor for submission in _without_empty(counted, found)} | {
        finding.executor for finding in found if finding.blocks and finding.executor
    }
    return [
        Finding(
            rule=NOT_SUBMITTED, place=Place(file=folder), executor=executor.id, found=f"{executor.id}.xlsx",
            expected=folder, facts={"name": executor.name},
        )
        for executor in programme.executors_in(year)
        if executor.id not in present
    ]  # fmt: skip


def _without_empty(counted: Counted, findings: Sequence[Finding]) -> list[Submission]:
    empty = {finding.executor for finding in findings if finding.rule == EMPTY_FORM}
    return [submission for submission in counted.submissions if submission.executor not in empty]
