"""What replaced returns of an executor said: beside every answer and action, for the chain of its corrections."""

from collections.abc import Sequence
from dataclasses import replace

from collector.domain.observation import Observation
from collector.domain.register import Entry
from collector.domain.submission import Submission


def with_chains(submission: Submission, earlier: Sequence[Submission]) -> Submission:
    """`submission` with the same answers and actions of the `earlier` returns, the oldest first, beside its own."""
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
        observations=tuple(
            replace(each, earlier=tuple(answers.get(each.indicator, ()))) for each in submission.observations
        ),
        entries=tuple(replace(each, earlier=tuple(actions.get(each.id, ()))) for each in submission.entries),
    )
