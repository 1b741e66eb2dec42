"""Catalogue files: what is shipped, how they are read, and how every mistake is told to the person who edits them."""

import csv
import re
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from collector.catalogue import SHIPPED, CatalogueError, Mistake, load_programme, shipped_path
from collector.domain.errors import InputError, SettingsError
from collector.domain.indicator import Combine, Component, Direction, Gender, Kind, Moment, Role, Unit
from collector.domain.programme import Programme, Question

from .conftest import PROGRAMME_ID, ROOT

SMALL = """\
# Mały katalog do prób.
format: 1
program:
  id: proba
  tytul: Program na próbę
  miasto: Białystok
  koordynator: Miejski Ośrodek Pomocy Rodzinie
  lata: {od: 2011, do: 2020}
  poziomy:
    - [cel, cele, celów]
    - [zadanie, zadania, zadań]
raport:
  tytul: [Raport, 'za rok {rok}']
  wydal: MOPR, {rok_wydania} r.
  tytul_tabeli: Tabela 1
  pasy: ['Cel {kod}. {tytul}']
  kolumny:
    - {klucz: kod, naglowek: L.p., szerokosc: 7}
    - {klucz: wskaznik, naglowek: Wskaźnik, szerokosc: '24,5'}
    - {klucz: wartosc, naglowek: 'Wartość w {rok} r.', szerokosc: 22}
    - {klucz: finansowanie, naglowek: Finansowanie, szerokosc: 14, powtarzana: tak}
realizatorzy:
  MOPR:
    nazwa: Miejski Ośrodek Pomocy Rodzinie
  PUP:
    nazwa: Powiatowy Urząd Pracy
jednostki:
  osoba: [osoba, osoby, osób]
  '%': ['%', '%', '%']
skale:
  ocena: [niski, wysoki]
drzewo:
  - kod: A
    tytul: Rodzina
    podrzedne:
      - kod: A.1
        tytul: Wsparcie
        finansowanie: Budżet Miasta
        scal: [finansowanie]
        wskazniki:
          - id: A.1/1
            nazwa: Liczba osób
            rodzaj: liczba
            jednostka: osoba
            moment: cały rok
            kierunek: więcej
            realizatorzy: [MOPR]
            laczenie: jeden realizator
            min: '1 000,5'
          - id: A.1/2
            nazwa: Liczba osób łącznie
            rodzaj: liczba
            jednostka: osoba
            moment: stan na 31 grudnia
            kierunek: mniej
            realizatorzy: [MOPR, PUP]
            laczenie: suma
            wymagany: nie
"""
ENGLISH = re.compile(
    r"\b(field|input|valid|value|values|string|should|required|extra|permitted|expected|error|type|none|null|node|list"
    r"|found|mapping|token|line|column|character|scalar|tag|no such|file|directory|at least|or)\b",
    re.IGNORECASE,
)


def written(folder: Path, text: str) -> Path:
    path = folder / "programme.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def mistakes_in(folder: Path, text: str) -> list[Mistake]:
    """Everything that is wrong with a catalogue file; checked to be in order, in Polish and in the message."""
    with pytest.raises(CatalogueError) as caught:
        load_programme(written(folder, text))
    found = list(caught.value.mistakes)
    assert found == sorted(found)
    assert caught.value.exit_code == 2
    assert f"({len(found)})" in str(caught.value)
    for mistake in found:
        assert f"wiersz {mistake.line}: {mistake.message}" in str(caught.value)
        assert not ENGLISH.search(mistake.message), mistake.message
        assert 1 <= mistake.line <= len(text.splitlines()) + 1
    return found


def small(*changes: tuple[str, str]) -> str:
    """The small catalogue with pieces replaced."""
    text = SMALL
    for old, new in changes:
        assert text.count(old) >= 1, old
        text = text.replace(old, new, 1)
    return text


def line_of(text: str, piece: str) -> int:
    """The line on which a piece stands first."""
    return next(number for number, line in enumerate(text.splitlines(), 1) if piece in line)


# --- The shipped catalogue -----------------------------------------------------------------------------------------


def test_shipped_catalogue_is_complete(programme: Programme) -> None:
    goals = programme.sections
    priorities = [child for goal in goals for child in goal.children]
    assert [goal.code for goal in goals] == list("ABCDEFG")
    assert (len(goals), len(priorities), len(programme.tasks)) == (7, 28, 88)
    assert len(programme.indicators) == len(programme.indicator_by_id) == 175
    assert len(programme.executors) == 9
    assert [level.many for level in programme.levels] == ["celów strategicznych", "priorytetów", "zadań"]
    assert (programme.first_year, programme.last_year) == (2011, 2020)


def test_shipped_catalogue_numbers_its_indicators(programme: Programme) -> None:
    for task in programme.tasks:
        assert [indicator.id for indicator in task.indicators] == [
            f"{task.code}/{number}" for number in range(1, len(task.indicators) + 1)
        ]


