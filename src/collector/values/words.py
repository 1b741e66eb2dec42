"""Answers in words and levels of a scale."""

import re
from typing import Final

from collector.domain.indicator import Component, Indicator
from collector.domain.observation import Status, Value
from collector.values.doubts import Doubt, Unreadable
from collector.values.missing import is_as_above
from collector.values.text import one_line, same

_HAS_WORDS: Final = re.compile(r"[^\W_]")
_NO_ANSWER: Final = re.compile(r"x|brak|(?:brak danych|nie dotyczy)(?: .*)?")
# Signs around words that say no more with them: „- brak”, „(brak)”, „BRAK!”, „j.w.*”.
_EDGES: Final = " -\u2010\u2011\u2012\u2013\u2014\u2015\u2212.…,;:!?*()[]\"'\u201d\u201e"
_SCALE_SEPARATOR: Final = re.compile(r"\s*[/,;]\s*")


def is_no_answer(text: str) -> bool:
    """Whether `text` only looks like an answer."""
    if not _HAS_WORDS.search(text):
        return True
    words = same(text).strip(_EDGES)
    return is_as_above(words) or _NO_ANSWER.fullmatch(words) is not None


def read_words(text: str, _: Indicator | Component) -> Value | Unreadable:
    """Words as they are."""
    if is_no_answer(text):
        return Unreadable(doubt=Doubt.NO_ANSWER, shown=text)
    return Value(status=Status.GIVEN, text=text)


def scale_levels(text: str) -> list[str]:
    """The levels named in an answer such as `minimalny/wysoki/ wystarczający`, in the form for comparing."""
    return [same(level) for level in _SCALE_SEPARATOR.split(one_line(text)) if level]


def read_levels(text: str, asked: Indicator | Component) -> Value | Unreadable:
    """One or several levels of the scale of `asked`."""
    known = {same(level) for level in asked.scale} if isinstance(asked, Indicator) else set()
    typed = scale_levels(text)
    if not typed or not known.issuperset(typed):
        return Unreadable(doubt=Doubt.NOT_ON_SCALE, shown=text)
    return Value(status=Status.GIVEN, text=text)
