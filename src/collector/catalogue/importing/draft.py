"""What an import makes of a document."""

from dataclasses import dataclass, field
from typing import Any

from collector.catalogue.importing.document import NO_SHEET, Sheet


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Doubt:
    """A row that a person must confirm.

    `line` is the line of the text, the row of the `sheet` or the row of the document's table (from 1); `text` stands
    there; `understood` says in Polish what was made of it (empty: nothing), `why` says why that is uncertain.
    """

    sheet: Sheet = NO_SHEET
    line: int
    text: str
    understood: str
    why: str


@dataclass(slots=True, kw_only=True)
class Draft:
    """The draft of a catalogue and the values that the document holds.

    `catalogue` is the data of a catalogue file (see `catalogue.model`), in which every scalar is a text. `history`
    holds the rows of `history/<year>.csv` by year, `actions` the rows of a register with the money as printed, `sums`
    the given subtotals (goal, column, published), `recognised` the number of rows of the document that were
    understood, by what they are.
    """

    catalogue: dict[str, Any]
    year: int
    history: dict[int, list[dict[str, str]]] = field(default_factory=dict)
    actions: list[dict[str, str]] = field(default_factory=list)
    sums: list[dict[str, str]] = field(default_factory=list)
    recognised: dict[str, int] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)
    not_understood: list[Doubt] = field(default_factory=list)

    def __post_init__(self) -> None:
        """A number would be written without the quotes that some numbers need; it is refused where it is made."""
        _refuse_other_than_text(self.catalogue, "catalogue")


def _refuse_other_than_text(data: object, place: str) -> None:
    match data:
        case dict():
            for key, value in data.items():
                _refuse_other_than_text(value, f"{place}.{key}")
        case list():
            for number, value in enumerate(data):
                _refuse_other_than_text(value, f"{place}[{number}]")
        case str() if type(data) is str:
            return
        case _:
            raise TypeError(f"{place} is {data!r}, not a text")
