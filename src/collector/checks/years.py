"""Answers beside those of earlier years: what changed much, what did not change at all."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain
from typing import Final

from collector.checks import year_rules as rules
from collector.domain.consolidation import PastValue
from collector.domain.finding import Finding, Rule
from collector.domain.indicator import Combine, Indicator, Kind, Relation, Role
from collector.domain.observation import Observation, Status
from collector.domain.programme import Programme
from collector.domain.submission import Submission
from collector.domain.thresholds import Thresholds
from collector.values.ratio import percentage
from collector.values.text import one_line, same
from collector.values.writing import NBSP, counted, polish_number, without_trailing_zeros

_TENTH, _HUNDREDTH = Decimal("0.1"), Decimal("0.01")
# A slip of units is told as such when the value would be quite usual in the other one.
_HUNDRED, _THOUSAND = Decimal(100), Decimal(1000)
_THOUSANDS: Final = "tys. zł"
_LEAST_SAME: Final = 3
_MANY_SAME: Final = 10
_SHARE_SAME: Final = Decimal("0.9")
_LEAST_ADDED: Final = 3
_LONG_TEXT: Final = 60
_SHOWN_TEXT: Final = 120
_INDICATORS: Final = ("wskaźnik", "wskaźniki", "wskaźników")


@dataclass(frozen=True, slots=True)
class Compared:
    """A number of this year beside the last known one; `others` names the parts of a value that several report."""

    observation: Observation
    indicator: Indicator
    number: Decimal
    past: PastValue
    others: str = ""

    @property
    def before(self) -> Decimal:
        """The last known value; the pair is made only where there is one."""
        assert self.past.value is not None  # noqa: S101 - see _comparable
        return self.past.value


def beside_earlier_years(
    submissions: Sequence[Submission], programme: Programme, history: Mapping[str, PastValue], thresholds: Thresholds
) -> Iterator[Finding]:
    """Every doubt that earlier years raise about the answers of `submissions`."""
    answers: dict[str, list[Observation]] = {}
    for submission in submissions:
        for observation in submission.observations:
            answers.setdefault(observation.indicator, []).append(observation)
    changed: set[str] = set()
    own_of: dict[str, list[Compared]] = {}
    for pair in _all_compared(answers, programme, history):
        if not pair.others:
            own_of.setdefault(pair.observation.executor, []).append(pair)
        for finding in _change(pair, thresholds):
            changed.add(pair.indicator.id)
            yield finding
    for submission in submissions:
        own = own_of.get(submission.executor, [])
        yield from _nothing_differs(submission, own, programme, history)
        yield from _unusual_totals([pair for pair in own if pair.indicator.id not in changed], thresholds)
        yield from _same_texts(submission, programme, history)


def _all_compared(
    answers: Mapping[str, Sequence[Observation]], programme: Programme, history: Mapping[str, PastValue]
) -> Iterator[Compared]:
    percentages = _percentages(programme)
    for id_, given in answers.items():
        indicator = programme.indicator_by_id.get(id_)
        past = _comparable(history, id_, given[0].year) if indicator is not None else None
        if indicator is None or past is None:
            continue
        if len(indicator.executors) == 1:
            for observation in given:
                number = observation.value.number
                if _is_blank(observation) and id_ in percentages:
                    number = _computed(*percentages[id_], answers)
                if number is not None:
                    yield Compared(observation, indicator, number, past)
        elif shared := _together(indicator, given, answers):
            observation, number, others = shared
            yield Compared(observation, indicator, number, past, others)


def _percentages(programme: Programme) -> dict[str, tuple[Relation, Decimal]]:
    """What the percentages that may be left blank follow from, and to which step the report rounds them."""
    own = ((relation, _HUNDREDTH) for indicator in programme.indicators for relation in indicator.relations)
    of_tables = ((relation, _TENTH) for table in programme.tables for relation in table.relations)
    return {r.total: (r, step) for r, step in chain(own, of_tables) if r.role is Role.NUMERATOR}


def _is_blank(observation: Observation) -> bool:
    return observation.value.status is Status.NOT_SUBMITTED and not observation.raw.strip()


def _computed(relation: Relation, step: Decimal, answers: Mapping[str, Sequence[Observation]]) -> Decimal | None:
    """The percentage that the report will show where none was typed, if both of its inputs were given."""
    inputs = [o.value.number for part in relation.parts for o in answers.get(part, ())]
    numerator, denominator = inputs if len(inputs) == len(relation.parts) else (None, None)
    return percentage(numerator, denominator, step) if numerator is not None and denominator else None


def _comparable(history: Mapping[str, PastValue], id_: str, year: int) -> PastValue | None:
    """The last known value, if it is a whole number of an earlier year."""
    past = history.get(id_)
    return past if past and past.value is not None and not past.missing and past.year < year else None


def _together(
    indicator: Indicator, given: Sequence[Observation], answers: Mapping[str, Sequence[Observation]]
) -> tuple[Observation, Decimal, str] | None:
    """What the executors of a shared indicator report together, if all have; the observation is the largest part."""
    if indicator.combine is Combine.RATIO:
        return _ratio(indicator, given, answers)
    by_executor = {o.executor: (o, o.value.number) for o in given if o.value.number is not None}
    if by_executor.keys() != set(indicator.executors):
        return None
    numbers = {executor: by_executor[executor][1] for executor in indicator.executors}
    first, agreed = by_executor[indicator.executors[0]]
    if indicator.combine is Combine.AGREED and len({(o.value.number, o.value.text) for o in given}) == 1:
        return first, agreed, f" Tę samą wartość podali: {', '.join(numbers)}."
    if indicator.combine not in (Combine.SUM, Combine.MAXIMUM):
        return None
    number = sum(numbers.values(), Decimal(0)) if indicator.combine is Combine.SUM else max(numbers.values())
    largest = max(given, key=lambda o: (o.value.number or Decimal(0), o.executor))
    parts = ", ".join(f"{executor} {polish_number(part)}" for executor, part in numbers.items())
    return largest, number, f" Łącznie z wartościami: {parts}."


def _ratio(
    indicator: Indicator, given: Sequence[Observation], answers: Mapping[str, Sequence[Observation]]
) -> tuple[Observation, Decimal, str] | None:
    sums = []
    for role in (Role.NUMERATOR, Role.DENOMINATOR):
        inputs = [o.value.number for part in indicator.parts(role) for o in answers.get(part.id, ())]
        known = [number for number in inputs if number is not None]
        if len(known) != len(indicator.executors):
            return None
        sums.append(sum(known, Decimal(0)))
    if not sums[1]:
        return None
    first = min(given, key=lambda o: indicator.executors.index(o.executor))
    return first, percentage(sums[0], sums[1]), " To procent z sum liczników i mianowników wszystkich realizatorów."


def _change(pair: Compared, thresholds: Thresholds) -> Iterator[Finding]:
    indicator, before, number = pair.indicator, pair.before, pair.number
    least, most = thresholds.usual_range(before, indicator.kind, indicator.change_threshold)
    if least <= number <= most:
        return
    if not before:
        yield _finding(rules.LARGE_AFTER_ZERO, pair)
    elif not number and before > thresholds.large:
        yield _finding(rules.ZERO_AFTER_LARGE, pair)
    else:
        yield _finding(rules.LARGE_CHANGE, pair, hint=f"{pair.others}{_slip(pair, least, most)}")


def _slip(pair: Compared, least: Decimal, most: Decimal) -> str:
    """What may have gone wrong, where the number would be a usual one in another unit."""
    number, unit = pair.number, pair.indicator.unit.label
    if pair.indicator.kind is Kind.PERCENTAGE and least <= number * _HUNDRED <= most:
        shown = f"{polish_number(without_trailing_zeros(number * _HUNDRED))} zamiast {polish_number(number)}"
        return f" Być może procent zapisano jako ułamek (powinno być: {shown})."
    if unit == _THOUSANDS and least <= number / _THOUSAND <= most:
        return " Być może kwotę podano w złotych, a nie w tysiącach złotych."
    if least <= number * _THOUSAND <= most:
        return " Być może wartość podano w tysiącach."
    return ""


def _finding(rule: Rule, pair: Compared, hint: str = "") -> Finding:
    unit = pair.indicator.unit.label
    change = change_words(pair.before, pair.number, is_percentage=pair.indicator.kind is Kind.PERCENTAGE)
    return Finding(
        rule=rule,
        place=pair.observation.place,
        executor=pair.observation.executor,
        indicator=pair.indicator.id,
        found=polish_number(pair.number),
        expected=polish_number(pair.before),
        facts={"year": str(pair.past.year), "change": change, "unit": unit, "hint": hint},
    )


def change_words(before: Decimal, after: Decimal, *, is_percentage: bool = False) -> str:
    """`zmiana o +139,2 %`; of percentages `zmiana o −5,1 punktu procentowego`."""
    difference = after - before
    sign = "+" if difference > 0 else ""
    if is_percentage:
        points = ("punkt procentowy", "punkty procentowe", "punktów procentowych", "punktu procentowego")
        return f"zmiana o {sign}{counted(difference, points)}"
    percent = percentage(difference, abs(before), _TENTH) if before else Decimal(0)
    return f"zmiana o {sign}{polish_number(percent)}{NBSP}%"


def _nothing_differs(
    submission: Submission, compared: Sequence[Compared], programme: Programme, history: Mapping[str, PastValue]
) -> Iterator[Finding]:
    """A return whose numbers and texts are those that the form showed as the last known ones."""
    numbers = [(pair.observation, pair.number == pair.before) for pair in compared if pair.before or pair.number]
    texts = [(o, same(o.value.text) == same(past.text)) for o, past in _texts(submission, programme, history)]
    both = [*numbers, *texts]
    repeated = [observation for observation, is_same in both if is_same]
    enough = len(repeated) == len(both) >= _LEAST_SAME or (
        len(both) >= _MANY_SAME and len(repeated) >= _SHARE_SAME * len(both)
    )
    if enough:
        first = repeated[0]
        yield Finding(
            rule=rules.NOTHING_DIFFERS,
            place=first.place,
            executor=submission.executor,
            indicator=first.indicator,
            found=polish_number(Decimal(len(repeated))),
            expected=polish_number(Decimal(len(both))),
        )


def _texts(
    submission: Submission, programme: Programme, history: Mapping[str, PastValue]
) -> Iterator[tuple[Observation, PastValue]]:
    """The answers in words beside what was said before; the parts of a shared list are in the whole list."""
    for observation in submission.observations:
        indicator, past = programme.indicator_by_id.get(observation.indicator), history.get(observation.indicator)
        if indicator is None or past is None or not past.text or past.year >= observation.year:
            continue
        if observation.value.status is Status.GIVEN and observation.value.text:
            yield observation, past


def _same_texts(submission: Submission, programme: Programme, history: Mapping[str, PastValue]) -> Iterator[Finding]:
    for observation, past in _texts(submission, programme, history):
        text = one_line(observation.value.text)
        if len(text) >= _LONG_TEXT and same(text) in same(past.text):
            shown = f"{text[:_SHOWN_TEXT]}…" if len(text) > _SHOWN_TEXT else text
            yield Finding(
                rule=rules.SAME_TEXT,
                place=observation.place,
                executor=observation.executor,
                indicator=observation.indicator,
                found=shown,
                facts={"year": str(past.year)},
            )


def _unusual_totals(compared: Iterable[Compared], thresholds: Thresholds) -> Iterator[Finding]:
    """All numbers of an executor in one unit: they drift together when a column of another year was copied."""
    by_unit: dict[str, list[Compared]] = {}
    for pair in compared:
        if pair.indicator.kind is not Kind.PERCENTAGE and pair.before > 0:
            by_unit.setdefault(pair.indicator.unit.label, []).append(pair)
    for unit, pairs in by_unit.items():
        before, after = (sum(values, Decimal(0)) for values in zip(*((p.before, p.number) for p in pairs), strict=True))
        if len(pairs) < _LEAST_ADDED or abs(after - before) * 100 <= before * thresholds.total:
            continue
        largest = max(pairs, key=lambda pair: abs(pair.number - pair.before))
        yield Finding(
            rule=rules.UNUSUAL_TOTAL,
            place=largest.observation.place,
            executor=largest.observation.executor,
            indicator=largest.indicator.id,
            found=polish_number(after),
            expected=polish_number(before),
            facts={"unit": unit, "change": change_words(before, after), "count": counted(len(pairs), _INDICATORS)},
        )
