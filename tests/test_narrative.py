"""The sentences of the narrative: what is told, in which words, and that every figure of them is a marked one."""

import csv
import re
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from docx.oxml.ns import qn

from collector import __version__
from collector.catalogue import load_programme
from collector.consolidation import consolidate
from collector.domain.consolidation import Consolidation, History
from collector.domain.emphasis import DEFAULT_EMPHASIS, Emphasis
from collector.domain.programme import Programme
from collector.reports.narrative.figures import Figure
from collector.reports.narrative.grammar import by_how_many, glued, how_many, of_how_many, out_of
from collector.reports.narrative.marks import AS_TYPED, as_typed, bookmark_digest, keys_by_mark, marked, pieces, plain
from collector.reports.narrative.template.shipped import Kind, kind_of
from collector.reports.narrative.template.tags import TAGS, Tag
from collector.reports.told_figures import TOLD_SHEET
from collector.values.writing import NBSP

from .conftest import ROOT, Run
from .small_story import BLANK, CATALOGUE, NO_DATA, NOT_APPLICABLE, programme_at, said, year_of
from .told import document_of, narrative, opened, paragraphs_of, rows_of, text_of

EXAMPLES = ("bialystok-srps-2011-2020", "bialystok-pps-2021-2024", "bialystok-pps-2025-2030", "lublin-srps-2014-2020")


@pytest.fixture
def small(tmp_path: Path) -> Programme:
    return programme_at(tmp_path)


@pytest.fixture(scope="module")
def merged_examples(tmp_path_factory: pytest.TempPathFactory, collector: Callable[..., Run]) -> dict[str, Path]:
    """The results of the four shipped programmes, by programme."""
    found = {}
    for name in EXAMPLES:
        root = tmp_path_factory.mktemp("opis") / name
        shutil.copytree(ROOT / "examples" / name, root, ignore=shutil.ignore_patterns("build", "templates_xlsx"))
        assert collector("merge", cwd=root).code == 0
        (found[name],) = (root / "build").glob("20*")
    return found


EVERYTHING = replace(DEFAULT_EMPHASIS, least_change=Decimal(0), least_number=Decimal(0))


def told(consolidation: Consolidation, **more: Any) -> Mapping[str, Any]:
    return narrative(consolidation, **more).tags


def part(consolidation: Consolidation, code: str = "A", **more: Any) -> Mapping[str, Any]:
    """What is told of a goal, as it is read, with ordinary spaces."""
    place = [section.code for section in consolidation.programme.sections].index(code)
    (found,) = [read(told(consolidation, **more)["czesci"][place])]
    assert isinstance(found, Mapping)
    return found


def read(value: Any) -> Any:
    if isinstance(value, str):
        return plain(value).replace(NBSP, " ")
    if isinstance(value, Mapping):
        return {key: read(each) for key, each in value.items()}
    return [read(each) for each in value] if isinstance(value, Sequence) else value


# --- Numbers and the words around them -----------------------------------------------------------------------------


def figure(number: str) -> Figure:
    return Figure("k", number.replace(".", ","), "", "", Decimal(number))


@pytest.mark.parametrize(
    ("number", "subject", "after_from", "after_by"),
    [
        ("0", "osób", "osób", "osób"), ("1", "osoba", "osoby", "osobę"), ("2", "osoby", "osób", "osoby"),
        ("4", "osoby", "osób", "osoby"), ("5", "osób", "osób", "osób"), ("11", "osób", "osób", "osób"),
        ("12", "osób", "osób", "osób"), ("21", "osób", "osób", "osób"), ("22", "osoby", "osób", "osoby"),
        ("25", "osób", "osób", "osób"), ("100", "osób", "osób", "osób"), ("101", "osób", "osób", "osób"),
        ("112", "osób", "osób", "osób"), ("1000", "osób", "osób", "osób"), ("0.5", "osoby", "osoby", "osoby"),
        ("2.0", "osoby", "osób", "osoby"), ("1.5", "osoby", "osoby", "osoby"),
    ],
)  # fmt: skip
def test_a_figure_takes_the_form_of_its_noun(
    small: Programme, number: str, subject: str, after_from: str, after_by: str
) -> None:
    unit = small.indicator_by_id["A.1/1"].unit
    shown = number.replace(".", ",")
    for words, noun in (
        (how_many(figure(number), unit), subject),
        (of_how_many(figure(number), unit), after_from),
        (by_how_many(figure(number), unit), after_by),
    ):
        assert plain(words) == f"{shown}{NBSP}{noun}"


def test_a_noun_whose_forms_are_unknown_is_left_out_where_it_would_be_declined(small: Programme) -> None:
    unit = small.indicator_by_id["A.1/5"].unit
    assert plain(by_how_many(figure("5"), unit)) == "5"
    assert plain(of_how_many(figure("5"), unit)) == "5"


