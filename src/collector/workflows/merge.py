"""`collector merge`: the consolidated report of the year."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from collector.consolidation import consolidate
from collector.consolidation.reconciliation import reconcile
from collector.domain.consolidation import Consolidation
from collector.domain.errors import InputError
from collector.domain.finding import Finding
from collector.domain.reconciliation import Difference
from collector.files import write_bytes, write_text
from collector.given_sums import read_given_sums
from collector.reports.annex import annex_of
from collector.reports.material import Material
from collector.reports.narrative import narrative_document
from collector.reports.official import write_official_report
from collector.reports.open_data import data_package, indicators_csv, observations_csv, tables_csv
from collector.reports.reconciliation import reconciliation_csv
from collector.reports.register_data import register_csv
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


def merge_workspace(
    workspace: Workspace, folder: Path, out: Path, *, strict: bool, progress: Progress, day: date = date.min
) -> Merge:
    """Read, check as on `day`, combine, and write the report to `out`.

    With `strict` nothing but the findings is written while a blocking finding remains.
    """
    campaign = read_campaign(workspace, folder, progress, day=day)
    write_findings(campaign.returns, out)
    if strict and campaign.blocked:
        return Merge(campaign, None, [], has_earlier=(out / f"raport-{workspace.year}.xlsx").exists())
    progress("sprawozdanie")
    year = workspace.year
    doubtful = _doubtful(campaign.findings)
    consolidation = consolidate(campaign.programme, year, campaign.submissions, campaign.history, doubtful)
    made = [
        out / f"raport-{year}.xlsx",
        out / f"raport-{year}.docx",
        out / f"wskazniki-{year}.csv",
        out / f"dane-{year}.csv",
        out / "datapackage.json",
    ]
    differences = reconcile_register(consolidation, workspace.history)
    annex = annex_of(consolidation, campaign.findings, campaign.decisions)
    material = Material(
        consolidation=consolidation, submissions=campaign.submissions, files=campaign.returns.files,
        findings=campaign.findings, decisions=campaign.decisions, deadline=workspace.settings.deadline,
        differences=differences, annex=annex,
    )  # fmt: skip
    write_official_report(material, made[0])
    progress("raport opisowy")
    write_bytes(made[1], narrative_document(consolidation, differences, annex))
    write_text(made[2], indicators_csv(consolidation))
    write_text(made[3], observations_csv(consolidation))
    write_text(made[4], data_package(consolidation))
    if consolidation.cells:
        made.append(out / f"tabele-{year}.csv")
        write_text(made[-1], tables_csv(consolidation))
    if campaign.programme.register is not None:
        made += [out / f"dzialania-{year}.csv", out / "uzgodnienie-kosztow.csv"]
        write_text(made[-2], register_csv(consolidation, campaign.programme.register))
        write_text(made[-1], reconciliation_csv(differences))
    return Merge(campaign, consolidation, made)


def _doubtful(findings: Iterable[Finding]) -> set[tuple[str, str]]:
    """The answers that give no value: what blocks, also where it is told with its cause; what is settled does not."""
    told = (each for finding in findings for each in finding.with_consequences())
    return {(each.executor, each.indicator) for each in told if each.blocks}


def reconcile_register(consolidation: Consolidation, history: Path) -> list[Difference]:
    """The reconciliation of the register's money, also with the sums that `history` gives for the year."""
    programme, year = consolidation.programme, consolidation.year
    published = read_given_sums(history, year)
    codes = {part.code for top in programme.sections for part in top.walk()}
    if unknown := sorted(published.keys() - codes):
        raise InputError(f"W pliku sum {year}-sumy.csv podano cele, których nie ma w programie: {', '.join(unknown)}.")
    keys = programme.register.money_keys if programme.register else ()
    if wrong := sorted({column for given in published.values() for column in given} - set(keys)):
        raise InputError(
            f"W pliku sum {year}-sumy.csv podano kolumny, których nie ma w rejestrze: {', '.join(wrong)}. "
            f"Kolumny kwot: {', '.join(keys)}."
        )
    # A sum from which whole returns are missing cannot be compared with one that had them.
    absent = set(consolidation.absent)
    whole = {
        part.code: part
        for top in programme.sections
        for part in top.walk()
        if not absent.intersection(action.executor for task in part.walk() for action in task.actions)
    }
    published = {goal: given for goal, given in published.items() if goal in whole}
    return reconcile(programme, consolidation.entries, published, year)
