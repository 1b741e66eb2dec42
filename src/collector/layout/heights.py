"""How high a row must be to show its whole text.

Excel and LibreOffice disagree on fitting rows by themselves (never for merged cells, not always on opening), so every
row that wraps gets an explicit height, estimated on the generous side.
"""

import textwrap
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

LINE: Final = 13.0
_PADDING: Final = 3.0
_HIGHEST: Final = 409.0
# A column of width 10 holds about thirteen letters of a Polish sentence in a 10-point font, a little fewer to be safe;
# capitals are wider.
_LETTERS_PER_UNIT: Final = 1.27


@lru_cache(maxsize=4096)
def lines_needed(text: str, width: float) -> int:
    """The lines that `text` takes in a column `width` wide, in characters of the default font."""
    letters = max(int(width * _LETTERS_PER_UNIT), 1)
    capitals = sum(letter.isupper() for letter in text)
    letters = max(int(letters * (1 - 0.25 * capitals / max(len(text), 1))), 1)
    return sum(_wrapped(line, letters) for line in text.split("\n")) if text else 1


def _wrapped(line: str, letters: int) -> int:
    """How many lines of so many letters a line takes; most are short, and wrapping is slow."""
    return 1 if len(line) <= letters and "\t" not in line else max(len(textwrap.wrap(line, letters)), 1)


def text_height(text: str, width: float) -> float:
    """The height in points that `text` needs in a column of `width`, however tall."""
    return lines_needed(text, width) * LINE + _PADDING


def row_height(cells: Iterable[tuple[str, float]], least: float = 0.0) -> float:
    """The height in points of a row with these texts and column widths, at most what Excel allows."""
    return min(max(least, *(text_height(text, width) for text, width in cells)), _HIGHEST)
