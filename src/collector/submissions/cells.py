"""One row of the table -> Observation, with a Finding for every doubt about its cells."""

from collections.abc import Iterator

from openpyxl.cell import Cell
from openpyxl.workbook import Workbook
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula

from collector.domain.finding import Finding, Rule
from collector.domain.indicator import Indicator
from collector.domain.observation import Observation, Place, Status, Value
from collector.domain.programme import Question
from collector.layout.form import MISSING_WORDS
from collector.submissions import rules
from collector.submissions.table import Table
from collector.values.reading import CellContent, Doubt, Unreadable, read_missing, read_value, shown_content
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
}
BLANK = Value(status=Status.NOT_SUBMITTED)


class CellReader:
    """Reads single cells of one table."""

    def __init__(self, table: Table, formulas: Workbook | None, file: Place, executor: str, year: int) -> None:
        self.table, self.file, self.executor, self.year = table, file, executor, year
        self.formulas = formulas[table.sheet.title] if formulas else None

    def place(self, cell: str) -> Place:
        """A cell of the table as a Place; an empty address is the sheet."""
        return Place(file=self.file.file, sheet=self.table.sheet.title, cell=cell, sha256=self.file.sha256)

    def raw(self, cell: Cell) -> str:
        """What stands in the cell, as typed; its formula where it has no stored result."""
        return shown_content(_content(cell)) or self._formula(cell)

    def words(self, row: int, key: str) -> str:
        """The clean text of a cell of `row`."""
        return clean(self.raw(self.table.cell(row, key)))

    def understood(self, cell: Cell, asked: Question, findings: list[Finding]) -> Value:
        """The value in the cell; what is doubtful about it is added to `findings`."""
        findings.extend(self.formula_findings(cell, asked))
        if cell.data_type == "e":
            return BLANK
        understood = read_value(_content(cell), asked, str(cell.number_format))
        if isinstance(understood, Unreadable):
            findings.append(self._doubt(cell, asked, understood))
            return BLANK
        if understood is not None and understood.reading:
            shown = shown_content(_content(cell))
            findings.append(self.finding(rules.INTERPRETED, cell, asked, shown, understood.reading))
        return understood or BLANK

    def formula_findings(self, cell: Cell, asked: Question) -> Iterator[Finding]:
        """What is to be known of a cell with a formula or an error in it."""
        if cell.data_type == "e":
            yield self.finding(rules.ERROR_CELL, cell, asked, str(cell.value))
            return
        formula = self._formula(cell)
        if not formula:
            return
        if cell.value is None:
            yield self.finding(rules.FORMULA_WITHOUT_RESULT, cell, asked, formula)
        else:
            yield self.finding(rules.FORMULA, cell, asked, formula, shown_content(_content(cell)))

    def _formula(self, cell: Cell) -> str:
        """The formula in a cell, if there is one."""
        content = self.formulas[cell.coordinate].value if self.formulas else None
        if isinstance(content, ArrayFormula):
            return str(content.text)
        if isinstance(content, DataTableFormula):
            return "tabela danych"
        is_formula = isinstance(content, str) and content.startswith("=") and content != cell.value
        return str(content) if is_formula else ""

    def _doubt(self, cell: Cell, asked: Question, doubt: Unreadable) -> Finding:
        expected = ", ".join(asked.scale) if isinstance(asked, Indicator) else ""
        hint = doubt.hint
        if doubt.doubt is Doubt.NOT_A_NUMBER and hint:
            hint = f" ({hint})"
        return self.finding(_RULE_OF[doubt.doubt], cell, asked, doubt.shown, expected, hint)

    def finding(
        self, rule: Rule, cell: Cell, asked: Question, found: str, expected: str = "", hint: str = ""
    ) -> Finding:
        """A Finding about a cell that answers `asked`."""
        return Finding(
            rule=rule,
            place=self.place(cell.coordinate),
            executor=self.executor,
            indicator=asked.id,
            found=found,
            expected=expected,
            facts={"unit": asked.unit.label, "hint": hint},
        )


class RowReader(CellReader):
    """Reads the input cells of the rows of one table."""

    def read(self, row: int, asked: Question) -> tuple[Observation, list[Finding]]:
        """The answer to `asked` that stands in `row`.

        A cell that contradicts its row, or that cannot be understood, keeps its raw text and gives no value.
        """
        cell, reason = self.table.cell(row, "value"), self.table.cell(row, "missing")
        doubts = [*self._label_findings(row, asked)]
        findings: list[Finding] = []
        raw = self.raw(cell)
        if clean(raw):
            value = self._beside_reason(reason, asked, self.understood(cell, asked, findings), raw, doubts)
        else:
            value = self._reason(reason, asked, findings)
            cell, raw = (reason, words) if (words := shown_content(_content(reason))) else (cell, "")
        observation = Observation(
            indicator=asked.id,
            executor=self.executor,
            year=self.year,
            value=BLANK if doubts else value,
            note=clean(shown_content(_content(self.table.cell(row, "note")))),
            raw=raw,
            place=self.place(cell.coordinate),
        )
        return observation, [*doubts, *findings]

    def unclear(self, rows: list[int], asked: Question) -> Observation:
        """What was typed in several rows of the same indicator, none of which counts."""
        cells = [self.table.cell(row, "value") for row in rows]
        typed = (shown_content(_content(cell)) for cell in cells)
        return Observation(
            indicator=asked.id,
            executor=self.executor,
            year=self.year,
            value=BLANK,
            note="",
            raw=" | ".join(text for text in typed if text),
            place=self.place(cells[0].coordinate),
        )

    def _reason(self, cell: Cell, asked: Question, findings: list[Finding]) -> Value:
        """The reason for the absence of a value that `cell` gives."""
        words = clean(shown_content(_content(cell)))
        status = read_missing(words)
        if words and status is None:
            findings.append(self.finding(rules.UNKNOWN_REASON, cell, asked, words, ", ".join(MISSING_WORDS)))
        return Value(status=status) if status else BLANK

    def _beside_reason(self, cell: Cell, asked: Question, value: Value, raw: str, doubts: list[Finding]) -> Value:
        """`value`; a doubt if a reason for its absence stands beside it that says something else."""
        words = clean(shown_content(_content(cell)))
        if words and value.status is not read_missing(words):
            doubts.append(self.finding(rules.VALUE_AND_REASON, cell, asked, raw, words))
        return value

    def _label_findings(self, row: int, asked: Question) -> Iterator[Finding]:
        cell = self.table.cell(row, "name")
        label, unit = shown_content(_content(cell)), shown_content(_content(self.table.cell(row, "unit")))
        known = {same(asked.label)}
        if isinstance(asked, Indicator):
            known.update(same(alias) for alias in asked.aliases)
        if same(label) not in known or same(unit) != same(asked.unit.label):
            yield self.finding(
                rules.OTHER_LABEL, cell, asked, f"{label} [{unit}]", f"{asked.name} [{asked.unit.label}]"
            )


def content_of(content: object) -> CellContent:
    """The content of an openpyxl cell as one of the types that `values` reads; rich text and arrays as their text."""
    return content if isinstance(content, CellContent) else str(content)


def _content(cell: Cell) -> CellContent:
    return content_of(cell.value)
