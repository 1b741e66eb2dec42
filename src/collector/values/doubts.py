"""Why a cell is a question to a person."""

from dataclasses import dataclass
from enum import Enum, auto


class Doubt(Enum):
    """Why a cell cannot be understood without asking."""

    NOT_A_NUMBER = auto()
    NOT_WHOLE = auto()
    AMBIGUOUS = auto()
    OTHER_UNIT = auto()
    DATE = auto()
    LOGICAL = auto()
    NOT_ON_SCALE = auto()
    MARK_ALONE = auto()
    TOO_LONG = auto()
    NO_ANSWER = auto()
    COMPOSITE = auto()
    ZERO_OR_MISSING = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable:
    """A cell that a person must look at; `shown` is what stands there, `hint` what may have been meant."""

    doubt: Doubt
    shown: str
    hint: str = ""
