"""Reading the folder of returns again: only what changed since is read."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from collector.domain.programme import Programme
from collector.files import sha256
from collector.submissions.forms.reading import Reading
from collector.submissions.opening.kinds import OLE
from collector.submissions.opening.limits import Limits
from collector.submissions.opening.refusal import Refusal
from collector.submissions.processes.content import content_of
from collector.submissions.processes.folder import FoundFile
from collector.submissions.processes.memory import Memory
from collector.submissions.processes.pool import PASSWORD, reading_pool
from collector.submissions.processes.program import program_fingerprint


def read_returned(
    files: Sequence[FoundFile], programme: Programme, year: int, limits: Limits, progress: Callable[[str], None], *,
    keeps_forms: bool = False, memory: Path | None = None,
) -> list[Reading]:  # fmt: skip
    """The Reading of every file, in their order; with `keeps_forms` also the forms as filled in.

    In the folder `memory` readings are remembered from one time to the next; without it nothing is written.
    `progress` is told of the files that are really read.
    """

    def read(some: Sequence[FoundFile]) -> list[Reading]:
        return reading_pool().read(some, programme, year, limits, progress, keeps_forms=keeps_forms) if some else []

    program = program_fingerprint() if memory is not None and files else ""
    if memory is None or not program:
        return read(files)
    remembered = Memory(memory, programme, year, limits, program, keeps_forms)
    prints = [_fingerprint(file.path, limits) for file in files]
    recalled = [
        remembered.recall(file.name, known) if known else None for file, known in zip(files, prints, strict=True)
    ]
    new = [number for number, reading in enumerate(recalled) if reading is None]
    read_now = dict(zip(new, read([files[number] for number in new]), strict=True))
    for number, reading in read_now.items():
        if known := prints[number]:
            remembered.remember(files[number].name, known, reading)
    remembered.forget_others()
    return [reading or read_now[number] for number, reading in enumerate(recalled)]


def _fingerprint(path: Path, limits: Limits) -> str:
    """By what the content of a file is known; empty if what is read of it must not be remembered."""
    try:
        content = content_of(path, limits)
    except Refusal:
        return ""
    # With another password it may read otherwise, and no trace of a password is kept anywhere.
    may_have_been_opened = content.startswith(OLE) and os.environ.get(PASSWORD)
    return "" if may_have_been_opened else sha256(content)
