"""The narrative of odd programmes, years and templates: nothing untrue, and no figure without what belongs to it."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from collector.consolidation import consolidate
from collector.domain.consolidation import Consolidation, History
from collector.domain.emphasis import DEFAULT_EMPHASIS, Emphasis
from collector.domain.observation import Place, Value
from collector.domain.programme import Programme
from collector.domain.register import COST, Entry, Money
from collector.domain.submission import SignOff, Submission
from collector.reports.material import Material
from collector.reports.narrative.registry import figures_of
from collector.reports.verification.comparing import all_keys, differences
from collector.reports.verification.difference import DocumentDifference, Kind
from collector.reports.verification.reading import read_figures

from .small_story import BLANK, CATALOGUE, NO_DATA, YEAR, programme_at, said, year_of
from .test_narrative import EVERYTHING, part, read, told
from .told import document_of, opened, paragraphs_of, rows_of, saved, template_of, text_of


@pytest.fixture
def small(tmp_path: Path) -> Programme:
    return programme_at(tmp_path)


@pytest.fixture
def with_changes(tmp_path: Path) -> Callable[..., Programme]:
    """The small programme with some texts of its catalogue replaced."""

    def make(*changes: tuple[str, str]) -> Programme:
        text = CATALOGUE
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        return programme_at(tmp_path, text)

    return make


def changed(template: bytes, change: Callable[[Any], None]) -> bytes:
    """A template that somebody edited."""
    document = opened(template)
    change(document)
    return saved(document)


# --- Templates -----------------------------------------------------------------------------------------------------


def test_tags_work_above_and_below_the_pages(small: Programme) -> None:
    def put_tags(document: Any) -> None:
        section = document.sections[0]
        section.different_first_page_header_footer = True
        for place in (section.header, section.first_page_header, section.footer):
            place.is_linked_to_previous = False
            place.paragraphs[0].text = 'Rok {{ rok }}: {{ wskaznik["A.1/1"].wartosc }} osób'

    year = year_of(small, said("OPS", "A.1/1", 30))
    document = opened(document_of(year, template=changed(template_of(small), put_tags)))
    section = document.sections[0]
    for place in (section.header, section.first_page_header, section.footer):
        assert text_of(place._element).startswith("Rok 2024: 30 osób")
        assert [tag.get(qn("w:val")) for tag in place._element.iter(qn("w:tag"))] == ["wartość|A.1/1"]


def as_runs(document: Any) -> None:
    """Write the fields of captions as LibreOffice does: as runs."""
    for field in list(document.element.body.iter(qn("w:fldSimple"))):
        code, result = field.get(qn("w:instr")), list(field)
        marks = [parse_xml(f'<w:r {nsdecls("w")}><w:fldChar w:fldCharType="{kind}"/></w:r>')
                 for kind in ("begin", "separate", "end")]  # fmt: skip
        text = parse_xml(f'<w:r {nsdecls("w")}><w:instrText xml:space="preserve">{code}</w:instrText></w:r>')
        for run in (marks[0], text, marks[1], *result, marks[2]):
            field.addprevious(run)
        field.getparent().remove(field)


def captions(content: bytes) -> list[str]:
    return [match[0] for text in paragraphs_of(content) if (match := re.match(r"(?:Tabela|Wykres) \d+", text))]


def test_captions_of_a_template_saved_by_libreoffice_are_numbered_too(small: Programme) -> None:
    year = year_of(small, said("OPS", "A.1/1", 30), said("PUP", "B.1/1", 7), said("PUP", "B.1/2", 9))
    template = changed(template_of(small), as_runs)
    assert b"fldSimple" not in opened(template).element.xml.encode()
    assert captions(document_of(year, template=template)) == captions(document_of(year))
    assert captions(document_of(year))[:3] == ["Tabela 1", "Tabela 2", "Tabela 3"]


def test_a_caption_without_a_number_yet_is_left_to_word(small: Programme) -> None:
    def empty(document: Any) -> None:
        for field in document.element.body.iter(qn("w:fldSimple")):
            field.set(qn("w:instr"), "")
            for child in list(field):
                field.remove(child)

    document_of(year_of(small, said("OPS", "A.1/1", 30)), template=changed(template_of(small), empty))


def test_contents_brought_up_to_date_in_the_template_are_made_anew(small: Programme) -> None:
    def bring_up_to_date(document: Any) -> None:
        """Word puts every entry in a paragraph, with a field for its page, and the end of the contents after them."""
        first = next(p for p in document.paragraphs if " TOC " in p._p.xml)
        runs = list(first._p.iter(qn("w:r")))
        last = first.insert_paragraph_before()
        first._p.addnext(last._p)
        last._p.append(runs[-1])
        page = ('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGEREF _Toc1 </w:instrText></w:r>'
                '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>7</w:t></w:r>'
                '<w:r><w:fldChar w:fldCharType="end"/></w:r>')  # fmt: skip
        entry = f"<w:p {nsdecls('w')}><w:r><w:t>Stary rozdział</w:t></w:r>{page}</w:p>"
        first._p.addnext(parse_xml(entry))

    year = year_of(small, said("OPS", "A.1/1", 30))
    content = document_of(year, template=changed(template_of(small), bring_up_to_date))
    assert paragraphs_of(content) == paragraphs_of(document_of(year))
    kinds = [mark.get(qn("w:fldCharType")) for mark in opened(content).element.body.iter(qn("w:fldChar"))]
    assert kinds == ["begin", "separate", "end"]


def test_a_bookmark_in_a_loop_stands_once_in_the_document(small: Programme) -> None:
    def add_bookmarks(document: Any) -> None:
        for place, paragraph in enumerate(document.paragraphs):
            if "{{" in paragraph.text:
                for tag in ("w:bookmarkStart", "w:bookmarkEnd"):
                    mark = OxmlElement(tag)
                    mark.set(qn("w:id"), "1001")
                    if tag.endswith("Start"):
                        mark.set(qn("w:name"), f"_Toc{place}")
                    paragraph._p.append(mark)

    year = year_of(small, said("OPS", "A.1/1", 30), said("PUP", "B.1/1", 7))
    body = opened(document_of(year, template=changed(template_of(small), add_bookmarks))).element.body
    for attribute in ("w:id", "w:name"):
        found = [mark.get(qn(attribute)) for mark in body.iter(qn("w:bookmarkStart"))]
        assert len(found) == len(set(found))
    starts, ends = ([m.get(qn("w:id")) for m in body.iter(qn(tag))] for tag in ("w:bookmarkStart", "w:bookmarkEnd"))
    assert sorted(starts) == sorted(ends)


def test_a_line_end_of_windows_is_one(small: Programme) -> None:
    content = document_of(year_of(small, said("PUP", "A.2/2", "- a\r\n- b\rc")))
    (row,) = [row for table in opened(content).tables for row in rows_of(table) if row[0] == "A.2/2"]
    assert row[2] == "- a\n- b\nc"


# --- What belongs to a figure --------------------------------------------------------------------------------------


def test_a_figure_in_an_own_sentence_keeps_its_gap(small: Programme) -> None:
    year = year_of(small, said("OPS", "A.2/1", 10), said("PUP", "A.2/2", "x"))
    assert read(told(year)["wskaznik"]["A.2/1"])["wartosc"] == "10 (bez: PUP)"


def test_a_target_in_money_names_its_unit_once(with_changes: Callable[..., Programme]) -> None:
    more = "kierunek: więcej, cel_wartosc: '1000'"
    programme = with_changes(("jednostka: tys. zł, moment: cały rok,\n             kierunek: kontekst",
                              f"jednostka: tys. zł, moment: cały rok,\n             {more}"))  # fmt: skip
    (wanted,) = part(year_of(programme, said("OPS", "A.1/4", "99.5")))["cele"]
    assert wanted == (
        "Wydatki na pomoc (A.1/4): 99,5 tys. zł przy celu co najmniej 1 000 tys. zł – cel nieosiągnięty (10,0% celu)."
    )


def test_an_amount_in_another_money_and_a_number_in_percent_show_their_units(
    with_changes: Callable[..., Programme],
) -> None:
    programme = with_changes(
        ("tys. zł: [tys. zł, tys. zł, tys. zł]", "euro: [euro, euro, euro]"),
        ("jednostka: tys. zł", "jednostka: euro"),
        ("rodzaj: procent", "rodzaj: liczba dziesiętna"),
    )
    money = year_of(programme, said("OPS", "A.1/4", "99.5"))
    assert part(money)["liczby"] == ["Zadanie A.1. Wsparcie rodzin: wydatki na pomoc (tys. zł) – 99,5 euro (A.1/4)."]
    percent = year_of(programme, said("OPS", "A.1/3", "45.5"), A1_3=("50", 2023))
    assert part(percent)["liczby"] == ["Zadanie A.1. Wsparcie rodzin: odsetek rodzin – 45,5% (A.1/3)."]
    assert "zmalał z 50% do 45,5% (o 4,5 punktu procentowego)." in part(percent, emphasis=EVERYTHING)["zmiany"][0]


# --- Changes and targets -------------------------------------------------------------------------------------------


def test_a_change_judged_against_the_base_is_told_with_that_change(with_changes: Callable[..., Programme]) -> None:
    programme = with_changes(("cel: Wzrost, baza", "baza"))
    year = year_of(programme, said("PUP", "B.1/2", 90), B1_2=("50", 2023))
    assert part(year, "B")["zmiany"] == [
        "Liczba osób (zadanie „Opieka”, B.1/2) wzrosła z 50 do 90 (o 40 osób, czyli o 80,0%). Względem 2022 r.: spadek "
        "o 10,0%, ze 100 do 90. Jest to zmiana niekorzystna."
    ]
    row = part(year, "B")["wiersze"][1]
    assert (row["zmiana"], row["ocena"]) == ("+80,0%", "pogorszenie (względem 2022 r.)")
    untold = replace(DEFAULT_EMPHASIS, changes=0)
    assert part(year, "B", emphasis=untold)["cele"] == [
        "Zmiana niekorzystna – liczba osób (zadanie „Opieka”, B.1/2): względem 2022 r. spadek o 10,0%, ze 100 do 90."
    ]


def test_a_growth_that_is_too_small_for_its_target_is_called_upkeep(small: Programme) -> None:
    assert part(year_of(small, said("PUP", "B.1/2", 103)), "B")["cele"] == [
        "Liczba osób (zadanie „Opieka”, B.1/2): cel „Wzrost”, a względem 2022 r. utrzymanie na zbliżonym poziomie "
        "(wzrost o 3,0%, ze 100 do 103)."
    ]


def test_changes_too_small_for_different_reasons_are_told_so(small: Programme) -> None:
    year = year_of(
        small, said("OPS", "A.1/1", 2), said("OPS", "A.1/4", 1050), A1_1=("1", 2023), A1_4=("1000", 2023)
    )  # fmt: skip
    assert part(year)["zmiany_wstep"] == [
        "W porównaniu z 2023 r. wzrosły wartości 2 wskaźników. Zmiany były mniejsze niż 10% albo dotyczyły niewielkich "
        "liczb."
    ]


def test_every_explanation_of_an_executor_is_told(with_changes: Callable[..., Programme]) -> None:
    inputs = ", ".join(f"{{id: {id_}, rola: {role}, nazwa: Rodziny, jednostka: osoba, rodzaj: liczba}}"
                       for id_, role in (("a", "licznik"), ("b", "mianownik")))  # fmt: skip
    old = "kierunek: bez zmian, realizatorzy: [OPS], laczenie: jeden realizator"
    programme = with_changes((old, f"{old}, skladniki: [{inputs}]"))
    numerator = programme.indicator_by_id["A.1/3"].components[0].id
    year = year_of(
        programme, said("OPS", "A.1/3", "45.5", explanation="Nowe zasady"),
        said("OPS", numerator, 5, explanation="Mniej wniosków"), A1_3=("50", 2023),
    )  # fmt: skip
    (change,) = part(year, emphasis=EVERYTHING)["zmiany"]
    assert change.endswith("Wyjaśnienie (OPS): Nowe zasady. Wyjaśnienie (OPS): Mniej wniosków.")


def test_the_preposition_before_a_negative_number_is_that_of_minus(small: Programme) -> None:
    year = year_of(small, said("OPS", "A.1/4", 10), A1_4=("-150", 2023))
    assert "wzrosły z −150 tys. zł do 10 tys. zł" in part(year)["zmiany"][0]


@pytest.mark.parametrize(
    ("name", "beginning"),
    [
        ("WYDATKI NA POMOC", "WYDATKI NA POMOC (A.1/1) wzrosły"),
        ("Liczba osób i kwota pomocy", "Wartość wskaźnika „Liczba osób i kwota pomocy” (A.1/1) wzrosła"),
        ("Liczba osób/koszt pomocy", "Wartość wskaźnika „Liczba osób/koszt pomocy” (A.1/1) wzrosła"),
        ("Liczba miejsc*", "Liczba miejsc (A.1/1) wzrosła"),
        ("'.'", "Wartość wskaźnika „.” (zadanie „Wsparcie rodzin”, A.1/1) wzrosła"),
    ],
)
def test_a_name_is_told_as_its_words_allow(with_changes: Callable[..., Programme], name: str, beginning: str) -> None:
    programme = with_changes(("nazwa: Liczba rodzin,", f"nazwa: {name},"))
    year = year_of(programme, said("OPS", "A.1/1", 30), A1_1=("10", 2023))
    assert part(year)["zmiany"][0].startswith(beginning)
    shown = "WYDATKI NA POMOC – 30 osób" if name.isupper() else "30 osób"
    assert shown in part(year)["liczby"][0]


def test_what_tells_two_indicators_apart_is_called_as_its_level(with_changes: Callable[..., Programme]) -> None:
    levels = CATALOGUE[CATALOGUE.index("    - {formy: [zadanie") : CATALOGUE.index("raport:")]
    programme = with_changes((levels, "    - [kierunek działań, kierunki działań, kierunków działań]\n"))
    year = year_of(programme, said("OPS", "A.2/1", 10), said("PUP", "A.2/1", 12))
    assert part(year)["liczby"] == [
        "Kierunek działań A.2. Praca: liczba osób – 22 osoby (kierunek działań „Praca”, A.2/1)."
    ]
    assert part(year)["opis"][0].startswith("Ten cel obejmuje 7 wskaźników."), "a number without its noun says nothing"


# --- Gaps ----------------------------------------------------------------------------------------------------------


def test_a_part_that_may_be_missing_is_told_as_well(with_changes: Callable[..., Programme]) -> None:
    programme = with_changes(("laczenie: suma", "laczenie: suma, wymagany: nie"))
    year = year_of(programme, said("OPS", "A.2/1", 10), said("PUP", "A.2/2", "x"))
    assert part(year)["braki"][-1] == "Liczba osób (zadanie „Praca”, A.2/1): wartość niepełna, bez danych PUP."


def test_a_reason_is_told_though_somebody_else_said_nothing(small: Programme) -> None:
    year = year_of(
        small, said("OPS", "A.2/1", BLANK), said("PUP", "A.2/1", NO_DATA, note="Nie liczymy"), said("PUP", "A.2/2", "x")
    )  # fmt: skip
    assert part(year)["braki"][-1] == "Liczba osób (zadanie „Praca”, A.2/1): nie podano. Uwaga PUP: Nie liczymy."


def test_answers_that_contradict_each_other_were_given(with_changes: Callable[..., Programme]) -> None:
    programme = with_changes(("laczenie: suma", "laczenie: wartość uzgodniona"))
    year = year_of(programme, said("OPS", "A.2/1", 3), said("PUP", "A.2/1", 8), said("PUP", "A.2/2", "x"))
    assert part(year)["braki"][-1] == (
        "Liczba osób (zadanie „Praca”, A.2/1): odpowiedzi do wyjaśnienia. W formularzu OPS wpisano: „3”. W formularzu "
        "PUP wpisano: „8”."
    )
    assert [row["realizator"] for row in read(told(year)["braki"]) if row["wskaznik"].startswith("A.2/1")] == [
        "OPS, PUP"
    ]
    assert "Nie podano jednoznacznej wartości" in read(told(year)["podsumowanie"])[0]
    assert "a niejednoznaczne – słowami „do wyjaśnienia”." in read(told(year)["zebranie"])[0]


def test_the_annex_has_the_whole_reason(small: Programme) -> None:
    reason = "powód " * 100 + "koniec"
    year = year_of(small, said("OPS", "A.1/1", NO_DATA, note=reason))
    assert read(told(year)["braki"])[0]["powod"] == f"Uwaga OPS: {reason}."
    assert part(year)["braki"][-1].endswith("…")


# --- The whole year ------------------------------------------------------------------------------------------------


def test_one_missing_value_is_told_in_the_genitive(small: Programme) -> None:
    answers = [said("OPS", f"A.1/{n}", n) for n in range(1, 6)] + [said("OPS", "A.2/1", 2), said("PUP", "A.2/1", 2)]
    year = year_of(small, *answers, said("PUP", "A.2/2", "x"), said("PUP", "B.1/1", 2), said("PUP", "B.1/2", BLANK))
    assert read(told(year)["podsumowanie"])[0] == (
        "Za 2024 r. podano wartości 8 z 9 wskaźników. Nie podano wartości 1 wskaźnika (B.1/2)."
    )


def test_a_year_without_answers_blames_no_earlier_year(small: Programme) -> None:
    year = year_of(small, A1_1=("10", 2023), B1_2=("90", 2023))
    assert "Wartości wskaźników nie porównano z latami wcześniejszymi, ponieważ brakuje pełnych danych za 2024 r." in (
        read(told(year)["zebranie"])
    )
    assert read(told(year)["podsumowanie"])[1:] == [
        "Za 2024 r. nie podano wartości żadnego wskaźnika.",
        "Wartości nie oceniono, ponieważ ich nie podano albo są niepełne.",
    ]


def test_values_without_earlier_ones_are_not_assessed(with_changes: Callable[..., Programme]) -> None:
    programme = with_changes((", cel_wartosc: '150'", ""), (", baza: {rok: 2022, wartosc: 100}", ""))
    year = year_of(programme, said("PUP", "B.1/2", 90))
    assert read(told(year)["podsumowanie"])[-1] == (
        "Wartości nie oceniono, ponieważ nie ma wcześniejszych, z którymi można je porównać."
    )


TABLE = """\
tabele:
  - kod: T1
    tytul: Mieszkańcy
    naglowek: Kto
    realizatorzy: [PUP]
    miary: [{klucz: a, nazwa: Razem *, jednostka: osoba, rodzaj: liczba}]
    wiersze: [{nr: 1, nazwa: Osoby, od: SINCE}, {nr: 2, nazwa: Dzieci, od: SINCE}]
