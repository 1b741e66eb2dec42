"""The reading process: a file that hangs, crashes or devours memory costs only itself.

It is started by `pool`, gets messages on its standard input and answers each on its standard output.
"""

import gc
import sys
from contextlib import suppress
from pathlib import Path
from typing import Final

from collector.submissions.opening.limits import MEGABYTE
from collector.submissions.opening.refusal import TooLargeForCompany
from collector.submissions.processes.file_reading import FileReader, peek_identity
from collector.submissions.processes.messages import Answer, Failed, Job, Ready, Setting, TooLarge, receive, send

OUT_OF_MEMORY: Final = "zabrakło na to pamięci"
_COLLECTED_AFTER: Final = 25


def hold_to(memory_mb: int) -> None:
    """Let this process have no more memory than that, where the system can hold it to it; no files of crashes."""
    with suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - not on Windows, where the limits of files alone must do

        _, most = resource.getrlimit(resource.RLIMIT_DATA)
        resource.setrlimit(resource.RLIMIT_DATA, (memory_mb * MEGABYTE, most))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> None:
    """Answer messages until the other process has no more."""
    received, answers = sys.stdin.buffer, sys.stdout.buffer
    # Whatever a library prints must not come between the answers.
    sys.stdout = sys.stderr
    # What is imported stays; what a file leaves behind is collected now and then, not while one is read.
    gc.set_threshold(100_000, 20, 20)
    gc.freeze()
    answered = 0
    setting: Setting | None = None
    reader: FileReader | None = None
    while True:
        try:
            message = receive(received)
        except EOFError:
            return
        if isinstance(message, Setting):
            setting, reader = message, None
            hold_to(message.limits.memory_mb)
            if message.programme is not None:
                reader = FileReader(
                    message.programme, message.year, message.limits, message.password, message.keeps_forms
                )
            send(answers, Ready())
        elif isinstance(message, Job) and setting is not None:
            send(answers, _answer(message, setting, reader))
            answered += 1
            if answered % _COLLECTED_AFTER == 0:
                gc.collect()


def _answer(job: Job, setting: Setting, reader: FileReader | None) -> Answer:
    try:
        if reader is None:
            return peek_identity(Path(job.path), setting.limits, setting.password)
        return reader.read(Path(job.path), job.name, alone=job.alone)
    except TooLargeForCompany:
        return TooLarge()
    except MemoryError:
        return Failed(OUT_OF_MEMORY)


if __name__ == "__main__":
    main()
