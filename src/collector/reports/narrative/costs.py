"""The sentences about the money of a register: the sums by source, and the most expensive actions."""

import sys
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final

from collector.consolidation.sums import computed_sums, counted_entries, missing_amounts
from collector.domain.observation import Status
from collector.domain.programme import Section
from collector.domain.register import COST, Entry, RegisterLayout
from collector.reports.chart_costs import WITHOUT_SOURCE
from collector.reports.chart_words import shortened
from collector.reports.narrative.figures import UNFUNDED
from collector.reports.narrative.figures_of_money import entries_of, is_multi_year, unfunded
from collector.reports.narrative.grammar import by_how_many, cited, lowered, of_how_many, share
from collector.reports.narrative.marks import as_typed, as_typed_row
from collector.reports.narrative.nouns import ACTION, ENTRY, GOAL
from collector.reports.narrative.story import Part, Story, paragraphs, sentences, titled
from collector.values.reading import read_missing
from collector.values.register_words import listed, zloty
from collector.values.text import clean, cut, one_line
from collector.values.writing import NBSP, noun, with_gap

_LONGEST_NAME: Final = 160
_LONGEST_NOTE: Final = 300
_TASKS: Final = ("zadaniu", "zadaniach", "zadaniach")


def about_costs(section: Section | None, story: Story, register: RegisterLayout) -> list[str]:
    """What was reported in a goal, or in the whole programme, and what it cost by source."""
    code = section.code if section else ""
    if not story.figure("pozycje", code).number:
        gaps = missing_of(section, story)
        return [f"Nie złożono danych: {listed(gaps)}." if gaps else "Nie zgłoszono żadnego działania."]
    reported = sentences(_reported(code, story), _funded(code, story, register))
    return paragraphs((reported, _multi_year(section, story), _without_money(section, story)))


def missing_of(section: Section | None, story: Story) -> list[str]:
    """What belongs to the sum and is not in it."""
    tops = [section] if section else story.programme.sections
    return list(dict.fromkeys(name for top in tops for name in missing_amounts(top, story.consolidation)))


def _without_money(section: Section | None, story: Story) -> str:
    lost = missing_of(section, story)
    executors = [name for name in lost if name in story.programme.executor_by_id]
    actions = [name for name in lost if name not in executors]
    facts = []
    if actions:
        facts.append(f"kwot{'y działania' if len(actions) == 1 else ' działań'} {listed(actions)}")
    if executors:
        facts.append(f"danych realizator{'a' if len(executors) == 1 else 'ów'} {listed(executors)}")
    return f"Suma kosztów jest niepełna, ponieważ nie podano {' oraz '.join(facts)}." if facts else ""


def _reported(code: str, story: Story) -> str:
    entries, results = story.figure("pozycje", code), story.figure("z wynikiem", code)
    tasks = story.figure("zadania", code)
    said = f"Zgłoszono {by_how_many(entries, ENTRY)} w {tasks}{NBSP}{noun(tasks.number, _TASKS)}"
    if entries.number == 1:
        return f"{said} i {'podano jej wynik' if results.number else 'nie podano jej wyniku'}."
    if results.number == entries.number:
        return f"{said}; wynik podano dla każdej z nich."
    if not results.number:
        return f"{said}; wyniku nie podano dla żadnej z nich."
    return f"{said}; wynik podano dla {share(results, entries)}."


def _funded(code: str, story: Story, register: RegisterLayout) -> str:
    total = story.figure("suma", code, COST)
    if not total.number:
        return "Działania jednoroczne nie wymagały nakładów albo ich kosztów nie podano."
    sources = [(source.heading, story.figure("suma", code, source.key)) for source in register.sources]
    paid = [f"{heading} – {figure}" for heading, figure in sources if figure.number]
    rest = story.figure("suma", code, UNFUNDED)
    if rest.number:
        paid.append(f"{WITHOUT_SOURCE} – {rest}")
    by_source = f" (według źródeł: {'; '.join(paid)})" if paid else ""
    return f"Koszty działań jednorocznych wyniosły {total}{by_source}."


def _multi_year(section: Section | None, story: Story) -> str:
    """The actions whose costs are in no yearly sum: in a goal by name, for one may contain another."""
    code = section.code if section else ""
    actions = story.figure("wieloletnie", code)
    if not actions.number:
        return ""
    what = "Kwota ta nie obejmuje" if story.figure("suma", code, COST).number else "Do sumy nie wlicza się kosztów"
    said = f"{what} {of_how_many(actions, ACTION)} wieloletni{'ego' if actions.number == 1 else 'ch'}"
    if section is None:
        return f"{said}; ich koszty podano przy celach."
    entries = sorted((e for e in entries_of(section, story.consolidation.entries) if is_multi_year(e)), key=_by_cost)
    named = [f"{_named(entry)} – {story.figure('koszt', entry.id)}" for entry in entries[: story.emphasis.named]]
    return f"{said}: {'; '.join(named)}{'; i innych' if len(entries) > len(named) else ''}."


def _by_cost(entry: Entry) -> tuple[Decimal, str]:
    return -entry.amount(COST), entry.id


