"""Whether a value is where it should be: by the number of its target, by the words of it, or by its good direction."""

from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal, localcontext
from enum import StrEnum
from typing import Final

from collector.domain.indicator import Direction
from collector.domain.target import Outcome, Target, outcome

_TENTH: Final = Decimal("0.1")
_WHOLE: Final = 100
_SPARE_DIGITS: Final = 30
_NO_BAND: Final = Decimal(0)


class Verdict(StrEnum):
    """What is said of a value. The words are those of the report."""

    REACHED = "cel osiągnięty"
    NOT_REACHED = "cel nieosiągnięty"
    AS_AIMED = "zgodnie z celem"
    NOT_AS_AIMED = "niezgodnie z celem"
    BETTER = "poprawa"
    WORSE = "pogorszenie"
    LEVEL = "bez istotnej zmiany"
    KEPT = "poziom utrzymany"
    NOT_KEPT = "poziom nieutrzymany"

    @property
    def is_of_target(self) -> bool:
        """Whether it is said of a target that the programme names."""
        return self in (Verdict.REACHED, Verdict.NOT_REACHED, Verdict.AS_AIMED, Verdict.NOT_AS_AIMED)

    @property
    def is_good(self) -> bool:
        """Whether the value is where it should be."""
        return self in (Verdict.REACHED, Verdict.AS_AIMED, Verdict.BETTER, Verdict.KEPT)

    @property
    def is_bad(self) -> bool:
        """Whether the value is not where it should be; one that hardly changed is neither."""
        return not self.is_good and self is not Verdict.LEVEL


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """A verdict, the fact it rests on, and how far the value is in percent of the number to be reached.

    The fact is „wzrost względem 2023 r.”, „119 przy celu co najwyżej 150”, or the year alone, „względem 2023 r.”, where
    the verdict already says that the value was kept.
    """

    verdict: Verdict
    fact: str
    distance: str = ""

    @property
    def words(self) -> str:
        """„wzrost względem 2023 r. – zgodnie z celem”, „bez istotnej zmiany względem 2023 r.”."""
        if self.verdict in (Verdict.LEVEL, Verdict.KEPT):
            return f"{self.verdict} {self.fact}"
        distance = f" ({self.distance})" if self.distance else ""
        return f"{self.fact} – {self.verdict}{distance}"


def assess_change(became: Outcome, since: int, target: Target | None, direction: Direction) -> Assessment | None:
    """What it means that a value `became` this since a year; the words of a target go before the good direction.

    None of a value that is only context.
    """
    compared = f"względem {since} r."
    if target is not None:
        verdict = Verdict.AS_AIMED if became in target.outcomes else Verdict.NOT_AS_AIMED
        return Assessment(verdict=verdict, fact=f"{became} {compared}")
    if direction is Direction.CONTEXT:
        return None
    if became is Outcome.UPKEEP:
        return Assessment(verdict=Verdict.KEPT if direction is Direction.STABLE else Verdict.LEVEL, fact=compared)
    if direction is Direction.STABLE:
        verdict = Verdict.NOT_KEPT
    else:
        wanted = Outcome.GROWTH if direction is Direction.MORE else Outcome.DECLINE
        verdict = Verdict.BETTER if became is wanted else Verdict.WORSE
    return Assessment(verdict=verdict, fact=f"{became} {compared}")


def assess_against_number(
    value: Decimal, number: Decimal, limit: str, direction: Direction, band: Decimal
) -> Assessment | None:
    """Whether `value` reaches `number`, of which the report says `limit`: „co najwyżej 150”.

    More is at least the number, fewer at most, stable within `band` percent of it; context is not assessed.
    """
    if direction is Direction.CONTEXT:
        return None
    if direction is Direction.STABLE:
        is_reached = outcome(number, value, band) is Outcome.UPKEEP
    else:
        is_reached = value >= number if direction is Direction.MORE else value <= number
    of = "granicy" if direction is Direction.FEWER else "celu"
    return Assessment(
        verdict=Verdict.REACHED if is_reached else Verdict.NOT_REACHED,
        fact=f"{_polish(value)} przy celu {limit}",
        distance=_distance(
            value, number, of, band if direction is Direction.STABLE else _NO_BAND, is_reached=is_reached
        ),
    )


def beside_verdict(rounded: Decimal, band: Decimal, *, is_beyond: bool) -> Decimal:
    """A change in percent `rounded` to 0.1, as it may stand beside what is said of it.

    It is more than `band` where the change itself `is_beyond` it, by a step of 0.1 at least, and never more where not.
    """
    if is_beyond is (abs(rounded) > band):
        return rounded
    edge = band.quantize(_TENTH, ROUND_DOWN)
    return (edge + _TENTH if is_beyond else edge).copy_sign(rounded)


def _distance(value: Decimal, number: Decimal, of: str, band: Decimal, *, is_reached: bool) -> str:
    """„79,3% granicy”; nothing of a target of zero, nor below it, where a share says nothing."""
    if number <= 0 or value < 0:
        return ""
    with localcontext(prec=_SPARE_DIGITS + max(value.adjusted(), 0) + max(-number.adjusted(), 0)):
        share = value / number * _WHOLE
        rounded = share.quantize(_TENTH, ROUND_HALF_UP)
        # 99,96% is not yet all of it, and 100,04% is already more; nor is 105,04% within 5%.
        if rounded == _WHOLE and share != _WHOLE:
            rounded = share.quantize(_TENTH, ROUND_DOWN) if share < _WHOLE else _WHOLE + _TENTH
        elif band:
            rounded = _WHOLE + beside_verdict(rounded - _WHOLE, band, is_beyond=not is_reached)
    return f"{_polish(rounded)}% {of}"


def _polish(number: Decimal) -> str:
    """As `values.writing` writes it, which the domain cannot see."""
    return f"{number:,f}".replace(",", "\u00a0").replace(".", ",").replace("-", "\u2212")
