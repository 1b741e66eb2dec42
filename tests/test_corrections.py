"""Corrections follow each other, keep gaps and limits; a file of a closed year that may mislead is refused."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from collector.catalogue import load_programme
from collector.corrections import with_corrections
from collector.decisions import DecisionsError
from collector.domain.consolidation import History, PastValue
from collector.domain.decision import Correction
from collector.domain.errors import InputError
from collector.domain.observation import Place
from collector.given_sums import read_given_sums
from collector.history import known_years, read_history

from .conftest import Bureau, Run
from .small_city import CATALOGUE, copied, fill_in, set_year, small_city

Collector = Callable[..., Run]
Corrected = Callable[..., History]
PLACE = Place(file="history/2023.csv", cell="wiersz 2")
PUBLISHED = {
    "1/1": PastValue(year=2023, value=Decimal(1500), text="", missing="PUP", note="* uwaga", place=PLACE),
    "1/2": PastValue(year=2023, value=None, text="- zajęcia\n- spotkania", missing="PUP", place=PLACE),
    "1/3": PastValue(year=2023, value=Decimal(43), text="", note="* uwaga", place=PLACE),
    "1/4": PastValue(year=2023, value=Decimal("3.50"), text="", place=PLACE),
    "9/9": PastValue(year=2023, value=Decimal(1), text="", place=PLACE),
}
ENTRY = Correction(
    indicator="1/4", year=2023, before="3,50", value="3,75", reason="pomyłka", person="Jan Kot", day=date(2025, 5, 1),
    line=7,
)  # fmt: skip
SECOND = replace(ENTRY, before="3,75", value="3,80", day=date(2025, 6, 1), line=20)


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Bureau:
    return small_city(tmp_path_factory.mktemp("zebrane") / "biuro")


@pytest.fixture
def corrected(collected: Bureau) -> Corrected:
    def made(*entries: Correction, later: tuple[int, ...] = ()) -> History:
        return with_corrections(History({2023: PUBLISHED}), entries, collected.programme, later)

    return made


def refused(corrected: Corrected, *entries: Correction) -> list[tuple[int, str]]:
    with pytest.raises(DecisionsError) as raised:
        corrected(*entries)
    return [(mistake.line, mistake.message) for mistake in raised.value.mistakes]


# --- What is missing from a value ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("indicator", "before", "value", "missing"),
    [
        ("1/1", "1500 (bez: PUP)", "1501", "PUP"),
        ("1/1", "1500", "1501", "PUP"),
        ("1/1", "1500 (bez: PUP)", "1501 (bez: PUP)", "PUP"),
        ("1/1", "1500 (bez: PUP)", "1501 (bez: OPS, PUP)", "OPS, PUP"),
        ("1/1", "1500 (bez: PUP)", "1501 (Pełna)", ""),
        ("1/1", "1500 (bez: PUP)", "1500 (pełna)", ""),
        ("1/1", "1500 (bez: PUP)", "brak danych", ""),
        ("1/2", "- zajęcia\n- spotkania\n(bez: PUP)", "- zajęcia", "PUP"),
        ("1/4", "3,50", "3,75 (bez: OPS)", "OPS"),
        ("1/4", "3,50", "3,75", ""),
    ],
)
def test_a_corrected_part_stays_a_part(
    corrected: Corrected, indicator: str, before: str, value: str, missing: str
) -> None:
    past = corrected(replace(ENTRY, indicator=indicator, before=before, value=value))[indicator]
    assert past.missing == missing
    assert past.published == PUBLISHED[indicator]


@pytest.mark.parametrize(
    ("indicator", "before", "value", "said"),
    [
        ("1/1", "1500 (bez: OPS)", "1501", "w pliku history/2023.csv jest „1 500 (bez: PUP)”"),
        ("1/1", "1500 (pełna)", "1501", "w pliku history/2023.csv jest „1 500 (bez: PUP)”"),
        ("1/4", "3,50 (bez: PUP)", "3,75", "w pliku history/2023.csv jest „3,50”"),
        ("1/1", "1500", "1501 (bez: PUPP)", "w „(bez: …)” podano „PUPP”, a takiego realizatora nie ma w programie"),
        ("1/1", "1500 (bez: PUP)", "1500", "(„1 500 (bez: PUP)”); jeżeli jest już pełna, dopisz „(pełna)”: 1 500"),
    ],
)
def test_a_gap_that_is_not_so_is_a_mistake(
    corrected: Corrected, indicator: str, before: str, value: str, said: str
) -> None:
    ((_, message),) = refused(corrected, replace(ENTRY, indicator=indicator, before=before, value=value))
    assert said in message.replace("\u00a0", " ")


# --- Limits, marks and odd numbers ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("-5", "wartości po korekcie „-5” nie można przyjąć: najmniejsza dozwolona wartość to 0"),
        ("999999999", "wartości po korekcie „999999999” nie można przyjąć: największa dozwolona wartość to 50"),
        ("50", ""),
    ],
)
def test_a_correction_keeps_the_limits_of_the_catalogue(tmp_path: Path, value: str, said: str) -> None:
    text = CATALOGUE.replace("{id: 1/3, ", "{id: 1/3, max: 50, ")
    (tmp_path / "programme.yaml").write_text(text, encoding="utf-8")
    programme = load_programme(tmp_path / "programme.yaml")
    entry = replace(ENTRY, indicator="1/3", before="43", value=value)
    if not said:
        assert with_corrections(History({2023: PUBLISHED}), [entry], programme)["1/3"].value == Decimal(value)
        return
    with pytest.raises(DecisionsError) as raised:
        with_corrections(History({2023: PUBLISHED}), [entry], programme)
    assert raised.value.mistakes[0].message.endswith(said)


@pytest.mark.parametrize(
    ("value", "note"),
    [("45**", "** uwaga"), ("45*", "* uwaga"), ("45", "* uwaga"), ("43**", "** uwaga")],
)
def test_a_mark_stands_before_the_note(corrected: Corrected, value: str, note: str) -> None:
    past = corrected(replace(ENTRY, indicator="1/3", before="43*", value=value))["1/3"]
    assert (past.note, past.mark) == (note, note.split(maxsplit=1)[0])


@pytest.mark.parametrize("before", ["sNaN", "NaN", "Infinity", "-Infinity"])
def test_what_is_no_number_is_none(corrected: Corrected, before: str) -> None:
    ((_, message),) = refused(corrected, replace(ENTRY, before=before))
    assert f"wpisano, że opublikowano „{before}”" in message


# --- One after another ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("entries", [(ENTRY, SECOND), (SECOND, ENTRY)])
def test_a_correction_is_corrected(corrected: Corrected, entries: tuple[Correction, ...]) -> None:
    past = corrected(*entries)["1/4"]
    assert (past.value, past.correction) == (Decimal("3.80"), SECOND)
    assert past.published is not None
    assert (past.published.value, past.published.correction) == (Decimal("3.75"), ENTRY)
    assert past.published.published == PUBLISHED["1/4"]


@pytest.mark.parametrize(
    ("second", "said"),
    [
        (
            replace(SECOND, before="3,50"),
            "wcześniejsza korekta (wiersz 7) zmieniła tę wartość na „3,75”, a w „bylo” jest „3,50”; wpisz tam „3,75”",
        ),
        (
            replace(ENTRY, line=20),
            "wcześniejsza korekta (wiersz 7) zmieniła tę wartość na „3,75”, czyli na to samo; usuń jeden z tych wpisów",
        ),
    ],
)
def test_a_correction_beside_another_is_a_mistake(corrected: Corrected, second: Correction, said: str) -> None:
    assert refused(corrected, ENTRY, second) == [(20, f"korekta 1/4 za 2023 r.: {said}")]


def test_of_a_chain_the_first_mistake_is_told(corrected: Corrected) -> None:
    assert [line for line, _ in refused(corrected, replace(ENTRY, before="9"), SECOND)] == [7]


# --- What became of the year or the indicator ----------------------------------------------------------------------


def test_a_correction_that_the_closed_year_already_has_is_to_be_deleted(corrected: Corrected) -> None:
    ((_, message),) = refused(corrected, replace(ENTRY, before="3,40", value="3,50"))
    assert message.endswith("wartość po korekcie („3,50”) jest już w zamkniętym roku (history/2023.csv); usuń ten wpis")


def test_an_indicator_that_is_asked_no_more_stops_nothing(corrected: Corrected) -> None:
    past = corrected(replace(ENTRY, indicator="9/9", before="5", value="6"), ENTRY)
    assert past["9/9"] == PUBLISHED["9/9"]
    assert past["1/4"].value == Decimal("3.75")
    ((_, message),) = refused(corrected, replace(ENTRY, indicator="8/8"))
    assert message.endswith("nie ma takiego wskaźnika w katalogu programu ani w pliku history/2023.csv")


def test_a_later_year_is_passed_over_before_its_indicator_is_known(corrected: Corrected) -> None:
    assert corrected(replace(ENTRY, indicator="8/8", year=2025), later=(2025,)) == corrected()


# --- Through the real commands -------------------------------------------------------------------------------------

HISTORY = "programme,year,indicator,value,text\nmaly,2023,1/1,1500,bez: PUP\nmaly,2023,1/4,3.50,\nmaly,2023,7/7,9,\n"


def entry(indicator: str, before: str, value: str, day: str = "2024-06-01") -> str:
    return (
        f"- {{regula: korekta, wskaznik: {indicator}, rok: 2023, bylo: '{before}', jest: '{value}', powod: pomyłka, "
        f"osoba: Jan Kot, data: {day}}}\n"
    )


@pytest.fixture
def desk(collected: Bureau, tmp_path: Path) -> Bureau:
    """2024 is collected; of 2023 there is a file."""
    desk = copied(collected, tmp_path / "biuro")
    (desk.root / "history").mkdir()
    (desk.root / "history" / "2023.csv").write_text(HISTORY, encoding="utf-8")
    return desk


def cells(desk: Bureau, sheet: str, year: int = 2024) -> list[tuple[object, ...]]:
    return list(desk.report()[sheet].iter_rows(values_only=True))


def test_the_report_shows_every_step(desk: Bureau, collector: Collector) -> None:
    steps = (
        entry("1/4", "3,50", "3,75"), entry("1/4", "3,75", "3,80", "2024-07-01"), entry("1/1", "1500", "1501"),
        entry("7/7", "9", "10"),
    )  # fmt: skip
    (desk.root / "decisions.yaml").write_text(f"rozstrzygniecia:\n{''.join(steps)}", encoding="utf-8")
    set_year(desk, 2024)
    for executor in ("OPS", "PUP"):
        fill_in(desk, executor)
    done = collector("merge", "--dzien", "2025-03-01", cwd=desk.root)
    assert "raport-2024.xlsx" in done.out, done.err
    raw = [str(row) for row in cells(desk, "Źródła") if row[0] == "1/4"]
    assert all(any(value in row for row in raw) for value in ("3,50", "3,75", "3,80"))
    every = "\n".join(
        str(cell).replace("\u00a0", " ")
        for sheet in desk.report().sheetnames
        for row in cells(desk, sheet)
        for cell in row
    )
    assert "podano 3,50; skorygowano na 3,75, powód: pomyłka (Jan Kot, 1 czerwca 2024 r.)" in every
    assert "potem skorygowano na 3,80, powód: pomyłka (Jan Kot, 1 lipca 2024 r.)" in every
    assert "podano 1 500 (bez: PUP); skorygowano na 1 501 (bez: PUP)" in every
    assert "1 500 (bez: PUP)" in "\n".join(str(row).replace("\\xa0", " ") for row in cells(desk, "Źródła"))
    (stale,) = [row for row in cells(desk, "Rozstrzygnięcia") if row[1] == "7/7"]
    assert stale[-1] == "Wskaźnika nie ma już w programie"


def test_a_correction_made_after_a_year_was_closed_does_not_change_it(desk: Bureau, collector: Collector) -> None:
    set_year(desk, 2024)
    (desk.root / "decisions.yaml").write_text(f"rozstrzygniecia:\n{entry('1/4', '3,50', '3,75')}", encoding="utf-8")
    for executor in ("OPS", "PUP"):
        fill_in(desk, executor)
    done = collector("close", "--osoba", "Anna Nowak", "--dzien", "2025-03-01", cwd=desk.root)
    assert done.code == 0, f"{done.out}{done.err}"
    with (desk.root / "decisions.yaml").open("a", encoding="utf-8") as file:
        file.write(entry("1/4", "3,75", "3,80", "2025-04-01"))
    assert collector("merge", "--check", cwd=desk.root).code == 0
    fill_in_next = collector("generate", cwd=desk.root)
    assert fill_in_next.code == 0
    assert "3,75" in str(desk.form("OPS").find("1/4", "previous").value)
    set_year(desk, 2025)
    assert collector("generate", cwd=desk.root).code == 0


# --- Files of closed years -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "1/4,3.50,",
            "1/4,3,50,",
            "W pliku historii 2023.csv, w wierszu 3, jest więcej wartości niż kolumn: przecinek",
        ),
        ("1/4,3.50", "1/1,3.50", "wskaźnik 1/1 jest w wierszu 2 i jeszcze raz w wierszu 3. Zostaw jeden z nich."),
        ("maly,2023,1/4", "maly,2022,1/4", "w wierszu 3, kolumna „year” podaje 2022 r.; w tym pliku mają być wartości"),
        ("maly,", "mały,", "nie ma żadnego wiersza programu „maly” (kolumna „programme”: mały)"),
        ("1/4,3.50,", '1/4,3.50,"', "nie można odczytać tego, co stoi po wierszu 2: cudzysłów jest niezamknięty"),
        ("1/4,3.50,", '1/4,3.50,"a" b', "nie można odczytać tego, co stoi po wierszu 2: cudzysłów jest"),
    ],
)
def test_a_history_that_may_mislead_is_refused(tmp_path: Path, old: str, new: str, said: str) -> None:
    path = tmp_path / "2023.csv"
    path.write_text(HISTORY.replace(old, new), encoding="utf-8")
    with pytest.raises(InputError) as raised:
        read_history(tmp_path, "maly", 2024)
    assert said in str(raised.value)
    assert "2023.csv" in str(raised.value)


@pytest.mark.parametrize(
    ("old", "new"),
    [("maly,2023,7/7", "inny,2023,1/4"), (HISTORY, HISTORY.partition("\n")[0] + "\n")],
)
def test_a_history_that_misleads_nobody_is_read(tmp_path: Path, old: str, new: str) -> None:
    (tmp_path / "2023.csv").write_text(HISTORY.replace(old, new), encoding="utf-8")
    (tmp_path / "02022.csv").write_text("nie ten rok", encoding="utf-8")
    past = read_history(tmp_path, "maly", 2024).get("1/4")
    assert past is None if old == HISTORY else past is not None and past.value == Decimal("3.50")
    assert known_years(tmp_path) == [2023]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("1,a,5\n", "w wierszu 3, suma „1” (a) jest po raz drugi"),
        ("2,a,163,60\n", "w wierszu 3, jest więcej wartości niż kolumn"),
    ],
)
def test_given_sums_that_may_mislead_are_refused(tmp_path: Path, row: str, said: str) -> None:
    (tmp_path / "2020-sumy.csv").write_text(f"goal,column,published\n1,a,4\n{row}", encoding="utf-8")
    with pytest.raises(InputError) as raised:
        read_given_sums(tmp_path, 2020)
    assert said in str(raised.value)
