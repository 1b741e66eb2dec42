"""A small programme whose year is told: nouns of every gender, targets, shared values, money, words."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from collector.catalogue import load_programme
from collector.consolidation import consolidate
from collector.domain.consolidation import Consolidation, PastValue
from collector.domain.observation import Observation, Place, Status, Value
from collector.domain.programme import Programme
from collector.domain.submission import SignOff, Submission

from .conftest import history_of

YEAR = 2024
CATALOGUE = """\
format: 1
program:
  id: opowiesc
  tytul: Program „Razem”
  miasto: Łomża
  koordynator: Ośrodek
  lata: {od: 2020, do: 2030}
  poziomy:
    - {formy: [cel, cele, celów], dopelniacz: celu, biernik: cel, rodzaj: męski}
    - {formy: [zadanie, zadania, zadań], dopelniacz: zadania, biernik: zadanie, rodzaj: nijaki}
raport:
  tytul: [Raport, 'za rok {rok}']
  wydal: Łomża, {rok_wydania} r.
  tytul_tabeli: Tabela
  pasy: ['Cel {kod} {tytul}']
  kolumny:
    - {klucz: kod, naglowek: Nr, szerokosc: 8}
    - {klucz: wskaznik, naglowek: Miernik, szerokosc: 40}
    - {klucz: wartosc, naglowek: 'Rok {rok}', szerokosc: 15}
    - {klucz: uwagi, naglowek: Uwagi, szerokosc: 20}
realizatorzy:
  OPS: {nazwa: Ośrodek Pomocy}
  PUP: {nazwa: Urząd Pracy}
jednostki:
  osoba: {formy: [osoba, osoby, osób], dopelniacz: osoby, biernik: osobę, rodzaj: żeński}
  asystent: {formy: [asystent, asystenci, asystentów], dopelniacz: asystenta, biernik: asystenta, rodzaj: męskoosobowy}
  punkt: [punkt, punkty, punktów]
  '%': ['%', '%', '%']
  tys. zł: [tys. zł, tys. zł, tys. zł]
drzewo:
  - kod: A
    tytul: Rodzina.
    podrzedne:
      - kod: A.1
        tytul: Wsparcie rodzin
        wskazniki:
          - {id: A.1/1, nazwa: Liczba rodzin, rodzaj: liczba, jednostka: osoba, moment: cały rok, kierunek: więcej,
             realizatorzy: [OPS], laczenie: jeden realizator}
          - {id: A.1/2, nazwa: Asystenci rodziny, rodzaj: liczba, jednostka: asystent, moment: cały rok,
             kierunek: mniej, realizatorzy: [OPS], laczenie: jeden realizator}
          - {id: A.1/3, nazwa: Odsetek rodzin (%), rodzaj: procent, jednostka: '%', moment: cały rok,
             kierunek: bez zmian, realizatorzy: [OPS], laczenie: jeden realizator}
          - {id: A.1/4, nazwa: Wydatki na pomoc (tys. zł), rodzaj: kwota, jednostka: tys. zł, moment: cały rok,
             kierunek: kontekst, realizatorzy: [OPS], laczenie: jeden realizator}
          - {id: A.1/5, nazwa: 'Liczba i kwota dotacji', rodzaj: liczba, jednostka: punkt, moment: cały rok,
             kierunek: kontekst, realizatorzy: [OPS], laczenie: jeden realizator}
      - kod: A.2
        tytul: Praca
        wskazniki:
          - {id: A.2/1, nazwa: Liczba osób, rodzaj: liczba, jednostka: osoba, moment: cały rok, kierunek: kontekst,
             realizatorzy: [OPS, PUP], laczenie: suma}
          - {id: A.2/2, nazwa: Wykaz, rodzaj: lista, jednostka: osoba, moment: cały rok, kierunek: kontekst,
             realizatorzy: [PUP], laczenie: jeden realizator}
  - kod: B
    tytul: Seniorzy
    podrzedne:
      - kod: B.1
        tytul: Opieka
        wskazniki:
          - {id: B.1/1, nazwa: Liczba miejsc, rodzaj: liczba, jednostka: osoba, moment: cały rok, kierunek: mniej,
             realizatorzy: [PUP], laczenie: jeden realizator, cel_wartosc: '150'}
          - {id: B.1/2, nazwa: Liczba osób, rodzaj: liczba, jednostka: osoba, moment: cały rok, kierunek: więcej,
             realizatorzy: [PUP], laczenie: jeden realizator, cel: Wzrost, baza: {rok: 2022, wartosc: 100}}
"""
Answers = Mapping[str, "str | int | Value"]


def programme_at(folder: Path, text: str = CATALOGUE) -> Programme:
    path = folder / "programme.yaml"
    path.write_text(text, encoding="utf-8")
    return load_programme(path)


def value(said: "str | int | Value") -> Value:
    """A number as a value of that number, words as words."""
    if isinstance(said, Value):
        return said
    text = str(said)
    if text.replace(".", "", 1).isdigit():
        return Value(status=Status.GIVEN, number=Decimal(text))
    return Value(status=Status.GIVEN, text=text)


NO_DATA, NOT_APPLICABLE = Value(status=Status.NO_DATA), Value(status=Status.NOT_APPLICABLE)
BLANK = Value(status=Status.NOT_SUBMITTED)


def said(executor: str, indicator: str, answer: "str | int | Value", **more: Any) -> Observation:
    held = value(answer)
    raw = "" if held is BLANK else str(answer) if not isinstance(answer, Value) else held.status.label
    place = Place(file=f"{executor}.xlsx", sheet="Dane", cell="F7", sha256="0" * 64)
    return Observation(**{
        "indicator": indicator, "executor": executor, "year": YEAR, "note": "", "raw": raw, "value": held,
        "place": place, **more,
    })  # fmt: skip


def year_of(programme: Programme, *observations: Observation, **before: tuple[str, int]) -> Consolidation:
    """The year of some answers; `before` are values of earlier years with these, `A1_1=("25", 2022)` for A.1/1."""
    executors = {each.executor for each in observations}
    submissions = [
        Submission(
            executor=executor, programme=programme.id, year=YEAR, form_id="", place=Place(file=f"{executor}.xlsx"),
            observations=tuple(each for each in observations if each.executor == executor), sign_off=SignOff(),
        )
        for executor in sorted(executors)
    ]  # fmt: skip
    history = {
        f"{name[0]}.{name[1]}/{name[3]}": PastValue(year=of, value=Decimal(number), text="")
        for name, (number, of) in before.items()
    }
    return consolidate(programme, YEAR, submissions, history_of(history))
