"""A returned file -> Submission and Findings. Every cell of the table is read; nothing is repaired silently."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from openpyxl.workbook import Workbook

from collector.domain.finding import Finding, Rule
from collector.domain.observation import Observation, Place
from collector.domain.programme import Executor, Programme, Question
from collector.domain.register import Entry
from collector.domain.submission import SignOff, Submission
from collector.files import read_bytes, sha256
from collector.layout.form import REGISTER_SHEET, SIGN_OFF_FIELDS, SIGN_OFF_SHEET, TABLES, form_sheets
from collector.layout.identity import Identity
from collector.submissions.cells import CellReader, RowReader, content_of
from collector.submissions.folder import is_attachment, is_workbook
from collector.submissions.opening import open_workbook
from collector.submissions.outside import entries_outside_fields
from collector.submissions.recognition import identity_findings, recognise
from collector.submissions.register import RegisterReader
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
    tables = _find_tables(opened.values, programme, programme.executor_by_id[identity.executor], place, year)
    if isinstance(tables, Finding):
        return None, [*findings, replace(tables, executor=identity.executor)]
    observations: list[Observation] = []
    entries: list[Entry] = []
    for table in tables:
        if table.layout.sheet == REGISTER_SHEET and programme.register is not None:
            cells = CellReader(table, opened.formulas, place, identity.executor, year)
            rows = RegisterReader(programme, programme.register, table, cells, identity.executor)
            read_entries, found = rows.read()
            entries += read_entries
        else:
            reader = RowReader(table, opened.formulas, place, identity.executor, year)
            read_observations, found = _Rows(_asked(programme, identity, table, year), table, reader).read()
            observations += read_observations
        findings += found
    submission = Submission(
        executor=identity.executor,
        programme=programme.id,
        year=year,
        form_id=identity.form_id,
        place=place,
        observations=tuple(observations),
        sign_off=_read_sign_off(opened.values),
        entries=tuple(entries),
    )
    return submission, [*findings, *entries_outside_fields(opened.values, tables, place, identity.executor)]


def _find_tables(
    book: Workbook, programme: Programme, executor: Executor, place: Place, year: int
) -> list[Table] | Finding:
    """The sheets of data that the form of `executor` has."""
    tables: list[Table] = []
    for layout in form_sheets(programme, executor, year):
        table = find_table(book, layout, place, year)
        if isinstance(table, Finding):
            return table
        tables.append(table)
    return tables


def _asked(programme: Programme, identity: Identity, table: Table, year: int) -> dict[str, Question]:
    """What the rows of `table` answer, by the id that stands in them."""
    executor = programme.executor_by_id[identity.executor]
    if table.layout is TABLES:
        return {cell.id: cell for _, cells in programme.cells_asked_of(executor, year) for cell in cells}
    indicators = [indicator for _, of_task in programme.asked_of(executor, year) for indicator in of_task]
    asked: dict[str, Question] = {}
    for indicator in indicators:
        asked[indicator.id] = indicator
        asked.update({component.id: component for component in indicator.components})
    return asked


class _Rows:
    """The rows of one table, matched with what the executor was asked."""

    def __init__(self, asked: dict[str, Question], table: Table, reader: RowReader) -> None:
        self.asked, self.table, self.reader, self.executor = asked, table, reader, reader.executor

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