@pytest.mark.parametrize(
    ("number", "preposition"),
    [("1", "z"), ("2", "z"), ("7", "z"), ("99", "z"), ("100", "ze"), ("186", "ze"), ("199", "ze"), ("200", "z"),
     ("1000", "z"), ("1129.1", "z"), ("100000", "ze"), ("186000", "ze"), ("0.5", "z"), ("0", "z"), ("100.5", "ze")],
)  # fmt: skip
def test_the_preposition_is_that_of_the_number_as_it_is_read(number: str, preposition: str) -> None:
    assert out_of(figure(number)) == preposition


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("w domu i o psie", "w~domu i~o~psie"),
        ("31 grudnia 2017 r.", "31 grudnia 2017~r."),
        ("z art. 17 ust. 1 pkt 2 (w mieście)", "z~art.~17 ust.~1 pkt~2 (w~mieście)"),
        ("uchwała nr IX/148/24", "uchwała nr~IX/148/24"),
        ("5 tys. zł i 3 %", "5~tys.~zł i~3~%"),
        ("A i B. Z innych", "A~i~B. Z~innych"),
        ("wzrosła z ", "wzrosła z~"),
        ("pies", "pies"),
    ],
)
def test_words_that_belong_together_stay_on_one_line(words: str, expected: str) -> None:
    assert glued(words).replace(NBSP, "~") == expected


# --- Marks ---------------------------------------------------------------------------------------------------------


def test_a_sentence_is_read_without_its_marks_and_taken_apart_by_them() -> None:
    sentence = f"Było {marked('wartość|A/1', '21')} osób, {as_typed('w domu')}."
    assert plain(sentence) == "Było 21 osób, w domu."
    assert list(pieces(sentence)) == [
        ("", "Było "), ("wartość|A/1", "21"), ("", " osób, "), (AS_TYPED, "w domu"), ("", "."),
    ]  # fmt: skip


def test_a_mark_leads_back_to_its_key_by_any_of_its_names() -> None:
    long = f"wartość|{'długi' * 20}"
    names = keys_by_mark(["wartość|A/1", long])
    assert set(names.values()) == {"wartość|A/1", long}
    assert len(names) == 4


def test_no_text_of_a_person_can_be_taken_for_a_mark(small: Programme) -> None:
    typed = f"{marked('wartość|A.1/1', '999')}\ufdd81\ufdd9\ufdd51"
    content = document_of(year_of(small, said("OPS", "A.1/3", NO_DATA, note=typed), said("PUP", "A.2/2", typed)))
    assert any("Uwaga OPS: wartość|A.1/1" in text for text in paragraphs_of(content))
    assert any("999" in row[2] for table in opened(content).tables for row in rows_of(table) if row[0] == "A.2/2")
    assert "999" not in [figure for _, figure in controls(content)]


def controls(content: bytes | Path) -> Iterator[tuple[str, str]]:
    """The content controls of a document: their tags and what stands in them."""
    for control in opened(content).element.iter(qn("w:sdt")):
        tag = control.find(f"{qn('w:sdtPr')}/{qn('w:tag')}")
        yield tag.get(qn("w:val")), text_of(control)


# --- Changes -------------------------------------------------------------------------------------------------------


def test_a_change_is_told_with_both_figures_in_the_words_of_its_kind(small: Programme) -> None:
    year = year_of(
        small, said("OPS", "A.1/1", 25), said("OPS", "A.1/2", 22), said("OPS", "A.1/3", "45.5"),
        said("OPS", "A.1/4", "1129.1"), said("OPS", "A.1/5", 5),
        A1_1=("21", 2023), A1_2=("20", 2023), A1_3=("50.0", 2023), A1_4=("1000.0", 2023), A1_5=("3", 2023),
    )  # fmt: skip
    goal = part(year, emphasis=EVERYTHING)
    assert goal["zmiany_wstep"] == [
        "W porównaniu z 2023 r. wzrosły wartości 4 wskaźników i zmalała wartość 1 wskaźnika."
    ]
    assert goal["zmiany"] == [
        "Wartość wskaźnika „Liczba i kwota dotacji” (A.1/5) wzrosła z 3 do 5 (o 2, czyli o 66,7%).",
        "Liczba rodzin (A.1/1) zwiększyła się z 21 do 25 (o 4 osoby, czyli o 19,0%). Jest to zmiana korzystna.",
        "Wydatki na pomoc (A.1/4) wzrosły z 1 000,0 tys. zł do 1 129,1 tys. zł (o 129,1 tys. zł, czyli o 12,9%).",
        "Wartość wskaźnika „Asystenci rodziny” (A.1/2) zwiększyła się z 20 do 22 (o 2 asystentów, czyli o 10,0%). "
        "Jest to zmiana niekorzystna.",
        "Odsetek rodzin (A.1/3) zmalał z 50,0% do 45,5% (o 4,5 punktu procentowego). Poziom nie został utrzymany.",
    ]  # fmt: skip


