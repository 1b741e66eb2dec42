"""Every figure that a sentence of the narrative may hold, by its key: made once, of what the workbook shows.

A sentence takes its figures from here, and so does whoever compares a document with them later: there is no other way
for a number into the text.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from collector.domain.consolidation import Result
from collector.domain.indicator import Kind
from collector.reports.changes_sheet import CHANGES_SHEET
from collector.reports.narrative.marks import BETWEEN, marked
from collector.values.writing import NBSP, polish_number

VERSION: Final = f"wersja{BETWEEN}dane"
PERCENT: Final = "%"
_ZLOTY: Final = "zł"
UNFUNDED: Final = "bez źródła"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure: `text` as sentences show it, `number` for the nouns and verbs around it, and in Polish what it is.

    `sheet` is the sheet of the workbook that shows it, or from whose rows it was counted.
    """

    key: str
    text: str
    about: str
    sheet: str
    number: Decimal = Decimal(0)

    def __str__(self) -> str:
        return marked(self.key, self.text)


class Figures(dict[str, Figure]):
    """Figures by key. A sentence that asks for one that is not there is a bug."""

    def of(self, *parts: str) -> Figure:
        """The figure whose key has these parts: `of("wartość", "A.1.4/3")`."""
        return self[BETWEEN.join(parts)]

    def has(self, *parts: str) -> bool:
        """Whether there is such a figure."""
        return BETWEEN.join(parts) in self


def key_of(*parts: str) -> str:
    """The key of these parts."""
    return BETWEEN.join(parts)


def counted(kind: str, of: str, number: int, about: str, sheet: str = CHANGES_SHEET) -> Figure:
    """The figure of a count of what is called so in Polish."""
    amount = Decimal(number)
    return Figure(key_of(kind, of), polish_number(amount), about, sheet, amount)


def is_money(result: Result) -> bool:
    """Whether the value is money, whose unit stands in the figure itself."""
    return result.indicator.unit.label.endswith(_ZLOTY)


def is_percentage(result: Result) -> bool:
    """Whether the value is in percent, so that it changes by points."""
    return result.indicator.kind is Kind.PERCENTAGE or result.indicator.unit.label == PERCENT


def in_its_unit(number: Decimal, result: Result) -> str:
    """`45,0%`, `1 129,1 tys. zł`; of what is counted the number alone, because its noun is declined."""
    if is_percentage(result):
        return f"{polish_number(number)}{PERCENT}"
    if is_money(result):
        return f"{polish_number(number)}{NBSP}{result.indicator.unit.label.replace(' ', NBSP)}"
    return polish_number(number)