def test_shipped_catalogue_assigns_every_indicator(programme: Programme) -> None:
    by_executor = Counter(executor for indicator in programme.indicators for executor in indicator.executors)
    assert set(by_executor) == set(programme.executor_by_id)
    for indicator in programme.indicators:
        goal = indicator.id[0]
        if goal == "C":
            assert set(indicator.executors) <= {"PUP", "MOPR"}
            assert indicator.id.startswith("C.4") or indicator.executors == ("PUP",)
        if goal == "E":
            assert indicator.executors == (("MOPR",) if indicator.id.startswith("E.2.1/") else ("ZMK",))
        assert (len(indicator.executors) == 1) == (indicator.combine is Combine.OWNER)
    shared = [indicator.id for indicator in programme.indicators if len(indicator.executors) > 1]
    assert programme.indicator_by_id["A.1.4/3"].executors == ("MOPR", "UM-DE")
    assert programme.indicator_by_id["A.1.4/3"].combine is Combine.SUM
    assert len(shared) >= 6


def test_shipped_percentages_have_their_inputs(programme: Programme) -> None:
    percentages = [indicator for indicator in programme.indicators if indicator.kind is Kind.PERCENTAGE]
    assert [indicator.id for indicator in percentages] == ["E.1.1/1", "E.1.2/1", "E.1.3/1", "E.2.2/1", "E.3.1/1"]
    for indicator in percentages:
        assert len(indicator.parts(Role.NUMERATOR)) == len(indicator.parts(Role.DENOMINATOR)) == 1
        assert [component.id for component in indicator.components] == [f"{indicator.id}.a", f"{indicator.id}.b"]


def test_every_shipped_programme_loads() -> None:
    assert PROGRAMME_ID in SHIPPED
    for id_, path in SHIPPED.items():
        assert load_programme(path).id == id_
        assert shipped_path(id_) == path


def test_unknown_programme_is_named_beside_the_known_ones() -> None:
    with pytest.raises(SettingsError, match=f"„lomza”.*{PROGRAMME_ID}"):
        shipped_path("lomza")


def test_workspace_of_the_repository_has_the_shipped_catalogue() -> None:
    assert (ROOT / "programme.yaml").read_bytes() == shipped_path(PROGRAMME_ID).read_bytes()


def test_shipped_catalogue_knows_what_the_report_says_twice(programme: Programme) -> None:
    repeating = {indicator.id: indicator.repeats for indicator in programme.indicators if indicator.repeats}
    assert repeating == {"C.1.4/1": "C.1.3/1", "C.1.4/2": "C.1.3/2"}
    for id_, repeated in repeating.items():
        one, other = programme.indicator_by_id[id_], programme.indicator_by_id[repeated]
        assert (one.name, one.unit, one.executors) == (other.name, other.unit, other.executors)


@pytest.mark.parametrize("programme_id", SHIPPED)
def test_published_numbers_are_plausible(programme_id: str) -> None:
    """What a shipped catalogue calls more than plausible was never published."""
    programme = load_programme(shipped_path(programme_id))
    assert programme.usual_maximum_of_unit == ({"osoby": Decimal(300_000)} if programme.city == "Białystok" else {})
    example = ROOT / "examples" / programme_id
    questions: dict[str, Question] = {**programme.indicator_by_id}
    questions.update({part.id: part for indicator in programme.indicators for part in indicator.components})
    for path in example.glob("20*/odpowiedzi.csv"):
        with path.open(encoding="utf-8-sig", newline="") as answers:
            for answer in csv.DictReader(answers):
                most = programme.usual_maximum_of_unit.get(questions[answer["wskaznik"]].unit.label)
                for number in re.findall(r"\d[\d \u00a0]*", answer["wartosc"]):
                    assert most is None or int(re.sub(r"\D", "", number)) <= most, answer


# --- Reading -------------------------------------------------------------------------------------------------------


def test_small_catalogue_is_read(tmp_path: Path) -> None:
    programme = load_programme(written(tmp_path, SMALL))
    assert [task.code for task in programme.tasks] == ["A.1"]
    first, second = programme.indicators
    assert (first.minimum, first.maximum, first.required) == (Decimal("1000.5"), None, True)
    assert (first.moment, first.direction, first.unit.many) == (Moment.YEAR, Direction.MORE, "osób")
    assert (second.combine, second.required, second.executors) == (Combine.SUM, False, ("MOPR", "PUP"))
    assert programme.tasks[0].printed == {"finansowanie": "Budżet Miasta"}
    assert programme.tasks[0].merged == {"finansowanie"}
    assert [column.width for column in programme.report.columns] == [7.0, 24.5, 22.0, 14.0]
    assert [column.repeated for column in programme.report.columns] == [False, False, False, True]
    assert programme.report.bands == ("Cel {kod}. {tytul}",)


DECLINED = "{formy: [osoba, osoby, osób], dopelniacz: osoby, biernik: osobę, rodzaj: żeński}"


def test_a_noun_is_a_list_of_forms_or_fully_declined(tmp_path: Path) -> None:
    text = small(("[osoba, osoby, osób]", DECLINED), ("- [cel, cele, celów]", f"- {DECLINED}"))
    programme = load_programme(written(tmp_path, text))
    person = programme.indicators[0].unit
    assert person == Unit(
        one="osoba", few="osoby", many="osób", genitive="osoby", accusative="osobę", gender=Gender.FEMININE
    )
    assert programme.levels == (person, Unit(one="zadanie", few="zadania", many="zadań"))
    assert person.forms == {"osoba", "osoby", "osób", "osobę"}
    assert [level.is_declined for level in programme.levels] == [True, False]