"""


def test_tables_that_are_not_yet_collected_are_not_called_complete(tmp_path: Path) -> None:
    programme = programme_at(tmp_path, CATALOGUE + TABLE.replace("SINCE", "2028"))
    assert read(told(year_of(programme, said("OPS", "A.1/1", 3)))["podsumowanie"])[-1] == (
        "Danych tabel statystycznych jeszcze nie zbierano."
    )


def test_what_is_missing_in_a_table_is_no_indicator(tmp_path: Path) -> None:
    programme = programme_at(tmp_path, CATALOGUE + TABLE.replace("SINCE", "2020"))
    (table,) = read(told(year_of(programme, said("OPS", "A.1/1", 3)))["tabele"])
    assert table["braki"] == [
        "Brakuje sprawozdania realizatora PUP (Urząd Pracy), a przez to danych do 2 pozycji tabeli (T1/1.a, T1/2.a)."
    ]


def test_the_rules_do_not_promise_what_the_settings_leave_out(small: Programme) -> None:
    year = year_of(small, said("OPS", "A.1/1", 30), *(said("OPS", f"A.1/{n}", NO_DATA, note=f"{n}") for n in (2, 3, 4)),
                   A1_1=("10", 2023))  # fmt: skip
    none = Emphasis(numbers=0, changes=0, largest=0, actions=0, named=0)
    assert not [
        text for text in read(told(year, emphasis=none)["metodyka"]) if "najwyżej po" in text or "Za ważne" in text
    ]
    assert part(year, emphasis=none)["braki"][-1] == "Brakujące wartości wymienia załącznik."
    one = replace(none, largest=3)
    assert read(told(year, emphasis=one)["metodyka"])[-1].endswith(
        "W podsumowaniu – największe ze wszystkich (najwyżej 3)."
    )


# --- Registers -----------------------------------------------------------------------------------------------------

REGISTER = CATALOGUE[: CATALOGUE.index("drzewo:")].replace("  kolumny:\n", "  kolumny:\n" + "".join(
    f"    - {{klucz: {key}, naglowek: {key}, szerokosc: 10}}\n" for key in ("dzialanie", "termin", "koszt", "gmina")
)) + """\
drzewo:
  - kod: '1'
    tytul: Rodzina
    podrzedne:
      - kod: '1.1'
        tytul: Pomoc
        wskazniki_do_wyboru: [{id: 1.1/1, nazwa: PIT rozliczone}]
        dzialania:
          - {id: 1.1/d1, nazwa: Zajęcia, realizator: OPS, wskaznik: 1.1/1}
          - {id: 1.1/d2, nazwa: Budowa, realizator: OPS}
          - {id: 1.1/d3, nazwa: Staże, realizator: PUP}
