"""What a well-formed catalogue may not say, because no form, report or workbook could hold or show it."""

from pathlib import Path
from typing import Any

import pytest

from collector.catalogue import CatalogueError, Mistake, load_programme
from collector.catalogue.form_limits import _LEVELS_LIMIT, _TWO_LEVELS_LIMIT
from collector.catalogue.funding_consistency import FORM_COLUMNS, FORM_HEADING, HEADING_LIMIT
from collector.catalogue.source import read_source
from collector.catalogue.yaml_text import catalogue_yaml
from collector.domain.register import COST
from collector.layout import form
from collector.templates.validations import value_validation

from .conftest import ROOT

TEXT = (ROOT / "tests" / "other_city.yaml").read_text(encoding="utf-8")
CHOICE = "{id: B1.1/2, nazwa: liczba uczestników}"


def mistakes_of(text: str, folder: Path) -> list[Mistake]:
    (folder / "k.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(CatalogueError) as caught:
        load_programme(folder / "k.yaml")
    return list(caught.value.mistakes)


def edited(*changes: tuple[str, str]) -> str:
    text = TEXT
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return text


@pytest.mark.parametrize(
    ("changes", "at", "said"),
    [
        # Codes of tasks of the register become names of Excel.
        ([("B1.1", "B1-1")], "kod: B1-1", "„B1-1”: kod zadania z działaniami może mieć tylko litery, cyfry i kropki"),
        ([("B1.2", "B1_1")], "kod: B1_1", "tylko litery, cyfry i kropki"),
        ([("B1.1", "=B1+1")], "kod: =B1+1", "tylko litery, cyfry i kropki"),
        ([("B1.1", "B" * 41)], "kod: BBB", "najwyżej 40"),
        ([("B1.2", "b1.1")], "kod: b1.1", "różni się od „B1.1” tylko wielkością liter"),
        # Funding sources are columns of the form and of the report.
        *(
            ([("klucz: miasto", f"klucz: {key}")], f"{{klucz: {key}, naglowek: budżet miasta}}",
             f"źródło nie może nazywać się „{key}”")
            for key in sorted(FORM_COLUMNS | {"uwagi", "lp", COST, "tytul"})
        ),
        ([("naglowek: budżet miasta}", "naglowek: 'budżet {miasta}'}")], "budżet {miasta}", "klamrowych"),
        ([("naglowek: budżet powiatu", "naglowek: " + "p" * 48)], "pppp", "(znaków: 48, najwyżej 47)"),
        ([("naglowek: budżet powiatu", "naglowek: unia  EUROPEJSKA")], "naglowek: Unia Europejska}", "powtarza się"),
        ([("naglowek: budżet miasta}", "naglowek: środki 2023}"), ("budżet powiatu", "Środki 2024")],
         "Środki 2024", "różni się od innego tylko rokiem"),
        # Columns of the report.
        *(
            ([("{klucz: partner", f"{{klucz: {key}"), ("partner: ", "x: ")], f"{{klucz: {key}",
             f"kolumna nie może mieć klucza „{key}”")
            for key in ("tytul", "podrzedne", "wskazniki", "scal", "wskazniki_do_wyboru", "dzialania")
        ),
        ([("tytul_tabeli: Realizacja filarów", "tytul_tabeli: Realizacja w {rok} r.")], "tytul_tabeli",
         "usuń stąd „{rok}”"),
        ([("pasmo: 10", "zakonczenie: Koniec {rok}")], "zakonczenie", "usuń stąd „{rok}”"),
        ([("grupa: Skąd pieniądze", "grupa: 'Pieniądze {rok}'")], "klucz: ngo, naglowek: organizacje, sz", "rok wst"),
        ([("tytul: Rodziny w mieście", "tytul: Rodziny w {rok} r.")], "tytul: Rodziny w {rok}", "usuń stąd „{rok}”"),
        # Codes and owners.
        ([("A1", "T1")], "kod: T1\n        tytul", "kod „T1” ma już tabela"),
        ([("{nr: 1, nazwa: Rodziny razem", "{nr: 1, realizatorzy: [PCPR], nazwa: Rodziny razem"),
          (", z_tego: 1}", ", z_tego: 1, realizatorzy: [PCPR]}")], "UM-STAT:", "„UM-STAT” nie ma żadnego wskaźnika"),
        # Kinds.
        ([("            od: 2024\n", "            skladniki:\n"
           "              - {id: a, rola: licznik, nazwa: x, jednostka: punkt, rodzaj: liczba}\n"
           "              - {id: b, rola: mianownik, nazwa: x, jednostka: punkt, rodzaj: liczba}\n")], "skladniki:",
         "licznik i mianownik są dla rodzaju „procent”"),
        ([("            laczenie: suma\n", "            laczenie: iloraz sum\n            skladniki:\n"
           "              - {id: a, rola: licznik, nazwa: x, jednostka: punkt, rodzaj: liczba}\n"
           "              - {id: b, rola: mianownik, nazwa: x, jednostka: punkt, rodzaj: liczba}\n")],
         "laczenie: iloraz", "„iloraz sum” jest dla rodzaju „procent”"),
        ([("nazwa: Rodziny razem}", "nazwa: Rodziny razem, rodzaje: {b: skala}}")], "nazwa: Rodziny razem",
         "tabela T1, wiersz 1: miara „b” nie może być skalą"),
        ([("nazwa: Rodziny razem}", "nazwa: Rodziny razem, rodzaje: {a: lista}}")], "nazwa: Rodziny razem",
         "z miary „a” liczy się procent"),
        ([("nazwa: Rodziny razem}", "nazwa: Rodziny razem, rodzaje: {c: lista}}")], "nazwa: Rodziny razem",
         "miara „c” ma licznik i mianownik"),
        ([("nazwa: Objęte pomocą, jednostka: rodzina, rodzaj: liczba", "nazwa: O, jednostka: rodzina, rodzaj: lista")],
         "    miary:", "z miary „a” liczy się procent, więc nie może być rodzaju „lista”"),
        # Choices and parts.
        ([(CHOICE, CHOICE.replace("liczba uczestników", "Liczba  warsztatów"))], "Liczba  warsztatów",
         "wskaźnik „Liczba  warsztatów” powtarza się w zadaniu B1.1"),
        ([("wskaznik: B1.1/1}", "wskaznik: B1.1/1, z_tego: B1.1/d2}")], "id: B1.1/d1",
         "działania są częściami siebie nawzajem"),
        # Too long for a message at a cell, a number of Excel or a file.
        ([("\njednostki:", f"\nskale:\n  dluga: [{', '.join(f'poziom numer {n}' for n in range(15))}]\njednostki:")],
         "dluga:", "poziomy mają razem za dużo znaków"),
        ([("\njednostki:", f"\nskale:\n  dluga: [{'a' * 90}, {'b' * 90}]\njednostki:")], "dluga", "pierwszy i ostatni"),
        ([("  punkt: [punkt, ", f"  punkt: [{'punkt ' * 20}, ")], "punkt: [", "nazwa jednostki jest za długa"),
        ([("            od: 2024\n", "            max: 1e40\n")], "max:", "najwyżej 15 cyfr"),
        ([("            od: 2024\n", f"            min: '0,{'1' * 15}'\n")], "min:", "najwyżej 15 cyfr"),
        ([("wartosc: '40'", "wartosc: 1e30")], "wartosc: 1e30", "najwyżej 15 cyfr"),
        ([("koordynator: Centrum", f"koordynator: {'Centrum ' * 30}")], "koordynator", "tekst jest za długi"),
        ([("przypisy: ['*", f"przypisy: ['{'x ' * 15_001}*")], "przypisy", "tekst jest za długi na komórkę arkusza"),
        ([("\njednostki:", "\nskale:\n  ocena: [niski, Niski, wysoki]\njednostki:")], "ocena:", "poziom skali"),
        # Characters that cannot be seen.
        ([("nazwa: Rodziny z asystentem", 'nazwa: "Rodziny\\x01 z asystentem"')], "\\x01", "znak sterujący (kod 0001)"),
        ([("naglowek: Objaśnienia", 'naglowek: "Uwa\\0gi"')], "\\0", "znak sterujący (kod 0000)"),
    ],
)  # fmt: skip
def test_what_cannot_be_held_is_refused_at_its_line(
    changes: list[tuple[str, str]], at: str, said: str, tmp_path: Path
) -> None:
    text = edited(*changes)
    lines = {mistake.line for mistake in mistakes_of(text, tmp_path) if said in mistake.message}
    assert text[: text.index(at)].count("\n") + 1 in lines, lines


def test_a_task_of_the_register_may_have_polish_letters(tmp_path: Path) -> None:
    (tmp_path / "k.yaml").write_text(edited(("B1.1", "Ż1.ą")), encoding="utf-8")
    assert load_programme(tmp_path / "k.yaml").task_by_code["Ż1.ą"].choices


@pytest.mark.parametrize(
    "text",
    ["a: " + "[" * 300 + "]" * 300, "a: " + "[" * 100_000 + "]" * 100_000, "- " * 3000, "a: " + "{b: " * 60 + "}" * 60],
)
def test_parts_that_lie_too_deep_are_told_in_polish(text: str, tmp_path: Path) -> None:
    (mistake,) = mistakes_of(text + "\n", tmp_path)
    assert mistake.message == "części są zagnieżdżone zbyt głęboko (najwyżej 40 poziomów)"


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("{id: B1.1/1, nazwa: liczba warsztatów}", "{id: B1.1/1, nazw: liczba warsztatów}"),
        ("{id: B1.1/d1, nazwa: Warsztaty dla rodziców, ", "{id: B1.1/d1, "),
        ("nazwa: Objęte pomocą, jednostka: rodzina, rodzaj: liczba", "nazwa: O, jednostka: rodzina, rodzaj: licba"),
        ("{nr: 1, nazwa: Rodziny razem}", "{nr: 1, nazwa: Rodziny razem, od: kiedyś}"),
    ],
)
def test_a_malformed_item_accuses_nobody_else(right: str, wrong: str, tmp_path: Path) -> None:
    text = edited((right, wrong))
    line = text[: text.index(wrong)].count("\n") + 1
    assert {mistake.line for mistake in mistakes_of(text, tmp_path)} == {line}