@pytest.mark.parametrize(
    ("noun", "message"),
    [
        ("{formy: [osoba, osoby, osób], dopelniacz: osoby, biernik: osobę}", "brakuje klucza „rodzaj”"),
        ("{formy: [osoba, osoby, osób], dopelniacz: osoby, rodzaj: żeński}", "brakuje klucza „biernik”"),
        (DECLINED.replace("żeński", "żenski"), "niedozwolona wartość „żenski”; dozwolone: męskoosobowy, męski, żeński"),
        (DECLINED.replace("dopelniacz: osoby", "dopelniacz: ''"), "„dopelniacz”: tekst nie może być pusty"),
        (DECLINED.replace("[osoba, osoby, osób]", "[osoba, osoby]"), "„osoba”: za mało pozycji (co najmniej 3)"),
        (DECLINED.replace("[osoba,", "['',"), "„osoba” (pozycja 1): tekst nie może być pusty"),
        (DECLINED.replace("biernik: osobę", f"biernik: {'osobę ' * 20}"), "nazwa jednostki jest za długa"),
        ("osoby", "„osoba”: tu ma być lista"),
    ],
)
def test_a_noun_that_cannot_be_is_told(noun: str, message: str, tmp_path: Path) -> None:
    text = small(("[osoba, osoby, osób]", noun), ("realizatorzy: [MOPR]", "realizatorzy: [XX]"))
    unit, executor = sorted(mistakes_in(tmp_path, text))
    assert (unit.line, message in unit.message) == (line_of(text, "  osoba: "), True), unit.message
    assert "nie ma realizatora „XX”" in executor.message, "a noun is no reason to keep silent about the rest"


def test_an_unknown_key_of_a_noun_is_told_beside_the_known_one(tmp_path: Path) -> None:
    text = small(("[osoba, osoby, osób]", DECLINED.replace("dopelniacz", "dopełniacz")))
    found = {mistake.message for mistake in mistakes_in(tmp_path, text)}
    assert found == {"brakuje klucza „dopelniacz”", "nieznany klucz „dopełniacz”; czy chodziło o „dopelniacz”?"}


def test_a_level_that_is_declined_in_part_is_told(tmp_path: Path) -> None:
    text = small(("- [cel, cele, celów]", "- {formy: [cel, cele, celów], biernik: cel, rodzaj: męski}"))
    (mistake,) = mistakes_in(tmp_path, text)
    assert mistake == Mistake(line_of(text, "biernik: cel"), "brakuje klucza „dopelniacz”")


PARAGRAPHS = """\
  podstawa_prawna: [Uchwała nr 1., 'Ustawa.']
  cel: ['Co zrobiono w {rok} r.', 'Wydano w {rok_wydania} r.']
"""


def test_legal_basis_and_purpose_are_paragraphs_in_which_the_year_may_stand(tmp_path: Path) -> None:
    text = small(("  tytul_tabeli", f"{PARAGRAPHS}  tytul_tabeli"))
    report = load_programme(written(tmp_path, text)).report
    assert report.legal_basis == ("Uchwała nr 1.", "Ustawa.")
    assert report.purpose == ("Co zrobiono w {rok} r.", "Wydano w {rok_wydania} r.")
    wrong = text.replace("'Ustawa.'", "'Ustawa {z.'").replace("zrobiono w {rok}", "zrobiono w {lata}")
    found = mistakes_in(tmp_path, wrong)
    assert [mistake.line for mistake in found] == [line_of(wrong, "podstawa_prawna"), line_of(wrong, "  cel:")]
    assert {mistake.message for mistake in found} == {"w nawiasach klamrowych może stać tylko: {rok}, {rok_wydania}"}


@pytest.mark.parametrize("programme_id", SHIPPED)
def test_shipped_reports_name_their_legal_basis_and_purpose(programme_id: str) -> None:
    report = load_programme(shipped_path(programme_id)).report
    for text in (*report.legal_basis, *report.purpose):
        assert text.endswith(".")
        years = re.findall(r"(?:z dnia \d+ \w+|Dz\. U\. z|w) (?:\d{4}|\{rok\})(.{3})", text)
        assert set(years) <= {" r."}, text
    assert "ustawy z dnia 12 marca 2004 r. o pomocy społecznej" in report.legal_basis[0]
    assert "{rok} r." in report.purpose[0]


def test_codes_stay_what_was_typed(tmp_path: Path) -> None:
    text = small(
        ("  - kod: A\n", "  - kod: no\n"),
        ("      - kod: A.1\n", "      - kod: 1.10\n"),
        ("id: A.1/1", "id: 1.10/007"),
        ("id: A.1/2", "id: 1.10/1_0"),
        ("tytul: Rodzina", "tytul: yes"),
        ("tytul: Wsparcie", "tytul: 2017-01-01"),
        ("nazwa: Liczba osób\n", "nazwa: 1e3\n"),
        ("nazwa: Miejski Ośrodek Pomocy Rodzinie", "nazwa: null"),
        ("finansowanie: Budżet Miasta", "finansowanie: 0264011"),
    ).replace("1_0", "08")
    programme = load_programme(written(tmp_path, text))
    assert [section.code for section in programme.sections] == ["no"]
    assert programme.sections[0].title == "yes"
    assert [(task.code, task.title) for task in programme.tasks] == [("1.10", "2017-01-01")]
    assert [indicator.id for indicator in programme.indicators] == ["1.10/007", "1.10/08"]
    assert programme.indicators[0].name == "1e3"
    assert programme.executors[0].name == "null"
    assert programme.tasks[0].printed == {"finansowanie": "0264011"}


