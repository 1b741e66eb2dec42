"""Findings on the screen: for every executor how it stands, then where, what, what to do; the code last."""

import sys
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Final

import typer

from collector.checks.waiver_rules import RULES as WAIVER_RULES
from collector.cli.states import State, is_own
from collector.domain.finding import Finding, Severity
from collector.domain.submission import SignOff
from collector.reports.discretion import Discretion
from collector.reports.grouping import Group, grouped
from collector.values.text import printable
from collector.values.writing import NBSP

EntryFor = Callable[[Group, bool], str]
"""The line for `decisions.yaml` that would settle the findings of a group; empty if none can. Of what may tell who
somebody is, it names no more than a fingerprint."""

_SHORTEST_CUT: Final = 240
_SHARED: Final = "Wskaźniki wspólne"
_OF_NOBODY: Final = "Pliki i rozstrzygnięcia"


def print_findings(
    findings: Sequence[Finding],
    all_states: Iterable[State],
    heading: str = "",
    signed: Iterable[SignOff] = (),
    entry_for: EntryFor = lambda *_: "",
) -> None:
    """Print the `heading`, the line of every executor with its findings that ask for something, and count all.

    `findings` are in order; those that only inform are not told. Nothing that was typed into one of the sign-offs
    `signed` is printed.
    """
    printer = _Printer(Discretion(signed), entry_for)
    if heading:
        printer.heading(heading)
    for state in all_states:
        printer.section(str(state), state.findings, state.files)
    of_nobody = [finding for finding in findings if finding.is_open and not is_own(finding)]
    for title, shared in ((_SHARED, True), (_OF_NOBODY, False)):
        if about := [each for each in of_nobody if _is_of_values(each) is shared]:
            printer.section(title, about)
    counts = {severity: sum(finding.severity is severity for finding in findings) for severity in Severity}
    typer.echo(
        f"\nUwagi: blokujące {counts[Severity.BLOCKS]}, do wyjaśnienia {counts[Severity.EXPLAIN]}, "
        f"informacje {counts[Severity.INFO]}."
    )


def _is_of_values(finding: Finding) -> bool:
    return bool(finding.indicator) and finding.rule not in WAIVER_RULES


class _Printer:
    """Prints sections of findings."""

    def __init__(self, discretion: Discretion, entry_for: EntryFor) -> None:
        self.discretion, self.entry_for = discretion, entry_for
        self.has_begun = self.needs_gap = False
        self.entries: set[str] = set()

    def heading(self, text: str) -> None:
        """Print what stands above the sections."""
        typer.echo(text.replace(NBSP, " "))
        self.has_begun = self.needs_gap = True

    def section(self, title: str, findings: Iterable[Finding], known_files: Collection[str] = ()) -> None:
        """Print a title and the open ones of the findings; a file that the title names is not named again."""
        groups = grouped(finding for finding in findings if finding.is_open)
        gap = "\n" if self.needs_gap or (groups and self.has_begun) else ""
        typer.echo(f"{gap}{printable(title)}")
        for group in groups:
            self._group(group, known_files)
        self.needs_gap, self.has_begun = bool(groups), True

    def _group(self, group: Group, known_files: Collection[str]) -> None:
        told = Group(findings=tuple(map(self.discretion.about, group.findings)))
        file = group.first.place.file
        named = "" if file in known_files or group.where == file else f"{file}, "
        typer.echo(f"\n  {_cut(named + told.where)}   [{told.severity}]")
        # Each sentence by itself: a long entry must not push the codes of what has the same cause off the line.
        typer.echo(f"    {' '.join(map(_cut, (told.problem, *told.first.remarks)))}")
        typer.echo(f"    {advice(told.fix)}   ({told.rule.code})")
        entry = self.entry_for(group, told != group)
        if entry in self.entries:
            typer.echo("    Jeżeli ma tak zostać, wystarczy wpis podany wyżej: jest ten sam.")
        elif entry:
            self.entries.add(entry)
            typer.echo(f"    Jeżeli ma tak zostać, uzupełnij i dopisz w decisions.yaml: {_pasteable(printable(entry))}")


def advice(text: str) -> str:
    """A remedy; lines that are to be pasted somewhere stay lines, whole and without an indent."""
    first, *lines = text.split("\n")
    return "\n".join((first if lines else _cut(first), *lines))


def _pasteable(entry: str) -> str:
    """An entry for `decisions.yaml` in which signs that the console cannot show are escaped, so that none is lost."""
    encoding = sys.stdout.encoding or "utf-8"
    return entry.encode(encoding, "backslashreplace").decode(encoding)


def _cut(text: str) -> str:
    line = printable(text)
    return f"{line[:_SHORTEST_CUT]}…" if len(line) > _SHORTEST_CUT else line
