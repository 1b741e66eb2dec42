"""What the commands say of values that contradict each other, so that there can be no report."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from collector.cli.screen import complain

if TYPE_CHECKING:
    from collector.domain.finding import Finding
    from collector.workflows.campaign import Campaign


def tell_contradictions(contradictions: Sequence["Finding"], campaign: "Campaign") -> None:
    """Say why there can be no report: each contradiction once, with what to do."""
    from collector.cli.findings import advice
    from collector.reports.discretion import Discretion, sign_offs
    from collector.values.text import printable

    complain("Nie utworzono sprawozdania, bo nie wiadomo, jaką wartość mają wspólne wskaźniki:")
    discretion = Discretion(sign_offs(campaign.submissions, campaign.returns.files))
    told = map(discretion.about, contradictions)
    for problem, fix in dict.fromkeys((finding.problem, finding.fix) for finding in told):
        complain(f"\n  {printable(problem)}\n    {advice(fix)}\n")