def test_typographic_text_is_kept(tmp_path: Path) -> None:
    programme = load_programme(written(tmp_path, small(("nazwa: Liczba osób\n", "nazwa: „Liczba” – 5 & więcej…\n"))))
    assert programme.indicators[0].name == "„Liczba” – 5 & więcej…"


def test_file_from_notepad_is_read(tmp_path: Path) -> None:
    path = tmp_path / "programme.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + SMALL.replace("\n", "\r\n").encode())
    programme = load_programme(path)
    assert programme.title == "Program na próbę"
    assert programme.fingerprint == load_programme(written(tmp_path, SMALL)).fingerprint


@pytest.mark.parametrize(
    "text",
    [
        "# inny komentarz\n\n" + SMALL,
        SMALL.replace("format: 1", "format: '1'   # wersja"),
        SMALL.replace("\n", "\n\n"),
        SMALL.replace("lata: {od: 2011, do: 2020}", "lata:\n    do: 2020\n    od: 2011"),
        SMALL.replace("[osoba, osoby, osób]", '["osoba", osoby,   osób]'),
    ],
    ids=["comment", "quotes", "blank lines", "order of keys", "spaces"],
)
def test_fingerprint_does_not_depend_on_dress(text: str, tmp_path: Path) -> None:
    assert load_programme(written(tmp_path, text)).fingerprint == load_programme(written(tmp_path, SMALL)).fingerprint


@pytest.mark.parametrize(
    "text",
    [
        small(("nazwa: Liczba osób\n", "nazwa: Liczba  osób\n")),
        small(("realizatorzy: [MOPR, PUP]", "realizatorzy: [PUP, MOPR]")),
        small(("1 000,5", "1 000,6")),
        small(("format: 1\n", "format: 1\n"), ("miasto: Białystok", "miasto: Łomża")),
    ],
    ids=["name", "order of executors", "limit", "city"],
)
def test_fingerprint_follows_the_content(text: str, tmp_path: Path) -> None:
    assert load_programme(written(tmp_path, text)).fingerprint != load_programme(written(tmp_path, SMALL)).fingerprint


# --- All mistakes at once, each with its line ----------------------------------------------------------------------

SHAPE = small(
    ("format: 1\n", "format: 2\n"),
    ("  id: proba\n", "  id: Próba\n"),
    ("  miasto: Białystok\n", "  miasta: Białystok\n"),
    ("od: 2011", "od: dawno"),
    ("[cel, cele, celów]", "[cel, cele]"),
    ("szerokosc: 7}", "szerokosc: szeroka}"),
    ("powtarzana: tak", "powtarzana: może"),
    ("nazwa: Powiatowy Urząd Pracy", "nazwa: ''"),
    ("rodzaj: liczba", "rodzaj: liczby"),
    ("moment: cały rok", "moment: rok"),
    ("realizatorzy: [MOPR]\n", "realizatorzy: MOPR\n"),
    ("            min: '1 000,5'\n", "            min: sporo\n"),
    ("            laczenie: suma\n", ""),
    ("            wymagany: nie\n", "            wymagane: nie\n"),
)


def test_every_misshapen_part_is_reported(tmp_path: Path) -> None:
    found = mistakes_in(tmp_path, SHAPE)
    assert [mistake.line for mistake in found] == [
        line_of(SHAPE, piece)
        for piece in (
            "format: 2", "program:", "id: Próba", "miasta:", "od: dawno", "[cel, cele]", "szeroka", "może", "nazwa: ''",
            "rodzaj: liczby", "moment: rok", "realizatorzy: MOPR", "min: sporo", "id: A.1/2", "wymagane:",
        )
    ]  # fmt: skip
    told = dict(zip([mistake.line for mistake in found], [mistake.message for mistake in found], strict=True))
    assert told[line_of(SHAPE, "program:")] == "brakuje klucza „miasto”"
    assert told[line_of(SHAPE, "miasta:")] == "nieznany klucz „miasta”; czy chodziło o „miasto”?"
    assert told[line_of(SHAPE, "id: A.1/2")] == "brakuje klucza „laczenie”"
    assert told[line_of(SHAPE, "wymagane:")] == "nieznany klucz „wymagane”; czy chodziło o „wymagany”?"
    assert "liczba z opisem" in told[line_of(SHAPE, "rodzaj: liczby")]
    assert "stan na 31 grudnia" in told[line_of(SHAPE, "moment: rok")]
    assert "tak, nie" in told[line_of(SHAPE, "może")]
    assert "lista" in told[line_of(SHAPE, "realizatorzy: MOPR")]


