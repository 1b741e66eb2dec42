"""The bytes of a file that may be anything: a pipe, larger than it says, or out of reach."""

import os
import stat
from pathlib import Path

from collector.domain.errors import polish_reason
from collector.submissions.opening.limits import MEGABYTE, Limits, in_megabytes
from collector.submissions.opening.refusal import Refusal, too_large
from collector.submissions.rules import NO_ACCESS, NOT_A_REGULAR_FILE


def content_of(path: Path, limits: Limits) -> bytes:
    """The bytes of a file, read once: everything later works on this copy. Raises Refusal."""
    try:
        # No reader, but an opener: a pipe to which nobody writes would keep it waiting for ever.
        with open(path, "rb", opener=_without_waiting) as file:
            about = os.fstat(file.fileno())
            if not stat.S_ISREG(about.st_mode):
                raise Refusal(NOT_A_REGULAR_FILE, "to nie jest zwykły plik")
            size = about.st_size
            if size > (most := limits.file_mb * MEGABYTE):
                raise too_large(f"ma {in_megabytes(size)}", in_megabytes(most), "file_mb")
            return file.read(most + 1)
    except OSError as error:
        raise Refusal(NO_ACCESS, polish_reason(error)) from None


def _without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
