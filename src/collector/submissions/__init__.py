"""File -> recognised, parsed Submission and the Findings met on the way."""

from collector.submissions.counting import counted_submissions
from collector.submissions.folder import returned_files
from collector.submissions.reading import read_submission

__all__ = ["counted_submissions", "read_submission", "returned_files"]