CONTRADICTIONS = small(
    ("od: 2011", "od: 2021"),
    ("'Cel {kod}. {tytul}'", "'Cel {numer}. {tytul}'"),
    ("[Raport, 'za rok {rok}']", "[Raport, 'za rok {rok']"),
    ("klucz: kod", "klucz: wartosc"),
    ("klucz: wskaznik", "klucz: nazwa"),
    ("nazwa: Powiatowy Urząd Pracy", "nazwa: Powiatowy Urząd Pracy\n  ZMK:\n    nazwa: Zarząd Mienia"),
    ("scal: [finansowanie]", "scal: [zrodla]\n        zrodla: Budżet"),
    ("id: A.1/1", "id: A.2/1"),
    ("jednostka: osoba", "jednostka: sztuka"),
    ("realizatorzy: [MOPR]", "realizatorzy: [MOPS]"),
    ("min: '1 000,5'", "min: 10\n            max: 1"),
    ("id: A.1/2", "id: A.2/1"),
    ("rodzaj: liczba\n            jednostka: osoba\n            moment: stan",
     "rodzaj: procent\n            jednostka: '%'\n            moment: stan"),
    ("wymagany: nie", "skala: ocena\n            skladniki:\n"
     "              - {id: a, rola: licznik, nazwa: Ilu, jednostka: sztuka, rodzaj: tekst}"),
)  # fmt: skip


def test_every_contradiction_is_reported(tmp_path: Path) -> None:
    found = mistakes_in(tmp_path, CONTRADICTIONS)
    told = "\n".join(f"{mistake.line} {mistake.message}" for mistake in found)
    for piece, message in (
        ("lata:", "pierwszy rok programu jest późniejszy niż ostatni"),
        ("za rok {rok'", "w nawiasach klamrowych może stać tylko: {rok}, {rok_wydania}"),
        ("Cel {numer}", "w nawiasach klamrowych może stać tylko: {kod}, {tytul}"),
        ("kolumny:", "kolumna „wartosc” powtarza się"),
        ("kolumny:", "brakuje kolumny „wskaznik”"),
        ("  ZMK:", "realizator „ZMK” nie ma żadnego wskaźnika"),
        ("scal:", "„A.1”: nie ma kolumny „zrodla”, którą można scalić"),
        ("zrodla: Budżet", "„A.1”: nieznany klucz „zrodla” (nie ma takiej kolumny raportu)"),
        ("id: A.2/1", "wskaźnik A.2/1: identyfikator ma mieć postać A.1/numer"),
        ("jednostka: sztuka", "wskaźnik A.2/1: nie ma jednostki „sztuka”"),
        ("realizatorzy: [MOPS]", "wskaźnik A.2/1: nie ma realizatora „MOPS”"),
        ("min: 10", "wskaźnik A.2/1: min jest większe niż max"),
        ("skala: ocena", "wskaźnik A.2/1: klucz „skala” ma mieć każdy wskaźnik rodzaju „skala” i żaden inny"),
        ("laczenie: suma", "wskaźnik A.2/1: procentów nie wolno sumować; użyj łączenia „iloraz sum”"),
        ("skladniki:", "wskaźnik A.2/1: licznik i mianownik podaje się razem"),
        ("skladniki:", "wskaźnik A.2/1: nie ma jednostki „sztuka”"),
        ("skladniki:", "wskaźnik A.2/1: składnik „a” ma być liczbą"),
    ):
        assert f"{line_of(CONTRADICTIONS, piece)} {message}" in told
    assert "identyfikator powtarza się" in told
    assert len(found) >= 17


def test_mistakes_of_every_sort_are_reported_together(tmp_path: Path) -> None:
    text = small(
        ("  miasto: Białystok\n", "  miasto: Białystok\n  miasto: Łomża\n"),
        ("moment: cały rok", "moment: rok"),
        ("realizatorzy: [MOPR, PUP]", "realizatorzy: [MOPR, PUB]"),
    )
    assert {line_of(text, piece) for piece in ("miasto: Łomża", "moment: rok", "PUB")} <= {
        mistake.line for mistake in mistakes_in(tmp_path, text)
    }


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            ("[MOPR, PUP]\n            laczenie: suma", "[MOPR]\n            laczenie: suma"),
            "„jeden realizator” wymaga",
        ),
        (("[MOPR, PUP]", "[MOPR, MOPR]"), "realizator powtarza się"),
        (("laczenie: suma", "laczenie: iloraz sum"), "„iloraz sum” wymaga składników"),
        (("laczenie: suma", "laczenie: lista łączna"), "„lista łączna” jest dla rodzajów"),
        (("laczenie: suma", "laczenie: zakres skali"), "„zakres skali” jest dla rodzaju „skala”"),
        (("  - kod: A\n", "  - kod: A.1\n"), "kod „A.1” powtarza się"),
        (("pasy: ['Cel {kod}. {tytul}']", "pasy: []"), "pasów ma być tyle, ile poziomów"),
        (("    - [zadanie, zadania, zadań]\n", ""), "leży głębiej, niż program ma poziomów"),
        (("wymagany: nie", "skala: inna"), "klucz „skala” ma mieć każdy wskaźnik rodzaju „skala”"),
    ],
)
def test_contradiction_is_told(change: tuple[str, str], message: str, tmp_path: Path) -> None:
    assert message in "\n".join(mistake.message for mistake in mistakes_in(tmp_path, small(change)))


