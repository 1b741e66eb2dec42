"""Where an Indicator should go: its base value, the direction of its target and the number to be reached."""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final


class Outcome(StrEnum):
    """What became of a value against the one it is compared with."""

    GROWTH = "wzrost"
    UPKEEP = "utrzymanie"
    DECLINE = "spadek"


_WORDS: Final = re.compile("|".join(Outcome), re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class BaseValue:
    """The value of the base year as published; `mark` is its footnote sign and `note` the footnote."""

    year: int
    value: Decimal
    mark: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """The target as printed: a direction, for instance „Utrzymanie na zbliżonym poziomie /Wzrost”, a number, or both.

    `number` is the number to be reached, in the unit of the indicator, and `limit` what the report says of it:
    „co najwyżej 150”.
    """

    text: str
    number: Decimal | None = None
    limit: str = ""

    @property
    def outcomes(self) -> frozenset[Outcome]:
        """The outcomes that reach the target: those that its words name."""
        return frozenset(Outcome(word.casefold()) for word in _WORDS.findall(self.text))


def outcome(before: Decimal, after: Decimal, band: Decimal) -> Outcome:
    """What `after` is against `before`: kept, if it differs by no more than `band` percent of `before`.

    Against zero every other value is a growth or a decline.
    """
    if abs(after - before) * 100 <= abs(before) * band:
        return Outcome.UPKEEP
    return Outcome.GROWTH if after > before else Outcome.DECLINE
