"""A small programme whose year is quickly collected, merged and closed."""

import shutil
from pathlib import Path

from .conftest import Bureau

CATALOGUE = """\
format: 1
program:
  id: maly
  tytul: Mały program
  miasto: Łomża
  koordynator: Ośrodek
  lata: {od: 2020, do: 2030}
  poziomy: [[cel, cele, celów]]
raport:
  tytul: [Sprawozdanie, 'za rok {rok}']
  wydal: Łomża, {rok_wydania} r.
  tytul_tabeli: Tabela
  pasy: []
  kolumny:
    - {klucz: kod, naglowek: Nr, szerokosc: 8}
    - {klucz: wskaznik, naglowek: Miernik, szerokosc: 40}
    - {klucz: poprzednia, naglowek: Poprzednio, szerokosc: 15}
    - {klucz: wartosc, naglowek: 'Rok {rok}', szerokosc: 15}
    - {klucz: uwagi, naglowek: Uwagi, szerokosc: 20}
realizatorzy:
  OPS: {nazwa: Ośrodek}
  PUP: {nazwa: Urząd Pracy}
jednostki:
  osoba: [osoba, osoby, osób]
  punkt: [punkt, punkty, punktów]
drzewo:
  - kod: '1'
    tytul: Cel
    wskazniki:
      - {id: 1/1, nazwa: Osoby, rodzaj: liczba, jednostka: osoba, moment: cały rok, kierunek: kontekst,
         realizatorzy: [OPS, PUP], laczenie: suma}
      - {id: 1/2, nazwa: Działania, rodzaj: lista, jednostka: osoba, moment: cały rok, kierunek: kontekst,
         realizatorzy: [OPS], laczenie: jeden realizator}
      - {id: 1/3, nazwa: Wspólne, rodzaj: liczba, jednostka: osoba, moment: cały rok, kierunek: kontekst,
         realizatorzy: [OPS, PUP], laczenie: wartość uzgodniona}
      - {id: 1/4, nazwa: Ocena, rodzaj: liczba dziesiętna, jednostka: punkt, moment: cały rok, kierunek: kontekst,
         realizatorzy: [OPS], laczenie: jeden realizator}
      - {id: 1/5, nazwa: Pustki, rodzaj: liczba, jednostka: osoba, moment: cały rok, kierunek: kontekst,
         realizatorzy: [OPS], laczenie: jeden realizator}
tabele:
  - kod: T1
    tytul: Mieszkańcy
    naglowek: Kto
    realizatorzy: [PUP]
    miary:
      - {klucz: a, nazwa: Razem, jednostka: osoba, rodzaj: liczba}
    wiersze:
      - {nr: 1, nazwa: Osoby}
"""
ANSWERS: dict[str, dict[str, object]] = {
    "OPS": {"1/1": "1500*", "1/2": "- zajęcia\n- =spotkania", "1/3": 43, "1/4": "3,50"},
    "PUP": {"1/1": 421, "1/3": 43, "T1/1.a": 1000},
}


def fill_in(desk: Bureau, executor: str, **others: object) -> Path:
    """Send the return of an executor with the usual answers, of which `others` replace some (`w1_3` for 1/3)."""
    form = desk.form(executor).sign()
    changed = {key.removeprefix("w").replace("_", "/"): value for key, value in others.items()}
    for row, value in (ANSWERS[executor] | changed).items():
        form.type(row, value=value)
    if executor == "OPS":
        form.type("1/1", note="* bez powtórzeń").type("1/5", missing="brak danych")
    return desk.send(executor, form)


def small_city(root: Path) -> Bureau:
    """The workspace of the programme for 2024 with both returns, made at `root`."""
    root.mkdir(parents=True)
    (root / "programme.yaml").write_text(CATALOGUE, encoding="utf-8")
    desk = Bureau(root)
    set_year(desk, 2024)
    for executor in ANSWERS:
        fill_in(desk, executor)
    return desk


def set_year(desk: Bureau, year: int) -> None:
    """Turn the workspace to the values of another year."""
    (desk.root / "collector.toml").write_text(f'programme = "maly"\nyear = {year}\n', encoding="utf-8")


def copied(desk: Bureau, root: Path) -> Bureau:
    """A copy of the workspace, to be changed."""
    shutil.copytree(desk.root, root)
    return Bureau(root)
