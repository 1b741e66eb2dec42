"""Reading and writing are inverse: what is written is read back, and what is read stood there, figure by figure."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from time import perf_counter

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from openpyxl.utils.datetime import from_excel

from collector.domain.indicator import Component, Indicator, Kind
from collector.domain.observation import Status, Value
from collector.values.numbers import from_float
from collector.values.reading import CellContent, Doubt, Unreadable, read_value, shown_content
from collector.values.text import clean
from collector.values.writing import polish_number

from .test_grammar_table import asked_for

BLANKS = (" ", "\u00a0", "\u2007", "\u2009", "\u202f")
APOSTROPHES = ("'", "\u2019", "\u02bc")
QUESTIONS = (
    "liczba (osoba)",
    "liczba dziesiętna (osoba)",
    "procent (%)",
    "kwota (zł)",
    "kwota (tys. zł)",
    "liczba z opisem (osoba)",
    "liczba lub opis (osoba)",
    "lista",
    "skala",
    "tekst",
    "składnik (osoba)",
    "liczba (osoba; z tego: SDS, kluby samopomocy)",
    "liczba (osoba; w tym: dzieci)",
)
UNITS_OF = {
    "liczba (osoba)": ("", "osoba", "osoby", "osób", "OSÓB", "osób."),
    "liczba dziesiętna (osoba)": ("", "osoby"),
    "procent (%)": ("", "%", "procent", "proc."),
    "kwota (tys. zł)": ("", "tys. zł", "tys.zł", "tys zł", "tysięcy złotych"),
    "kwota (zł)": ("", "zł", "złotych", "PLN"),
    "liczba z opisem (osoba)": ("", "osób"),
    "liczba lub opis (osoba)": ("", "osób"),
    "składnik (osoba)": ("", "osób"),
}


@dataclass(frozen=True)
class Spelling:
    """A number as somebody might type it."""

    number: Decimal
    text: str
    mark: str
    is_ambiguous: bool


@st.composite
def spellings(draw: st.DrawFn, kind: str) -> Spelling:
    """A number with any grouping, sign, unit and mark that the grammar allows."""
    in_zloty, is_whole = (
        kind == "kwota (zł)",
        asked_for(kind).kind in (Kind.COUNT, Kind.COUNT_WITH_BREAKDOWN, Kind.COUNT_OR_TEXT),
    )
    whole = draw(st.integers(0, 10 ** draw(st.integers(1, 11)) - 1))
    part = "" if is_whole else draw(st.text("0123456789", max_size=2 if in_zloty else 4))
    group = draw(st.sampled_from(("", *BLANKS, *APOSTROPHES, ".")))
    grouped = f"{whole:,}".replace(",", group)
    sign = draw(st.sampled_from(("", "-", "\u2212")))
    unit = draw(st.sampled_from(UNITS_OF[kind]))
    gap = draw(st.sampled_from(("", *BLANKS))) if unit else ""
    mark = draw(st.sampled_from(("", "*", "**")))
    before, after = draw(st.sampled_from(("", " ", "\u00a0", "\n", "'"))), draw(st.sampled_from(("", " ", "\t")))
    number = Decimal(f"{whole}.{part}" if part else whole)
    text = f"{before}{sign}{grouped}{',' if part else ''}{part}{gap}{unit}{mark}{after}"
    has_two_readings = group == "." and 1000 <= whole < 10**6 and not part and not is_whole
    return Spelling(-number if sign and number else number, text, mark, has_two_readings)


@pytest.mark.parametrize("kind", UNITS_OF)
@settings(deadline=None)
@given(data=st.data())
def test_number_is_read_however_it_is_spelled(kind: str, data: st.DataObject) -> None:
    spelling = data.draw(spellings(kind))
    value = read_value(spelling.text, asked_for(kind))
    if spelling.is_ambiguous:
        assert isinstance(value, Unreadable)
        assert value.doubt is Doubt.AMBIGUOUS
        return
    assert isinstance(value, Value), spelling
    assert value.status is Status.GIVEN
    assert value.number == spelling.number
    assert str(value.number) == str(spelling.number), "the decimals that were typed are kept"
    assert (value.mark, value.text) == (spelling.mark, "")


@pytest.mark.parametrize("kind", ["liczba dziesiętna (osoba)", "procent (%)", "kwota (tys. zł)"])
@settings(deadline=None)
@given(number=st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9, places=5))
@example(number=Decimal("0.00000"))
@example(number=Decimal("-0.50000"))
def test_written_number_is_read_back_without_a_remark(kind: str, number: Decimal) -> None:
    assert read_value(polish_number(number), asked_for(kind)) == Value(status=Status.GIVEN, number=number)


@settings(deadline=None)
@given(number=st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=2))
def test_written_amount_is_read_back_to_the_grosz(number: Decimal) -> None:
    asked = asked_for("kwota (zł)")
    assert read_value(f"{polish_number(number)}\u00a0zł", asked) == read_value(f"{polish_number(number)} zł", asked)
    assert read_value(polish_number(number), asked) == Value(status=Status.GIVEN, number=number)


CELL_LIKE = st.text(
    st.sampled_from(
        "0123456789 .,-*%/()'oOlIxwtymiz:;+~\n\u00a0\u202f\u2212\u2013\u2019\u200b\x0b\u202ezłosóbtysmlnbdkca٣²½_=eE"
    ),
    max_size=24,
)
# fmt: off
PHRASES = st.lists(
    st.sampled_from((
        "12", "1 020", "1.250", "0,5", "1O", "osób", "osoba", "tys. zł", "zł", "%", "w tym", "z tego", "(", ")", "/",
        "*",
        "SDS", "kluby", "dzieci", "-", "–", ":", ",", "ok.", "około", "~", "'", "b.d.", "x", ".", "i", "oraz", "\n",
        "2017 r.",
    )),
    max_size=8,
).map(" ".join)
FILLERS = (
    "1 ", "i ", "*", " *", "1", "1,", "1/", "(1 a), ", "a1 ", "'", "-", ". ", "1.000", "1o", "/ ", "x ", "\u200b1", "~",
    "1\n", "(", "w tym ", "\n", ",", "; ", "w  ", ", 1 ", "1.1", "31.12.2020 ", "i 1", "– ", "zł ", "\n1 - a",
)
# fmt: on


def figures(text: str) -> str:
    """The figures of `text` in their order."""
    return "".join(c for c in text if c in "0123456789")


@pytest.mark.parametrize("kind", QUESTIONS)
@settings(deadline=None, max_examples=300)
@given(text=st.one_of(CELL_LIKE, PHRASES, st.text(max_size=40)))
@example(text="697 (SDS-513 Kluby -184)")
@example(text="1\u200b2")
@example(text="12\x0b5")
@example(text="\u202e12")
@example(text="0 500")
def test_no_figure_is_lost_invented_or_moved(kind: str, text: str) -> None:
    value = read_value(text, asked_for(kind))
    assert shown_content(text) == text, "what was typed is kept"
    if not isinstance(value, Value) or value.number is None:
        return
    assert value.status is Status.GIVEN
    number = figures(f"{value.number:f}")
    is_several = bool(value.text) or "częś" in value.reading
    assert figures(text).startswith(number) if is_several else figures(text) == number
    if not value.reading and not value.text:
        literally = re.sub(r"[\s*]", "", clean(text)).replace(",", ".").replace("\u2212", "-")
        assert Decimal(literally) == value.number, "without a remark a number is what it looks like"


@pytest.mark.parametrize("kind", QUESTIONS)
@settings(deadline=None)
@given(text=st.text(max_size=200))
@example(text="\ud800")
@example(text="'")
@example(text="~")
@example(text="ok.")
@example(text="(" * 100)
def test_no_text_is_too_much(kind: str, text: str) -> None:
    value = read_value(text, asked_for(kind))
    assert (value is None) == (not clean(text))
    if isinstance(value, Unreadable):
        assert value.shown == clean(text)


@pytest.mark.parametrize("kind", QUESTIONS)
@pytest.mark.parametrize("filler", FILLERS)
def test_the_longest_text_of_a_cell_is_read_in_no_time(kind: str, filler: str) -> None:
    text = ("12 " + filler * 32767)[:32767]
    began = perf_counter()
    read_value(text, asked_for(kind))
    assert perf_counter() - began < 1


@pytest.mark.parametrize("kind", QUESTIONS)
@settings(deadline=None)
@given(number=st.one_of(st.integers(-(10**20), 10**20), st.floats()))
def test_number_of_a_cell_is_taken_as_it_is_shown(kind: str, number: float) -> None:
    value = read_value(number, asked_for(kind))
    if isinstance(value, Value) and value.number is not None:
        assert value.number == (Decimal(number) if isinstance(number, int) else from_float(number))
        assert f"{value.number:f}".replace(".", ",") == shown_content(number)
        assert not value.reading


@pytest.mark.parametrize("kind", QUESTIONS)
@settings(deadline=None)
@given(cell=st.one_of(st.dates(), st.datetimes(), st.times(), st.timedeltas()))
@example(cell=date(1, 1, 1))
@example(cell=datetime(9999, 12, 31, 23, 59))  # noqa: DTZ001
@example(cell=timedelta(days=-1))
def test_a_date_is_never_a_value(kind: str, cell: CellContent) -> None:
    value = read_value(cell, asked_for(kind))
    assert isinstance(value, Unreadable)
    assert (value.doubt, value.shown) == (Doubt.DATE, shown_content(cell))
    assert value.hint


@settings(deadline=None)
@given(day=st.dates(date(2000, 1, 1), date(2050, 12, 31)))
def test_a_date_tells_what_was_typed(day: date) -> None:
    value = read_value(day, asked_for("liczba (osoba)"))
    assert isinstance(value, Unreadable)
    for typed in (f"{day.day}.{day.month}", f"{day.day}/{day.month}", f"{day.month}/{day.day}"):
        assert typed in value.hint
    assert (f"{day.month}/{day:%y}" in value.hint) >= (day.day == 1)


@settings(deadline=None)
@given(serial=st.integers(1, 36525))
@example(serial=1)
@example(serial=58)
@example(serial=59)
@example(serial=60)
@example(serial=61)
def test_a_number_in_a_cell_for_dates_is_told(serial: int) -> None:
    value = read_value(from_excel(serial), asked_for("liczba (osoba)"))
    assert isinstance(value, Unreadable)
    told = "59 albo 60" if serial in (59, 60) else polish_number(Decimal(serial))
    assert value.hint.endswith(f"wpisano prawdopodobnie {told}")


@settings(deadline=None)
@given(serial=st.integers(-36000, -1))
def test_a_number_below_zero_in_a_cell_for_dates_is_told(serial: int) -> None:
    value = read_value(from_excel(serial), asked_for("liczba (osoba)"))
    assert isinstance(value, Unreadable)
    assert value.hint.endswith(f"wpisano prawdopodobnie {polish_number(Decimal(serial))}")


@settings(deadline=None)
@given(day=st.dates(max_value=date(1799, 12, 31)))
def test_no_number_is_told_of_a_day_that_stands_for_none(day: date) -> None:
    value = read_value(day, asked_for("liczba (osoba)"))
    assert isinstance(value, Unreadable)
    assert value.hint == "komórka ma format daty i nie pokazuje liczby, którą wpisano"


WORDS_OF_FORMATS = (" zł", "zł", " tys. zł", " osób", " rodzin", "*", " %", " 000", " w tym", "ok. ", "–", " ")


@pytest.mark.parametrize("kind", QUESTIONS)
@settings(deadline=None)
@given(
    number=st.one_of(st.integers(-(10**16), 10**16), st.floats(-1e9, 1e9)),
    before=st.sampled_from(("", *WORDS_OF_FORMATS)),
    after=st.sampled_from(("", *WORDS_OF_FORMATS)),
)
@example(number=1234.565, before="", after=" zł")
def test_a_format_with_words_never_makes_another_number(kind: str, number: float, before: str, after: str) -> None:
    value = read_value(number, asked_for(kind), f'"{before}"#,##0.00"{after}"')
    if isinstance(value, Value) and value.number is not None:
        assert value.number == (Decimal(number) if isinstance(number, int) else from_float(number))


@settings(deadline=None)
@given(total=st.integers(0, 10**6), first=st.integers(0, 10**6), second=st.integers(0, 10**6))
def test_parts_of_a_whole_are_all_of_it(total: int, first: int, second: int) -> None:
    assume(total != first + second)
    asked = asked_for("liczba (osoba; z tego: SDS, kluby samopomocy)")
    right, wrong = (read_value(f"{number} (SDS-{first} Kluby -{second})", asked) for number in (first + second, total))
    assert isinstance(right, Value)
    assert right.number == first + second
    assert f"części: SDS {polish_number(Decimal(first))}, Kluby {polish_number(Decimal(second))}" in right.reading
    assert isinstance(wrong, Unreadable)
    assert wrong.doubt is Doubt.COMPOSITE


@settings(deadline=None)
@given(
    number=st.integers(0, 10**9),
    about=st.sampled_from(("ok. ", "ok.", "ok ", "około ", "OK. ", "ca ", "ca. ", "~", "~ ", "≈")),
)
def test_approximate_number_keeps_its_words(number: int, about: str) -> None:
    text = f"{about}{polish_number(Decimal(number))}"
    value = read_value(text, asked_for("liczba (osoba)"))
    assert isinstance(value, Value)
    assert (value.number, value.text) == (Decimal(number), clean(text))
    assert value.reading.startswith("odczytano jako wartość przybliżoną")
    for exact in ("procent (%)", "składnik (osoba)"):
        assert isinstance(read_value(text, asked_for(exact)), Unreadable)


LOOK_ALIKES = {"0": "oO\u043e\u041e", "1": "lI\u0406"}


@settings(deadline=None)
@given(number=st.integers(10, 10**9), data=st.data())
def test_letter_for_a_figure_is_asked_with_the_number_meant(number: int, data: st.DataObject) -> None:
    text = str(number)
    places = [place for place, figure in enumerate(text) if figure in LOOK_ALIKES]
    assume(places and len(places) < len(text))
    place = data.draw(st.sampled_from(places))
    letter = data.draw(st.sampled_from(LOOK_ALIKES[text[place]]))
    value = read_value(f"{text[:place]}{letter}{text[place + 1 :]}", asked_for("liczba (osoba)"))
    assert isinstance(value, Unreadable)
    assert value.doubt is Doubt.NOT_A_NUMBER
    assert f"czy chodziło o {polish_number(Decimal(number))}?" in value.hint


@pytest.mark.parametrize("kind", QUESTIONS)
@pytest.mark.parametrize("sign", ["-", "–", "—", "\u2212", ".", "..", "x", "X", "/", "brak", "'-", "_", "…", "?", "*"])
def test_no_sign_becomes_a_number(kind: str, sign: str) -> None:
    asked: Indicator | Component = asked_for(kind)
    value = read_value(sign, asked)
    assert not isinstance(value, Value) or value.number is None
    if isinstance(value, Value) and sign != "_":
        assert value.reading, "a status read from a sign is told"


@pytest.mark.parametrize("midnight", [time(0), time(0, 0, 0)])
def test_midnight_is_no_entry(midnight: time) -> None:
    value = read_value(midnight, asked_for("liczba (osoba)"))
    assert isinstance(value, Unreadable)
    assert "00:00" not in value.hint
