"""Answers beside those of earlier years: what changed much, what did not change at all."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

from collector.checks import year_rules as rules
from collector.checks.compared import Compared, compared
from collector.domain.consolidation import PastValue
from collector.domain.finding import Finding, Rule
from collector.domain.indicator import Kind
from collector.domain.observation import Observation, Status
from collector.domain.programme import Programme
from collector.domain.submission import Submission
from collector.domain.thresholds import Thresholds
from collector.values.ratio import percentage
from collector.values.text import one_line, same
from collector.values.writing import NBSP, counted, polish_number, without_trailing_zeros

_TENTH: Final = Decimal("0.1")
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
    for pair in compared(answers, programme, history):
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


def _change(pair: Compared, thresholds: Thresholds) -> Iterator[Finding]:
    indicator, before, number = pair.indicator, pair.before, pair.number
    least, most = thresholds.usual_range(before, indicator.kind, indicator.change_threshold)
    if least <= number <= most:
        return
    if not before:
        yield _finding(rules.LARGE_AFTER_ZERO, pair, hint=pair.others)
    elif not number and before > thresholds.large:
        yield _finding(rules.ZERO_AFTER_LARGE, pair, hint=pair.others)
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
    submission: Submission, pairs: Sequence[Compared], programme: Programme, history: Mapping[str, PastValue]
) -> Iterator[Finding]:
    """A return whose numbers and texts are those that the form showed as the last known ones."""
    numbers = [(pair.observation, pair.number == pair.before) for pair in pairs if pair.before or pair.number]
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


def _unusual_totals(all_pairs: Iterable[Compared], thresholds: Thresholds) -> Iterator[Finding]:
    """All numbers of an executor in one unit: they drift together when a column of another year was copied."""
    by_unit: dict[str, list[Compared]] = {}
    for pair in all_pairs:
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
