"""What was read of returned files, kept in a folder, so that a file that is still the same is not read again.

The folder may be deleted at any time and is no output. What is damaged, of another program or of another file is passed
over; where nothing can be written, nothing is remembered. Nothing in it can be run, but whoever may write to the folder
could forge an entry as well as a result: `merge --check` and `close` therefore read every file anew.
"""

import json
import re
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from collector.domain.errors import CollectorError
from collector.domain.programme import Programme
from collector.files import sha256, write_bytes
from collector.layout.filled import FilledForm
from collector.submissions.forms.reading import Reading
from collector.submissions.opening.limits import Limits
from collector.submissions.opening.refusal import Refusal
from collector.submissions.processes.content import content_of
from collector.submissions.processes.plain_text import UnfitError, as_text, from_text

_OURS: Final = re.compile(r"[0-9a-f]{64}\.json|\.[0-9a-f]{64}\.json\.\d+\.tmp")
_MOST: Final = Limits(file_mb=200)


@dataclass
class Memory:
    """The readings of one programme, year, program and set of limits that are kept in `folder`.

    With `keeps_forms` only those that hold the forms as filled in are of use; they serve also where none are asked for.
    """

    folder: Path
    programme: Programme
    year: int
    limits: Limits
    program: str
    keeps_forms: bool
    _used: set[str] = field(default_factory=set)
    _is_full: bool = False

    def recall(self, name: str, fingerprint: str) -> Reading | None:
        """What was read of the file called `name` with that fingerprint; None if it is not remembered."""
        key = self._key(name, fingerprint)
        path = self._path(key)
        try:
            checksum, _, rest = content_of(path, _MOST).partition(b"\n")
            if checksum != _checksum(key, rest):
                return None
            read, _, filled = rest.partition(b"\n")
            if self.keeps_forms and not filled:
                return None
            reading = from_text(read, Reading)
            if self.keeps_forms:
                reading = replace(reading, forms=from_text(filled, tuple[FilledForm, ...]))
        except (Refusal, UnfitError):
            return None
        self._used.add(path.name)
        return reading

    def remember(self, name: str, fingerprint: str, reading: Reading) -> None:
        """Keep what was read of a file, if all of it is of the content with that fingerprint.

        What says only that a file could not be read today says nothing of its content.
        """
        if self._is_full or any(line.place.sha256 != fingerprint for line in reading.files):
            return
        key = self._key(name, fingerprint)
        path = self._path(key)
        try:
            filled = as_text(reading.forms) if self.keeps_forms else ""
            rest = f"{as_text(replace(reading, forms=()))}\n{filled}".encode("ascii")
            write_bytes(path, _checksum(key, rest) + b"\n" + rest)
        except UnfitError:
            return
        except CollectorError:
            # The disk is full or the folder is somebody else's: the next one would fare no better.
            self._is_full = True
            return
        self._used.add(path.name)

    def forget_others(self) -> None:
        """Remove what was neither recalled nor remembered since."""
        with suppress(OSError):
            for path in self.folder.iterdir():
                if path.name not in self._used and _OURS.fullmatch(path.name):
                    path.unlink(missing_ok=True)

    def _key(self, name: str, fingerprint: str) -> str:
        facts = [fingerprint, name, self.programme.fingerprint, self.year, repr(self.limits), self.program]
        return sha256(json.dumps(facts).encode("ascii"))

    def _path(self, key: str) -> Path:
        return self.folder / f"{key}.json"


def _checksum(key: str, rest: bytes) -> bytes:
    return sha256(key.encode("ascii") + rest).encode("ascii")
