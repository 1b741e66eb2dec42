"""How the answers of several executors become one value: a function for every rule of the catalogue.

The order in which returns arrive changes nothing; words stand in the order of the executors in the catalogue.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from collector.checks.agreed_value import Choice
from collector.checks.contradictions import alike, contradict, largest
from collector.consolidation.notes import footnote_mark
from collector.domain.indicator import Combine, Indicator, Role
from collector.domain.observation import Observation, Status, Value
from collector.values.ratio import numerator_and_denominator, percentage
from collector.values.reading import scale_levels
from collector.values.text import same
from collector.values.writing import shown_value

_NO_VALUE: Final = Value(status=Status.NOT_SUBMITTED)


@dataclass(frozen=True, slots=True)
class Combined:
    """The combined value, the executors whose part is missing from it, and the answers that it was made of."""

    value: Value
    missing: tuple[str, ...] = ()
    made_of: tuple[Observation, ...] = ()


def combine(indicator: Indicator, asked: Sequence[Observation], inputs: Sequence[Observation]) -> Combined:
    """One value from `asked` (an observation an executor) and `inputs` (those of the indicator's components)."""
    if indicator.combine is Combine.RATIO:
        return _ratio_of_sums(indicator, asked, inputs)
    given = _given(asked)
    if given:
        return _COMBINE[indicator.combine](given, asked, indicator)
    silent = all(o.value.status is Status.NOT_SUBMITTED and not o.raw.strip() for o in asked)
    computed = _ratio(indicator, inputs) if silent else None
    return Combined(Value(status=_absence(asked)) if computed is None else computed)


def by_agreement(indicator: Indicator, asked: Sequence[Observation], choice: Choice) -> Combined:
    """The agreed value; nobody's part is missing from it but of those that know nothing of it.

    An answer that is in doubt for another reason was still known to who agreed, and is not missing.
    """
    value = choice.value
    if any(o.executor == choice.executor and o.value.status is Status.NOT_SUBMITTED for o in asked):
        # The answer that was chosen is in doubt itself.
        return Combined(_NO_VALUE)
    if value.status is not Status.GIVEN:
        return Combined(value, made_of=tuple(o for o in asked if o.value.status is value.status))
    unknown = (Status.NOT_SUBMITTED, Status.NO_DATA)
    known = {o.executor for o in choice.answers if o.value.status not in unknown}
    missing = tuple(o.executor for o in asked if o.executor not in known)
    return Combined(value, missing, tuple(o for o in _given(asked) if alike(indicator, (o.value, value))))


def _given(observations: Sequence[Observation]) -> list[Observation]:
    return [o for o in observations if o.value.status is Status.GIVEN]


def _without_answer(given: Sequence[Observation], asked: Sequence[Observation]) -> tuple[str, ...]:
    executors = {o.executor for o in given}
    return tuple(o.executor for o in asked if o.executor not in executors)


def _absence(asked: Sequence[Observation]) -> Status:
    """Why there is no value: the reason that asks for most, if the executors have several."""
    reasons = {o.value.status for o in asked}
    order = (Status.NOT_SUBMITTED, Status.NO_DATA, Status.NOT_APPLICABLE)
    return next(reason for reason in order if reason in reasons)


def _ratio(indicator: Indicator, inputs: Sequence[Observation]) -> Value | None:
    """A percentage from the sums of numerators and denominators; None while there is none to compute."""
    sums: dict[str, Decimal] = {}
    for observation in inputs:
        if observation.value.number is not None:
            sums[observation.indicator] = sums.get(observation.indicator, Decimal(0)) + observation.value.number
    pair = numerator_and_denominator(indicator, sums)
    return Value(status=Status.GIVEN, number=percentage(*pair)) if pair and pair[1] else None


def _ratio_of_sums(indicator: Indicator, asked: Sequence[Observation], inputs: Sequence[Observation]) -> Combined:
    """Of the executors that gave both inputs; typed percentages are never averaged."""
    needed = {
        component.id for component in indicator.components if component.role in (Role.NUMERATOR, Role.DENOMINATOR)
    }
    gave = {o.executor: {i.indicator for i in inputs if i.executor == o.executor} for o in asked}
    complete = [o for o in asked if needed <= gave[o.executor]]
    computed = _ratio(indicator, [i for i in inputs if i.executor in {o.executor for o in complete}])
    if computed is None:
        return Combined(Value(status=_absence(asked)) if not _given(asked) else _NO_VALUE)
    return Combined(computed, _without_answer(complete, asked), tuple(complete))


def _owner(given: list[Observation], _asked: Sequence[Observation], _: Indicator) -> Combined:
    return Combined(given[0].value, made_of=tuple(given))


def _sum(given: list[Observation], asked: Sequence[Observation], indicator: Indicator) -> Combined:
    numbers = [o.value.number for o in given if o.value.number is not None]
    total = sum(numbers, Decimal(0))
    described = [f"{o.executor}: {o.value.text}" for o in given if o.value.text]
    # The mark of a number stands behind it, also where words follow.
    shown = f"{shown_value(total, indicator)}{footnote_mark(indicator, given)}"
    words = "\n".join((shown, *described)) if described else ""
    return Combined(Value(status=Status.GIVEN, number=total, text=words), _without_answer(given, asked), tuple(given))


def _maximum(given: list[Observation], asked: Sequence[Observation], indicator: Indicator) -> Combined:
    if contradict(indicator, asked):
        return Combined(_NO_VALUE)
    most = largest([o.value for o in given])
    return Combined(_fullest(most), _without_answer(given, asked), tuple(o for o in given if o.value in most))


def _joined_list(given: list[Observation], asked: Sequence[Observation], _: Indicator) -> Combined:
    # A list that two executors sent word for word is one list; who sent what, the data keep.
    lists: dict[str, str] = {}
    for observation in given:
        lists.setdefault(same(observation.value.text), observation.value.text)
    words = "\n".join(lists.values())
    return Combined(Value(status=Status.GIVEN, text=words), _without_answer(given, asked), tuple(given))


def _scale_range(given: list[Observation], asked: Sequence[Observation], indicator: Indicator) -> Combined:
    said = {level for o in given for level in scale_levels(o.value.text)}
    levels = [level for level in indicator.scale if same(level) in said]
    return Combined(Value(status=Status.GIVEN, text="/".join(levels)), _without_answer(given, asked), tuple(given))


def _agreed(given: list[Observation], asked: Sequence[Observation], indicator: Indicator) -> Combined:
    if contradict(indicator, asked):
        return Combined(_NO_VALUE)
    return Combined(_fullest([o.value for o in given]), _without_answer(given, asked), tuple(given))


def _fullest(values: Sequence[Value]) -> Value:
    """Of values that say the same one that also has words, if any has."""
    return next((value for value in values if value.text), values[0])


_COMBINE: Final[dict[Combine, Callable[[list[Observation], Sequence[Observation], Indicator], Combined]]] = {
    Combine.OWNER: _owner,
    Combine.SUM: _sum,
    Combine.MAXIMUM: _maximum,
    Combine.LIST: _joined_list,
    Combine.SCALE_RANGE: _scale_range,
    Combine.AGREED: _agreed,
}
