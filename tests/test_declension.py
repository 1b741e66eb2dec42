"""Counted nouns in sentences: every case after every kind of number, and the nouns of the shipped catalogues."""

import re
from decimal import Decimal

import pytest

from collector.catalogue import SHIPPED, load_programme
from collector.domain.indicator import Gender, Unit
from collector.domain.programme import Programme
from collector.values import declension
from collector.values.writing import unit_form

PERSON = Unit(one="osoba", few="osoby", many="osób", genitive="osoby", accusative="osobę", gender=Gender.FEMININE)
CENTRE = Unit(
    one="ośrodek", few="ośrodki", many="ośrodków",
    genitive="ośrodka", accusative="ośrodek", gender=Gender.MASCULINE,
)  # fmt: skip
TASK = Unit(one="zadanie", few="zadania", many="zadań", genitive="zadania", accusative="zadanie", gender=Gender.NEUTER)
ASSISTANT = Unit(
    one="asystent", few="asystenci", many="asystentów",
    genitive="asystenta", accusative="asystenta", gender=Gender.MASCULINE_PERSONAL,
)  # fmt: skip
CHILD = Unit(one="dziecko", few="dzieci", many="dzieci", genitive="dziecka", accusative="dziecko", gender=Gender.NEUTER)
PART = Unit(one="część", few="części", many="części", genitive="części", accusative="część", gender=Gender.FEMININE)
CLASSES = Unit(one="zajęcia", few="zajęcia", many="zajęć", genitive="zajęć", accusative="zajęcia", gender=Gender.NEUTER)
PERCENT = Unit(one="%", few="%", many="%")
UNDECLINED = Unit(one="placówka", few="placówki", many="placówek")
CAME = ("przybył", "przybyła", "przybyło", "przybyły")

NUMBERS = ("0", "1", "2", "4", "5", "11", "12", "21", "22", "25", "100", "101", "112", "1000", "0.5", "1.5", "2.0")
ONE = {"1"}
FEW = {"2", "4", "22", "2.0"}
FRACTIONS = {"0.5", "1.5"}


def expected(number: str, one: str, few: str, many: str, fraction: str) -> str:
    if number in FRACTIONS:
        return fraction
    return one if number in ONE else few if number in FEW else many


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize(
    ("unit", "nominative", "genitive", "accusative"),
    [
        (PERSON, ("osoba", "osoby", "osób", "osoby"), ("osoby", "osób", "osób", "osoby"),
         ("osobę", "osoby", "osób", "osoby")),
        (CENTRE, ("ośrodek", "ośrodki", "ośrodków", "ośrodka"), ("ośrodka", "ośrodków", "ośrodków", "ośrodka"),
         ("ośrodek", "ośrodki", "ośrodków", "ośrodka")),
        (TASK, ("zadanie", "zadania", "zadań", "zadania"), ("zadania", "zadań", "zadań", "zadania"),
         ("zadanie", "zadania", "zadań", "zadania")),
        (ASSISTANT, ("asystent", "asystentów", "asystentów", "asystenta"),
         ("asystenta", "asystentów", "asystentów", "asystenta"),
         ("asystenta", "asystentów", "asystentów", "asystenta")),
        (CHILD, ("dziecko", "dzieci", "dzieci", "dziecka"), ("dziecka", "dzieci", "dzieci", "dziecka"),
         ("dziecko", "dzieci", "dzieci", "dziecka")),
        (CLASSES, ("zajęcia", "zajęcia", "zajęć", "zajęć"), ("zajęć", "zajęć", "zajęć", "zajęć"),
         ("zajęcia", "zajęcia", "zajęć", "zajęć")),
        (PERCENT, ("%",) * 4, ("%",) * 4, ("%",) * 4),
        (UNDECLINED, ("placówka", "placówki", "placówek", "placówki"), ("",) * 4, ("",) * 4),
    ],
    ids=["feminine", "masculine", "neuter", "persons", "collective", "plural only", "indeclinable", "undeclined"],
)  # fmt: skip
def test_a_noun_follows_its_number(
    unit: Unit,
    nominative: tuple[str, str, str, str],
    genitive: tuple[str, str, str, str],
    accusative: tuple[str, str, str, str],
    number: str,
) -> None:
    for value in (Decimal(number), -Decimal(number)):
        assert declension.nominative(value, unit) == expected(number, *nominative)
        assert declension.genitive(value, unit) == expected(number, *genitive)
        assert declension.accusative(value, unit) == expected(number, *accusative)


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize(
    ("unit", "one", "few"),
    [
        (PERSON, "przybyła", "przybyły"),
        (CENTRE, "przybył", "przybyły"),
        (TASK, "przybyło", "przybyły"),
        (ASSISTANT, "przybył", "przybyło"),
        (CHILD, "przybyło", "przybyło"),
        (PART, "przybyła", "przybyły"),
        (CLASSES, "przybyły", "przybyły"),
        (PERCENT, "przybył", "przybyły"),
        (UNDECLINED, "przybyło", "przybyło"),
    ],
    ids=[
        "feminine",
        "masculine",
        "neuter",
        "persons",
        "collective",
        "parts",
        "plural only",
        "indeclinable",
        "undeclined",
    ],
)
def test_a_verb_follows_its_counted_subject(unit: Unit, one: str, few: str, number: str) -> None:
    for value in (Decimal(number), -Decimal(number)):
        assert declension.past_tense(value, unit, CAME) == expected(number, one, few, "przybyło", "przybyło")


