"""What changed between two catalogues, as each executor is told."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from collector.catalogue import SHIPPED, load_programme, shipped_path
from collector.catalogue.differing import Change, ChangeKind, catalogue_changes
from collector.catalogue.source import read_source
from collector.catalogue.yaml_text import catalogue_yaml
from collector.values.text import one_line

from .conftest import ROOT
from .test_catalogue import SMALL

LUBLIN = "lublin-srps-2014-2020"
TABLES = """\
tabele:
  - kod: T1
    tytul: Tabela Nr 1. Powody
    realizatorzy: [MOPR]
    miary:
      - {klucz: a, nazwa: Liczba osób, jednostka: osoba, rodzaj: liczba}
      - {klucz: b, nazwa: Udział, jednostka: '%', rodzaj: procent}
    wiersze:
      - {nr: 1, nazwa: Ubóstwo}
      - {nr: 2, nazwa: Bezrobocie}
      - {nr: 3, nazwa: Bezdomność}
"""
Edit = Callable[[Any], object]


@pytest.fixture
def changes(tmp_path: Path) -> Callable[..., dict[str, tuple[Change, ...]]]:
    """What changes when the small catalogue with a table is edited."""

    def compare(edit: Edit, before: Edit = lambda _: None, **years: int) -> dict[str, tuple[Change, ...]]:
        programmes = []
        for steps in ((before,), (before, edit)):
            data: Any = read_source(SMALL + TABLES).data
            for step in steps:
                step(data)
            (tmp_path / "katalog.yaml").write_text(catalogue_yaml(data), encoding="utf-8")
            programmes.append(load_programme(tmp_path / "katalog.yaml"))
        return catalogue_changes(*programmes, **years)  # type: ignore[arg-type]

    return compare


def task(data: Any) -> Any:
    return data["drzewo"][0]["podrzedne"][0]


def table(data: Any) -> Any:
    return data["tabele"][0]


def said(found: tuple[Change, ...]) -> list[tuple[str, str, str]]:
    return [(str(change.kind), change.old_id, change.id) for change in found]


@pytest.mark.parametrize("programme_id", SHIPPED)
def test_a_catalogue_does_not_differ_from_itself(programme_id: str) -> None:
    programme = load_programme(shipped_path(programme_id))
    assert catalogue_changes(programme, programme) == {}


def test_an_indicator_may_be_new_reworded_or_dropped(changes: Any) -> None:
    def edit(data: Any) -> None:
        first, _ = task(data)["wskazniki"]
        new = {**first, "id": "A.1/3", "nazwa": "Liczba rodzin", "realizatorzy": ["PUP"]}
        first["nazwa"] = "Liczba osób objętych pomocą"
        task(data)["wskazniki"] = [first, new]

    assert changes(edit) == {
        "MOPR": (
            Change(
                kind=ChangeKind.REWORDED, id="A.1/1", old_id="A.1/1",
                text="Liczba osób objętych pomocą", old_text="Liczba osób",
            ),
            Change(kind=ChangeKind.DROPPED, old_id="A.1/2", old_text="Liczba osób łącznie"),
        ),
        "PUP": (
            Change(kind=ChangeKind.NEW, id="A.1/3", text="Liczba rodzin"),
            Change(kind=ChangeKind.DROPPED, old_id="A.1/2", old_text="Liczba osób łącznie"),
        ),
    }  # fmt: skip


def test_another_unit_or_kind_is_another_wording(changes: Any) -> None:
    found = changes(lambda data: task(data)["wskazniki"][0].update(jednostka="%", rodzaj="procent"))
    (change,) = found["MOPR"]
    assert change.kind == "zmienione brzmienie"
    assert change.text == "Liczba osób (jednostka: %; rodzaj: procent)"
    assert change.old_text == "Liczba osób (jednostka: osoby; rodzaj: liczba)"


def test_a_name_that_moved_to_another_task_is_moved(changes: Any) -> None:
    def edit(data: Any) -> None:
        moved = task(data)["wskazniki"].pop(0)
        other = {"kod": "A.2", "tytul": "Inne", "wskazniki": [{**moved, "id": "A.2/1"}]}
        data["drzewo"][0]["podrzedne"].append(other)

    assert changes(edit) == {"MOPR": (Change(kind=ChangeKind.MOVED, id="A.2/1", old_id="A.1/1", text="Liczba osób"),)}


def test_a_former_name_is_known_again(changes: Any) -> None:
    def edit(data: Any) -> None:
        task(data)["wskazniki"][0].update(id="A.1/7", nazwa="Osoby", aliasy=["liczba  OSÓB"])

    assert changes(edit)["MOPR"] == (
        Change(kind=ChangeKind.MOVED, id="A.1/7", old_id="A.1/1", text="Osoby", old_text="Liczba osób"),
    )


def test_a_name_that_stands_twice_decides_nothing(changes: Any) -> None:
    def edit(data: Any) -> None:
        first, second = task(data)["wskazniki"]
        task(data)["wskazniki"] = [{**first, "id": "A.1/5"}, {**first, "id": "A.1/6"}, second]

    kinds = [str(change.kind) for change in changes(edit)["MOPR"]]
    assert kinds == ["nowy", "nowy", "usunięty"]


def test_what_is_handed_over_is_gone_here_and_new_there(changes: Any) -> None:
    assert changes(lambda data: task(data)["wskazniki"][0].update(realizatorzy=["PUP"])) == {
        "MOPR": (Change(kind=ChangeKind.DROPPED, old_id="A.1/1", old_text="Liczba osób"),),
        "PUP": (Change(kind=ChangeKind.NEW, id="A.1/1", text="Liczba osób"),),
    }


def test_an_executor_that_left_is_told_what_it_no_longer_reports(changes: Any) -> None:
    def edit(data: Any) -> None:
        task(data)["wskazniki"][1].update(realizatorzy=["MOPR"], laczenie="jeden realizator")
        del data["realizatorzy"]["PUP"]

    assert said(changes(edit)["PUP"]) == [("usunięty", "A.1/2", "")]


def test_an_indicator_asked_from_a_later_year_is_new_in_that_year(changes: Any) -> None:
    def later(data: Any) -> None:
        task(data)["wskazniki"][0]["od"] = "2018"

    def nothing(data: Any) -> None:
        pass

    assert said(changes(nothing, later, old_year=2017, new_year=2018)["MOPR"]) == [("nowy", "", "A.1/1")]
    assert changes(nothing, later, old_year=2018, new_year=2019) == {}


@pytest.mark.parametrize(
    ("edit", "lines"),
    [
        (lambda data: data["tabele"].append({**table(data), "kod": "T2", "tytul": "Tabela Nr 2"}),
         [("nowy", "", "T2", "Tabela Nr 2", "")]),
        (lambda data: data.pop("tabele"), [("usunięty", "T1", "", "", "Tabela Nr 1. Powody")]),
        (lambda data: table(data).update(kod="T3"), [("przeniesiony", "T1", "T3", "Tabela Nr 1. Powody", "")]),
        (lambda data: table(data)["wiersze"].append({"nr": "4", "nazwa": "Sieroctwo"}),
         [("nowy", "", "T1/4", "Tabela Nr 1. Powody: wiersz „Sieroctwo”", "")]),
        (lambda data: table(data)["wiersze"].pop(0),
         [("usunięty", "T1/1", "", "", "Tabela Nr 1. Powody: wiersz „Ubóstwo”")]),
        (lambda data: table(data)["wiersze"][0].update(nazwa="Bieda"),
         [("zmienione brzmienie", "T1/1", "T1/1", "Tabela Nr 1. Powody: wiersz „Bieda”",
           "Tabela Nr 1. Powody: wiersz „Ubóstwo”")]),
        (lambda data: table(data)["miary"].append(
            {"klucz": "c", "nazwa": "Kwota", "jednostka": "osoba", "rodzaj": "kwota"}),
         [("nowy", "", "T1/c", "Tabela Nr 1. Powody: kolumna „Kwota”", "")]),
        (lambda data: table(data)["miary"][0].update(rodzaj="liczba z opisem"),
         [("zmienione brzmienie", "T1/a", "T1/a",
           "Tabela Nr 1. Powody: kolumna „Liczba osób (rodzaj: liczba z opisem)”",
           "Tabela Nr 1. Powody: kolumna „Liczba osób (rodzaj: liczba)”")]),
        (lambda data: table(data)["wiersze"][1].update(rodzaje={"a": "tekst"}),
         [("zmienione brzmienie", "T1/2.a", "T1/2.a",
           "Tabela Nr 1. Powody: „Bezrobocie – Liczba osób” (rodzaj: tekst)",
           "Tabela Nr 1. Powody: „Bezrobocie – Liczba osób” (rodzaj: liczba)")]),
        (lambda data: table(data)["wiersze"][1].update(jednostka="%"),
         [("zmienione brzmienie", "T1/2.a", "T1/2.a",
           "Tabela Nr 1. Powody: „Bezrobocie – Liczba osób” (jednostka: %)",
           "Tabela Nr 1. Powody: „Bezrobocie – Liczba osób” (jednostka: osoby)")]),
        (lambda data: table(data)["wiersze"][1].update(w_tym="1"),
         [("zmienione brzmienie", "T1/2", "T1/2", "Tabela Nr 1. Powody: wiersz „Bezrobocie (część: w tym „Ubóstwo”)”",
           "Tabela Nr 1. Powody: wiersz „Bezrobocie (część: brak)”")]),
        # A row between the others, and all numbered anew.
        (lambda data: table(data).update(wiersze=[
            {"nr": "1", "nazwa": "Ubóstwo"}, {"nr": "2", "nazwa": "Sieroctwo"}, {"nr": "3", "nazwa": "Bezrobocie"},
            {"nr": "4", "nazwa": "Bezdomność"}]),
         [("nowy", "", "T1/2", "Tabela Nr 1. Powody: wiersz „Sieroctwo”", "")]),
        (lambda data: table(data)["wiersze"][2].update(nr="5"), []),
    ],
)  # fmt: skip
def test_a_table_is_told_by_tables_rows_and_columns(
    changes: Any, edit: Edit, lines: list[tuple[str, str, str, str, str]]
) -> None:
    found = changes(edit).get("MOPR", ())
    assert [(str(c.kind), c.old_id, c.id, c.text, c.old_text) for c in found] == lines


def test_units_of_rows_that_are_those_of_the_measure_are_no_change(changes: Any) -> None:
    def same_units(data: Any) -> None:
        table(data)["miary"][0]["jednostka"] = "%"
        for row in table(data)["wiersze"]:
            row["jednostka"] = "osoba"

    assert changes(same_units, before=lambda data: table(data)["miary"].pop() and None) == {}


def test_a_row_whose_total_is_only_renamed_is_the_same(changes: Any) -> None:
    def part(data: Any) -> None:
        table(data)["wiersze"][1]["z_tego"] = "1"

    found = changes(lambda data: table(data)["wiersze"][0].update(nazwa="Bieda"), before=part)
    assert said(found["MOPR"]) == [("zmienione brzmienie", "T1/1", "T1/1")]


@pytest.mark.parametrize(
    ("number", "edit", "now", "was"),
    [
        (0, {"realizatorzy": ["MOPR", "PUP"], "laczenie": "suma"}, "suma", "jeden realizator"),
        (1, {"realizatorzy": ["MOPR"], "laczenie": "jeden realizator"}, "jeden realizator", "suma"),
        (1, {"laczenie": "maksimum"}, "maksimum", "suma"),
    ],
)
def test_an_indicator_that_is_combined_otherwise_is_told(
    changes: Any, number: int, edit: Any, now: str, was: str
) -> None:
    def for_pup(data: Any) -> None:
        own = {"id": "A.1/3", "nazwa": "Inne", "realizatorzy": ["PUP"], "laczenie": "jeden realizator"}
        task(data)["wskazniki"].append({**task(data)["wskazniki"][0], **own})

    (change,) = changes(lambda data: task(data)["wskazniki"][number].update(edit), before=for_pup)["MOPR"]
    assert change.kind == "zmienione brzmienie"
    assert change.text.endswith(f"(łączenie odpowiedzi: {now})")
    assert change.old_text.endswith(f"(łączenie odpowiedzi: {was})")


@pytest.mark.parametrize(
    ("edit", "now", "was"),
    [
        ({"min": "5", "max": "2000"}, "dozwolone: od 5 do 2 000", "dozwolone: od 1 000,5"),
        ({"zwykle_od": "1 500", "zwykle_do": "2 000"}, "zwykła wartość: od 1 500 do 2 000", "zwykła wartość: brak"),
        ({"zwykle_do": "2000,5"}, "zwykła wartość: do 2 000,5", "zwykła wartość: brak"),
        ({"podpowiedz": "Tylko miasto."}, "podpowiedź: Tylko miasto.", "podpowiedź: brak"),
        ({"wymagany": "nie"}, "odpowiedź: nieobowiązkowa", "odpowiedź: wymagana"),
    ],
)
def test_whatever_an_answer_depends_on_is_told(changes: Any, edit: Any, now: str, was: str) -> None:
    (change,) = changes(lambda data: task(data)["wskazniki"][0].update(edit))["MOPR"]
    assert (one_line(change.text), one_line(change.old_text)) == (f"Liczba osób ({now})", f"Liczba osób ({was})")


def test_what_no_form_shows_is_no_change(changes: Any) -> None:
    def edit(data: Any) -> None:
        first, second = task(data)["wskazniki"]
        first["prog_zmiany"] = "10"
        second["rowny"] = "A.1/1"
        data["zwykle_najwyzej"] = {"osoba": "300000"}

    assert changes(edit) == {}


def test_another_kind_of_a_component_is_told(changes: Any) -> None:
    def component(kind: str) -> Edit:
        part = {"id": "a", "rola": "w tym", "nazwa": "dzieci", "jednostka": "osoba", "rodzaj": kind}
        return lambda data: task(data)["wskazniki"][0].update(skladniki=[part])

    (change,) = changes(component("kwota"), before=component("liczba"))["MOPR"]
    assert change.text == "Liczba osób (osobno: w tym: dzieci (osoby, kwota))"
    assert change.old_text == "Liczba osób (osobno: w tym: dzieci (osoby, liczba))"


def test_columns_of_money_are_told_to_everyone(tmp_path: Path) -> None:
    programmes = []
    text = (ROOT / "tests" / "other_city.yaml").read_text(encoding="utf-8")
    for old, new in (
        ("", ""),
        ("klucz: ngo, naglowek: organizacje", "klucz: pfron, naglowek: PFRON"),
        ("naglowek: budżet miasta}", "naglowek: budżet gminy}"),
        ("klucz: powiat", "klucz: starostwo"),
    ):
        (tmp_path / "k.yaml").write_text(text.replace(old, new), encoding="utf-8")
        programmes.append(load_programme(tmp_path / "k.yaml"))
    sheet = "arkusz „Działania”: kolumna „Źródło: {} (zł)”"
    before, swapped, renamed, only_key = programmes
    found = catalogue_changes(before, swapped)
    assert list(found) == ["CUS", "PCPR", "UM-STAT"]
    assert found["CUS"] == (
        Change(kind=ChangeKind.NEW, text=sheet.format("PFRON")),
        Change(kind=ChangeKind.DROPPED, old_text=sheet.format("organizacje")),
    )
    (change,) = catalogue_changes(before, renamed)["UM-STAT"]
    assert (change.text, change.old_text) == (sheet.format("budżet gminy"), sheet.format("budżet miasta"))
    assert catalogue_changes(before, only_key) == {}


def test_a_row_handed_over_is_one_line_for_each(changes: Any) -> None:
    found = changes(lambda data: table(data)["wiersze"][2].update(realizatorzy=["PUP"]))
    assert said(found["MOPR"]) == [("usunięty", "T1/3", "")]
    assert said(found["PUP"]) == [("nowy", "", "T1")]


@pytest.mark.skipif(LUBLIN not in SHIPPED, reason="the register is not shipped")
def test_actions_and_choices_of_a_register(tmp_path: Path) -> None:
    data: Any = read_source(shipped_path(LUBLIN).read_text(encoding="utf-8")).data
    leaf = next(part for part in leaves(data["drzewo"]) if len(part.get("dzialania", ())) > 1)
    executor = leaf["dzialania"][0]["realizator"]
    leaf["dzialania"][0]["nazwa"] += " i seniorów"
    leaf["wskazniki_do_wyboru"].append({"id": f"{leaf['kod']}/99", "nazwa": "liczba wizyt"})
    (tmp_path / "nowy.yaml").write_text(catalogue_yaml(data), encoding="utf-8")
    found = catalogue_changes(load_programme(shipped_path(LUBLIN)), load_programme(tmp_path / "nowy.yaml"))
    assert ("nowy", "", f"{leaf['kod']}/99") in said(found[executor])
    assert ("zmienione brzmienie", leaf["dzialania"][0]["id"], leaf["dzialania"][0]["id"]) in said(found[executor])
    assert set(found) <= {action["realizator"] for action in leaf["dzialania"]}


def leaves(sections: list[Any]) -> list[Any]:
    return [part for section in sections for part in ([section, *leaves(section.get("podrzedne", []))])]


def test_ids_of_another_programme_mean_nothing(changes: Any) -> None:
    def edit(data: Any) -> None:
        data["program"]["id"] = "inny"
        task(data)["wskazniki"][0]["nazwa"] = "Liczba psów"

    assert said(changes(edit)["MOPR"]) == [("nowy", "", "A.1/1"), ("usunięty", "A.1/1", "")]
