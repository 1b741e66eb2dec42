"""Answers that are a number with a description, or a number or else words."""

import re
from dataclasses import replace
from typing import Final

from collector.domain.indicator import Component, Indicator
from collector.domain.observation import Status, Value
from collector.values.composites import OF_WHICH, find_composite
from collector.values.doubts import Doubt, Unreadable
from collector.values.numeric import read_composite, read_exact, read_single
from collector.values.slips import letters_for_figures
from collector.values.text import SPACES, one_line
from collector.values.units import has_other_unit, without_unit
from collector.values.words import is_no_answer

# After the number of a „liczba z opisem” only a footnote mark, its own unit and a description may follow; anything that
# could change the number („5 tys. osób”, „12 - 15”, „3 x 4”) is a question.
_LEADING_NUMBER: Final = re.compile(
    rf"(?P<number>[-\u2212]?[0-9](?:[{SPACES}.,]?[0-9])*)(?P<mark>\**)"
    rf"(?:[{SPACES}]+|(?=[,;:(\n\u2013-]))(?P<words>\S.*|\n.*)",
    re.DOTALL,
)
_PARTS: Final = rf"(?:{OF_WHICH}|tj\.|m\.\s?in\.)"
_DESCRIPTION: Final = re.compile(
    rf"[,;]?\s*{_PARTS}|[:(\n]|[-\u2013]\s+[^\W\d]|,\s*[^\W\d]"
    r"|(?:na|o)\s+(?:łącz\w+\s+)?(?:kwot|sum|wartoś)\w+",
    re.IGNORECASE,
)
_CHANGES_NUMBER: Final = re.compile(
    r"\W*(?:w\s+)?(?:tys|mln|mld|ok\b|zł\b|zl\b|złotych\b|pln\b|euro?\b|usd\b|\d)|\W*[%‰€$]"
)
_IN_THOUSANDS: Final = re.compile(r"\bw\s+(?:tys|tysiącach|mln|mld|milionach|miliardach)\b", re.IGNORECASE)
_HAS_TOTAL: Final = re.compile(rf"[\s,;:\u2013-]*{_PARTS}", re.IGNORECASE)
# „5 – warsztaty, 3 – wykłady”: the first number counts no more than its own words do.
_BEFORE_WORDS: Final = r"(?:\s[-\u2013]\s*|[-\u2013]\s+|:\s*)"
_NEXT_COUNT: Final = re.compile(
    rf"(?:[,;\n]|\b(?:i|oraz)\b)[{SPACES}]*[0-9][0-9{SPACES}.]*(?:(?:[^\W\d]+\.?)?{_BEFORE_WORDS}|\()[^\W\d]"
    rf"|[;\n][{SPACES}]*[0-9][0-9{SPACES}]*,?\s*[^\W\d]"
)
_WORD: Final = re.compile(r"[^\W\d_]{2}")
_MARKS: Final = f"*{SPACES}"
_HOW: Final = "sama liczba albo liczba, a po niej „w tym: …”"


def read_described(text: str, asked: Indicator | Component) -> Value | Unreadable:
    """A number, alone or before its description; the description is kept as the text of the value."""
    match = _LEADING_NUMBER.fullmatch(text)
    words = _without_leading_unit(match["words"], asked) if match else ""
    if match and _is_description(words, text, asked):
        leading = read_exact(match["number"], asked)
        if isinstance(leading, Unreadable):
            return replace(leading, shown=text)
        return replace(leading, text=text, mark=match["mark"])
    single = read_single(text, asked)
    if match and isinstance(single, Unreadable):
        single = Unreadable(doubt=Doubt.NOT_A_NUMBER, shown=text, hint=_HOW)
    return read_composite(text, asked, single)


def read_number_or_words(text: str, asked: Indicator | Component) -> Value | Unreadable:
    """A number or, if there is none, whatever was written instead."""
    single = read_single(text, asked)
    if isinstance(single, Value) or single.doubt not in (Doubt.NOT_A_NUMBER, Doubt.OTHER_UNIT):
        return single
    if is_no_answer(text):
        return Unreadable(doubt=Doubt.NO_ANSWER, shown=text)
    bare = without_unit(text.rstrip(_MARKS), asked.unit)
    if not _WORD.search(bare) or letters_for_figures(bare):
        return read_composite(text, asked, single)
    return Value(status=Status.GIVEN, text=text)


def _is_description(words: str, text: str, asked: Indicator | Component) -> bool:
    if not _DESCRIPTION.match(words) or _IN_THOUSANDS.search(words):
        return False
    if _is_list_of_counts(words) or _is_unit_below(text, asked):
        return False
    return not _CHANGES_NUMBER.match(words.casefold()) or _names_parts(words, text)


def _is_list_of_counts(words: str) -> bool:
    """Whether other counts follow the words of the first one, which is then no total."""
    described = f",{words.partition(')')[2]}" if words.startswith("(") else words
    return not _HAS_TOTAL.match(described) and _NEXT_COUNT.search(described) is not None


def _is_unit_below(text: str, asked: Indicator | Component) -> bool:
    """Whether another unit stands in the line below the number and nothing else does."""
    line = one_line(text)
    return "\n" in text and without_unit(line, asked.unit) == line and has_other_unit(line)


def _names_parts(words: str, text: str) -> bool:
    """Whether a bracket says of each number in it what it counts: „1 020 (620 osób i 400 rodzin)”."""
    composite = find_composite(text) if words.startswith("(") else None
    return (
        composite is not None
        and bool(composite.parts)
        and all(_WORD.search(part.name) and not _CHANGES_NUMBER.match(part.name.casefold()) for part in composite.parts)
    )


def _without_leading_unit(words: str, asked: Indicator | Component) -> str:
    for unit in sorted(asked.unit.forms, key=len, reverse=True):
        if words.casefold().startswith(unit.casefold()):
            return words[len(unit) :].lstrip(SPACES)
    return words
