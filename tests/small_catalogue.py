"""A small catalogue with an indicator of every direction, for assessments and the sheets that show them."""

from typing import Final

CATALOGUE: Final = """\
format: 1
program:
  id: oceny
  tytul: Program ocen
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
    - {klucz: wartosc, naglowek: 'Rok {rok}', szerokosc: 15}
    - {klucz: uwagi, naglowek: Uwagi, szerokosc: 20}
realizatorzy:
  OPS: {nazwa: Ośrodek Pomocy}
  PUP: {nazwa: Urząd Pracy}
  ZMK: {nazwa: Zarząd Mienia}
jednostki:
  osoba: [osoba, osoby, osób]
  '%': ['%', '%', '%']
drzewo:
  - kod: '1'
    tytul: Cel
    wskazniki:
      - {id: 1/1, nazwa: Więcej, rodzaj: liczba, jednostka: osoba, moment: cały rok, kierunek: więcej,
         realizatorzy: [OPS], laczenie: jeden realizator}
      - {id: 1/2, nazwa: Mniej, rodzaj: liczba, jednostka: osoba, moment: cały rok, kierunek: mniej,
         realizatorzy: [OPS], laczenie: jeden realizator, baza: {rok: 2020, wartosc: '200'}, cel_wartosc: '150'}
      - {id: 1/3, nazwa: Tyle samo, rodzaj: procent, jednostka: '%', moment: cały rok, kierunek: bez zmian,
         realizatorzy: [OPS], laczenie: jeden realizator}
      - {id: 1/4, nazwa: Kontekst, rodzaj: liczba, jednostka: osoba, moment: cały rok, kierunek: kontekst,
         realizatorzy: [OPS], laczenie: jeden realizator}
      - {id: 1/5, nazwa: Razem, rodzaj: liczba, jednostka: osoba, moment: cały rok, kierunek: więcej,
         realizatorzy: [OPS, PUP], laczenie: suma}
      - {id: 1/6, nazwa: Wykaz, rodzaj: lista, jednostka: osoba, moment: cały rok, kierunek: kontekst,
         realizatorzy: [OPS], laczenie: jeden realizator}
      - {id: 1/7, nazwa: Nowy, rodzaj: liczba, jednostka: osoba, moment: cały rok, kierunek: więcej,
         realizatorzy: [OPS], laczenie: jeden realizator}
      - {id: 1/8, nazwa: Dodatkowy, rodzaj: liczba, jednostka: osoba, moment: cały rok, kierunek: więcej,
         realizatorzy: [PUP], laczenie: jeden realizator, wymagany: nie}
      - {id: 1/9, nazwa: Od zera, rodzaj: liczba, jednostka: osoba, moment: cały rok, kierunek: więcej,
         realizatorzy: [PUP], laczenie: jeden realizator}
      - {id: 1/10, nazwa: Później, rodzaj: liczba, jednostka: osoba, moment: cały rok, kierunek: więcej,
         realizatorzy: [ZMK], laczenie: jeden realizator, od: 2029}
      - {id: 1/11, nazwa: Lokale, rodzaj: liczba, jednostka: osoba, moment: cały rok, kierunek: więcej,
         realizatorzy: [ZMK], laczenie: jeden realizator}
"""