@pytest.mark.parametrize("id_", ["um", "Urząd", "UM DE", "UM/DE", "../PUP", "UM_DE", "PUP-"])
def test_executor_must_fit_into_the_number_of_its_form(id_: str, tmp_path: Path) -> None:
    text = SMALL.replace("PUP", id_)
    assert line_of(text, f"  {id_}:") in {mistake.line for mistake in mistakes_in(tmp_path, text)}


def test_word_of_a_scale_must_be_understood_when_chosen(tmp_path: Path) -> None:
    text = small(("[niski, wysoki]", "['niski, malejący', wysoki/rosnący]"))
    assert {mistake.line for mistake in mistakes_in(tmp_path, text)} == {line_of(text, "malejący")}


# --- What is unusual, and what repeats -----------------------------------------------------------------------------

OF_SECOND = "            wymagany: nie\n"
ANOTHER = """\
          - id: A.1/3
            nazwa: Liczba osób jeszcze raz
            rodzaj: liczba
            jednostka: osoba
            moment: cały rok
            kierunek: więcej
            realizatorzy: [MOPR]
            laczenie: jeden realizator
"""
MAXIMA = "zwykle_najwyzej: {osoba: '300 000', '%': '99,5'}\nskale:\n"


def second(*lines: str) -> tuple[str, str]:
    """A change of the small catalogue: lines more in its second indicator, and a third one."""
    return OF_SECOND, "".join([OF_SECOND, *(f"            {line}\n" for line in lines), ANOTHER])


def test_what_is_unusual_is_read(tmp_path: Path) -> None:
    limits = second("max: 900", "zwykle_od: '10,5'", "zwykle_do: 900", "prog_zmiany: '12,5'", "rowny: A.1/3")
    programme = load_programme(written(tmp_path, small(limits, ("skale:\n", MAXIMA))))
    _, asked, plain = programme.indicators
    assert (asked.usual_minimum, asked.usual_maximum) == (Decimal("10.5"), Decimal(900))
    assert (asked.change_threshold, asked.repeats) == (Decimal("12.5"), "A.1/3")
    assert (plain.usual_minimum, plain.usual_maximum, plain.change_threshold, plain.repeats) == (None, None, None, "")
    assert programme.usual_maximum_of_unit == {"osoby": Decimal(300_000), "%": Decimal("99.5")}


def test_nothing_is_unusual_unless_the_catalogue_says_so(tmp_path: Path) -> None:
    programme = load_programme(written(tmp_path, SMALL))
    assert programme.usual_maximum_of_unit == {}
    part = Component(id="A.1/1.a", role=Role.PART_OF, name="dzieci", unit=programme.indicators[0].unit, kind=Kind.COUNT)
    questions: list[Question] = [*programme.indicators, part]
    for question in questions:
        assert (question.usual_minimum, question.usual_maximum, question.change_threshold) == (None, None, None)


@pytest.mark.parametrize(
    "lines",
    [
        ("zwykle_od: 5", "zwykle_do: 5"),
        ("min: 5", "max: 9", "zwykle_od: 5", "zwykle_do: 9"),
        ("zwykle_do: 0",),
        ("min: -5", "zwykle_od: -5"),
        ("prog_zmiany: '0,1'",),
        ("prog_zmiany: 250",),
    ],
)
def test_soft_limits_may_stand(lines: tuple[str, ...], tmp_path: Path) -> None:
    assert len(load_programme(written(tmp_path, small(second(*lines)))).indicators) == 3


@pytest.mark.parametrize(
    ("lines", "at", "message"),
    [
        (("zwykle_od: 6", "zwykle_do: 5"), "zwykle_od:", "zwykle_od jest większe niż zwykle_do"),
        (("zwykle_od: -1",), "zwykle_od:", "zwykle_od jest mniejsze niż min (0)"),
        (("min: 3", "zwykle_do: 2"), "zwykle_do:", "zwykle_do jest mniejsze niż min (3)"),
        (("max: 1000", "zwykle_do: 1000,5"), "zwykle_do:", "zwykle_do jest większe niż max (1\u00a0000)"),
        (("max: 4", "zwykle_od: 5"), "zwykle_od:", "zwykle_od jest większe niż max (4)"),
        (("zwykle_do: 1e40",), "zwykle_do:", "najwyżej 15 cyfr"),
        (("zwykle_do: sporo",), "zwykle_do:", "„zwykle_do”: tu ma być liczba"),
        (("prog_zmiany: 0",), "prog_zmiany:", "prog_zmiany ma być większy od zera"),
        (("prog_zmiany: -10",), "prog_zmiany:", "prog_zmiany ma być większy od zera"),
        (("rowny: A.1/2",), "rowny:", "wskaźnik A.1/2: nie może powtarzać samego siebie"),
        (("rowny: A.1/9",), "rowny:", "wskaźnik A.1/2: nie ma wskaźnika „A.1/9”"),
        (("zwykle_odd: 1",), "zwykle_odd:", "czy chodziło o „zwykle_od”?"),
    ],
)
def test_a_soft_limit_or_a_repetition_that_cannot_be_is_told(
    lines: tuple[str, ...], at: str, message: str, tmp_path: Path
) -> None:
    text = small(second(*lines))
    assert [mistake.line for mistake in mistakes_in(tmp_path, text) if message in mistake.message] == [
        line_of(text, at)
    ]


