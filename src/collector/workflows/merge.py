"""`collector merge`: the consolidated report of the year, and whether the results on disk still are that report."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from collector.checks.rules import STOPS_THE_REPORT
from collector.domain.consolidation import Consolidation
from collector.domain.finding import Finding
from collector.files import read_bytes
from collector.reports.material import Material
from collector.workflows.campaign import Campaign, Progress, read_campaign
from collector.workflows.differing_outputs import OutputDifference, differing_outputs
from collector.workflows.frozen import Departure, departure
from collector.workflows.out_folder import check_out
from collector.workflows.outputs import FINDINGS_FILES, Files, findings_files, known_names, make_report, write_files
from collector.workflows.pdf_copies import copies_on_disk, differing_copies
from collector.workflows.report_template import report_template
from collector.workflows.workspace import Workspace, workspace_programme


@dataclass(frozen=True, slots=True)
class Merge:
    """What came of a merge; `made` is empty and `material` None when there is no report.

    There is none for the findings `contradictions`, for what blocks, or, with nothing written at all (`refused`),
    because the year is closed and its results would be others (`departed`). What was `departed` from and written
    nonetheless lies in another folder.
    """

    campaign: Campaign
    material: Material | None
    made: list[Path]
    has_earlier: bool = False
    contradictions: tuple[Finding, ...] = ()
    departed: Departure | None = None
    refused: bool = False

    @property
    def consolidation(self) -> Consolidation | None:
        """What was reported."""
        return self.material.consolidation if self.material else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Making:
    """All that a year's inputs give; without `material` they give no report but only the findings."""

    campaign: Campaign
    material: Material | None
    files: Files
    contradictions: tuple[Finding, ...] = ()

    @property
    def consolidation(self) -> Consolidation | None:
        """What is reported."""
        return self.material.consolidation if self.material else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """How the files on disk differ from what the inputs give; `has_results` if there are any."""

    making: Making
    differences: tuple[OutputDifference, ...]
    has_results: bool
    departed: Departure | None


def merge_workspace(
    workspace: Workspace, folder: Path, out: Path, *, strict: bool, progress: Progress, day: date = date.min
) -> Merge:
    """Read, check as on `day`, combine, and write the report to `out`.

    Nothing but the findings is written while executors contradict each other or, with `strict`, while a blocking
    finding remains; nothing at all where that would change the results of a closed year. Raises SettingsError for a
    folder `out` in which other things lie.
    """
    check_out(workspace, out, folder)
    making = make_all(workspace, folder, strict=strict, progress=progress, day=day)
    departed = departure(workspace, folder, making.files)
    has_earlier = (out / f"raport-{workspace.year}.xlsx").exists()
    if departed and out.resolve() == workspace.build.resolve():
        return Merge(making.campaign, None, [], has_earlier, departed=departed, refused=True)
    written = write_files(out, making.files)
    if making.material is None:
        return Merge(making.campaign, None, [], has_earlier, making.contradictions, departed)
    made = [path for path in written if path.name not in FINDINGS_FILES]
    return Merge(making.campaign, making.material, made, departed=departed)


def check_results(
    workspace: Workspace, folder: Path, out: Path, *, strict: bool, progress: Progress, day: date = date.min,
    pdf: bool = False,
) -> Check:  # fmt: skip
    """Make everything as on `day`, write nothing, and compare it with what lies in `out`.

    PDF copies may be missing there, unless `pdf` asks for them. Raises InputError for a file there that cannot be read,
    SettingsError for a folder in which no results can lie.
    """
    check_out(workspace, out, folder)
    making = make_all(workspace, folder, strict=strict, progress=progress, day=day, anew=True)
    progress("porównanie")
    names = (*making.files, *sorted(known_names(workspace.year) - making.files.keys()))
    on_disk = {name: read_bytes(out / name) for name in names if (out / name).exists()}
    copies = copies_on_disk(out, workspace.year)
    of_copies = differing_copies(workspace.year, making.files, copies, wanted=pdf)
    return Check(
        making=making,
        differences=(*differing_outputs(making.files, on_disk), *of_copies),
        has_results=bool(on_disk or copies),
        departed=departure(workspace, folder, making.files),
    )


def make_all(
    workspace: Workspace, folder: Path, *, strict: bool, progress: Progress, day: date, anew: bool = False
) -> Making:
    """Everything that the inputs give as on `day`, in the order in which it is written; read `anew` or not."""
    # Before the long work: a wrong template must not cost the time that it takes to read all returns.
    report_template(workspace, workspace_programme(workspace))
    campaign = read_campaign(workspace, folder, progress, day=day, anew=anew)
    findings = findings_files(campaign.returns)
    contradictions = tuple(
        each
        for finding in campaign.findings
        for each in finding.with_consequences()
        if each.blocks and each.rule.code in STOPS_THE_REPORT
    )
    if contradictions or (strict and campaign.blocked):
        return Making(campaign=campaign, material=None, files=findings, contradictions=contradictions)
    report = make_report(workspace, campaign, progress)
    return Making(campaign=campaign, material=report.material, files={**findings, **report.files})
