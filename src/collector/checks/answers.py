"""Explanations that executors give in their forms: a doubt answered there is settled for this value and this rule.

An answer belongs to the value beside which it was first given. A later return may leave it out; one with another value
needs another answer, and is shown the earlier one. What follows from several cells, or from several returns, is another
value as soon as one of them is.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from collector.checks.words import placeholder_in, says_nothing
from collector.checks.year_rules import NOTHING_DIFFERS
from collector.domain.finding import Finding, Rule
from collector.domain.observation import Observation, Place, Status, Value
from collector.domain.register import Entry
from collector.domain.submission import Submission
from collector.layout.form import OTHER_REASON
from collector.submissions.counting.claims import saved_at
from collector.values.text import clean, one_line, same

_LEAST_LETTERS: Final = 3
Check = Callable[[Sequence[Submission]], Iterable[Finding]]
_Doubt = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class _Row:
    """What stands in a row of a return: what is said there, the chosen reason and the words about it, and the file."""

    said: object
    reason: str
    words: str
    file: str

    def answer(self, rule: Rule) -> str:
        """The answer to a doubt of `rule`; empty if there is none."""
        return ": ".join(part for part in ("" if rule.needs_words else self.reason, self.words) if part)


def with_answers(
    findings: Iterable[Finding], submissions: Iterable[Submission], earlier: Mapping[str, Sequence[Submission]],
    check: Check,
) -> list[Finding]:  # fmt: skip
    """`findings`, of which those that the executors answered are settled.

    `earlier` are the returns that were replaced, by executor, the oldest first; `check` finds what is doubtful about
    returns of different executors.
    """
    archive = _Archive({each.executor: (*earlier.get(each.executor, ()), each) for each in submissions}, check)
    desks: dict[str, _Desk] = {}
    answered = []
    for finding in findings:
        if finding.is_open and finding.rule.can_be_explained and finding.executor in archive.returns:
            if finding.executor not in desks:
                desks[finding.executor] = _Desk(finding.executor, archive)
            answered.append(desks[finding.executor].answered(finding))
        else:
            answered.append(finding)
    return answered


class _Archive:
    """All returns by executor, the oldest first, the last of which counts; and what was doubtful about each of them."""

    def __init__(self, returns: Mapping[str, Sequence[Submission]], check: Check) -> None:
        self.returns = returns
        self._check = check
        self._own_rows = _own_rows([each[-1] for each in returns.values()])
        self._saved = {each.place: saved_at(each) for several in returns.values() for each in several}
        self._together: dict[int, frozenset[_Doubt]] = {}
        self._found: dict[tuple[tuple[str, Place], ...], frozenset[_Doubt]] = {}

    def doubted(self, executor: str, number: int, finding: Finding) -> bool:
        """Whether a return of `executor` was doubted like this when it was made."""
        own, counts = self.returns[executor][number], self.returns[executor][-1]
        if finding.indicator in self._own_rows:
            return own is counts or _doubt(finding) in self._all_with_number(number)
        then = self._all_then(own)
        if all(each is self.returns[each.executor][-1] for each in then) or self._finds([own], finding):
            return True
        # What is found in a return alone does not depend on what others say.
        return not self._finds([counts], finding) and self._finds(then, finding)

    def _all_with_number(self, number: int) -> frozenset[_Doubt]:
        """What is found in the returns with this number, or the last before it, at once: of rows that stand alone."""
        if number not in self._together:
            returns = [several[min(number, len(several) - 1)] for several in self.returns.values()]
            self._together[number] = frozenset(map(_doubt, self._check(returns)))
        return self._together[number]

    def _finds(self, returns: Sequence[Submission], finding: Finding) -> bool:
        key = tuple((each.executor, each.place) for each in returns)
        if key not in self._found:
            self._found[key] = frozenset(map(_doubt, self._check(returns)))
        return _doubt(finding) in self._found[key]

    def _all_then(self, own: Submission) -> list[Submission]:
        """One of the returns with what had come from the others by then, as far as that is known, or first came."""
        then = self._saved[own.place]
        returns = []
        for executor, several in self.returns.items():
            by_then = [each for each in several if not _is_later(self._saved[each.place], then)] or several[:1]
            returns.append(own if executor == own.executor else by_then[-1])
        return returns


def _own_rows(returns: Sequence[Submission]) -> frozenset[str]:
    """The rows of which only one executor speaks; a blank one may follow from what others say."""
    speaking: dict[str, set[str]] = {}
    for submission in returns:
        rows = [o.indicator for o in submission.observations] + [e.part_of or e.id for e in submission.entries]
        for row in rows:
            speaking.setdefault(row, set()).add(submission.executor)
    blank = {o.indicator for each in returns for o in each.observations if o.value.status is Status.NOT_SUBMITTED}
    return frozenset(row for row, executors in speaking.items() if len(executors) == 1 and row not in blank)


def _is_later(moment: datetime | None, then: datetime | None) -> bool:
    return moment is not None and then is not None and moment > then


def _doubt(finding: Finding) -> _Doubt:
    # How much of a whole form is the same may change: what was said of it still holds.
    problem = "" if finding.rule.code == NOTHING_DIFFERS.code else finding.problem
    return finding.rule.code, finding.executor, finding.indicator, problem


class _Desk:
    """What the returns of one executor say row by row, the last of which counts."""

    def __init__(self, executor: str, archive: _Archive) -> None:
        self.executor = executor
        self.archive = archive
        self.rows = [_rows(each) for each in archive.returns[executor]]

    def answered(self, finding: Finding) -> Finding:
        """The finding, settled if its row answers it, or else with what was answered before."""
        current = self.rows[-1].get(finding.indicator)
        if current is None:
            return finding
        latest = ""
        for number, row, answer in self._first_answers(finding):
            if row.said == current.said and self.archive.doubted(self.executor, number, finding):
                where = f" (plik {row.file})" if number < len(self.rows) - 1 else ""
                return replace(finding, settled=f"Wyjaśnienie realizatora{where}: „{one_line(answer)}”.")
            latest = answer
        return replace(finding, answer=one_line(latest)) if latest else finding

    def _first_answers(self, finding: Finding) -> Iterator[tuple[int, _Row, str]]:
        """Every different answer in its row with the number of the return that gave it first, the latest last."""
        seen: set[str] = set()
        for number, rows in enumerate(self.rows):
            row = rows.get(finding.indicator)
            answer = row.answer(finding.rule) if row is not None else ""
            if row is not None and answer and same(answer) not in seen:
                seen.add(same(answer))
                yield number, row, answer


def _rows(submission: Submission) -> dict[str, _Row]:
    file = submission.place.file
    observed = {
        o.indicator: _Row(_said(o), _chosen(o.reason), _told(o.explanation), file) for o in submission.observations
    }
    return observed | {e.id: _Row(_done(e), "", _told(e.explanation), file) for e in submission.entries}


def _said(observation: Observation) -> object:
    return _understood(observation.value)


def _done(entry: Entry) -> object:
    amounts = tuple((key, cell.amount, cell.reason) for key, cell in sorted(entry.money.items()))
    # Behind the number of an added row may stand another action.
    return same(entry.name), entry.term, entry.part_of, amounts, _understood(entry.value)


def _understood(value: Value) -> object:
    return value.status, value.number, value.text


def _chosen(reason: str) -> str:
    """The reason that was chosen, if it is one: „inny powód” alone is none."""
    chosen = one_line(clean(reason))
    return chosen if _tells(chosen) and same(chosen) != same(OTHER_REASON) else ""


def _told(explanation: str) -> str:
    """The words of the executor, if they say anything: „brak” or a few signs do not."""
    words = clean(explanation)
    return words if _tells(words) else ""


def _tells(words: str) -> bool:
    enough = sum(letter.isalpha() for letter in words) >= _LEAST_LETTERS
    return enough and not placeholder_in(words) and not says_nothing(words)
