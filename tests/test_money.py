"""How a cell of money of a register is read."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.domain.register import Money
from collector.values.money import money_of_number, read_money
from collector.values.writing import polish_number

REASONS = {
    "w ramach działalności statutowej": ("w ramach bieżącej działalności", "w ramach kosztów funkcjonowania"),
    "w ramach kosztów funkcjonowania PWD": (),
    "bez nakładów finansowych": ("bezkosztowo", "bez dodatkowych nakładów finansowych"),
    "b.d.": ("b.d", "bd", "bd."),
    "x": (),
    "j.w.": ("jw", "j.w"),
}
NBSP = "\u00a0"


def read(raw: str) -> Money | None:
    return read_money(raw, REASONS)


@pytest.mark.parametrize(
    ("raw", "amount"),
    [
        ("78 177,65", "78177.65"),
        (f"44{NBSP}407{NBSP}935,00 zł", "44407935.00"),
        ("0,00 zł", "0.00"),
        ("0,00zł", "0.00"),
        ("250 100 zł", "250100"),
        ("6 445", "6445"),
        ("0", "0"),
        ("1 313,9", "1313.9"),
        ("1.129,10 zł.", "1129.10"),
        ("100.50 ZŁ", "100.50"),
        ("100 PLN", "100"),
        ("100 złotych", "100"),
        ("100,00zl", "100.00"),
        ("999 999 999 999 999", "999999999999999"),
        ("  12,01\n", "12.01"),
    ],
)
def test_an_amount(raw: str, amount: str) -> None:
    assert read(raw) == Money(raw=raw, amount=Decimal(amount))


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        ("W ramach działalności statutowej", "w ramach działalności statutowej"),
        ("w  ramach działalności\nstatutowej placówek", "w ramach działalności statutowej"),
        ("w ramach kosztów funkcjonowania", "w ramach działalności statutowej"),
        ("w ramach kosztów funkcjonowania PWD, poz. 2.2.3", "w ramach kosztów funkcjonowania PWD"),
        ("bez dodatkowych nakładów finansowych", "bez nakładów finansowych"),
        ("B.D.", "b.d."),
        ("bd", "b.d."),
        ("X", "x"),
        ("j.w", "j.w."),
    ],
)
def test_an_official_reason_keeps_the_words_typed(raw: str, reason: str) -> None:
    assert read(raw) == Money(raw=raw, reason=reason)


@pytest.mark.parametrize("raw", ["", "  ", "\n\u200b"])
def test_blank_is_neither_an_amount_nor_a_reason(raw: str) -> None:
    money = read(raw)
    assert money == Money()
    assert money is not None
    assert money.is_blank


@pytest.mark.parametrize(
    "raw",
    [
        "1.250", "12,345", "-5,00", "5 tys. zł", "5 tys. PLN", "100 złotówek", "1 000 000 000 000 000",
        "5 000 - 6 000", "około 40", "zł", "0,00 0", "100 EUR", "x 100,00",
        "bdo", "bezkosztowości", "bez nakładów finansowych, 5 000 zł", "bez nakładów finansowych 1200,50", "o",
    ],
)  # fmt: skip
def test_what_is_not_clear_is_a_question(raw: str) -> None:
    assert read(raw) is None


@given(st.decimals(min_value=0, max_value=10**12, places=2, allow_nan=False, allow_infinity=False))
def test_every_written_amount_is_read(amount: Decimal) -> None:
    money = read(f"{polish_number(amount, 2)}{NBSP}zł")
    assert money is not None
    assert money.amount == amount


@pytest.mark.parametrize(
    ("number", "amount"),
    [
        ("30.300000000000004", "30.3"),
        ("250100", "250100"),
        ("0", "0"),
        ("999999999999999", "999999999999999"),
    ],
)
def test_a_number_in_a_cell(number: str, amount: str) -> None:
    money = money_of_number(Decimal(number), number)
    assert money == Money(raw=number, amount=Decimal(amount))


@pytest.mark.parametrize("number", ["-1", "0.001", "inf", "nan", "1000000000000000", "1234567890123456"])
def test_a_number_that_is_no_amount(number: str) -> None:
    assert money_of_number(Decimal(number), number) is None


@pytest.mark.parametrize(
    "number_format", ["General", "#,##0.00", '#,##0.00\\ "zł"', '#,##0" zł";-#,##0" zł"', '0"PLN"', "# ?/16"]
)
def test_a_format_with_zloty_changes_no_amount(number_format: str) -> None:
    assert money_of_number(Decimal("1250.5"), "1250,5", number_format) == Money(raw="1250,5", amount=Decimal("1250.5"))


@pytest.mark.parametrize(
    "number_format", ['0" tys. zł"', "#,##0.00 [$€-407]", "#,##0,", "0%", '0" 000"', '"ok. "0', '"brak"', '0"*"']
)
def test_a_format_that_shows_something_else_is_a_question(number_format: str) -> None:
    assert money_of_number(Decimal("1250.5"), "1250,5", number_format) is None
