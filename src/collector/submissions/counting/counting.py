"""Which returns count. Nothing overwrites anything: what no rule or person has settled is a question."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from collector.decisions import DECISIONS_FILE, lines_to_fill_in
from collector.domain.decision import Decision
from collector.domain.finding import Finding, Rule
from collector.domain.observation import Place
from collector.domain.submission import ReturnedFile, Standing, Submission
from collector.layout.form import SIGN_OFF_SHEET
from collector.submissions import counting_rules as rules
from collector.submissions.counting.claims import Claim, Order
from collector.submissions.counting.differences import Difference, differences, listed, say_the_same
from collector.values.text import one_line

_Part = tuple[str, str]


class Stands(NamedTuple):
    """Whether a return counts, and in Polish why or why not."""

    submission: Submission
    standing: Standing
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What became of all returns that were read.

    `submissions` are those that count, at most one an executor; `standings` are all, both in the order they were read.
    `changes` are the differences between every replaced return and the one that replaced it; `copies` are the copies,
    each with the return that stands for it. `earlier` are the replaced returns by executor, the oldest first.
    """

    submissions: tuple[Submission, ...]
    findings: tuple[Finding, ...]
    standings: tuple[Stands, ...]
    changes: tuple[Difference, ...]
    copies: tuple[tuple[Submission, Submission], ...] = ()
    earlier: Mapping[str, tuple[Submission, ...]] = field(default_factory=dict)

    def without_superseded(self, findings: Iterable[Finding]) -> list[Finding]:
        """The findings met in reading but for those about replaced returns, and those that a copy only repeats.

        What only the copy has, such as an entry beside the table, no other file tells: it stays.
        """
        findings = list(findings)
        standing = {_part(submission): standing for submission, standing, _ in self.standings}
        originals = {_part(copy): _part(original) for copy, original in self.copies}
        # What is said of a file, and of no executor, is about all that have a part in it.
        parts: dict[str, list[_Part]] = {}
        for part in standing:
            parts.setdefault(part[0], []).append(part)
        said = {(finding.place.file, *_said(finding)) for finding in findings}

        def is_superseded(part: _Part, finding: Finding) -> bool:
            original = originals.get(part, part)
            if standing.get(original) is Standing.REPLACED:
                return True
            return part != original and (original[0], *_said(finding)) in said

        about = [
            [part for part in parts.get(finding.place.file, []) if finding.executor in ("", part[1])]
            for finding in findings
        ]
        return [
            finding for finding, of in zip(findings, about, strict=True)
            if not of or not all(is_superseded(part, finding) for part in of)
        ]  # fmt: skip

    def in_register(self, files: Iterable[ReturnedFile]) -> list[ReturnedFile]:
        """The lines of the register with what became of their returns; a file that gave none stays what it is."""
        by_part = {_part(stands.submission): stands for stands in self.standings}
        lines = []
        for returned in files:
            stands = by_part.get((returned.place.file, returned.executor))
            lines.append(replace(returned, standing=stands.standing, why=stands.why) if stands else returned)
        return lines


def count_returns(submissions: Iterable[Submission], decisions: Iterable[Decision], year: int) -> Counted:
    """Settle for every executor which of its returns counts, by the returns themselves or by a decision."""
    read = tuple(submissions)
    by_executor: dict[str, list[int]] = {}
    for index, submission in enumerate(read):
        by_executor.setdefault(submission.executor, []).append(index)
    decided = {
        decision.executor: decision
        for decision in decisions
        if decision.rule == rules.TWO_CURRENT.code and decision.year == year
    }
    standings: dict[int, Stands] = {}
    findings: list[Finding] = []
    changes: list[Difference] = []
    copied: list[tuple[Submission, Submission]] = []
    earlier: dict[str, tuple[Submission, ...]] = {}
    for executor in sorted(by_executor.keys() | decided.keys()):
        desk = _Desk(executor, year, decided.get(executor))
        claims = _claims(read, by_executor.get(executor, ()))
        desk.settle([claim for claim, _ in claims])
        findings += desk.findings
        changes += desk.changes
        replaced = [claim for claim, _ in claims if desk.standings[claim][0] is Standing.REPLACED]
        earlier[executor] = tuple(claim.submission for claim in sorted(replaced, key=lambda claim: claim.made))
        for claim, (first, *copies) in claims:
            standings[first] = Stands(read[first], *desk.standings[claim])
            for copy in copies:
                standings[copy] = Stands(read[copy], Standing.COPY, f"ta sama treść co w pliku {claim.file}")
                findings.append(_about_copy(read[copy], claim.submission))
                copied.append((read[copy], claim.submission))
    in_order = tuple(standings[index] for index in range(len(read)))
    return Counted(
        submissions=tuple(stands.submission for stands in in_order if stands.standing is Standing.COUNTS),
        findings=tuple(findings),
        standings=in_order,
        changes=tuple(changes),
        copies=tuple(copied),
        earlier=earlier,
    )


def _part(submission: Submission) -> _Part:
    return submission.place.file, submission.executor


def _said(finding: Finding) -> tuple[str, str, str, str, str, str]:
    place = finding.place
    return finding.rule.code, place.sheet, place.cell, finding.executor, finding.indicator, finding.message


def _claims(read: Sequence[Submission], indexes: Iterable[int]) -> list[tuple[Claim, list[int]]]:
    """The different returns among some of one executor, each with its copies; the first by file stands for them."""
    groups: list[list[int]] = []
    for index in sorted(indexes, key=lambda index: (read[index].place, read[index].modified)):
        same = next((group for group in groups if say_the_same(read[group[0]], read[index])), None)
        if same is None:
            groups.append([index])
        else:
            same.append(index)
    return [(Claim(tuple(read[index] for index in group)), group) for group in groups]


