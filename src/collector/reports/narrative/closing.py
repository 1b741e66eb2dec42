"""The last chapters: the whole year in a few sentences, and how everything was counted and assessed."""

from collections.abc import Iterator, Sequence
from typing import Final

from collector.domain.consolidation import Result
from collector.domain.indicator import Combine
from collector.domain.observation import Status
from collector.domain.programme import Section
from collector.reports.chart_costs import rule_of_costs
from collector.reports.columns import assessment_rules
from collector.reports.narrative.aims import counted_aims, why_none_assessed
from collector.reports.narrative.changes import counted_changes, important, told_briefly
from collector.reports.narrative.costs import about_costs, about_reconciliation, goals_at_a_glance
from collector.reports.narrative.figures import Figure
from collector.reports.narrative.gaps import unclear_answers
from collector.reports.narrative.grammar import (
    FELL,
    ROSE,
    did,
    how_many,
    of_how_many,
    out_of,
    raised,
    share,
    values_of,
)
from collector.reports.narrative.marks import as_typed
from collector.reports.narrative.nouns import EXECUTOR, INDICATOR, VALUE
from collector.reports.narrative.story import Story, paragraphs, sentences, titled
from collector.reports.narrative.tables import MOST_CHANGES
from collector.values.declension import genitive
from collector.values.writing import NBSP, noun, polish_number

_COMBINED: Final = {
    Combine.SUM: "suma wartości podanych przez realizatorów",
    Combine.MAXIMUM: "największa z podanych wartości",
    Combine.RATIO: "iloraz sum liczników i mianowników podanych przez realizatorów",
    Combine.LIST: "lista złożona z list realizatorów",
    Combine.SCALE_RANGE: "zakres ocen podanych przez realizatorów",
    Combine.AGREED: "wartość podana zgodnie albo uzgodniona",
}


def summary(story: Story) -> list[str]:
    """The whole year: how complete it is, what changed, what is as aimed, what it cost."""
    results = [result for result in story.consolidation.results if result.is_asked]
    told = [_absence(story)]
    if results:
        told.append(sentences(*_completeness(results, story)))
        told.append(counted_changes("", results, story))
        told += counted_aims("", results, story) or [why_none_assessed(results, story)]
    if story.programme.tables:
        told.append(_tables(story))
    if (register := story.programme.register) is not None:
        told += about_costs(None, story, register)
        told.append(about_reconciliation(story))
    return paragraphs(told)


def _absence(story: Story) -> str:
    absent, asked = story.figure("nieobecni", ""), story.figure("realizatorzy", "")
    if not absent.number:
        return ""
    report = "Brakuje sprawozdania" if absent.number == 1 else "Brakuje sprawozdań"
    of_all = f"{share(absent, asked)}{NBSP}{genitive(asked.number, EXECUTOR)}"
    return f"{report} {of_all}, dlatego {story.called.lower()} nie jest kompletn{_ending(story)}."


def _ending(story: Story) -> str:
    return "e" if story.called.endswith("e") else "y"


def _tables(story: Story) -> str:
    given, asked = story.figure("podane dane tabel", ""), story.figure("dane tabel", "")
    if not asked.number:
        return "Danych tabel statystycznych jeszcze nie zbierano."
    if given.number == asked.number:
        return f"W tabelach statystycznych podano wszystkie wartości ({asked})."
    return f"W tabelach statystycznych podano {share(given, asked)}{NBSP}wartości."


def _completeness(results: Sequence[Result], story: Story) -> Iterator[str]:
    asked, given = story.figure("wskaźniki", ""), story.figure("podane", "")
    year = f"Za {story.year}{NBSP}r."
    if not given.number:
        yield f"{year} nie podano {_clear(results)}wartości żadnego wskaźnika."
    elif asked.number == 1:
        yield f"{year} podano wartość jedynego wskaźnika."
    elif given.number == asked.number:
        yield f"{year} podano wartości wszystkich {of_how_many(asked, INDICATOR)}."
    else:
        of_all = f"{share(given, asked)}{NBSP}{genitive(asked.number, INDICATOR)}"
        yield f"{year} podano {values_of(given)} {of_all}."
    for kind, status, words in (
        ("brak danych", Status.NO_DATA, "Brak danych zgłoszono dla"),
        ("nie dotyczy", Status.NOT_APPLICABLE, "Odpowiedź „nie dotyczy” podano dla"),
        ("nie złożono", Status.NOT_SUBMITTED, f"Nie podano {_clear(results)}wartości"),
    ):
        figure = story.figure(kind, "")
        # Of a whole year without an answer that was said.
        is_said = status is Status.NOT_SUBMITTED and figure.number == asked.number
        if figure.number and not is_said:
            some = [result for result in results if result.status is status]
            yield f"{words} {of_how_many(figure, INDICATOR)}{story.ids(some)}."
    partial = story.figure("niepełne", "")
    if partial.number:
        ids = story.ids([result for result in results if result.missing])
        yield f"{_incomplete(partial)}{ids}."


def _clear(results: Sequence[Result]) -> str:
    """„jednoznacznej ” where an answer was given that nobody understands."""
    return "jednoznacznej " if any(map(unclear_answers, results)) else ""


