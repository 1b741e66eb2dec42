"""All observations of a year, combined into one value an Indicator."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal, localcontext
from functools import cached_property
from typing import Final

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
    def since_base(self) -> Change | None:
        """The change against the base value or, where the programme has none, against the previous known value."""
        base = self.indicator.base
        if base is None or not self.indicator.is_asked_in(base.year) or base.year == self.year:
            return self.change
        if self.value is None or self.missing:
            return None
        return Change(before=base.value, after=self.value, since=base.year)

    def assessment(self, band: Decimal) -> "Assessment | None":
        """Whether the value goes where its target says; None without a target or without a value to compare with."""
        change, target = self.since_base, self.indicator.target
        if target is None or change is None:
            return None
        reached = outcome(change.before, change.after, band)
        return Assessment(outcome=reached, since=change.since, is_reached=reached in target.outcomes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """What became of an indicator since the year `since`, and whether its target direction allows that."""

    outcome: Outcome
    since: int
    is_reached: bool

    @property
    def words(self) -> str:
        """„wzrost względem 2023 r. – zgodnie z celem”."""
        verdict = "zgodnie z celem" if self.is_reached else "niezgodnie z celem"
        return f"{self.outcome} względem {self.since} r. – {verdict}"


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
