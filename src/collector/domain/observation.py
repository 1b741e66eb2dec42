"""One value from one executor, with the cell it came from."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Status(StrEnum):
    """Whether there is a value, and if not, why. Blank, zero and these four are never mixed up."""

    GIVEN = "podano"
    NO_DATA = "brak danych"
    NOT_APPLICABLE = "nie dotyczy"
    NOT_SUBMITTED = "nie zlozono"

    @property
    def label(self) -> str:
        """The words a person reads; the data files keep the plain ones."""
        return "nie złożono" if self is Status.NOT_SUBMITTED else str(self)


# Without slots these three are pickled by C code: thousands of them come from the reading processes.
@dataclass(frozen=True, kw_only=True, order=True)
class Place:
    """Where something stands, as the person sees it in Excel; a whole file or sheet is a place too."""

    file: str
    sheet: str = ""
    cell: str = ""
    sha256: str = ""

    def __str__(self) -> str:
        return " > ".join(part for part in (self.file, self.sheet, self.cell) if part)


@dataclass(frozen=True, kw_only=True)
class Value:
    """What was understood of one cell.

    `number` is in the Indicator's unit; `text` holds words that are part of the answer; `mark` is the footnote sign
    typed after it; `reading` says in Polish how a value was read that needed interpreting.
    """

    status: Status
    number: Decimal | None = None
    text: str = ""
    mark: str = ""
    reading: str = ""


@dataclass(frozen=True, kw_only=True)
class Observation:
    """The answer of one Executor to one Indicator, or to one of its Components, for one year.

    `raw` is the cell as typed. `reason` and `explanation` are what the executor says of a value that will be doubted.
    `note_cell` and `explanation_cell` are the addresses of those two, where something stands in them. `earlier` are the
    answers in replaced returns of the executor, the oldest first.
    """

    indicator: str
    executor: str
    year: int
    value: Value
    note: str
    raw: str
    place: Place
    reason: str = ""
    explanation: str = ""
    note_cell: str = ""
    explanation_cell: str = ""
    earlier: tuple["Observation", ...] = ()

    @property
    def answer(self) -> str:
        """What the executor says of a doubted value: the reason chosen from the list and its own words."""
        return ": ".join(part for part in (self.reason, self.explanation) if part)
