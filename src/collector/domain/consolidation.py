"""All observations of a year, combined into one value an Indicator."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from collector.domain.observation import Observation, Status
from collector.domain.programme import Indicator, Programme

_TENTH: Final = Decimal("0.1")
# Begins the text of a value from which the part of an executor is missing.
WITHOUT: Final = "bez: "


@dataclass(frozen=True, slots=True, kw_only=True)
class PastValue:
    """A value of a closed year, as next year's forms and comparisons show it.

    `missing` names the executors whose part is not in the value; such a value is shown and never compared with.
    """

    year: int
    value: Decimal | None
    text: str
    missing: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A value and the one before it, which is of the year `since`."""

    before: Decimal
    after: Decimal
    since: int

    @property
    def difference(self) -> Decimal:
        """How much more the value is now, in its unit."""
        return self.after - self.before

    @property
    def percent(self) -> Decimal | None:
        """The difference in percent of the value before, rounded half up to 0.1; None where that was zero."""
        if not self.before:
            return None
        return (self.difference / abs(self.before) * 100).quantize(_TENTH, ROUND_HALF_UP)


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """The value of one Indicator for the year, and the observations it was made of.

    `shown` is the text of the value as the report prints it, footnote mark included. `missing` names the executors
    that were asked and whose part is not in the value. `observations` holds one for every executor asked, also for
    those that sent nothing, and the given inputs of the indicator's components.
    """

    indicator: Indicator
    status: Status
    value: Decimal | None
    text: str
    mark: str
    shown: str
    note: str
    observations: tuple[Observation, ...]
    missing: tuple[str, ...]
    previous: PastValue | None = None

    @property
    def change(self) -> Change | None:
        """The change against the previous known value, if both are whole: numbers without a missing part."""
        if self.value is None or self.previous is None or self.previous.value is None:
            return None
        if self.missing or self.previous.missing:
            return None
        return Change(before=self.previous.value, after=self.value, since=self.previous.year)


@dataclass(frozen=True, slots=True, kw_only=True)
class Consolidation:
    """The year's results in the printed order of the programme; `absent` executors sent nothing that counts."""

    programme: Programme
    year: int
    results: tuple[Result, ...]
    absent: tuple[str, ...]

    @property
    def by_id(self) -> dict[str, Result]:
        """Results by indicator id."""
        return {result.indicator.id: result for result in self.results}
