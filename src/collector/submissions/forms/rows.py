"""The rows of a table of values, matched with what its executor was asked."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from collector.domain.finding import Finding
from collector.domain.observation import Observation
from collector.domain.programme import Question
from collector.submissions.forms.cells import RowReader, names_of
from collector.submissions.rules import (
    DATA_OUTSIDE_ROWS,
    MISSING_ROW,
    NO_ROWS,
    REPEATED_ROW,
    ROW_BY_NAME,
    UNKNOWN_ROW,
)
from collector.values.text import clean, one_line, same
from collector.values.writing import polish_number

# More unknown rows than these are one list, and one Finding.
_SINGLE = 3


class Rows:
    """Reads the rows of one table.

    Afterwards `read` are the rows taken over, `reported` those with a Finding, and `lines` the first row of every id.
    """

    def __init__(self, asked: Mapping[str, Question], reader: RowReader) -> None:
        self.asked, self.reader, self.table, self.executor = asked, reader, reader.table, reader.executor
        self.read: set[int] = set()
        self.reported: set[int] = set()
        self.lines: dict[str, int] = {}

    def observations(self) -> tuple[list[Observation], list[Finding]]:
        """An Observation for every asked row that is there, and what is wrong with the rows and cells."""
        rows_of, findings = self._rows_by_id()
        if not rows_of:
            return [], [*findings, Finding(rule=NO_ROWS, place=self.reader.place(""), executor=self.executor)]
        observations: list[Observation] = []
        for asked_id, asked in self.asked.items():
            match rows_of.get(asked_id, []):
                case []:
                    findings.append(self.reader.about_row(MISSING_ROW, asked_id))
                case [row]:
                    observation, found = self.reader.read(row, asked)
                    observations.append(observation)
                    findings.extend(found)
                case rows:
                    cells = ", ".join(self.table.address(row, "id") for row in rows)
                    findings.append(self.reader.about_row(REPEATED_ROW, asked_id, found=cells))
                    observations.append(self.reader.unclear(rows, asked))
            self.read.update(rows_of.get(asked_id, ()))
        self.lines = {asked_id: rows[0] for asked_id, rows in rows_of.items()}
        return observations, findings

    def _rows_by_id(self) -> tuple[dict[str, list[int]], list[Finding]]:
        rows_of: dict[str, list[int]] = {}
        unknown: list[tuple[int, str]] = []
        for row in self.table.rows():
            row_id = self._id(row)
            if row_id in self.asked:
                rows_of.setdefault(row_id, []).append(row)
            elif self.reader.first_entry(row):
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
        if not rows:
            return {}
        named = self._named()
        found: dict[int, Question] = {}
        for row, _ in rows:
            label, unit = self.table.raw(row, "name"), self.table.raw(row, "unit")
            match named.get((same(label), same(unit)), []) if label else []:
                case [asked] if asked.id not in rows_of:
                    found[row] = asked
        # Two rows of the same name are a question, not a choice.
        times = Counter(asked.id for asked in found.values())
        return {row: asked for row, asked in found.items() if times[asked.id] == 1}

    def _named(self) -> Mapping[tuple[str, str], list[Question]]:
        """What is asked, by name and unit."""
        named: dict[tuple[str, str], list[Question]] = defaultdict(list)
        for asked in self.asked.values():
            for name in names_of(asked):
                named[name, same(asked.unit.label)].append(asked)
        return named

    def _unasked_rows(self, rows: list[tuple[int, str]]) -> Iterator[Finding]:
        """A Finding for each of a few rows; one for a whole list that was pasted somewhere."""
        found = [self._unasked_row(row, row_id) for row, row_id in rows[: _SINGLE + 1]]
        if len(rows) > _SINGLE:
            others, last = (polish_number(Decimal(number)) for number in (len(rows) - 1, rows[-1][0]))
            found = [
                replace(found[0], facts={"more": f" Tak samo w dalszych wierszach ({others}), aż do wiersza {last}."})
            ]
        yield from found

    def _unasked_row(self, row: int, row_id: str) -> Finding:
        # A band has words in the first column, an indicator its number.
        is_numbered = row_id and " " not in row_id
        rule, key = (UNKNOWN_ROW, "id") if is_numbered else (DATA_OUTSIDE_ROWS, self.reader.first_entry(row))
        place = self.reader.place(self.table.address(row, key))
        found = row_id if rule is UNKNOWN_ROW else self.table.raw(row, key)
        return Finding(rule=rule, place=place, executor=self.executor, found=found, facts={"more": ""})
