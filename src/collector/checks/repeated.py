"""Indicators that are the same number twice: the published report prints them in two places."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from collector.checks.catalogue_rules import REPETITION_DIFFERS
from collector.domain.finding import Finding
from collector.domain.observation import Observation, Status
from collector.domain.programme import Programme
from collector.domain.submission import Submission
from collector.values.text import same
from collector.values.writing import polish_number


def repetitions_agree(submissions: Sequence[Submission], programme: Programme) -> Iterator[Finding]:
    """An indicator that repeats another has its value: in the form of whoever reports both, or between two forms."""
    answers: dict[str, dict[str, Observation]] = {}
    for submission in submissions:
        for observation in submission.observations:
            answers.setdefault(observation.indicator, {})[observation.executor] = observation
    for indicator in programme.indicators:
        if not indicator.repeats:
            continue
        again, first = answers.get(indicator.id, {}), answers.get(indicator.repeats, {})
        for one, other in _pairs(again, first):
            if _differ(one, other):
                yield Finding(
                    rule=REPETITION_DIFFERS,
                    place=one.place,
                    executor=one.executor,
                    indicator=indicator.id,
                    found=_shown(one),
                    expected=_shown(other),
                    facts={"other": indicator.repeats, "where": _where(other, one)},
                )


def _pairs(
    again: Mapping[str, Observation], first: Mapping[str, Observation]
) -> Iterator[tuple[Observation, Observation]]:
    both = [executor for executor in again if executor in first]
    if both:
        yield from ((again[executor], first[executor]) for executor in both)
    elif len(again) == len(first) == 1:
        yield from zip(again.values(), first.values(), strict=True)


def _differ(one: Observation, other: Observation) -> bool:
    """Whether both were answered, and not alike."""
    unanswered = Status.NOT_SUBMITTED in (one.value.status, other.value.status)
    return not unanswered and _said(one) != _said(other)


def _said(observation: Observation) -> tuple[Status, Decimal | None, str]:
    """The number; words beside it may differ, and words alone differ by more than capitals and blanks."""
    value = observation.value
    return value.status, value.number, same(value.text) if value.number is None else ""


def _shown(observation: Observation) -> str:
    number = observation.value.number
    return observation.raw.strip() or (polish_number(number) if number is not None else observation.value.status.label)


def _where(other: Observation, one: Observation) -> str:
    """Where the other value stands; the file only if it is another one."""
    place = other.place
    cell = f"{place.sheet}, komórka {place.cell}"
    return cell if place.file == one.place.file else f"{place.file}, {cell}"
