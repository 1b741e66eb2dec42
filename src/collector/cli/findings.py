"""Findings on the screen: where, what, what to do; the code last, the blocking ones first."""

from collections.abc import Sequence

import typer

from collector.domain.finding import Finding, Severity
from collector.values.text import printable

_SHORTEST_CUT = 240


def print_findings(findings: Sequence[Finding]) -> None:
    """Print the findings that ask for something in full, and count those that only inform."""
    for finding in findings:
        if finding.rule.severity is Severity.INFO:
            continue
        who = f"{finding.executor}: " if finding.executor else ""
        typer.echo(f"\n{who}{printable(str(finding.place))}   [{finding.rule.severity}]")
        typer.echo(f"    {_cut(finding.message)}   ({finding.rule.code})")
        typer.echo(f"    {_advice(finding.fix)}")
    counts = {severity: sum(finding.rule.severity is severity for finding in findings) for severity in Severity}
    if any(counts[severity] for severity in (Severity.BLOCKS, Severity.EXPLAIN)):
        typer.echo("")
    typer.echo(
        f"Uwagi: blokujące {counts[Severity.BLOCKS]}, do wyjaśnienia {counts[Severity.EXPLAIN]}, "
        f"informacje {counts[Severity.INFO]}."
    )


def _advice(text: str) -> str:
    """A remedy; lines that are to be pasted somewhere stay lines, whole and without an indent."""
    first, *lines = text.split("\n")
    return "\n".join((first if lines else _cut(first), *lines))


def _cut(text: str) -> str:
    line = printable(text)
    return f"{line[:_SHORTEST_CUT]}…" if len(line) > _SHORTEST_CUT else line
