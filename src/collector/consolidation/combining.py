"""How the answers of several executors become one value: a function for every rule of the catalogue."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from collector.domain.observation import Observation, Status, Value
from collector.domain.programme import Combine, Indicator, Role
from collector.values.ratio import numerator_and_denominator, percentage
from collector.values.reading import scale_levels
from collector.values.text import same


@dataclass(frozen=True, slots=True)
class Combined:
    """The combined value; `is_partial` says that an executor without a value leaves a gap in it."""

    value: Value
    is_partial: bool = False

    @property
    def status(self) -> Status:
        """The status of the combined value."""
        return self.value.status

    @property
    def number(self) -> Decimal | None:
        """The number of the combined value."""
        return self.value.number

    @property
    def text(self) -> str:
        """The words of the combined value."""
        return self.value.text


def combine(indicator: Indicator, asked: Sequence[Observation], inputs: Sequence[Observation]) -> Combined:
    """One value from `asked` (an observation an executor) and `inputs` (those of the indicator's components)."""
    computed = _computed(indicator, inputs)
    if computed is not None and (indicator.combine is Combine.RATIO or not _given(asked)):
        return Combined(computed, is_partial=indicator.combine is Combine.RATIO)
    given = _given(asked)
    if not given:
        return Combined(Value(status=_absence(asked)))
    return _COMBINE[indicator.combine](given, indicator)


def _given(observations: Sequence[Observation]) -> list[Observation]:
    return [o for o in observations if o.value.status is Status.GIVEN]


def _absence(asked: Sequence[Observation]) -> Status:
    """Why there is no value: the reason that asks for most, if the executors have several."""
    reasons = {o.value.status for o in asked}
    order = (Status.NOT_SUBMITTED, Status.NO_DATA, Status.NOT_APPLICABLE)
    return next(reason for reason in order if reason in reasons)


def _computed(indicator: Indicator, inputs: Sequence[Observation]) -> Value | None:
    """A percentage from the sums of its numerators and denominators; None while one of them is missing."""
    sums: dict[str, Decimal] = {}
    for observation in inputs:
        if observation.value.number is not None:
            sums[observation.indicator] = sums.get(observation.indicator, Decimal(0)) + observation.value.number
    pair = numerator_and_denominator(indicator, sums)
    if pair is None or not pair[1] or not _inputs_are_paired(indicator, inputs):
        return None
    return Value(status=Status.GIVEN, number=percentage(*pair))


def _inputs_are_paired(indicator: Indicator, inputs: Sequence[Observation]) -> bool:
    """Whether whoever gave a numerator also gave its denominator: otherwise the ratio of sums is of different sets."""
    roles = {component.id: component.role for component in indicator.components}
    units = {role: {o.executor for o in inputs if roles.get(o.indicator) is role} for role in Role}
    return units[Role.NUMERATOR] == units[Role.DENOMINATOR]


def _owner(given: list[Observation], _: Indicator) -> Combined:
    return Combined(given[0].value)


def _sum(given: list[Observation], _: Indicator) -> Combined:
    numbers = [o.value.number for o in given if o.value.number is not None]
    words = "\n".join(f"{o.executor}: {o.value.text}" for o in given if o.value.text)
    total = sum(numbers, Decimal(0)) if numbers else None
    return Combined(Value(status=Status.GIVEN, number=total, text=words), is_partial=True)


def _maximum(given: list[Observation], _: Indicator) -> Combined:
    largest = max(given, key=lambda o: (o.value.number is not None, o.value.number or Decimal(0)))
    return Combined(largest.value, is_partial=True)


def _no_ratio(_given: list[Observation], _: Indicator) -> Combined:
    # Without numerator and denominator of every unit there is no ratio of sums, and percentages are never averaged.
    return Combined(Value(status=Status.NOT_SUBMITTED))


def _joined_list(given: list[Observation], _: Indicator) -> Combined:
    return Combined(Value(status=Status.GIVEN, text="\n".join(o.value.text for o in given)), is_partial=True)


def _scale_range(given: list[Observation], indicator: Indicator) -> Combined:
    said = {level for o in given for level in scale_levels(o.value.text)}
    levels = [level for level in indicator.scale if same(level) in said]
    return Combined(Value(status=Status.GIVEN, text="/".join(levels)), is_partial=True)


def _agreed(given: list[Observation], _: Indicator) -> Combined:
    if len({(o.value.number, o.value.text) for o in given}) > 1:
        return Combined(Value(status=Status.NOT_SUBMITTED))
    return Combined(given[0].value)


_COMBINE: Final[dict[Combine, Callable[[list[Observation], Indicator], Combined]]] = {
    Combine.OWNER: _owner,
    Combine.SUM: _sum,
    Combine.MAXIMUM: _maximum,
    Combine.RATIO: _no_ratio,
    Combine.LIST: _joined_list,
    Combine.SCALE_RANGE: _scale_range,
    Combine.AGREED: _agreed,
}
