"""The findings as data and as a workbook: the same objects, the blocking ones first."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from collector.domain.finding import Finding
from collector.domain.submission import SignOff
from collector.reports.discretion import Discretion
from collector.reports.list_sheet import ListSheet, write_list
from collector.spreadsheet import new_workbook, workbook_content
from collector.submissions.opening.book import numbers_of
from collector.values.text import cut

NOTHING_TO_DO: Final = "Nic nie trzeba robić."
# What a person needs of a long entry; `uwagi.json` has it whole.
_LONGEST: Final = 1000
_COLUMNS: Final = (
    ("executor", "Realizator", 12), ("severity", "Waga", 14), ("file", "Plik", 24), ("sheet", "Arkusz", 12),
    ("cell", "Komórka", 9), ("indicator", "Wskaźnik", 11), ("message", "Co jest nie tak", 60),
    ("fix", "Co zrobić", 60), ("found", "Wpisano", 24), ("expected", "Oczekiwano", 24), ("code", "Reguła", 8),
)  # fmt: skip


def ordered(findings: Iterable[Finding]) -> list[Finding]:
    """Blocking findings first, then by executor, file and place in the sheet."""
    return sorted(findings, key=_order)


def _order(finding: Finding) -> tuple[int, str, str, str, int, int, str, str, str]:
    place = finding.place
    row, column = numbers_of(place.cell) or (0, 0)
    return (
        finding.severity.rank, finding.executor, place.file, place.sheet, row, column, place.cell,
        finding.rule.code, finding.indicator,
    )  # fmt: skip


def finding_object(finding: Finding) -> dict[str, str]:
    """The stable object of `uwagi.json` and of `validate --format json`."""
    return {
        "code": finding.rule.code,
        "severity": str(finding.severity),
        "file": finding.place.file,
        "sheet": finding.place.sheet,
        "cell": finding.place.cell,
        "executor": finding.executor,
        "indicator": finding.indicator,
        "message": finding.message,
        "fix": NOTHING_TO_DO if finding.settled else finding.fix,
        "found": finding.found,
        "expected": finding.expected,
    }


def finding_objects(findings: Iterable[Finding]) -> list[dict[str, str]]:
    """The objects of all findings, in order; what follows from another one is an object of its own, and informs."""
    return [finding_object(finding) for finding in ordered(_with_consequences(findings))]


def _with_consequences(findings: Iterable[Finding]) -> Iterator[Finding]:
    for finding in findings:
        yield finding
        settled = f"(skutek uwagi {finding.rule.code})"
        yield from _with_consequences(replace(each, settled=settled) for each in finding.consequences)


def findings_json(findings: Iterable[Finding], signed: Iterable[SignOff] = ()) -> str:
    """All findings as a JSON list, in order, without what persons typed into the sign-offs `signed`."""
    told = map(Discretion(signed).about, findings)
    return json.dumps(finding_objects(told), ensure_ascii=False, indent=2) + "\n"


def write_findings_workbook(findings: Iterable[Finding], path: Path, register: Iterable[ListSheet] = ()) -> None:
    """Write `uwagi.xlsx`: a row a finding, and behind them the sheets of the register of returns."""
    objects = finding_objects(findings)
    found = ListSheet(
        name="Uwagi",
        columns=tuple((title, width) for _, title, width in _COLUMNS),
        rows=[[cut(facts[key], _LONGEST) for key, _, _ in _COLUMNS] for facts in objects],
        nothing="Nie ma uwag.",
    )
    with new_workbook(path, title="Uwagi do zwrotów") as book:
        for listed in (found, *register):
            write_list(book, listed)


def findings_workbook(findings: Iterable[Finding], register: Iterable[ListSheet] = ()) -> bytes:
    """The content of `uwagi.xlsx`, for another program. Raises InputError when there is no room for it."""
    return workbook_content(lambda path: write_findings_workbook(findings, path, register))
