"""One file of the folder of returns -> Reading, whatever the file is: the work of a reading process."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from collector.domain.finding import Finding
from collector.domain.observation import Place
from collector.domain.programme import Programme
from collector.domain.submission import ReturnedFile, Standing
from collector.files import sha256
from collector.layout.identity import Identity
from collector.submissions.forms.reading import FormReader, Reading
from collector.submissions.forms.recognition import recognise
from collector.submissions.opening.gate import open_book
from collector.submissions.opening.limits import Limits
from collector.submissions.opening.refusal import Refusal
from collector.submissions.processes.content import content_of
from collector.submissions.processes.folder import is_attachment, is_workbook, suffix_of
from collector.submissions.processes.messages import refused
from collector.submissions.rules import OTHER_FILE, UNKNOWN_FILE
from collector.values.text import printable

_UNKNOWN: Final = "nazwa bez rozszerzenia"


@dataclass
class FileReader:
    """Reads files for one programme and year; `keeps_forms` to give them back filled in."""

    programme: Programme
    year: int
    limits: Limits
    password: str = ""
    keeps_forms: bool = False
    forms: FormReader = field(init=False)

    def __post_init__(self) -> None:
        self.forms = FormReader(self.programme, self.year, self.keeps_forms)

    def read(self, path: Path, name: str, *, alone: bool = True) -> Reading:
        """The returns in the file at `path`, called `name` in findings.

        Raises TooLargeForCompany if the file may only be read `alone` and is not.
        """
        place = Place(file=name)
        try:
            content = content_of(path, self.limits)
            place = Place(file=name, sha256=sha256(content))
            if not is_workbook(name, content):
                return _not_a_workbook(place)
            return self.forms.read(open_book(content, place, self.limits, self.password, alone=alone), place)
        except Refusal as refusal:
            return refused(refusal.at(place))


def peek_identity(path: Path, limits: Limits, password: str = "") -> Identity | Finding:
    """What the first form in a file says of itself, or why that cannot be known."""
    name = printable(path.name)
    place = Place(file=name)
    try:
        content = content_of(path, limits)
        place = Place(file=name, sha256=sha256(content))
        return recognise(open_book(content, place, limits, password).book, name)[0].identity
    except Refusal as refusal:
        return refusal.at(place)


def _not_a_workbook(place: Place) -> Reading:
    rule, standing = (
        (OTHER_FILE, Standing.ATTACHMENT) if is_attachment(place.file) else (UNKNOWN_FILE, Standing.REFUSED)
    )
    finding = Finding(rule=rule, place=place, found=suffix_of(place.file) or _UNKNOWN)
    return Reading((), (finding,), (ReturnedFile(place=place, standing=standing, why=finding.message),))
