"""One value from several answers: every rule of combining, what is missing, whose the notes are; no order matters."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collector.consolidation import consolidate
from collector.domain.consolidation import Result
from collector.domain.indicator import Combine, Component, Indicator, Kind, Role, Unit
from collector.domain.observation import Observation, Place, Status, Value
from collector.domain.programme import Programme, Section
from collector.domain.submission import SignOff, Submission

from .conftest import history_of

YEAR = 2017
EXECUTORS = ("PUP", "MOPR", "UM-DE")
SCALE = ("minimalny", "wystarczający", "wysoki")
ABSENT = {"brak danych": Status.NO_DATA, "nie dotyczy": Status.NOT_APPLICABLE, "": Status.NOT_SUBMITTED}


def shared(programme: Programme, indicator: Indicator) -> Programme:
    """The programme with `indicator` in the place of the one with its id."""

    def changed(section: Section) -> Section:
        return replace(
            section,
            children=tuple(map(changed, section.children)),
            indicators=tuple(indicator if own.id == indicator.id else own for own in section.indicators),
        )

    return replace(programme, sections=tuple(map(changed, programme.sections)))


def indicator_of(programme: Programme, kind: Kind, combine: Combine, **more: object) -> Indicator:
    """The number that PUP and MOPR share, as another indicator of three executors."""
    number = programme.indicator_by_id["C.4.1/2"]
    scale = SCALE if kind is Kind.SCALE else ()
    return replace(number, kind=kind, combine=combine, scale=scale, executors=EXECUTORS, **more)  # type: ignore[arg-type]


Answer = Decimal | str | tuple[Decimal, str]
"""A number, words or the reason why there is no value, or a number with words."""


def answer(id_: str, executor: str, content: Answer, note: str = "", mark: str = "") -> Observation:
    if isinstance(content, str):
        status = ABSENT.get(content, Status.GIVEN)
        value = Value(status=status, text=content if status is Status.GIVEN else "")
    else:
        number, words = content if isinstance(content, tuple) else (content, "")
        value = Value(status=Status.GIVEN, number=number, text=words, mark=mark)
    place = Place(file=f"{executor}.xlsx", sheet="Dane", cell="H7", sha256="0" * 64)
    return Observation(
        indicator=id_, executor=executor, year=YEAR, value=value, note=note, raw=str(content), place=place
    )


def returns(*answers: Observation) -> list[Submission]:
    """A return of every executor that answered."""
    return [
        Submission(
            executor=executor, programme="", year=YEAR, form_id="", place=Place(file=f"{executor}.xlsx"),
            observations=tuple(each for each in answers if each.executor == executor), sign_off=SignOff(),
        )
        for executor in dict.fromkeys(each.executor for each in answers)
    ]  # fmt: skip


def combined(programme: Programme, indicator: Indicator, submissions: list[Submission]) -> Result:
    of_year = consolidate(shared(programme, indicator), YEAR, submissions, history_of({}))
    return of_year.by_id[indicator.id]


def together(programme: Programme, indicator: Indicator, *answers: Answer) -> Result:
    """What the answers of the first executors give."""
    given_ones = (answer(indicator.id, *each) for each in zip(EXECUTORS, answers, strict=False))
    return combined(programme, indicator, returns(*given_ones))


D = Decimal


# --- Sum -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answers", "value", "shown"),
    [
        ((D(1), D(2), D(3)), 6, "6"),
        ((D(1000), D(2), D(3)), 1005, "1\u00a0005"),
        ((D(0), D(0), D(0)), 0, "0"),
        ((D(1), D(2), "brak danych"), 3, "3 (bez: UM-DE)"),
        ((D(1), "nie dotyczy", "brak danych"), 1, "1 (bez: MOPR, UM-DE)"),
        ((D(1), D(2)), 3, "3 (bez: UM-DE)"),
        (("brak danych", "nie dotyczy", "brak danych"), None, "Brak danych"),
        (("nie dotyczy", "nie dotyczy", "nie dotyczy"), None, "Nie dotyczy"),
        (("brak danych", "nie dotyczy"), None, "nie złożono"),
    ],
)
def test_sum_is_never_silently_smaller(
    programme: Programme, answers: Sequence[Answer], value: int | None, shown: str
) -> None:
    result = together(programme, indicator_of(programme, Kind.COUNT, Combine.SUM), *answers)
    assert (result.value, result.shown) == (value, shown)


def test_sum_of_numbers_with_words_says_whose_they_are(programme: Programme) -> None:
    described = indicator_of(programme, Kind.COUNT_WITH_BREAKDOWN, Combine.SUM)
    result = together(programme, described, (D(12), "12 w tym: 5 kobiet"), D(3), "brak danych")
    assert (result.value, result.shown) == (D(15), "15\nPUP: 12 w tym: 5 kobiet\n(bez: UM-DE)")


def test_sum_keeps_its_unit_and_mark_before_words(programme: Programme) -> None:
    unit = Unit(one="tys. zł", few="tys. zł", many="tys. zł")
    described = indicator_of(programme, Kind.COUNT_WITH_BREAKDOWN, Combine.SUM, unit=unit, unit_is_printed=True)
    answers = [
        answer(described.id, "PUP", (D(12), "12 w tym: remont")),
        answer(described.id, "MOPR", D(3), "* bez grudnia", "*"),
        answer(described.id, "UM-DE", D(0)),
    ]
    result = combined(programme, described, returns(*answers))
    assert (result.shown, result.mark) == ("15\u00a0tys. zł*\nPUP: 12 w tym: remont", "*")


def test_sum_of_amounts_is_exact(programme: Programme) -> None:
    money = indicator_of(programme, Kind.AMOUNT, Combine.SUM)
    assert together(programme, money, D("0.1"), D("0.2"), D("0.70")).value == D("1.00")


# --- Maximum -------------------------------------------------------------------------------------------------------


def test_maximum_is_the_largest_answer_with_its_own_words(programme: Programme) -> None:
    most = indicator_of(programme, Kind.COUNT_WITH_BREAKDOWN, Combine.MAXIMUM)
    result = together(programme, most, (D(12), "12 w tym: 5 kobiet"), (D(30), "30 w tym: 9 kobiet"), D(2))
    assert (result.value, result.shown, result.missing) == (D(30), "30 w tym: 9 kobiet", ())


def test_equal_largest_answers_keep_the_words_of_the_one_that_has_them(programme: Programme) -> None:
    most = indicator_of(programme, Kind.COUNT_WITH_BREAKDOWN, Combine.MAXIMUM)
    assert together(programme, most, D(30), (D(30), "30 w tym: 9 kobiet"), D(2)).text == "30 w tym: 9 kobiet"


def test_mark_of_a_smaller_answer_marks_nothing(programme: Programme) -> None:
    most = indicator_of(programme, Kind.COUNT, Combine.MAXIMUM)
    answers = [
        answer(most.id, "PUP", D(12), "* tylko do czerwca", "*"),
        answer(most.id, "MOPR", D(30), "cały rok"),
        answer(most.id, "UM-DE", "brak danych", "nie prowadzi się ewidencji"),
    ]
    result = combined(programme, most, returns(*answers))
    assert (result.shown, result.mark) == ("30 (bez: UM-DE)", "")
    assert result.note == "cały rok\nPUP: tylko do czerwca\nUM-DE: nie prowadzi się ewidencji"


# --- Ratio of sums -------------------------------------------------------------------------------------------------


def ratio(programme: Programme) -> Indicator:
    unit = Unit(one="osoba", few="osoby", many="osób")
    parts = tuple(
        Component(id=f"C.4.1/2.{letter}", role=role, name=role.value, unit=unit, kind=Kind.COUNT)
        for letter, role in (("a", Role.NUMERATOR), ("b", Role.DENOMINATOR))
    )
    return indicator_of(programme, Kind.PERCENTAGE, Combine.RATIO, components=parts)


def test_percentages_are_never_averaged(programme: Programme) -> None:
    percentage = ratio(programme)
    inputs = [("PUP", D(1), D(10)), ("MOPR", D(90), D(100)), ("UM-DE", D(0), D(90))]
    answers = [answer(percentage.id, executor, 100 * part / whole) for executor, part, whole in inputs]
    answers += [answer("C.4.1/2.a", executor, part) for executor, part, _ in inputs]
    answers += [answer("C.4.1/2.b", executor, whole) for executor, _, whole in inputs]
    result = combined(programme, percentage, returns(*answers))
    assert (result.value, result.missing) == (D("45.50"), ())
    without = [each for each in answers if (each.executor, each.indicator) != ("UM-DE", "C.4.1/2.b")]
    result = combined(programme, percentage, returns(*without))
    assert (result.value, result.missing) == (D("82.73"), ("UM-DE",))
    typed = [each for each in answers if each.indicator == percentage.id]
    result = combined(programme, percentage, returns(*typed))
    assert (result.value, result.shown) == (None, "do wyjaśnienia")


# --- Lists and scales ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answers", "text", "shown"),
    [
        (("- a\n- b", "- c", "- d"), "- a\n- b\n- c\n- d", "- a\n- b\n- c\n- d"),
        (("- a\n- b", "- A\n- b", "- d"), "- a\n- b\n- d", "- a\n- b\n- d"),
        (("- a\n- b", "- b\n- c", "- d"), "- a\n- b\n- b\n- c\n- d", "- a\n- b\n- b\n- c\n- d"),
        (("- a", "brak danych", "- d"), "- a\n- d", "- a\n- d\n(bez: MOPR)"),
    ],
)
def test_lists_are_joined_and_the_same_list_is_one(
    programme: Programme, answers: Sequence[Answer], text: str, shown: str
) -> None:
    result = together(programme, indicator_of(programme, Kind.LIST, Combine.LIST), *answers)
    assert (result.text, result.shown) == (text, shown)
    assert [each.raw for each in result.observations] == list(answers), "each stays its executor's in the data"


@pytest.mark.parametrize(
    ("answers", "text"),
    [
        (("wysoki", "minimalny", "wysoki"), "minimalny/wysoki"),
        (("Wysoki / wystarczający", "minimalny", "nie dotyczy"), "minimalny/wystarczający/wysoki"),
        (("wysoki", "WYSOKI", "wysoki"), "wysoki"),
    ],
)
def test_range_names_the_levels_in_the_order_of_the_scale(
    programme: Programme, answers: Sequence[Answer], text: str
) -> None:
    assert together(programme, indicator_of(programme, Kind.SCALE, Combine.SCALE_RANGE), *answers).text == text


# --- Whose the notes are -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("notes", "joined"),
    [
        (("", "", ""), ""),
        (("w tym dzieci", "", ""), "w tym dzieci"),
        (("w tym dzieci", "w tym dzieci", "w tym dzieci"), "w tym dzieci"),
        (("w tym dzieci", "bez dzieci", ""), "PUP: w tym dzieci\nMOPR: bez dzieci"),
        (("w tym dzieci", "bez dzieci", "w tym dzieci"), "PUP, UM-DE: w tym dzieci\nMOPR: bez dzieci"),
        (("* w tym dzieci", "**bez dzieci", ""), "* PUP: w tym dzieci\n** MOPR: bez dzieci"),
    ],
)
def test_notes_of_several_say_whose_they_are(programme: Programme, notes: Sequence[str], joined: str) -> None:
    number = indicator_of(programme, Kind.COUNT, Combine.SUM)
    answers = [answer(number.id, executor, D(1), note) for executor, note in zip(EXECUTORS, notes, strict=True)]
    assert combined(programme, number, returns(*answers)).note == joined


def test_reason_of_a_gap_is_signed(programme: Programme) -> None:
    number = indicator_of(programme, Kind.COUNT, Combine.SUM)
    answers = [answer(number.id, "PUP", D(1)), answer(number.id, "MOPR", "brak danych", "* brak ewidencji")]
    result = combined(programme, number, returns(*answers))
    assert (result.shown, result.note) == ("1 (bez: MOPR, UM-DE)", "MOPR: brak ewidencji")


def test_note_of_the_only_executor_stays_as_it_is(programme: Programme) -> None:
    number = replace(indicator_of(programme, Kind.COUNT, Combine.OWNER), executors=("PUP",))
    answers = [answer(number.id, "PUP", "brak danych", "* brak ewidencji")]
    assert combined(programme, number, returns(*answers)).note == "* brak ewidencji"


# --- No order matters ----------------------------------------------------------------------------------------------

RULES = st.sampled_from(
    [
        (Kind.COUNT, Combine.SUM), (Kind.COUNT_WITH_BREAKDOWN, Combine.SUM), (Kind.COUNT, Combine.MAXIMUM),
        (Kind.COUNT_WITH_BREAKDOWN, Combine.MAXIMUM), (Kind.COUNT, Combine.AGREED),
        (Kind.COUNT_WITH_BREAKDOWN, Combine.AGREED), (Kind.LIST, Combine.LIST), (Kind.SCALE, Combine.SCALE_RANGE),
        (Kind.SCALE, Combine.AGREED),
    ]
)  # fmt: skip
REASONS = st.sampled_from(["brak danych", "nie dotyczy", ""])
NUMBERS = st.integers(0, 3).map(Decimal)
DESCRIBED = NUMBERS | st.tuples(NUMBERS, st.sampled_from(["w tym: 1", "w tym: 2"]))


CONTENTS: dict[Kind, st.SearchStrategy[Answer]] = {
    Kind.COUNT: NUMBERS,
    Kind.COUNT_WITH_BREAKDOWN: DESCRIBED,
    Kind.LIST: st.sampled_from(["- a", "- b", "- c"]),
    Kind.SCALE: st.sampled_from(SCALE),
}
ANSWERED = RULES.flatmap(
    lambda rule: st.tuples(st.just(rule), st.lists(CONTENTS[rule[0]] | REASONS, min_size=3, max_size=3))
)


@settings(max_examples=60, deadline=None)
@given(answered=ANSWERED, order=st.permutations(EXECUTORS))
def test_order_of_returns_and_executors_changes_no_value(
    programme: Programme, answered: tuple[tuple[Kind, Combine], list[Answer]], order: list[str]
) -> None:
    rule, listed = answered
    indicator, contents = indicator_of(programme, *rule), dict(zip(EXECUTORS, listed, strict=True))
    first = combined(programme, indicator, returns(*(answer(indicator.id, each, contents[each]) for each in EXECUTORS)))
    shuffled = returns(*(answer(indicator.id, each, contents[each]) for each in order))
    assert combined(programme, indicator, shuffled) == first
    other = combined(programme, replace(indicator, executors=tuple(order)), shuffled)
    assert (other.status, other.value, other.mark) == (first.status, first.value, first.mark)
    assert set(other.missing) == set(first.missing)
    # Words that are listed stand in the order of the catalogue.
    assert sorted(other.text.splitlines()) == sorted(first.text.splitlines())
