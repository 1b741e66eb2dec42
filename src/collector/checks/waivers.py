"""Waivers of `decisions.yaml`: what they settle, and what is wrong with them. A finding never vanishes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from collector.checks import waiver_rules as rules
from collector.checks.registry import ALL_RULES
from collector.checks.rules import NOT_SUBMITTED
from collector.decisions import (
    DECISIONS_FILE,
    EVERYBODY,
    hidden_value,
    is_hidden_value,
    named_value,
    waiver_to_fill_in,
)
from collector.domain.decision import Waiver
from collector.domain.finding import Finding, Rule, Severity
from collector.domain.observation import Place
from collector.submissions import counting_rules
from collector.values.days import polish_date
from collector.values.text import one_line

# Whoever could let these be would only have to put the entry right.
_ABOUT_DECISIONS: Final = (
    *rules.RULES,
    counting_rules.DECISION_WITHOUT_RETURN,
    counting_rules.DECISION_NOT_NEEDED,
    counting_rules.DECISION_OVERTAKEN,
)
_WHY_NOT_BY_FAMILY: Final[Mapping[str, str]] = {
    "P": "pliku nie można użyć, więc realizator musi przysłać go jeszcze raz",
    "S": "tej części formularza nie można odczytać, więc trzeba ją poprawić",
    "T": "nie wiadomo, czyj jest ten zwrot albo za który rok, więc trzeba to poprawić w zwrocie",
    "W": "wartości nie można odczytać albo przyjąć, więc trzeba ją poprawić",
    "K": "brakuje danych, więc trzeba je uzupełnić",
    "L": "wartości przeczą sobie nawzajem, więc trzeba je poprawić",
    "R": "wartość trzeba poprawić",
    "U": "trzeba uzgodnić jedną wartość i wpisać ją przy regule U701, w „uzgodniono”",
    "D": "dane o działaniu trzeba poprawić",
}
# What the rules of this family hold a value against stands in the returns, too: not in the catalogue, nor in the past.
_BESIDE_ANOTHER: Final = "L"
_WAIVED: Final = "Odstępstwo z "
_LONGEST_LIST: Final = 8
_ENDS: Final = (".", "!", "?", "…")


def _why_not(rule: Rule) -> str:
    if rule in _ABOUT_DECISIONS:
        return "uwaga dotyczy wpisu w tym pliku, więc trzeba ten wpis poprawić"
    if rule.is_waivable:
        return ""
    if rule.severity is Severity.INFO:
        return "uwaga tylko informuje i nie trzeba na nią odpowiadać"
    return _WHY_NOT_BY_FAMILY[rule.code[0]]


# For the reader of the decisions: of every rule why it cannot be waived, and nothing where it can.
WHY_NOT_WAIVED: Final[Mapping[str, str]] = {rule.code: _why_not(rule) for rule in ALL_RULES}


def entry_to_settle(findings: Sequence[Finding], year: int, *, is_hidden: bool = False) -> str:
    """The line for `decisions.yaml` that would settle these findings of one rule and executor; empty if none can.

    They are told as one, so that one entry is enough; it names the value only if that is the same in all of them, and
    only by its fingerprint if it `is_hidden`.
    """
    first = findings[0]
    if not first.is_open or WHY_NOT_WAIVED.get(first.rule.code, "-"):
        return ""
    indicators = list(dict.fromkeys(finding.indicator for finding in findings))
    values = {_hidden(finding) if is_hidden else _named(finding) for finding in findings}
    value = values.pop() if len(values) == 1 else ""
    return waiver_to_fill_in(first.rule.code, indicators, first.executor, year, value)


def _named(finding: Finding) -> str:
    """What was found, as a waiver names it."""
    return named_value(_found(finding))


def _hidden(finding: Finding) -> str:
    return hidden_value(_found(finding))


def _found(finding: Finding) -> str:
    """What was found, with all that would make it another thing if it changed: what the returns hold against it."""
    if finding.rule.code == NOT_SUBMITTED.code:
        return ""
    if not finding.executor and not finding.indicator:
        return finding.place.file
    is_beside_another = finding.rule.code.startswith(_BESIDE_ANOTHER) and finding.expected
    against = f"wobec {finding.expected}" if is_beside_another else ""
    part, cause = finding.facts.get("part", ""), finding.facts.get("cause", "")
    return "; ".join(text for text in (part, finding.found, against, cause) if text)


def _accepts(waiver: Waiver, finding: Finding) -> bool:
    return waiver.accepts(_named(finding)) or waiver.accepts(_hidden(finding))


def is_waived(finding: Finding) -> bool:
    """Whether a waiver settled it, and not its executor."""
    return finding.settled.startswith(_WAIVED)


def waive(findings: Iterable[Finding], waivers: Iterable[Waiver], year: int, day: date) -> list[Finding]:
    """The findings with those settled that a waiver of `year` lets be on `day`, then what is wrong with the waivers.

    What has the same cause as a settled finding does not vanish with it: it stands by itself from then on.
    """
    desk = _Desk(list(findings), [waiver for waiver in waivers if waiver.year == year], day)
    settled = [each for finding in desk.findings for each in desk.settle(finding)]
    return [*settled, *(wrong for waiver in desk.waivers for wrong in desk.judge(waiver))]


@dataclass(slots=True)
class _Desk:
    """The findings of a year beside the waivers of that year. `settled_by` tells which of them settled a finding."""

    findings: list[Finding]
    waivers: list[Waiver]
    day: date
    settled_by: dict[int, Waiver] = field(default_factory=dict)

    def settle(self, finding: Finding) -> Iterator[Finding]:
        """The finding as it stands, and what was told with it if that has to be told by itself now."""
        waiver = next((each for each in self.waivers if self._settles(each, finding)), None)
        if waiver is None:
            yield finding
            return
        self.settled_by[id(finding)] = waiver
        yield replace(finding, settled=_settled(waiver), consequences=())
        for consequence in finding.consequences:
            yield from self.settle(consequence)

    def _settles(self, waiver: Waiver, finding: Finding) -> bool:
        return (
            finding.is_open
            and not WHY_NOT_WAIVED.get(finding.rule.code, "-")
            and waiver.asks(finding.rule.code, finding.executor, finding.indicator)
            and _accepts(waiver, finding)
            and waiver.is_in_force(self.day)
        )

    def judge(self, waiver: Waiver) -> Iterator[Finding]:
        """What is wrong with the waiver: it is needed no more, it has expired, or the value is another one now."""
        told = (each for finding in self.findings for each in finding.with_consequences())
        everywhere = [finding for finding in told if finding.rule.code == waiver.rule]
        unknown: list[str] = []
        answered: list[str] = []
        open_: list[Finding] = []
        changed: list[Finding] = []
        for indicator in waiver.targets:
            asked = [f for f in everywhere if f.executor == waiver.executor and f.indicator == indicator]
            waiting = [f for f in asked if f.is_open and self.settled_by.get(id(f), waiver) is waiver]
            open_ += waiting
            if not asked:
                unknown.append(indicator)
            elif not waiting:
                answered.append(indicator)
            elif not any(_accepts(waiver, f) for f in waiting):
                changed += waiting
        if open_ and not waiver.is_in_force(self.day):
            yield _wrong(rules.EXPIRED, waiver, until=polish_date(waiver.until))
        elif changed:
            yield _wrong(rules.CONTRADICTED, waiver, found=_values(changed, waiver), expected=waiver.value)
        if unknown or answered:
            why = [_hint(waiver, unknown, everywhere)] if unknown else []
            why += ["na tę uwagę odpowiedziano już inaczej"] if answered else []
            part = f" (dotyczy to: {_listed([*unknown, *answered])})" if open_ else ""
            yield _wrong(rules.UNUSED, waiver, part=part, why="; ".join(why))


def _settled(waiver: Waiver) -> str:
    person, reason = one_line(waiver.person), one_line(waiver.reason)
    end = "" if reason.endswith(_ENDS) else "."
    until = polish_date(waiver.until)
    return f"{_WAIVED}{polish_date(waiver.day)} (osoba: {person}, ważne do {until}): {reason}{end}"


def _wrong(rule: Rule, waiver: Waiver, *, found: str = "", expected: str = "", **facts: str) -> Finding:
    indicators = f"wskaźnik {_listed(waiver.indicators)}" if waiver.indicators else ""
    about = ", ".join(part for part in (waiver.executor or EVERYBODY, indicators) if part)
    return Finding(
        rule=rule,
        place=Place(file=DECISIONS_FILE),
        executor=waiver.executor,
        indicator=waiver.indicators[0] if len(waiver.indicators) == 1 else "",
        found=found,
        expected=expected,
        facts={"waived": waiver.rule, "line": str(waiver.line), "about": about, **facts},
    )


def _values(findings: Sequence[Finding], waiver: Waiver) -> str:
    """What is found now, as `waiver` names it; with the indicators where there are several."""
    name = _hidden if is_hidden_value(waiver.value) else _named
    values = {(f.indicator, name(f) or "brak") for f in findings}
    if len({indicator for indicator, _ in values}) == 1:
        return "; ".join(sorted(value for _, value in values))
    return "; ".join(f"{indicator}: {value}" for indicator, value in sorted(values))


def _hint(waiver: Waiver, unknown: Sequence[str], everywhere: Sequence[Finding]) -> str:
    """Where the rule has found something instead, so that a slip in the entry is seen."""
    if not everywhere:
        return "ta reguła niczego teraz nie znalazła"
    mine = waiver.executor or EVERYBODY
    if owners := sorted({f.executor or EVERYBODY for f in everywhere if f.indicator in unknown} - {mine}):
        return f"taka uwaga jest, ale w „realizator” trzeba wpisać: {_listed(owners)}"
    own = {f.indicator for f in everywhere if f.executor == waiver.executor}
    if "" in own:
        return "taka uwaga jest, ale nie dotyczy wskaźnika; usuń „wskaznik”"
    if own:
        return f"takie uwagi są, ale w „wskaznik” trzeba wpisać: {_listed(sorted(own))}"
    others = sorted({f.executor or EVERYBODY for f in everywhere})
    return f"takie uwagi mają tylko: {_listed(others)}"


def _listed(items: Sequence[str]) -> str:
    return ", ".join([*items[:_LONGEST_LIST], *(["…"] if len(items) > _LONGEST_LIST else [])])
