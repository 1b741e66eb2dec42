"""Programmes with other levels, columns and shapes go through the same code."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from collector.catalogue import CatalogueError, load_programme
from collector.workflows.generate import generate_templates
from collector.workflows.merge import merge_workspace
from collector.workflows.workspace import open_workspace

from .conftest import OTHER_CITY, Bureau, Form, Run
from .told import document_text

HEAD = """\
format: 1
program:
  id: inny
  tytul: Inny program
  miasto: Łomża
  koordynator: Ośrodek
  lata: {od: 2020, do: 2030}
  poziomy: [POZIOMY]
raport:
  tytul: [Sprawozdanie, 'za rok {rok}']
  wydal: Łomża, {rok_wydania} r.
  tytul_tabeli: Tabela
  pasy: [PASY]
  kolumny:
    - {klucz: kod, naglowek: Nr, szerokosc: 8}
    - {klucz: wskaznik, naglowek: Miernik, szerokosc: 40}
    - {klucz: poprzednia, naglowek: Poprzednio, szerokosc: 15}
    - {klucz: wartosc, naglowek: 'Rok {rok}', szerokosc: 15}
    - {klucz: jednostka, naglowek: Jednostka, szerokosc: 15}
    - {klucz: partner, naglowek: Partner, szerokosc: 20}
realizatorzy:
  OPS: {nazwa: Ośrodek}
jednostki:
  osoba: [osoba, osoby, osób]
