"""All counted returns of a year -> Consolidation."""

from collections.abc import Mapping

from collector.consolidation.combining import combine
from collector.domain.consolidation import Consolidation, PastValue, Result
from collector.domain.observation import Observation, Place, Status, Value
from collector.domain.programme import Indicator, Programme
from collector.domain.submission import Submission
from collector.values.writing import shown_value


def consolidate(
    programme: Programme, year: int, submissions: list[Submission], history: Mapping[str, PastValue]
) -> Consolidation:
    """Combine the answers of `submissions`, at most one an executor, into a Result for every indicator."""
    answers = {(o.executor, o.indicator): o for submission in submissions for o in submission.observations}
    present = {submission.executor for submission in submissions}
    return Consolidation(
        programme=programme,
        year=year,
        results=tuple(_result(indicator, year, answers, history) for indicator in programme.indicators),
        absent=tuple(executor.id for executor in programme.executors if executor.id not in present),
    )


def _result(
    indicator: Indicator,
    year: int,
    answers: Mapping[tuple[str, str], Observation],
    history: Mapping[str, PastValue],
) -> Result:
    asked = [
        answers.get((executor, indicator.id)) or _silence(indicator, executor, year) for executor in indicator.executors
    ]
    inputs = [
        found
        for executor in indicator.executors
        for component in indicator.components
        if (found := answers.get((executor, component.id))) and found.value.status is Status.GIVEN
    ]
    combined = combine(indicator, asked, inputs)
    given = [o for o in asked if o.value.status is Status.GIVEN]
    mark = _mark(indicator, given) if combined.status is Status.GIVEN else ""
    missing = tuple(o.executor for o in asked if o not in given) if given and combined.is_partial else ()
    return Result(
        indicator=indicator,
        status=combined.status,
        value=combined.number,
        text=combined.text,
        mark=mark,
        shown=_shown(indicator, combined.status, combined.value, mark, missing, asked),
        note="\n".join(dict.fromkeys(o.note for o in asked if o.note)),
        observations=(*asked, *inputs),
        missing=missing,
        previous=history.get(indicator.id),
    )


def _silence(indicator: Indicator, executor: str, year: int) -> Observation:
    value = Value(status=Status.NOT_SUBMITTED)
    return Observation(
        indicator=indicator.id, executor=executor, year=year, value=value, note="", raw="", place=Place(file="")
    )


def _mark(indicator: Indicator, given: list[Observation]) -> str:
    """The footnote mark of the value: the one typed after it, or the one with which its note begins."""
    if not indicator.kind.starts_with_number:
        return ""
    marks = [o.value.mark or o.note[: len(o.note) - len(o.note.lstrip("*"))] for o in given]
    return max(marks, key=len, default="")


def _shown(
    indicator: Indicator, status: Status, value: Value, mark: str, missing: tuple[str, ...], asked: list[Observation]
) -> str:
    if status is not Status.GIVEN:
        return _shown_absence(status, asked)
    words = value.text or (shown_value(value.number, indicator) if value.number is not None else "")
    shown = words if value.text else f"{words}{mark}"
    return f"{shown} (bez: {', '.join(missing)})" if missing else shown


def _shown_absence(status: Status, asked: list[Observation]) -> str:
    if status is Status.NOT_SUBMITTED and any(o.raw.strip() for o in asked):
        return "do wyjaśnienia"
    label = status.label
    return label if status is Status.NOT_SUBMITTED else label.capitalize()