def test_a_printed_value_keeps_the_three_forms_of_its_unit() -> None:
    """The published tables decide what stands after a number there."""
    assert unit_form(Decimal(2), ASSISTANT) == "asystenci"
    assert unit_form(Decimal("0.5"), ASSISTANT) == "asystenci"


def test_a_unit_knows_whether_it_can_stand_in_a_sentence() -> None:
    assert [unit.is_declined for unit in (PERSON, PERCENT, UNDECLINED)] == [True, True, False]
    assert [unit.is_indeclinable for unit in (PERSON, PERCENT, UNDECLINED)] == [False, True, False]
    assert UNDECLINED.forms == {"placówka", "placówki", "placówek"}
    assert PERSON.forms == {"osoba", "osoby", "osób", "osobę"}


# --- The shipped catalogues ----------------------------------------------------------------------------------------


def nouns_of(programme: Programme) -> set[Unit]:
    units = {question.unit for question in programme.indicator_by_id.values()}
    units |= {part.unit for indicator in programme.indicators for part in indicator.components}
    return units | {measure.unit for table in programme.tables for measure in table.measures} | set(programme.levels)


# „1 020 osoby” is a misprint to be reproduced, and no sentence is to repeat it.
MISPRINT = Unit(one="osoba", few="osoby", many="osoby")
NOUNS = sorted(
    {unit for path in SHIPPED.values() for unit in nouns_of(load_programme(path)) if unit != MISPRINT},
    key=lambda unit: unit.one,
)


@pytest.mark.parametrize("programme_id", SHIPPED)
def test_everything_that_a_shipped_programme_counts_is_declined(programme_id: str) -> None:
    programme = load_programme(SHIPPED[programme_id])
    undeclined = {unit for unit in nouns_of(programme) if not unit.is_declined}
    assert undeclined == ({MISPRINT} if programme_id == "bialystok-srps-2011-2020" else set())
    assert all(level.gender for level in programme.levels)


def test_a_noun_is_declined_the_same_in_all_shipped_programmes() -> None:
    assert len({unit.one for unit in NOUNS}) == len(NOUNS)


@pytest.mark.parametrize("unit", [unit for unit in NOUNS if unit.gender], ids=lambda unit: unit.one)
def test_the_forms_of_a_shipped_noun_are_plausible(unit: Unit) -> None:
    heads = [re.split(r" lub | ", form)[0] for form in (unit.one, unit.genitive, unit.accusative)]
    one, genitive, accusative = heads
    match unit.gender:
        case Gender.FEMININE:
            assert (one[-1], genitive[-1] in "iy", accusative) == ("a", True, f"{one[:-1]}ę")
        case Gender.NEUTER:
            assert accusative == one
            assert one[-1] in "oea" or one.endswith("um")
            assert one.endswith("um") or genitive[-1] == "a" or unit.one == unit.few
        case Gender.MASCULINE:
            assert accusative == one
            assert (one[-1] not in "aeęou", genitive[-1] in "au") == (True, True)
        case Gender.MASCULINE_PERSONAL:
            assert accusative == (f"{one[:-1]}ę" if one.endswith("a") else genitive)
            assert genitive[-1] == ("y" if one.endswith("a") else "a")


@pytest.mark.parametrize("unit", [unit for unit in NOUNS if unit.gender], ids=lambda unit: unit.one)
def test_every_word_of_a_shipped_noun_is_declined(unit: Unit) -> None:
    forms = (unit.one, unit.few, unit.many, unit.genitive, unit.accusative)
    assert len({form.count(" ") for form in forms}) == 1
    for words in zip(*(form.split() for form in forms), strict=True):
        assert len({word[:2] for word in words}) == 1
        if words[0].endswith("a") and " lub " in unit.one:
            assert words[-1].endswith("ę")
