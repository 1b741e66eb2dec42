"""The one way in which a file of data is written: comma, UTF-8, Unix line ends, and no text that becomes a formula."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from collector.values.guarded import guarded

# The csv module of some versions of Python leaves a lone carriage return without quotes, and then reads it as a line.
_NEEDS_QUOTES: Final = re.compile('[,"\r\n]')


def csv_text(fields: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """The text of a file with a row of headings."""
    return "".join(_lines(fields, rows))


def _lines(fields: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield ",".join(fields) + "\n"
    for row in rows:
        yield ",".join(map(_field, row)) + "\n"


def _field(text: str) -> str:
    if not text or text.isalnum():
        return text
    text = guarded(text)
    return '"' + text.replace('"', '""') + '"' if _NEEDS_QUOTES.search(text) else text