def test_years_are_named_where_they_differ(small: Programme) -> None:
    year = year_of(
        small, said("OPS", "A.1/1", 30), said("OPS", "A.1/2", 10), A1_1=("150", 2022), A1_2=("5", 2023)
    )  # fmt: skip
    goal = part(year)
    assert goal["zmiany_wstep"] == [
        "W porównaniu z ostatnimi znanymi danymi (za 2022 r. i 2023 r.) wzrosła wartość 1 wskaźnika i zmalała wartość "
        "1 wskaźnika."
    ]
    assert goal["zmiany"][1].startswith("Liczba rodzin (A.1/1) zmniejszyła się ze 150 w 2022 r. do 30 (o 120 osób, ")


def test_what_grew_from_zero_has_no_percent_and_comes_last(small: Programme) -> None:
    year = year_of(
        small, said("OPS", "A.1/1", 100), said("OPS", "A.1/2", 6), A1_1=("0", 2023), A1_2=("5", 2023)
    )  # fmt: skip
    assert [item.partition(" (o ")[2] for item in part(year, emphasis=EVERYTHING)["zmiany"]] == [
        "1 asystenta, czyli o 20,0%). Jest to zmiana niekorzystna.", "100 osób). Jest to zmiana korzystna.",
    ]  # fmt: skip


def test_small_changes_are_counted_and_not_told(small: Programme) -> None:
    year = year_of(small, said("OPS", "A.1/1", 101), A1_1=("100", 2023))
    goal = part(year)
    assert goal["zmiany"] == []
    assert goal["zmiany_wstep"] == ["W porównaniu z 2023 r. wzrosła wartość 1 wskaźnika. Zmiana była mniejsza niż 10%."]
    assert len(part(year, emphasis=EVERYTHING)["zmiany"]) == 1
    two = year_of(small, said("OPS", "A.1/1", 101), said("OPS", "A.1/2", 99), A1_1=("100", 2023), A1_2=("100", 2023))
    assert part(two)["zmiany_wstep"][0].endswith(" Żadna z tych zmian nie sięgnęła 10%.")
    tiny = year_of(small, said("OPS", "A.1/1", 2), A1_1=("1", 2023))
    assert part(tiny)["zmiany_wstep"][0].endswith(" Zmieniła się tylko niewielka liczba.")
    tiny = year_of(small, said("OPS", "A.1/1", 2), said("OPS", "A.1/2", 2), A1_1=("1", 2023), A1_2=("1", 2023))
    assert part(tiny)["zmiany_wstep"][0].endswith(" Zmieniły się tylko niewielkie liczby.")
    none = year_of(small, said("OPS", "A.1/1", 100), A1_1=("100", 2023))
    assert part(none)["zmiany_wstep"] == ["W porównaniu z 2023 r. nie zmieniła się wartość 1 wskaźnika."]


def test_only_the_largest_changes_are_told(small: Programme) -> None:
    year = year_of(
        small, said("OPS", "A.1/1", 30), said("OPS", "A.1/2", 40), said("OPS", "A.1/5", 50),
        A1_1=("10", 2023), A1_2=("10", 2023), A1_5=("10", 2023),
    )  # fmt: skip
    few = replace(DEFAULT_EMPHASIS, changes=2, largest=1)
    assert [re.findall(r"\((.\..\/.)\)", item)[0] for item in part(year, emphasis=few)["zmiany"]] == ["A.1/5", "A.1/2"]
    assert len(told(year, emphasis=few)["najwieksze_zmiany"]) == 1


def test_an_explanation_follows_exactly_as_typed(small: Programme) -> None:
    typed = "w 2024 r. otwarto „dom” & <filię> {{ rok }} {_{ x }_}\n- drugi\twiersz"
    year = year_of(small, said("OPS", "A.1/1", 30, explanation=typed), A1_1=("10", 2023))
    content = document_of(year)
    (paragraph,) = [text for text in paragraphs_of(content) if "Wyjaśnienie" in text]
    assert paragraph.endswith(f"Wyjaśnienie (OPS): {typed}.")
    ended = year_of(small, said("OPS", "A.1/1", 30, explanation="Bo tak!"), A1_1=("10", 2023))
    assert part(ended)["zmiany"][0].endswith("Wyjaśnienie (OPS): Bo tak!")


# --- What was reported ---------------------------------------------------------------------------------------------


def test_a_goal_begins_with_its_size_and_how_much_was_given(small: Programme) -> None:
    year = year_of(
        small, said("OPS", "A.1/1", 30), said("OPS", "A.2/1", 10), said("PUP", "A.2/1", 5), said("PUP", "B.1/1", 7),
        said("PUP", "B.1/2", 8),
    )  # fmt: skip
    assert part(year)["opis"] == [
        "Ten cel obejmuje 2 zadania i 7 wskaźników. Podano wartości 2 z 7 wskaźników.",
        "Wartość 1 wskaźnika (A.2/1) powstała z danych więcej niż jednego realizatora.",
    ]
    assert part(year, "B")["opis"] == [
        "Do tego celu przypisano 1 zadanie i 2 wskaźniki. Podano wartość każdego wskaźnika."
    ]
    assert part(year)["naglowek"] == "Cel A. Rodzina"


