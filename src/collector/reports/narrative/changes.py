"""The sentences about changes: how many values rose and fell, and the largest changes with what was said of them."""

from collections.abc import Sequence
from typing import Final

from collector.domain.assessment import Verdict
from collector.domain.consolidation import Change, Result
from collector.domain.emphasis import Emphasis
from collector.domain.indicator import COUNTS
from collector.reports.narrative.figures import is_money, is_percentage
from collector.reports.narrative.grammar import (
    FELL,
    ROSE,
    agrees,
    by_how_many,
    cited,
    contrasted,
    named,
    number_of,
    of_how_many,
    out_of,
    raised,
    subject,
)
from collector.reports.narrative.nouns import INDICATOR, POINT
from collector.reports.narrative.story import Story, sentences
from collector.values.register_words import listed
from collector.values.writing import NBSP

# What is said of a change whose direction the programme judges, and not its target.
_JUDGED: Final = {
    Verdict.BETTER: "Jest to zmiana korzystna.",
    Verdict.WORSE: "Jest to zmiana niekorzystna.",
    Verdict.NOT_KEPT: "Poziom nie został utrzymany.",
}


def counted_changes(code: str, results: Sequence[Result], story: Story) -> str:
    """„W porównaniu z 2017 r. wzrosły wartości 6 wskaźników, a wartość 1 wskaźnika się nie zmieniła.”"""
    changes = [change for result in results if (change := result.change)]
    if not changes:
        return ""
    told = []
    for kind, one, several in (
        ("wzrosło", "wzrosła wartość", "wzrosły wartości"),
        ("zmalało", "zmalała wartość", "zmalały wartości"),
        ("bez zmian", "nie zmieniła się wartość", "nie zmieniły się wartości"),
    ):
        figure = story.figure(kind, code)
        if figure.number:
            told.append(f"{one if figure.number == 1 else several} {of_how_many(figure, INDICATOR)}")
    return f"{_since(changes)} {contrasted(told) if len(told) > 2 else listed(told)}."


def _since(changes: Sequence[Change]) -> str:
    years = [f"{year}{NBSP}r." for year in sorted({change.since for change in changes})]
    if len(years) == 1:
        return f"W porównaniu z {years[0]}"
    return f"W porównaniu z ostatnimi znanymi danymi (za {listed(years)})"


def important(results: Sequence[Result], most: int, emphasis: Emphasis) -> list[Result]:
    """The results that changed most in percent, the largest change first; small ones are left out.

    What grew from zero has no percent: it comes after the others, the largest first.
    """
    changed = [(result, change) for result in results if (change := result.change) and _is_large(result, emphasis)]
    measured = [(result, abs(change.percent)) for result, change in changed if change.percent is not None]
    from_zero = [(result, abs(change.difference)) for result, change in changed if change.percent is None]
    ranked = [sorted(some, key=lambda pair: (-pair[1], pair[0].indicator.id)) for some in (measured, from_zero)]
    return [result for some in ranked for result, _ in some][:most]


def _is_large(result: Result, emphasis: Emphasis) -> bool:
    change = result.change
    if change is None or not change.difference:
        return False
    if result.indicator.kind in COUNTS and not is_money(result) and abs(change.difference) < emphasis.least_number:
        return False
    return change.percent is None or abs(change.percent) >= emphasis.least_change


def told_change(result: Result, place: int, story: Story, *, one_year: bool) -> str:
    """A change with both figures, what it means, and the explanation; the year before unless all have `one_year`."""
    id_, change = result.indicator.id, result.change
    if change is None:
        raise ValueError(id_)
    about = subject(result)
    verbs = ROSE if change.difference > 0 else FELL
    verb = agrees(verbs[place % len(verbs)], about.gender)
    before, after = story.figure("poprzednia", id_), story.figure("wartość", id_)
    year = "" if one_year else f" w {change.since}{NBSP}r."
    by = difference(result, story)
    who = f"{raised(about.words)} {number_of(result, story)}{',' if about.has_clause else ''}"
    said = f"{who} {verb} {out_of(before)} {before}{year} do {after} ({by})."
    return sentences(said, _judged(result, story), explanation(result))


def told_briefly(result: Result, story: Story, *, one_year: bool) -> str:
    """„Liczba asystentów rodzinnych (A.1.1/2): wzrost o 24,0%, z 25 do 31.”"""
    change = result.change
    year = f" w {change.since}{NBSP}r." if change and not one_year else ""
    return f"{raised(named(result))} {number_of(result, story)}: {brief(result, story, year=year)}."


def brief(result: Result, story: Story, kind: str = "", *, year: str = "") -> str:
    """„wzrost o 24,0%, z 25 do 31”; of the change since the base with that `kind`."""
    id_ = result.indicator.id
    change = result.since_base if kind else result.change
    if change is None or not change.difference:
        return "bez zmiany"
    direction = "wzrost" if change.difference > 0 else "spadek"
    before = story.figure(before_figure(result, kind), id_)
    if is_percentage(result):
        by = f" o {by_how_many(story.figure(f'różnica{kind}', id_), POINT)}"
    else:
        by = f" o {story.figure(f'procent{kind}', id_)}" if story.figures.has(f"procent{kind}", id_) else ""
    return f"{direction}{by}, {out_of(before)} {before}{year} do {story.figure('wartość', id_)}"


def before_figure(result: Result, kind: str) -> str:
    """Which figure a change is measured from."""
    base, change = result.indicator.base, result.since_base
    return "baza" if kind and base and change and change.since == base.year else "poprzednia"


def difference(result: Result, story: Story, kind: str = "", way: str = "") -> str:
    """„o 4 placówki, czyli o 19,0%”, „o 5 punktów procentowych”; with a `way` „o 70,9 tys. zł mniej, czyli o 6,3%”."""
    way = f" {way}" if way else ""
    id_ = result.indicator.id
    by = story.figure(f"różnica{kind}", id_)
    if is_percentage(result):
        return f"o {by_how_many(by, POINT)}{way}"
    amount = str(by) if is_money(result) else by_how_many(by, result.indicator.unit)
    percent = f", czyli o {story.figure(f'procent{kind}', id_)}" if story.figures.has(f"procent{kind}", id_) else ""
    return f"o {amount}{way}{percent}"


def _judged(result: Result, story: Story) -> str:
    """What the change means; where it is judged against the base value, that change is told as well."""
    assessment, since_base = result.assessment(story.band), result.since_base
    judged = _JUDGED.get(assessment.verdict, "") if assessment else ""
    if not judged or since_base is None or since_base == result.change:
        return judged
    return f"Względem {since_base.since}{NBSP}r.: {brief(result, story, ' od bazy')}. {judged}"


def explanation(result: Result) -> str:
    """„Wyjaśnienie (UM-DE): …”, exactly as typed; of several executors each, and each of several of one."""
    said = dict.fromkeys((each.executor, each.answer) for each in result.observations if each.answer)
    return " ".join(f"Wyjaśnienie ({executor}): {cited(answer)}" for executor, answer in said)
