"""What the program and its reading processes say to each other: pickles after their length, for both are this program.

No reader of files is imported here, for the program itself reads none.
"""

import pickle
import struct
from dataclasses import dataclass, field
from typing import BinaryIO, Final

from collector.domain.finding import Finding
from collector.domain.programme import Programme
from collector.domain.submission import ReturnedFile, Standing
from collector.layout.identity import Identity
from collector.submissions.forms.reading import Reading
from collector.submissions.opening.limits import Limits

_LENGTH: Final = struct.Struct("<Q")


@dataclass(frozen=True, slots=True)
class Setting:
    """For which programme and year, and within which limits, the next files are read; the password that opens some.

    `keeps_forms` asks for the forms as filled in too, which takes time.
    """

    programme: Programme | None
    year: int
    limits: Limits
    password: str = field(default="", repr=False)
    keeps_forms: bool = False


@dataclass(frozen=True, slots=True)
class Ready:
    """The answer to a setting: the process has started, and what follows takes only as long as its file."""


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


def refused(finding: Finding) -> Reading:
    """What a file leaves that is not read."""
    line = ReturnedFile(place=finding.place, standing=Standing.REFUSED, why=finding.message, executor=finding.executor)
    return Reading((), (finding,), (line,))