def test_the_largest_values_of_every_part_are_named(small: Programme) -> None:
    year = year_of(
        small, said("OPS", "A.1/1", 30), said("OPS", "A.1/2", 2), said("OPS", "A.1/5", 7), said("OPS", "A.1/4", "99.5"),
        said("OPS", "A.2/1", 10), said("PUP", "A.2/1", 12),
    )  # fmt: skip
    assert part(year)["liczby"] == [
        "Zadanie A.1. Wsparcie rodzin: liczba rodzin – 30 osób (A.1/1); „Liczba i kwota dotacji” – 7 punktów (A.1/5)."
        .replace("„Liczba i kwota dotacji”", "liczba i kwota dotacji"),
        "Zadanie A.2. Praca: liczba osób – 22 osoby (zadanie „Praca”, A.2/1).",
    ]  # fmt: skip
    assert part(year, emphasis=replace(DEFAULT_EMPHASIS, numbers=1))["liczby"][0].count("(A.1/") == 1


def test_money_and_percentages_are_named_only_alone(small: Programme) -> None:
    year = year_of(small, said("OPS", "A.1/3", "45.5"), said("OPS", "A.1/4", "99.5"))
    assert part(year)["liczby"] == ["Zadanie A.1. Wsparcie rodzin: wydatki na pomoc – 99,5 tys. zł (A.1/4)."]
    year = year_of(small, said("OPS", "A.1/3", "45.5"))
    assert part(year)["liczby"] == ["Zadanie A.1. Wsparcie rodzin: odsetek rodzin – 45,5% (A.1/3)."]


# --- Targets -------------------------------------------------------------------------------------------------------


def test_targets_are_told_with_their_measure(small: Programme) -> None:
    year = year_of(small, said("PUP", "B.1/1", 119), said("PUP", "B.1/2", 90))
    goal = part(year, "B")
    assert goal["cele_wstep"] == [
        "Zgodna z celem jest wartość 1 z 2 ocenionych wskaźników (B.1/1).",
        "Liczba miejsc (B.1/1): 119 przy celu co najwyżej 150 – cel osiągnięty (79,3% granicy).",
        "Niezgodna z celem jest wartość 1 wskaźnika:",
    ]
    assert goal["cele"] == [
        "Liczba osób (zadanie „Opieka”, B.1/2): cel „Wzrost”, a względem 2022 r. spadek o 10,0%, ze 100 do 90.",
    ]
    assert [row["ocena"] for row in goal["wiersze"]] == [
        "co najwyżej 150 – cel osiągnięty",
        "Wzrost – niezgodnie z celem",
    ]


@pytest.mark.parametrize(
    ("places", "people", "expected"),
    [
        (119, 200, "Zgodne z celami są wartości wszystkich 2 wskaźników, które można ocenić."),
        (190, 90, "Z celami nie jest zgodna żadna z wartości 2 wskaźników, które można ocenić."),
        (None, 200, "Oceniona wartość (B.1/2) jest zgodna z celem."),
        (None, 90, "Oceniona wartość (B.1/2) nie jest zgodna z celem."),
    ],
)
def test_all_one_or_no_targets_reached_is_said_in_a_sentence_of_its_own(
    small: Programme, places: int | None, people: int, expected: str
) -> None:
    answers = [said("PUP", "B.1/2", people), *([] if places is None else [said("PUP", "B.1/1", places)])]
    assert part(year_of(small, *answers), "B")["cele_wstep"][0] == expected


def test_a_target_of_growth_is_missed_by_no_change(small: Programme) -> None:
    year = year_of(small, said("PUP", "B.1/2", 100))
    assert part(year, "B")["cele"] == [
        "Liczba osób (zadanie „Opieka”, B.1/2): cel „Wzrost”, a względem 2022 r. bez zmiany (100)."
    ]


def test_directions_are_counted_where_there_are_no_targets(small: Programme) -> None:
    year = year_of(
        small, said("OPS", "A.1/1", 30), said("OPS", "A.1/2", 22), said("OPS", "A.1/3", "50.1"),
        A1_1=("10", 2023), A1_2=("20", 2023), A1_3=("50", 2023),
    )  # fmt: skip
    goal = part(year)
    assert goal["cele_wstep"] == [
        "Oceniono kierunek 3 zmian: korzystnych lub z utrzymanym poziomem jest 2, niekorzystnych – 1."
    ]
    assert goal["cele"] == ["Zmiana niekorzystna – „Asystenci rodziny” (A.1/2): wzrost o 10,0%, z 20 do 22."]
    assert part(year, emphasis=EVERYTHING)["cele"] == [], "it is told among the changes"
    one = year_of(small, said("OPS", "A.1/1", 30), A1_1=("10", 2023))
    assert part(one)["cele_wstep"] == ["Oceniono kierunek 1 zmiany; jest ona korzystna."]


