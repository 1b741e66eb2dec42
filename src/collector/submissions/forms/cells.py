"""One row of the table -> Observation, with a Finding for every doubt about its cells."""

from collections.abc import Iterator

from collector.domain.finding import Finding, Rule
from collector.domain.indicator import Indicator
from collector.domain.observation import Observation, Place, Status, Value
from collector.domain.programme import Question
from collector.layout.form import MISSING_WORDS
from collector.submissions import rules
from collector.submissions.forms.table import Table
from collector.submissions.opening.book import LOGICAL_FORMULAS, address
from collector.values.reading import Doubt, Unreadable, read_missing, read_value, shown_content
from collector.values.text import clean, same

_RULE_OF: dict[Doubt, Rule] = {
    Doubt.NOT_A_NUMBER: rules.NOT_A_NUMBER,
    Doubt.NOT_WHOLE: rules.NOT_WHOLE,
    Doubt.AMBIGUOUS: rules.AMBIGUOUS_NUMBER,
    Doubt.OTHER_UNIT: rules.OTHER_UNIT,
    Doubt.DATE: rules.DATE_CELL,
    Doubt.LOGICAL: rules.LOGICAL_CELL,
    Doubt.NOT_ON_SCALE: rules.NOT_ON_SCALE,
    Doubt.MARK_ALONE: rules.MARK_ALONE,
    Doubt.TOO_LONG: rules.TOO_LONG,
    Doubt.NO_ANSWER: rules.NO_REAL_ANSWER,
    Doubt.COMPOSITE: rules.COMPOSITE,
    Doubt.ZERO_OR_MISSING: rules.ZERO_OR_MISSING,
}
BLANK = Value(status=Status.NOT_SUBMITTED)
_ANSWERS = ("reason", "explanation")


class CellReader:
    """Reads single cells of one table."""

    def __init__(self, table: Table, file: Place, executor: str, year: int) -> None:
        self.table, self.file, self.executor, self.year = table, file, executor, year

    def place(self, cell: str) -> Place:
        """A cell of the table as a Place; an empty address is the sheet."""
        return Place(file=self.file.file, sheet=self.table.sheet.title, cell=cell, sha256=self.file.sha256)

    def words(self, row: int, key: str) -> str:
        """The clean text of a cell."""
        raw = self.table.raw(row, key)
        return clean(raw) if raw else ""

    def answer(self, row: int, key: str) -> str:
        """The words in a column that forms of earlier versions lack; an error or a lost result are none."""
        return "" if key not in self.table.columns or self.has_no_result(row, key) else self.words(row, key)

    def first_entry(self, row: int) -> str:
        """The first column to fill in that holds more than blanks."""
        return next((key for key in self.table.entry_keys if self.words(row, key)), "")

    def understood(self, row: int, key: str, asked: Question, findings: list[Finding]) -> Value:
        """The value in the cell; what is doubtful about it, but for its formula, is added to `findings`."""
        content, number_format = self.table.content(row, key), "General"
        if self.table.sheet.facts:
            facts = self.table.facts(row, key)
            if facts.error:
                return BLANK
            number_format = facts.number_format
            content = LOGICAL_FORMULAS.get(facts.formula.upper(), content)
        understood = read_value(content, asked, number_format)
        if isinstance(understood, Unreadable):
            findings.append(self._doubt(row, key, asked, understood))
            return BLANK
        if understood is not None and understood.reading:
            shown = shown_content(content)
            findings.append(self.finding(rules.INTERPRETED, row, key, asked, shown, understood.reading))
        return understood or BLANK

    def formula_findings(self, row: int, key: str, asked: Question) -> Iterator[Finding]:
        """What is to be known of a cell with a formula or an error in it."""
        facts, content = self.table.facts(row, key), self.table.content(row, key)
        if facts.error:
            yield self.finding(rules.ERROR_CELL, row, key, asked, facts.error)
        elif facts.formula and content is None:
            yield self.finding(rules.FORMULA_WITHOUT_RESULT, row, key, asked, facts.formula)
        elif facts.formula:
            yield self.finding(rules.FORMULA, row, key, asked, facts.formula, shown_content(content))

    def has_no_result(self, row: int, key: str) -> bool:
        """Whether only an error or a formula without a result stands in the cell."""
        facts = self.table.facts(row, key)
        return bool(facts.error) or (bool(facts.formula) and self.table.content(row, key) is None)

    def is_hidden_by_merging(self, row: int, key: str, asked: Question, findings: list[Finding]) -> bool:
        """Whether nobody sees what stands in the cell, because merged cells cover it."""
        column = self.table.columns[key]
        for top, left, bottom, right in self.table.sheet.merged:
            if top <= row <= bottom and left <= column <= right and (row, column) != (top, left):
                area = f"{address(top, left)}:{address(bottom, right)}"
                found = self.table.raw(row, key)
                findings.append(self.finding(rules.UNDER_MERGED, row, key, asked, found, area))
                return True
        return False

    def _doubt(self, row: int, key: str, asked: Question, doubt: Unreadable) -> Finding:
        expected = ", ".join(asked.scale) if isinstance(asked, Indicator) else ""
        hint = doubt.hint
        if doubt.doubt is Doubt.NOT_A_NUMBER and hint:
            hint = f" ({hint})"
        return self.finding(_RULE_OF[doubt.doubt], row, key, asked, doubt.shown, expected, hint)

    def finding(
        self, rule: Rule, row: int, key: str, asked: Question, found: str, expected: str = "", hint: str = ""
    ) -> Finding:
        """A Finding about a cell that answers `asked`."""
        return Finding(
            rule=rule,
            place=self.place(self.table.address(row, key)),
            executor=self.executor,
            indicator=asked.id,
            found=found,
            expected=expected,
            facts={"unit": asked.unit.label, "hint": hint},
        )

    def about_row(self, rule: Rule, id_: str, found: str = "") -> Finding:
        """A Finding about the row of `id_`, which is missing or not the only one."""
        return Finding(rule=rule, place=self.place(""), executor=self.executor, indicator=id_, found=found)


