"""The catalogue of a programme: its tree of parts, its indicators and the executors that report them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from itertools import chain
from typing import TypeAlias

from collector.domain.indicator import Component, Indicator, Unit
from collector.domain.register import Action, Choice, RegisterLayout
from collector.domain.table import StatisticalTable

# Anything with an input of its own in a form.
Question: TypeAlias = Indicator | Component


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A node of the programme's tree: a goal, a priority, a task. How deep the tree goes is data.

    `printed` holds the texts of the report's own columns (who carries it out, funding, monitoring), by column key;
    `merged` names the columns whose cells the published report merges over all indicators of the section. A task of a
    register has `choices`, the indicators that its actions may report, and the `actions` known beforehand.
    """

    code: str
    title: str
    level: int
    children: tuple["Section", ...] = ()
    indicators: tuple[Indicator, ...] = ()
    printed: dict[str, str] = field(default_factory=dict)
    merged: frozenset[str] = frozenset()
    choices: tuple[Choice, ...] = ()
    actions: tuple[Action, ...] = ()

    @property
    def is_task(self) -> bool:
        """Whether something is asked here."""
        return bool(self.indicators or self.choices)

    def walk(self) -> Iterator["Section"]:
        """This section and everything below it, in printed order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def all_indicators(self) -> Iterator[Indicator]:
        """The indicators of this section and of everything below it, in printed order."""
        return (indicator for part in self.walk() for indicator in part.indicators)


@dataclass(frozen=True, slots=True, kw_only=True)
class Executor:
    """A unit that answers: it gets one Template a year and sends one Submission."""

    id: str
    name: str
    coordinates: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportColumn:
    """A column of the published table; `{rok}` in the heading becomes the year. `width` is in characters.

    `repeated` says that a text of the task stands in the row of each of its indicators, unless the task merges it;
    `group` is a second heading over neighbouring columns.
    """

    key: str
    heading: str
    width: float
    repeated: bool = False
    group: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportLayout:
    """How the city prints the report.

    `{rok}` in a text becomes the year it describes, `{rok_wydania}` the next one. `bands` are the headings of the
    levels of the tree from the top, with `{kod}` and `{tytul}`. A value that differs by no more than `upkeep_band`
    percent from the one it is compared with counts as kept. `legal_basis` and `purpose` of the report have an item for
    each paragraph.
    """

    title_lines: tuple[str, ...]
    issued_by: str
    table_title: str
    bands: tuple[str, ...]
    columns: tuple[ReportColumn, ...]
    closing: str
    upkeep_band: Decimal = Decimal(5)
    legal_basis: tuple[str, ...] = ()
    purpose: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Programme:
    """A whole catalogue. `levels` names the levels of the tree from the top; `fingerprint` is its content's SHA-256.

    `usual_maximum_of_unit` is, by the label of a unit, the largest number of it that is plausible in this city.
    """

    id: str
    title: str
    city: str
    coordinator: str
    first_year: int
    last_year: int
    levels: tuple[Unit, ...]
    sections: tuple[Section, ...]
    executors: tuple[Executor, ...]
    report: ReportLayout
    fingerprint: str
    first_report_year: int
    tables: tuple[StatisticalTable, ...] = ()
    register: RegisterLayout | None = None
    usual_maximum_of_unit: Mapping[str, Decimal] = field(default_factory=dict)

    @property
    def tasks_are_bands(self) -> bool:
        """Whether the titles of the tasks are printed over their rows, like those of the levels above."""
        return len(self.report.bands) == len(self.levels)

    @cached_property
    def tasks(self) -> tuple[Section, ...]:
        """The sections in which something is asked, in printed order."""
        return tuple(part for top in self.sections for part in top.walk() if part.is_task)

    @cached_property
    def indicators(self) -> tuple[Indicator, ...]:
        """All indicators that are asked by themselves, in printed order."""
        return tuple(indicator for task in self.tasks for indicator in task.indicators)

    @cached_property
    def choices(self) -> tuple[Choice, ...]:
        """All indicators that actions may report, in printed order."""
        return tuple(choice for task in self.tasks for choice in task.choices)

    @cached_property
    def actions(self) -> tuple[Action, ...]:
        """All known actions, in printed order."""
        return tuple(action for task in self.tasks for action in task.actions)

    @cached_property
    def cells(self) -> tuple[Indicator, ...]:
        """The cells of all statistical tables."""
        return tuple(cell for table in self.tables for cell in table.cells)

    @cached_property
    def indicator_by_id(self) -> dict[str, Indicator]:
        """Indicators and cells of tables by their id."""
        return {indicator.id: indicator for indicator in chain(self.indicators, self.cells)}

    @cached_property
    def task_by_code(self) -> dict[str, Section]:
        """Tasks by their code."""
        return {task.code: task for task in self.tasks}

    @cached_property
    def executor_by_id(self) -> dict[str, Executor]:
        """Executors by their id."""
        return {executor.id: executor for executor in self.executors}

    def executors_in(self, year: int) -> tuple[Executor, ...]:
        """The executors that are asked for anything for `year`; everyone, where there is a register to add to."""
        return tuple(
            executor
            for executor in self.executors
            if self.register or self.asked_of(executor, year) or self.cells_asked_of(executor, year)
        )

    def asked_of(self, executor: Executor, year: int) -> tuple[tuple[Section, tuple[Indicator, ...]], ...]:
        """The tasks and, of each, the indicators that `executor` reports for `year`."""
        asked = ((task, tuple(_asked(task.indicators, executor, year))) for task in self.tasks)
        return tuple((task, indicators) for task, indicators in asked if indicators)

    def cells_asked_of(
        self, executor: Executor, year: int
    ) -> tuple[tuple[StatisticalTable, tuple[Indicator, ...]], ...]:
        """The tables and, of each, the cells that `executor` reports for `year`."""
        asked = ((table, tuple(_asked(table.cells, executor, year))) for table in self.tables)
        return tuple((table, cells) for table, cells in asked if cells)

    def actions_of(self, executor: Executor) -> tuple[tuple[Section, tuple[Action, ...]], ...]:
        """The tasks and, of each, the known actions that `executor` reports."""
        known = ((task, tuple(a for a in task.actions if a.executor == executor.id)) for task in self.tasks)
        return tuple((task, actions) for task, actions in known if actions)


def _asked(indicators: tuple[Indicator, ...], executor: Executor, year: int) -> Iterator[Indicator]:
    return (i for i in indicators if executor.id in i.executors and i.is_asked_in(year))