def test_a_base_year_says_once_why_nothing_is_assessed(tmp_path: Path) -> None:
    programme = programme_at(tmp_path, CATALOGUE.replace("rok: 2022", "rok: 2024").replace(", cel_wartosc: '150'", ""))
    year = year_of(programme, said("PUP", "B.1/2", 90))
    assert part(year, "B")["cele_wstep"] == []
    assert "Rok 2024 jest rokiem bazowym, dlatego wartości będzie można ocenić w latach następnych." in read(
        told(year)["podsumowanie"]
    )


# --- Gaps ----------------------------------------------------------------------------------------------------------


def test_what_could_not_be_reported_is_told_with_the_reason(small: Programme) -> None:
    year = year_of(
        small, said("OPS", "A.1/1", NO_DATA, note="Nie prowadzono & <ewidencji>"), said("OPS", "A.1/2", NOT_APPLICABLE),
        said("OPS", "A.1/3", BLANK, raw="około 40"), said("OPS", "A.1/4", BLANK), said("OPS", "A.1/5", BLANK),
        said("OPS", "A.2/1", 10),
    )  # fmt: skip
    assert part(year)["braki"] == [
        "Realizator OPS (Ośrodek Pomocy) nie podał danych do 2 wskaźników (A.1/4, A.1/5).",
        "Brakuje sprawozdania realizatora PUP (Urząd Pracy), a przez to danych do 2 wskaźników (A.2/1, A.2/2).",
        "Liczba rodzin (A.1/1): brak danych. Uwaga OPS: Nie prowadzono & <ewidencji>.",
        "„Asystenci rodziny” (A.1/2): odpowiedź „nie dotyczy”. Przyczyny nie podano.",
        "Odsetek rodzin (A.1/3): odpowiedź do wyjaśnienia. W formularzu OPS wpisano: „około 40”.",
    ]
    rows = read(told(year)["braki"])
    assert [row["wskaznik"].split()[0] for row in rows] == [
        "A.1/1", "A.1/2", "A.1/3", "A.1/4", "A.1/5", "A.2/1", "A.2/2", "B.1/1", "B.1/2",
    ]  # fmt: skip
    assert rows[5] == {
        "wskaznik": "A.2/1 Liczba osób", "realizator": "PUP", "stan": "wartość niepełna, bez danych PUP",
        "powod": "Brak sprawozdania za 2024 r.: PUP",
    }  # fmt: skip


def test_gaps_of_one_reason_are_told_together(small: Programme) -> None:
    answers = [said("OPS", f"A.1/{number}", NO_DATA, note="W opracowaniu.") for number in (1, 2, 3)]
    assert part(year_of(small, *answers))["braki"][-1] == "Brak danych: A.1/1, A.1/2, A.1/3. Uwaga OPS: W opracowaniu."


def test_a_long_list_of_gaps_leads_to_the_annex(small: Programme) -> None:
    answers = [said("OPS", f"A.1/{number}", NO_DATA, note=f"powód {number}") for number in (1, 2, 3, 4)]
    year = year_of(small, *answers)
    items = part(year, emphasis=replace(DEFAULT_EMPHASIS, named=2))["braki"]
    assert items[-1] == "Pozostałe brakujące wartości wymienia załącznik."
    assert sum("powód" in item for item in items) == 2
    one_more = part(year, emphasis=replace(DEFAULT_EMPHASIS, named=3))["braki"]
    assert sum("powód" in item for item in one_more) == 4, "a last one is told rather than announced"


# --- The whole year ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ([], "Za 2024 r. nie podano wartości żadnego wskaźnika."),
        ([said("OPS", "A.1/1", 1)], "Za 2024 r. podano wartość 1 z 9 wskaźników."),
        ([said("OPS", "A.1/1", 1), said("OPS", "A.1/2", 1)], "Za 2024 r. podano wartości 2 z 9 wskaźników."),
    ],
)
def test_the_summary_says_how_much_was_given(small: Programme, answers: list[Any], expected: str) -> None:
    first, second, *_ = read(told(year_of(small, *answers))["podsumowanie"])
    absent = "Brakuje sprawozdań 2 z 2" if not answers else "Brakuje sprawozdania 1 z 2"
    assert first == f"{absent} realizatorów, dlatego raport nie jest kompletny."
    assert second.startswith(expected)


def test_the_summary_goes_through_the_goals(small: Programme) -> None:
    year = year_of(
        small, said("OPS", "A.1/1", 30), said("PUP", "B.1/1", 7), said("PUP", "B.1/2", 120), A1_1=("10", 2023)
    )
    assert read(told(year)["cele_w_liczbach"]) == [
        "Cel A. Rodzina: podano 1 z 7 wartości; wzrosła 1 wartość.",
        "Cel B. Seniorzy: podano wszystkie wartości (2); zgodne z celem – 2 z 2 ocenionych.",
    ]


