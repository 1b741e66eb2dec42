"""Everything that `merge` makes of a year, as content by name: nothing is written before all of it was made."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from collector.consolidation import consolidate
from collector.consolidation.reconciliation import reconcile
from collector.decisions import DECISIONS_FILE
from collector.domain.consolidation import Consolidation
from collector.domain.errors import InputError
from collector.domain.finding import Finding
from collector.domain.reconciliation import Difference
from collector.files import read_bytes, sha256, write_bytes
from collector.given_sums import read_given_sums
from collector.reports.annex import annex_of
from collector.reports.data_package import data_package
from collector.reports.discretion import sign_offs
from collector.reports.findings import findings_json, findings_workbook
from collector.reports.material import Material
from collector.reports.narrative.document import narrative_document
from collector.reports.narrative.telling import narrative_of
from collector.reports.official import write_official_report
from collector.reports.open_data import indicators_csv, observations_csv, observations_parquet, tables_csv
from collector.reports.reconciliation import reconciliation_csv
from collector.reports.register_data import register_csv
from collector.reports.register_of_returns import register_of_returns_csv, register_sheets
from collector.reports.sources import sources_csv
from collector.spreadsheet import workbook_content
from collector.workflows.campaign import Campaign, Progress, Returns
from collector.workflows.past import decisions_at_closing
from collector.workflows.report_template import report_template
from collector.workflows.workspace import Workspace

Files = Mapping[str, bytes]
"""The content of files by their name in the folder of results, in the order in which they are written."""

FINDINGS_FILES: Final = ("uwagi.json", "uwagi.xlsx", "rejestr.csv")
_VERSION_LENGTH: Final = 12


@dataclass(frozen=True, slots=True)
class Report:
    """What the report of a year is made of, and the files that were made of it."""

    material: Material
    files: Files


def known_names(year: int) -> frozenset[str]:
    """The name of every file that is made of a year by any programme."""
    of_year = ("raport-{}.xlsx", "raport-{}.docx", "wskazniki-{}.csv", "dane-{}.csv", "dane-{}.parquet",
               "zrodla-{}.csv", "tabele-{}.csv", "dzialania-{}.csv")  # fmt: skip
    others = ("datapackage.json", "uzgodnienie-kosztow.csv")
    return frozenset((*FINDINGS_FILES, *(name.format(year) for name in of_year), *others))


def findings_files(returns: Returns) -> Files:
    """All findings as data and as a workbook, and the register of returns."""
    signed = sign_offs(returns.submissions, returns.files)
    contents = (
        findings_json(returns.findings, signed).encode(),
        findings_workbook(returns.findings, register_sheets(returns.files, returns.changes)),
        register_of_returns_csv(returns.files).encode(),
    )
    return dict(zip(FINDINGS_FILES, contents, strict=True))


def make_report(workspace: Workspace, campaign: Campaign, progress: Progress) -> Report:
    """The report of what came back. Raises InputError for what no output can hold."""
    progress("sprawozdanie")
    programme, year = campaign.programme, workspace.year
    doubtful = _doubtful(campaign.findings)
    agreements = campaign.decisions.agreements
    consolidation = consolidate(programme, year, campaign.submissions, campaign.history, doubtful, agreements)
    differences = _reconciled(consolidation, workspace.history)
    annex = annex_of(consolidation, campaign.findings, campaign.decisions)
    material = Material(
        consolidation=consolidation, submissions=campaign.submissions, files=campaign.returns.files,
        findings=campaign.findings, decisions=campaign.decisions, deadline=workspace.settings.deadline,
        differences=differences, annex=annex, prints=_prints(workspace),
    )  # fmt: skip
    data = _data_files(material)
    narrative = narrative_of(material, workspace.settings.narrative, _version(data))
    report = workbook_content(partial(write_official_report, material, narrative.told))
    progress("raport opisowy")
    document = narrative_document(consolidation, narrative, report_template(workspace, programme))
    files = {f"raport-{year}.xlsx": report, f"raport-{year}.docx": document, **data}
    files["datapackage.json"] = data_package(consolidation, files).encode()
    return Report(material, files)


def _data_files(material: Material) -> dict[str, bytes]:
    """The open data and where they came from."""
    consolidation = material.consolidation
    programme, year = consolidation.programme, consolidation.year
    files = {
        f"wskazniki-{year}.csv": indicators_csv(consolidation).encode(),
        f"dane-{year}.csv": observations_csv(consolidation).encode(),
        f"dane-{year}.parquet": observations_parquet(consolidation),
        f"zrodla-{year}.csv": sources_csv(material.sources).encode(),
    }
    if consolidation.cells:
        files[f"tabele-{year}.csv"] = tables_csv(consolidation).encode()
    if programme.register is not None:
        files[f"dzialania-{year}.csv"] = register_csv(consolidation, programme.register).encode()
        files["uzgodnienie-kosztow.csv"] = reconciliation_csv(material.differences).encode()
    return files


def _version(data: Files) -> str:
    """The name of the state of the data: other values, other answers or other sources give another one."""
    texts = (content for name, content in data.items() if name.endswith(".csv"))
    return sha256(b"".join(texts))[:_VERSION_LENGTH]


def _prints(workspace: Workspace) -> dict[str, str]:
    """The fingerprints of the files of the workspace, other than returns and closed years, that figures come from."""
    paths = (workspace.catalogue, workspace.root / DECISIONS_FILE)
    prints = {path.name: sha256(read_bytes(path)) for path in paths if path.is_file()}
    return prints | decisions_at_closing(workspace) if DECISIONS_FILE in prints else prints


def write_files(out: Path, files: Files) -> list[Path]:
    """Write `files` to the folder `out`, each whole or not at all; returns their paths."""
    paths = [out / name for name in files]
    for path, content in zip(paths, files.values(), strict=True):
        write_bytes(path, content)
    return paths


def _doubtful(findings: Iterable[Finding]) -> set[tuple[str, str]]:
    """The answers that give no value: what blocks, also where it is told with its cause; what is settled does not."""
    told = (each for finding in findings for each in finding.with_consequences())
    return {(each.executor, each.indicator) for each in told if each.blocks}


def _reconciled(consolidation: Consolidation, history: Path) -> list[Difference]:
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
