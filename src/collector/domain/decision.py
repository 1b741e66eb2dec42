"""Recorded human choices: what was decided, by whom, when and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """The answer of a person to the question that the rule with this code asked of an executor in a year.

    `line` is where it stands in its file. `counts` is the beginning of the fingerprint of the return that counts;
    `returns` are those of all returns that the person chose from, if they were written down.
    """

    rule: str
    executor: str
    year: int
    reason: str
    person: str
    day: date
    line: int
    counts: str
    returns: tuple[str, ...] = ()

    def names(self, fingerprint: str) -> bool:
        """Whether this is the return that counts."""
        return fingerprint.startswith(self.counts)

    def knew(self, fingerprint: str) -> bool:
        """Whether the person is known to have had this return before them."""
        return self.names(fingerprint) or any(fingerprint.startswith(known) for known in self.returns)


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """A person lets be what the rule with this code says of an executor's answers in a year, until the day `until`.

    Without an `executor` it is about what is nobody's own, without `indicators` about what has none. `value` is what
    was found when it was given, as `decisions.named_value` writes it; empty if it holds for any.
    """

    rule: str
    indicators: tuple[str, ...]
    executor: str
    year: int
    reason: str
    person: str
    day: date
    until: date
    line: int
    value: str = ""

    @property
    def targets(self) -> tuple[str, ...]:
        """The indicators one by one; one empty text where it is about none."""
        return self.indicators or ("",)

    def asks(self, rule: str, executor: str, indicator: str) -> bool:
        """Whether it is about this question."""
        return self.rule == rule and self.executor == executor and indicator in self.targets

    def accepts(self, value: str) -> bool:
        """Whether it was given for this value, or for any."""
        return self.value in ("", value)

    def is_in_force(self, day: date) -> bool:
        """Whether it still holds on `day`; its last day is one of them."""
        return day <= self.until


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """The one value of a shared indicator of a year whose executors gave different ones.

    `value` is written as in a form, or is a reason why there is none. `given` is what every executor had said, by
    executor: when one of them says something else, the question is open again. `line` is where it stands in its file.
    """

    rule: str
    indicator: str
    year: int
    value: str
    given: Mapping[str, str]
    reason: str
    person: str
    day: date
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A value of a closed year that turned out to be wrong: `before` is the published one, `value` the right one.

    Both are written as the report prints them. The closed year itself stays as it was published.
    """

    indicator: str
    year: int
    before: str
    value: str
    reason: str
    person: str
    day: date
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """Everything that was decided, in the order of the file.

    Which returns count, what is let be, what executors agreed on, and what was wrong in a closed year.
    """

    returns: tuple[Decision, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    corrections: tuple[Correction, ...] = ()
