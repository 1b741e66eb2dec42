"""Answers beside those of earlier years, where one example a rule is not enough."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import pytest

from collector.checks.words import placeholder_in
from collector.checks.years import beside_earlier_years, change_words
from collector.domain.consolidation import PastValue
from collector.domain.finding import Finding
from collector.domain.indicator import Component, Indicator, Kind, Role, Unit
from collector.domain.observation import Observation, Place, Status, Value
from collector.domain.programme import Programme
from collector.domain.submission import SignOff, Submission
from collector.domain.thresholds import DEFAULT_THRESHOLDS, Thresholds
from collector.values.writing import NBSP

PERSON = Unit(one="osoba", few="osoby", many="osób")


def given(executor: str, numbers: Mapping[str, object]) -> Submission:
    """A return for 2017 with these numbers, or texts, by indicator."""
    observations = []
    for row, (indicator, content) in enumerate(numbers.items(), 6):
        number = None if isinstance(content, str) else Decimal(str(content))
        value = Value(status=Status.GIVEN, number=number, text=content if isinstance(content, str) else "")
        place = Place(file=f"{executor}.xlsx", sheet="Dane", cell=f"H{row}")
        observations.append(
            Observation(
                indicator=indicator, executor=executor, year=2017, value=value, note="", raw=str(content), place=place
            )
        )
    place = Place(file=f"{executor}.xlsx")
    return Submission(
        executor=executor, programme="p", year=2017, form_id="", place=place, observations=tuple(observations),
        sign_off=SignOff(),
    )  # fmt: skip


def known(numbers: Mapping[str, object], year: int = 2016, missing: str = "") -> dict[str, PastValue]:
    """The last known values, all of one year."""
    return {
        indicator: PastValue(
            year=year,
            value=None if isinstance(content, str) else Decimal(str(content)),
            text=content if isinstance(content, str) else "",
            missing=missing,
        )
        for indicator, content in numbers.items()
    }


def found(
    programme: Programme, *submissions: Submission, history: Mapping[str, PastValue],
    thresholds: Thresholds = DEFAULT_THRESHOLDS,
) -> list[Finding]:  # fmt: skip
    return list(beside_earlier_years(submissions, programme, history, thresholds))


def codes(findings: list[Finding]) -> list[str]:
    return [finding.rule.code for finding in findings]


# --- What is a large change -----------------------------------------------------------------------------------------


def test_published_change_is_told_in_percent(programme: Programme) -> None:
    (finding,) = found(programme, given("UM-SPORT", {"D.1.3/2": 6361}), history=known({"D.1.3/2": 2659}, 2015))
    assert finding.message == (
        f"Wartość wskaźnika D.1.3/2 to 6{NBSP}361, a w 2015 r. było 2{NBSP}659: zmiana o +139,2{NBSP}%."
    )
    assert finding.place.cell == "H6"


@pytest.mark.parametrize(
    ("before", "after", "is_told"),
    [
        (100, 150, False),
        (100, 151, True),
        (100, 49, True),
        (100, 50, False),
        (4, 13, False),
        (4, 15, True),
        (0, 20, False),
        (0, 21, True),
        (30, 0, True),
    ],
)
def test_threshold_is_half_the_value_and_ten_pieces(
    before: int, after: int, is_told: bool, programme: Programme
) -> None:
    findings = found(programme, given("UM-SPORT", {"D.1.3/2": after}), history=known({"D.1.3/2": before}))
    assert bool(findings) == is_told


def with_threshold(programme: Programme, id_: str, percent: int) -> Programme:
    """The catalogue in which one indicator has a threshold of its own."""

    def changed(indicator: Indicator) -> Indicator:
        return replace(indicator, change_threshold=Decimal(percent)) if indicator.id == id_ else indicator

    other = replace(programme)
    other.__dict__["indicators"] = tuple(map(changed, programme.indicators))
    return other


def test_threshold_of_the_indicator_wins(programme: Programme) -> None:
    sent, before = given("UM-SPORT", {"D.1.3/2": 140}), known({"D.1.3/2": 100})
    assert found(programme, sent, history=before) == []
    assert codes(found(with_threshold(programme, "D.1.3/2", 30), sent, history=before)) == ["R901"]


def test_zero_is_never_usual_after_a_large_value(programme: Programme) -> None:
    lax = with_threshold(programme, "D.1.3/2", 200)
    assert codes(found(lax, given("UM-SPORT", {"D.1.3/2": 0}), history=known({"D.1.3/2": 50}))) == ["R902"]
    assert found(lax, given("UM-SPORT", {"D.1.3/2": 1}), history=known({"D.1.3/2": 50})) == []


def test_settings_say_what_is_large(programme: Programme) -> None:
    sent, before = given("UM-SPORT", {"D.1.3/2": 130}), known({"D.1.3/2": 100})
    assert codes(found(programme, sent, history=before, thresholds=Thresholds(change=Decimal(20)))) == ["R901"]


def test_value_without_a_part_and_a_later_one_are_never_compared_with(programme: Programme) -> None:
    sent = given("UM-SPORT", {"D.1.3/2": 6361})
    assert found(programme, sent, history=known({"D.1.3/2": 10}, missing="MOPR")) == []
    assert found(programme, sent, history=known({"D.1.3/2": 10}, year=2018)) == []
    assert found(programme, sent, history={}) == []


@pytest.mark.parametrize(
    ("id_", "before", "after", "hint"),
    [
        ("E.1.1/1", 71, Decimal("0.713"), "procent zapisano jako ułamek (powinno być: 71,3 zamiast 0,713)"),
        ("C.1.3/2", Decimal("1129.1"), 1129100, "w złotych, a nie w tysiącach złotych"),
        ("D.1.3/2", 22351, Decimal("22.351"), "w tysiącach"),
        ("D.1.3/2", 22351, 40000, ""),
    ],
)
def test_slip_of_units_is_named(id_: str, before: object, after: object, hint: str, programme: Programme) -> None:
    (finding,) = found(programme, given("X", {id_: after}), history=known({id_: before}))
    assert hint in finding.message
    assert bool(hint) == ("Być może" in finding.message)


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [(2659, 6361, "+139,2"), (100, 50, "\u221250,0"), (-10, -5, "+50,0"), (3, 4, "+33,3")],
)
def test_change_is_rounded_half_up_with_its_sign(before: int, after: int, words: str) -> None:
    assert change_words(Decimal(before), Decimal(after)) == f"zmiana o {words}{NBSP}%"


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("10", "15", "+5 punktów procentowych"),
        ("10", "12", "+2 punkty procentowe"),
        ("10", "11", "+1 punkt procentowy"),
        ("10", "7.5", "\u22122,5 punktu procentowego"),
    ],
)
def test_change_of_percentages_is_told_in_points(before: str, after: str, words: str) -> None:
    told = change_words(Decimal(before), Decimal(after), is_percentage=True)
    assert told.replace(NBSP, " ") == f"zmiana o {words}"


# --- Indicators that several report ---------------------------------------------------------------------------------


def test_parts_of_a_sum_are_compared_together(programme: Programme) -> None:
    before = known({"A.1.4/3": 3821})
    alone = given("MOPR", {"A.1.4/3": 1921})
    assert found(programme, alone, history=before) == [], "the other part may well make up for it"
    both = found(programme, alone, given("UM-DE", {"A.1.4/3": 9000}), history=before)
    (finding,) = both
    assert (finding.executor, finding.found) == ("UM-DE", f"10{NBSP}921"), "the larger part is asked about"
    assert f"Łącznie z wartościami: MOPR 1{NBSP}921, UM-DE 9{NBSP}000." in finding.message
    assert found(programme, alone, given("UM-DE", {"A.1.4/3": 1900}), history=before) == []


# --- Nothing differs, texts, totals ---------------------------------------------------------------------------------


def test_two_equal_values_are_no_copy_of_last_year(programme: Programme) -> None:
    values = {"E.1.1/1": 12, "E.1.2/1": 13}
    assert found(programme, given("ZMK", values), history=known(values)) == []
    values["E.1.3/1"] = 14
    (finding,) = found(programme, given("ZMK", values), history=known(values))
    assert (finding.rule.code, finding.indicator) == ("R904", "E.1.1/1")


def test_zeros_that_stay_zeros_are_no_copy_of_last_year(programme: Programme) -> None:
    values = {"E.1.1/1": 0, "E.1.2/1": 0, "E.1.3/1": 0, "E.2.2/1": 0}
    assert found(programme, given("ZMK", values), history=known(values)) == []


def test_nine_of_ten_equal_values_are_a_copy_of_last_year(programme: Programme) -> None:
    ids = [i.id for i in programme.indicators if i.executors == ("MOPR",) and i.kind is Kind.COUNT][:10]
    before = dict.fromkeys(ids, 40)
    assert codes(found(programme, given("MOPR", before | {ids[0]: 41}), history=known(before))) == ["R904"]
    changed = before | {ids[0]: 41, ids[1]: 42}
    assert found(programme, given("MOPR", changed), history=known(before)) == []


def test_short_text_may_stay_the_same(programme: Programme) -> None:
    assert found(programme, given("UM-DE", {"F.3.3/3": "- warsztaty"}), history=known({"F.3.3/3": "- warsztaty"})) == []


def test_part_of_a_shared_list_is_found_in_the_whole_one(programme: Programme) -> None:
    mine = "- zajęcia z zakresu pierwszej pomocy dla seniorów\n- wykłady Uniwersytetu Trzeciego Wieku"
    whole = f"- targi zdrowia\n{mine.upper()}\n- konkurs"
    assert codes(found(programme, given("UM-DE", {"F.1.3/2": mine}), history=known({"F.1.3/2": whole}))) == ["R905"]


def test_total_is_not_doubted_where_its_values_are(programme: Programme) -> None:
    ids = ("B.1.1/1", "B.1.4/1", "B.1.5/1", "B.2.1/1")
    before = dict.fromkeys(ids, 100)
    findings = found(programme, given("UM-BZK", dict.fromkeys(ids, 400)), history=known(before))
    assert codes(findings) == ["R901"] * 4
    findings = found(programme, given("UM-BZK", dict.fromkeys(ids, 130)), history=known(before))
    assert [(f.rule.code, f.rule.trial, f.found, f.expected) for f in findings] == [("R906", True, "520", "400")]


# --- Unfinished places ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "xxx", "- do uzupełnienia", "12 w tym: [wpisz liczbę]", "???", "osoby: ____", "koszt ..... zł", "[...]",
        "<uzupełnij>", "TODO", "dane do potwierdzenia", "- warsztaty\n- …", "tutaj wpisz opis", "XXXX", "[…]",
    ],
)  # fmt: skip
def test_unfinished_place_is_seen(text: str) -> None:
    assert placeholder_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "XXX Sesja Rady Miasta", "warsztaty, spotkania i in. …", "Co dalej?", "uzupełnienie wyposażenia", "a_b",
        "zajęcia (m.in. plastyczne...)", "potwierdzono", "Maxxx", "etap III", "https://example.org/?a=1", "1.-31.12.",
    ],
)  # fmt: skip
def test_finished_words_are_left_alone(text: str) -> None:
    assert placeholder_in(text) == ""


# --- The usual range is the form's and the check's ------------------------------------------------------------------


def test_component_has_no_threshold_of_its_own() -> None:
    part = Component(id="a", role=Role.PART_OF, name="dzieci", unit=PERSON, kind=Kind.COUNT)
    assert part.change_threshold is part.usual_minimum is part.usual_maximum is None
