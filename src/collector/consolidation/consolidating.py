"""All counted returns of a year -> Consolidation."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Final

from collector.checks.agreed_value import Choice
from collector.checks.agreements import agreed_values
from collector.consolidation.combining import by_agreement, combine
from collector.consolidation.notes import footnote_mark, joined_notes
from collector.consolidation.registering import entries_in_order
from collector.consolidation.statistics import with_computed_percentages
from collector.domain.consolidation import Consolidation, History, Result
from collector.domain.decision import Agreement
from collector.domain.indicator import Indicator, Role
from collector.domain.observation import Observation, Place, Status, Value
from collector.domain.programme import Programme
from collector.domain.submission import Submission
from collector.values.writing import shown_value, with_gap

_NO_VALUE: Final = Value(status=Status.NOT_SUBMITTED)


def consolidate(
    programme: Programme,
    year: int,
    submissions: list[Submission],
    history: History,
    doubtful: Collection[tuple[str, str]] = (),
    agreements: Iterable[Agreement] = (),
) -> Consolidation:
    """Combine the answers of `submissions`, at most one an executor, into a Result for every indicator.

    `doubtful` are the (executor, indicator) pairs with a blocking finding, without an executor where it is about all of
    them: their answers are kept as typed and give no value, so that a wrong figure cannot look right. Of the
    `agreements` those hold that were made for the year and from what is said now.
    """
    doubts = {
        *doubtful,
        *((executor.id, id_) for sender, id_ in doubtful if not sender for executor in programme.executors),
    }
    doubts |= _percentages_in_doubt(programme, doubts)
    answers = {
        (o.executor, o.indicator): replace(o, value=_NO_VALUE) if (o.executor, o.indicator) in doubts else o
        for submission in submissions
        for o in submission.observations
    }
    agreed = agreed_values(submissions, programme, agreements, year)
    present = {submission.executor for submission in submissions}
    return Consolidation(
        programme=programme,
        year=year,
        results=tuple(
            _result(indicator, year, answers, history, doubts, agreed.get(indicator.id))
            for indicator in programme.indicators
        ),
        absent=tuple(executor.id for executor in programme.executors_in(year) if executor.id not in present),
        cells=with_computed_percentages(
            programme, tuple(_result(c, year, answers, history, doubts) for c in programme.cells)
        ),
        entries=entries_in_order(programme, submissions),
        history=history,
    )


def _percentages_in_doubt(programme: Programme, doubts: Collection[tuple[str, str]]) -> set[tuple[str, str]]:
    """The percentages whose numerator or denominator is in doubt: nobody can tell that they are right."""
    own = (relation for indicator in programme.indicators for relation in indicator.relations)
    of_input = {part: relation.total for relation in own if relation.role is Role.NUMERATOR for part in relation.parts}
    doubtful = {(executor, of_input[id_]) for executor, id_ in doubts if id_ in of_input}
    # The inputs of a percentage of a table may be another executor's.
    ids = {id_ for _, id_ in doubts}
    for relation in (relation for table in programme.tables for relation in table.relations):
        if relation.role is Role.NUMERATOR and ids.intersection(relation.parts):
            doubtful |= {(executor, relation.total) for executor in programme.indicator_by_id[relation.total].executors}
    return doubtful


def _result(
    indicator: Indicator,
    year: int,
    answers: Mapping[tuple[str, str], Observation],
    history: History,
    doubtful: Collection[tuple[str, str]],
    choice: Choice | None = None,
) -> Result:
    if not indicator.is_asked_in(year):
        return _not_asked(indicator, year, history)
    asked = [
        answers.get((executor, indicator.id)) or _silence(indicator, executor, year) for executor in indicator.executors
    ]
    entered = [
        found
        for executor in indicator.executors
        for component in indicator.components
        if (found := answers.get((executor, component.id))) and (found.raw or found.note or found.answer)
    ]
    inputs = [o for o in entered if o.value.status is Status.GIVEN and (o.executor, indicator.id) not in doubtful]
    combined = by_agreement(indicator, asked, choice) if choice else combine(indicator, asked, inputs)
    value, is_given = combined.value, combined.value.status is Status.GIVEN
    # Whoever agreed on a value may have marked it as well.
    own_mark = choice.value.mark if choice else ""
    mark = own_mark or footnote_mark(indicator, combined.made_of) if is_given else ""
    return Result(
        indicator=indicator,
        year=year,
        status=value.status,
        value=value.number,
        text=value.text,
        mark=mark,
        shown=_shown(indicator, value, mark, combined.missing, [*asked, *entered]),
        note=joined_notes(asked, combined.made_of, is_agreed=choice is not None and value != _NO_VALUE),
        observations=(*asked, *entered),
        missing=combined.missing,
        previous=history.get(indicator.id),
        agreed=choice.agreement if choice and value.status is not Status.NOT_SUBMITTED else None,
    )


def _not_asked(indicator: Indicator, year: int, history: History) -> Result:
    """The result of an indicator that begins in a later year."""
    return Result(
        indicator=indicator, year=year, status=Status.NOT_APPLICABLE, value=None, text="", mark="", shown="–",
        note=f"Wskaźnik zbierany od {indicator.since} r.", observations=(), missing=(),
        previous=history.get(indicator.id),
    )  # fmt: skip


def _silence(indicator: Indicator, executor: str, year: int) -> Observation:
    return Observation(
        indicator=indicator.id, executor=executor, year=year, value=_NO_VALUE, note="", raw="", place=Place(file="")
    )


def _shown(indicator: Indicator, value: Value, mark: str, missing: tuple[str, ...], entered: list[Observation]) -> str:
    if value.status is Status.NOT_SUBMITTED:
        # A reason why there is no value needs no explanation.
        typed = [o for o in entered if o.value.status not in (Status.NO_DATA, Status.NOT_APPLICABLE)]
        return "do wyjaśnienia" if any(o.raw.strip() for o in typed) else value.status.label
    if value.status is not Status.GIVEN:
        return value.status.label.capitalize()
    words = value.text or (shown_value(value.number, indicator) if value.number is not None else "")
    shown = words if value.text else f"{words}{mark}"
    return with_gap(shown, ", ".join(missing))