@pytest.mark.parametrize(
    ("count", "expected"),
    [(1, "Niepełna jest 1 wartość (A.2/1)."), (2, "Niepełne są 2 wartości"), (5, "Niepełnych jest 5 wartości")],
)
def test_incomplete_values_are_counted_in_polish(tmp_path: Path, count: int, expected: str) -> None:
    shared = "realizatorzy: [OPS, PUP], laczenie: suma}"
    more = "".join(
        f"          - {{id: A.2/{number}, nazwa: Liczba miejsc {number}, rodzaj: liczba, jednostka: osoba, "
        f"moment: cały rok, kierunek: kontekst, {shared}\n"
        for number in range(3, 3 + count - 1)
    )
    text = CATALOGUE.replace("  - kod: B\n", f"{more}  - kod: B\n", 1)
    programme = programme_at(tmp_path, text)
    ids = ["A.2/1", *(f"A.2/{number}" for number in range(3, 3 + count - 1))]
    year = year_of(programme, *(said("OPS", id_, 10) for id_ in ids))
    assert expected in read(told(year)["podsumowanie"])[1]


def test_values_that_begin_later_are_announced(tmp_path: Path) -> None:
    later = CATALOGUE.replace(
        "laczenie: jeden realizator, cel: Wzrost", "laczenie: jeden realizator, od: 2028, cel: Wzrost"
    )
    programme = programme_at(tmp_path, later.replace(", baza: {rok: 2022, wartosc: 100}", ""))
    assert read(told(year_of(programme, said("OPS", "A.1/1", 3)))["cel_raportu"]) == [
        "Raport za 2024 r. obejmuje 8 wskaźników w podziale na 2 cele. Nie zbierano jeszcze wartości 1 wskaźnika; "
        "będzie zbierana od 2028 r."
    ]


# --- Everything that is told ---------------------------------------------------------------------------------------


def shape(tags: Sequence[Tag]) -> dict[str, Any]:
    return {tag.name: shape([field for field in tag.fields if field.name != "dlugi"]) for tag in tags}


def made_shape(value: Any) -> Any:
    """The names in what was made: of a list those of its first row."""
    if isinstance(value, Mapping):
        return {name: made_shape(each) for name, each in value.items()}
    rows = [each for each in value if isinstance(each, Mapping)] if isinstance(value, list) else []
    return made_shape(rows[0]) if rows else {}


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_documented_tags_are_those_that_are_made(name: str) -> None:
    programme = load_programme(ROOT / "examples" / name / "programme.yaml")
    year = programme.last_year
    documented = shape(TAGS)
    tags = dict(told(consolidate(programme, year, [], History())))
    by_id = tags.pop("wskaznik")
    made = made_shape(tags)
    assert list(made) == [name for name in documented if name != "wskaznik"]
    for tag, fields in made.items():
        assert_same_names(fields, documented[tag])
    for fields in by_id.values():
        assert list(fields) == list(documented["wskaznik"])


def assert_same_names(made: Mapping[str, Any], documented: Mapping[str, Any]) -> None:
    """Rows that are there have all documented fields, and no other."""
    if made:
        assert set(made) == set(documented)
        for name, fields in made.items():
            assert_same_names(fields, documented[name])


# What is no figure: years, dates, numbers of indicators, goals, tables and acts, fingerprints, thresholds, names.
_DATE = rf"\d{{1,2}}[ {NBSP}]\w+[ {NBSP}](?:19|20)\d\d"
_NO_FIGURES = re.compile(rf"{_DATE}|\b(?:19|20)\d\d\b|\b[A-Z]?\d?[A-Z]?(?:\.\d+)*/d?\d+\b|(?<=Tabela Nr.)\d+")
_CHAPTERS_OF_RULES = ("Podstawa prawna", "Załącznik: metodyka")


def unmarked(path: Path) -> Iterator[str]:
    """The digits of the paragraphs outside of content controls, with their sentence; rules and headings aside."""
    chapter = ""
    document = opened(path)
    names = {style.style_id: style.name for style in document.styles}
    for paragraph in document.element.body.findall(qn("w:p")):
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        name = names.get(style.get(qn("w:val")), "") if style is not None else ""
        if name.startswith("Heading"):
            chapter = text_of(paragraph)
        if (
            name in ("Title", "Caption")
            or name.startswith(("Heading", "toc"))
            or chapter.startswith(_CHAPTERS_OF_RULES)
        ):
            continue
        words = "".join(
            each.text or "" for each in paragraph.iter(qn("w:t"))
            if not any(above.tag == qn("w:sdt") for above in each.iterancestors())
        )  # fmt: skip
        if re.search(r"\d", _NO_FIGURES.sub("", words)):
            yield words


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_figure_of_the_text_carries_a_mark(merged_examples: Mapping[str, Path], name: str) -> None:
    (path,) = merged_examples[name].glob("raport-*.docx")
    programme = load_programme(ROOT / "examples" / name / "programme.yaml")
    quoted = {word for text in names_of(programme) for word in re.findall(r"\S*\d\S*", text)}
    left = [
        sentence
        for sentence in unmarked(path)
        if not set(re.findall(r"\S*\d\S*", _NO_FIGURES.sub("", sentence.replace(NBSP, " ")))) <= quoted
    ]
    assert [sentence for sentence in left if "Uwaga" not in sentence] == []


