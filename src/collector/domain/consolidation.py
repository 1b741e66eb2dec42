"""All observations of a year, combined into one value an Indicator."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal, localcontext
from functools import cached_property
from typing import Final

from collector.domain.assessment import Assessment, assess_against_number, assess_change, beside_verdict
from collector.domain.decision import Agreement, Correction
from collector.domain.indicator import Indicator
from collector.domain.observation import Observation, Place, Status
from collector.domain.programme import Programme
from collector.domain.register import Entry
from collector.domain.target import Outcome, outcome

_TENTH: Final = Decimal("0.1")
_SPARE_DIGITS: Final = 30
# The columns of the files that hold a value an indicator: of the report and of the closed years.
INDICATOR_FIELDS: Final = (
    "programme", "year", "indicator", "name", "status", "value", "unit", "text", "note", "executors", "combine",
    "previous_year", "previous_value", "change_percent", "base_year", "base_value", "target", "assessment",
)  # fmt: skip
# Begins the text of a value from which the part of an executor is missing.
WITHOUT: Final = "bez: "


@dataclass(frozen=True, slots=True, kw_only=True)
class PastValue:
    """A value of a closed year, as next year's forms and comparisons show it.

    `missing` names the executors whose part is not in the value; such a value is shown and never compared with. `note`
    is its footnote or remark. `place` is where it stands among the closed years. A corrected value keeps its
    `correction` and, in `published`, what was published.
    """

    year: int
    value: Decimal | None
    text: str
    missing: str = ""
    note: str = ""
    place: Place = field(default=Place(file=""), compare=False)
    correction: Correction | None = None
    published: "PastValue | None" = None

    @property
    def mark(self) -> str:
        """The footnote sign with which the note begins."""
        return self.note[: len(self.note) - len(self.note.lstrip("*"))]


class History(Mapping[str, PastValue]):
    """The values of the closed years. As a mapping it holds the last known value of every indicator."""

    def __init__(self, years: Mapping[int, Mapping[str, PastValue]] | None = None) -> None:
        self._years = dict(sorted((years or {}).items()))
        self._last: dict[str, PastValue] = {}
        for values in self._years.values():
            self._last.update(values)

    def __getitem__(self, indicator: str) -> PastValue:
        return self._last[indicator]

    def __iter__(self) -> Iterator[str]:
        return iter(self._last)

    def __len__(self) -> int:
        return len(self._last)

    @property
    def years(self) -> tuple[int, ...]:
        """The closed years, the earliest first."""
        return tuple(self._years)

    def in_year(self, indicator: str, year: int) -> PastValue | None:
        """The value of one year, if it is known."""
        return self._years.get(year, {}).get(indicator)


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
        # Room for every digit before the point, so that rounding never fails.
        digits = _SPARE_DIGITS + max(self.difference.adjusted(), 0) + max(-self.before.adjusted(), 0)
        with localcontext(prec=digits):
            return (self.difference / abs(self.before) * 100).quantize(_TENTH, ROUND_HALF_UP)

    def percent_beside_verdict(self, band: Decimal) -> Decimal | None:
        """The percent as people read it beside a verdict: beyond `band` where the change itself is, and only there.

        5,002% shown as 5,0% would contradict „poprawa” where changes up to 5% are none.
        """
        if self.percent is None:
            return None
        is_beyond = outcome(self.before, self.after, band) is not Outcome.UPKEEP
        return beside_verdict(self.percent, band, is_beyond=is_beyond)


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """The value of one Indicator for the year, and the observations it was made of.

    `shown` is the text of the value as the report prints it, footnote mark included. `missing` names the executors
    that were asked and whose part is not in the value. `observations` holds one for every executor asked, also for
    those that sent nothing, and the given inputs of the indicator's components. `agreed` is the decision that chose the
    value, where the executors gave different ones.
    """

    indicator: Indicator
    year: int
    status: Status
    value: Decimal | None
    text: str
    mark: str
    shown: str
    note: str
    observations: tuple[Observation, ...]
    missing: tuple[str, ...]
    previous: PastValue | None = None
    agreed: Agreement | None = None

    @property
    def is_asked(self) -> bool:
        """Whether anybody was asked for it; some indicators begin in a later year."""
        return bool(self.observations)

    @property
    def change(self) -> Change | None:
        """The change against the previous known value, if both are whole: numbers without a missing part."""
        if self.value is None or self.previous is None or self.previous.value is None:
            return None
        if self.missing or self.previous.missing:
            return None
        return Change(before=self.previous.value, after=self.value, since=self.previous.year)

    @property
    def is_before_assessment(self) -> bool:
        """Whether the year is that of the base value, or an earlier one: assessment begins in the year after it."""
        base = self.indicator.base
        return base is not None and base.year >= self.year

    @property
    def since_base(self) -> Change | None:
        """The change against the base value or, where the programme has none, against the previous known value.

        None in the base year itself, and before it.
        """
        base = self.indicator.base
        if base is None or not self.indicator.is_asked_in(base.year):
            return self.change
        if self.value is None or self.missing or self.is_before_assessment:
            return None
        return Change(before=base.value, after=self.value, since=base.year)

    def assessment(self, band: Decimal) -> Assessment | None:
        """Whether the value is where it should be; a change of no more than `band` percent is none.

        The number of a target counts first, then its words, then the good direction of the indicator. None of a value
        that lacks a part, has nothing to be compared with, is of the base year, or is only context.
        """
        if self.is_before_assessment:
            return None
        target, direction = self.indicator.target, self.indicator.direction
        if target is not None and target.number is not None:
            if self.value is None or self.missing:
                return None
            return assess_against_number(self.value, target.number, target.limit, direction, band)
        if (change := self.since_base) is None:
            return None
        return assess_change(outcome(change.before, change.after, band), change.since, target, direction)


@dataclass(frozen=True, kw_only=True)
class Consolidation:
    """The year's results in the printed order of the programme; `absent` executors sent nothing that counts.

    `cells` are the results of the statistical tables, `entries` the rows of the register; `history` are the closed
    years.
    """

    programme: Programme
    year: int
    results: tuple[Result, ...]
    absent: tuple[str, ...]
    cells: tuple[Result, ...] = ()
    entries: tuple[Entry, ...] = ()
    history: History = field(default_factory=History)

    @property
    def is_complete(self) -> bool:
        """Whether every executor answered everything and no value is in doubt or without a part."""
        asked = [result for result in (*self.results, *self.cells) if result.is_asked]
        return not self.absent and all(r.status is not Status.NOT_SUBMITTED and not r.missing for r in asked)

    @cached_property
    def by_id(self) -> dict[str, Result]:
        """Results of indicators and of cells of tables by id."""
        return {result.indicator.id: result for result in (*self.results, *self.cells)}

    @cached_property
    def entry_by_id(self) -> dict[str, Entry]:
        """Rows of the register by id."""
        return {entry.id: entry for entry in self.entries}
