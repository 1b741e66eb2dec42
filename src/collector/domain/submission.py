"""A returned workbook, recognised and parsed, and what the register says of every file that came back."""

from dataclasses import dataclass
from enum import StrEnum

from collector.domain.observation import Observation, Place
from collector.domain.register import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOff:
    """The sheet “Metryczka”: who prepared and approved the return, and which correction it is (blank for the first)."""

    prepared_by: str = ""
    position: str = ""
    phone: str = ""
    date: str = ""
    approved_by: str = ""
    correction: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """One return. `form_id`, `programme` and `year` are what the workbook itself says; `entries` are the rows of the
    register of actions, in their order.

    `modified` is when a program last saved the workbook (ISO 8601, UTC), as the workbook says; empty if it does not.
    """

    executor: str
    programme: str
    year: int
    form_id: str
    place: Place
    observations: tuple[Observation, ...]
    sign_off: SignOff
    entries: tuple[Entry, ...] = ()
    modified: str = ""


class Standing(StrEnum):
    """Whether a returned file counts."""

    COUNTS = "liczy się"
    REPLACED = "zastąpiony"
    COPY = "kopia"
    UNDECIDED = "do rozstrzygnięcia"
    REFUSED = "odrzucony"
    ATTACHMENT = "załącznik"
    SKIPPED = "pominięty"


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftCell:
    """A filled cell that was not taken over, with its text; or the area in which `count` more of them stand."""

    sheet: str
    cell: str
    text: str
    count: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnedFile:
    """The line of the register about one file, or about one executor's part of a file that several share.

    Every filled cell is one of three: the form's own text (`own`), taken over (`taken`), or listed in `left`. The cells
    of a refused file are not counted. `why` says in Polish why it counts or does not.
    """

    place: Place
    standing: Standing
    why: str
    executor: str = ""
    form_id: str = ""
    programme: str = ""
    year: int = 0
    version: str = ""
    catalogue: str = ""
    modified: str = ""
    sign_off: SignOff = SignOff()
    own: int = 0
    taken: int = 0
    left: tuple[LeftCell, ...] = ()

    @property
    def left_count(self) -> int:
        """How many cells `left` stands for."""
        return sum(cell.count for cell in self.left)

    @property
    def filled(self) -> int:
        """How many filled cells there are."""
        return self.own + self.taken + self.left_count
