"""Whether a value is where it should be, by numbers and words of targets and by good directions; how that is told."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml

from collector.catalogue import load_programme
from collector.catalogue.differing import catalogue_changes
from collector.catalogue.exchange import read_catalogue_workbook, write_catalogue_workbook
from collector.catalogue.loading import CatalogueError
from collector.domain.assessment import Assessment, Verdict
from collector.domain.consolidation import Change, PastValue, Result
from collector.domain.indicator import Combine, Direction, Indicator, Kind, Moment, Unit
from collector.domain.observation import Status
from collector.domain.programme import Programme
from collector.domain.target import BaseValue, Target
from collector.reports.columns import INDICATOR_TEXTS, assessment_method, assessment_rules
from collector.values.writing import NBSP

from .small_catalogue import CATALOGUE

FIVE = Decimal(5)
PERSON = Unit(one="osoba", few="osoby", many="osób")
PERCENT = Unit(one="%", few="%", many="%")
MORE, FEWER, STABLE, CONTEXT = Direction.MORE, Direction.FEWER, Direction.STABLE, Direction.CONTEXT
LIMITS = {MORE: "co najmniej", FEWER: "co najwyżej", STABLE: "około", CONTEXT: "najlepiej"}


def indicator(direction: Direction = MORE, **more: Any) -> Indicator:
    own = {"kind": Kind.COUNT, "unit": PERSON, **more}
    return Indicator(
        id="1/1", name="Liczba osób", moment=Moment.YEAR, direction=direction, executors=("A",), combine=Combine.OWNER,
        **own,
    )  # fmt: skip


def result(
    asked: Indicator, value: str | None, before: str | None = None, *, missing: tuple[str, ...] = (),
    missing_before: str = "",
) -> Result:  # fmt: skip
    number = None if value is None else Decimal(value)
    past = None if before is None else PastValue(year=2017, value=Decimal(before), text="", missing=missing_before)
    return Result(
        indicator=asked, year=2019, status=Status.NO_DATA if value is None else Status.GIVEN, value=number, text="",
        mark="", shown=value or "", note="", observations=(), missing=missing, previous=past,
    )  # fmt: skip


def words(asked: Indicator, value: str | None, before: str | None = None, band: Decimal = FIVE, **more: Any) -> str:
    """What is said of a value; empty if nothing is."""
    assessment = result(asked, value, before, **more).assessment(band)
    return assessment.words if assessment else ""


def numeric(direction: Direction, number: str, text: str = "") -> Indicator:
    limit = f"{LIMITS[direction]} {number}"
    return indicator(direction, target=Target(text=text or limit, number=Decimal(number), limit=limit))


# --- Without a target ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("direction", "before", "after", "expected"),
    [
        (MORE, "100", "106", "wzrost względem 2017 r. – poprawa"),
        (MORE, "100", "94", "spadek względem 2017 r. – pogorszenie"),
        (MORE, "100", "100", "bez istotnej zmiany względem 2017 r."),
        (FEWER, "100", "106", "wzrost względem 2017 r. – pogorszenie"),
        (FEWER, "100", "94", "spadek względem 2017 r. – poprawa"),
        (FEWER, "100", "97", "bez istotnej zmiany względem 2017 r."),
        (STABLE, "100", "106", "wzrost względem 2017 r. – poziom nieutrzymany"),
        (STABLE, "100", "94", "spadek względem 2017 r. – poziom nieutrzymany"),
        (STABLE, "100", "98", "poziom utrzymany względem 2017 r."),
        (CONTEXT, "100", "200", ""),
        (CONTEXT, "100", "100", ""),
        # The band: exactly 5 % is still the same level.
        (MORE, "100", "105", "bez istotnej zmiany względem 2017 r."),
        (MORE, "100", "105.01", "wzrost względem 2017 r. – poprawa"),
        (MORE, "100", "95", "bez istotnej zmiany względem 2017 r."),
        (MORE, "100", "94.99", "spadek względem 2017 r. – pogorszenie"),
        (STABLE, "100", "105", "poziom utrzymany względem 2017 r."),
        (STABLE, "100", "94.99", "spadek względem 2017 r. – poziom nieutrzymany"),
        # From zero.
        (MORE, "0", "1", "wzrost względem 2017 r. – poprawa"),
        (FEWER, "0", "0.01", "wzrost względem 2017 r. – pogorszenie"),
        (STABLE, "0", "1", "wzrost względem 2017 r. – poziom nieutrzymany"),
        (MORE, "0", "0", "bez istotnej zmiany względem 2017 r."),
        (STABLE, "0", "0", "poziom utrzymany względem 2017 r."),
        (FEWER, "3", "0", "spadek względem 2017 r. – poprawa"),
        # Below zero.
        (MORE, "-100", "-94", "wzrost względem 2017 r. – poprawa"),
        (MORE, "-100", "-106", "spadek względem 2017 r. – pogorszenie"),
        (MORE, "-100", "-105", "bez istotnej zmiany względem 2017 r."),
        (FEWER, "-1", "1", "wzrost względem 2017 r. – pogorszenie"),
    ],
)
def test_without_a_target_the_good_direction_decides(
    direction: Direction, before: str, after: str, expected: str
) -> None:
    assert words(indicator(direction), after, before) == expected


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        ("42", "bez istotnej zmiany względem 2017 r."),
        ("42.01", "wzrost względem 2017 r. – poprawa"),
        ("38", "bez istotnej zmiany względem 2017 r."),
        ("37.99", "spadek względem 2017 r. – pogorszenie"),
    ],
)
def test_the_band_of_a_percentage_is_of_its_value_not_in_points(after: str, expected: str) -> None:
    assert words(indicator(kind=Kind.PERCENTAGE, unit=PERCENT), after, "40") == expected


def test_base_value_goes_before_the_last_known_one() -> None:
    based = indicator(base=BaseValue(year=2015, value=Decimal(200)))
    assert words(based, "100", "50") == "spadek względem 2015 r. – pogorszenie"
    assert words(indicator(), "100", "50") == "wzrost względem 2017 r. – poprawa"


@pytest.mark.parametrize("year", [2019, 2020])
def test_a_base_value_that_is_not_earlier_is_not_compared_with(year: int) -> None:
    based = indicator(base=BaseValue(year=year, value=Decimal(200)))
    assert words(based, "100") == ""
    assert words(based, "100", "50") == "", "nor is the last known one: assessment begins after the base year"
    numbered = replace(numeric(MORE, "50"), base=based.base)
    assert words(numbered, "100") == ""
    assert words(replace(numbered, base=BaseValue(year=2018, value=Decimal(200))), "100")


@pytest.mark.parametrize("target", [None, Target(text="Wzrost")])
def test_what_cannot_be_compared_is_not_assessed(target: Target | None) -> None:
    asked = indicator(target=target)
    assert words(asked, "100", "50"), "it would be"
    assert words(asked, None, "50") == ""
    assert words(asked, "100") == ""
    assert words(asked, "100", "50", missing=("UM-DE",)) == ""
    assert words(asked, "100", "50", missing_before="UM-DE") == ""
    described = replace(result(asked, "100"), previous=PastValue(year=2017, value=None, text="kilka"))
    assert described.assessment(FIVE) is None


def test_words_of_a_target_go_before_the_direction() -> None:
    aimed = indicator(CONTEXT, target=Target(text="Utrzymanie na zbliżonym poziomie /Wzrost"))
    assert words(aimed, "80", "100") == "spadek względem 2017 r. – niezgodnie z celem"
    assert words(replace(aimed, direction=FEWER), "100", "100") == "utrzymanie względem 2017 r. – zgodnie z celem"


# --- With a number to be reached -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("direction", "number", "value", "expected"),
    [
        (FEWER, "150", "119", "119 przy celu co najwyżej 150 – cel osiągnięty (79,3% granicy)"),
        (FEWER, "150", "150", "150 przy celu co najwyżej 150 – cel osiągnięty (100,0% granicy)"),
        (FEWER, "150", "151", "151 przy celu co najwyżej 150 – cel nieosiągnięty (100,7% granicy)"),
        (MORE, "150", "119", "119 przy celu co najmniej 150 – cel nieosiągnięty (79,3% celu)"),
        (MORE, "150", "150", "150 przy celu co najmniej 150 – cel osiągnięty (100,0% celu)"),
        (MORE, "150", "0", "0 przy celu co najmniej 150 – cel nieosiągnięty (0,0% celu)"),
        (MORE, "2", "2500", f"2{NBSP}500 przy celu co najmniej 2 – cel osiągnięty (125{NBSP}000,0% celu)"),
        # What is nearly all of it is never called all of it.
        (MORE, "10000", "9999", f"9{NBSP}999 przy celu co najmniej 10000 – cel nieosiągnięty (99,9% celu)"),
        (FEWER, "10000", "10001", f"10{NBSP}001 przy celu co najwyżej 10000 – cel nieosiągnięty (100,1% granicy)"),
        # Within the band of the target, its edges included.
        (STABLE, "100", "105", "105 przy celu około 100 – cel osiągnięty (105,0% celu)"),
        (STABLE, "100", "95", "95 przy celu około 100 – cel osiągnięty (95,0% celu)"),
        (STABLE, "100", "105.1", "105,1 przy celu około 100 – cel nieosiągnięty (105,1% celu)"),
        # What is just out of the band is never shown on its edge.
        (STABLE, "100", "105.02", "105,02 przy celu około 100 – cel nieosiągnięty (105,1% celu)"),
        (STABLE, "100", "94.98", "94,98 przy celu około 100 – cel nieosiągnięty (94,9% celu)"),
        (STABLE, "100", "104.98", "104,98 przy celu około 100 – cel osiągnięty (105,0% celu)"),
        (STABLE, "100", "95.02", "95,02 przy celu około 100 – cel osiągnięty (95,0% celu)"),
        # A target of zero, and below it.
        (FEWER, "0", "0", "0 przy celu co najwyżej 0 – cel osiągnięty"),
        (FEWER, "0", "1", "1 przy celu co najwyżej 0 – cel nieosiągnięty"),
        (MORE, "0", "0", "0 przy celu co najmniej 0 – cel osiągnięty"),
        (MORE, "0", "7", "7 przy celu co najmniej 0 – cel osiągnięty"),
        (STABLE, "0", "0", "0 przy celu około 0 – cel osiągnięty"),
        (STABLE, "0", "0.1", "0,1 przy celu około 0 – cel nieosiągnięty"),
        (MORE, "-5", "-4", "\u22124 przy celu co najmniej -5 – cel osiągnięty"),
        (MORE, "10", "-4", "\u22124 przy celu co najmniej 10 – cel nieosiągnięty"),
    ],
)
def test_a_number_is_reached_or_not(direction: Direction, number: str, value: str, expected: str) -> None:
    asked = numeric(direction, number)
    assert words(asked, value) == expected
    assert words(asked, value, "1") == expected, "it needs nothing to be compared with"


def test_the_number_goes_before_the_words_of_a_target() -> None:
    asked = numeric(FEWER, "150", text="Wzrost (co najwyżej 150)")
    assert words(asked, "119", "200") == "119 przy celu co najwyżej 150 – cel osiągnięty (79,3% granicy)"


def test_an_incomplete_value_is_not_held_against_a_number() -> None:
    assert words(numeric(MORE, "150"), "200", missing=("UM-DE",)) == ""
    assert words(numeric(MORE, "150"), None) == ""


def test_context_is_not_held_against_a_number() -> None:
    assert words(numeric(CONTEXT, "150"), "200") == ""


# --- The percent beside a verdict ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after", "band", "rounded", "shown"),
    [
        ("5887", "6181", "5", "5.0", "5.0"),
        ("4098", "4303", "5", "5.0", "5.1"),
        ("4098", "3893", "5", "-5.0", "-5.1"),
        ("10000", "9501", "5", "-5.0", "-5.0"),
        ("100", "105", "5", "5.0", "5.0"),
        ("100", "107", "5", "7.0", "7.0"),
        ("100", "100", "5", "0.0", "0.0"),
        # A band with more decimals than the percent.
        ("10000", "10255", "2.55", "2.6", "2.5"),
        ("10000", "10256", "2.55", "2.6", "2.6"),
        ("10000", "10251", "2.509", "2.5", "2.6"),
        # A band of zero: any change is one.
        ("100000", "100001", "0", "0.0", "0.1"),
        ("100000", "99999", "0", "0.0", "-0.1"),
    ],
)
def test_the_percent_never_contradicts_the_verdict(
    before: str, after: str, band: str, rounded: str, shown: str
) -> None:
    change = Change(before=Decimal(before), after=Decimal(after), since=2017)
    assert change.percent == Decimal(rounded), "in the data it is only rounded"
    assert change.percent_beside_verdict(Decimal(band)) == Decimal(shown)


def test_from_zero_there_is_no_percent() -> None:
    assert Change(before=Decimal(0), after=Decimal(1), since=2017).percent_beside_verdict(FIVE) is None


# --- What a verdict is ---------------------------------------------------------------------------------------------


def test_every_verdict_is_good_bad_or_neither() -> None:
    good = {Verdict.REACHED, Verdict.AS_AIMED, Verdict.BETTER, Verdict.KEPT}
    bad = {Verdict.NOT_REACHED, Verdict.NOT_AS_AIMED, Verdict.WORSE, Verdict.NOT_KEPT}
    assert {verdict for verdict in Verdict if verdict.is_good} == good
    assert {verdict for verdict in Verdict if verdict.is_bad} == bad
    assert set(Verdict) - good - bad == {Verdict.LEVEL}


def test_assessment_fits_the_column_of_the_report() -> None:
    assert INDICATOR_TEXTS["ocena"](result(indicator(), "106", "100"), FIVE) == "wzrost względem 2017 r. – poprawa"
    assert INDICATOR_TEXTS["ocena"](result(indicator(CONTEXT), "106", "100"), FIVE) == ""
    assert INDICATOR_TEXTS["cel"](result(numeric(FEWER, "150"), "106"), FIVE) == "co najwyżej 150"


def test_a_distance_is_told_only_with_its_fact() -> None:
    plain = Assessment(verdict=Verdict.REACHED, fact="1 przy celu około 1")
    assert plain.words == "1 przy celu około 1 – cel osiągnięty"


# --- The method ----------------------------------------------------------------------------------------------------


def rules_of(*indicators: Indicator, band: Decimal = FIVE) -> str:
    return "\n".join(assessment_rules(band, indicators))


def test_the_method_tells_only_what_concerns_the_indicators() -> None:
    free = rules_of(indicator())
    assert "nie większą niż 5%" in free
    assert "„Poprawa”" in free
    assert "zgodnie z celem" not in free
    assert "Cel liczbowy" not in free
    assert "p.p." not in free
    aimed = rules_of(indicator(target=Target(text="Wzrost")))
    assert aimed.startswith(assessment_method(FIVE, has_base=False).partition(" Ocena „zgodnie")[0])
    assert "zgodnie z celem" in aimed
    assert "„Poprawa”" not in aimed
    number = rules_of(numeric(MORE, "5"))
    assert "Cel liczbowy" in number
    assert "zgodnie z celem" not in number


def test_the_method_tells_what_is_compared_with_what() -> None:
    based = indicator(base=BaseValue(year=2015, value=Decimal(200)))
    assert rules_of(based).startswith("Ocena: wartość porównano z wartością bazową, a gdy jej nie ma – z ostatnią")
    assert f"Wartości roku bazowego (2015{NBSP}r.) się nie ocenia." in rules_of(based)
    assert rules_of(indicator()).startswith("Wartość porównano z ostatnią znaną. Za utrzymanie")
    assert "bazow" not in rules_of(indicator())
    assert "wartością bazową" in assessment_method(FIVE)


def test_the_method_tells_how_close_calls_are_judged() -> None:
    text = rules_of(indicator(), band=Decimal("2.5"))
    assert "O ocenie decyduje zmiana przed zaokrągleniem." in text
    assert "Przy małych liczbach zmiana o jeden bywa większa niż 2,5%; taką ocenę należy czytać razem z" in text
    assert "małych liczbach" not in rules_of(indicator(), band=Decimal(0))
    assert "Wartości niepełnej (bez danych któregoś realizatora) nie ocenia się ani nie porównuje" in text


@pytest.mark.parametrize(
    ("words_of_target", "is_told"), [("Utrzymanie na tym samym poziomie/Wzrost", True), ("Utrzymanie", False)]
)
def test_the_method_says_how_the_same_level_is_judged(words_of_target: str, is_told: bool) -> None:
    text = rules_of(indicator(target=Target(text=words_of_target)))
    assert ("Tak samo ocenia się cel „Utrzymanie na tym samym poziomie”." in text) is is_told


@pytest.mark.parametrize(
    ("kind", "is_told"),
    [(Kind.COUNT, False), (Kind.COUNT_WITH_BREAKDOWN, False), (Kind.SCALE, True), (Kind.LIST, True)],
)
def test_the_method_tells_of_words_where_they_are_asked_for(kind: Kind, is_told: bool) -> None:
    text = rules_of(indicator(kind=kind))
    assert ("Przy odpowiedziach opisowych i na skali podano tylko, czy się zmieniły." in text) is is_told


@pytest.mark.parametrize(
    ("band", "span"), [("5", "od 38% do 42%"), ("2.5", "od 39% do 41%"), ("1", "od 39,6% do 40,4%")]
)
def test_the_method_explains_the_band_of_percentages(band: str, span: str) -> None:
    text = rules_of(indicator(kind=Kind.PERCENTAGE), band=Decimal(band))
    assert span in text
    assert f"Pasmo {band.replace('.', ',')}%" in text


# --- The catalogue -------------------------------------------------------------------------------------------------


def data(**changes: object) -> dict[str, Any]:
    """The small catalogue with other keys of its first indicator; None takes a key away."""
    catalogue: dict[str, Any] = yaml.load(CATALOGUE, yaml.BaseLoader)
    first = catalogue["drzewo"][0]["wskazniki"][0]
    first.update(changes)
    catalogue["drzewo"][0]["wskazniki"][0] = {key: value for key, value in first.items() if value is not None}
    return catalogue


@pytest.fixture
def catalogue(tmp_path: Path) -> Callable[..., Programme]:
    def read(**changes: object) -> Programme:
        path = tmp_path / "programme.yaml"
        path.write_text(yaml.dump(data(**changes), allow_unicode=True, sort_keys=False), encoding="utf-8")
        return load_programme(path)

    return read


@pytest.mark.parametrize(
    ("changes", "text", "limit"),
    [
        ({"kierunek": "więcej", "cel_wartosc": "1 500,5"}, f"co najmniej 1{NBSP}500,5", f"co najmniej 1{NBSP}500,5"),
        ({"kierunek": "mniej", "cel_wartosc": "150"}, "co najwyżej 150", "co najwyżej 150"),
        ({"kierunek": "bez zmian", "cel_wartosc": "0"}, "około 0", "około 0"),
        (
            {"kierunek": "mniej", "cel_wartosc": "5", "cel": "Spadek", "drukuj_jednostke": "tak"},
            f"Spadek (co najwyżej 5{NBSP}osób)",
            f"co najwyżej 5{NBSP}osób",
        ),
        ({"kierunek": "kontekst", "cel": "Wzrost"}, "Wzrost", ""),
    ],
)
def test_the_target_of_a_catalogue_is_read(
    changes: dict[str, str], text: str, limit: str, catalogue: Callable[..., Programme]
) -> None:
    target = catalogue(**changes).indicators[0].target
    assert target is not None
    assert (target.text, target.limit) == (text, limit)
    number = changes.get("cel_wartosc", "").replace(" ", "").replace(",", ".")
    assert target.number == (Decimal(number) if number else None)


def test_without_either_key_there_is_no_target(catalogue: Callable[..., Programme]) -> None:
    assert catalogue().indicators[0].target is None


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"kierunek": "kontekst"}, "przy kierunku „kontekst” wartości się nie ocenia"),
        ({"rodzaj": "lista"}, "„cel_wartosc” nie może mieć wskaźnik rodzaju „lista”"),
        ({"cel_wartosc": "1234567890123456"}, "najwyżej 15 cyfr"),
        ({"cel_wartosc": "sporo"}, "„cel_wartosc”: tu ma być liczba"),
        ({"min": "200"}, "cel_wartosc jest mniejsze niż min (200)"),
        ({"max": "100"}, "cel_wartosc jest większe niż max (100)"),
        ({"cel": "Wzrost"}, "kierunek „mniej” przeczy słowom celu („Wzrost”)"),
        ({"cel": "Utrzymanie/Spadek"}, ""),
        ({"cel": "Utrzymanie"}, ""),
        ({"kierunek": "bez zmian", "cel": "Spadek"}, "kierunek „bez zmian” przeczy słowom celu („Spadek”)"),
        ({"kierunek": "więcej", "cel": "Spadek/Wzrost"}, ""),
        ({"rodzaj": "liczba z opisem", "min": "150", "max": "150"}, ""),
    ],
)
def test_a_number_that_cannot_be_a_target_is_told(
    changes: dict[str, str], message: str, catalogue: Callable[..., Programme]
) -> None:
    own = {"kierunek": "mniej", "cel_wartosc": "150", **changes}
    if not message:
        assert catalogue(**own).indicators[0].target
        return
    with pytest.raises(CatalogueError) as caught:
        catalogue(**own)
    assert [mistake for mistake in caught.value.mistakes if message in mistake.message], caught.value


def test_the_number_goes_to_excel_and_back(tmp_path: Path) -> None:
    given = data(kierunek="mniej", cel_wartosc="150")
    write_catalogue_workbook(given, tmp_path / "katalog.xlsx")
    assert read_catalogue_workbook(tmp_path / "katalog.xlsx") == given
    book = openpyxl.load_workbook(tmp_path / "katalog.xlsx")
    sheet = book["Wskaźniki"]
    headings = [cell.value for cell in sheet[1]]
    place = headings.index("Wartość docelowa") + 1
    sheet.cell(2, place).value = 1200.5
    book.save(tmp_path / "katalog.xlsx")
    back: Any = read_catalogue_workbook(tmp_path / "katalog.xlsx")
    assert back["drzewo"][0]["wskazniki"][0]["cel_wartosc"] == "1200,5"
    sheet.delete_cols(place)
    book.save(tmp_path / "katalog.xlsx")
    older: Any = read_catalogue_workbook(tmp_path / "katalog.xlsx")
    assert "cel_wartosc" not in older["drzewo"][0]["wskazniki"][0]


def test_another_number_is_a_change_of_the_catalogue(catalogue: Callable[..., Programme]) -> None:
    before = catalogue(kierunek="mniej", cel_wartosc="150")
    after = catalogue(kierunek="mniej", cel_wartosc="120")
    (change,) = catalogue_changes(before, after)["OPS"]
    assert "wartość docelowa: co najwyżej 120" in change.text
    assert "wartość docelowa: co najwyżej 150" in change.old_text
    assert catalogue_changes(before, before) == {}
