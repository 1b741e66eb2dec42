"""A Finding is a rule, a place and the facts; its sentences are Polish because officials read them."""

from dataclasses import dataclass, field
from enum import StrEnum
from string import Formatter

from collector.domain.observation import Place


class Severity(StrEnum):
    """What a Finding means for the report."""

    BLOCKS = "blokuje"
    EXPLAIN = "do wyjaśnienia"
    INFO = "informacja"

    @property
    def rank(self) -> int:
        """Blocking findings first."""
        return tuple(Severity).index(self)


@dataclass(frozen=True, slots=True)
class Rule:
    """A stable code with the sentences it prints; `{names}` in them are the facts a Finding must carry."""

    code: str
    severity: Severity
    title: str
    problem: str
    fix: str

    @property
    def facts(self) -> frozenset[str]:
        """The names of the facts that the sentences need."""
        parsed = Formatter().parse(self.problem + self.fix)
        return frozenset(name for _, name, _, _ in parsed if name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing to put right, explain or know. `found` and `expected` are shown beside the sentences.

    An `indicator` without an `executor` is in doubt as a whole, whoever answered.
    """

    rule: Rule
    place: Place
    executor: str = ""
    indicator: str = ""
    found: str = ""
    expected: str = ""
    facts: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if missing := self.rule.facts - self._sentence_facts().keys():
            raise TypeError(f"{self.rule.code} lacks the facts {', '.join(sorted(missing))}")

    def _sentence_facts(self) -> dict[str, str]:
        return {
            "indicator": self.indicator,
            "executor": self.executor,
            "found": self.found,
            "expected": self.expected,
            **self.facts,
        }

    @property
    def message(self) -> str:
        """What is wrong, in one Polish sentence."""
        return self.rule.problem.format_map(self._sentence_facts())

    @property
    def fix(self) -> str:
        """What to do about it, in Polish."""
        return self.rule.fix.format_map(self._sentence_facts())

    @property
    def blocks(self) -> bool:
        """Whether the report must not be signed before this is settled."""
        return self.rule.severity is Severity.BLOCKS
