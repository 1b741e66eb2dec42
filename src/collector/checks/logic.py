"""The rules between values: of one indicator, of one return, of several executors, against the last known year."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from collector.checks import rules
from collector.domain.consolidation import PastValue
from collector.domain.finding import Finding, Rule
from collector.domain.observation import Observation, Place, Status
from collector.domain.programme import Combine, Indicator, Kind, Programme, Role
from collector.domain.submission import Submission
from collector.layout.form import SIGN_OFF_FIELDS, SIGN_OFF_SHEET
from collector.submissions.rules import VALUE_AND_REASON
from collector.values.ratio import numerator_and_denominator, percentage
from collector.values.reading import shown_content
from collector.values.writing import polish_number

# Serial numbers of 1 January 2000 and of 31 December 2050 in Excel, and the day from which they are counted.
_DATE_SERIALS: Final = (36526, 55153)
_SERIAL_START: Final = date(1899, 12, 30)


def sign_off_is_complete(submission: Submission) -> Iterator[Finding]:
    """Whoever prepared and approved the return is named."""
    blank = [field.label for field in SIGN_OFF_FIELDS if not getattr(submission.sign_off, field.attribute)]
    if blank:
        place = Place(file=submission.place.file, sheet=SIGN_OFF_SHEET, sha256=submission.place.sha256)
        yield Finding(rule=rules.SIGN_OFF_INCOMPLETE, place=place, executor=submission.executor, found=", ".join(blank))


def mark_has_note(submission: Submission) -> Iterator[Finding]:
    """A footnote mark at a value has its note."""
    for observation in submission.observations:
        if observation.value.mark and not observation.note:
            yield _finding(rules.MARK_WITHOUT_NOTE, observation, observation.value.mark)


def values_agree_with_components(submission: Submission, programme: Programme) -> Iterator[Finding]:
    """Percentages follow from their inputs; "w tym" parts stay below the total, "z tego" parts are the total."""
    by_id = {observation.indicator: observation for observation in submission.observations}
    numbers = {id_: o.value.number for id_, o in by_id.items() if o.value.number is not None}
    for id_, observation in by_id.items():
        indicator = programme.indicator_by_id.get(id_)
        if indicator is not None and indicator.components:
            yield from _percentage_agrees(indicator, observation, numbers)
            yield from _parts_agree(indicator, by_id, numbers)


def _percentage_agrees(
    indicator: Indicator, observation: Observation, numbers: Mapping[str, Decimal]
) -> Iterator[Finding]:
    pair = numerator_and_denominator(indicator, numbers)
    if pair is None:
        return
    status, value = observation.value.status, observation.value.number
    is_absent = status in (Status.NO_DATA, Status.NOT_APPLICABLE)
    if not pair[1]:
        if not is_absent:
            yield _finding(rules.ZERO_DENOMINATOR, observation)
    elif is_absent:
        yield _finding(VALUE_AND_REASON, observation, f"{polish_number(percentage(*pair))} %", status.label)
    elif value is not None:
        exact = percentage(*pair, step=Decimal(1).scaleb(int(value.as_tuple().exponent)))
        if exact != value:
            yield _finding(rules.PERCENTAGE_DIFFERS, observation, polish_number(value), polish_number(exact))
    elif not observation.raw.strip():
        yield from _computed_within_limits(indicator, observation, percentage(*pair))


def _computed_within_limits(indicator: Indicator, observation: Observation, value: Decimal) -> Iterator[Finding]:
    unit = indicator.unit.label
    if value < indicator.minimum:
        limit = polish_number(indicator.minimum)
        yield _finding(rules.TOO_SMALL, observation, polish_number(value), limit, unit=unit)
    if indicator.maximum is not None and value > indicator.maximum:
        limit = polish_number(indicator.maximum)
        yield _finding(rules.TOO_LARGE, observation, polish_number(value), limit, unit=unit)


def _parts_agree(
    indicator: Indicator, by_id: Mapping[str, Observation], numbers: Mapping[str, Decimal]
) -> Iterator[Finding]:
    total = numbers.get(indicator.id)
    if total is None:
        return
    for component in indicator.parts(Role.PART_OF):
        part = numbers.get(component.id)
        if part is not None and part > total:
            # Either may be wrong, so the finding is the indicator's, at the cell of the part.
            observation = replace(by_id[component.id], indicator=indicator.id)
            yield _finding(rules.PART_EXCEEDS_TOTAL, observation, polish_number(part), polish_number(total))
    parts = [numbers[component.id] for component in indicator.parts(Role.ALL_PARTS) if component.id in numbers]
    if parts and len(parts) == len(indicator.parts(Role.ALL_PARTS)) and sum(parts) != total:
        observation = by_id[indicator.id]
        yield _finding(
            rules.PARTS_DIFFER_FROM_TOTAL, observation, polish_number(sum(parts, Decimal(0))), polish_number(total)
        )


def value_is_no_date(
    submission: Submission, programme: Programme, history: Mapping[str, PastValue]
) -> Iterator[Finding]:
    """A number that may be a date is doubted: next to a far smaller last value, or, without one, a recent date."""
    for observation in submission.observations:
        indicator, number = programme.indicator_by_id.get(observation.indicator), observation.value.number
        if indicator is None or number is None:
            continue
        past = history.get(indicator.id)
        day = _as_date(number)
        if day is not None and _is_doubtful(indicator, day, number, past, submission.year):
            known = f"{polish_number(past.value)} ({past.year} r.)" if past and past.value is not None else "nieznana"
            typed = f"{day.day}.{day.month}"
            yield _finding(
                rules.LOOKS_LIKE_DATE, observation, polish_number(number), known, date=shown_content(day), typed=typed
            )


def _as_date(number: Decimal) -> date | None:
    if number != number.to_integral_value() or not _DATE_SERIALS[0] <= number <= _DATE_SERIALS[1]:
        return None
    return _SERIAL_START + timedelta(days=int(number))


def _is_doubtful(indicator: Indicator, day: date, number: Decimal, past: PastValue | None, year: int) -> bool:
    # Excel adds the year in which the form is filled in: the one reported or the next. Amounts of that size are common.
    if past is None or past.value is None:
        return day.year in (year, year + 1) and indicator.kind is not Kind.AMOUNT
    return past.value * 10 < number


def executors_agree(submissions: list[Submission], programme: Programme) -> Iterator[Finding]:
    """An indicator with one agreed value has the same value from every executor that gave one."""
    answers: dict[str, list[Observation]] = {}
    for submission in submissions:
        for observation in submission.observations:
            answers.setdefault(observation.indicator, []).append(observation)
    for indicator in programme.indicators:
        given = [o for o in answers.get(indicator.id, []) if o.value.status is not Status.NOT_SUBMITTED]
        if indicator.combine is Combine.AGREED and len({_content(o) for o in given}) > 1:
            said = "; ".join(f"{o.executor}: {o.raw or o.value.status} ({o.place})" for o in given)
            # Nobody knows who is right, so the finding is no executor's own.
            yield replace(_finding(rules.EXECUTORS_DISAGREE, given[0], said), executor="")


def _content(observation: Observation) -> tuple[str, Decimal | None, str]:
    return observation.value.status, observation.value.number, observation.value.text


def _finding(rule: Rule, observation: Observation, found: str = "", expected: str = "", **facts: str) -> Finding:
    return Finding(
        rule=rule,
        place=observation.place,
        executor=observation.executor,
        indicator=observation.indicator,
        found=found,
        expected=expected,
        facts=facts,
    )