@pytest.mark.parametrize("key", ["zwykle_od", "zwykle_do", "prog_zmiany"])
@pytest.mark.parametrize(("kind", "allowed"), [("tekst", False), ("liczba lub opis", False), ("liczba z opisem", True)])
def test_only_numbers_are_unusual(key: str, kind: str, *, allowed: bool, tmp_path: Path) -> None:
    text = small(("rodzaj: liczba\n", f"rodzaj: {kind}\n            {key}: 2000\n"))
    if allowed:
        load_programme(written(tmp_path, text))
    else:
        (mistake,) = mistakes_in(tmp_path, text)
        message = f"wskaźnik A.1/1: klucza „{key}” nie może mieć wskaźnik rodzaju „{kind}”, bo nie jest on liczbą"
        assert (mistake.line, mistake.message) == (line_of(text, f"{key}:"), message)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("jednostka: osoba", "jednostka: '%'"), "wskaźnik A.1/3, który powtarza, ma inną jednostkę („%”)"),
        (("rodzaj: liczba", "rodzaj: kwota"), "wskaźnik A.1/3, który powtarza, jest innego rodzaju („kwota”)"),
        (("laczenie: jeden realizator\n", "laczenie: jeden realizator\n            rowny: A.1/1\n"),
         "wskaźnik A.1/3 sam powtarza wskaźnik A.1/1; w „rowny” ma stać"),
    ],
)  # fmt: skip
def test_an_indicator_repeats_only_one_of_its_kind(change: tuple[str, str], message: str, tmp_path: Path) -> None:
    old, new = second("rowny: A.1/3")
    text = small((old, new.replace(ANOTHER, ANOTHER.replace(*change))))
    (mistake,) = mistakes_in(tmp_path, text)
    assert (mistake.line, message in mistake.message) == (line_of(text, "rowny: A.1/3"), True)


def test_indicators_that_repeat_each_other_are_both_told(tmp_path: Path) -> None:
    old, new = second("rowny: A.1/3")
    found = mistakes_in(tmp_path, small((old, f"{new}            rowny: A.1/2\n")))
    assert [mistake.message.partition(";")[0] for mistake in found] == [
        "wskaźnik A.1/2: wskaźnik A.1/3 sam powtarza wskaźnik A.1/2",
        "wskaźnik A.1/3: wskaźnik A.1/2 sam powtarza wskaźnik A.1/3",
    ]


def test_a_scale_repeats_the_same_scale(tmp_path: Path) -> None:
    def asked(scale: str) -> str:
        one = ANOTHER.replace("rodzaj: liczba", "rodzaj: skala") + f"            skala: {scale}\n"
        return (
            OF_SECOND
            + ANOTHER.replace("A.1/3", "A.1/5").replace("rodzaj: liczba", "rodzaj: skala")
            + ("            skala: ocena\n            rowny: A.1/3\n" + one)
        )

    scales = ("  ocena: [niski, wysoki]\n", "  ocena: [niski, wysoki]\n  inna: [mały, duży]\n")
    load_programme(written(tmp_path, small(scales, (OF_SECOND, asked("ocena")))))
    (mistake,) = mistakes_in(tmp_path, small(scales, (OF_SECOND, asked("inna"))))
    assert "wskaźnik A.1/3, który powtarza, ma inną skalę („inna”)" in mistake.message


@pytest.mark.parametrize(
    ("maxima", "message"),
    [
        ("{osoba: 0}", "największa zwykła liczba jednostki „osoba” ma być większa od zera"),
        ("{osoba: -5}", "ma być większa od zera"),
        ("{osoby: 300000}", "nie ma jednostki „osoby”"),
        ("{osoba: 1e20}", "najwyżej 15 cyfr"),
        ("{osoba: dużo}", "„osoba”: tu ma być liczba"),
        ("300000", "„zwykle_najwyzej”: tu mają być klucze z wartościami"),
    ],
)
def test_a_number_of_a_unit_that_cannot_be_is_told(maxima: str, message: str, tmp_path: Path) -> None:
    text = small(("skale:\n", f"zwykle_najwyzej: {maxima}\nskale:\n"), ("realizatorzy: [MOPR]", "realizatorzy: [XX]"))
    unit, executor = sorted(mistakes_in(tmp_path, text))
    assert (unit.line, message in unit.message) == (line_of(text, "zwykle_najwyzej"), True)
    assert "nie ma realizatora „XX”" in executor.message, "a number is no reason to keep silent about the rest"


@pytest.mark.parametrize("other", ["300000", "5000"])
def test_units_of_one_label_have_one_number(other: str, tmp_path: Path) -> None:
    text = small(
        ("skale:\n", f"  osoby: [osoby, osoby, osoby]\nzwykle_najwyzej: {{osoba: 300000, osoby: {other}}}\nskale:\n")
    )
    if other == "300000":
        assert load_programme(written(tmp_path, text)).usual_maximum_of_unit == {"osoby": Decimal(300_000)}
    else:
        (mistake,) = mistakes_in(tmp_path, text)
        assert "jednostki „osoba” i „osoby” mają w formularzu tę samą nazwę „osoby”" in mistake.message


