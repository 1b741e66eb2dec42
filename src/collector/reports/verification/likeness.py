"""Which paragraph of an edited document once was a given one."""

import re
from collections.abc import Sequence
from typing import Final

from collector.reports.verification.document import Passage

_WORD: Final = re.compile(r"[^\W\d_]{2,}")
_LEAST: Final = 0.5


class Likeness:
    """The paragraphs of a document by the words in them."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._passages = [(passage, _words(passage)) for passage in passages]

    def most_like(self, passage: Passage) -> Passage | None:
        """The paragraph with the most words in common, below the same heading if possible; None if none is alike."""
        words = _words(passage)
        if not words:
            return None
        best = max(
            ((len(words & others) / len(words | others), each.under == passage.under, -place)
             for place, (each, others) in enumerate(self._passages) if others),
            default=(0.0, False, 0),
        )  # fmt: skip
        return self._passages[-best[2]][0] if best[0] >= _LEAST else None


def _words(passage: Passage) -> frozenset[str]:
    return frozenset(word.casefold() for word in _WORD.findall(passage.text))
