"""The register of actions in the published layout, with the sums of every goal as live formulas."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from itertools import groupby
from typing import Final

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell

from collector.consolidation.sums import computed_sums, counted_entries, missing_amounts
from collector.domain.consolidation import Consolidation
from collector.domain.observation import Status
from collector.domain.programme import ReportColumn, Section
from collector.domain.register import COST, Entry, RegisterLayout
from collector.layout.heights import text_height
from collector.reports.columns import UNCLEAR, register_columns, value_text
from collector.reports.number_formats import format_of
from collector.reports.published_table import TABLE_SHEET, TALLEST_ROW, PublishedTable
from collector.reports.sources import LEADS_TO_SOURCES, Sources
from collector.spreadsheet import Workbook
from collector.values.writing import with_gap

# The name of the sheet beside a table of indicators, which is then the main one.
REGISTER_SHEET: Final = "Rejestr działań"
_MONEY_FORMAT: Final = format_of(Decimal("0.00"))
# Excel takes 255.
_MOST_ARGUMENTS: Final = 200


def _money_text(entry: Entry, key: str) -> str:
    if entry.is_silent:
        return Status.NOT_SUBMITTED.label if key == COST else ""
    return UNCLEAR if entry.money[key].is_unreadable else entry.money[key].raw


# By the key of the column; money and the texts of the task are filled elsewhere.
_ENTRY_TEXTS: Final[Mapping[str, Callable[[Entry], str]]] = {
    "termin": lambda entry: entry.term,
    "wskaznik": lambda entry: entry.indicator_name,
    "wartosc": value_text,
    "uwagi": lambda entry: entry.note,
}


def write_register_table(
    book: Workbook, consolidation: Consolidation, register: RegisterLayout, sources: Sources
) -> dict[str, str]:
    """Write the sheet: goals, tasks, their actions, the sum of every goal and the summary of every main goal.

    Every action leads to its `sources`; returns where the result of each stands.
    """
    programme = consolidation.programme
    table = _RegisterTable(book, consolidation, register, sources)
    table.title(programme.report.table_title)
    for section in programme.sections:
        if _has_actions(section):
            table.top_section(section)
    table.set_up(programme.title)
    return table.addresses


@dataclass(slots=True)
class _Row:
    """One entry while its height is worked out; `lines` is how many sheet rows it takes from `top` on."""

    entry: Entry
    height: float
    lines: int = 1
    top: int = 0

    @property
    def last(self) -> int:
        return self.top + self.lines - 1


class _RegisterTable(PublishedTable):
    """Writes the register; where the programme also has a table of indicators, on a sheet of its own."""

    def __init__(
        self, book: Workbook, consolidation: Consolidation, register: RegisterLayout, sources: Sources
    ) -> None:
        name = REGISTER_SHEET if consolidation.results else TABLE_SHEET
        super().__init__(book, name, consolidation, register_columns(consolidation.programme))
        self.register, self.sources = register, sources
        self.addresses: dict[str, str] = {}
        self.position = {column.key: index for index, column in enumerate(self.columns)}
        self.first_money = min(self.position[key] for key in register.money_keys)
        self.sums = computed_sums(consolidation.programme, consolidation.entries)
        self.counted = {entry.id for entry in counted_entries(consolidation.entries)}
        self.sum_rows: dict[str, int] = {}
        self.labels: dict[str, str] = {}

    def top_section(self, section: Section) -> None:
        """A main goal with all below it, and its summary; every one after the first begins a page."""
        if self.row > 2:
            self.pages.break_before(self.row)
        self._section(section)
        if not any(child.is_task for child in section.children):
            self._summary(section)

    def _section(self, section: Section) -> None:
        self.band(section)
        if not any(child.is_task for child in section.children):
            for child in filter(_has_actions, section.children):
                self._section(child)
            return
        self.headings()
        written = [row for task in section.children for row in self._task(task)]
        self._goal_sum(section, written)

    def _task(self, task: Section) -> list[_Row]:
        entries = [entry for entry in self.consolidation.entries if entry.task == task.code]
        if not entries:
            return []
        rows = [_Row(entry, self._entry_height(entry)) for entry in entries]
        actions = [list(group) for _, group in groupby(rows, key=lambda row: (row.entry.executor, row.entry.name))]
        action = self.columns[self.position["dzialanie"]]
        for group in actions:
            _make_room(group, text_height(group[0].entry.name, action.width))
        of_task = [column for column in self.columns if self._is_of_task(column)]
        _make_room(rows, max((text_height(_task_text(task, column), column.width) for column in of_task), default=0.0))
        for row in rows:
            row.lines = max(1, -int(-row.height // TALLEST_ROW))
            row.top = self.row
            self.row += row.lines
        self.pages.place(rows[0].top, [row.height / row.lines for row in rows for _ in range(row.lines)])
        style = self.book.style(text_wrap=True, border=1)
        for column in of_task:
            self._merged(rows, column.key, _task_text(task, column), style)
        for group in actions:
            self._merged(group, action.key, group[0].entry.name, style)
        for row in rows:
            self._entry(row)
        return rows

    def _is_of_task(self, column: ReportColumn) -> bool:
        filled = {"dzialanie", *_ENTRY_TEXTS, *self.register.money_keys}
        return column.key not in filled

    def _entry_height(self, entry: Entry) -> float:
        cells = [(_ENTRY_TEXTS[key](entry), key) for key in _ENTRY_TEXTS if key in self.position]
        cells += [(_money_text(entry, key), key) for key in self.register.money_keys]
        return max(text_height(text, self.columns[self.position[key]].width) for text, key in cells)

    def _merged(self, rows: Sequence[_Row], key: str, text: str, style: Format) -> None:
        position = self.position[key]
        self.sheet.merged(rows[0].top, position, rows[-1].last, position, text, style)

    def _entry(self, row: _Row) -> None:
        style = self.book.style(text_wrap=True, border=1)
        for key, text in _ENTRY_TEXTS.items():
            if key in self.position:
                if key == "wskaznik":
                    self._lead(row, self.position[key])
                self._merged([row], key, text(row.entry), style)
        number = row.entry.value.number
        if number is not None and not row.entry.value.text and "wartosc" in self.position:
            shown = self.book.style(border=1, align="left", num_format=format_of(number, row.entry.value.mark))
            self.sheet.number(row.top, self.position["wartosc"], float(number), shown)
        for key in self.register.money_keys:
            cell = row.entry.money[key]
            self._merged([row], key, _money_text(row.entry, key), style)
            if cell.amount is not None:
                money = self.book.style(border=1, align="right", num_format=_MONEY_FORMAT)
                self.sheet.number(row.top, self.position[key], float(cell.amount), money)

    def _lead(self, row: _Row, position: int) -> None:
        """Make the indicator of an action lead to its sources, and keep in mind where the action stands."""
        self.addresses[row.entry.id] = self.address(row.top, position)
        if target := self.sources.link(row.entry.id):
            self.sheet.leads(row.top, position, target, LEADS_TO_SOURCES)

    def _goal_sum(self, goal: Section, rows: Sequence[_Row]) -> None:
        """The row of the goal's sums: a formula over the rows that count, with its result."""
        multi_year = any(row.entry.is_multi_year and row.entry.has_amounts for row in rows)
        pattern = self.register.sum_without_multi_year if multi_year else self.register.goal_sum
        missing = ", ".join(missing_amounts(goal, self.consolidation))
        label = with_gap(pattern.format(kod=goal.code, tytul=goal.title), missing)
        counted = [(row.top, row.last) for row in rows if row.entry.id in self.counted]
        self._sum_row(goal.code, label, lambda key: _sum_formula(counted, self.position[key]))

    def _summary(self, section: Section) -> None:
        """The summary of a main goal: its sum and, below it, those of its goals, each pointing at its row."""
        top = self.row
        money = [
            column if column.key in self.register.money_keys else replace(column, heading="", group="")
            for column in self.columns[self.first_money :]
        ]
        rows_taken = self.headings(self.first_money, money)
        heading = self.register.summary_heading
        self.sheet.merged(top, 0, top + rows_taken - 1, self.first_money - 1, heading, self.heading_style)
        goals = [part for part in section.walk() if part.code in self.sum_rows]
        missing = ", ".join(missing_amounts(section, self.consolidation))
        title = with_gap(self.register.summary_goal.format(kod=section.code, tytul=section.title), missing)
        rows = [self.sum_rows[goal.code] for goal in goals]
        self._sum_row(section.code, title, lambda key: _plus_formula(rows, self.position[key]))
        for goal, row in zip(goals, rows, strict=True):
            self._sum_row("", self.labels[goal.code], partial(self._reference, row), goal.code)

    def _reference(self, row: int, key: str) -> str:
        return _plus_formula([row], self.position[key])

    def _sum_row(self, code: str, label: str, formula: Callable[[str], str], of: str = "") -> None:
        style = self.book.style(bold=True, text_wrap=True, border=1, bg_color="#EAF1DD")
        money = self.book.style(bold=True, border=1, bg_color="#EAF1DD", align="right", num_format=_MONEY_FORMAT)
        self.sheet.merged(self.row, 0, self.row, self.first_money - 1, label, style)
        for column in self.columns[self.first_money :]:
            position = self.position[column.key]
            if column.key in self.register.money_keys:
                amount = self.sums[code or of][column.key]
                self.sheet.formula(self.row, position, formula(column.key), float(amount), money)
            else:
                self.sheet.text(self.row, position, "", style)
        width = sum(column.width for column in self.columns[: self.first_money])
        self.pages.place(self.row, [text_height(label, width) + 2])
        if code:
            self.sum_rows[code], self.labels[code] = self.row, label
        self.row += 1


