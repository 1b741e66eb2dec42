"""The gates for text: escapes of a workbook on the way in, foreign names on the way to a screen."""

import re
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from collector.values.text import clean, decode_escapes, hides_signs_in_number, one_line, printable, same

ANY_TEXT = st.text(st.characters(exclude_categories=()))
NO_SURROGATES = st.text()
ESCAPE_LIKE = st.text(st.sampled_from("_xX0041005FdDeEgG8\n"), max_size=30)


def escaped(text: str) -> str:
    """`text` as Excel writes it."""
    protected = re.sub(r"_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", text)
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", lambda match: f"_x{ord(match[0]):04X}_", protected)


@pytest.mark.parametrize(
    ("stored", "meant"),
    [
        ("_x0041_", "A"),
        ("_x000D_", "\r"),
        ("_x000d_", "\r"),
        ("wiersz_x000A_drugi", "wiersz\ndrugi"),
        ("_x005F_x0041_", "_x0041_"),
        ("_x005F_", "_"),
        ("_x005f_x005F_", "_x005F_"),
        ("_X0041_", "_X0041_"),
        ("_x41_", "_x41_"),
        ("_x00411_", "_x00411_"),
        ("_x00G1_", "_x00G1_"),
        ("_x٠٠٤١_", "_x٠٠٤١_"),
        ("_x0041", "_x0041"),
        ("__x0041__", "_A_"),
        ("_x0041_x0042_", "Ax0042_"),
        ("_x0041__x0042_", "AB"),
        ("_xD83D__xDE00_", "\U0001f600"),
        ("_xD83D_", "\ud83d"),
        ("_x0142_", "ł"),
        ("max_xyz", "max_xyz"),
        ("", ""),
    ],
)
def test_escapes_of_excel(stored: str, meant: str) -> None:
    assert decode_escapes(stored) == meant


@settings(deadline=None)
@given(st.one_of(NO_SURROGATES, ESCAPE_LIKE))
@example("_x0041_")
@example("_x005F_x0041_")
@example("_\x07_x")
def test_escaped_text_is_decoded_to_what_it_was(text: str) -> None:
    assert decode_escapes(escaped(text)) == text


@settings(deadline=None)
@given(st.one_of(ANY_TEXT, ESCAPE_LIKE))
def test_text_without_escapes_is_left_alone(text: str) -> None:
    if not re.search(r"_x[0-9A-Fa-f]{4}_", text):
        assert decode_escapes(text) == text


@settings(deadline=None)
@given(st.one_of(ANY_TEXT, ESCAPE_LIKE))
def test_decoded_text_passes_the_gate(text: str) -> None:
    clean(decode_escapes(text)).encode("utf-8")


@pytest.mark.parametrize(
    ("typed", "cleaned"),
    [
        (" Liczba osób ", "Liczba osób"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("a\x0bb\x0cc\u2028d\x85e", "a\nb\nc\nd\ne"),
        ("z\u0307łobki", "żłobki"),
        ("MO\u00adPR\u200b\ufeff", "MOPR"),
        ("\u202e12\u202c", "12"),
        ("a\x07b\x00\ud800", "ab"),
        ("\u00a0\u202f", ""),
        ("❤\ufe0f", "❤\ufe0f"),
    ],
)
def test_gate_for_text(typed: str, cleaned: str) -> None:
    assert clean(typed) == cleaned


@settings(deadline=None)
@given(ANY_TEXT)
@example("a\u200b\u0301")
@example("\u200b a")
@example("\x1f a")
def test_gate_is_passed_once(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert cleaned == cleaned.strip()
    cleaned.encode("utf-8")
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]", cleaned)


@settings(deadline=None)
@given(ANY_TEXT)
@example("\x1c\x1d\x1e\x1f\x85\u2028\u3000")
def test_short_ways_lead_to_the_same_place(text: str) -> None:
    assert one_line(text) == re.sub(r"\s+", " ", text).strip()
    assert same(text) == one_line(unicodedata.normalize("NFKC", text)).casefold()


@pytest.mark.parametrize(
    ("text", "hides"),
    [("1\u200b2", True), ("\u202e12", True), ("12", False), ("a\u200bb 12", False), ("12\u00a0345", False)],
)
def test_sign_beside_a_figure_is_noticed(text: str, hides: bool) -> None:
    assert hides_signs_in_number(text) is hides


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Zwrot MOPR 2017.xlsx", "Zwrot MOPR 2017.xlsx"),
        ("Białystok\n2017.xlsx", "Białystok 2017.xlsx"),
        ("a\t b  c", "a b c"),
        ("Bia\udcb3ystok \udcb9\udcea.xlsx", "Białystok ąę.xlsx"),
        ("\udc96\udc81.xlsx", "??.xlsx"),
        ("\ud83d.xlsx", "?.xlsx"),
        ("\x1b[31mczerwony\x1b[0m", "?[31mczerwony?[0m"),
        ("\u202efdp.xslx", "fdp.xslx"),
        ("a\u200bb\u00ad", "ab"),
        ("\ue000\uffff", "??"),
        ("", ""),
    ],
)
def test_foreign_name_on_a_screen(name: str, shown: str) -> None:
    assert printable(name) == shown


@settings(deadline=None)
@given(st.one_of(ANY_TEXT, st.text(st.characters(min_codepoint=0xDC80, max_codepoint=0xDCFF, exclude_categories=()))))
@example(b"Bia\xb3ystok".decode("utf-8", "surrogateescape"))
@example("a \u200b b")
def test_whatever_is_shown_does_nothing_to_a_screen(text: str) -> None:
    shown = printable(text)
    shown.encode("utf-8")
    assert shown.isprintable()
    assert not {unicodedata.category(c) for c in shown} & {"Cc", "Cf", "Cs", "Zl", "Zp"}
    assert "  " not in shown
    assert printable(shown) == shown
