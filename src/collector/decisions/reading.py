"""The file: its list, read entry by entry; every mistake of it is reported at once, with its line."""

from collections.abc import Iterator, Mapping
from os.path import lexists
from pathlib import Path
from typing import Final

from collector.catalogue.source import FileMistakesError, Mistake, Source, read_source, read_text
from collector.decisions.entry import LIST_KEY, Entry, unknown_key
from collector.decisions.kinds import KEYS_OF_DECISION, Decided, read_entry
from collector.decisions.naming import EVERYBODY
from collector.domain.decision import Agreement, Correction, Decision, Decisions, Waiver

DECISIONS_FILE: Final = "decisions.yaml"


class DecisionsError(FileMistakesError):
    """The decisions cannot be used."""

    called = "Plik rozstrzygnięć"


def read_decisions(path: Path, why_not_waived: Mapping[str, str] | None = None) -> Decisions:
    """The decisions at `path`, in order; none if there is no such file.

    `why_not_waived` says of every rule in Polish why it cannot be waived, and nothing where it can.

    Raises DecisionsError with all mistakes, InputError if the file cannot be read.
    """
    if not lexists(path):
        return Decisions()
    source = read_source(read_text(path, "pliku rozstrzygnięć"), f"plik ma się zaczynać wierszem „{LIST_KEY}:”")
    if source.is_empty:
        return Decisions()
    decided = [] if source.is_unreadable else list(_decided(source, why_not_waived or {}))
    if source.mistakes:
        raise DecisionsError(path, source.mistakes)
    return Decisions(
        returns=tuple(each for each in decided if isinstance(each, Decision)),
        waivers=tuple(each for each in decided if isinstance(each, Waiver)),
        agreements=tuple(each for each in decided if isinstance(each, Agreement)),
        corrections=tuple(each for each in decided if isinstance(each, Correction)),
    )


def _decided(source: Source, why_not_waived: Mapping[str, str]) -> Iterator[Decided]:
    """What is sound in the file; what is wrong with the rest is added to the mistakes of `source`."""
    data = source.data if isinstance(source.data, dict) else {}
    for key in data.keys() - {LIST_KEY}:
        source.mistakes.append(Mistake(source.line((key,)), unknown_key(key, (LIST_KEY,))))
    listed = data.get(LIST_KEY, "")
    if listed and not isinstance(listed, list):
        message = f"pod „{LIST_KEY}:” ma być lista (każde rozstrzygnięcie zaczyna się od „-”)"
        source.mistakes.append(Mistake(source.line((LIST_KEY,)), message))
        return
    questions: dict[_Question, list[tuple[str, int]]] = {}
    for position, item in enumerate(listed):
        if not isinstance(item, dict):
            named = ", ".join(key for key in KEYS_OF_DECISION if key != "liczy_sie")
            message = f"rozstrzygnięcie ma się składać z wierszy: {named}"
            source.mistakes.append(Mistake(source.line((LIST_KEY, position)), message))
            continue
        decided = read_entry(Entry(item, position, source), why_not_waived)
        if decided is None:
            continue
        value = decided.value if isinstance(decided, Waiver) else ""
        for question in _questions(decided):
            earlier = questions.setdefault(question, [])
            # Waivers of one question for different values do not meet.
            if line := next((line for other, line in earlier if "" in (other, value) or other == value), 0):
                source.mistakes.append(Mistake(decided.line, _decided_already(question, line)))
            earlier.append((value, decided.line))
        yield decided


_Question = tuple[str, str, str, int]
"""What an entry decides: rule, indicator, executor and year."""


def _questions(decided: Decided) -> list[_Question]:
    match decided:
        case Decision():
            return [(decided.rule, "", decided.executor, decided.year)]
        case Waiver():
            executor = decided.executor or EVERYBODY
            return [(decided.rule, target, executor, decided.year) for target in decided.targets]
        case Agreement():
            return [(decided.rule, decided.indicator, "", decided.year)]
        case _:
            # A correction may be corrected in its turn; whether they follow each other, their values tell.
            return []


def _decided_already(question: _Question, line: int) -> str:
    *asked, year = question
    named = ", ".join((*filter(None, map(str, asked)), f"{year} r."))
    return f"to samo ({named}) rozstrzyga już wpis w wierszu {line}; zostaw jeden z nich"
