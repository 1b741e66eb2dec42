"""What executors of a shared indicator may not say at once, because only one of them can be right.

Elsewhere nobody contradicts anybody: a sum, a list and a range hold every answer, a ratio is made of sums.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from collector.checks import rules
from collector.decisions import agreement_to_fill_in, named_value
from collector.domain.finding import Finding
from collector.domain.indicator import Combine, Indicator
from collector.domain.observation import Observation, Status, Value
from collector.domain.programme import Programme
from collector.domain.submission import Submission
from collector.values.text import one_line, same
from collector.values.words import scale_levels
from collector.values.writing import polish_number

# The rules of combining that take one answer for all.
OF_ONE_VALUE: Final = (Combine.AGREED, Combine.MAXIMUM)


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedAnswers:
    """An indicator that has one value for all, and the answers to it; who gave none is left out."""

    indicator: Indicator
    answers: tuple[Observation, ...]

    @property
    def are_contradictory(self) -> bool:
        """Whether not all of them can be right."""
        return contradict(self.indicator, self.answers)

    @property
    def found(self) -> str:
        """Every answer as typed, with its cell."""
        return "; ".join(f"{o.executor}: {one_line(o.raw) or o.value.status.label} ({o.place})" for o in self.answers)

    @property
    def given(self) -> dict[str, str]:
        """What every executor said, as an entry for `decisions.yaml` names it."""
        return {o.executor: named_answer(o) for o in self.answers}


def shared_answers(submissions: Sequence[Submission], programme: Programme) -> Iterator[SharedAnswers]:
    """Those in `submissions`, at most one an executor, in the order of the programme."""
    by_cell = {(o.executor, o.indicator): o for submission in submissions for o in submission.observations}
    for indicator in programme.indicators:
        if indicator.combine in OF_ONE_VALUE:
            # In the order of the catalogue, whatever the files are called.
            asked = (o for executor in indicator.executors if (o := by_cell.get((executor, indicator.id))))
            yield SharedAnswers(indicator=indicator, answers=tuple(filter(_is_answer, asked)))


def executors_agree(submissions: Sequence[Submission], programme: Programme) -> Iterator[Finding]:
    """The executors of an indicator that has one value for all do not contradict each other."""
    for each in shared_answers(submissions, programme):
        if each.are_contradictory:
            first, id_ = each.answers[0], each.indicator.id
            # Nobody knows who is right, so the finding is no executor's own.
            yield Finding(
                rule=rules.EXECUTORS_DISAGREE, place=first.place, indicator=id_, found=each.found,
                facts={"lines": agreement_to_fill_in(id_, first.year, each.given)},
            )  # fmt: skip


def contradict(indicator: Indicator, asked: Sequence[Observation]) -> bool:
    """Whether not all of these answers can be right.

    „Brak danych” says nothing of the value, and so contradicts none. That there is nothing to count does, where all
    count the same; where each counts its part, and the largest holds the others, it does not.
    """
    given = [o.value for o in asked if o.value.status is Status.GIVEN]
    match indicator.combine:
        case Combine.AGREED:
            denied = any(o.value.status is Status.NOT_APPLICABLE for o in asked)
            return bool(given) and (denied or not alike(indicator, given))
        case Combine.MAXIMUM:
            return not alike(indicator, largest(given))
        case _:
            return False


def largest(given: Sequence[Value]) -> list[Value]:
    """Those with the largest number."""
    numbers = [value.number for value in given if value.number is not None]
    return [value for value in given if numbers and value.number == max(numbers)]


def alike(indicator: Indicator, given: Sequence[Value]) -> bool:
    """Whether values say the same: their numbers agree, and their words where there are any."""
    words = {_words(indicator, value.text) for value in given if value.text}
    return len({value.number for value in given}) <= 1 and len(words) <= 1


def _words(indicator: Indicator, text: str) -> object:
    return frozenset(scale_levels(text)) if indicator.scale else same(text)


def named_answer(observation: Observation) -> str:
    """What an executor said, as an entry for `decisions.yaml` names it: a value, why there is none, or the raw text."""
    value = observation.value
    match value.status:
        case Status.GIVEN:
            return named_value(plain_answer(value))
        case Status.NOT_SUBMITTED:
            return named_value(observation.raw)
        case _:
            return str(value.status)


def plain_answer(value: Value) -> str:
    """A given value as a form takes it."""
    return value.text if value.text or value.number is None else polish_number(value.number)


def _is_answer(observation: Observation) -> bool:
    return observation.value.status is not Status.NOT_SUBMITTED or bool(named_value(observation.raw))
