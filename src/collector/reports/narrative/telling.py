"""The whole narrative as what the template's tags stand for, its charts, and the figures it holds."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from collector.domain.consolidation import Change, Result
from collector.domain.emphasis import Emphasis
from collector.domain.programme import Section
from collector.domain.register import RegisterLayout
from collector.reports.annex import Annex, Explanation, Settlement
from collector.reports.chart_costs import chart_of_costs
from collector.reports.chart_data import GoalChart, chart_of_indicators
from collector.reports.chart_notes import NumberNote
from collector.reports.chart_words import goal_name
from collector.reports.columns import INDICATOR_TEXTS
from collector.reports.material import Material
from collector.reports.narrative.aims import bad_changes, counted_aims, introduced, missed_aims, reached_numbers
from collector.reports.narrative.changes import counted_changes, important, told_change
from collector.reports.narrative.closing import ending, goals_in_numbers, largest_changes, method, summary
from collector.reports.narrative.costs import (
    about_costs,
    goal_rows,
    missing_result_rows,
    most_expensive,
    without_result,
)
from collector.reports.narrative.figures import Figure, Figures, figures_of, is_percentage
from collector.reports.narrative.gaps import gaps_of, missing_rows
from collector.reports.narrative.grammar import share
from collector.reports.narrative.marks import as_typed, as_typed_row, chart_sign, keys_in
from collector.reports.narrative.opening import collection, executor_rows, legal_basis, purpose
from collector.reports.narrative.reported import about_goal, largest_values
from collector.reports.narrative.story import Part, Story, paragraphs, sentences, titled
from collector.reports.narrative.tables import about_tables, table_parts
from collector.reports.titles import issued_by, report_title
from collector.values.text import one_line
from collector.values.writing import NBSP, polish_number, with_gap

# A value that is longer is a description.
_LONG_VALUE = 60
_TABLE_CODE = re.compile(r"^Tabela T(\d+)")
_UNCHANGED, _CHANGED = "bez zmian", "zmieniono"


@dataclass(frozen=True, kw_only=True)
class Narrative:
    """The narrative: `tags` are what the tags of a template stand for, sentences with marked figures among them.

    `charts` are the charts by the text that stands for each in `tags`; `figures` are all figures of the year.
    """

    tags: Mapping[str, object]
    figures: Figures
    charts: Mapping[str, GoalChart] = field(default_factory=dict)

    @cached_property
    def told(self) -> tuple[Figure, ...]:
        """The figures that its sentences hold, in the order in which they are told, each once."""
        keys = dict.fromkeys(key for text in _texts(self.tags) for key in keys_in(text))
        return tuple(self.figures[key] for key in keys)


def narrative_of(material: Material, emphasis: Emphasis, version: str) -> Narrative:
    """The narrative of a year; `version` names the state of the data."""
    story = Story(material=material, figures=figures_of(material, version), emphasis=emphasis)
    programme, year = story.programme, story.year
    charts: dict[str, GoalChart] = {}
    goals = [_part(section, place, story, charts) for place, section in enumerate(programme.sections)]
    tables = [_with_charts(part, [chart], charts, story) for part, chart in table_parts(story)]
    tags: Part = {
        "tytul": [as_typed(line) for line in report_title(programme.report, year)],
        "program": programme.title,
        "miasto": programme.city,
        "koordynator": programme.coordinator,
        "rok": str(year),
        "wydal": as_typed(issued_by(programme.report, year)),
        "podstawa": legal_basis(story),
        "cel_raportu": purpose(story),
        "zebranie": collection(story),
        "realizatorzy": executor_rows(story),
        "czesci": goals,
        "tabele_wstep": about_tables(tables),
        "tabele": tables,
        "podsumowanie": summary(story),
        "cele_w_liczbach": goals_in_numbers(story),
        "najwieksze_zmiany": largest_changes(story),
        "zakonczenie": ending(story),
        "braki": [*missing_rows(story), *missing_result_rows(story)],
        **_annex(material.annex),
        "metodyka": method(story),
        "wskaznik": {result.indicator.id: _indicator(result, story) for result in story.consolidation.results},
    }
    return Narrative(tags=tags, figures=story.figures, charts=charts)


def _part(section: Section, place: int, story: Story, charts: dict[str, GoalChart]) -> Part:
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
    return _with_charts(part, drawn, charts, story)


def _table(section: Section, results: Sequence[Result], story: Story) -> Part:
    """The table of a goal; it has columns of earlier values and of verdicts only where there are any."""
    has_past = any(result.previous for result in results)
    return {
        "tytul_tabeli": f"Wskaźniki – {goal_name(section, story.programme)}",
        "porownanie": has_past,
        "oceny": any(result.assessment(story.band) for result in results),
        "opisowe": any(len(result.shown) > _LONG_VALUE for result in results),
        "wiersze": [_row(result, story, has_past=has_past) for result in results],
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
    none = "" if chosen else _none_told([change for change in changes if change.difference], story)
    one_year = len({change.since for change in changes}) == 1
    return {
        "zmiany_wstep": [sentences(counted, none)] if counted else [],
        "zmiany": [told_change(each, place, story, one_year=one_year) for place, each in enumerate(chosen)],
    }


def _none_told(moved: Sequence[Change], story: Story) -> str:
    """Why no change is told one by one."""
    least = story.emphasis.least_change
    if not moved or not story.emphasis.changes:
        return ""
    large = [change for change in moved if change.percent is None or abs(change.percent) >= least]
    if len(large) == len(moved):
        return "Zmieniły się tylko niewielkie liczby."
    if large:
        return f"Zmiany były mniejsze niż {polish_number(least)}% albo dotyczyły niewielkich liczb."
    if len(moved) == 1:
        return f"Zmiana była mniejsza niż {polish_number(least)}%."
    return f"Żadna z tych zmian nie sięgnęła {polish_number(least)}%."


def _row(result: Result, story: Story, *, has_past: bool) -> Part:
    return as_typed_row({
        "nr": result.indicator.id,
        "nazwa": result.indicator.name,
        "wartosc": result.shown,
        "poprzednia": _previous(result, story) if has_past else "",
        "zmiana": _change(result, story) if has_past else "",
        "ocena": _verdict(result, story),
        "uwagi": result.note,
    })  # fmt: skip


def _previous(result: Result, story: Story) -> str:
    """The last known value with its year; of a long description only where it stands."""
    if result.previous is None:
        return ""
    shown, year = INDICATOR_TEXTS["poprzednia"](result, story.band), f"{result.previous.year}{NBSP}r."
    if len(shown) > _LONG_VALUE:
        return f"opis – zob. za {year}"
    return f"{shown} ({year})" if shown else ""


def _verdict(result: Result, story: Story) -> str:
    """„Wzrost – zgodnie z celem”, „poprawa”; of a base year its target alone.

    The change in the same row is none since the base: where both are known, the verdict says against which year it is.
    """
    target, assessment, since_base = result.indicator.target, result.assessment(story.band), result.since_base
    verdict = str(assessment.verdict) if assessment else ""
    is_by_change = target is None or target.number is None
    if verdict and is_by_change and result.change and since_base and since_base != result.change:
        verdict = f"{verdict} (względem {since_base.since}{NBSP}r.)"
    return " – ".join(filter(None, (target.text if target else "", verdict)))


def _change(result: Result, story: Story) -> str:
    """`+19,0%`, `−2,5 p.p.`; of words only whether they changed."""
    change = result.change
    if change is None:
        same = result.previous is not None and one_line(result.previous.text) == one_line(result.text)
        is_told = bool(result.previous and result.previous.text and result.text and not result.missing)
        return (_UNCHANGED if same else _CHANGED) if is_told else ""
    if not change.difference:
        return _UNCHANGED
    id_ = result.indicator.id
    sign = "+" if change.difference > 0 else "\u2212"
    if story.figures.has("procent", id_) and not is_percentage(result):
        return f"{sign}{story.figure('procent', id_).text}"
    points = f"{NBSP}p.p." if is_percentage(result) else ""
    return f"{sign}{story.figure('różnica', id_).text}{points}"


def _with_charts(part: Part, drawn: Sequence[GoalChart], charts: dict[str, GoalChart], story: Story) -> Part:
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


def _annex(annex: Annex) -> Part:
    return {
        "wyjasnienia": [_explanation(each) for each in annex.explanations],
        "rozstrzygniecia": [_settlement(each) for each in annex.settlements],
    }


def _explanation(explanation: Explanation) -> Part:
    return as_typed_row({
        "wskaznik": f"{explanation.indicator} {explanation.name}",
        "realizator": explanation.executor,
        "wartosc": explanation.value,
        "pytanie": explanation.question,
        "wyjasnienie": explanation.answer,
    })  # fmt: skip


def _settlement(settlement: Settlement) -> Part:
    until = f", ważne do {settlement.until}" if settlement.until else ""
    return as_typed_row({
        "czego": "\n".join(part for part in (settlement.question, settlement.indicators) if part),
        "realizator": settlement.executor,
        "powod": f"{settlement.choice}\n{settlement.reason}",
        "kto": f"{settlement.person}, {settlement.day}{until}",
        "stan": settlement.standing,
    })  # fmt: skip


def _indicator(result: Result, story: Story) -> Part:
    """What the tags of one indicator stand for: numbers as figures, with the gap that they have, or what is shown."""
    id_ = result.indicator.id
    lost, lost_before = ", ".join(result.missing), result.previous.missing if result.previous else ""

    def figure(kind: str, otherwise: str, missing: str = "") -> str:
        known = story.figures.has(kind, id_)
        return with_gap(str(story.figure(kind, id_)), missing) if known else as_typed(otherwise)

    return {
        "nazwa": as_typed(result.indicator.name),
        "wartosc": figure("wartość", result.shown, lost),
        "poprzednia": figure("poprzednia", INDICATOR_TEXTS["poprzednia"](result, story.band) or "–", lost_before),
        "roznica": figure("różnica", "–"),
        "zmiana": figure("procent", "–"),
    }


def _texts(tags: object) -> Iterator[str]:
    """All texts below some tags, in their order; an indicator that a template may name is not yet told."""
    if isinstance(tags, str):
        yield tags
    elif isinstance(tags, Mapping):
        for name, value in tags.items():
            if name != "wskaznik" or isinstance(value, str):
                yield from _texts(value)
    elif isinstance(tags, Sequence):
        for value in tags:
            yield from _texts(value)
