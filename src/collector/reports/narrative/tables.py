"""The statistical tables of a programme in the narrative: how complete they are, what changed most, three years."""

import re
from collections.abc import Iterable, Iterator
from typing import Final, cast

from collector.domain.table import Measure, StatisticalTable, TableRow
from collector.reports.chart_data import GoalChart, charts_of_tables
from collector.reports.narrative.changes import brief, important
from collector.reports.narrative.gaps import gaps_of
from collector.reports.narrative.grammar import raised, share, within
from collector.reports.narrative.marks import as_typed, as_typed_row, plain
from collector.reports.narrative.story import Part, Story, in_turn
from collector.reports.statistics import printed_value, years_shown
from collector.values.text import one_line
from collector.values.writing import NBSP

MOST_CHANGES: Final = 3
NOTHING: Final = "–"


def table_parts(story: Story) -> Iterator[tuple[Part, GoalChart]]:
    """Every table with its sentences, its rows and its chart."""
    charts = charts_of_tables(story.consolidation)
    tables = enumerate(zip(story.programme.tables, charts, strict=True))
    return ((_part(table, place, story), chart) for place, (table, chart) in tables)


def about_tables(parts: Iterable[Part]) -> list[str]:
    """What a reader of the tables has to know."""
    rows = [row for part in parts for row in cast("list[Part]", part["wiersze"])]
    is_anything_lacking = any(plain(str(text)) == NOTHING for row in rows for text in row.values())
    return [f"Znak „{NOTHING}” w tabelach oznacza, że danych z tego roku nie zebrano."] if is_anything_lacking else []


def _part(table: StatisticalTable, place: int, story: Story) -> Part:
    results = [story.consolidation.by_id[cell.id] for cell in table.cells]
    asked = [result for result in results if result.is_asked]
    years = years_shown(story.year)
    return {
        "naglowek": as_typed(one_line(table.title)),
        "podpis": f"Dane do tabeli Nr {table.code[1:]}, lata {years[0]}–{years[-1]}",
        "opis": [_completeness(table, place, story)] if asked else ["Danych tej tabeli jeszcze nie zbierano."],
        "zmiany": list(_changes(table, story)),
        "braki": gaps_of(table.code, asked, story),
        **dict(zip(("rok1", "rok2", "rok3"), map(str, years), strict=True)),
        "wiersze": list(_rows(table, story)),
        "przypisy": [as_typed(note) for note in _footnotes(table, story)],
    }


def _completeness(table: StatisticalTable, place: int, story: Story) -> str:
    given, asked = story.figure("podane", table.code), story.figure("wskaźniki", table.code)
    year = f"{story.year}{NBSP}r."
    if given.number == asked.number:
        return in_turn((f"Podano wszystkie dane tej tabeli za {year}", f"Dane za {year} są kompletne."), place)
    if not given.number:
        return f"Nie podano żadnych danych tej tabeli za {year}"
    return f"Za {year} podano {share(given, asked)}{NBSP}wartości tej tabeli."


def _changes(table: StatisticalTable, story: Story) -> Iterator[str]:
    emphasis = story.emphasis
    names = {table.cell_id(row, each): _name(table, row, each) for row in table.rows for each in table.measures}
    results = [story.consolidation.by_id[id_] for id_ in names]
    asked = [result for result in results if result.is_asked]
    for result in important(asked, min(emphasis.changes, MOST_CHANGES), emphasis):
        year = f" w {result.change.since}{NBSP}r." if result.change else ""
        name = re.sub(r" ?\*", "", names[result.indicator.id])
        yield f"{raised(name)}: {brief(result, story, year=year)} w {story.year}{NBSP}r."


def _rows(table: StatisticalTable, story: Story) -> Iterator[Part]:
    """A row for every printed row and measure, with the values of three years."""
    years = years_shown(story.year)
    for row in table.rows:
        for measure in table.measures:
            values = [printed_value(story.consolidation, table.cell_id(row, measure), year) for year in years]
            shown = (value.shown.text for value in values)
            name = _name(table, row, measure)
            yield as_typed_row({"nazwa": name, **dict(zip(("pierwszy", "drugi", "trzeci"), shown, strict=True))})


def _name(table: StatisticalTable, row: TableRow, measure: Measure) -> str:
    """„Posiłek, w tym dowóz: liczba osób”: what tells the row from all others of the table."""
    whole = next((each.name for each in table.rows if each.number == row.part_of), "")
    first, *others = [one_line(part) for part in (row.group, whole, row.name) if part] or [""]
    what = ", ".join((first, *map(within, others)))
    group = one_line(f"{measure.name} ({within(measure.group)})" if measure.group else measure.name)
    if not what:
        return group
    return what if len(table.measures) == 1 else f"{what}: {within(group)}"


def _footnotes(table: StatisticalTable, story: Story) -> Iterator[str]:
    years = years_shown(story.year)
    notes = [
        printed_value(story.consolidation, table.cell_id(row, measure), year).footnote
        for row in table.rows for measure in table.measures for year in years
    ]  # fmt: skip
    yield from dict.fromkeys(note for note in (*table.footnotes, *notes) if note)
