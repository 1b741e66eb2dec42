"""What the reconciliation of the money of a register found."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Kind(StrEnum):
    """What was found, in the words of the sheet and of the data file."""

    GOAL_SUM = "suma celu"
    LEFT_OUT = "wiersz pominięty w sumie"
    COUNTED_TWICE = "wiersz policzony dwa razy"
    MULTI_YEAR_COUNTED = "działanie wieloletnie w sumie"
    NO_ROW = "kwota bez wiersza"
    UNEXPLAINED = "różnica niewyjaśniona"
    MAIN_GOAL_SUM = "suma celu głównego"
    MAIN_GOAL_PARTS = "suma celu głównego a sumy celów"
    NOT_BALANCED = "koszt a źródła"
    NO_FUNDING = "brak źródeł finansowania"
    NO_COST = "źródła bez kosztu"
    WHOLE_AND_PARTS = "całość i części"
    MULTI_YEAR = "działanie wieloletnie"
    OTHER_YEAR = "inny rok"
    NO_YEAR = "termin bez roku"
    REPEATED_AMOUNT = "powtórzona kwota"
    REPEATED_INVESTMENT = "powtórzona inwestycja"
    REPEATED_COST = "koszt powtórzony w innych działaniach"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One line of the reconciliation: a goal's sum in one column of money, or a row of the register.

    `row` is the id of an Entry, empty for a sum. `published` is the amount given, `computed` the one that should stand
    there; of a row that explains a sum they are the row's shares in the given and in the computed sum, so that the
    differences of the explaining rows add up to the difference of the sum. `cause` is a Polish sentence.
    """

    goal: str
    row: str = ""
    kind: Kind
    column: str
    published: Decimal | None = None
    computed: Decimal | None = None
    difference: Decimal | None = None
    cause: str
