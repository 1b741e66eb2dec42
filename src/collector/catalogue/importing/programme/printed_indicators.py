"""A table of indicators as a document prints it, before its rows become indicators of a catalogue."""

import re
from dataclasses import dataclass, field
from typing import Final

from collector.catalogue.importing.document import Row
from collector.catalogue.importing.programme.list_columns import ListColumns
from collector.catalogue.importing.programme.printed_values import PrintedValue
from collector.catalogue.importing.remarks import Remarks

_DIRECTION: Final = r"(?:utrzymanie na (?:zbliżonym|tym samym|podobnym|obecnym) poziomie|wzrost|spadek)"
TARGET: Final = re.compile(rf"{_DIRECTION}(?: ?/ ?{_DIRECTION})*", re.IGNORECASE)
ENDS_WITH_TARGET: Final = re.compile(rf"(?P<name>.*?)(?<!\w)(?P<target>{TARGET.pattern})", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedIndicator:
    """One numbered row: `number` is the running number in its section.

    `value`, `previous`, `unit` and `note` are cells that only reports have.
    """

    row: Row
    number: int
    name: str
    target: str
    base: PrintedValue | None = None
    value: str = ""
    previous: str = ""
    unit: str = ""
    note: str = ""

    @property
    def value_mark(self) -> str:
        """The stars after the value of the year."""
        return self.value[len(self.value.rstrip("*")) :]


@dataclass(slots=True, kw_only=True)
class IndicatorList:
    """The indicators of one table; `base_year` is the year of the base values, if the table has such a column.

    `columns` are known of a table whose cells are kept apart; `below` are the lines of text under it.
    """

    top: Row
    base_year: int | None
    goal_heading: str
    columns: ListColumns | None = None
    indicators: list[PrintedIndicator] = field(default_factory=list)
    footnotes: list[str] = field(default_factory=list)
    below: list[Row] = field(default_factory=list)

    @property
    def is_report(self) -> bool:
        """Whether the table has a column for the value of the year reported."""
        return self.columns is not None and self.columns.get("wartosc") is not None

    def add(self, indicator: PrintedIndicator, first: int, remarks: Remarks) -> None:
        """Take the next indicator; the first of the table should have the number `first`."""
        expected = first + len(self.indicators)
        if indicator.number != expected:
            remarks.doubt(indicator.row, f"wskaźnik {expected}.", f"w dokumencie ma numer {indicator.number}.")
        if self.goal_heading and not TARGET.fullmatch(indicator.target):
            remarks.doubt(indicator.row, indicator.target, "kierunek docelowy nie jest jednym ze znanych określeń")
        self.indicators.append(indicator)


def ends_with_target(text: str) -> bool:
    """Whether `text` ends with the words of a target, as the row of an indicator does."""
    return bool(ENDS_WITH_TARGET.fullmatch(text))
