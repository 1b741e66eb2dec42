"""File -> recognised, parsed Submission and the Findings met on the way."""

from collector.submissions.folder import FoundFile, PassedOver, returned_files
from collector.submissions.limits import DEFAULT_LIMITS, Limits
from collector.submissions.pool import reading_pool

__all__ = ["DEFAULT_LIMITS", "FoundFile", "Limits", "PassedOver", "reading_pool", "returned_files"]