def most_expensive(section: Section, story: Story) -> list[str]:
    """An item for each of the most expensive actions of the year, with its result."""
    entries = [entry for entry in entries_of(section, story.consolidation.entries) if entry.is_described]
    costly = sorted((entry for entry in counted_entries(entries) if entry.amount(COST)), key=_by_cost)
    return [_action(entry, story) for entry in costly[: story.emphasis.actions]]


def _action(entry: Entry, story: Story) -> str:
    said = f"{_named(entry)} – {story.figure('koszt', entry.id)}"
    if not story.figures.has("wynik", entry.id) or not entry.indicator_name:
        return f"{said}."
    return f"{said}; {lowered(one_line(entry.indicator_name))} – {story.figure('wynik', entry.id)}."


def goals_at_a_glance(story: Story) -> list[str]:
    """An item for every goal: what it cost, how much was reported, and with how many results."""
    return [
        f"{titled(section, story)}: {by_how_many(entries, ENTRY)}, wynik podano dla "
        f"{story.figure('z wynikiem', section.code)}; koszty {_cost(section, story)}."
        for section in story.programme.sections
        if (entries := story.figure("pozycje", section.code)).number
    ]


def _cost(section: Section, story: Story) -> str:
    """The sum of a goal; one to which a part is missing says so, and the chapter of the goal says which."""
    sum_of_goal = f"{story.figure('suma', section.code, COST)}"
    return f"{sum_of_goal} (suma niepełna)" if missing_of(section, story) else sum_of_goal


def goal_rows(section: Section, story: Story, register: RegisterLayout) -> list[Part]:
    """A row of the table of costs for every goal directly above tasks, with its sums."""
    sums = computed_sums(story.programme, story.consolidation.entries)
    goals = [part for part in section.walk() if any(child.choices or child.actions for child in part.children)]
    return [
        as_typed_row(
            {
                "nr": goal.code,
                "nazwa": goal.title,
                "koszt": with_gap(zloty(sums[goal.code][COST]), ", ".join(missing_amounts(goal, story.consolidation))),
                "zrodla": "\n".join(_by_source(sums[goal.code], register)),
            }
        )
        for goal in goals
    ]


def _by_source(sums: Mapping[str, Decimal], register: RegisterLayout) -> Iterator[str]:
    """A line for every source; what no source pays, too, so that they add up."""
    yield from (f"{source.heading}: {zloty(sums[source.key])}" for source in register.sources)
    if (left := unfunded(sums, register)) > 0:
        yield f"{WITHOUT_SOURCE}: {zloty(left)}"


def without_result(section: Section, story: Story) -> list[str]:
    """An item for every action that was reported without a result, with what was said of it."""
    items = [_without(entry) for entry in entries_of(section, story.consolidation.entries) if _lacks_result(entry)]
    most = story.emphasis.named
    return items if len(items) <= most + 1 else [*items[:most], "Pozostałe działania bez wyniku wymienia załącznik."]


def _lacks_result(entry: Entry) -> bool:
    return entry.is_described and not entry.is_reported


def _without(entry: Entry) -> str:
    why = _reason(entry, _LONGEST_NOTE)
    return f"{_named(entry)}: {_state(entry)}.{f' {why}' if why else ''}"


def _named(entry: Entry) -> str:
    name = clean(entry.name)
    if not name.strip(" .-–—") or read_missing(name):
        return f"Działanie bez nazwy ({entry.id}, {entry.executor})"
    return f"„{as_typed(shortened(entry.name, _LONGEST_NAME).rstrip('.'))}” ({entry.id}, {entry.executor})"


def _state(entry: Entry) -> str:
    if entry.value.status is not Status.NOT_SUBMITTED:
        label = entry.value.status.label
        return f"odpowiedź „{label}”" if entry.value.status is Status.NOT_APPLICABLE else label
    return "wynik do wyjaśnienia" if entry.raw.strip() else "wyniku nie podano"


def _reason(entry: Entry, longest: int = sys.maxsize) -> str:
    words = (entry.explanation or entry.note).strip()
    return f"Uwaga: {cited(cut(words, longest))}" if words and not read_missing(clean(words)) else ""


def missing_result_rows(story: Story) -> list[Part]:
    """The rows of the annex: every action without a result, and known ones of which nothing was said."""
    return [
        as_typed_row(
            {
                "wskaznik": f"{entry.id} {one_line(entry.name)}",
                "realizator": entry.executor,
                "stan": "nie złożono" if entry.is_silent else _state(entry),
                "powod": _reason(entry),
            }
        )
        for entry in story.consolidation.entries
        if entry.is_silent or _lacks_result(entry)
    ]


def about_reconciliation(story: Story) -> str:
    """What the reconciliation of the money found."""
    if not story.material.differences:
        return "Uzgodnienie kosztów nie wykazało różnic."
    sums = story.figure("różne sumy", "")
    said = ""
    if sums.number:
        one = "Podana suma", "różni się od sumy obliczonej"
        given, differ = one if sums.number == 1 else ("Podane sumy", "różnią się od sum obliczonych")
        said = f" {given} {of_how_many(sums, GOAL)} {differ} z wierszy."
    return (
        "Wynik uzgodnienia kosztów, wiersz po wierszu, zawiera arkusz „Uzgodnienie kosztów” skoroszytu z raportem."
        + said
    )
