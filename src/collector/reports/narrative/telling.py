"""The whole narrative as what the template's tags stand for, its charts, and the figures it holds."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from collector.domain.emphasis import Emphasis
from collector.reports.chart_data import GoalChart
from collector.reports.material import Material
from collector.reports.narrative.chapters import goal_chapter, with_charts
from collector.reports.narrative.closing import ending, goals_in_numbers, largest_changes, method, summary
from collector.reports.narrative.costs import (
    missing_result_rows,
)
from collector.reports.narrative.figures import Figure, Figures
from collector.reports.narrative.gaps import missing_rows
from collector.reports.narrative.marks import as_typed, keys_in
from collector.reports.narrative.opening import collection, executor_rows, legal_basis, purpose
from collector.reports.narrative.registry import figures_of
from collector.reports.narrative.rows import annex_rows, indicator_tags
from collector.reports.narrative.story import Part, Story
from collector.reports.narrative.tables import about_tables, table_parts
from collector.reports.titles import issued_by, report_title


@dataclass(frozen=True, kw_only=True)
class Narrative:
    """The narrative: `tags` are what the tags of a template stand for, sentences with marked figures among them.

    `charts` are the charts by the text that stands for each in `tags`; `figures` are all figures of the year.
    """

    tags: Mapping[str, object]
    figures: Figures
    charts: Mapping[str, GoalChart]

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
    goals = [goal_chapter(section, place, story, charts) for place, section in enumerate(programme.sections)]
    tables = [with_charts(part, [chart], charts, story) for part, chart in table_parts(story)]
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
        **annex_rows(material.annex),
        "metodyka": method(story),
        "wskaznik": {result.indicator.id: indicator_tags(result, story) for result in story.consolidation.results},
    }
    return Narrative(tags=tags, figures=story.figures, charts=charts)


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
