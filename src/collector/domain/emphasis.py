"""What the narrative tells of all that the tables show: the settings of a coordinator."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Emphasis:
    """How much is told in sentences; the tables show everything.

    `numbers` values are named in every part of a goal. Of the changes of at least `least_change` percent, and of counts
    by at least `least_number`, the `changes` largest of a goal are told, and `largest` of the whole programme.
    `actions` are the most expensive ones of a goal. `named` is how many values a list of what is missing or not as
    aimed names one by one.
    """

    numbers: int = 2
    changes: int = 5
    least_change: Decimal = Decimal(10)
    least_number: Decimal = Decimal(3)
    largest: int = 5
    actions: int = 3
    named: int = 10


DEFAULT_EMPHASIS: Final = Emphasis()
