"""Which rules apply to a year, and which of them are only on trial: the registry, and what a workspace says of it."""

from collections.abc import Iterable
from dataclasses import replace

from collector.domain.finding import Finding
from collector.domain.rule_settings import DEFAULT_RULES, RuleSettings


def in_force(findings: Iterable[Finding], year: int, settings: RuleSettings = DEFAULT_RULES) -> list[Finding]:
    """Those of `findings` whose rules apply to `year`; a rule that the settings put on trial never blocks."""
    return [
        replace(finding, rule=replace(finding.rule, trial=True)) if finding.rule.code in settings.trial else finding
        for finding in findings
        if year >= settings.since.get(finding.rule.code, finding.rule.since)
    ]
