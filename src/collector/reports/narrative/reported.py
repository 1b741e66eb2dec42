"""What was reported in a goal: how much of it, and its largest values."""

from collections.abc import Sequence
from decimal import Decimal

from collector.domain.consolidation import Result
from collector.domain.indicator import COUNTS, Gender, Kind, Unit
from collector.domain.programme import Section
from collector.reports.narrative.figures import is_money, is_percentage
from collector.reports.narrative.figures_of_counts import is_combined, parts_by_level
from collector.reports.narrative.grammar import (
    by_how_many,
    how_many,
    named,
    number_of,
    of_how_many,
    raised,
    share,
    values_of,
)
from collector.reports.narrative.nouns import INDICATOR
from collector.reports.narrative.story import Story, in_turn, paragraphs, sentences, titled
from collector.values.declension import genitive
from collector.values.register_words import listed
from collector.values.writing import NBSP

_COUNTS = COUNTS | {Kind.DECIMAL}


def about_goal(section: Section, place: int, results: Sequence[Result], story: Story) -> list[str]:
    """The first paragraphs on a goal, which stands at a `place` among the goals."""
    if not results:
        return [f"Wskaźników tej części programu za {story.year}{NBSP}r. jeszcze nie zbierano."]
    opening = sentences(_structure(section, place, story), _completeness(section, place, results, story))
    return paragraphs((opening, _combined(section, results, story)))


def _structure(section: Section, place: int, story: Story) -> str:
    """How many parts and indicators the goal has; a number of parts without its noun would say nothing."""
    levels = story.programme.levels
    counted = [
        by_how_many(story.figure(f"poziom {depth}", section.code), level)
        for depth, (level, number) in enumerate(zip(levels, parts_by_level(section, levels), strict=True))
        if number and level.is_declined
    ]
    counted.append(by_how_many(story.figure("wskaźniki", section.code), INDICATOR))
    level = levels[section.level]
    variants = [f"{_this(level)} obejmuje"]
    if level.genitive:
        of_this = f"{'tej' if level.gender is Gender.FEMININE else 'tego'} {level.genitive}"
        variants += [f"Do {of_this} przypisano", f"W ramach {of_this} przewidziano"]
    return f"{in_turn(variants, place)} {listed(counted)}."


def _this(level: Unit) -> str:
    """„Ten cel strategiczny”, „To zadanie”."""
    if level.gender is None:
        return "Ta część programu"
    this = {Gender.FEMININE: "Ta", Gender.NEUTER: "To"}.get(level.gender, "Ten")
    return f"{this} {level.one}"


def _completeness(section: Section, place: int, results: Sequence[Result], story: Story) -> str:
    given, asked = story.figure("podane", section.code), story.figure("wskaźniki", section.code)
    if len(results) == 1:
        whole = "Podano jego wartość, lecz niepełną." if results[0].missing else "Podano jego wartość."
        return whole if given.number else "Nie podano jego wartości."
    if not given.number:
        return "Nie podano wartości żadnego wskaźnika."
    if given.number < asked.number:
        return f"Podano {values_of(given)} {share(given, asked)}{NBSP}{genitive(asked.number, INDICATOR)}."
    if any(result.missing for result in results):
        return "Podano wartości wszystkich wskaźników, lecz nie wszystkie są pełne."
    return in_turn(("Podano wartości wszystkich wskaźników.", "Podano wartość każdego wskaźnika.",
                    "Wartości podano w komplecie."), place)  # fmt: skip


def _combined(section: Section, results: Sequence[Result], story: Story) -> str:
    combined = [result for result in results if is_combined(result)]
    if not combined:
        return ""
    how = story.figure("łączone", section.code)
    value, made = ("Wartość", "powstała") if len(combined) == 1 else ("Wartości", "powstały")
    of_how = f"{of_how_many(how, INDICATOR)}{story.ids(combined)}"
    return f"{value} {of_how} {made} z danych więcej niż jednego realizatora."


def largest_values(section: Section, results: Sequence[Result], story: Story) -> list[str]:
    """An item for every part of the goal that has values: its largest ones, in printed order."""
    below = section.children or (section,)
    items = []
    for part in below:
        ids = {indicator.id for indicator in part.all_indicators()}
        chosen = _largest([result for result in results if result.indicator.id in ids], story.emphasis.numbers)
        told = [_value(result, story) for result in chosen]
        if part is section:
            items += [f"{raised(one)}." for one in told]
        elif told:
            items.append(f"{titled(part, story)}: {'; '.join(told)}.")
    return items


def _largest(results: Sequence[Result], most: int) -> list[Result]:
    """Of what is counted the most, else of the money, else of the percentages: these cannot be compared."""
    whole = [result for result in results if result.value and result.value > 0 and not result.missing]
    for kinds in (_COUNTS, {Kind.AMOUNT}, {Kind.PERCENTAGE}):
        if alike := [result for result in whole if result.indicator.kind in kinds]:
            by_value = sorted(alike, key=lambda result: result.value or Decimal(0), reverse=True)
            kept = {result.indicator.id for result in by_value[:most]}
            return [result for result in alike if result.indicator.id in kept]
    return []


def _value(result: Result, story: Story) -> str:
    figure = story.figure("wartość", result.indicator.id)
    has_unit = is_money(result) or is_percentage(result)
    shown = str(figure) if has_unit else how_many(figure, result.indicator.unit)
    return f"{named(result)} – {shown} {number_of(result, story)}"
