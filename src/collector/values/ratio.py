"""Percentages from numerator and denominator: the only way in which collector computes one."""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import Final

from collector.domain.indicator import Indicator, Role

_HUNDREDTH: Final = Decimal("0.01")
_SPARE_DIGITS: Final = 30


def percentage(numerator: Decimal, denominator: Decimal, step: Decimal = _HUNDREDTH) -> Decimal:
    """100 × numerator / denominator, rounded half up to `step`. Raises ZeroDivisionError for a denominator of 0."""
    if not denominator:
        raise ZeroDivisionError
    # Room for every digit before and after the point, so that rounding to whatever was typed never fails.
    digits = _SPARE_DIGITS + max(numerator.adjusted(), 0) - int(step.as_tuple().exponent)
    with localcontext(prec=max(digits, _SPARE_DIGITS)):
        return (numerator * 100 / denominator).quantize(step, ROUND_HALF_UP)


def numerator_and_denominator(indicator: Indicator, numbers: Mapping[str, Decimal]) -> tuple[Decimal, Decimal] | None:
    """The two inputs of a percentage among `numbers` (by component id); None unless both were given."""
    pair = (*indicator.parts(Role.NUMERATOR), *indicator.parts(Role.DENOMINATOR))
    if len(pair) != 2 or any(component.id not in numbers for component in pair):
        return None
    return numbers[pair[0].id], numbers[pair[1].id]
