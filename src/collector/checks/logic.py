"""The rules between values: of one indicator, of one return, of a table, against the last known year."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import chain
from typing import Final

from collector.checks import rules
from collector.checks.catalogue_rules import NUMERATOR_EXCEEDS, WHOLE_SCALE
from collector.domain.consolidation import PastValue
from collector.domain.finding import Finding, Rule
from collector.domain.indicator import Indicator, Kind, Relation, Role
from collector.domain.observation import Observation, Status
from collector.domain.programme import Programme
from collector.domain.submission import Submission
from collector.submissions.register_rules import NOT_DESCRIBED
from collector.submissions.rules import VALUE_AND_REASON
from collector.values.ratio import percentage
from collector.values.reading import shown_content
from collector.values.text import one_line, same
from collector.values.writing import polish_number

# Serial numbers of 1 January 2000 and of 31 December 2050 in Excel, and the day from which they are counted.
_DATE_SERIALS: Final = (36526, 55153)
_LONGEST_NAME: Final = 80
_WHOLE: Final = Decimal(100)
_SERIAL_START: Final = date(1899, 12, 30)


def mark_has_note(submission: Submission) -> Iterator[Finding]:
    """A footnote mark at a value has its note."""
    for observation in submission.observations:
        if observation.value.mark and not observation.note:
            yield _finding(rules.MARK_WITHOUT_NOTE, observation, one_line(observation.raw))


def scale_is_not_whole(submission: Submission, programme: Programme) -> Iterator[Finding]:
    """An answer on a scale does not name both of its ends."""
    for observation in submission.observations:
        indicator = programme.indicator_by_id.get(observation.indicator)
        if indicator is not None and len(indicator.scale) > 2:
            levels = {same(level) for level in observation.value.text.split("/")}
            if levels.issuperset((same(indicator.scale[0]), same(indicator.scale[-1]))):
                yield _finding(WHOLE_SCALE, observation, one_line(observation.raw))


def actions_are_described(submission: Submission) -> Iterator[Finding]:
    """Something is said of every action of the register."""
    for entry in submission.entries:
        if not entry.is_described:
            yield Finding(
                rule=NOT_DESCRIBED,
                place=entry.place,
                executor=entry.executor,
                indicator=entry.id,
                found=_short(entry.name),
            )


def _short(name: str) -> str:
    line = one_line(name)
    return f"{line[:_LONGEST_NAME]}…" if len(line) > _LONGEST_NAME else line


def values_agree_with_components(submission: Submission, programme: Programme) -> Iterator[Finding]:
    """The inputs of an indicator agree with it within the return."""
    by_id = {observation.indicator: observation for observation in submission.observations}
    answered = (indicator for id_ in by_id if (indicator := programme.indicator_by_id.get(id_)))
    relations = chain.from_iterable(indicator.relations for indicator in answered)
    yield from _related_values_agree(relations, by_id, programme)


def tables_agree(submissions: Sequence[Submission], programme: Programme) -> Iterator[Finding]:
    """The cells of the statistical tables agree, whoever reports them."""
    by_id = {o.indicator: o for submission in submissions for o in submission.observations}
    relations = chain.from_iterable(table.relations for table in programme.tables)
    yield from _related_values_agree(relations, by_id, programme)


def _related_values_agree(
    relations: Iterable[Relation], by_id: Mapping[str, Observation], programme: Programme
) -> Iterator[Finding]:
    """Percentages follow from their inputs; "w tym" parts stay below the total, "z tego" parts are the total."""
    numbers = {id_: o.value.number for id_, o in by_id.items() if o.value.number is not None}
    for relation in relations:
        match relation.role:
            case Role.NUMERATOR:
                yield from _percentage_agrees(relation, programme.indicator_by_id[relation.total], by_id, numbers)
            case Role.PART_OF:
                yield from _parts_stay_below(relation, programme, by_id, numbers)
            case _:
                yield from _parts_are_total(relation, by_id, numbers)


def _percentage_agrees(
    relation: Relation, indicator: Indicator, by_id: Mapping[str, Observation], numbers: Mapping[str, Decimal]
) -> Iterator[Finding]:
    observation = by_id.get(relation.total)
    if observation is None or any(part not in numbers for part in relation.parts):
        return
    numerator, denominator = (numbers[part] for part in relation.parts)
    status, value = observation.value.status, observation.value.number
    is_absent = status in (Status.NO_DATA, Status.NOT_APPLICABLE)
    if not denominator:
        if not is_absent:
            yield _finding(rules.ZERO_DENOMINATOR, observation)
    elif numerator > denominator > 0 and indicator.maximum == _WHOLE:
        shown = polish_number(numerator), polish_number(denominator)
        yield _finding(NUMERATOR_EXCEEDS, observation, *shown, inputs=" i ".join(relation.parts))
    elif is_absent:
        computed = polish_number(percentage(numerator, denominator))
        yield _finding(VALUE_AND_REASON, observation, f"{computed} %", status.label)
    elif value is not None:
        # As exact as it was typed; 1E+2 is a whole number too.
        exact = percentage(numerator, denominator, step=Decimal(1).scaleb(min(int(value.as_tuple().exponent), 0)))
        if exact != value:
            inputs = " i ".join(f"{id_} ({polish_number(numbers[id_])})" for id_ in relation.parts)
            yield _finding(
                rules.PERCENTAGE_DIFFERS, observation, polish_number(value),
                polish_number(percentage(numerator, denominator)), inputs=inputs,
            )  # fmt: skip
    elif not observation.raw.strip():
        yield from _computed_within_limits(indicator, observation, percentage(numerator, denominator))


def _computed_within_limits(indicator: Indicator, observation: Observation, value: Decimal) -> Iterator[Finding]:
    unit = indicator.unit.label
    if value < indicator.minimum:
        limit = polish_number(indicator.minimum)
        yield _finding(rules.TOO_SMALL, observation, polish_number(value), limit, unit=unit)
    if indicator.maximum is not None and value > indicator.maximum:
        limit = polish_number(indicator.maximum)
        yield _finding(rules.TOO_LARGE, observation, polish_number(value), limit, unit=unit)


def _parts_stay_below(
    relation: Relation, programme: Programme, by_id: Mapping[str, Observation], numbers: Mapping[str, Decimal]
) -> Iterator[Finding]:
    total = numbers.get(relation.total)
    for id_ in relation.parts:
        part = numbers.get(id_)
        if total is not None and part is not None and part > total:
            # Either may be wrong: the finding is the total's, and of a part that is printed by itself also the part's.
            for doubted in dict.fromkeys((relation.total, id_ if id_ in programme.indicator_by_id else relation.total)):
                observation = replace(by_id[id_], indicator=doubted)
                yield _finding(
                    rules.PART_EXCEEDS_TOTAL, observation, polish_number(part), polish_number(total), part=id_,
                    total=relation.total,
                )  # fmt: skip


def _parts_are_total(
    relation: Relation, by_id: Mapping[str, Observation], numbers: Mapping[str, Decimal]
) -> Iterator[Finding]:
    total = numbers.get(relation.total)
    parts = [numbers[id_] for id_ in relation.parts if id_ in numbers]
    if total is not None and len(parts) == len(relation.parts) and sum(parts) != total:
        together = polish_number(sum(parts, Decimal(0)))
        yield _finding(rules.PARTS_DIFFER_FROM_TOTAL, by_id[relation.total], together, polish_number(total))


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
