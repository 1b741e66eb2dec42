"""All observations of a year, combined into one value an Indicator."""

from dataclasses import dataclass
from decimal import Decimal

from collector.domain.observation import Observation, Status
from collector.domain.programme import Indicator, Programme


@dataclass(frozen=True, slots=True, kw_only=True)
class PastValue:
    """A value of a closed year, as next year's forms and comparisons show it."""

    year: int
    value: Decimal | None
    text: str


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
    def change_percent(self) -> Decimal | None:
        """Change against the previous known value in percent; None where there is no such value or it is zero."""
        if self.value is None or self.previous is None or not self.previous.value:
            return None
        return (self.value - self.previous.value) / self.previous.value * 100


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