def names_of(programme: Programme) -> Iterator[str]:
    """Texts of the catalogue that sentences name: their digits are no figures."""
    yield from (
        programme.title,
        programme.fingerprint[:12],
        f"{programme.fingerprint[:12]};",
        f"{__version__}.",
        "SARS-CoV-2.",
        "48",
        "297",
    )
    yield from (name for top in programme.sections for part in top.walk() for name in (part.code, f"{part.code}."))
    yield from (indicator.name for indicator in programme.indicators)
    yield from (part.title for top in programme.sections for part in top.walk())
    yield from (f"„{action.name}”" for action in programme.actions)
    yield from (action.id for action in programme.actions)
    for table in programme.tables:
        yield from (table.title, *table.footnotes, *(row.name for row in table.rows))


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_figure_of_the_text_is_in_the_workbook(merged_examples: Mapping[str, Path], name: str) -> None:
    folder = merged_examples[name]
    (document,), (workbook,) = folder.glob("raport-*.docx"), folder.glob("raport-*.xlsx")
    book = openpyxl.load_workbook(workbook, read_only=True)
    listed = {row[3]: (row[0], row[2]) for row in book[TOLD_SHEET].iter_rows(min_row=2, values_only=True)}
    keys = keys_by_mark(map(str, listed))
    found = list(controls(document))
    assert len(found) > 30
    for tag, text in found:
        assert listed[keys[tag]][0] == text
    assert {sheet for _, sheet in listed.values()} <= set(book.sheetnames)


def test_values_in_the_text_are_those_of_the_data(merged_examples: Mapping[str, Path]) -> None:
    folder = merged_examples["bialystok-srps-2011-2020"]
    (table,) = folder.glob("wskazniki-*.csv")
    with table.open(encoding="utf-8", newline="") as file:
        values = {row["indicator"]: row["value"] for row in csv.DictReader(file)}
    shown = {
        tag.partition("|")[2]: text for tag, text in controls(folder / "raport-2017.docx") if tag.startswith("wartość|")
    }
    assert len(shown) > 40
    for id_, text in shown.items():
        number = re.sub(rf"[{NBSP}]|%|tys\..*|zł", "", text).replace(",", ".")
        assert Decimal(number) == Decimal(values[id_])


def test_the_kind_of_a_programme_chooses_its_template() -> None:
    kinds = [kind_of(load_programme(ROOT / "examples" / name / "programme.yaml")) for name in EXAMPLES]
    assert kinds == [Kind.INDICATORS, Kind.TABLES, Kind.TABLES, Kind.REGISTER]


# --- The document --------------------------------------------------------------------------------------------------


def test_captions_are_numbered_and_the_contents_list_every_chapter(merged_examples: Mapping[str, Path]) -> None:
    (path,) = merged_examples["bialystok-pps-2025-2030"].glob("raport-*.docx")
    document = opened(path)
    captions = [text_of(p._p) for p in document.paragraphs if p.style.name == "Caption"]
    for kind in ("Tabela", "Wykres"):
        numbers = [int(text.split()[1].rstrip(".")) for text in captions if text.startswith(kind)]
        assert numbers == list(range(1, len(numbers) + 1))
        assert len(numbers) > 5
    chapters = [text_of(p._p) for p in document.paragraphs if p.style.name == "Heading 1"]
    entries = [text_of(p._p) for p in document.paragraphs if p.style.name == "toc 1"]
    assert entries == chapters
    bookmarks = {mark.get(qn("w:name")) for mark in document.element.iter(qn("w:bookmarkStart"))}
    assert {link.get(qn("w:anchor")) for link in document.element.iter(qn("w:hyperlink"))} <= bookmarks


def test_every_table_has_a_mark_of_its_own(merged_examples: Mapping[str, Path]) -> None:
    for folder in merged_examples.values():
        (path,) = folder.glob("raport-*.docx")
        digests = []
        for table in opened(path).tables:
            marks = [mark.get(qn("w:name")) for mark in table._tbl.iter(qn("w:bookmarkStart"))]
            digests += [digest for name in marks if (digest := bookmark_digest(name))]
        assert len(digests) == len(set(digests)) == len(opened(path).tables)


@pytest.mark.parametrize(
    ("name", "digest"),
    [
        ("_collector_0123456789_12", "0123456789"), ("_collector_0123456789_12 Copy 1", "0123456789"),
        ("_collector_0123456789", ""), ("_Toc00000001", ""), ("collector_0123456789_12", ""),
    ],
)  # fmt: skip
def test_a_copied_bookmark_still_names_its_figure(name: str, digest: str) -> None:
    assert bookmark_digest(name) == digest


