"""Words and official signs that stand instead of a number."""

import re
from typing import Final

from collector.domain.observation import Status
from collector.values.content import CellContent, shown_content
from collector.values.text import same

# However they are spaced and dotted: „b. d.” is „bd”.
_STATUS_OF: Final = {
    "brakdanych": Status.NO_DATA,
    "bd": Status.NO_DATA,
    "b/d": Status.NO_DATA,
    "niedotyczy": Status.NOT_APPLICABLE,
    "nd": Status.NOT_APPLICABLE,
    "n/d": Status.NOT_APPLICABLE,
}
_LONGEST_WORDS: Final = 20
_DOTS_AND_BLANKS: Final = re.compile(r"[.\s]")
# The signs of public statistics with one meaning: „.” is no reliable information, „x” impossible or pointless.
_STATUS_OF_SIGN: Final = {
    ".": Status.NO_DATA,
    "x": Status.NOT_APPLICABLE,
    "×": Status.NOT_APPLICABLE,
}
# A dash should say that there was nothing, but is as often typed where nothing is known.
_ZERO_OR_MISSING: Final = re.compile(
    r"[-\u2010-\u2015\u2212_/\\.…\s]+"
    r"|(?:brak|nie|nie ma|nie było|nie wystąpił[aoy]?|nie występuje|żad(?:en|na|ne|nych)|nikt|nic)\.?"
)
# „-//-”, „-||-”, „-”-” and a quotation mark alone repeat what stands above.
_DASH: Final = r"[-\u2010-\u2015\u2212]"
_DITTO: Final = r"[\"\u201d\u201e]"
_AS_ABOVE: Final = re.compile(rf"j\.?\s?w\.?|(?:tak )?jak wyżej\.?|{_DASH}\s?(?://|\|\||{_DITTO})\s?{_DASH}|{_DITTO}")


def read_missing(cell: CellContent) -> Status | None:
    """The Status that a cell states instead of a value, if it does."""
    words = same(shown_content(cell))
    return _STATUS_OF.get(_DOTS_AND_BLANKS.sub("", words)) if len(words) <= _LONGEST_WORDS else None


def read_sign(text: str) -> Status | None:
    """The Status that an official sign states in a cell for a number."""
    return _STATUS_OF_SIGN.get(text.casefold())


def is_zero_or_missing(text: str) -> bool:
    """Whether `text` may mean zero as well as that nothing can be given."""
    return bool(_ZERO_OR_MISSING.fullmatch(same(text))) and not is_as_above(text)


def is_as_above(text: str) -> bool:
    """Whether `text` says no more than that the entry above holds here too: „j.w.”, „jak wyżej”, „-//-”."""
    return bool(_AS_ABOVE.fullmatch(same(text)))
