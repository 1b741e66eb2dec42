"""What the tags of a chapter stand for: a goal with its sentences, its tables and its charts."""

import re
from collections.abc import Sequence

from collector.domain.consolidation import Change, Result
from collector.domain.programme import Section
from collector.domain.register import RegisterLayout
from collector.reports.chart_costs import chart_of_costs
from collector.reports.chart_data import GoalChart, chart_of_indicators
from collector.reports.chart_notes import NumberNote
from collector.reports.chart_words import goal_name
from collector.reports.narrative.aims import bad_changes, counted_aims, introduced, missed_aims, reached_numbers
from collector.reports.narrative.changes import counted_changes, important, told_change
from collector.reports.narrative.costs import (
    about_costs,
    goal_rows,
    most_expensive,
    without_result,
)
from collector.reports.narrative.gaps import gaps_of
from collector.reports.narrative.grammar import share
from collector.reports.narrative.marks import as_typed, chart_sign
from collector.reports.narrative.reported import about_goal, largest_values
from collector.reports.narrative.rows import LONG_VALUE, indicator_row
from collector.reports.narrative.story import Part, Story, paragraphs, sentences, titled
from collector.values.writing import NBSP, polish_number

_TABLE_CODE = re.compile(r"^Tabela T(\d+)")


def goal_chapter(section: Section, place: int, story: Story, charts: dict[str, GoalChart]) -> Part:
    """What the tags of a goal stand for; it stands at a `place` among the goals."""
    results = story.results_of(section)
    asks = any(part.indicators for part in section.walk())
    register = story.programme.register
    costs = register if register and any(part.choices or part.actions for part in section.walk()) else None
    drawn = []
    if results:
        drawn.append(chart_of_indicators(section, story.consolidation))
    if costs is not None:
        drawn.append(chart_of_costs(section, story.consolidation, costs))
    chosen = important(results, story.emphasis.changes, story.emphasis)
    part: Part = {
        "naglowek": as_typed(titled(section, story)),
        "opis": about_goal(section, place, results, story) if asks else [],
        "liczby": largest_values(section, results, story),
        **_costs(section, story, costs),
        **_changes(section.code, results, chosen, story),
        **_aims(section.code, results, chosen, story),
        "braki": [*gaps_of(section.code, results, story), *(without_result(section, story) if costs else [])],
        **_table(section, results, story),
    }
    return with_charts(part, drawn, charts, story)


def _table(section: Section, results: Sequence[Result], story: Story) -> Part:
    """The table of a goal; it has columns of earlier values and of verdicts only where there are any."""
    has_past = any(result.previous for result in results)
    return {
        "tytul_tabeli": f"Wskaźniki – {goal_name(section, story.programme)}",
        "porownanie": has_past,
        "oceny": any(result.assessment(story.band) for result in results),
        "opisowe": any(len(result.shown) > LONG_VALUE for result in results),
        "wiersze": [indicator_row(result, story, has_past=has_past) for result in results],
    }


def _aims(code: str, results: Sequence[Result], told: Sequence[Result], story: Story) -> Part:
    missed = missed_aims(results, story)
    before = [*counted_aims(code, results, story), *reached_numbers(results, story), introduced(code, missed, story)]
    return {"cele_wstep": paragraphs(before), "cele": [*missed, *bad_changes(results, told, story)]}


def _costs(section: Section, story: Story, register: RegisterLayout | None) -> Part:
    name = goal_name(section, story.programme)
    return {
        "koszty": about_costs(section, story, register) if register else [],
        "dzialania": most_expensive(section, story) if register else [],
        "tytul_sum": f"Koszty i źródła finansowania – {name}",
        "sumy": goal_rows(section, story, register) if register else [],
    }


def _changes(code: str, results: Sequence[Result], chosen: Sequence[Result], story: Story) -> Part:
    counted = counted_changes(code, results, story)
    changes = [change for result in results if (change := result.change)]
    moved = [change for change in changes if change.difference]
    lead = "Największe zmiany:" if len(chosen) < len(moved) else ""
    lead = lead if chosen else _none_told(moved, story)
    one_year = len({change.since for change in changes}) == 1
    return {
        "zmiany_wstep": [sentences(counted, lead)] if counted else [],
        "zmiany": [told_change(each, place, story, one_year=one_year) for place, each in enumerate(chosen)],
    }


def _none_told(moved: Sequence[Change], story: Story) -> str:
    """Why no change is told one by one."""
    least = story.emphasis.least_change
    if not moved or not story.emphasis.changes:
        return ""
    large = [change for change in moved if change.percent is None or abs(change.percent) >= least]
    if len(large) == len(moved):
        return "Zmieniła się tylko niewielka liczba." if len(moved) == 1 else "Zmieniły się tylko niewielkie liczby."
    if large:
        return f"Zmiany były mniejsze niż {polish_number(least)}% albo dotyczyły niewielkich liczb."
    if len(moved) == 1:
        return f"Zmiana była mniejsza niż {polish_number(least)}%."
    return f"Żadna z tych zmian nie sięgnęła {polish_number(least)}%."


def with_charts(part: Part, drawn: Sequence[GoalChart], charts: dict[str, GoalChart], story: Story) -> Part:
    """`part` with the charts that have bars to compare, and the notes of all."""
    shown = []
    for chart in drawn:
        if len(chart.rows) == 1 and len(chart.series) == 1:
            continue
        name = chart_sign(len(charts) + 1)
        if chart.rows:
            charts[name] = chart
        told = [_drawn(chart, story), *(note for note in chart.notes if not isinstance(note, NumberNote))]
        title = _TABLE_CODE.sub(r"Dane do tabeli Nr \1", chart.title)
        shown.append({"tytul": title, "wykres": name if chart.rows else "", "uwagi": [note for note in told if note]})
    return {**part, "wykresy": shown}


def _drawn(chart: GoalChart, story: Story) -> str:
    """How many of the values the chart shows, where these are not all."""
    if chart.is_stacked or not chart.rows:
        return ""
    shown, asked = story.figure("na wykresie", chart.code), story.figure("wskaźniki", chart.code)
    if shown.number == asked.number:
        return ""
    alike = story.figure("w tej jednostce", chart.code)
    what = "wartości tabeli" if chart.code in {table.code for table in story.programme.tables} else "wskaźników"
    which = "największe spośród podanych w tej jednostce"
    if alike.number <= shown.number:
        which = "jedyną podaną w tej jednostce" if shown.number == 1 else "wszystkie podane w tej jednostce"
        if shown.number == 1 and what == "wskaźników":
            which = "jedyny podany w tej jednostce"
    return f"Wykres pokazuje {share(shown, asked)}{NBSP}{what}: {which}."