@pytest.mark.parametrize(
    "changes",
    [
        [second("rowny: A.1/1"), ("nazwa: Liczba osób\n", "nazwy: Liczba osób\n")],
        [("skale:\n", MAXIMA), ("[osoba, osoby, osób]", "[osoba, osoby]"), ("['%', '%', '%']", "['%']")],
    ],
    ids=["the repeated indicator", "the units"],
)
def test_a_malformed_part_does_not_accuse_what_refers_to_it(changes: list[tuple[str, str]], tmp_path: Path) -> None:
    told = " ".join(mistake.message for mistake in mistakes_in(tmp_path, small(*changes)))
    assert "rowny" not in told
    assert "powtarza" not in told
    assert "nie ma wskaźnika" not in told
    assert "tę samą nazwę" not in told


# --- Files that are no catalogue -----------------------------------------------------------------------------------


def test_repeated_key_is_reported_at_its_second_place(tmp_path: Path) -> None:
    text = small(("  miasto: Białystok\n", "  miasto: Białystok\n  miasto: Łomża\n"))
    assert mistakes_in(tmp_path, text) == [
        Mistake(line_of(text, "Łomża"), "klucz „miasto” powtarza się w tym samym miejscu")
    ]


def test_tab_is_named(tmp_path: Path) -> None:
    text = small(("  miasto: Białystok\n", "\tmiasto: Białystok\n"))
    assert mistakes_in(tmp_path, text) == [
        Mistake(line_of(text, "miasto"), "wcięcie zrobiono tabulatorem; użyj spacji")
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("miasto: Białystok", "miasto: Miasto: Białystok"),
        ("tytul: Rodzina", "tytul: 'Rodzina"),
        ("[osoba, osoby, osób]", "[osoba, osoby, osób"),
        ("tytul: Rodzina", "tytul: %Rodzina"),
        ("tytul: Rodzina", "tytul: *Rodzina"),
        ("tytul: Wsparcie", "  tytul: Wsparcie"),
    ],
)
def test_line_that_cannot_be_read_is_near_the_reported_one(old: str, new: str, tmp_path: Path) -> None:
    text = small((old, new))
    (mistake,) = mistakes_in(tmp_path, text)
    assert "nie da się odczytać" in mistake.message
    assert mistake.line >= line_of(text, new.strip())


@pytest.mark.parametrize(
    "text",
    [
        small(("[osoba, osoby, osób]", "&formy [osoba, osoby, osób]"), ("['%', '%', '%']", "*formy")),
        "a: &a [*a]\n",
        "a: &a {b: *a}\n",
    ],
    ids=["list", "itself", "itself in keys"],
)
def test_anchor_is_refused(text: str, tmp_path: Path) -> None:
    assert mistakes_in(tmp_path, text)


@pytest.mark.parametrize("text", ["", "\n\n", "# tylko komentarz\n", "---\n"])
def test_empty_file_is_called_empty(text: str, tmp_path: Path) -> None:
    (mistake,) = mistakes_in(tmp_path, text)
    assert mistake.line == 1
    assert "pust" in mistake.message or "klucze" in mistake.message


@pytest.mark.parametrize("text", ["tekst\n", "- a\n- b\n", "1\n", "---\na: 1\n---\nb: 2\n", "{}\n"])
def test_file_of_another_shape_is_refused_in_plain_words(text: str, tmp_path: Path) -> None:
    for mistake in mistakes_in(tmp_path, text):
        assert "„”" not in mistake.message


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("wydal: MOPR, {rok_wydania} r.", "wydal: {rok_wydania}"),
        ("  tytul: [Raport, 'za rok {rok}']", "  tytul: [{rok}]"),
        ("[cel, cele, celów]", "cel"),
        ("format: 1", "[format]: 1"),
        ("format: 1", "? {a: b}\n: 1\nformat: 1"),
    ],
)
def test_braces_and_brackets_are_told_in_plain_words(old: str, new: str, tmp_path: Path) -> None:
    for mistake in mistakes_in(tmp_path, small((old, new))):
        assert "Node" not in mistake.message
        assert not re.search(r"„\d+”", mistake.message), "a place in a list is told by its line"


def test_control_character_is_refused(tmp_path: Path) -> None:
    (mistake,) = mistakes_in(tmp_path, small(("Rodzina", "Rod\x07zina")))
    assert "znaki" in mistake.message


@pytest.mark.parametrize("encoding", ["cp1250", "iso8859-2", "utf-16"])
def test_other_encoding_is_named(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "programme.yaml"
    path.write_bytes(SMALL.encode(encoding))
    with pytest.raises(InputError, match="UTF-8") as caught:
        load_programme(path)
    assert caught.value.exit_code == 3
    assert path.name in str(caught.value)


def test_missing_file_is_named_in_polish(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"brak\.yaml") as caught:
        load_programme(tmp_path / "brak.yaml")
    message = str(caught.value).replace(str(tmp_path / "brak.yaml"), "")
    assert not ENGLISH.search(message), message


def test_folder_is_no_catalogue(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        load_programme(tmp_path)