def _has_actions(section: Section) -> bool:
    """Whether a task of the register stands in the section; the same programme may ask indicators in others."""
    return any(part.choices for part in section.walk())


def _task_text(task: Section, column: ReportColumn) -> str:
    match column.key:
        case "kod":
            return task.code
        case "zadanie":
            return f"{task.code}. {task.title}"
        case key:
            return task.printed.get(key, "")


def _make_room(rows: Sequence[_Row], needed: float) -> None:
    """Make rows taller, evenly, until a cell merged over them has the height it needs."""
    missing = needed - sum(row.height for row in rows)
    for row in rows:
        row.height += max(missing, 0.0) / len(rows)


def _sum_formula(rows: Sequence[tuple[int, int]], column: int) -> str:
    """`=SUM(F5:F9,F12)`: neighbouring rows as ranges, sums of sums where there are too many; zero where no row counts.

    `rows` holds the first and the last row of the sheet that each counted row takes.
    """
    ranges: list[tuple[int, int]] = []
    for top, last in rows:
        if ranges and ranges[-1][1] + 1 == top:
            ranges[-1] = (ranges[-1][0], last)
        else:
            ranges.append((top, last))
    cells = [
        xl_rowcol_to_cell(first, column) + (f":{xl_rowcol_to_cell(last, column)}" if last > first else "")
        for first, last in ranges
    ]
    while len(cells) > _MOST_ARGUMENTS:
        parts = [cells[place : place + _MOST_ARGUMENTS] for place in range(0, len(cells), _MOST_ARGUMENTS)]
        cells = [f"SUM({','.join(part)})" for part in parts]
    return f"=SUM({','.join(cells)})" if cells else "=0"


def _plus_formula(rows: Sequence[int], column: int) -> str:
    return "=" + "+".join(xl_rowcol_to_cell(row, column) for row in rows)
