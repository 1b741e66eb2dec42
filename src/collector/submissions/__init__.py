"""File -> recognised, parsed Submission and the Findings met on the way."""

from collector.submissions.opening.limits import DEFAULT_LIMITS, Limits
from collector.submissions.processes.again import read_returned
from collector.submissions.processes.folder import FoundFile, PassedOver, returned_files
from collector.submissions.processes.pool import reading_pool

__all__ = ["DEFAULT_LIMITS", "FoundFile", "Limits", "PassedOver", "read_returned", "reading_pool", "returned_files"]
