"""Base values, target directions and the years from which something is asked."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal

import pytest

from collector.catalogue import load_programme, shipped_path
from collector.domain.assessment import Assessment, Verdict
from collector.domain.consolidation import PastValue, Result
from collector.domain.indicator import Direction, Indicator
from collector.domain.observation import Status
from collector.domain.target import BaseValue, Outcome, Target, outcome
from collector.reports.columns import INDICATOR_TEXTS

from .conftest import Bureau

PPS_2025, PPS_2021 = "bialystok-pps-2025-2030", "bialystok-pps-2021-2024"
GROWTH, UPKEEP, DECLINE = Outcome.GROWTH, Outcome.UPKEEP, Outcome.DECLINE
FIVE = Decimal(5)
WORDINGS = {
    "Wzrost": {GROWTH},
    "Spadek": {DECLINE},
    "Utrzymanie na zbliżonym poziomie": {UPKEEP},
    "Utrzymanie na tym samym poziomie": {UPKEEP},
    "Utrzymanie na zbliżonym poziomie /Wzrost": {UPKEEP, GROWTH},
    "Utrzymanie na zbliżonym poziomie /wzrost": {UPKEEP, GROWTH},
    "Utrzymanie na zbliżonym poziomie/Wzrost": {UPKEEP, GROWTH},
    "Utrzymanie na zbliżonym poziomie/ Wzrost": {UPKEEP, GROWTH},
    "Utrzymanie na tym samym poziomie/Wzrost": {UPKEEP, GROWTH},
    "Spadek/Utrzymanie na zbliżonym poziomie": {UPKEEP, DECLINE},
}


# --- What became of a value ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after", "band", "expected"),
    [
        ("100", "100", 5, UPKEEP),
        ("100", "105", 5, UPKEEP),
        ("100", "95", 5, UPKEEP),
        ("100", "105.01", 5, GROWTH),
        ("100", "94.99", 5, DECLINE),
        ("100", "101", 0, GROWTH),
        ("100", "99", 0, DECLINE),
        ("100", "100.0", 0, UPKEEP),
        ("0", "0", 5, UPKEEP),
        ("0", "0", 0, UPKEEP),
        ("0", "1", 5, GROWTH),
        ("0", "-1", 5, DECLINE),
        ("0", "0.001", 100, GROWTH),
        ("-100", "-105", 5, UPKEEP),
        ("-100", "-106", 5, DECLINE),
        ("-100", "-94", 5, GROWTH),
        ("0.1", "0.105", 5, UPKEEP),
        ("3", "0", 100, UPKEEP),
        ("7", "8", 5, GROWTH),
    ],
)
def test_outcome(before: str, after: str, band: int, expected: Outcome) -> None:
    assert outcome(Decimal(before), Decimal(after), Decimal(band)) is expected


@pytest.mark.parametrize(("words", "outcomes"), WORDINGS.items())
def test_wording_of_a_target(words: str, outcomes: set[Outcome]) -> None:
    assert Target(text=words).outcomes == outcomes


@pytest.mark.parametrize("words", ["", "Lepiej", "Rośnie", "–"])
def test_words_without_a_direction_name_no_outcome(words: str) -> None:
    assert Target(text=words).outcomes == frozenset()


def indicators(programme_id: str) -> Iterator[Indicator]:
    yield from load_programme(shipped_path(programme_id)).indicators


def test_every_target_of_both_programmes_is_one_of_these_wordings() -> None:
    used = {i.target.text for id_ in (PPS_2021, PPS_2025) for i in indicators(id_) if i.target}
    assert used == set(WORDINGS)
    assert all(indicator.target for id_ in (PPS_2021, PPS_2025) for indicator in indicators(id_))


@pytest.fixture(scope="module")
def asked() -> Indicator:
    """An indicator with a base value and a target."""
    return next(i for i in indicators(PPS_2025) if i.id == "1/1")


def result_of(
    indicator: Indicator, value: str | None = "100", *, year: int = 2025, previous: PastValue | None = None,
    missing: tuple[str, ...] = (),
) -> Result:  # fmt: skip
    number = None if value is None else Decimal(value)
    status = Status.GIVEN if value else Status.NO_DATA
    return Result(
        indicator=indicator, year=year, status=status, value=number, text="", mark="", shown=value or "", note="",
        observations=(), missing=missing, previous=previous,
    )  # fmt: skip


def based(asked: Indicator, value: str | None, words: str, year: int = 2023) -> Indicator:
    base = BaseValue(year=year, value=Decimal(value)) if value is not None else None
    return replace(asked, base=base, target=Target(text=words) if words else None, direction=Direction.CONTEXT)


def assessed(became: Outcome, since: int, *, is_reached: bool) -> Assessment:
    """The assessment of a value that `became` this, by the words of a target."""
    verdict = Verdict.AS_AIMED if is_reached else Verdict.NOT_AS_AIMED
    return Assessment(verdict=verdict, fact=f"{became} względem {since} r.")


@pytest.mark.parametrize(("words", "outcomes"), WORDINGS.items())
@pytest.mark.parametrize(("value", "became"), [("120", GROWTH), ("104", UPKEEP), ("96", UPKEEP), ("80", DECLINE)])
def test_assessment_of_every_wording(
    words: str, outcomes: set[Outcome], value: str, became: Outcome, asked: Indicator
) -> None:
    assessment = result_of(based(asked, "100", words), value).assessment(FIVE)
    assert assessment == assessed(became, 2023, is_reached=became in outcomes)
    verdict = "zgodnie z celem" if became in outcomes else "niezgodnie z celem"
    assert assessment.words == f"{became} względem 2023 r. – {verdict}"


def test_base_of_zero(asked: Indicator) -> None:
    grown = result_of(based(asked, "0", "Wzrost"), "1").assessment(FIVE)
    kept = result_of(based(asked, "0", "Utrzymanie"), "0").assessment(FIVE)
    assert grown == assessed(GROWTH, 2023, is_reached=True)
    assert kept == assessed(UPKEEP, 2023, is_reached=True)


def test_band_of_zero(asked: Indicator) -> None:
    result = result_of(based(asked, "100", "Utrzymanie"), "100.1")
    assert result.assessment(Decimal(0)) == assessed(GROWTH, 2023, is_reached=False)
    assert result.assessment(FIVE) == assessed(UPKEEP, 2023, is_reached=True)


def test_year_of_the_base_value_itself_is_not_assessed(asked: Indicator) -> None:
    assert result_of(based(asked, "100", "Wzrost", year=2025), "200").assessment(FIVE) is None


@pytest.mark.parametrize("year", [2025, 2026])
def test_nor_is_it_against_the_year_before(year: int, asked: Indicator) -> None:
    previous = PastValue(year=2024, value=Decimal(50), text="")
    assert result_of(based(asked, "100", "Wzrost", year=2024), "100", previous=previous).assessment(FIVE), "later it is"
    result = result_of(based(asked, "100", "Wzrost", year=year), "100", previous=previous)
    assert (result.assessment(FIVE), result.since_base) == (None, None)
    assert result.change is not None, "the change itself is shown"


def test_without_a_base_value_the_last_known_one_counts(asked: Indicator) -> None:
    previous = PastValue(year=2022, value=Decimal(50), text="")
    assessment = result_of(based(asked, None, "Spadek"), "40", previous=previous).assessment(FIVE)
    assert assessment == assessed(DECLINE, 2022, is_reached=True)


def test_base_value_counts_before_the_last_known_one(asked: Indicator) -> None:
    previous = PastValue(year=2024, value=Decimal(200), text="")
    assessment = result_of(based(asked, "100", "Wzrost"), "150", previous=previous).assessment(FIVE)
    assert assessment == assessed(GROWTH, 2023, is_reached=True)


@pytest.mark.parametrize(
    "unclear",
    [
        lambda asked: result_of(based(asked, "100", "Wzrost"), None),
        lambda asked: result_of(based(asked, "100", ""), "120"),
        lambda asked: result_of(based(asked, None, "Wzrost"), "120"),
        lambda asked: result_of(based(asked, "100", "Wzrost"), "120", missing=("PUP",)),
        lambda asked: result_of(
            based(asked, None, "Wzrost"), "120", previous=PastValue(year=2024, value=Decimal(1), text="", missing="PUP")
        ),
        lambda asked: result_of(
            based(asked, None, "Wzrost"), "120", previous=PastValue(year=2024, value=None, text="kilka")
        ),
    ],
    ids=["no value", "no target", "nothing known", "part missing", "part missing before", "words before"],
)
def test_what_is_missing_gives_no_assessment(unclear: Callable[[Indicator], Result], asked: Indicator) -> None:
    result = unclear(asked)
    assert result.assessment(FIVE) is None
    assert INDICATOR_TEXTS["ocena"](result, FIVE) == ""


def test_base_value_is_printed_with_its_mark(asked: Indicator) -> None:
    marked = replace(asked, base=BaseValue(year=2023, value=Decimal(22351), mark="*", note="* od lipca"))
    assert INDICATOR_TEXTS["bazowa"](result_of(marked), FIVE) == "22\u00a0351*"
    assert INDICATOR_TEXTS["bazowa"](result_of(replace(asked, base=None)), FIVE) == ""


# --- A later year through the whole programme ----------------------------------------------------------------------


@pytest.fixture
def of_2025(bureau: Callable[..., Bureau]) -> Bureau:
    """The programme of 2025-2030 in its first year: the base values, some higher, some lower."""
    office = bureau(year=2025, example=PPS_2025)
    changes = {GROWTH: Decimal("1.25"), UPKEEP: Decimal("1.01"), DECLINE: Decimal("0.5")}
    order = [GROWTH, UPKEEP, DECLINE]
    for executor in office.programme.executors:
        form = office.form(executor.id).sign()
        for _, indicators_of_task in office.programme.asked_of(executor, 2025):
            for indicator in indicators_of_task:
                assert indicator.base is not None
                change = changes[order[office.programme.indicators.index(indicator) % 3]]
                form.type(indicator.id, value=int(indicator.base.value * change))
        for _, cells in office.programme.cells_asked_of(executor, 2025):
            for cell in cells:
                form.type(cell.id, missing="brak danych")
        office.send(executor.id, form)
    return office


def test_report_shows_base_value_target_and_assessment(of_2025: Bureau) -> None:
    merge = of_2025.merge()
    assert [found for found in merge.campaign.findings if found.blocks] == []
    consolidation = merge.consolidation
    assert consolidation is not None
    keys = [column.key for column in of_2025.programme.report.columns]
    sheet = of_2025.report()["Sprawozdanie"]
    rows = [dict(zip(keys, row, strict=True)) for row in sheet.iter_rows(max_col=len(keys), values_only=True)]
    printed = [row for row in rows if re.fullmatch(r"\d+\.", str(row["lp"])) and row["wskaznik"]]
    assert len(printed) == len(consolidation.results) == 49
    outcomes = set()
    for row, result in zip(printed, consolidation.results, strict=True):
        base, target = result.indicator.base, result.indicator.target
        assert base is not None
        assert target is not None
        assert row["wskaznik"] == result.indicator.name
        assert str(row["bazowa"]).replace("\u00a0", "") == f"{base.value}".replace(".", ",") + base.mark
        assert row["wartosc"] == result.value
        assert row["cel"] == target.text
        if result.indicator.since:
            assert row["ocena"] is None, "its base value was not collected"
            continue
        became = outcome(base.value, result.value or Decimal(0), FIVE)
        verdict = "zgodnie z celem" if became in reaching(target) else "niezgodnie z celem"
        assert row["ocena"] == f"{became} względem 2023 r. – {verdict}"
        outcomes.add((became, verdict))
    assert len(outcomes) >= 5
    headings = [cell.value for row in sheet.iter_rows(max_row=6) for cell in row]
    assert "Wartość wskaźnika w 2025 r." in headings
    assert any("nie większą niż 5%" in str(row["lp"]) for row in rows)


def reaching(target: Target) -> set[Outcome]:
    return WORDINGS[target.text]


def test_data_shows_base_value_target_and_assessment(of_2025: Bureau) -> None:
    of_2025.merge()
    rows = {row["indicator"]: row for row in of_2025.data("wskazniki-2025")}
    for indicator in of_2025.programme.indicators:
        row, base, target = rows[indicator.id], indicator.base, indicator.target
        assert base is not None
        assert target is not None
        assert (row["base_year"], Decimal(row["base_value"])) == ("2023", base.value)
        assert row["target"] == target.text
        if indicator.since:
            assert not row["assessment"], "its base value was not collected"
            continue
        assert row["assessment"].endswith("zgodnie z celem")
        assert " względem 2023 r. – " in row["assessment"]


def test_missing_part_gives_no_assessment_in_the_data(of_2025: Bureau) -> None:
    executor = of_2025.programme.indicators[0].executors[0]
    id_ = of_2025.programme.indicators[0].id
    of_2025.send(executor, of_2025.sent(executor).type(id_, value=None, missing="brak danych"))
    of_2025.merge()
    row = next(row for row in of_2025.data("wskazniki-2025") if row["indicator"] == id_)
    assert (row["status"], row["assessment"]) == ("brak danych", "")
    assert row["base_value"]


# --- Asked from a later year on ------------------------------------------------------------------------------------


def ids_in_forms(office: Bureau) -> set[str]:
    found: set[str] = set()
    for executor in office.programme.executors:
        form = office.form(executor.id)
        if "Dane" in form.book.sheetnames:
            found.update(form.ids("Dane"))
    return found


def test_what_is_asked_since_2025_is_in_no_form_of_2023(bureau: Callable[..., Bureau]) -> None:
    later = {indicator.id for indicator in indicators(PPS_2025) if indicator.since == 2025}
    every = {indicator.id for indicator in indicators(PPS_2025)}
    assert len(later) == 7
    assert ids_in_forms(bureau(year=2023, example=PPS_2025, folder="2023")) == every - later
    assert ids_in_forms(bureau(year=2025, example=PPS_2025, folder="2025")) == every


def test_what_is_not_asked_yet_is_said_so(bureau: Callable[..., Bureau]) -> None:
    office = bureau(year=2023, example=PPS_2025)
    merge = office.merge()
    assert merge.consolidation is not None
    later = [result for result in merge.consolidation.results if not result.is_asked]
    assert {result.note for result in later} == {"Wskaźnik zbierany od 2025 r."}
    rows = {row["indicator"]: row for row in office.data("wskazniki-2023")}
    for result in later:
        row = rows[result.indicator.id]
        assert (row["status"], row["value"], row["assessment"]) == ("nie dotyczy", "", "")
        assert not [row for row in office.data("dane-2023") if row["indicator"] == result.indicator.id]


def test_year_of_the_base_values_has_no_assessment(bureau: Callable[..., Bureau]) -> None:
    office = bureau(year=2023, example=PPS_2025)
    office.merge()
    rows = office.data("wskazniki-2023")
    assert {row["assessment"] for row in rows} == {""}
    assert {row["base_year"] for row in rows} == {"2023"}
