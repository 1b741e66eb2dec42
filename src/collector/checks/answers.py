"""Explanations that executors give in their forms: a doubt answered there is settled for this value and this rule.

An answer belongs to the value beside which it was first given. A later return may leave it out; one with another value
needs another answer, and is shown the earlier one.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from collector.checks.words import placeholder_in
from collector.domain.finding import Finding
from collector.domain.observation import Observation
from collector.domain.register import Entry
from collector.domain.submission import Submission
from collector.layout.form import OTHER_REASON
from collector.values.text import clean, one_line, same

_LEAST_LETTERS: Final = 3
Check = Callable[[Submission], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class _Row:
    """What stands in a row of a return: what is said there, the answer to a doubt about it, and the file."""

    said: object
    answer: str
    file: str


def with_answers(
    findings: Iterable[Finding], submissions: Iterable[Submission], earlier: Mapping[str, Sequence[Submission]],
    check: Check,
) -> list[Finding]:  # fmt: skip
    """`findings`, of which those that the executors answered are settled.

    `earlier` are the returns that were replaced, by executor, the oldest first; `check` finds what is doubtful about
    one of them in place of the one that counts.
    """
    desks = {
        submission.executor: _Desk(submission, earlier.get(submission.executor, ()), check)
        for submission in submissions
    }
    return [
        desks[finding.executor].answered(finding)
        if finding.is_open and finding.rule.can_be_explained and finding.executor in desks
        else finding
        for finding in findings
    ]


class _Desk:
    """The returns of one executor, the last of which counts, and what they say row by row."""

    def __init__(self, submission: Submission, earlier: Sequence[Submission], check: Check) -> None:
        self.returns = (*earlier, submission)
        self.check = check
        self.rows = [_rows(each) for each in self.returns]
        self._doubted: dict[int, frozenset[tuple[str, str]]] = {}

    def answered(self, finding: Finding) -> Finding:
        """The finding, settled if its row answers it, or else with what was answered before."""
        current = self.rows[-1].get(finding.indicator)
        if current is None:
            return finding
        latest = ""
        for number, row in self._first_answers(finding.indicator):
            is_new = number == len(self.rows) - 1
            if row.said == current.said and (is_new or self._doubts(number, finding)):
                where = "" if is_new else f" (plik {row.file})"
                return replace(finding, settled=f"Wyjaśnienie realizatora{where}: „{one_line(row.answer)}”.")
            latest = row.answer
        return replace(finding, answer=one_line(latest)) if latest else finding

    def _first_answers(self, indicator: str) -> Iterator[tuple[int, _Row]]:
        """Every different answer in the row with the number of the return that gave it first, the latest last."""
        seen: set[str] = set()
        for number, rows in enumerate(self.rows):
            row = rows.get(indicator)
            if row is not None and row.answer and same(row.answer) not in seen:
                seen.add(same(row.answer))
                yield number, row

    def _doubts(self, number: int, finding: Finding) -> bool:
        """Whether the same rule already doubted the row of an earlier return."""
        if number not in self._doubted:
            found = self.check(self.returns[number])
            self._doubted[number] = frozenset((each.rule.code, each.indicator) for each in found)
        return (finding.rule.code, finding.indicator) in self._doubted[number]


def _rows(submission: Submission) -> dict[str, _Row]:
    file = submission.place.file
    observed = {o.indicator: _Row(_said(o), _answer(o.reason, o.explanation), file) for o in submission.observations}
    return observed | {e.id: _Row(_done(e), _answer("", e.explanation), file) for e in submission.entries}


def _said(observation: Observation) -> object:
    value = observation.value
    return value.status, value.number, value.text


def _done(entry: Entry) -> object:
    amounts = tuple((key, cell.amount, cell.reason) for key, cell in sorted(entry.money.items()))
    return entry.term, entry.part_of, amounts, entry.value.status, entry.value.number, entry.value.text


def _answer(reason: str, explanation: str) -> str:
    """What is said, if it says anything: „inny powód” alone does not, nor do a few signs."""
    words = clean(explanation)
    tells = sum(letter.isalpha() for letter in words) >= _LEAST_LETTERS and not placeholder_in(words)
    chosen = one_line(clean(reason))
    if same(chosen) == same(OTHER_REASON) or sum(letter.isalpha() for letter in chosen) < _LEAST_LETTERS:
        return words if tells else ""
    return f"{chosen}: {words}" if tells else chosen
