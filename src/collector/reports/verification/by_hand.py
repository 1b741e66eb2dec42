"""Numbers that somebody typed into the text: nobody but a person can check them."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from collector.reports.verification.difference import DocumentDifference, Kind
from collector.reports.verification.document import Passage
from collector.values.same_figure import numbers_in
from collector.values.text import cut

# As they begin in every case.
_MONTHS: Final = "stycz|lut|mar|kwie|maj|czerw|lip|sierp|wrze|paździer|listopad|grud"
_NUMBERED: Final = (
    r"§|art\.|ust\.|pkt|poz\.|nr|str\.|kod|tabel\w*|wykres\w*|rys\w*\.?|rozdzia\w*|załącznik\w*|cel\w*|priorytet\w*"
    r"|zadani\w*|wskaźnik\w*|punkt\w*"
)
_NO_FIGURES: Final = re.compile(
    rf"""
    \b\d{{1,2}}\.?\s+(?:{_MONTHS})\w*                         # days
    | \b(?:19|20)\d\d\s*[-\u2013/]\s*(?:(?:19|20)\d\d|\d\d)\b  # years
    | \b(?:19|20)\d\d\b(?![,.]\d)
    | \b\d{{1,2}}:\d\d\b                                        # hours
    | \btel\.?:?[\s\d()+-]+
    | (?:^|(?<=\W))(?:{_NUMBERED})\s*[\d./-]+\w?
    | ^\s*(?:\d+(?:\.\d+)*[.)]|\(\d+\))                         # numbered items
    """,
    re.VERBOSE | re.IGNORECASE,
)
_ADDRESS: Final = re.compile(r"https?://\S+")
_WORD: Final = re.compile(r"\w+(?:[./-]\w+)*")
_CHECK: Final = "Sprawdź je sam przed podpisaniem."
_MOST_NUMBERS: Final = 8
_MOST_PLACES: Final = 30


def typed_by_hand(passages: Iterable[Passage], known: Iterable[str]) -> Iterator[DocumentDifference]:
    """The paragraphs with numbers that carry no mark and stand in none of the `known` texts."""
    seen = {number for text in known for number in _figures(text)}
    found = [
        (passage, numbers)
        for passage in passages
        if (numbers := [spelled for number, spelled in _figures(passage.unmarked).items() if number not in seen])
    ]
    yield from (_told(passage, numbers) for passage, numbers in found[:_MOST_PLACES])
    if len(found) > _MOST_PLACES:
        more = f"Akapitów z takimi liczbami jest więcej: {len(found) - _MOST_PLACES}."
        yield DocumentDifference(kind=Kind.BY_HAND, place="", problem=more, fix=_CHECK)


def _figures(text: str) -> dict[str, str]:
    return numbers_in(_NO_FIGURES.sub(" … ", without_codes(text)))


def without_codes(text: str) -> str:
    """`text` without addresses and without words that only name something."""
    return _WORD.sub(lambda match: " … " if _is_code(match[0]) else match[0], _ADDRESS.sub(" … ", text))


def _is_code(word: str) -> bool:
    """Whether a word only names something: `A.1.4/3`, `XXV/312/2016`, `12B`, `2.1.3`, `12.05.2024`."""
    has_letters, has_digits = any(map(str.isalpha, word)), any(map(str.isdigit, word))
    return has_digits and (has_letters or "/" in word or word.count(".") > 1 or word.count("-") > 1)


def _told(passage: Passage, numbers: list[str]) -> DocumentDifference:
    shown = "; ".join(numbers[:_MOST_NUMBERS])
    more = f" … i jeszcze {len(numbers) - _MOST_NUMBERS}" if len(numbers) > _MOST_NUMBERS else ""
    return DocumentDifference(
        kind=Kind.BY_HAND, place=str(passage), found=cut(passage.text, 200),
        problem=f"Liczby dopisane ręcznie, których collector nie sprawdza: {shown}{more}.",
        fix=_CHECK,
    )  # fmt: skip
