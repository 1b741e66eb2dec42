"""What a chart of a goal shows: which indicators, over which years, and the words around them."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from collector.domain.consolidation import Consolidation, Result
from collector.domain.programme import Section
from collector.reports.chart_notes import notes_of_bars, why_none
from collector.reports.chart_words import (
    NOTHING_SAID,
    Description,
    described_bars,
    ending,
    first_capital,
    goal_name,
    shortened,
    title_of_bars,
)
from collector.reports.number_formats import format_of
from collector.values.text import one_line

_MOST_INDICATORS: Final = 8
# More bars on a page are too thin for their numbers: of four years six indicators, of five years five.
_MOST_BARS: Final = 25
_MOST_EARLIER_YEARS: Final = 4
_LONGEST_LABEL: Final = 78


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartRow:
    """A bar of every series: None is a gap. `label` stands in the chart, `name`, `task` and `total` in the table."""

    label: str
    name: str
    values: tuple[Decimal | None, ...]
    task: str = ""
    total: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalChart:
    """A chart and the table that it draws. `heading` stands above both, `title` in the chart. Without `rows` there
    is no chart, and `notes` say why.

    `series` are the headings of the numbers; with `is_stacked` they are the parts of one bar and `total_heading` is
    that of the whole; else they are years. `label_format` is the Excel format of the numbers at the bars,
    `axis_commas` are what divides the numbers of the axis in theirs.
    """

    code: str
    heading: str
    title: str = ""
    notes: tuple[str, ...] = ()
    row_heading: str = ""
    task_heading: str = ""
    series: tuple[str, ...] = ()
    rows: tuple[ChartRow, ...] = ()
    total_heading: str = ""
    axis_title: str = ""
    label_format: str = ""
    axis_commas: str = ""
    description: Description = NOTHING_SAID
    is_stacked: bool = False

    @property
    def values(self) -> Iterator[Decimal]:
        """Every number that is drawn."""
        return (value for row in self.rows for value in row.values if value is not None)


RULE_OF_INDICATORS: Final = (
    "Na wykresie są wskaźniki jednej jednostki miary – tej, w której podano najwięcej wartości.",
    f"Pokazano najwyżej {_MOST_INDICATORS} wskaźników o największych wartościach oraz najwyżej {_MOST_EARLIER_YEARS} "
    "wcześniejsze lata (im więcej lat, tym mniej wskaźników).",
    "Wartości niepełnych i braku danych nie pokazano; nie oznaczają one zera.",
)


def chart_of_indicators(goal: Section, consolidation: Consolidation) -> GoalChart:
    """The chart of the indicators of a goal."""
    tasks = {indicator.id: part for part in goal.walk() for indicator in part.indicators}
    name = goal_name(goal, consolidation.programme)
    results = [result for id_ in tasks if _is_collected(result := consolidation.by_id[id_])]
    below = {id_: task for id_, task in tasks.items() if task is not goal}
    return _chart(goal.code, name, f"{name}. {goal.title}", results, consolidation, below)


def _is_collected(result: Result) -> bool:
    """Whether it is asked for the year; some indicators begin in a later one."""
    return result.indicator.is_asked_in(result.year)


def charts_of_tables(consolidation: Consolidation) -> Iterator[GoalChart]:
    """A chart of every statistical table."""
    for table in consolidation.programme.tables:
        results = [result for cell in table.cells if _is_collected(result := consolidation.by_id[cell.id])]
        yield _chart(table.code, f"Tabela {table.code}", table.title, results, consolidation, {})


def _chart(
    code: str, name: str, heading: str, results: Sequence[Result], consolidation: Consolidation,
    tasks: Mapping[str, Section],
) -> GoalChart:  # fmt: skip
    """The chart of `results`; `tasks` are the parts that ask for them, by the id of the indicator."""
    year = consolidation.year
    whole = [result for result in results if result.value is not None and not result.missing]
    if not whole:
        return GoalChart(code=code, heading=heading, notes=(why_none(results, year),))
    # Of several with the same count, Counter keeps the one that came first.
    ((unit, _),) = Counter(result.indicator.unit for result in whole).most_common(1)
    chosen = _largest([result for result in whole if result.indicator.unit == unit], _MOST_INDICATORS)
    chosen = _largest(chosen, _MOST_BARS // (1 + len(_earlier_years(chosen, consolidation))))
    years = (*_earlier_years(chosen, consolidation), year)
    asked = {id_: tasks[id_] for id_ in (result.indicator.id for result in chosen) if id_ in tasks}
    names = Counter(result.indicator.name for result in results)
    rows = tuple(_rows(chosen, years, asked, names, consolidation))
    bars = {result.indicator.id: row.values for result, row in zip(chosen, rows, strict=True)}
    finest = max((value for row in rows for value in row.values if value is not None), key=_decimals)
    levels = [consolidation.programme.levels[task.level].one for task in asked.values()]
    return GoalChart(
        code=code,
        heading=heading,
        title=title_of_bars(name, unit, years),
        row_heading="Wskaźnik",
        task_heading=first_capital(levels[0]) if levels else "",
        series=tuple(map(str, years)),
        rows=rows,
        axis_title=f"Wartość ({unit.label})",
        label_format=format_of(finest),
        description=described_bars(name, unit, years, bars),
        notes=tuple(notes_of_bars(chosen, results, unit, has_gaps=any(None in row.values for row in rows))),
    )


def _rows(
    chosen: Sequence[Result], years: Sequence[int], asked: Mapping[str, Section], names: Mapping[str, int],
    consolidation: Consolidation,
) -> Iterator[ChartRow]:  # fmt: skip
    """A row of each of the chosen; its label tells its bar from the others."""
    titles = {id_: one_line(task.title) for id_, task in asked.items()}
    several_tasks = len(set(titles.values())) > 1
    full = [one_line(result.indicator.name) for result in chosen]
    for place, result in enumerate(chosen):
        id_, task = result.indicator.id, titles.get(result.indicator.id, "")
        is_unclear = names[result.indicator.name] > 1 or " " not in full[place]
        words = f"{full[place]} – {task}" if is_unclear and several_tasks and task else full[place]
        yield ChartRow(
            label=f"{id_} {_cut(words, full, _LONGEST_LABEL - len(id_) - 1)}",
            name=f"{id_} {full[place]}",
            task=task,
            values=tuple(_value(result, past, consolidation) for past in years),
        )


def _cut(words: str, names: Sequence[str], longest: int) -> str:
    """`words` in at most `longest` characters: the end of them if several of the names begin alike."""
    cut = shortened(words, longest)
    alike = [name for name in names if cut.endswith("…") and name.startswith(cut[:-1])]
    return ending(words, longest) if len(set(alike)) > 1 else cut


def _largest(results: Sequence[Result], most: int) -> list[Result]:
    """At most that many of the whole results, the largest, in printed order."""
    by_value = sorted(results, key=lambda result: result.value or Decimal(0), reverse=True)
    kept = {result.indicator.id for result in by_value[:most]}
    return [result for result in results if result.indicator.id in kept]


def _earlier_years(chosen: Sequence[Result], consolidation: Consolidation) -> list[int]:
    """The last years before the reported one in which any of the chosen has a whole value."""
    known = [
        year
        for year in consolidation.history.years
        if year < consolidation.year and any(_value(result, year, consolidation) is not None for result in chosen)
    ]
    return known[-_MOST_EARLIER_YEARS:]


def _value(result: Result, year: int, consolidation: Consolidation) -> Decimal | None:
    """The whole value of `year`; None where there is none."""
    if year == consolidation.year:
        return result.value
    past = consolidation.history.in_year(result.indicator.id, year)
    return past.value if past and not past.missing else None


def _decimals(number: Decimal) -> int:
    return -int(number.as_tuple().exponent)