drzewo:
"""
LEVELS = (
    "[obszar, obszary, obszarów]",
    "[grupa, grupy, grup]",
    "[krok, kroki, kroków]",
    "[działanie, działania, działań]",
)
BANDS = ("'Obszar {kod}: {tytul}'", "'Grupa {kod}'", "'{tytul}'")


def indicator(section: str) -> str:
    return (
        f"{{id: {section}/1, nazwa: Osoby {section}, rodzaj: liczba, jednostka: osoba, moment: cały rok, "
        "kierunek: kontekst, realizatorzy: [OPS], laczenie: jeden realizator}"
    )


def tree(depth: int, code: str = "1", indent: str = "  ") -> str:
    """A chain of sections, `depth` deep, with one indicator at its end."""
    text = f"{indent}- kod: '{code}'\n{indent}  tytul: Część {code}\n"
    if depth == 1:
        return f"{text}{indent}  partner: Sąsiedzi\n{indent}  wskazniki:\n{indent}    - {indicator(code)}\n"
    return f"{text}{indent}  podrzedne:\n{tree(depth - 1, f'{code}.1', indent + '    ')}"


def catalogue(depth: int, parts: str) -> str:
    head = HEAD.replace("POZIOMY", ", ".join(LEVELS[:depth])).replace("PASY", ", ".join(BANDS[: depth - 1]))
    return head + parts


@pytest.mark.parametrize(
    ("depth", "parts"),
    [
        (1, tree(1)),
        (2, tree(2)),
        (4, tree(4)),
        (3, tree(3) + tree(2, "2")),
        (3, tree(3) + tree(1, "2")),
    ],
    ids=["one level", "two", "four", "task under a goal", "indicators of a goal"],
)
def test_any_shape_of_tree_is_asked_and_reported(depth: int, parts: str, tmp_path: Path) -> None:
    (tmp_path / "collector.toml").write_text('programme = "inny"\nyear = 2024\n', encoding="utf-8")
    (tmp_path / "programme.yaml").write_text(catalogue(depth, parts), encoding="utf-8")
    desk = open_workspace(tmp_path)
    (path,) = generate_templates(desk, (), lambda _: None)
    form = Form(openpyxl.load_workbook(path))
    asked = [i.id for i in load_programme(desk.catalogue).indicators]
    for number, id_ in enumerate(asked, 21):
        form.type(id_, number)
    form.save(desk.submissions / "zwrot.xlsx")
    merge = merge_workspace(desk, desk.submissions, desk.build, strict=True, progress=lambda _: None)
    assert [finding.rule.code for finding in merge.campaign.findings] == ["K504"]
    sheet = openpyxl.load_workbook(desk.build / "raport-2024.xlsx")["Sprawozdanie"]
    cells = [cell.value for row in sheet.iter_rows() for cell in row]
    assert "Miernik" in cells
    assert "Rok 2024" in cells
    assert [value for value in cells if isinstance(value, int)] == list(range(21, 21 + len(asked)))
    assert cells.count("Sąsiedzi") == len(asked)
    text = document_text(desk.build / "raport-2024.docx")
    assert "za rok 2024" in text
    assert "1\u00a0wskaźnik" in text


@pytest.mark.parametrize("pattern", ["'{kod:d}'", "'{kod!z}'", "'{kod.x}'", "'{inny}'", "'{'"])
def test_a_pattern_that_would_fail_later_is_a_mistake_now(pattern: str, tmp_path: Path) -> None:
    path = tmp_path / "programme.yaml"
    path.write_text(catalogue(2, tree(2)).replace(BANDS[0], pattern), encoding="utf-8")
    with pytest.raises(CatalogueError, match="w nawiasach klamrowych"):
        load_programme(path)


def test_a_mistake_in_the_frame_hides_no_other(tmp_path: Path) -> None:
    text = catalogue(2, tree(2)).replace("  wydal: Łomża, {rok_wydania} r.\n", "").replace("od: 2020", "od: dawno")
    text = text.replace("jednostka: osoba,", "jednostka: sztuka,").replace("kierunek: kontekst", "kierunek: lepiej")
    (tmp_path / "programme.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(CatalogueError) as failure:
        load_programme(tmp_path / "programme.yaml")
    said = str(failure.value)
    assert all(part in said for part in ("„wydal”", "„od”", "nie ma jednostki „sztuka”", "„lepiej”"))
    assert len(failure.value.mistakes) == 4


# --- Everything at once: indicators with targets, a statistical table and a register of actions ---------------------


def filled_in(bureau: Bureau) -> Bureau:
    """The small programme with all its returns, typed by hand, and the year before."""
    history = bureau.root / "history"
    history.mkdir()
    rows = ("A1/1,2022,44,", "T1/1.a,2022,90,", "T1/1.b,2022,900,", "T1/1.c,2022,10.0,", "T1/2.a,2022,90,* spis")
    text = "".join(f"elk-rodzina-2022-2027,{row}\n" for row in rows)
    (history / "2022.csv").write_text(f"programme,indicator,year,value,note,text\n{text}", encoding="utf-8")
    cus = bureau.form("CUS").sign().type("A1/1", value=31, note="* z wakacji").type("A1/2", value=0)
    cus.type("T1/1.a", value="1 000").type("T1/2.a", value=600).type("T1/3.a", value=400)
    cus.type("T1/1.c", value="10,0")
    cus.type("B1.1/d1", term="2023 r.", koszt=1000, miasto="800,50", powiat="wolontariat", ue="199,50 zł", ngo="nr")
    cus.type("B1.1/d1", value=12, note="w szkołach")
    cus.type("B1.1/d2", term="lato 2023", koszt=100, miasto=100, value="x")
    cus.type("nowe 1", task="B1.2", name="Malowanie świetlicy", term="2023", koszt=50, ngo=50)
    cus.type("nowe 1", indicator="liczba świetlic", value="3/7")
    bureau.send("CUS", cus)
    pcpr = bureau.form("PCPR").sign().type("A1/1", value=14)
    pcpr.type("B1.1/d3", term="2023", koszt="koszt własny jednostki")
    pcpr.type("B1.2/d1", term="2022-2023", koszt=5000, powiat=5000, value=1)
    bureau.send("PCPR", pcpr)
    stat = bureau.form("UM-STAT").sign().type("T1/1.b", value=10000).type("T1/2.b", value=5000)
    bureau.send("UM-STAT", stat.type("T1/3.b", value=5000))
    return bureau


@pytest.fixture
def elk(bureau: Callable[..., Bureau]) -> Bureau:
    return filled_in(bureau(OTHER_CITY, year=2023))


def lines(sheet: Worksheet) -> list[list[object]]:
    """What stands in the rows of a sheet, blank cells left out."""
    rows: list[tuple[object, ...]] = [*sheet.iter_rows(values_only=True)]
    filled = ([cell for cell in row if cell is not None] for row in rows)
    return [row for row in filled if row]


def test_whole_other_programme_works_without_touching_code(elk: Bureau, collector: Callable[..., Run]) -> None:
    done = collector("validate", cwd=elk.root)
    assert done.code == 0, done.out + done.err
    done = collector("merge", "--strict", cwd=elk.root)
    assert done.code == 0, done.err
    assert elk.report().sheetnames == [
        "Strona tytułowa", "Sprawozdanie", "Rejestr działań", "Uzgodnienie kosztów", "Tabele statystyczne",
        "Zmiany i ocena", "Wykresy", "Kompletność", "Uwagi otwarte", "Wersja dostępna",
        "Działania – dostępne", "Sumy – dostępne", "Tabele – dostępne", "Przypisy", "Liczby w opisie", "Źródła",
    ]  # fmt: skip
    assert {path.name for path in elk.desk.build.iterdir()} >= {
        "wskazniki-2023.csv", "dane-2023.csv", "tabele-2023.csv", "dzialania-2023.csv", "uzgodnienie-kosztow.csv",
        "raport-2023.docx", "datapackage.json",
    }  # fmt: skip


def test_its_indicators_stand_in_its_own_columns(elk: Bureau) -> None:
    elk.merge()
    rows = lines(elk.report()["Sprawozdanie"])
    assert rows[1] == rows[3], "the running head of every page"
    assert [rows[0], *rows[2:8]] == [
        ["Realizacja filarów"],
        ["Filar A: Rodziny bezpieczne"],
        ["Objaśnienia", "Ocena", "Rok 2023", "Miara", "Kierunek", "Na początku", "Miernik", "Działanie programu",
         "Partner"],
        ["* z wakacji", "wzrost względem 2021 r. – zgodnie z celem", 45, "rodziny", "Wzrost", "40*",
         "Rodziny z asystentem", "Asystenci rodzin", "Parafie"],
        ["utrzymanie względem 2021 r. – zgodnie z celem", 0, "rodziny", "Utrzymanie/Spadek", "0",
         "Rodziny czekające na asystenta"],
        ["Wskaźnik zbierany od 2024 r.", "–", "punkty", "Wzrost", "Ocena pomocy przez rodziny"],
        ["* bez rodzin zastępczych"],
    ]  # fmt: skip
    assert "nie większą niż 10%" in str(rows[8])
    by_id = {row["indicator"]: row for row in elk.data("wskazniki-2023")}
    first = by_id["A1/1"]
    assert (first["value"], first["unit"], first["executors"], first["combine"]) == (
        "45",
        "rodziny",
        "CUS PCPR",
        "suma",
    )
    assert (first["previous_year"], first["previous_value"], first["change_percent"]) == ("2022", "44", "2.3")
    assert (first["base_year"], first["base_value"], first["target"]) == ("2021", "40", "Wzrost")
    assert first["assessment"] == "wzrost względem 2021 r. – zgodnie z celem"
    later = by_id["A1/3"]
    assert (later["status"], later["value"], later["note"]) == ("nie dotyczy", "", "Wskaźnik zbierany od 2024 r.")
    assert {id_: by_id[id_]["text"] or by_id[id_]["value"] for id_ in ("B1.1/1", "B1.1/2", "B1.2/1")} == {
        "B1.1/1": "12", "B1.1/2": "", "B1.2/1": "B1.2/d1: 1\nB1.2/CUS+1: 3/7",
    }  # fmt: skip


def test_its_register_has_its_own_sources_words_and_sums(elk: Bureau) -> None:
    elk.merge()
    sheet = elk.report()["Rejestr działań"]
    title, running_head, *below = lines(sheet)
    assert "Skąd pieniądze: powiat" in running_head
    assert [title, *below] == [
        ["Realizacja filarów"],
        ["Filar B: Rodziny aktywne"],
        ["Kierunek B1: Razem w mieście"],
        ["Objaśnienia", "Rok 2023", "Miernik", "Co zrobiono", "Działanie programu", "Partner", "Skąd pieniądze",
         "Razem", "Kiedy"],
        ["organizacje", "Unia Europejska", "powiat", "budżet miasta"],
        ["w szkołach", 12, "liczba warsztatów", "Warsztaty dla rodziców", "B1.1. Warsztaty", "Szkoły",
         "nr", 199.5, "wolontariat", 800.5, 1000, "2023 r."],
        ["x", "Warsztaty wyjazdowe", 100, 100, "lato 2023"],
        ["Poradnik", "koszt własny jednostki", "2023"],
        [1, "liczba świetlic", "Remont świetlicy", "B1.2. Świetlice", 5000, 5000, "2022-2023"],
        ["3/7", "liczba świetlic", "Malowanie świetlicy", 50, 50, "2023"],
        ["Kierunek B1 kosztował (bez działań dłuższych niż rok)",
         *(f"=SUM({column}7,{column}9,{column}11)" for column in "GHIJK")],
        ["Ile to kosztowało", "Skąd pieniądze", "Razem"],
        ["organizacje", "Unia Europejska", "powiat", "budżet miasta"],
        ["Wszystko w filarze B „Rodziny aktywne”", *(f"={column}12" for column in "GHIJK")],
        ["Kierunek B1 kosztował (bez działań dłuższych niż rok)", *(f"={column}12" for column in "GHIJK")],
    ]  # fmt: skip
    results = openpyxl.load_workbook(elk.desk.build / "raport-2023.xlsx", data_only=True)["Rejestr działań"]
    assert [results[f"{column}15"].value for column in "GHIJK"] == [50, 199.5, 0, 800.5, 1050]
    actions = {row["action"]: row for row in elk.data("dzialania-2023")}
    assert list(actions) == ["B1.1/d1", "B1.1/d2", "B1.1/d3", "B1.2/d1", "B1.2/CUS+1"]
    assert [actions[id_]["multi_year"] for id_ in actions] == ["nie", "nie", "nie", "tak", "nie"]
    assert (actions["B1.1/d1"]["ue"], actions["B1.1/d1"]["ngo_text"]) == ("199.50", "nr")
    assert [(row["goal"], row["row"], row["kind"], row["published"]) for row in elk.data("uzgodnienie-kosztow")] == [
        ("B1", "B1.2/d1", "działanie wieloletnie", "5000.00")
    ]


def test_its_table_adds_up_and_computes_its_percentages(elk: Bureau) -> None:
    elk.merge()
    assert lines(elk.report()["Tabele statystyczne"]) == [
        ["Rodziny w mieście"],
        ["Rodziny", "Objęte pomocą", "Wszystkie", "Udział"],
        ["2021", "2022", "2023"] * 3,
        ["Rodziny razem", "–", 90, 1000, "–", 900, 10000, "–", 10, 10],
        ["z jednym dzieckiem", "–", 90, 600, "–", "–", 5000, "–", "–", 12],
        ["z większą liczbą dzieci", "–", "–", 400, "–", "–", 5000, "–", "–", 8],
        ["* dane z ksiąg meldunkowych"],
        ["* spis"],
    ]
    cells = {row["indicator"]: row for row in elk.data("tabele-2023")}
    assert {id_: row["value"] for id_, row in cells.items()} == {
        "T1/1.a": "1000", "T1/1.b": "10000", "T1/1.c": "10.0", "T1/2.a": "600", "T1/2.b": "5000", "T1/2.c": "12.0",
        "T1/3.a": "400", "T1/3.b": "5000", "T1/3.c": "8.0",
    }  # fmt: skip
    assert cells["T1/1.b"]["unit"] == "gospodarstwa"


@pytest.mark.parametrize(
    ("executor", "row", "value", "code", "blamed"),
    [
        ("CUS", "T1/2.a", 601, "L604", "T1/1.a"),
        ("UM-STAT", "T1/3.b", 4999, "L604", "T1/1.b"),
        ("CUS", "T1/1.c", "10,1", "L601", "T1/1.c"),
        ("UM-STAT", "T1/1.b", 0, "L602", "T1/1.c"),
    ],
)  # fmt: skip
def test_its_table_is_checked(executor: str, row: str, value: object, code: str, blamed: str, elk: Bureau) -> None:
    elk.send(executor, elk.sent(executor).type(row, value=value))
    found = {(finding.rule.code, finding.indicator) for finding in elk.findings() if finding.blocks}
    assert (code, blamed) in found


def test_its_later_indicator_is_asked_when_its_year_comes(bureau: Callable[..., Bureau]) -> None:
    form = bureau(OTHER_CITY, year=2024).form("CUS")
    assert form.ids("Dane") == ["A1/1", "A1/2", "A1/3"]
    assert bureau(OTHER_CITY, year=2023, folder="wcześniej").form("CUS").ids("Dane") == ["A1/1", "A1/2"]


@pytest.mark.parametrize(
    ("right", "wrong", "said", "at"),
    [
        (
            "jednostka: '%', rodzaj: procent",
            "jednostka: promil, rodzaj: procent",
            "nie ma jednostki „promil”",
            "    miary:",
        ),
        ("licznik: a, mianownik: b}", "licznik: a}", "licznik i mianownik podaje się razem", "    miary:"),
        (
            "z jednym dzieckiem, z_tego: 1}",
            "z jednym dzieckiem, z_tego: 7}",
            "wiersz 2 jest częścią wiersza 7",
            "    wiersze:",
        ),
        (
            "realizatorzy: [UM-STAT]}",
            "realizatorzy: [GUS]}",
            "nie ma realizatora „GUS”",
            "    realizatorzy: [CUS]\n    miary",
        ),
        ("kod: T1", "kod: tab", "„tab” ma niedozwoloną postać", ""),
        (
            "{klucz: ngo, naglowek: organizacje}",
            "{klucz: koszt, naglowek: organizacje}",
            "nie może nazywać się „koszt”",
            "",
        ),
        (
            "{klucz: ue, naglowek: Unia Europejska}",
            "{klucz: unia, naglowek: UE}",
            "brakuje kolumny „unia”",
            "  kolumny:",
        ),
        ("suma_celu: Kierunek {kod} kosztował", "suma_celu: Kierunek {nr} kosztował", "w nawiasach klamrowych", ""),
        ("  podsumowanie: Ile", "  podsumowane: Ile", "nieznany klucz „podsumowane”", ""),
        (
            "{id: B1.1/d3, nazwa: Poradnik, realizator: PCPR}",
            "{id: B1.1/3, nazwa: P, realizator: PCPR}",
            "B1.1/dnumer",
            "",
        ),
        ("nazwa: Poradnik, realizator: PCPR", "nazwa: Poradnik, realizator: XX", "nie ma realizatora „XX”", ""),
        ("realizator: CUS, wskaznik: B1.1/1", "realizator: CUS, wskaznik: B1.1/8", "nie ma wskaźnika „B1.1/8”", ""),
        ("realizator: CUS, w_tym: B1.1/d1", "realizator: CUS, w_tym: B1.2/d1", "nie ma działania „B1.2/d1”", ""),
        ("{id: B1.1/2, nazwa: liczba uczestników}", "{id: B1.2/2, nazwa: liczba}", "ma mieć postać B1.1/numer", ""),
        (
            "{id: B1.1/2, nazwa: liczba uczestników}",
            "{id: B1.1/1, nazwa: liczba}",
            "identyfikator „B1.1/1” powtarza się",
            "",
        ),
        ("baza: {rok: 2021, wartosc: '0'}", "baza: {rok: 2021, wartosc: zero}", "„wartosc”: tu ma być liczba", ""),
        ("baza: {rok: 2021, wartosc: '0'}", "baza: {wartosc: '0'}", "brakuje klucza „rok”", ""),
        ("cel: Utrzymanie/Spadek", "cel: Będzie lepiej", "w celu ma stać co najmniej jedno ze słów", ""),
        ("od: 2024", "od: kiedyś", "„od”: tu ma być liczba całkowita", ""),
        ("pasmo: 10", "pasmo: -1", "poza dozwolonym zakresem", ""),
    ],
)
def test_a_mistake_in_a_new_part_is_told_with_its_line(
    right: str, wrong: str, said: str, at: str, tmp_path: Path
) -> None:
    text = OTHER_CITY.read_text(encoding="utf-8")
    assert text.count(right) == 1, right
    path = tmp_path / "programme.yaml"
    path.write_text(text.replace(right, wrong), encoding="utf-8")
    line = text[: text.rindex(at or right)].count("\n") + 1
    with pytest.raises(CatalogueError) as failure:
        load_programme(path)
    (mistake,) = [mistake for mistake in failure.value.mistakes if said in mistake.message]
    assert mistake.line == line, mistake


def test_mistakes_in_all_new_parts_are_told_together(tmp_path: Path) -> None:
    text = OTHER_CITY.read_text(encoding="utf-8")
    for right, wrong in (
        ("z jednym dzieckiem, z_tego: 1}", "z jednym dzieckiem, z_tego: 7}"),
        ("suma_celu: Kierunek {kod}", "suma_celu: Kierunek {nr}"),
        ("wskaznik: B1.2/1", "wskaznik: B1.2/5"),
        ("cel: Utrzymanie/Spadek", "cel: Będzie lepiej"),
        ("wartosc: '40'", "wartosc: czterdzieści"),
    ):
        assert right in text
        text = text.replace(right, wrong)
    path = tmp_path / "programme.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CatalogueError) as failure:
        load_programme(path)
    assert len(failure.value.mistakes) == 5, str(failure.value)
