"""A Finding is a rule, a place and the facts; its sentences are Polish because officials read them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from string import Formatter

from collector.domain.observation import Place
from collector.domain.register import row_name


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
    """A stable code with the sentences it prints; `{names}` in them are the facts a Finding must carry.

    `several` is the problem where equal findings of many rows are told as one; its fact `{indicators}` lists the rows.
    `can_be_explained` says that the executor may answer in its row of the form, `needs_words` that a choice from the
    list of reasons is no answer, `can_be_waived` that the coordinator may let it be although it blocks. It applies to
    data of the year `since` and later; on `trial` it never blocks.
    """

    code: str
    severity: Severity
    title: str
    problem: str
    fix: str
    several: str = field(default="", kw_only=True)
    can_be_explained: bool = field(default=False, kw_only=True)
    needs_words: bool = field(default=False, kw_only=True)
    can_be_waived: bool = field(default=False, kw_only=True)
    since: int = field(default=0, kw_only=True)
    # A rule that a workspace puts on trial is still the same rule.
    trial: bool = field(default=False, kw_only=True, compare=False)

    @property
    def facts(self) -> frozenset[str]:
        """The names of the facts that the sentences need."""
        parsed = Formatter().parse(self.problem + self.fix)
        return frozenset(name for _, name, _, _ in parsed if name)

    @property
    def is_waivable(self) -> bool:
        """Whether a recorded decision may settle it."""
        return self.can_be_waived or self.severity is Severity.EXPLAIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing to put right, explain or know. `found` and `expected` are shown beside the sentences.

    An `indicator` without an `executor` is in doubt as a whole, whoever answered. `answer` is what an executor said
    before, of another value. `settled` says in Polish by whom and how it is settled; then it only informs.
    `consequences` are findings that have the same cause and vanish with it.
    """

    rule: Rule
    place: Place
    executor: str = ""
    indicator: str = ""
    found: str = ""
    expected: str = ""
    facts: dict[str, str] = field(default_factory=dict)
    answer: str = ""
    settled: str = ""
    consequences: tuple["Finding", ...] = ()

    def __post_init__(self) -> None:
        if missing := self.rule.facts - self.sentence_facts().keys():
            raise TypeError(f"{self.rule.code} lacks the facts {', '.join(sorted(missing))}")

    def sentence_facts(self) -> dict[str, str]:
        """All facts that a sentence may name."""
        return {
            "indicator": row_name(self.indicator),
            "executor": self.executor,
            "found": self.found,
            "expected": self.expected,
            **self.facts,
        }

    @property
    def problem(self) -> str:
        """What is wrong, in one Polish sentence."""
        return self.rule.problem.format_map(self.sentence_facts())

    @property
    def message(self) -> str:
        """What is wrong, what else follows from it, and how it stands, in Polish."""
        return " ".join((self.problem, *self.remarks))

    @property
    def remarks(self) -> tuple[str, ...]:
        """The sentences after the problem: an earlier answer, what has the same cause, how it was settled."""
        earlier = (
            f"Wcześniej, przy innej wartości, wyjaśniono: „{self.answer}”. Jeżeli to samo dotyczy tej wartości, dopisz "
            "w kolumnie „Wyjaśnienie” choćby „nadal aktualne”."
            if self.answer
            else ""
        )
        names = "; ".join(f"{each.rule.title} ({each.rule.code})" for each in self.consequences)
        same_cause = f"Z tej samej przyczyny: {names}." if names else ""
        on_trial = "Ta reguła jest na próbę; jeżeli się myli, zgłoś to koordynatorowi." if self.rule.trial else ""
        return tuple(sentence for sentence in (earlier, same_cause, on_trial, self.settled) if sentence)

    @property
    def fix(self) -> str:
        """What to do about it, in Polish."""
        return self.rule.fix.format_map(self.sentence_facts())

    @property
    def severity(self) -> Severity:
        """What it means for the report as it stands: settled it informs, on trial it does not block."""
        if self.settled:
            return Severity.INFO
        if self.rule.trial and self.rule.severity is Severity.BLOCKS:
            return Severity.EXPLAIN
        return self.rule.severity

    @property
    def blocks(self) -> bool:
        """Whether the report must not be signed before this is settled."""
        return self.severity is Severity.BLOCKS

    def with_consequences(self) -> Iterator["Finding"]:
        """Itself, and whatever is told with it."""
        yield self
        for each in self.consequences:
            yield from each.with_consequences()

    @property
    def is_open(self) -> bool:
        """Whether somebody has to do something about it."""
        return self.severity is not Severity.INFO
