"""The rows of a table of values, matched with what its executor was asked."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from collector.domain.finding import Finding, Rule
from collector.domain.observation import Observation
from collector.domain.programme import Question
from collector.submissions.forms.cells import RowReader, is_labelled
from collector.submissions.forms.table import Table
from collector.submissions.rules import (
    DATA_OUTSIDE_ROWS,
    MISSING_ROW,
    NO_ROWS,
    REPEATED_ROW,
    ROW_BY_NAME,
    UNKNOWN_ROW,
)
from collector.values.text import clean, one_line

_ENTRIES = ("value", "missing", "note")
# More unknown rows than these are one list, and one Finding.
_SINGLE = 3


class Rows:
    """Reads the rows of one table. Afterwards `read` are the rows taken over, `reported` those with a Finding."""

    def __init__(self, asked: Mapping[str, Question], table: Table, reader: RowReader) -> None:
        self.asked, self.table, self.reader, self.executor = asked, table, reader, reader.executor
        self.read: set[int] = set()
        self.reported: set[int] = set()

    def observations(self) -> tuple[list[Observation], list[Finding]]:
        """An Observation for every asked row that is there, and what is wrong with the rows and cells."""
        rows_of, findings = self._rows_by_id()
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
                    cells = ", ".join(self.table.address(row, "id") for row in rows)
                    findings.append(self._finding_for_row(REPEATED_ROW, asked_id, found=cells))
                    observations.append(self.reader.unclear(rows, asked))
            self.read.update(rows_of.get(asked_id, ()))
        return observations, findings

    def _rows_by_id(self) -> tuple[dict[str, list[int]], list[Finding]]:
        rows_of: dict[str, list[int]] = {}
        unknown: list[tuple[int, str]] = []
        for row in self.table.rows():
            if row in self.table.sheet.heading_rows:
                continue  # the headings again, as they print on every page
            row_id = self._id(row)
            if row_id in self.asked:
                rows_of.setdefault(row_id, []).append(row)
            elif self._first_entry(row):
                unknown.append((row, row_id))
        by_name = self._recognised_by_name(unknown, rows_of)
        findings: list[Finding] = []
        unplaced: list[tuple[int, str]] = []
        for row, row_id in unknown:
            if asked := by_name.get(row):
                rows_of[asked.id] = [row]
                findings.append(self.reader.finding(ROW_BY_NAME, row, "id", asked, row_id or "(puste)"))
            else:
                unplaced.append((row, row_id))
        self.reported.update(row for row, _ in unplaced)
        return rows_of, [*findings, *self._unasked_rows(unplaced)]

    def _id(self, row: int) -> str:
        content = self.table.content(row, "id")
        if isinstance(content, str) and content in self.asked:
            return content
        return one_line(clean(self.table.raw(row, "id")))

    def _recognised_by_name(self, rows: list[tuple[int, str]], rows_of: Mapping[str, list[int]]) -> dict[int, Question]:
        """The rows whose number is lost but whose name and unit are those of just one indicator without a row."""
        absent = [asked for asked_id, asked in self.asked.items() if asked_id not in rows_of]
        found: dict[int, Question] = {}
        for row, _ in rows:
            label, unit = self.table.raw(row, "name"), self.table.raw(row, "unit")
            named = [asked for asked in self.asked.values() if is_labelled(label, unit, asked)] if label else []
            if len(named) == 1 and named[0] in absent:
                found[row] = named[0]
        # Two rows of the same name are a question, not a choice.
        named_once = [asked.id for asked in found.values()]
        return {row: asked for row, asked in found.items() if named_once.count(asked.id) == 1}

    def _first_entry(self, row: int) -> str:
        """The first column to fill in that holds more than blanks."""
        return next((key for key in _ENTRIES if clean(self.table.raw(row, key))), "")

    def _unasked_rows(self, rows: list[tuple[int, str]]) -> Iterator[Finding]:
        """A Finding for each of a few rows; one for a whole list that was pasted somewhere."""
        found = [self._unasked_row(row, row_id) for row, row_id in rows[: _SINGLE + 1]]
        if len(rows) > _SINGLE:
            found = [
                replace(found[0], found=f"{found[0].found}” i dalsze wiersze ({len(rows) - 1}), aż do „{rows[-1][0]}")
            ]
        yield from found

    def _unasked_row(self, row: int, row_id: str) -> Finding:
        # A band has words in the first column, an indicator its number.
        rule, key = (UNKNOWN_ROW, "id") if row_id and " " not in row_id else (DATA_OUTSIDE_ROWS, self._first_entry(row))
        place = self.reader.place(self.table.address(row, key))
        found = row_id if rule is UNKNOWN_ROW else self.table.raw(row, key)
        return Finding(rule=rule, place=place, executor=self.executor, found=found)

    def _finding_for_row(self, rule: Rule, asked_id: str, found: str = "") -> Finding:
        place = self.reader.place("")
        return Finding(rule=rule, place=place, executor=self.executor, indicator=asked_id, found=found)
