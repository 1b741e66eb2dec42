"""From which change on a value needs an explanation: the settings of a coordinator, the same for form and check."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from collector.domain.indicator import COUNTS, Kind

_ABOVE_ZERO: Final = Decimal("0.000001")


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """When a change needs an explanation.

    `change` is in percent of the last known value, where the indicator has no threshold of its own; smaller differences
    than `least_count` (of counts) and `least_points` (percentage points) never need one. A value beyond `large`
    beside a zero is remarkable. `total` is the change in percent of all values of an executor with one unit together.
    """

    change: Decimal = Decimal(50)
    least_count: Decimal = Decimal(10)
    least_points: Decimal = Decimal(10)
    large: Decimal = Decimal(20)
    total: Decimal = Decimal(25)

    def usual_range(self, before: Decimal, kind: Kind, own: Decimal | None) -> tuple[Decimal, Decimal]:
        """The least and the largest value after `before` that need no explanation; `own` is the indicator's percent."""
        if not before:
            return -self.large, self.large
        percent = self.change if own is None else own
        least = self.least_count if kind in COUNTS else self.least_points if kind is Kind.PERCENTAGE else Decimal(0)
        spread = max(abs(before) * percent / 100, least)
        # Nothing at all is never usual after a large value, however much may change.
        lowest = _ABOVE_ZERO if before > self.large else before - spread
        return max(before - spread, lowest), before + spread


DEFAULT_THRESHOLDS: Final = Thresholds()