class RowReader(CellReader):
    """Reads the input cells of the rows of one table."""

    def read(self, row: int, asked: Question) -> tuple[Observation, list[Finding]]:
        """The answer to `asked` that stands in `row`.

        A cell that contradicts its row, or that cannot be understood, keeps its raw text and gives no value.
        """
        table, key = self.table, "value"
        doubts = self._label_findings(row, asked)
        findings: list[Finding] = []
        raw = table.raw(row, key)
        if table.sheet.merged:
            for column in ("value", "missing"):
                if table.is_filled(row, column):
                    self.is_hidden_by_merging(row, column, asked, doubts)
            if table.is_filled(row, "note"):
                self.is_hidden_by_merging(row, "note", asked, findings)
        if clean(raw):
            if table.sheet.facts:
                findings.extend(self.formula_findings(row, key, asked))
            value = self._beside_reason(row, asked, self.understood(row, key, asked, findings), raw, doubts)
        else:
            value = self._reason(row, asked, findings)
            if table.sheet.facts:
                findings.extend(self.formula_findings(row, "missing", asked))
            key, raw = ("missing", words) if (words := table.raw(row, "missing")) else (key, "")
        if table.sheet.facts:
            for column in ("note", *(key for key in _ANSWERS if key in table.columns)):
                findings.extend(self.formula_findings(row, column, asked))
        note, explanation = self.words(row, "note"), self.answer(row, "explanation")
        observation = Observation(
            indicator=asked.id,
            executor=self.executor,
            year=self.year,
            value=BLANK if doubts else value,
            note=note,
            raw=raw,
            place=self.place(table.address(row, key)),
            reason=self.answer(row, "reason"),
            explanation=explanation,
            note_cell=table.address(row, "note") if note else "",
            explanation_cell=table.address(row, "explanation") if explanation else "",
        )
        return observation, [*doubts, *findings] if doubts else findings

    def unclear(self, rows: list[int], asked: Question) -> Observation:
        """What was typed in several rows of the same indicator, none of which counts."""
        typed = (self.table.raw(row, "value") for row in rows)
        return Observation(
            indicator=asked.id,
            executor=self.executor,
            year=self.year,
            value=BLANK,
            note="",
            raw=" | ".join(text for text in typed if text),
            place=self.place(self.table.address(rows[0], "value")),
        )

    def _reason(self, row: int, asked: Question, findings: list[Finding]) -> Value:
        """The reason for the absence of a value that the row gives."""
        words = self.words(row, "missing")
        if not words or self.table.facts(row, "missing").error:
            return BLANK
        status = read_missing(words)
        if status is None:
            expected = ", ".join(MISSING_WORDS)
            findings.append(self.finding(rules.UNKNOWN_REASON, row, "missing", asked, words, expected))
            return BLANK
        return Value(status=status)

    def _beside_reason(self, row: int, asked: Question, value: Value, raw: str, doubts: list[Finding]) -> Value:
        """`value`; a doubt if a reason for its absence stands beside it that says something else."""
        words = self.words(row, "missing")
        if words and value.status is not read_missing(words):
            doubts.append(self.finding(rules.VALUE_AND_REASON, row, "missing", asked, raw, words))
        return value

    def _label_findings(self, row: int, asked: Question) -> list[Finding]:
        label, unit = self.table.raw(row, "name"), self.table.raw(row, "unit")
        if (label == asked.label and unit == asked.unit.label) or is_labelled(label, unit, asked):
            return []
        found, expected = f"{label} [{unit}]", f"{asked.name} [{asked.unit.label}]"
        key = "unit" if same(label) == same(asked.label) else "name"
        return [self.finding(rules.OTHER_LABEL, row, key, asked, found, expected)]


def is_labelled(label: str, unit: str, asked: Question) -> bool:
    """Whether a name, also one of an earlier catalogue, and a unit are those of `asked`."""
    return same(label) in names_of(asked) and same(unit) == same(asked.unit.label)


def names_of(asked: Question) -> frozenset[str]:
    """The names under which a row may answer `asked`, as `same` makes them."""
    aliases = asked.aliases if isinstance(asked, Indicator) else ()
    return frozenset(map(same, (asked.label, *aliases)))
