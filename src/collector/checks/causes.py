"""Root causes: what follows from one fault is one finding, which names the others."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from collector.domain.finding import Finding

Scope = Callable[[Finding], tuple[str, ...]]


def same_cell(finding: Finding) -> tuple[str, ...]:
    """Findings of one cell."""
    return finding.executor, finding.place.file, finding.place.sheet, finding.place.cell


def same_indicator(finding: Finding) -> tuple[str, ...]:
    """Findings of what one executor says of one indicator in one file."""
    return finding.executor, finding.place.file, finding.indicator


def same_form(finding: Finding) -> tuple[str, ...]:
    """Findings of everything that one executor says in one file."""
    return finding.executor, finding.place.file


@dataclass(frozen=True, slots=True)
class Link:
    """What the rules `causes` break breaks the rules `consequences` too, within `scope`."""

    causes: frozenset[str]
    consequences: frozenset[str]
    scope: Scope


_UNREADABLE: Final = frozenset(
    ("P104", "P106", "S215", "W401", "W402", "W403", "W404", "W405", "W407", "W408", "W415", "W416", "W417", "W418")
)
_BESIDE_EARLIER_YEARS: Final = frozenset(("R901", "R902", "R903"))
# No rule is both a cause and a consequence: what is absorbed has absorbed nothing.
LINKS: Final = (
    Link(frozenset(("K502",)), frozenset(("K504", "K507", "K508")), same_form),
    Link(frozenset(("R904",)), frozenset(("R905",)), same_form),
    Link(frozenset(("S207",)), _BESIDE_EARLIER_YEARS | {"R905", "W419"}, same_indicator),
    # A formula whose result cannot be read was not taken over either, and „???” is no number.
    Link(_UNREADABLE, frozenset(("P105", "K506")), same_cell),
    Link(_UNREADABLE, frozenset(("K505",)), same_indicator),
    Link(
        frozenset(("W412", "W413", "L601", "L603", "L606", "W414")), _BESIDE_EARLIER_YEARS | {"W419"}, same_indicator
    ),
)  # fmt: skip


def with_causes(findings: Iterable[Finding]) -> list[Finding]:
    """`findings`, of which those that follow from another one are its `consequences` and stand no longer alone.

    Only an open finding absorbs, never one that blocks more than itself, and never what is settled.
    """
    listed = list(findings)
    cause_of: dict[int, int] = {}
    for link in LINKS:
        cause_of |= dict(_pairs(link, [(n, each) for n, each in enumerate(listed) if n not in cause_of]))
    followed: dict[int, list[Finding]] = {}
    for position in sorted(cause_of):
        followed.setdefault(cause_of[position], []).append(listed[position])
    return [
        replace(each, consequences=(*each.consequences, *followed[n])) if n in followed else each
        for n, each in enumerate(listed)
        if n not in cause_of
    ]


def _pairs(link: Link, findings: list[tuple[int, Finding]]) -> Iterator[tuple[int, int]]:
    """The positions of consequences, each with that of its cause: the gravest, and of several the first."""
    causes: dict[tuple[str, ...], tuple[int, Finding]] = {}
    for position, finding in findings:
        scope = link.scope(finding)
        if finding.rule.code in link.causes and finding.is_open and all(scope):
            known = causes.get(scope)
            if known is None or finding.severity.rank < known[1].severity.rank:
                causes[scope] = position, finding
    for position, finding in findings:
        if finding.rule.code in link.consequences and not finding.settled:
            cause = causes.get(link.scope(finding))
            if cause and cause[1].severity.rank <= finding.severity.rank:
                yield position, cause[0]
