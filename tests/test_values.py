"""How Polish values are read from cells and written for people."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl.styles.numbers import BUILTIN_FORMATS

from collector.domain.indicator import Combine, Component, Direction, Indicator, Kind, Moment, Role, Unit
from collector.domain.observation import Status, Value
from collector.values.formats import adds_words, display_factor
from collector.values.missing import is_as_above
from collector.values.numbers import AmbiguousNumber, ReadNumber, from_float, read_number
from collector.values.ratio import numerator_and_denominator, percentage
from collector.values.reading import (
    CellContent,
    Doubt,
    Unreadable,
    read_missing,
    read_value,
    scale_levels,
    shown_content,
)
from collector.values.text import clean, cut, one_line, same
from collector.values.writing import counted, noun, plain_number, polish_number, shown_value, unit_form

PERSON = Unit(one="osoba", few="osoby", many="osób")
ZLOTY = Unit(one="zł", few="zł", many="zł")
THOUSAND_ZLOTY = Unit(one="tys. zł", few="tys. zł", many="tys. zł")
PERCENT = Unit(one="%", few="%", many="%")
LEVEL = Unit(one="poziom", few="poziomy", many="poziomów")
LEVELS = ("minimalny", "wystarczający", "wysoki")
UNIT_OF = {Kind.AMOUNT: THOUSAND_ZLOTY, Kind.PERCENTAGE: PERCENT, Kind.SCALE: LEVEL}
FEBRUARY = datetime(2026, 2, 1)  # noqa: DTZ001 - cells know no time zone
NBSP, NARROW, THIN = "\u00a0", "\u202f", "\u2009"
PLACE_FORMS = ("placówka", "placówki", "placówek")

NUMERIC = tuple(kind for kind in Kind if kind.is_numeric)
WHOLE = (Kind.COUNT, Kind.COUNT_WITH_BREAKDOWN, Kind.COUNT_OR_TEXT)
FRACTIONAL = (Kind.DECIMAL, Kind.PERCENTAGE, Kind.AMOUNT)


def question(kind: Kind, unit: Unit | None = None, components: tuple[Component, ...] = ()) -> Indicator:
    """An indicator of this kind."""
    return Indicator(
        id="A.1.4/3",
        name="Liczba osób",
        kind=kind,
        unit=unit or UNIT_OF.get(kind, PERSON),
        moment=Moment.YEAR,
        direction=Direction.MORE,
        executors=("MOPR",),
        combine=Combine.OWNER,
        scale=LEVELS if kind is Kind.SCALE else (),
        components=components,
    )


def number_read(cell: CellContent, kind: Kind, unit: Unit | None = None) -> Value:
    """The value of a cell that must be understood as a number."""
    value = read_value(cell, question(kind, unit))
    assert isinstance(value, Value)
    assert value.status is Status.GIVEN
    assert value.number is not None
    return value


def doubt_about(cell: CellContent, kind: Kind, unit: Unit | None = None) -> Unreadable:
    """The question that a cell raises."""
    value = read_value(cell, question(kind, unit))
    assert isinstance(value, Unreadable)
    return value


# --- The spellings of the published report -------------------------------------------------------------------------

UNDERSTOOD = [
    # cell, kind, unit, number, footnote mark, whether the reading is told
    ("2659*", Kind.COUNT, PERSON, "2659", "*", False),
    ("2659 **", Kind.COUNT, PERSON, "2659", "**", False),
    ("22 351", Kind.COUNT, PERSON, "22351", "", False),
    (f"22{NBSP}351", Kind.COUNT, PERSON, "22351", "", False),
    (f"22{NARROW}351", Kind.COUNT, PERSON, "22351", "", False),
    (f"22{THIN}351", Kind.COUNT, PERSON, "22351", "", False),
    ("22351", Kind.COUNT, PERSON, "22351", "", False),
    (" 12 ", Kind.COUNT, PERSON, "12", "", False),
    ("0", Kind.COUNT, PERSON, "0", "", False),
    ("-5", Kind.COUNT, PERSON, "-5", "", False),
    ("\u22125", Kind.COUNT, PERSON, "-5", "", False),
    ("12,0", Kind.COUNT, PERSON, "12.0", "", False),
    ("1 020 osoby", Kind.COUNT, PERSON, "1020", "", True),
    ("1 020 osób", Kind.COUNT, PERSON, "1020", "", True),
    ("1 osoba", Kind.COUNT, PERSON, "1", "", True),
    ("1.250", Kind.COUNT, PERSON, "1250", "", True),
    ("107.407", Kind.COUNT, PERSON, "107407", "", True),
    ("1.129,1 tys. zł*", Kind.AMOUNT, THOUSAND_ZLOTY, "1129.1", "*", True),
    ("1.129,1 tys.zł", Kind.AMOUNT, THOUSAND_ZLOTY, "1129.1", "", True),
    ("17.898,80 tys. zł", Kind.AMOUNT, THOUSAND_ZLOTY, "17898.80", "", True),
    ("17898,80", Kind.AMOUNT, THOUSAND_ZLOTY, "17898.80", "", False),
    ("5 292 507 zł", Kind.AMOUNT, ZLOTY, "5292507", "", True),
    ("12,50zł", Kind.AMOUNT, ZLOTY, "12.50", "", True),
    ("1.234.567", Kind.AMOUNT, ZLOTY, "1234567", "", True),
    ("0,71", Kind.PERCENTAGE, PERCENT, "0.71", "", False),
    ("0,71 %", Kind.PERCENTAGE, PERCENT, "0.71", "", True),
    ("12.5", Kind.PERCENTAGE, PERCENT, "12.5", "", True),
    ("12.5", Kind.DECIMAL, PERSON, "12.5", "", True),
    ("1 129.10", Kind.DECIMAL, PERSON, "1129.10", "", True),
    ("0.250", Kind.DECIMAL, PERSON, "0.250", "", True),
]


@pytest.mark.parametrize(("cell", "kind", "unit", "number", "mark", "is_told"), UNDERSTOOD)
def test_spelling_is_understood(cell: str, kind: Kind, unit: Unit, number: str, mark: str, is_told: bool) -> None:
    value = number_read(cell, kind, unit)
    assert value.number == Decimal(number)
    assert str(value.number) == number, "the decimals that were typed are kept"
    assert value.mark == mark
    assert value.text == ""
    assert bool(value.reading) == is_told
    if is_told:
        assert value.reading == f"odczytano jako {polish_number(Decimal(number))} {unit_form(Decimal(number), unit)}"


DOUBTED = [
    ("o", Kind.COUNT, PERSON, Doubt.NOT_A_NUMBER),
    ("O", Kind.PERCENTAGE, PERCENT, Doubt.NOT_A_NUMBER),
    ("l", Kind.COUNT, PERSON, Doubt.NOT_A_NUMBER),
    ("1e3", Kind.COUNT, PERSON, Doubt.NOT_A_NUMBER),
    ("1e3", Kind.DECIMAL, PERSON, Doubt.NOT_A_NUMBER),
    ("1_000", Kind.COUNT, PERSON, Doubt.NOT_A_NUMBER),
    ("٣", Kind.COUNT, PERSON, Doubt.NOT_A_NUMBER),
    ("１２", Kind.COUNT, PERSON, Doubt.NOT_A_NUMBER),
    ("10²", Kind.COUNT, PERSON, Doubt.NOT_A_NUMBER),
    ("½", Kind.DECIMAL, PERSON, Doubt.NOT_A_NUMBER),
    ("0264011", Kind.COUNT, PERSON, Doubt.NOT_A_NUMBER),
    ("NaN", Kind.DECIMAL, PERSON, Doubt.NOT_A_NUMBER),
    ("Infinity", Kind.DECIMAL, PERSON, Doubt.NOT_A_NUMBER),
    ("1 2 3", Kind.COUNT, PERSON, Doubt.NOT_A_NUMBER),
    ("22 35", Kind.COUNT, PERSON, Doubt.NOT_A_NUMBER),
    ("1234 567", Kind.COUNT, PERSON, Doubt.NOT_A_NUMBER),
    ("12,", Kind.DECIMAL, PERSON, Doubt.NOT_A_NUMBER),
    (",5", Kind.DECIMAL, PERSON, Doubt.NOT_A_NUMBER),
    ("1,129.10", Kind.AMOUNT, THOUSAND_ZLOTY, Doubt.NOT_A_NUMBER),
    ("1,2,3", Kind.DECIMAL, PERSON, Doubt.NOT_A_NUMBER),
    ("--5", Kind.COUNT, PERSON, Doubt.NOT_A_NUMBER),
    ("(12)", Kind.COUNT, PERSON, Doubt.NOT_A_NUMBER),
    ("ponad 200", Kind.COUNT, PERSON, Doubt.NOT_A_NUMBER),
    ("ok. 200", Kind.PERCENTAGE, PERCENT, Doubt.NOT_A_NUMBER),
    ("3-4", Kind.COUNT, PERSON, Doubt.NOT_A_NUMBER),
    ("1/2", Kind.DECIMAL, PERSON, Doubt.COMPOSITE),
    ("-", Kind.COUNT, PERSON, Doubt.ZERO_OR_MISSING),
    ("osób", Kind.COUNT, PERSON, Doubt.NOT_A_NUMBER),
    ("129 w tym m. in. szkoła", Kind.COUNT, PERSON, Doubt.NOT_A_NUMBER),
    ("=5+3", Kind.COUNT, PERSON, Doubt.NOT_A_NUMBER),
    ("12,5", Kind.COUNT, PERSON, Doubt.NOT_WHOLE),
    ("12.5", Kind.COUNT, PERSON, Doubt.NOT_WHOLE),
    ("0.250", Kind.COUNT, PERSON, Doubt.NOT_WHOLE),
    ("1.250", Kind.DECIMAL, PERSON, Doubt.AMBIGUOUS),
    ("107.407", Kind.PERCENTAGE, PERCENT, Doubt.AMBIGUOUS),
    ("1.250 tys. zł", Kind.AMOUNT, THOUSAND_ZLOTY, Doubt.AMBIGUOUS),
    ("5 292 507 zł", Kind.AMOUNT, THOUSAND_ZLOTY, Doubt.OTHER_UNIT),
    ("1,5 mln", Kind.AMOUNT, THOUSAND_ZLOTY, Doubt.OTHER_UNIT),
    ("1,5 mln zł", Kind.AMOUNT, THOUSAND_ZLOTY, Doubt.OTHER_UNIT),
    ("17.898,80 tys. zł", Kind.AMOUNT, ZLOTY, Doubt.OTHER_UNIT),
    ("5 mln zł", Kind.AMOUNT, ZLOTY, Doubt.OTHER_UNIT),
    ("12%", Kind.COUNT, PERSON, Doubt.OTHER_UNIT),
    ("12 zł", Kind.PERCENTAGE, PERCENT, Doubt.OTHER_UNIT),
    ("*", Kind.COUNT, PERSON, Doubt.MARK_ALONE),
    ("**", Kind.AMOUNT, ZLOTY, Doubt.MARK_ALONE),
]


@pytest.mark.parametrize(("cell", "kind", "unit", "doubt"), DOUBTED)
def test_spelling_is_a_question(cell: str, kind: Kind, unit: Unit, doubt: Doubt) -> None:
    question_raised = doubt_about(cell, kind, unit)
    assert question_raised.doubt is doubt
    assert question_raised.shown == cell


def test_letter_o_is_asked_about() -> None:
    assert "zero (0)" in doubt_about("o", Kind.COUNT).hint
    assert "jedynkę (1)" in doubt_about("l", Kind.COUNT).hint


def test_both_readings_of_an_ambiguous_number_are_shown() -> None:
    assert doubt_about("1.250", Kind.DECIMAL).hint == f"1{NBSP}250 czy 1,250"


def test_other_unit_names_the_right_one() -> None:
    assert doubt_about("5 292 507 zł", Kind.AMOUNT, THOUSAND_ZLOTY).hint == "tys. zł"


# --- Cells that hold something else than text ----------------------------------------------------------------------


@pytest.mark.parametrize("kind", NUMERIC)
def test_blank_is_no_answer(kind: Kind) -> None:
    for cell in (None, "", "  ", f"{NBSP}\u200b"):
        assert read_value(cell, question(kind)) is None


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("cell", [FEBRUARY, date(2026, 2, 1), time(12, 30), timedelta(hours=30)])
def test_date_is_a_question(kind: Kind, cell: CellContent) -> None:
    assert doubt_about(cell, kind).doubt is Doubt.DATE


@pytest.mark.parametrize("kind", Kind)
def test_logical_value_is_a_question_in_polish(kind: Kind) -> None:
    assert doubt_about(True, kind) == Unreadable(doubt=Doubt.LOGICAL, shown="PRAWDA")
    assert doubt_about(False, kind) == Unreadable(doubt=Doubt.LOGICAL, shown="FAŁSZ")


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        (None, ""),
        (12, "12"),
        (12.0, "12"),
        (1129.1, "1129,1"),
        (0.1 + 0.2, "0,3"),
        (1e20, "100000000000000000000"),
        (FEBRUARY, "01.02.2026"),
        (FEBRUARY + timedelta(hours=12, minutes=30), "01.02.2026 12:30"),
        (date(2026, 2, 1), "01.02.2026"),
        (time(12, 30), "12:30:00"),
        (" a\n", " a\n"),
    ],
)
def test_content_is_shown_as_it_stands(cell: CellContent, shown: str) -> None:
    assert shown_content(cell) == shown


def test_duration_is_shown_in_polish() -> None:
    assert "day" not in shown_content(timedelta(days=1, hours=2))


@pytest.mark.parametrize("kind", NUMERIC)
def test_number_cell_is_taken_as_it_is(kind: Kind) -> None:
    assert number_read(22351, kind).number == 22351
    assert number_read(12.0, kind) == Value(status=Status.GIVEN, number=Decimal(12))


def test_number_cell_keeps_what_the_program_shows() -> None:
    assert str(number_read(0.1 + 0.2, Kind.DECIMAL).number) == "0.3"
    assert str(number_read(1129.1, Kind.AMOUNT).number) == "1129.1"


@pytest.mark.parametrize("kind", WHOLE)
def test_fraction_in_a_number_cell_of_a_count_is_a_question(kind: Kind) -> None:
    assert doubt_about(12.5, kind) == Unreadable(doubt=Doubt.NOT_WHOLE, shown="12,5")


@pytest.mark.parametrize("kind", [*NUMERIC, Kind.COUNT_WITH_BREAKDOWN, Kind.COUNT_OR_TEXT])
@pytest.mark.parametrize("number", [float("inf"), float("-inf"), float("nan")])
def test_number_that_is_none_is_never_given(number: float, kind: Kind) -> None:
    value = read_value(number, question(kind))
    assert isinstance(value, Unreadable)


@pytest.mark.parametrize("kind", [Kind.LIST, Kind.TEXT])
def test_number_cell_answers_a_question_for_words(kind: Kind) -> None:
    assert read_value(12.5, question(kind)) == Value(status=Status.GIVEN, text="12,5")


def test_number_cell_is_no_level() -> None:
    assert doubt_about(3, Kind.SCALE).doubt is Doubt.NOT_ON_SCALE


@pytest.mark.parametrize(
    ("number_format", "factor"),
    [
        ("General", "1"),
        ("@", "1"),
        ("#,##0", "1"),
        ("#,##0.0###", "1"),
        ('0" osób"', "1"),
        ('0.0" %"', "1"),
        ("0\\%", "1"),
        ("[$-415]#,##0.00", "1"),
        ("#,##0.00\\ [$zł-415]", "1"),
        ("yyyy-mm-dd", "1"),
        ("0%", "100"),
        ("0.00%", "100"),
        ("#,##0.0,", "0.001"),
        ('#,##0.0,," mln zł"', "0.000001"),
        ('#,##0.0," tys. zł";-#,##0.0," tys. zł"', "0.001"),
    ],
)
def test_format_shows_another_number(number_format: str, factor: str) -> None:
    assert display_factor(number_format) == Decimal(factor)


@pytest.mark.parametrize(
    "number_format",
    [
        '0" osób"',
        '#,##0.00\\ "zł"',
        "#,##0.00\\ [$zł-415]",
        "#,##0.00 [$€-407]",
        "[$$-409]#,##0.00",
        "#,##0.00 zł",
        "#,##0.00 €",
        '0"*"',
        "0\\*",
        "0\\%",
        '0" %"',
        '0" 000"',
        'General" rodzin"',
        '@" osób"',
        '0;-0;"brak"',
        '#,##0.0," tys. zł"',
        '[<5]0" osoby";0',
        '_-* #,##0.00\\ "zł"_-;-* #,##0.00\\ "zł"_-',
    ],
)
def test_format_with_words(number_format: str) -> None:
    assert adds_words(number_format)


@pytest.mark.parametrize(
    "number_format",
    [
        *BUILTIN_FORMATS.values(),
        "Standard",
        "#,##0\\ _z_ł",
        "_-* #,##0.00_-",
        '_-* #,##0.00\\ _z_ł_-;\\-* #,##0.00\\ _z_ł_-;_-* "-"??\\ _z_ł_-;_-@_-',
        "#,##0;[Red]-#,##0",
        '0;-0;"–"',
        "+0;-0;0",
        "0%",
        "#,##0.0,",
        "# ?/16",
        "0.0E+0",
        "000\\-000",
        "[$-415]d mmmm yyyy",
        'dd.mm.yyyy "r."',
        "[>99]0;0.0",
        ";;;",
        "",
    ],
)
def test_format_without_words(number_format: str) -> None:
    assert not adds_words(number_format)


@pytest.mark.parametrize(
    ("number", "number_format", "shown"),
    [
        (5292507, '#,##0.00\\ "zł"', f"5{NBSP}292{NBSP}507 zł"),
        (-5, '#,##0" zł";(#,##0" zł")', "\u22125 zł"),
        (-5, '#,##0" zł";-#,##0" zł"', "\u22125 zł"),
        (1234.565, '"zł "0.00', f"zł 1{NBSP}234,565"),
    ],
)
def test_question_about_words_of_a_format_shows_them(number: float, number_format: str, shown: str) -> None:
    value = read_value(number, question(Kind.AMOUNT), number_format)
    assert isinstance(value, Unreadable)
    assert value.shown == shown


@pytest.mark.parametrize("number", [-5, 0, 1, 5292507, 12.5, 1234.565, 0.001])
@pytest.mark.parametrize(
    "number_format", ["#,##0.00", '#,##0.00\\ "zł"', '#,##0" zł";-#,##0" zł"', '#,##0" zł";(#,##0" zł")', '0"PLN"']
)
def test_own_unit_of_a_format_changes_nothing(number: float, number_format: str) -> None:
    value = read_value(number, question(Kind.AMOUNT, ZLOTY), number_format)
    assert value == Value(status=Status.GIVEN, number=from_float(float(number)))


def test_percent_format_is_read_as_it_is_seen() -> None:
    value = read_value(0.713, question(Kind.PERCENTAGE), "0.0%")
    assert value == Value(status=Status.GIVEN, number=Decimal("71.3"), reading="odczytano jako 71,3 %")
    assert str(read_value(0.5, question(Kind.PERCENTAGE), "0%")).count("Decimal('50')") == 1


@pytest.mark.parametrize(
    ("cell", "kind", "number_format", "hint"),
    [
        (0.12, Kind.DECIMAL, "0%", "12 % czy 0,12"),
        (12, Kind.COUNT, "0%", f"1{NBSP}200 % czy 12"),
        (1129100, Kind.AMOUNT, '#,##0.0," tys. zł"', f"1{NBSP}129,1 czy 1{NBSP}129{NBSP}100"),
        (71300, Kind.PERCENTAGE, "0.0,", f"71,3 czy 71{NBSP}300"),
    ],
)
def test_number_shown_otherwise_is_a_question(cell: float, kind: Kind, number_format: str, hint: str) -> None:
    value = read_value(cell, question(kind), number_format)
    assert isinstance(value, Unreadable)
    assert (value.doubt, value.hint) == (Doubt.AMBIGUOUS, hint)


# --- No value, and why ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize(
    ("cell", "status", "is_told"),
    [
        ("brak danych", Status.NO_DATA, False),
        ("Brak danych", Status.NO_DATA, False),
        (f" BRAK{NBSP} DANYCH ", Status.NO_DATA, False),
        ("b.d.", Status.NO_DATA, True),
        ("bd", Status.NO_DATA, True),
        ("nie dotyczy", Status.NOT_APPLICABLE, False),
        ("Nie  dotyczy", Status.NOT_APPLICABLE, False),
        ("n.d.", Status.NOT_APPLICABLE, True),
        ("n/d", Status.NOT_APPLICABLE, True),
    ],
)
def test_missing_value_is_said(kind: Kind, cell: str, status: Status, is_told: bool) -> None:
    value = read_value(cell, question(kind))
    assert isinstance(value, Value)
    assert (value.status, value.number, value.text) == (status, None, "")
    assert value.reading == (f"odczytano jako „{status}”" if is_told else "")
    assert read_missing(cell) is status


@pytest.mark.parametrize("cell", [None, "", "0", 0, "-", "brak", "nie wiem", "brak danych za 2017 r."])
def test_anything_else_is_no_reason(cell: CellContent) -> None:
    assert read_missing(cell) is None


def test_blank_zero_and_the_two_reasons_stay_four_things() -> None:
    answers = [read_value(cell, question(Kind.COUNT)) for cell in ("", "0", "brak danych", "nie dotyczy")]
    assert answers[0] is None
    assert [answer.status for answer in answers[1:] if isinstance(answer, Value)] == [
        Status.GIVEN,
        Status.NO_DATA,
        Status.NOT_APPLICABLE,
    ]
    assert isinstance(answers[1], Value)
    assert answers[1].number == 0


@pytest.mark.parametrize(
    "words", ["j.w.", "j.w", "j. w.", "jw", "jw.", "J.W.", "jak wyżej", "-//-", "– // –", '-"-', "„"]
)
def test_entry_that_repeats_the_one_above(words: str) -> None:
    assert is_as_above(words)


@pytest.mark.parametrize("words", ["", "-", "--", "//", "||", "jwx", "jak wyżej opisano", "12", "x", "wyżej"])
def test_entry_that_does_not_repeat_the_one_above(words: str) -> None:
    assert not is_as_above(words)


# --- A number with a description -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "number", "mark"),
    [
        ("129 w tym m. in. szkoły, „parafie” i kluby", 129, ""),
        ("12* w tym:\n- warsztaty", 12, "*"),
        ("12\n- warsztaty\n- spotkania", 12, ""),
        ("1 020 osób w tym dzieci", 1020, ""),
        ("5 – warsztaty 3, spotkania 2", 5, ""),
    ],
)
def test_number_is_read_before_its_description(cell: str, number: int, mark: str) -> None:
    value = number_read(cell, Kind.COUNT_WITH_BREAKDOWN)
    assert value == Value(status=Status.GIVEN, number=Decimal(number), text=cell, mark=mark)


def test_bare_number_needs_no_description() -> None:
    assert number_read("12*", Kind.COUNT_WITH_BREAKDOWN) == Value(status=Status.GIVEN, number=Decimal(12), mark="*")


@pytest.mark.parametrize("cell", ["w tym: warsztaty", "około 12 w tym dzieci", "12w tym", "12-13 w tym", "12,5 w tym"])
def test_description_without_a_clear_number_is_a_question(cell: str) -> None:
    doubt_about(cell, Kind.COUNT_WITH_BREAKDOWN)


@pytest.mark.parametrize("cell", ["12 tys. osób, w tym dzieci", "1,5 mln zł, w tym dotacje", "12 % w tym dzieci"])
def test_multiple_or_share_is_not_cut_down_to_its_number(cell: str) -> None:
    doubt_about(cell, Kind.COUNT_WITH_BREAKDOWN)


@pytest.mark.parametrize("cell", ["12 tys., w tym: warsztaty", "12.5 w tym warsztaty", "1.2.3 w tym"])
def test_question_about_a_description_shows_the_whole_cell(cell: str) -> None:
    assert doubt_about(cell, Kind.COUNT_WITH_BREAKDOWN).shown == cell


def test_ambiguous_reading_of_a_leading_number_is_told() -> None:
    value = number_read("1.250 w tym dzieci", Kind.COUNT_WITH_BREAKDOWN)
    assert value.number == 1250
    assert value.reading == f"odczytano jako 1{NBSP}250 osób"


@pytest.mark.parametrize(
    ("cell", "number", "text"), [("12", 12, ""), ("12 osób", 12, ""), ("nie prowadzono", None, "nie prowadzono")]
)
def test_number_or_words(cell: str, number: int | None, text: str) -> None:
    value = read_value(cell, question(Kind.COUNT_OR_TEXT))
    assert isinstance(value, Value)
    assert value.number == (None if number is None else Decimal(number))
    assert value.text == text


@pytest.mark.parametrize("cell", ["o", "-", "1 2 3", "12,5", "*"])
def test_number_or_words_asks_about_neither(cell: str) -> None:
    doubt_about(cell, Kind.COUNT_OR_TEXT)


# --- Lists, words, scales ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [Kind.LIST, Kind.TEXT])
@pytest.mark.parametrize(
    "words", ["- żłobki\n- „Klub”; szkoły & <inne>", "=SUMA(1;2)", "{{ rok }}", "12 zł", "brak miejsc"]
)
def test_words_are_taken_as_they_are(kind: Kind, words: str) -> None:
    assert read_value(words, question(kind)) == Value(status=Status.GIVEN, text=words)


def test_words_lose_only_what_nobody_sees() -> None:
    value = read_value("\u200b- z\u0307łobki\r\n- szkoły\x07 \n", question(Kind.LIST))
    assert isinstance(value, Value)
    assert value.text == "- żłobki\n- szkoły"


@pytest.mark.parametrize(
    ("cell", "levels"),
    [
        ("wysoki", ["wysoki"]),
        ("Wysoki ", ["wysoki"]),
        ("WYSTARCZAJĄCY", ["wystarczający"]),
        ("minimalny/wysoki/ wystarczający", ["minimalny", "wysoki", "wystarczający"]),
        ("minimalny, wysoki; wystarczający", ["minimalny", "wysoki", "wystarczający"]),
        ("minimalny /\nwysoki", ["minimalny", "wysoki"]),
    ],
)
def test_levels_of_a_scale(cell: str, levels: list[str]) -> None:
    value = read_value(cell, question(Kind.SCALE))
    assert isinstance(value, Value)
    assert value.text == cell.strip()
    assert scale_levels(cell) == levels


@pytest.mark.parametrize("cell", ["wysokie", "wysoki i minimalny", "średni", "/", "wysoki/średni", "12", "*"])
def test_word_outside_the_scale_is_a_question(cell: str) -> None:
    assert doubt_about(cell, Kind.SCALE).doubt is Doubt.NOT_ON_SCALE


# --- Numbers -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "grouped", "decimal"),
    [
        ("1,250", "1250", "1.250"),
        ("1 250,000", "1250000", "1250.000"),
        ("12500,250", "12500250", "12500.250"),
        ("1.250,500", "1250500", "1250.500"),
        ("1 250.500", "1250500", "1250.500"),
        ("1250.500", "1250500", "1250.500"),
        ("5'000.000", "5000000", "5000.000"),
        ("5'000,000", "5000000", "5000.000"),
        ("-1 250,500", "-1250500", "-1250.500"),
    ],
)
def test_three_decimals_are_doubtful_where_there_are_no_thousandths(text: str, grouped: str, decimal: str) -> None:
    doubtful = AmbiguousNumber(Decimal(grouped), Decimal(decimal))
    assert read_number(text, whole=False, hundredths=True) == read_number(text, whole=True) == doubtful
    assert isinstance(read_number(text, whole=False), ReadNumber)


@pytest.mark.parametrize("text", ["0,500", "0.500", "-0,500", "1 250,50", "1 250,5000", "12,5"])
def test_other_decimals_are_not_doubtful(text: str) -> None:
    assert isinstance(read_number(text, whole=False, hundredths=True), ReadNumber)
    assert isinstance(read_number(text, whole=True), ReadNumber)


def test_reading_a_number_says_whether_dots_were_interpreted() -> None:
    assert read_number("1 250", whole=True) == ReadNumber(Decimal(1250), interpreted=False)
    assert read_number("1.250", whole=True) == ReadNumber(Decimal(1250), interpreted=True)
    assert read_number("1.250", whole=False) == AmbiguousNumber(Decimal(1250), Decimal("1.250"))
    assert read_number("-1.250", whole=False) == AmbiguousNumber(Decimal(-1250), Decimal("-1.250"))
    assert read_number("\u22121.250", whole=False) == AmbiguousNumber(Decimal(-1250), Decimal("-1.250"))


@st.composite
def plain_decimals(draw: st.DrawFn, digits: int = 24) -> Decimal:
    """Numbers with at most twelve decimals, of either sign, without an exponent."""
    places = draw(st.integers(0, 12))
    return Decimal(f"{draw(st.integers(-(10**digits), 10**digits))}E-{places}")


@settings(deadline=None)
@given(plain_decimals())
@example(Decimal("0.00"))
@example(Decimal("-0.71"))
@example(Decimal("1129.10"))
@example(Decimal(10) ** 23)
def test_written_number_is_read_back(number: Decimal) -> None:
    written = polish_number(number)
    read = read_number(written, whole=False)
    assert read == ReadNumber(number, interpreted=False)
    assert read.number.as_tuple().exponent == number.as_tuple().exponent
    is_exact = len(number.as_tuple().digits) <= 15 and number.adjusted() < 15
    for kind in FRACTIONAL:
        understood = read_value(written, question(kind))
        if is_exact:
            assert isinstance(understood, Value)
            assert understood.number == number
        else:
            assert isinstance(understood, Unreadable)
            assert understood.doubt is Doubt.TOO_LONG


@pytest.mark.parametrize("words", ["-", "–", "*", "x", "brak", "Brak danych za 2017 r.", "j.w.", ". . ."])
@pytest.mark.parametrize("kind", [Kind.LIST, Kind.TEXT])
def test_what_only_looks_like_an_answer_is_asked(kind: Kind, words: str) -> None:
    assert doubt_about(words, kind).doubt is Doubt.NO_ANSWER


@pytest.mark.parametrize(
    "cell", ["12 (w tys.)", "12 - tys.", "12, mln", "12:00", "10, ok. 12", "12 - 15 osób", "3 x 4"]
)
def test_what_may_change_the_number_of_a_description_is_asked(cell: str) -> None:
    doubt_about(cell, Kind.COUNT_WITH_BREAKDOWN)


@pytest.mark.parametrize("cell", ["12,000", "1,000"])
def test_thousands_set_off_by_a_comma_are_asked_where_only_whole_numbers_make_sense(cell: str) -> None:
    assert doubt_about(cell, Kind.COUNT).doubt is Doubt.AMBIGUOUS
    assert number_read(cell, Kind.AMOUNT).number == Decimal(cell.replace(",", "."))


@settings(deadline=None)
@given(plain_decimals(digits=60))
@example(Decimal(-123456789012345678901234567890))
def test_number_of_any_length_keeps_every_digit(number: Decimal) -> None:
    read = read_number(polish_number(number), whole=False)
    assert isinstance(read, ReadNumber)
    assert f"{read.number:f}" == f"{number:f}"


@settings(deadline=None)
@given(plain_decimals())
def test_plain_number_is_for_programs(number: Decimal) -> None:
    assert Decimal(plain_number(number)) == number
    assert set(plain_number(number)) <= set("-.0123456789")


@settings(deadline=None)
@given(st.integers(-(10**15) + 1, 10**15 - 1), st.sampled_from(WHOLE))
def test_whole_number_is_read_back(number: int, kind: Kind) -> None:
    written = polish_number(Decimal(number))
    assert number_read(written, kind).number == number
    assert number_read(written.replace(NBSP, " "), kind).number == number
    assert number_read(str(number), kind).number == number
    assert number_read(number, kind).number == number


@settings(deadline=None)
@given(st.decimals(min_value=-(10**9), max_value=10**9, places=4))
def test_stored_float_is_the_number_that_was_typed(number: Decimal) -> None:
    assert from_float(float(number)) == number


@settings(deadline=None)
@given(plain_decimals(), st.integers(0, 6))
def test_number_with_fixed_decimals(number: Decimal, decimals: int) -> None:
    whole, _, part = polish_number(number, decimals).partition(",")
    assert len(part) == decimals
    assert set(whole) <= set(f"\u22120123456789{NBSP}")


@pytest.mark.parametrize(
    ("number", "written"),
    [
        ("22351", f"22{NBSP}351"),
        ("0.71", "0,71"),
        ("-5", "\u22125"),
        ("1129.10", f"1{NBSP}129,10"),
        ("1E+3", f"1{NBSP}000"),
    ],
)
def test_number_is_written_in_polish(number: str, written: str) -> None:
    assert polish_number(Decimal(number)) == written


# --- Nouns ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "form"),
    [
        ("0", "placówek"),
        ("1", "placówka"),
        ("2", "placówki"),
        ("4", "placówki"),
        ("5", "placówek"),
        ("11", "placówek"),
        ("12", "placówek"),
        ("14", "placówek"),
        ("21", "placówek"),
        ("22", "placówki"),
        ("25", "placówek"),
        ("100", "placówek"),
        ("101", "placówek"),
        ("112", "placówek"),
        ("122", "placówki"),
        ("1000", "placówek"),
        ("1002", "placówki"),
        ("-1", "placówka"),
        ("1.0", "placówka"),
        ("2.00", "placówki"),
        ("2.5", "placówki"),
        ("0.5", "placówki"),
    ],
)
def test_noun_after_a_number(number: str, form: str) -> None:
    assert noun(Decimal(number), PLACE_FORMS) == form
    assert counted(Decimal(number), PLACE_FORMS) == f"{polish_number(Decimal(number))}{NBSP}{form}"


def test_unit_is_declined() -> None:
    assert [unit_form(Decimal(number), PERSON) for number in (1, 3, 13)] == ["osoba", "osoby", "osób"]


def test_value_is_shown_with_its_unit_where_the_catalogue_says_so() -> None:
    asked = question(Kind.AMOUNT)
    assert shown_value(Decimal("1129.1"), asked) == f"1{NBSP}129,1"
    printed = Indicator(
        id=asked.id, name=asked.name, kind=asked.kind, unit=asked.unit, moment=asked.moment,
        direction=asked.direction, executors=asked.executors, combine=asked.combine, unit_is_printed=True,
    )  # fmt: skip
    assert shown_value(Decimal("1129.1"), printed) == f"1{NBSP}129,1{NBSP}tys. zł"


# --- Percentages ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("numerator", "denominator", "expected"),
    [("1", "3", "33.33"), ("2", "3", "66.67"), ("1", "8", "12.50"), ("0", "5", "0.00"), ("1", "800", "0.13")],
)
def test_percentage_is_rounded_half_up(numerator: str, denominator: str, expected: str) -> None:
    assert str(percentage(Decimal(numerator), Decimal(denominator))) == expected


def test_percentage_of_nothing_does_not_exist() -> None:
    with pytest.raises(ZeroDivisionError):
        percentage(Decimal(1), Decimal(0))


def test_percentage_is_as_exact_as_the_answer() -> None:
    assert percentage(Decimal(1), Decimal(3), step=Decimal(1)) == 33
    assert str(percentage(Decimal(1), Decimal(3), step=Decimal("0.001"))) == "33.333"


def test_percentage_is_as_exact_as_a_pocket_calculator() -> None:
    step = Decimal("1E-30")
    assert str(percentage(Decimal(1), Decimal(3), step=step)) == f"33.{'3' * 30}"


NUMERATOR = Component(id="A.1.4/3.a", role=Role.NUMERATOR, name="Licznik", unit=PERSON, kind=Kind.COUNT)
DENOMINATOR = Component(id="A.1.4/3.b", role=Role.DENOMINATOR, name="Mianownik", unit=PERSON, kind=Kind.COUNT)
PART = Component(id="A.1.4/3.c", role=Role.PART_OF, name="Część", unit=PERSON, kind=Kind.COUNT)


def test_percentage_needs_both_inputs() -> None:
    asked = question(Kind.PERCENTAGE, components=(PART, DENOMINATOR, NUMERATOR))
    both = {"A.1.4/3.a": Decimal(1), "A.1.4/3.b": Decimal(3), "A.1.4/3.c": Decimal(9)}
    assert numerator_and_denominator(asked, both) == (Decimal(1), Decimal(3))
    for needed in ("A.1.4/3.a", "A.1.4/3.b"):
        assert numerator_and_denominator(asked, {key: n for key, n in both.items() if key != needed}) is None
    assert numerator_and_denominator(question(Kind.PERCENTAGE), both) is None


# --- Whatever stands in a cell -------------------------------------------------------------------------------------

CELL_LIKE = st.text(st.sampled_from("0123456789 .,-*%/()oelwtym\n\u00a0\u202f\u2212złtysmlnbdd٣²_=+eE"), max_size=24)


@pytest.mark.parametrize("kind", Kind)
@settings(deadline=None)
@given(text=st.one_of(st.text(max_size=60), CELL_LIKE))
@example(text="\ud800")
@example(text="9" * 500)
@example(text="-" + "9" * 500)
@example(text="0," + "3" * 500)
@example(text="1" + ".000" * 50)
def test_no_text_is_too_much(kind: Kind, text: str) -> None:
    asked = question(kind)
    value = read_value(text, asked)
    assert value == read_value(text, asked)
    match value:
        case None:
            assert not clean(text)
        case Unreadable(shown=shown):
            assert shown == text or clean(shown) == clean(text), "the question shows what stands there"
        case Value(status=Status.GIVEN, number=number, text=words, mark=mark, reading=reading):
            assert number is not None or words
            assert number is None or number.is_finite()
            assert mark == "*" * len(mark)
            is_approximate = reading.startswith("odczytano jako wartość przybliżoną")
            assert kind in WHOLE or is_approximate or not (number is not None and words)
            assert not kind.is_numeric or number is not None
            assert number is None or kind not in WHOLE or number == number.to_integral_value()
            assert not reading or reading.startswith("odczytano jako ")
        case Value(status=status):
            assert status in (Status.NO_DATA, Status.NOT_APPLICABLE)


CONTENT: st.SearchStrategy[CellContent] = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
)


@pytest.mark.parametrize("kind", Kind)
@settings(deadline=None)
@given(cell=CONTENT)
def test_no_cell_is_too_much(kind: Kind, cell: CellContent) -> None:
    value = read_value(cell, question(kind))
    if isinstance(value, Value) and value.number is not None:
        assert value.number.is_finite()
    assert isinstance(shown_content(cell), str)


# --- Text ----------------------------------------------------------------------------------------------------------


@settings(deadline=None)
@given(st.text())
@example("a\u200b\u0301")
@example("\u200b a")
def test_cleaning_is_done_once_for_all(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@settings(deadline=None)
@given(st.text())
def test_clean_text_has_nothing_invisible(text: str) -> None:
    cleaned = clean(text)
    assert cleaned == cleaned.strip()
    assert not set(cleaned) & {
        chr(code) for code in (*range(9), 11, 12, 13, *range(14, 32), 0x7F, 0x200B, 0x202E, 0xFEFF)
    }


@settings(deadline=None)
@given(st.text())
def test_one_line_is_one_line(text: str) -> None:
    line = one_line(text)
    assert "\n" not in line
    assert "  " not in line
    assert line == line.strip()


def test_same_text_in_other_clothes() -> None:
    assert same(" Liczba\u00a0 OSÓB\n") == same("liczba osób") == "liczba osób"
    assert same("ﬁrma") == "firma"
    assert same("zajęcia") != same("zajecia")


@pytest.mark.parametrize(
    ("text", "longest", "shown"),
    [
        ("", 5, ""),
        ("słowo", 5, "słowo"),
        ("słowa dwa", 5, "słow…"),
        ("dwa słowa", 5, "dwa…"),
        ("abc def", 4, "abc…"),
    ],
)
def test_a_long_text_is_cut(text: str, longest: int, shown: str) -> None:
    assert cut(text, longest) == shown
