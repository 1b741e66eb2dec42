"""The sentences about what could not be reported, and why; and the list of it for the annex."""

import sys
from collections.abc import Iterator, Sequence

from collector.domain.consolidation import Result
from collector.domain.observation import Observation, Status
from collector.domain.programme import Executor
from collector.reports.narrative.figures_of_counts import is_blank, is_silent
from collector.reports.narrative.grammar import cited, named, number_of, of_how_many, raised
from collector.reports.narrative.marks import as_typed, as_typed_row
from collector.reports.narrative.nouns import CELL, INDICATOR
from collector.reports.narrative.story import Part, Story
from collector.values.text import cut, one_line
from collector.values.writing import NBSP

_LONGEST = 300
_FEW = 2
_WORDS = {
    Status.NO_DATA: "brak danych",
    Status.NOT_APPLICABLE: "odpowiedź „nie dotyczy”",
    Status.NOT_SUBMITTED: "nie podano",
}


def gaps_of(code: str, results: Sequence[Result], story: Story) -> list[str]:
    """An item for every value that is missing or lacks a part; those of which an executor said nothing in one."""
    items = [
        item
        for executor in story.programme.executors_in(story.year)
        if (item := _of_silent(executor, code, results, story))
    ]
    own = [result for result in results if _lacks(result) and not _is_told_with_others(result)]
    alike: dict[tuple[str, str], list[Result]] = {}
    for result in own:
        alike.setdefault((state_of(result), reason_of(result, _LONGEST)), []).append(result)
    told = [item for (state, why), some in alike.items() for item in _of_alike(state, why, some, story)]
    most = story.emphasis.named
    if len(told) <= most + 1:
        return [*items, *told]
    rest = "Pozostałe brakujące" if most else "Brakujące"
    return [*items, *told[:most], f"{rest} wartości wymienia załącznik."]


def _of_silent(executor: Executor, code: str, results: Sequence[Result], story: Story) -> str:
    owed = [result for result in results if is_silent(executor.id, result)]
    if not owed:
        return ""
    lost = story.figure("bez danych", code, executor.id)
    listed = story.ids(owed) or " (wykaz w załączniku)"
    noun = CELL if any(table.code == code for table in story.programme.tables) else INDICATOR
    who, of = f"{executor.id} ({executor.name})", f"{of_how_many(lost, noun)}{listed}"
    if executor.id in story.consolidation.absent:
        return f"Brakuje sprawozdania realizatora {who}, a przez to danych do {of}."
    return f"Realizator {who} nie podał danych do {of}."


def _of_alike(state: str, why: str, results: Sequence[Result], story: Story) -> Iterator[str]:
    """An item for each of a few values; one for many that lack for the same reason."""
    reason = f" {why}" if why else ""
    if len(results) > _FEW:
        ids = ", ".join(result.indicator.id for result in results)
        yield f"{raised(state)}: {ids}.{reason or ' Przyczyny nie podano.'}"
        return
    for result in results:
        none = "" if result.status is Status.GIVEN else " Przyczyny nie podano."
        yield f"{raised(named(result))} {number_of(result, story)}: {state}.{reason or none}"


def _lacks(result: Result) -> bool:
    if result.status is Status.NOT_SUBMITTED:
        return result.indicator.required or bool(unclear_answers(result))
    return result.status is not Status.GIVEN or bool(result.missing)


def _is_told_with_others(result: Result) -> bool:
    """Whether all that is missing is what executors said nothing of though they had to."""
    lacking = [each for each in result.observations if each.value.status is not Status.GIVEN]
    is_silence = bool(lacking) and all(is_blank(each) for each in lacking)
    return result.indicator.required and is_silence and not unclear_answers(result)


def state_of(result: Result) -> str:
    """What is missing, within a sentence."""
    if result.missing:
        return f"wartość niepełna, bez danych {', '.join(result.missing)}"
    if unclear := unclear_answers(result):
        return "odpowiedź do wyjaśnienia" if len(unclear) == 1 else "odpowiedzi do wyjaśnienia"
    return _WORDS[result.status]


def unclear_answers(result: Result) -> list[Observation]:
    """The answers that were typed and give no value: unreadable ones, and clear ones that contradict each other."""
    if result.status is not Status.NOT_SUBMITTED:
        return []
    no_value, own = (Status.NO_DATA, Status.NOT_APPLICABLE), result.indicator.id
    typed = [each for each in result.observations if each.raw.strip() and each.value.status not in no_value]
    # A clear numerator beside an unreadable percentage is not what has to be explained.
    return [each for each in typed if each.indicator == own or each.value.status is not Status.GIVEN] or typed


def reason_of(result: Result, longest: int = sys.maxsize) -> str:
    """What the executors wrote of it, each by name, exactly as typed; what is unclear as it stands in the form.

    Of words that are longer than `longest` signs the beginning.
    """
    said, unclear = [], unclear_answers(result)
    names = {component.id: f" ({component.label})" for component in result.indicator.components}
    for each in result.observations:
        words = each.answer or each.note
        if each in unclear:
            of = names.get(each.indicator, "")
            said.append(f"W formularzu {each.executor}{of} wpisano: „{as_typed(cut(each.raw.strip(), longest))}”.")
        elif words and each.value.status is not Status.GIVEN:
            said.append(f"Uwaga {each.executor}: {cited(cut(words.strip(), longest))}")
    return " ".join(said)


def missing_rows(story: Story) -> Iterator[Part]:
    """The rows of the annex: every value that is missing or lacks a part, in the order of the report."""
    for result in (*story.consolidation.results, *story.consolidation.cells):
        if result.is_asked and _lacks(result):
            asked = result.observations
            silent = [each.executor for each in asked if each.value.status is not Status.GIVEN]
            who = silent or [each.executor for each in asked]
            yield as_typed_row({
                "wskaznik": f"{result.indicator.id} {one_line(result.indicator.name)}",
                "realizator": ", ".join(dict.fromkeys(who)),
                "stan": state_of(result),
                "powod": reason_of(result) or _absence(result, story),
            })  # fmt: skip


def _absence(result: Result, story: Story) -> str:
    absent = [each.executor for each in result.observations if each.executor in story.consolidation.absent]
    return f"Brak sprawozdania za {story.year}{NBSP}r.: {', '.join(dict.fromkeys(absent))}" if absent else ""
