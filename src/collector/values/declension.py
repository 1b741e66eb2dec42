"""Counted nouns in a Polish sentence: „z 1 osoby”, „o 2 osoby”, „22 asystentów”, and the verb that goes with them."""

from decimal import Decimal
from typing import Final, TypeAlias

from collector.domain.indicator import Gender, Unit
from collector.values.writing import noun

# The past tense of a verb: „przybył”, „przybyła”, „przybyło”, „przybyły”. After a number nobody says „przybyli”.
PastTense: TypeAlias = tuple[str, str, str, str]

_MASCULINE, _FEMININE, _NEUTER, _PLURAL = range(4)
_AFTER_ONE: Final = {
    Gender.MASCULINE_PERSONAL: _MASCULINE,
    Gender.MASCULINE: _MASCULINE,
    Gender.FEMININE: _FEMININE,
    Gender.NEUTER: _NEUTER,
}


def nominative(number: Decimal | int, unit: Unit) -> str:
    """The noun after `number` as the subject or in a list: `osoba`, `osoby`, `asystentów`; `osoby` after 0,5.

    Of a unit that is not declined it is the form that the catalogue gives, the one after 2–4 also after a fraction.
    """
    return noun(number, (unit.one, _after_two(unit), unit.many, unit.genitive or unit.few))


def genitive(number: Decimal | int, unit: Unit) -> str:
    """The noun after `z`, `do`, `od` or `bez` and `number`: `osoby`, `osób`; empty if the unit is not declined."""
    if not unit.is_declined:
        return ""
    singular = unit.genitive or unit.one
    return noun(number, (singular, unit.many, unit.many, singular))


def accusative(number: Decimal | int, unit: Unit) -> str:
    """The noun after `o`, `na` or `przez` and `number`: `osobę`, `osoby`, `osób`; empty if it is not declined."""
    if not unit.is_declined:
        return ""
    return noun(number, (unit.accusative or unit.one, _after_two(unit), unit.many, unit.genitive or unit.one))


def past_tense(number: Decimal | int, unit: Unit, verb: PastTense) -> str:
    """The form of `verb` whose subject is `number` of `unit`: „przybyła 1 osoba”, „przybyły 2”, „przybyło 5 osób”."""
    return noun(number, (verb[_after_one(unit)], verb[_after_few(unit)], verb[_NEUTER], verb[_NEUTER]))


def _after_two(unit: Unit) -> str:
    """The noun after 2–4 in the nominative and the accusative: persons are „2 asystentów” there."""
    return unit.many if unit.gender is Gender.MASCULINE_PERSONAL else unit.few


def _after_one(unit: Unit) -> int:
    """Which form of a verb goes with 1."""
    if unit.gender is None:
        # What stands for „procent”, „złoty”, „tysiąc” is masculine; of anything else nobody knows.
        return _MASCULINE if unit.is_indeclinable else _NEUTER
    # „Zajęcia” have no singular.
    return _PLURAL if unit.one == unit.few else _AFTER_ONE[unit.gender]


def _after_few(unit: Unit) -> int:
    """Which form of a verb goes with 2–4."""
    if unit.is_indeclinable:
        return _PLURAL
    # „2 dzieci” are „dwoje dzieci”, which is read like „pięcioro”.
    is_collective = unit.gender is Gender.NEUTER and unit.few == unit.many
    is_plural = unit.is_declined and unit.gender is not Gender.MASCULINE_PERSONAL and not is_collective
    return _PLURAL if is_plural else _NEUTER
