"""What the table of indicators says, before anybody draws it: the official sheet and its twin are made from this."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Final

from collector.domain.consolidation import Consolidation, Result
from collector.domain.observation import Status
from collector.domain.programme import ReportColumn, Section
from collector.reports.columns import INDICATOR_TEXTS, assessment_method, indicator_columns
from collector.reports.number_formats import format_of
from collector.values.writing import NBSP, polish_number, unit_form

_ALWAYS_MERGED: Final = frozenset({"kod", "zadanie"})
_OF_INDICATOR: Final = frozenset({"lp", "uwagi", *INDICATOR_TEXTS})


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What a cell of a value shows: words, or a `number` with what stands `after` it – its unit and its mark.

    `text` is what a person reads in either case.
    """

    text: str
    number: Decimal | None = None
    after: str = ""

    @classmethod
    def of_number(cls, number: Decimal, after: str = "") -> "Shown":
        """A plain number, printed with the decimals that it has."""
        return cls(text=f"{polish_number(number)}{after}", number=number, after=after)

    @property
    def number_format(self) -> str:
        """The Excel format that shows the number as the report prints it: `22 351`, `0,71`, `1 129,1 tys. zł*`."""
        return format_of(self.number or Decimal(0), self.after)


def shown_result(result: Result) -> Shown:
    """The value of an indicator: a plain number, or words where it is a list, is missing or lacks a part."""
    is_plain = result.status is Status.GIVEN and not result.text and not result.missing
    if result.value is None or not is_plain:
        return Shown(text=result.shown)
    unit = NBSP + unit_form(result.value, result.indicator.unit) if result.indicator.unit_is_printed else ""
    return Shown.of_number(result.value, f"{unit}{result.mark}")


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorRow:
    """An indicator of a task: its value, and by the keys of the columns the texts of its own."""

    result: Result
    value: Shown
    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRows:
    """A task with its indicators; `above` are the sections over it from the top, `shared` its texts by column.

    `base_notes` are the footnotes of the base values that are not among the remarks of its indicators.
    """

    section: Section
    above: tuple[Section, ...]
    shared: Mapping[str, str]
    rows: tuple[IndicatorRow, ...]
    base_notes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class IndicatorTable:
    """The table of the indicators of a year; `columns` are those that the programme prints."""

    consolidation: Consolidation
    columns: tuple[ReportColumn, ...]
    closing: tuple[str, ...] = field(default=())

    @cached_property
    def tasks(self) -> tuple[TaskRows, ...]:
        """The tasks in printed order."""
        return tuple(task for section in self.consolidation.programme.sections for task in self._tasks_of(section, ()))

    @cached_property
    def by_code(self) -> dict[str, TaskRows]:
        """The tasks by their code."""
        return {task.section.code: task for task in self.tasks}

    def is_own(self, task: Section, column: ReportColumn) -> bool:
        """Whether each indicator of the task has a cell of its own in this column."""
        if column.key in _ALWAYS_MERGED or column.key in task.merged:
            return False
        return column.key in _OF_INDICATOR or column.repeated

    def _tasks_of(self, section: Section, above: tuple[Section, ...]) -> Iterator[TaskRows]:
        if section.indicators:
            yield self._task(section, above)
        for child in section.children:
            yield from self._tasks_of(child, (*above, section))

    def _task(self, task: Section, above: tuple[Section, ...]) -> TaskRows:
        results = [self.consolidation.by_id[indicator.id] for indicator in task.indicators]
        remarks = {result.note for result in results}
        bases = [indicator.base for indicator in task.indicators if indicator.base]
        notes = dict.fromkeys(base.note for base in bases if base.mark and base.note and base.note not in remarks)
        rows = [
            IndicatorRow(
                result=result,
                value=shown_result(result),
                texts={column.key: self._own_text(task, number, result, column) for column in self.columns},
            )
            for number, result in enumerate(results, 1)
        ]
        return TaskRows(
            section=task,
            above=above,
            shared={column.key: self._shared_text(task, results, column) for column in self.columns},
            rows=tuple(rows),
            base_notes=tuple(notes),
        )

    def _own_text(self, task: Section, number: int, result: Result, column: ReportColumn) -> str:
        match column.key:
            case "lp":
                return f"{number}."
            case "uwagi":
                return result.note
            case key if key in INDICATOR_TEXTS:
                return INDICATOR_TEXTS[key](result, self.consolidation.programme.report.upkeep_band)
            case _:
                return self._shared_text(task, [result], column)

    def _shared_text(self, task: Section, results: list[Result], column: ReportColumn) -> str:
        match column.key:
            case "kod":
                return task.code
            case "zadanie":
                return task.title
            case "uwagi":
                return "\n".join(dict.fromkeys(result.note for result in results if result.note))
            case key if key in _OF_INDICATOR:
                return self._own_text(task, 1, results[0], column)
            case key:
                return task.printed.get(key, "")


def indicator_table(consolidation: Consolidation) -> IndicatorTable:
    """The table as the programme prints it, with the words below it; a verdict only on a year that is complete."""
    report, columns = consolidation.programme.report, indicator_columns(consolidation.programme)
    has_base = any(indicator.base for indicator in consolidation.programme.indicators)
    is_assessed = any(column.key == "ocena" for column in columns)
    closing = [assessment_method(report.upkeep_band, has_base=has_base)] if is_assessed else []
    closing += [report.closing] if report.closing and consolidation.is_complete else []
    return IndicatorTable(consolidation=consolidation, columns=columns, closing=tuple(closing))


def heading_text(column: ReportColumn, year: int) -> str:
    """The heading of a column in the report of `year`."""
    return column.heading.format(rok=year, rok_wydania=year + 1)
