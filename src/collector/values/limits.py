"""Whether a number that a person chose lies where the catalogue allows it."""

from decimal import Decimal

from collector.domain.indicator import Indicator
from collector.values.writing import polish_number


def why_not_allowed(number: Decimal | None, indicator: Indicator) -> str:
    """Which limit of `indicator` the `number` (in its unit) breaks, in Polish; nothing if it breaks none."""
    if number is None:
        return ""
    if number < indicator.minimum:
        return f"najmniejsza dozwolona wartość to {polish_number(indicator.minimum)}"
    if indicator.maximum is not None and number > indicator.maximum:
        return f"największa dozwolona wartość to {polish_number(indicator.maximum)}"
    return ""
