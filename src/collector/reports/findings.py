"""The findings as data and as a workbook: the same objects, the blocking ones first."""

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from collector.domain.finding import Finding
from collector.layout.heights import row_height
from collector.spreadsheet import new_workbook

_LONGEST: Final = 1000
_ADDRESS: Final = re.compile(r"([A-Z]+)(\d+)")
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
    match = _ADDRESS.fullmatch(place.cell)
    row, column = (int(match[2]), len(match[1])) if match else (0, 0)
    return (
        finding.rule.severity.rank, finding.executor, place.file, place.sheet, row, column, place.cell,
        finding.rule.code, finding.indicator,
    )  # fmt: skip


def finding_object(finding: Finding) -> dict[str, str]:
    """The stable object of `uwagi.json` and of `validate --format json`."""
    return {
        "code": finding.rule.code,
        "severity": str(finding.rule.severity),
        "file": finding.place.file,
        "sheet": finding.place.sheet,
        "cell": finding.place.cell,
        "executor": finding.executor,
        "indicator": finding.indicator,
        "message": finding.message,
        "fix": finding.fix,
        "found": finding.found,
        "expected": finding.expected,
    }


def findings_json(findings: Iterable[Finding]) -> str:
    """All findings as a JSON list, in order."""
    return json.dumps([finding_object(finding) for finding in ordered(findings)], ensure_ascii=False, indent=2) + "\n"


def write_findings_workbook(findings: Iterable[Finding], path: Path) -> None:
    """Write `uwagi.xlsx`: a row a finding."""
    with new_workbook(path, title="Uwagi do zwrotów") as book:
        sheet = book.sheet("Uwagi")
        heading = book.style(bold=True, text_wrap=True, border=1, bg_color="#1F4E79", font_color="#FFFFFF")
        cell = book.style(text_wrap=True, border=1)
        for position, (_, title, width) in enumerate(_COLUMNS):
            sheet.text(0, position, title, heading)
            sheet.worksheet.set_column(position, position, width)
        rows = [finding_object(finding) for finding in ordered(findings)]
        for row, facts in enumerate(rows, 1):
            for position, (key, _, _) in enumerate(_COLUMNS):
                sheet.text(row, position, _cut(facts[key]), cell)
            texts = ((_cut(facts[key]), width) for key, _, width in _COLUMNS)
            sheet.worksheet.set_row(row, row_height(texts))
        if not rows:
            sheet.text(1, 0, "Nie ma uwag.", cell)
        sheet.worksheet.freeze_panes(1, 0)
        sheet.worksheet.autofilter(0, 0, max(len(rows), 1), len(_COLUMNS) - 1)
        sheet.worksheet.set_landscape()
        sheet.worksheet.set_paper(9)
        sheet.worksheet.fit_to_pages(1, 0)
        sheet.worksheet.repeat_rows(0)


def _cut(text: str) -> str:
    """What a person needs of a long entry; `uwagi.json` has it whole."""
    return f"{text[: _LONGEST - 1]}…" if len(text) > _LONGEST else text
