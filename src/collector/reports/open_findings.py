"""The sheet “Uwagi otwarte”: what was found and is still to be put right or explained."""

import re
from typing import Final

from collector.domain.observation import Place
from collector.reports.discretion import Discretion, sign_offs
from collector.reports.findings import ordered
from collector.reports.grouping import Group, grouped
from collector.reports.list_sheet import LIGHT, ListSheet, write_list
from collector.reports.material import Material
from collector.spreadsheet import Workbook
from collector.values.text import cut

OPEN_FINDINGS_SHEET: Final = "Uwagi otwarte"
_COLUMNS: Final = (
    ("Waga", 13.0), ("Realizator", 12.0), ("Wskaźnik", 18.0), ("Gdzie", 28.0), ("Co jest nie tak", 50.0),
    ("Co zrobić", 46.0), ("Reguła", 8.0),
)  # fmt: skip
# What a person needs of a long entry; `uwagi.json` has it whole.
_LONGEST: Final = 1_000
_ADDRESS: Final = re.compile("[A-Z]+[1-9][0-9]*", re.ASCII)


def write_open_findings(book: Workbook, material: Material) -> None:
    """Write the sheet, the most important findings first, without names of persons; nothing if nothing is open.

    What is the same in many rows of a form is told once.
    """
    findings = ordered(finding for finding in material.findings if finding.is_open)
    if not findings:
        return
    discretion = Discretion(sign_offs(material.submissions, material.files))
    rows = [_row(group) for group in grouped(map(discretion.about, findings))]
    pages_of = material.consolidation
    write_list(book, ListSheet(name=OPEN_FINDINGS_SHEET, columns=_COLUMNS, rows=rows, pages_of=pages_of), LIGHT)


def _row(group: Group) -> tuple[str, ...]:
    first = group.first
    texts = (
        str(group.severity), first.executor, group.listed, _where(first.place, group.cells), group.message, group.fix,
        group.rule.code,
    )  # fmt: skip
    return tuple(cut(text, _LONGEST) for text in texts)


def _where(place: Place, cells: str) -> str:
    """„MOPR.xlsx, arkusz Dane, komórki H12, H14–H17”; the rows of a file that is no workbook are no cells."""
    parts = [place.file]
    if place.sheet:
        parts.append(f"arkusz {place.sheet}")
    if _ADDRESS.fullmatch(cells):
        parts.append(f"komórka {cells}")
    elif cells:
        parts.append(f"komórki {cells}" if _ADDRESS.fullmatch(place.cell) else cells)
    return ", ".join(filter(None, parts))
