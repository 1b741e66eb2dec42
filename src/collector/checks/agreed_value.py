"""The value that an agreement of `decisions.yaml` chooses: an executor's answer, or one written as in a form."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Final

from collector.checks.contradictions import SharedAnswers, named_answer, plain_answer
from collector.decisions import FINGERPRINT_BEGINS, named_value
from collector.domain.decision import Agreement
from collector.domain.observation import Observation, Status, Value
from collector.domain.programme import Programme
from collector.values.limits import why_not_allowed
from collector.values.reading import Doubt, Unreadable, read_value
from collector.values.text import same

# How alike an id and what was written must be for a slip of the hand: two letters of four that changed places.
_NEAR: Final = 0.75
_LONG_ENOUGH_TO_BE_NEAR: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The value that an agreement chose; of an `executor`, where it names one. The agreement holds it in writing.

    `answers` are those that it was chosen from.
    """

    agreement: Agreement
    value: Value
    answers: tuple[Observation, ...]
    executor: str = ""


def chosen_value(agreement: Agreement, now: SharedAnswers, programme: Programme) -> Choice | str:
    """The value that was agreed, or why it is none."""
    text, indicator = agreement.value, now.indicator
    of_answers = {o.executor: o for o in now.answers}
    if named := executor_named(text, of_answers):
        return _of_executor(agreement, of_answers[named], now)
    for observation in now.answers:
        # The words of an answer as the entry shortens them, or with its lines put into one.
        if observation.value.status is Status.GIVEN and named_value(text) == named_answer(observation):
            return _choice(agreement, observation.value, now)
    if FINGERPRINT_BEGINS in text:
        return (
            f"„{FINGERPRINT_BEGINS}…]” stoi zamiast dalszego ciągu długiej odpowiedzi, a żadna z obecnych odpowiedzi "
            "nie jest tą, którą skrócono; wpisz całą wartość"
        )
    if named := executor_named(text, programme.executor_by_id):
        return f"realizator {named} nie odpowiedział na ten wskaźnik"
    if near := _executor_meant(text, programme.executor_by_id):
        return f"nie wiadomo, czy chodzi o realizatora {near}"
    match read_value(text, indicator):
        case Value() as value:
            return why_not_allowed(value.number, indicator) or _choice(agreement, value, now)
        case Unreadable(doubt=Doubt.OTHER_UNIT):
            return f"ma inną jednostkę niż {indicator.unit.label}"
        case Unreadable(hint=hint) if hint:
            return f"nie da się jej jednoznacznie odczytać ({hint})"
        case _:
            return (
                f"ten wskaźnik ma odpowiedź innego rodzaju ({indicator.kind}), a żaden realizator, który odpowiedział, "
                "nie ma takiego skrótu"
            )


def _choice(agreement: Agreement, value: Value, now: SharedAnswers, executor: str = "") -> Choice:
    is_taken_over = executor or named_value(agreement.value) == named_value(plain_answer(value))
    if is_taken_over:
        written = plain_answer(value) if value.status is Status.GIVEN else str(value.status)
        agreement = replace(agreement, value=written)
    return Choice(agreement=agreement, value=value, answers=now.answers, executor=executor)


def _of_executor(agreement: Agreement, observation: Observation, now: SharedAnswers) -> Choice | str:
    if observation.value.status is Status.NOT_SUBMITTED:
        return f"odpowiedzi realizatora {observation.executor} nie można odczytać"
    return _choice(agreement, observation.value, now, observation.executor)


def executor_named(text: str, executors: Iterable[str]) -> str:
    """The executor whose id is all that `text` says, in whatever letters and with a full stop or without."""
    said = same(text).rstrip(" .,;:!")
    return next((executor for executor in executors if same(executor) == said), "")


def _executor_meant(text: str, executors: Iterable[str]) -> str:
    """The executor whose id `text` may be with a slip of the hand; a text of more than a word or two names nobody."""
    said = _letters(text)
    by_letters = {_letters(executor): executor for executor in executors}
    near = get_close_matches(said, by_letters, n=1, cutoff=_NEAR) if len(said) >= _LONG_ENOUGH_TO_BE_NEAR else ()
    return by_letters.get(said) or (by_letters[near[0]] if near and not said.isdecimal() else "")


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, same(text)))
