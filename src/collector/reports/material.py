"""Everything the report of a year is made of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from collector.domain.consolidation import Consolidation
from collector.domain.decision import Decisions
from collector.domain.finding import Finding
from collector.domain.reconciliation import Difference
from collector.domain.submission import ReturnedFile, Submission
from collector.reports.annex import NO_ANNEX, Annex
from collector.reports.sources import Sources


@dataclass(frozen=True, kw_only=True)
class Material:
    """The consolidation, and what is told beside it.

    `submissions` are the returns that count, `files` all that came back, `findings` everything found in them as it
    stands; `deadline` is the last day on which a return was in time. `differences` are what the reconciliation of a
    register's money found; `prints` are the SHA-256 of the files other than returns that figures came from.
    """

    consolidation: Consolidation
    submissions: Sequence[Submission] = ()
    files: Sequence[ReturnedFile] = ()
    findings: Sequence[Finding] = ()
    decisions: Decisions = field(default_factory=Decisions)
    deadline: date | None = None
    differences: Sequence[Difference] = ()
    annex: Annex = NO_ANNEX
    prints: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def sources(self) -> Sources:
        """Where every figure came from. Raises NoOriginError for one that came from no cell."""
        return Sources(self.consolidation, self.files, self.prints)
