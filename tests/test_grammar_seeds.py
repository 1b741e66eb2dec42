"""Every kind of entry that the five published documents contain is read, or asked about."""

import pytest

from collector.domain.indicator import Kind
from collector.domain.observation import Status, Value
from collector.values.reading import Doubt, Unreadable, read_value

from .test_grammar_table import asked_for

COUNT, ANY_NUMBER = "liczba (osoba)", "liczba dziesiętna (osoba)"
ZLOTY, THOUSANDS, PERCENTAGE = "kwota (zł)", "kwota (tys. zł)", "procent (%)"
DESCRIBED, NUMBER_OR_WORDS, SCALE = "liczba z opisem (osoba)", "liczba lub opis (osoba)", "skala"

NUMBERS = [
    # cell, question, number, footnote mark
    ("2659*", COUNT, "2659", "*"),
    ("0*", COUNT, "0", "*"),
    ("3 190*", COUNT, "3190", "*"),
    ("12 473*", COUNT, "12473", "*"),
    ("1 020 osoby", COUNT, "1020", ""),
    ("10 osób", COUNT, "10", ""),
    ("1 036", COUNT, "1036", ""),
    ("ok. 200", COUNT, "200", ""),
    ("4,4", ANY_NUMBER, "4.4", ""),
    ("0,71", PERCENTAGE, "0.71", ""),
    ("1.129,1 tys. zł*", THOUSANDS, "1129.1", "*"),
    ("5.007,4 tys. zł*", THOUSANDS, "5007.4", "*"),
    ("12.028,7 tys. zł*", THOUSANDS, "12028.7", "*"),
    ("10.830,4 tys. zł", THOUSANDS, "10830.4", ""),
    ("17.898,80 tys. zł", THOUSANDS, "17898.80", ""),
    ("5 292 507 zł", ZLOTY, "5292507", ""),
    ("250 100 zł", ZLOTY, "250100", ""),
    ("0,00zł", ZLOTY, "0.00", ""),
    ("0,00 zł", ZLOTY, "0.00", ""),
    ("44 407 935,00 zł", ZLOTY, "44407935.00", ""),
    ("18 324 331,83 zł", ZLOTY, "18324331.83", ""),
    ("10 098 258,71", ZLOTY, "10098258.71", ""),
    ("129 w tym m. in. - spotkania warsztatowe; - wykłady i konferencje;", DESCRIBED, "129", ""),
    ("144 w tym m. in. - realizacja Programu współpracy Miasta Białystok", DESCRIBED, "144", ""),
    ("18 (w tym 13 j.o.Miasta)", DESCRIBED, "18", ""),
    ("5 w tym: 4 mieszkańcy mieszkań chronionych", DESCRIBED, "5", ""),
    ("697 (SDS-513 Kluby -184)", DESCRIBED, "697", ""),
    ("16(nieformalne)", DESCRIBED, "16", ""),
    ("2 (szkolenia z zakresu przemocy)", DESCRIBED, "2", ""),
    ("60 miejsc (nabór uczestników od 2021)", "liczba z opisem (miejsce)", "60", ""),
]
ASKED = [
    ("8096 rodzin / 14 113 osób", COUNT, Doubt.COMPOSITE),
    ("1 022 rodziny/ 2 902 osoby", COUNT, Doubt.COMPOSITE),
    ("1 program/ 1 edycja", COUNT, Doubt.COMPOSITE),
    ("7/25", COUNT, Doubt.COMPOSITE),
    ("7/25", ANY_NUMBER, Doubt.COMPOSITE),
    ("2/30", COUNT, Doubt.COMPOSITE),
    ("6 (49)", COUNT, Doubt.COMPOSITE),
    ("6 (49)", DESCRIBED, Doubt.COMPOSITE),
    ("697 (SDS-513 Kluby -184)", COUNT, Doubt.COMPOSITE),
    ("1 009 835 (w tym dowóz - 13 018 zł)", ZLOTY, Doubt.COMPOSITE),
    ("1 (skorzystało ok. 200 seniorów)", COUNT, Doubt.COMPOSITE),
    ("5 292 507 zł", THOUSANDS, Doubt.OTHER_UNIT),
    ("17.898,80 tys. zł", ZLOTY, Doubt.OTHER_UNIT),
    ("0,00 0", ZLOTY, Doubt.NOT_A_NUMBER),
    ("o", COUNT, Doubt.NOT_A_NUMBER),
    ("8 2łobków niepublicznych", COUNT, Doubt.NOT_A_NUMBER),
    ("b.d. 462 osoby", COUNT, Doubt.NOT_A_NUMBER),
    ("100 godz./tyg.", COUNT, Doubt.NOT_A_NUMBER),
    ("123,5 godz./tyg", ANY_NUMBER, Doubt.NOT_A_NUMBER),
    ("265 rodzin dla 627 dzieci", COUNT, Doubt.NOT_A_NUMBER),
    ("1 pracownik socjalny na 1926 osób", COUNT, Doubt.NOT_A_NUMBER),
    ("129 w tym m. in. - spotkania warsztatowe", COUNT, Doubt.NOT_A_NUMBER),
    ("Łącznie 6 osób", COUNT, Doubt.NOT_A_NUMBER),
    ("PWD: 217", COUNT, Doubt.NOT_A_NUMBER),
    ("2020 r.", COUNT, Doubt.NOT_A_NUMBER),
    ("01.01.2020 - 31.12.2020", COUNT, Doubt.NOT_A_NUMBER),
    ("j.w.", COUNT, Doubt.NOT_A_NUMBER),
    ("w ramach działalności statutowej", ZLOTY, Doubt.NOT_A_NUMBER),
    ("w ramach realizowanych zadań, bezkosztowo", ZLOTY, Doubt.NOT_A_NUMBER),
    ("bezkosztowo", ZLOTY, Doubt.NOT_A_NUMBER),
    ("-", COUNT, Doubt.ZERO_OR_MISSING),
]
ABSENT = [
    ("b.d", Status.NO_DATA),
    ("b.d.", Status.NO_DATA),
    ("bd", Status.NO_DATA),
    ("bd.", Status.NO_DATA),
    ("Brak danych", Status.NO_DATA),
    (".", Status.NO_DATA),
    ("x", Status.NOT_APPLICABLE),
    ("X", Status.NOT_APPLICABLE),
]
OTHERS = (
    """\
01.01.2020 - 30.04.2020 oraz 01.10.2020 - 31.12.2020 r.|01.05.2020-30.06.2020, 01.12.2020-31.12.2020|01.08.2020 r.
03.2020-04.2020, 10.2020-12.2020|1.01.2019 – 30.09.2019|13.01-26.01.2020r. i 27.06 – 31.08 2020r.|2015 -2020|2015 – 2020
2018-2020|2019 r.|2020 r|2020.r|25.11.2020 r.|28.05.2020|4.05-30.11.2020 r.|czerwiec 2020|za rok 2019|kwiecień 2020 r.
155 podmiotów działających w różnorodnych branżach|40 turnusów półkolonii rekreacyjno-sportowych|ahępt-11|I. miejsc 632
32 dyżury w IPS 190 dni dyżuru telefonicznego 480 osób|5 zajęć dla 32 grup (skorzystało 302 seniorów)|do 10 lutego 2020
POW: 57 dzieci z 34 rodzin, PWD: 80. dzieci z 57 rodzin|PWD: 841 (w tym 542 wychowanków pl.wsp.dz.)|1.|10.|3,1|4,4|0
liczba placówek 12 (domów samopomocy 8, klubów samopomocy 4)|kontakty cz. A - 516 kontakty cz. B - 52|95 porad i innych
Liczba spotkań i konsultacji: 34|poradnictwo prawne – 2 cudzoziemców|64 porozumienia z organizacjami pozarządowymi
w tym 1713 objętych dożywianiem przez MOPR|* w tym 1921 objętych dożywianiem decyzją MOPR|stan na dzień 31.12.2020 r.
minimalny/wysoki/ wystarczający|minimalny/wystarczający/ wysoki|wystarczający/wysoki|Utrzymanie na zbliżonym poziomie
I. miejsc 632 (w tym nowoutworzonych: 7)|Informator dot. Lubelskiej Karty Seniora (nakład 5 000 egz.)|Telewsparcie 60+
zatrudnienie subsydiowane:|bon stażowy – udzielono 1 osobie|w tym: wielodzietność|− dla osoby samotnej - 701 zł,|4 2
""".replace("\n", "|")
    .strip("|")
    .split("|")
)
QUESTIONS = (COUNT, ANY_NUMBER, ZLOTY, THOUSANDS, PERCENTAGE, DESCRIBED, NUMBER_OR_WORDS, SCALE, "lista", "tekst")


