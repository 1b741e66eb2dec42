"""What the replaced returns of an executor said instead: the chain of corrections of every answer."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from collector.domain.observation import Observation
from collector.domain.register import Entry
from collector.domain.submission import Submission

_Answer = TypeVar("_Answer", Observation, Entry)


def with_chains(submission: Submission, earlier: Sequence[Submission]) -> Submission:
    """`submission` with what the `earlier` ones, the oldest first, said otherwise beside every answer and action."""
    if not earlier:
        return submission
    answers: dict[str, list[Observation]] = {}
    actions: dict[str, list[Entry]] = {}
    for replaced in earlier:
        for observation in replaced.observations:
            answers.setdefault(observation.indicator, []).append(observation)
        for entry in replaced.entries:
            actions.setdefault(entry.id, []).append(entry)
    return replace(
        submission,
        observations=tuple(_chained(each, answers.get(each.indicator, ())) for each in submission.observations),
        entries=tuple(_chained(each, actions.get(each.id, ())) for each in submission.entries),
    )


def _chained(now: _Answer, before: Sequence[_Answer]) -> _Answer:
    """`now` with the answers of which each was changed by the next, the last of them by `now`."""
    answers = list(before)
    answers.append(now)
    said = [_said(answer) for answer in answers]
    chain = tuple(old for old, first, second in zip(before, said, said[1:], strict=False) if first != second)
    return replace(now, earlier=chain) if chain else now


def _said(answer: Observation | Entry) -> tuple[object, ...]:
    money = answer.money if isinstance(answer, Entry) else None
    return answer.raw, answer.value, answer.note, money
