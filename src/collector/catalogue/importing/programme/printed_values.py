"""A value as it stands in a published table: `6 302`, `0*`, `1 009 835 (w tym dowóz - 13 018 zł)`."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from collector.domain.observation import Status
from collector.values.numbers import ReadNumber, read_number
from collector.values.reading import read_missing
from collector.values.text import one_line

_VALUE: Final = re.compile(
    r"(?P<number>[-\u2212]?\d(?:[ .,]?\d)*)(?: ?(?:zł|%))? ?(?P<mark>\**)"
    r"(?P<words> ?(?:\(|[,;:–-] ?[^\W\d]|w tym|z tego|tj\.).*)?",
    re.IGNORECASE,
)


_DASH: Final = re.compile(r"[-\u2013\u2014\u2212]")


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedValue:
    """`shown` is the cell as printed; `number` is None if the cell says that there is no value."""

    shown: str
    number: Decimal | None
    status: Status = Status.GIVEN
    mark: str = ""
    has_words: bool = False

    @property
    def text(self) -> str:
        """The whole cell, if words stand beside the number."""
        return self.shown if self.has_words else ""


def is_dash(cell: str) -> bool:
    """Whether `cell` holds only a dash, which stands for no value or for none found."""
    return bool(_DASH.fullmatch(one_line(cell)))


def read_printed(cell: str) -> PrintedValue | None:
    """The value that `cell` shows; None if it is not clearly one number, or the statement that there is none."""
    shown = one_line(cell)
    if status := read_missing(shown):
        return PrintedValue(shown=shown, number=None, status=status)
    match = _VALUE.fullmatch(shown)
    if match is None:
        return None
    read = read_number(match["number"], whole=False)
    if not isinstance(read, ReadNumber):
        return None
    return PrintedValue(shown=shown, number=read.number, mark=match["mark"], has_words=bool(match["words"]))