rejestr:
  zrodla: [{klucz: gmina, naglowek: gmina}]
  powody: {bez nakładów: [bezkosztowo]}
  suma_celu: '{kod} razem'
  suma_celu_wieloletnie: '{kod} razem*'
  podsumowanie: Podsumowanie
  podsumowanie_celu: '{kod}'
"""  # fmt: skip


def entry(id_: str, cost: str = "", **more: Any) -> Entry:
    money = {key: Money(raw=cost, amount=Decimal(cost) if cost else None) for key in (COST, "gmina")}
    return Entry(**{
        "id": id_, "task": "1.1", "name": "Zajęcia", "executor": "OPS", "term": "2024", "money": money, "indicator": "",
        "indicator_name": "", "value": Value(status=NO_DATA.status), "raw": "", "note": "",
        "place": Place(file="OPS.xlsx", sheet="Dane", cell="A7"), **more,
    })  # fmt: skip


def register_of(tmp_path: Path, *entries: Entry) -> Consolidation:
    programme = programme_at(tmp_path, REGISTER)
    sent = Submission(executor="OPS", programme=programme.id, year=YEAR, form_id="", place=Place(file="OPS.xlsx"),
                      observations=(), entries=entries, sign_off=SignOff())  # fmt: skip
    return consolidate(programme, YEAR, [sent], History())


def test_a_sum_of_costs_without_a_part_says_so_wherever_it_stands(tmp_path: Path) -> None:
    year = register_of(tmp_path, entry("1.1/d1", "100"), entry("1.1/d2"))
    assert read(told(year)["cele_w_liczbach"]) == [
        "Cel 1. Rodzina: 2 pozycje rejestru, wynik podano dla 0; koszty 100,00 zł (suma niepełna)."
    ]


def test_costs_of_several_years_are_left_out_of_a_sum_that_is_not_there(tmp_path: Path) -> None:
    year = register_of(tmp_path, entry("1.1/d1", "100", term="2023-2025"))
    assert "Do sumy nie wlicza się kosztów 1 działania wieloletniego: „Zajęcia” (1.1/d1, OPS) – 100,00 zł" in " ".join(
        part(year, "1")["koszty"]
    )


@pytest.mark.parametrize("name", ["", " – ", "b.d."])
def test_an_action_without_a_name_is_called_so(tmp_path: Path, name: str) -> None:
    assert part(register_of(tmp_path, entry("1.1/OPS+1", "100", name=name)), "1")["braki"][-1] == (
        "Działanie bez nazwy (1.1/OPS+1, OPS): brak danych."
    )


def test_the_name_of_a_result_keeps_its_capitals(tmp_path: Path) -> None:
    known = entry("1.1/d1", "100", indicator_name="PIT rozliczone", value=Value(status=said("x", "y", 1).value.status,
                                                                               number=Decimal(5)))  # fmt: skip
    assert part(register_of(tmp_path, known), "1")["dzialania"] == [
        "„Zajęcia” (1.1/d1, OPS) – 100,00 zł; PIT rozliczone – 5."
    ]


# --- Verification --------------------------------------------------------------------------------------------------


def found_in(year: Consolidation, edit: Callable[[Any], None]) -> Iterable[DocumentDifference]:
    """What is found in the document of a year that somebody edited."""
    content, figures = document_of(year), figures_of(Material(consolidation=year), "")
    fresh = read_figures(content, "raport.docx", figures)
    return differences(read_figures(changed(content, edit), "raport.docx", all_keys(fresh, figures)), fresh, figures)


def test_a_figure_replaced_by_a_wrong_one_is_missed_though_an_indicator_has_its_number(small: Programme) -> None:
    def replace_by_hand(document: Any) -> None:
        """Type 7 in place of the marked 1 of a paragraph that also names A.2/1."""
        paragraph = next(p for p in document.element.body.iter(qn("w:p")) if "powstała" in text_of(p))
        (control,) = paragraph.iter(qn("w:sdt"))
        run = parse_xml(f"<w:r {nsdecls('w')}><w:t>7</w:t></w:r>")
        control.addprevious(run)
        for mark in (control.getnext(), run.getprevious(), control):
            paragraph.remove(mark)

    year = year_of(small, said("OPS", "A.2/1", 10), said("PUP", "A.2/1", 12))
    assert not list(found_in(year, lambda _: None))
    kinds = {each.kind for each in found_in(year, replace_by_hand)}
    assert Kind.MISSING in kinds
    assert Kind.UNMARKED not in kinds