def _about_copy(copy: Submission, original: Submission) -> Finding:
    rule = rules.SAME_FILE_TWICE if copy.place.sha256 == original.place.sha256 else rules.SAME_CONTENT
    return Finding(rule=rule, place=copy.place, executor=copy.executor, found=original.place.file)


@dataclass(slots=True)
class _Desk:
    """The different returns of one executor, and what is settled about them."""

    executor: str
    year: int
    decision: Decision | None
    standings: dict[Claim, tuple[Standing, str]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    changes: list[Difference] = field(default_factory=list)

    def settle(self, claims: Sequence[Claim]) -> None:
        """Give every claim its standing."""
        for claim in claims:
            if claim.correction is None:
                typed = one_line(claim.submission.sign_off.correction)
                place = Place(file=claim.file, sheet=SIGN_OFF_SHEET, sha256=claim.submission.place.sha256)
                self._find(rules.UNREADABLE_CORRECTION, place, found=typed)
        order = Order(claims)
        if self.decision is None or not self._decide(self.decision, order):
            self._by_order(order)

    def _by_order(self, order: Order) -> None:
        """What the returns themselves say."""
        if len(order.rivals) > 1:
            self._ask(order)
        elif order.rivals:
            (winner,) = order.rivals
            before = [f"{claim.file} ({order.why(winner, claim)})" for claim in order.claims if claim is not winner]
            why = f"zastępuje: {'; '.join(before)}" if before else "jedyny zwrot realizatora"
            self.standings[winner] = Standing.COUNTS, why
        self._replace_beaten(order)

    def _replace_beaten(self, order: Order) -> None:
        for claim in order.claims:
            if claim not in self.standings:
                by = next(rival for rival in order.rivals if order.beats(rival, claim))
                self._replace(claim, by, f"zastąpił go plik {by.file} ({order.why(by, claim)})")

    def _replace(self, claim: Claim, by: Claim, why: str, *, is_decided: bool = False) -> None:
        self.standings[claim] = Standing.REPLACED, why
        changes = differences(claim.submission, by.submission)
        self.changes += changes
        lost = [change for change in changes if change.is_lost and change.indicator]
        rule, shown = (rules.CORRECTION_DROPS, lost) if lost and not is_decided else (rules.REPLACED, changes)
        found = listed(shown) or "brak"
        self._find(rule, claim.submission.place, found=found, why=why, newer=by.file)

    def _ask(self, order: Order) -> None:
        why = "; ".join(order.doubts())
        for claim in order.rivals:
            files = ", ".join(other.file for other in order.rivals if other is not claim)
            self.standings[claim] = Standing.UNDECIDED, f"nie wiadomo, czy liczy się ten plik, czy {files}: {why}"
        place = order.rivals[0].submission.place
        found = "; ".join(map(str, order.rivals))
        lines = lines_to_fill_in(
            rules.TWO_CURRENT.code, self.executor, self.year, _fingerprints(order.rivals), map(str, order.rivals)
        )
        self._find(rules.TWO_CURRENT, place, found=found, why=why, lines=lines)

    def _decide(self, decision: Decision, order: Order) -> bool:
        """Apply the decision, if it settles anything; what is wrong with it is found in any case."""
        place = Place(file=DECISIONS_FILE)
        chosen = [c for c in order.claims if any(decision.names(s.place.sha256) for s in c.submissions)]
        if len(chosen) != 1:
            self._find(rules.DECISION_WITHOUT_RETURN, place, found=decision.counts, line=str(decision.line))
            return False
        (counts,) = chosen
        if order.rivals == [counts]:
            self._find(rules.DECISION_NOT_NEEDED, place, found=counts.file, line=str(decision.line))
            return False
        unknown = [claim for claim in order.rivals if claim is not counts and not _knew(decision, claim)]
        if unknown and (decision.returns or counts not in order.rivals):
            self._reopen(decision, counts, unknown, order)
            return True
        reason = one_line(decision.reason).rstrip(".")
        why = f"rozstrzygnięcie z {decision.day:%Y-%m-%d} (osoba: {one_line(decision.person)}): {reason}"
        self.standings[counts] = Standing.COUNTS, why
        for claim in order.claims:
            if claim is not counts:
                self._replace(claim, counts, why, is_decided=True)
        return True

    def _reopen(self, decision: Decision, counts: Claim, unknown: Sequence[Claim], order: Order) -> None:
        asked = [claim for claim in order.claims if claim is counts or claim in order.rivals]
        why = f"rozstrzygnięcie (wiersz {decision.line}) nie uwzględnia: {', '.join(claim.file for claim in unknown)}"
        for claim in asked:
            self.standings[claim] = Standing.UNDECIDED, why
        self._replace_beaten(order)
        self._find(
            rules.DECISION_OVERTAKEN, Place(file=DECISIONS_FILE), found="; ".join(map(str, unknown)),
            line=str(decision.line), chosen=counts.file, returns=f"[{', '.join(_fingerprints(asked))}]",
        )  # fmt: skip

    def _find(self, rule: Rule, place: Place, *, found: str, **facts: str) -> None:
        self.findings.append(Finding(rule=rule, place=place, executor=self.executor, found=found, facts=facts))


def _knew(decision: Decision, claim: Claim) -> bool:
    return any(decision.knew(submission.place.sha256) for submission in claim.submissions)


def _fingerprints(claims: Iterable[Claim]) -> list[str]:
    return [claim.fingerprint for claim in claims]
