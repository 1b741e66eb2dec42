"""What the register of actions says, before anybody draws it: the official sheet and its twin are made from this."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Final

from collector.consolidation.sums import computed_sums, missing_amounts
from collector.domain.consolidation import Consolidation
from collector.domain.observation import Status
from collector.domain.programme import ReportColumn, Section
from collector.domain.register import COST, Entry, RegisterLayout
from collector.reports.columns import UNCLEAR, register_columns, value_text
from collector.reports.number_formats import format_of
from collector.reports.table_model import Shown
from collector.values.writing import polish_number, with_gap

MONEY_FORMAT: Final = format_of(Decimal("0.00"))

# By the key of the column; money and the texts of the task are filled elsewhere.
ENTRY_TEXTS: Final[Mapping[str, Callable[[Entry], str]]] = {
    "termin": lambda entry: entry.term,
    "wskaznik": lambda entry: entry.indicator_name,
    "wartosc": value_text,
    "uwagi": lambda entry: entry.note,
}


def shown_result(entry: Entry) -> Shown:
    """The result of an action: a plain number, or words."""
    value = entry.value
    if value.number is None or value.text:
        return Shown(text=value_text(entry))
    return Shown.of_number(value.number, value.mark)


def shown_money(entry: Entry, key: str) -> Shown:
    """A cell of money: the amount in zł, or the words that stand instead of one."""
    cell = entry.money[key]
    if cell.amount is not None:
        return Shown(text=polish_number(cell.amount, 2), number=cell.amount)
    if entry.is_silent:
        return Shown(text=Status.NOT_SUBMITTED.label if key == COST else "")
    return Shown(text=UNCLEAR if cell.is_unreadable else cell.raw)


@dataclass(frozen=True, kw_only=True)
class RegisterTable:
    """The register of a year; `columns` are those that the programme prints of it."""

    consolidation: Consolidation
    register: RegisterLayout
    columns: tuple[ReportColumn, ...]

    @cached_property
    def sums(self) -> Mapping[str, Mapping[str, Decimal]]:
        """The sums of the goals in zł, by code and column of money."""
        return computed_sums(self.consolidation.programme, self.consolidation.entries)

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The main goals with an action; the same programme may ask indicators in others."""
        return tuple(filter(has_actions, self.consolidation.programme.sections))

    def entries_of(self, task: Section) -> list[Entry]:
        """The actions of a task in printed order."""
        return [entry for entry in self.consolidation.entries if entry.task == task.code]

    def is_of_task(self, column: ReportColumn) -> bool:
        """Whether the task says what stands in the column."""
        return column.key not in {"dzialanie", *ENTRY_TEXTS, *self.register.money_keys}

    def tasks(self) -> Iterator[tuple[tuple[Section, ...], Section]]:
        """The tasks with an action in printed order, each after the sections over it."""
        for section in self.sections:
            yield from _tasks_of(section, ())

    def goal_label(self, goal: Section) -> str:
        """The words beside the sum of a goal: what it leaves out, and whose amounts are missing."""
        entries = [entry for task in goal.children for entry in self.entries_of(task)]
        multi_year = any(entry.is_multi_year and entry.has_amounts for entry in entries)
        pattern = self.register.sum_without_multi_year if multi_year else self.register.goal_sum
        missing = ", ".join(missing_amounts(goal, self.consolidation))
        return with_gap(pattern.format(kod=goal.code, tytul=goal.title), missing)

    def summary_label(self, section: Section) -> str:
        """The words beside the sum of a main goal."""
        missing = ", ".join(missing_amounts(section, self.consolidation))
        return with_gap(self.register.summary_goal.format(kod=section.code, tytul=section.title), missing)

    def summed(self) -> Iterator[tuple[Section, str]]:
        """The goals and main goals with a sum and the words beside it, as their own rows of sums follow each other."""
        for section in self.sections:
            goals = [part for part in section.walk() if has_actions(part) and has_tasks(part)]
            yield from ((goal, self.goal_label(goal)) for goal in goals)
            if not has_tasks(section):
                yield section, self.summary_label(section)


def register_table(consolidation: Consolidation, register: RegisterLayout) -> RegisterTable:
    """The register as the programme prints it."""
    columns = register_columns(consolidation.programme)
    return RegisterTable(consolidation=consolidation, register=register, columns=columns)


def has_actions(section: Section) -> bool:
    """Whether a task of the register stands in the section."""
    return any(part.choices for part in section.walk())


def has_tasks(section: Section) -> bool:
    """Whether tasks stand right below the section, which then has a sum of its own."""
    return any(child.is_task for child in section.children)


def task_text(task: Section, column: ReportColumn) -> str:
    """What a task says in one of its columns."""
    match column.key:
        case "kod":
            return task.code
        case "zadanie":
            return f"{task.code}. {task.title}"
        case key:
            return task.printed.get(key, "")


def _tasks_of(section: Section, above: tuple[Section, ...]) -> Iterator[tuple[tuple[Section, ...], Section]]:
    if section.choices:
        yield above, section
    for child in section.children:
        yield from _tasks_of(child, (*above, section))