def test_a_mistake_after_a_malformed_part_keeps_its_line(tmp_path: Path) -> None:
    text = edited(
        ("{id: B1.1/1, nazwa: liczba warsztatów}", "{id: B1.1/1, nazw: x}"),
        ("nazwa: Remont świetlicy, realizator: PCPR", "nazwa: Remont świetlicy, realizator: XX"),
    )
    told = {mistake.message: mistake.line for mistake in mistakes_of(text, tmp_path)}
    line = text[: text.index("Remont")].count("\n") + 1
    assert told["działanie B1.2/d1: nie ma realizatora „XX”"] == line


def test_the_stated_limits_are_those_of_the_form(tmp_path: Path) -> None:
    """Catalogues lie below the form; what they say of it must be what it is."""
    longest = form.Column("x", FORM_HEADING.format("n" * (HEADING_LIMIT - len(FORM_HEADING.format("")))), 1)
    assert form.SheetLayout("x", (longest,)).column_headed(longest.heading) is longest
    data: Any = read_source(TEXT).data
    first, second, third = data["drzewo"][0]["podrzedne"][0]["wskazniki"]
    data["skale"] = {"s": ["a" * 70, "b" * (_LEVELS_LIMIT - _TWO_LEVELS_LIMIT - 4), "c" * 70]}
    data["jednostki"]["rodzina"] = ["r" * 100] * 3
    second.update(rodzaj="skala", skala="s", laczenie="jeden realizator")
    second.pop("baza")
    third.update(min="-99999999999,1111", max="-1111111,11111111")
    first.update(rodzaj="kwota")
    (tmp_path / "k.yaml").write_text(catalogue_yaml(data), encoding="utf-8")
    programme = load_programme(tmp_path / "k.yaml")
    assert programme.register is not None
    keys = {column.key for column in form.register_sheet(programme.register).columns}
    assert keys == FORM_COLUMNS | set(programme.register.money_keys)
    for indicator in programme.indicators:
        for text in value_validation(indicator, "skala").values():
            assert len(str(text)) <= 255
