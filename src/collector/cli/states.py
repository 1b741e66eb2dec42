"""How the return of every executor stands, each in one line, and all of them in a sentence."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from collector.checks.waiver_rules import RULES as WAIVER_RULES
from collector.domain.finding import Finding, Severity
from collector.domain.observation import Status
from collector.domain.submission import Submission
from collector.values.text import printable
from collector.values.writing import counted

_REMARKS: Final = ("uwaga", "uwagi", "uwag")
_BLOCKING: Final = ("uwaga blokująca", "uwagi blokujące", "uwag blokujących")
_RETURNS: Final = ("zwrot", "zwroty", "zwrotów")
# A row that had to be answered and was not: its answer, the whole action, or the row itself is missing.
_UNANSWERED: Final = frozenset(("K501", "D806", "S205"))


class Stand(Enum):
    """How a return stands, in the words of its line."""

    WRONG = "do poprawy"
    MISSING = "brak zwrotu"
    DOUBTFUL = "do wyjaśnienia"
    READY = "gotowe"


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """An executor, its returns that count, and everything found in what it sent."""

    executor: str
    submissions: Sequence[Submission]
    findings: Sequence[Finding]

    @property
    def stand(self) -> Stand:
        """What is to be done about the return."""
        is_missing = any(finding.rule.code == "K503" for finding in self.findings)
        if not self.submissions and (is_missing or not any(finding.is_open for finding in self.findings)):
            return Stand.MISSING
        if self.blocks:
            return Stand.WRONG
        return Stand.DOUBTFUL if any(finding.is_open for finding in self.findings) else Stand.READY

    @property
    def blocks(self) -> bool:
        """Whether anything blocks."""
        return any(finding.blocks for finding in self.findings)

    @property
    def files(self) -> frozenset[str]:
        """The files of its returns that count."""
        return frozenset(submission.place.file for submission in self.submissions)

    def __str__(self) -> str:
        stand, executor = self.stand, printable(self.executor)
        if stand is Stand.MISSING:
            # By whom is not said: a screen and its log name no persons.
            return f"{executor} – {stand.value}{'' if self.blocks else ' (rozstrzygnięte)'}"
        counts = Counter(finding.severity for finding in self.findings)
        blocking, doubts = counts[Severity.BLOCKS], counts[Severity.EXPLAIN]
        said = [
            counted(blocking, _BLOCKING) if blocking else "",
            (f"{doubts} do wyjaśnienia" if blocking else counted(doubts, _REMARKS)) if doubts else "",
        ]
        about = ", ".join(filter(None, said))
        returned = "; ".join(f"{printable(each.place.file)}, {self._answers(each)}" for each in self.submissions)
        return f"{executor} – {stand.value}{': ' if about else ''}{about} ({returned or 'zwrotu nie policzono'})"

    def _answers(self, submission: Submission) -> str:
        """„81 z 83 odpowiedzi”: what was filled in, and what had to be."""
        filled = [o for o in submission.observations if o.raw.strip() or o.value.status is not Status.NOT_SUBMITTED]
        given = len(filled) + sum(entry.is_described for entry in submission.entries)
        file = submission.place.file
        lacking = {f.indicator for f in self.findings if f.rule.code in _UNANSWERED and f.place.file == file}
        return f"{given} z {given + len(lacking)} odpowiedzi"


def is_own(finding: Finding) -> bool:
    """Whether it is its executor's to put right; what is wrong with a waiver never is."""
    return bool(finding.executor) and finding.rule not in WAIVER_RULES


def states(expected: Iterable[str], submissions: Sequence[Submission], findings: Sequence[Finding]) -> list[State]:
    """The state of everyone who was asked or sent anything: first those with something that blocks, then by name."""
    findings = [finding for finding in findings if is_own(finding)]
    sent = [*(submission.executor for submission in submissions), *(f.executor for f in findings if f.is_open)]
    everyone = sorted({*expected, *filter(None, sent)})
    all_states = [
        State(
            executor=executor,
            submissions=[submission for submission in submissions if submission.executor == executor],
            findings=[finding for finding in findings if finding.executor == executor],
        )
        for executor in everyone
    ]
    return sorted(all_states, key=lambda state: not state.blocks)


def summary(received: int, expected: int, all_states: Iterable[State]) -> str:
    """How many returns count, and how many are ready, to be explained, to be corrected, and missing."""
    counts = Counter(state.stand for state in all_states)
    ready, missing = counts[Stand.READY], counts[Stand.MISSING]
    said = [
        counted(ready, ("zwrot gotowy", "zwroty gotowe", "zwrotów gotowych")) if ready else "",
        *(
            f"{counted(counts[stand], _RETURNS)} {stand.value}"
            for stand in (Stand.DOUBTFUL, Stand.WRONG)
            if counts[stand]
        ),
        f"brakuje {counted(missing, ('zwrotu', 'zwrotów', 'zwrotów'))}" if missing else "",
    ]
    return f"uwzględnione zwroty: {received} z {expected}.\nStan: {', '.join(filter(None, said))}."
