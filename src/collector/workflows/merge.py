"""`collector merge`: the consolidated report of the year."""

from dataclasses import dataclass
from pathlib import Path

from collector.consolidation import consolidate
from collector.domain.consolidation import Consolidation
from collector.files import write_bytes, write_text
from collector.reports.narrative import narrative_document
from collector.reports.official import write_official_report
from collector.reports.open_data import data_package, indicators_csv, observations_csv
from collector.workflows.campaign import Campaign, Progress, read_campaign
from collector.workflows.validate import write_findings
from collector.workflows.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Merge:
    """What came of a merge; `made` is empty and `consolidation` None when it was refused."""

    campaign: Campaign
    consolidation: Consolidation | None
    made: list[Path]
    has_earlier: bool = False


def merge_workspace(workspace: Workspace, folder: Path, out: Path, *, strict: bool, progress: Progress) -> Merge:
    """Read, check, combine, and write the report to `out`.

    With `strict` nothing but the findings is written while a blocking finding remains.
    """
    campaign = read_campaign(workspace, folder, progress)
    write_findings(campaign.findings, out)
    if strict and campaign.blocked:
        return Merge(campaign, None, [], has_earlier=(out / f"raport-{workspace.year}.xlsx").exists())
    progress("sprawozdanie")
    year = workspace.year
    doubtful = {(finding.executor, finding.indicator) for finding in campaign.findings if finding.blocks}
    consolidation = consolidate(campaign.programme, year, campaign.submissions, campaign.history, doubtful)
    made = [
        out / f"raport-{year}.xlsx",
        out / f"raport-{year}.docx",
        out / f"wskazniki-{year}.csv",
        out / f"dane-{year}.csv",
        out / "datapackage.json",
    ]
    write_official_report(consolidation, made[0])
    progress("raport opisowy")
    write_bytes(made[1], narrative_document(consolidation))
    write_text(made[2], indicators_csv(consolidation))
    write_text(made[3], observations_csv(consolidation))
    write_text(made[4], data_package(consolidation))
    return Merge(campaign, consolidation, made)
