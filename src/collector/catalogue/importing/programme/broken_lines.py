"""Text of a PDF: rows broken into lines, headings run into each other, numbers that lost the space between columns."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import log
from typing import Final

from collector.catalogue.importing.document import Row
from collector.values.text import one_line, same

# How much steadier over the years the chosen split must be than the next one: ten times in all ratios together.
_CLEARLY: Final = log(10)
_WORD_OF_DIGITS: Final = re.compile(r"\d+(?:,\d+)?\**")
_START: Final = re.compile(r"0(?:,\d+)?\**|[1-9]\d*(?:,\d+)?\**")
_OPEN_START: Final = re.compile(r"[1-9]\d{0,2}")
_THOUSANDS: Final = re.compile(r"\d{3}(?:,\d+)?\**")


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """Numbers of a row and, if its digits can be divided otherwise, the next best `other` division."""

    numbers: tuple[str, ...]
    other: tuple[str, ...] = ()
    is_clear: bool = True


def trailing_numbers(text: str) -> tuple[str, tuple[str, ...]]:
    """The words of a line and the words of digits at its end."""
    words = one_line(text).split(" ")
    count = len(words)
    while count and _WORD_OF_DIGITS.fullmatch(words[count - 1]):
        count -= 1
    return " ".join(words[:count]), tuple(words[count:])


def is_mostly_digits(text: str, least: int = 2) -> bool:
    """Whether a line holds `least` words that begin with a digit or more, and these are half of its words."""
    words = text.split()
    count = sum(word[0].isdigit() for word in words)
    return count >= least and 2 * count >= len(words)


def split_numbers(words: Sequence[str], *, measures: int, years: int) -> Split | None:
    """Divide `words` of digits into `years` numbers for each of `measures`; None if that is impossible.

    Of several divisions the one is taken whose numbers change least from year to year, by the sum of the logarithms of
    their ratios; it is clear if the next one changes at least ten times more.
    """
    if len(words) > 4 * measures * years:
        return None

    @cache
    def best(start: int, left: int) -> tuple[tuple[float, tuple[str, ...]], ...]:
        if not left:
            return ((0.0, ()),) if start == len(words) else ()
        found = [
            (_change(run) + change, run + rest)
            for end, run in _runs(words, start, years)
            for change, rest in best(end, left - 1)
        ]
        return tuple(sorted(found)[:2])

    match best(0, measures):
        case ((_, numbers),):
            return Split(numbers=numbers)
        case ((change, numbers), (other_change, other)):
            return Split(numbers=numbers, other=other, is_clear=other_change - change >= _CLEARLY)
        case _:
            return None


def _runs(words: Sequence[str], start: int, length: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Every way to read `length` numbers from `start`, with the place after them."""
    if not length:
        yield start, ()
        return
    for end, number in _numbers(words, start):
        for last, rest in _runs(words, end, length - 1):
            yield last, (number, *rest)


def _numbers(words: Sequence[str], start: int) -> Iterator[tuple[int, str]]:
    """Every number that begins at `start`: one word, or one to three digits and groups of three."""
    if start >= len(words) or not _START.fullmatch(words[start]):
        return
    yield start + 1, words[start]
    end = start
    is_open = bool(_OPEN_START.fullmatch(words[start]))
    while is_open and end + 1 < len(words) and _THOUSANDS.fullmatch(words[end + 1]):
        end += 1
        yield end + 1, " ".join(words[start : end + 1])
        is_open = words[end].isdecimal()


def is_steep(run: Sequence[str]) -> bool:
    """Whether a number is ten or more times the one of the year before, or as much less."""
    return any(_change(pair) >= _CLEARLY for pair in pairwise(run))


def _change(run: Sequence[str]) -> float:
    values = [float(number.rstrip("*").replace(" ", "").replace(",", ".")) for number in run]
    return sum(abs(log(after / before)) for before, after in pairwise(values) if before and after)


def headings(lines: Iterable[str], proper_names: frozenset[str]) -> list[str]:
    """The headings that `lines` hold: each begins with a capital letter, which a name of the city does not begin."""
    found: list[list[str]] = []
    for word in " ".join(lines).split():
        bare = word.strip("*.,()„”")
        starts = word[0].isupper() and (not bare.isupper() or len(bare) == 1) and same(bare) not in proper_names
        if starts or not found:
            found.append([])
        found[-1].append(word)
    return [" ".join(words) for words in found]


def joined(lines: Iterable[str]) -> str:
    """Lines as one text; after a hyphen at the end of a line there is no blank: `korekcyjno-` and `edukacyjny`."""
    text = ""
    for line in map(one_line, lines):
        text += line if not text or (text[-1] == "-" and text[-2:-1].isalpha()) else f" {line}"
    return text.strip()


def page_width(rows: Iterable[Row]) -> int:
    """The length of the longest line of plain text."""
    return max((len(row.text) for row in rows if len(row.cells) == 1), default=0)


def paragraph(rows: Sequence[Row], start: int, width: int) -> tuple[str, int]:
    """The paragraph that begins with `rows[start]` and the index after it.

    It goes on while a word had no room in the line before; after a line of some length also with a small letter.
    """
    lines = [one_line(rows[start].text)]
    end = start + 1
    while end < len(rows) and len(rows[end].cells) == 1:
        line = one_line(rows[end].text)
        had_no_room = len(lines[-1]) + 1 + len(line.split(" ")[0]) > width
        goes_on = (line[0].islower() or line[0] == "(") and len(lines[-1]) > width / 2
        if line.startswith("*") or not (goes_on or had_no_room):
            break
        lines.append(line)
        end += 1
    return joined(lines), end