@pytest.mark.parametrize(("cell", "question", "number", "mark"), NUMBERS)
def test_published_number_is_read(cell: str, question: str, number: str, mark: str) -> None:
    value = read_value(cell, asked_for(question))
    assert isinstance(value, Value)
    assert (value.status, value.mark) == (Status.GIVEN, mark)
    assert str(value.number) == number
    assert value.text in ("", cell)


@pytest.mark.parametrize(("cell", "question", "doubt"), ASKED)
def test_published_entry_is_asked_about(cell: str, question: str, doubt: Doubt) -> None:
    value = read_value(cell, asked_for(question))
    assert isinstance(value, Unreadable)
    assert (value.doubt, value.shown) == (doubt, cell)


@pytest.mark.parametrize(("cell", "status"), ABSENT)
@pytest.mark.parametrize("question", [COUNT, ANY_NUMBER, ZLOTY, THOUSANDS, PERCENTAGE, DESCRIBED, NUMBER_OR_WORDS])
def test_published_absence_is_read(cell: str, status: Status, question: str) -> None:
    value = read_value(cell, asked_for(question))
    assert isinstance(value, Value)
    assert (value.status, value.number) == (status, None)


@pytest.mark.parametrize("question", QUESTIONS)
def test_no_published_entry_is_too_much(question: str) -> None:
    asked = asked_for(question)
    listed = (*(row[0] for row in NUMBERS), *(row[0] for row in ASKED), *(row[0] for row in ABSENT))
    for cell in (*OTHERS, *listed):
        value = read_value(cell, asked)
        assert isinstance(value, Value | Unreadable), cell
        if isinstance(value, Value) and value.number is not None:
            figures = "".join(c for c in f"{value.number:f}" if c.isdecimal())
            assert "".join(c for c in cell if c in "0123456789").startswith(figures)


@pytest.mark.parametrize("cell", [cell for cell in OTHERS if cell not in ("0", "3,1", "4,4")])
@pytest.mark.parametrize("question", [COUNT, ZLOTY, THOUSANDS, PERCENTAGE])
def test_words_of_the_documents_are_no_numbers(cell: str, question: str) -> None:
    assert isinstance(read_value(cell, asked_for(question)), Unreadable)


@pytest.mark.parametrize(
    "cell", ["minimalny/wysoki/ wystarczający", "minimalny/wystarczający/ wysoki", "wystarczający/wysoki"]
)
def test_published_levels_are_read(cell: str) -> None:
    asked = asked_for(SCALE)
    assert asked.kind is Kind.SCALE
    assert read_value(cell, asked) == Value(status=Status.GIVEN, text=cell)
