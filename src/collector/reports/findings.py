"""The findings as data and as a workbook: the same objects, the blocking ones first."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from collector.domain.errors import InputError, polish_reason
from collector.domain.finding import Finding
from collector.domain.submission import SignOff
from collector.layout.heights import row_height
from collector.reports.discretion import Discretion
from collector.spreadsheet import Workbook, new_workbook

NOTHING_TO_DO: Final = "Nic nie trzeba robić."
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


@dataclass(frozen=True, slots=True, kw_only=True)
class ListSheet:
    """A sheet that is a list: the headings with the widths of their columns, and a row of texts a line.

    `nothing` is said where there is no row.
    """

    name: str
    columns: tuple[tuple[str, float], ...]
    rows: Sequence[Sequence[str]]
    nothing: str = ""


def write_findings_workbook(findings: Iterable[Finding], path: Path, register: Iterable[ListSheet] = ()) -> None:
    """Write `uwagi.xlsx`: a row a finding, and behind them the sheets of the register of returns."""
    objects = finding_objects(findings)
    found = ListSheet(
        name="Uwagi",
        columns=tuple((title, width) for _, title, width in _COLUMNS),
        rows=[[_cut(facts[key]) for key, _, _ in _COLUMNS] for facts in objects],
        nothing="Nie ma uwag.",
    )
    with new_workbook(path, title="Uwagi do zwrotów") as book:
        for listed in (found, *register):
            _write_list(book, listed)


def findings_workbook(findings: Iterable[Finding], register: Iterable[ListSheet] = ()) -> bytes:
    """The content of `uwagi.xlsx`, for another program. Raises InputError when there is no room for it."""
    try:
        with TemporaryDirectory() as folder:
            path = Path(folder) / "uwagi.xlsx"
            write_findings_workbook(findings, path, register)
            return path.read_bytes()
    except OSError as error:
        raise InputError(f"Nie można przygotować skoroszytu: {polish_reason(error)}.") from error


def _write_list(book: Workbook, listed: ListSheet) -> None:
    sheet = book.sheet(listed.name)
    heading = book.style(bold=True, text_wrap=True, border=1, bg_color="#1F4E79", font_color="#FFFFFF")
    cell = book.style(text_wrap=True, border=1)
    widths = [width for _, width in listed.columns]
    for position, (title, width) in enumerate(listed.columns):
        sheet.text(0, position, title, heading)
        sheet.worksheet.set_column(position, position, width)
    # The button of the filter takes a corner of its heading.
    sheet.worksheet.set_row(0, row_height((title, max(width - 2, 1)) for title, width in listed.columns))
    for number, texts in enumerate(listed.rows, 1):
        for position, text in enumerate(texts):
            sheet.text(number, position, text, cell)
        sheet.worksheet.set_row(number, row_height(zip(texts, widths, strict=True)))
    if not listed.rows:
        sheet.text(1, 0, listed.nothing, cell)
    sheet.worksheet.freeze_panes(1, 0)
    sheet.worksheet.autofilter(0, 0, max(len(listed.rows), 1), len(listed.columns) - 1)
    sheet.worksheet.set_landscape()
    sheet.worksheet.set_paper(9)
    sheet.worksheet.fit_to_pages(1, 0)
    sheet.worksheet.repeat_rows(0)


def _cut(text: str) -> str:
    """What a person needs of a long entry; `uwagi.json` has it whole."""
    return f"{text[: _LONGEST - 1]}…" if len(text) > _LONGEST else text
