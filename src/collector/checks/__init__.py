"""Submissions -> Findings: the table rules (pandera) and the rules between values."""

from collector.checks.checking import check_submissions
from collector.checks.registry import ALL_RULES

__all__ = ["ALL_RULES", "check_submissions"]
