"""The reading process: a file that hangs, crashes or devours memory costs only itself.

It is started by `pool`, gets messages on its standard input and answers each on its standard output. A message is a
pickle after its length; both sides are this program.
"""

import gc
import pickle
import struct
import sys
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Final

from collector.domain.finding import Finding
from collector.domain.programme import Programme
from collector.layout.identity import Identity
from collector.submissions.forms.reading import Reading
from collector.submissions.opening.limits import Limits
from collector.submissions.opening.refusal import TooLargeForCompany
from collector.submissions.processes.file_reading import FileReader, peek_identity

OUT_OF_MEMORY: Final = "zabrakło na to pamięci"
_LENGTH: Final = struct.Struct("<Q")
_COLLECTED_AFTER: Final = 25
_MEGABYTE: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Setting:
    """For which programme and year, and within which limits, the next files are read; the password that opens some."""

    programme: Programme | None
    year: int
    limits: Limits
    password: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Job:
    """A file to read. One that is read `alone` may be large: no other process reads at the same time."""

    path: str
    name: str
    alone: bool


@dataclass(frozen=True, slots=True)
class TooLarge:
    """The answer about a file that must be read alone."""


@dataclass(frozen=True, slots=True)
class Failed:
    """The answer about a file that could not be read: why in Polish, and whether it took too long."""

    why: str
    is_late: bool = False


Answer = Reading | Identity | Finding | TooLarge | Failed


def send(stream: BinaryIO, message: object) -> None:
    """Write a message to the other process."""
    content = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    stream.write(_LENGTH.pack(len(content)) + content)
    stream.flush()


def receive(stream: BinaryIO) -> object:
    """The next message of the other process. Raises EOFError if there is none."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise EOFError
    (length,) = _LENGTH.unpack(head)
    content = stream.read(length)
    if len(content) < length:
        raise EOFError
    return pickle.loads(content)  # noqa: S301 - written by this program


def hold_to(memory_mb: int) -> None:
    """Let this process have no more memory than that, where the system can hold it to it; no files of crashes."""
    with suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - not on Windows, where the limits of files alone must do

        _, most = resource.getrlimit(resource.RLIMIT_DATA)
        resource.setrlimit(resource.RLIMIT_DATA, (memory_mb * _MEGABYTE, most))
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
                reader = FileReader(message.programme, message.year, message.limits, message.password)
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