def test_statistical_tables_show_three_years(merged_examples: Mapping[str, Path]) -> None:
    (path,) = merged_examples["bialystok-pps-2025-2030"].glob("raport-*.docx")
    tables = [rows for table in opened(path).tables if (rows := rows_of(table))[0][0] == "Wyszczególnienie"]
    assert len(tables) == 11
    assert [cell.replace(NBSP, " ") for cell in tables[0][0][1:]] == ["2021 r.", "2022 r.", "2023 r."]
    assert [cell.replace(NBSP, " ") for cell in tables[0][1]] == [
        "Liczba mieszkańców Białegostoku*", "274 579", "273 268", "270 486",
    ]  # fmt: skip


def test_costs_are_told_by_source(merged_examples: Mapping[str, Path]) -> None:
    (path,) = merged_examples["lublin-srps-2014-2020"].glob("raport-*.docx")
    text = "\n".join(paragraphs_of(path)).replace(NBSP, " ")
    assert (
        "Koszty działań jednorocznych wyniosły 506 948 381,42 zł (według źródeł: państwo – 476 381 494,95 zł; gmina – "
        "30 454 423,97 zł; inne – 112 462,50 zł)."
    ) in text
    assert "Kwota ta nie obejmuje 2 działań wieloletnich: „Budowa szkoły wraz z oddziałem przedszkolnym" in text
    assert (
        "„Wyplata świadczeń wychowawczych” (1.2.1/d11, MOPR) – 338 720 736,22 zł; liczba rodzin objętych pomocą w "
        "postaci wyplat świadczeń wychowawczych – 37 431."
    ) in text
    (costs,) = [row for table in opened(path).tables for row in rows_of(table) if row[0] == "2.1"]
    assert costs[3].replace(NBSP, " ").split("\n")[-1] == "bez wskazanego źródła: 277 000,00 zł"
    assert "Podane sumy 8 celów różnią się od sum obliczonych z wierszy." in text


def test_text_of_people_stands_exactly_as_typed_in_tables_too(small: Programme) -> None:
    typed = '=1+1 & <b>{{ 1+1 }}</b> {% if %} "cudzysłów" \\ {_{ %_} i w o z\n- drugi\twiersz'
    listed = "\n".join(f"- pozycja {number} & <{number}>" for number in range(400))
    year = year_of(small, said("PUP", "A.2/2", listed, note=typed), said("OPS", "A.1/1", NO_DATA, note=typed))
    content = document_of(year)
    rows = {row[0]: row for table in opened(content).tables for row in rows_of(table)}
    assert rows["A.2/2"][2] == listed
    assert rows["A.2/2"][-1] == typed
    assert any(text.endswith(f"Uwaga OPS: {typed}.") for text in paragraphs_of(content))
    assert f"Uwaga OPS: {typed}." in rows["A.1/1 Liczba rodzin"][3]


def test_the_same_year_gives_the_same_bytes(small: Programme) -> None:
    year = year_of(small, said("OPS", "A.1/1", 30), A1_1=("10", 2023))
    assert document_of(year) == document_of(year)


# --- Settings ------------------------------------------------------------------------------------------------------


def test_how_much_is_told_is_a_setting(collector: Callable[..., Run], workspace: Path) -> None:
    settings = workspace / "collector.toml"
    settings.write_text(f"{settings.read_text(encoding='utf-8')}\n[narrative]\nnumbers = 1\n", encoding="utf-8")
    assert collector("merge", cwd=workspace).code == 0
    items = [t for t in paragraphs_of(workspace / "build" / "2017" / "raport-2017.docx") if t.startswith("Priorytet")]
    assert items
    assert all(len(re.findall(r"[A-G]\.\d\.\d/\d+\)", item)) == 1 for item in items)


@pytest.mark.parametrize(
    ("line", "said_of_it"),
    [
        ("numbers = -1", "„narrative.numbers” (liczba od zera, np. 5)"),
        ("least_change = -0.5", "„narrative.least_change” (liczba od zera, np. 5)"),
        ("changed = 5", "„narrative.changed” (nieznane)"),
        ('changes = "pięć"', "„narrative.changes” (niewłaściwa wartość)"),
    ],
)
def test_a_wrong_setting_is_named(collector: Callable[..., Run], workspace: Path, line: str, said_of_it: str) -> None:
    settings = workspace / "collector.toml"
    settings.write_text(f"{settings.read_text(encoding='utf-8')}\n[narrative]\n{line}\n", encoding="utf-8")
    done = collector("merge", cwd=workspace)
    assert done.code == 2
    assert said_of_it in done.err


def test_nothing_needs_to_be_told(small: Programme) -> None:
    none = Emphasis(numbers=0, changes=0, largest=0, actions=0, named=0)
    year = year_of(small, said("OPS", "A.1/1", 30), said("OPS", "A.1/2", NO_DATA), A1_1=("10", 2023))
    assert part(year, emphasis=none)["liczby"] == []
    assert part(year, emphasis=none)["zmiany"] == []
    document_of(year, emphasis=none)
