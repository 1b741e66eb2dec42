"""The register of actions in the published layout, with the sums of every goal as live formulas."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby
from typing import Final

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell

from collector.consolidation.sums import counted_entries
from collector.domain.consolidation import Consolidation
from collector.domain.programme import Section
from collector.domain.register import Entry, RegisterLayout
from collector.layout.heights import text_height
from collector.reports.published_table import TABLE_SHEET, TALLEST_ROW, PublishedTable
from collector.reports.sources import LEADS_TO_SOURCES, Figure, Sources
from collector.reports.table_model import Shown
from collector.reports.table_register import (
    ENTRY_TEXTS,
    MONEY_FORMAT,
    RegisterTable,
    has_actions,
    has_tasks,
    register_table,
    shown_money,
    shown_result,
    task_text,
)
from collector.spreadsheet import Workbook

# The name of the sheet beside a table of indicators, which is then the main one.
REGISTER_SHEET: Final = "Rejestr działań"
# Excel takes 255.
_MOST_ARGUMENTS: Final = 200


def write_register_table(
    book: Workbook, consolidation: Consolidation, register: RegisterLayout, sources: Sources
) -> dict[Figure, str]:
    """Write the sheet: goals, tasks, their actions, the sum of every goal and the summary of every main goal.

    Every number leads to the `sources` of its action; returns where the result of each stands.
    """
    model = register_table(consolidation, register)
    table = _RegisterSheet(book, model, sources)
    table.title(consolidation.programme.report.table_title, has_running_head=True)
    for section in model.sections:
        table.top_section(section)
    table.set_up()
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


class _RegisterSheet(PublishedTable):
    """Writes the register; where the programme also has a table of indicators, on a sheet of its own."""

    def __init__(self, book: Workbook, model: RegisterTable, sources: Sources) -> None:
        name = REGISTER_SHEET if model.consolidation.results else TABLE_SHEET
        super().__init__(book, name, model.consolidation, model.columns)
        self.model, self.register, self.sources = model, model.register, sources
        self.addresses: dict[Figure, str] = {}
        self.position = {column.key: index for index, column in enumerate(self.columns)}
        self.first_money = min(self.position[key] for key in self.register.money_keys)
        self.counted = {entry.id for entry in counted_entries(self.consolidation.entries)}
        self.sum_rows: dict[str, int] = {}

    def top_section(self, section: Section) -> None:
        """A main goal with all below it, and its summary; every one after the first begins a page."""
        if self.row > 2:
            self.pages.break_before(self.row)
        self._section(section)
        if not has_tasks(section):
            self._summary(section)

    def _section(self, section: Section) -> None:
        self.band(section)
        if not has_tasks(section):
            for child in filter(has_actions, section.children):
                self._section(child)
            return
        self.headings()
        written = [row for task in section.children for row in self._task(task)]
        self._goal_sum(section, written)

    def _task(self, task: Section) -> list[_Row]:
        rows = [_Row(entry, self._entry_height(entry)) for entry in self.model.entries_of(task)]
        if not rows:
            return []
        actions = [list(group) for _, group in groupby(rows, key=lambda row: (row.entry.executor, row.entry.name))]
        action = self.columns[self.position["dzialanie"]]
        of_task = [column for column in self.columns if self.model.is_of_task(column)]
        needed = max((text_height(task_text(task, column), column.width) for column in of_task), default=0.0)
        for group in actions:
            self._make_room(group, text_height(group[0].entry.name, action.width))
        self._make_room(rows, needed)
        for row in rows:
            row.lines = max(1, -int(-row.height // TALLEST_ROW))
            row.top = self.row
            self.row += row.lines
        self.pages.place(rows[0].top, *([[row.height / row.lines] * row.lines for row in group] for group in actions))
        style = self.book.style(text_wrap=True, border=1)
        for column in of_task:
            self._merged(rows, column.key, task_text(task, column), style)
        for group in actions:
            self._merged(group, action.key, group[0].entry.name, style)
        for row in rows:
            self._entry(row)
        return rows

    def _make_room(self, rows: Sequence[_Row], needed: float) -> None:
        """Make rows taller until a cell merged over them has the height it needs, in points.

        Evenly; where no page holds them all, the first row alone, for there the text begins.
        """
        if not self.pages.hold([row.height for row in rows]):
            rows[0].height = max(rows[0].height, min(needed, TALLEST_ROW))
            return
        missing = needed - sum(row.height for row in rows)
        for row in rows:
            row.height += max(missing, 0.0) / len(rows)

    def _entry_height(self, entry: Entry) -> float:
        cells = [(text(entry), key) for key, text in ENTRY_TEXTS.items() if key in self.position]
        cells += [(shown_money(entry, key).text, key) for key in self.register.money_keys]
        return max(text_height(text, self.columns[self.position[key]].width) for text, key in cells)

    def _merged(self, rows: Sequence[_Row], key: str, text: str, style: Format) -> None:
        position = self.position[key]
        self.sheet.merged(rows[0].top, position, rows[-1].last, position, text, style)

    def _entry(self, row: _Row) -> None:
        shown = {key: Shown(text=text(row.entry)) for key, text in ENTRY_TEXTS.items() if key in self.position}
        if "wartosc" in shown:
            shown["wartosc"] = shown_result(row.entry)
        shown |= {key: shown_money(row.entry, key) for key in self.register.money_keys}
        self.addresses[row.entry.id, self.consolidation.year] = self.address(row.top, self.position["wskaznik"])
        for key, cell in shown.items():
            position = self.position[key]
            style = self._style(key, cell)
            self._merged([row], key, cell.text if cell.number is None else "", style)
            if cell.number is not None:
                if target := self.sources.link(row.entry.id):
                    self.sheet.leads(row.top, position, target, LEADS_TO_SOURCES)
                self.sheet.number(row.top, position, float(cell.number), style)

    def _style(self, key: str, cell: Shown) -> Format:
        if cell.number is None:
            return self.book.style(text_wrap=True, border=1)
        if key in self.register.money_keys:
            return self.book.style(border=1, align="right", num_format=MONEY_FORMAT)
        return self.book.style(border=1, align="left", num_format=cell.number_format)

    def _goal_sum(self, goal: Section, rows: Sequence[_Row]) -> None:
        """The row of the goal's sums: a formula over the rows that count, with its result."""
        counted = [(row.top, row.last) for row in rows if row.entry.id in self.counted]
        label = self.model.goal_label(goal)
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
        rows = [self.sum_rows[goal.code] for goal in goals]
        self._sum_row(section.code, self.model.summary_label(section), lambda key: self._total(rows, key))
        for goal, row in zip(goals, rows, strict=True):
            self._sum_row("", self.model.goal_label(goal), partial(self._total, [row]), goal.code)

    def _total(self, rows: Sequence[int], key: str) -> str:
        return _plus_formula(rows, self.position[key])

    def _sum_row(self, code: str, label: str, formula: Callable[[str], str], of: str = "") -> None:
        style = self.book.style(bold=True, text_wrap=True, border=1, bg_color="#EAF1DD")
        money = self.book.style(bold=True, border=1, bg_color="#EAF1DD", align="right", num_format=MONEY_FORMAT)
        self.sheet.merged(self.row, 0, self.row, self.first_money - 1, label, style)
        for column in self.columns[self.first_money :]:
            position = self.position[column.key]
            if column.key in self.register.money_keys:
                amount = self.model.sums[code or of][column.key]
                self.sheet.formula(self.row, position, formula(column.key), float(amount), money)
            else:
                self.sheet.text(self.row, position, "", style)
        width = sum(column.width for column in self.columns[: self.first_money])
        self.pages.place(self.row, [[text_height(label, width) + 2]])
        if code:
            self.sum_rows[code] = self.row
        self.row += 1


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
