"""Submissions -> one table of values, each with its origin."""

from collector.consolidation.consolidating import consolidate

__all__ = ["consolidate"]
