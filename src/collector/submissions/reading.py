"""A returned file -> Submission and Findings. Every cell of the table is read; nothing is repaired silently."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from openpyxl.workbook import Workbook

from collector.domain.finding import Finding, Rule
from collector.domain.observation import Observation, Place
from collector.domain.programme import Component, Indicator, Programme
from collector.domain.submission import SignOff, Submission
from collector.files import read_bytes, sha256
from collector.layout.form import SIGN_OFF_FIELDS, SIGN_OFF_SHEET
from collector.layout.identity import Identity
from collector.submissions.cells import RowReader, content_of
from collector.submissions.folder import is_attachment, is_workbook
from collector.submissions.opening import open_workbook
from collector.submissions.outside import entries_outside_fields
from collector.submissions.recognition import identity_findings, recognise
from collector.submissions.rules import (
    DATA_OUTSIDE_ROWS,
    MISSING_ROW,
    NO_ROWS,
    OTHER_FILE,
    REPEATED_ROW,
    UNKNOWN_FILE,
    UNKNOWN_ROW,
)
from collector.submissions.table import Table, find_table
from collector.values.reading import shown_content
from collector.values.text import clean, one_line, same


def read_submission(path: Path, name: str, programme: Programme, year: int) -> tuple[Submission | None, list[Finding]]:
    """Read the returned file at `path`, called `name` in findings.

    Returns no Submission when the file cannot be recognised or belongs elsewhere. Raises InputError if the operating
    system does not let us read the file at all.
    """
    content = read_bytes(path)
    place = Place(file=name, sha256=sha256(content))
    if not is_workbook(path, content):
        rule = OTHER_FILE if is_attachment(path) else UNKNOWN_FILE
        return None, [Finding(rule=rule, place=place, found=path.suffix or "nazwa bez rozszerzenia")]
    opened = open_workbook(content, place)
    if isinstance(opened, Finding):
        return None, [opened]
    identity = recognise(opened.values, place)
    if isinstance(identity, Finding):
        return None, [identity]
    findings = identity_findings(identity, programme, year, place)
    if any(finding.blocks for finding in findings):
        return None, findings
    table = find_table(opened.values, place, year)
    if isinstance(table, Finding):
        return None, [*findings, replace(table, executor=identity.executor)]
    reader = RowReader(table, opened.formulas, place, identity.executor, year)
    observations, row_findings = _Rows(programme, identity, table, reader).read()
    submission = Submission(
        executor=identity.executor,
        programme=programme.id,
        year=year,
        form_id=identity.form_id,
        place=place,
        observations=tuple(observations),
        sign_off=_read_sign_off(opened.values),
    )
    outside = entries_outside_fields(opened.values, table, place, identity.executor)
    return submission, [*findings, *row_findings, *outside]


class _Rows:
    """The rows of one table, matched with what the executor was asked."""

    def __init__(self, programme: Programme, identity: Identity, table: Table, reader: RowReader) -> None:
        self.table, self.reader, self.executor = table, reader, identity.executor
        executor = programme.executor_by_id[identity.executor]
        self.asked: dict[str, Indicator | Component] = {}
        for _, indicators in programme.asked_of(executor):
            for indicator in indicators:
                self.asked[indicator.id] = indicator
                self.asked.update({component.id: component for component in indicator.components})

    def read(self) -> tuple[list[Observation], list[Finding]]:
        """An Observation for every asked row that is there, and what is wrong with the rows and cells."""
        findings: list[Finding] = []
        rows_of: dict[str, list[int]] = {}
        for row in self.table.rows():
            row_id = one_line(clean(shown_content(content_of(self.table.cell(row, "id").value))))
            if row_id in self.asked:
                rows_of.setdefault(row_id, []).append(row)
            else:
                findings.extend(self._unasked_row(row, row_id))
        if not rows_of:
            return [], [*findings, Finding(rule=NO_ROWS, place=self.reader.place(""), executor=self.executor)]
        observations: list[Observation] = []
        for asked_id, asked in self.asked.items():
            match rows_of.get(asked_id, []):
                case []:
                    findings.append(self._finding_for_row(MISSING_ROW, asked_id))
                case [row]:
                    observation, found = self.reader.read(row, asked)
                    observations.append(observation)
                    findings.extend(found)
                case rows:
                    cells = ", ".join(self.table.cell(row, "id").coordinate for row in rows)
                    findings.append(self._finding_for_row(REPEATED_ROW, asked_id, found=cells))
                    observations.append(self.reader.unclear(rows, asked))
        return observations, findings

    def _unasked_row(self, row: int, row_id: str) -> Iterator[Finding]:
        typed = [cell for key in ("value", "missing", "note") if (cell := self.table.cell(row, key)).value is not None]
        if not typed:
            return
        cell = self.table.cell(row, "id") if row_id else typed[0]
        place = self.reader.place(cell.coordinate)
        if row_id:
            yield Finding(rule=UNKNOWN_ROW, place=place, executor=self.executor, found=row_id)
        else:
            found = shown_content(content_of(cell.value))
            yield Finding(rule=DATA_OUTSIDE_ROWS, place=place, executor=self.executor, found=found)

    def _finding_for_row(self, rule: Rule, asked_id: str, found: str = "") -> Finding:
        place = self.reader.place("")
        return Finding(rule=rule, place=place, executor=self.executor, indicator=asked_id, found=found)


def _read_sign_off(book: Workbook) -> SignOff:
    if SIGN_OFF_SHEET not in book.sheetnames:
        return SignOff()
    attributes = {same(field.label): field.attribute for field in SIGN_OFF_FIELDS}
    entries: dict[str, str] = {}
    for label, entry in book[SIGN_OFF_SHEET].iter_rows(max_col=2, values_only=True):
        if attribute := attributes.get(same(shown_content(content_of(label)))):
            entries[attribute] = clean(shown_content(content_of(entry)))
    return SignOff(**entries)