def _incomplete(partial: Figure) -> str:
    """„Niepełna jest 1 wartość”, „Niepełne są 2 wartości”, „Niepełnych jest 5 wartości”."""
    words = ("Niepełna jest", "Niepełne są", "Niepełnych jest")
    return f"{noun(partial.number, words)} {how_many(partial, VALUE)}"


def goals_in_numbers(story: Story) -> list[str]:
    """An item for every goal: how many values it has, how they changed, how many are as aimed; or what it cost."""
    sections = [each for each in story.programme.sections if any(part.indicators for part in each.walk())]
    told = [_in_numbers(section, story) for section in sections] if len(sections) > 1 else []
    return [*told, *(goals_at_a_glance(story) if story.programme.register else [])]


def _in_numbers(section: Section, story: Story) -> str:
    def figure(kind: str) -> Figure:
        return story.figure(kind, section.code)

    asked, given = figure("wskaźniki"), figure("podane")
    if not asked.number:
        return f"{titled(section, story)}: wskaźników jeszcze nie zbierano."
    facts = [_given(given, asked)]
    moved = [(ROSE[0], figure("wzrosło")), (FELL[0], figure("zmalało"))]
    if told := [did(verb, number, VALUE) for verb, number in moved if number.number]:
        facts.append(", ".join(told))
    if (assessed := figure("ocenione")).number:
        of_assessed = "ocenionej" if assessed.number == 1 else "ocenionych"
        facts.append(f"zgodne z celem – {share(figure('zgodne'), assessed)}{NBSP}{of_assessed}")
    return f"{titled(section, story)}: {'; '.join(facts)}."


def _given(given: Figure, asked: Figure) -> str:
    if asked.number == 1:
        return "podano wartość jedynego wskaźnika" if given.number else "nie podano wartości jedynego wskaźnika"
    if given.number == asked.number:
        return f"podano wszystkie wartości ({asked})"
    if not given.number:
        return f"nie podano żadnej {out_of(asked)} {of_how_many(asked, VALUE)}"
    return f"podano {share(given, asked)}{NBSP}{genitive(asked.number, VALUE)}"


def largest_changes(story: Story) -> list[str]:
    """An item for each of the largest changes in the programme."""
    results = [result for result in story.consolidation.results if result.is_asked]
    chosen = important(results, story.emphasis.largest, story.emphasis)
    years = {change.since for result in results if (change := result.change)}
    return [told_briefly(result, story, one_year=len(years) == 1) for result in chosen]


def ending(story: Story) -> list[str]:
    """What the city says at the end, where the data are complete."""
    closing = story.programme.report.closing
    return [as_typed(closing)] if closing and story.consolidation.is_complete else []


def method(story: Story) -> list[str]:
    """How the values came about, how they were compared and assessed, and what was chosen to be told."""
    results = [result for result in story.consolidation.results if result.is_asked]
    indicators = [result.indicator for result in results]
    from_one = "Wartość wskaźnika, o którą zapytano jednego realizatora, pochodzi z jego sprawozdania"
    from_all = "Wyniki i kwoty pochodzą ze sprawozdań realizatorów"
    told = [
        f"{from_one if results else from_all} bez zmian. Braku danych, odpowiedzi „nie dotyczy” i braku sprawozdania "
        "nie traktuje się jako zera."
    ]
    used = dict.fromkeys(_COMBINED[i.combine] for i in indicators if len(i.executors) > 1 and i.combine in _COMBINED)
    if used:
        ways = "; ".join(used)
        told.append(
            f"Wartość, którą podaje kilku realizatorów, powstaje w sposób przyjęty w katalogu wskaźników: {ways}."
        )
    if any(result.change or result.assessment(story.band) or result.indicator.base for result in results):
        told += assessment_rules(story.band, indicators)
    if story.programme.register is not None:
        told += rule_of_costs(story.programme)
    return [*told, *_told(story)]


def _told(story: Story) -> Iterator[str]:
    emphasis, consolidation = story.emphasis, story.consolidation
    if consolidation.results and emphasis.numbers:
        yield (
            "W tekście wymieniono największe wartości: w każdej części najwyżej po "
            f"{emphasis.numbers} (liczby, a gdy ich nie ma – kwoty albo odsetki). Wszystkie wartości zawierają tabele."
        )
    percent, number = polish_number(emphasis.least_change), polish_number(emphasis.least_number)
    limits = f"o co najmniej {percent}%, a w liczbach o co najmniej {number}"
    places = {
        f"przy każdym celu opisano największe z nich (najwyżej {emphasis.changes})": emphasis.changes,
        f"w podsumowaniu – największe ze wszystkich (najwyżej {emphasis.largest})": emphasis.largest,
    }
    if any(result.change for result in consolidation.results) and (told := [at for at, most in places.items() if most]):
        yield f"Za ważne uznano zmiany {limits}. {raised(', a '.join(told))}."
    if (most := min(emphasis.changes, MOST_CHANGES)) and any(cell.change for cell in consolidation.cells):
        yield f"Przy tabelach statystycznych wymieniono zmiany {limits} (przy każdej najwyżej {most})."
