"""The unit that was typed after a number: the one that is asked for, or another one."""

import re
from functools import lru_cache
from typing import Final

from collector.domain.indicator import Unit
from collector.values.numbers import APOSTROPHES
from collector.values.text import SPACES

# Other ways to write a unit, in the form for comparing: without dots, blanks and capitals.
_SYNONYMS: Final = {
    "%": ("procent", "procenta", "procenty", "procentów", "proc"),
    "zł": ("zl", "złoty", "złote", "złotych", "pln"),
    "tyszł": ("tyszl", "tyśzł", "tyszłotych", "tysiącezłotych", "tysięcyzłotych", "tyspln"),
    "mlnzł": ("mlnzl", "mlnzłotych", "milionyzłotych", "milionówzłotych", "mlnpln"),
}
# A number with its unit is short; longer text is a description.
_LONGEST: Final = 100
_AFTER_LAST_DIGIT: Final = re.compile(r"[^0-9]*\Z")
_OTHER_UNIT: Final = re.compile(
    rf"[-\u2212]?[0-9][0-9{SPACES}.,{APOSTROPHES}]*"
    rf"(?:[^\d/(;:\u2013-]*?(?:zł|zl|złotych|%|‰|€|eur|euro|usd|\$|pln|tys|mln|mld|proc\w*)"
    rf"|(?!(?:ogółem|razem|łącznie)\b)[^\W\d_]{{2,}})\.?"
)


def without_unit(text: str, unit: Unit) -> str:
    """What stands before `unit`, or `text` if it does not end with it."""
    folded = text.casefold()
    for form in _forms(unit):
        if folded.endswith(form) and (bare := text[: -len(form)].strip(SPACES)) and len(folded) == len(text):
            return bare
    if len(text) > _LONGEST:
        return text
    tail = _AFTER_LAST_DIGIT.search(text)
    if tail and tail.start() and _spelling(tail[0]) in _spellings(unit):
        return text[: tail.start()]
    return text


def has_other_unit(text: str) -> bool:
    """Whether `text` is a number with a unit of money, a percent sign, a multiple or a noun."""
    return len(text) <= _LONGEST and bool(_OTHER_UNIT.fullmatch(text.casefold()))


@lru_cache(maxsize=256)
def _forms(unit: Unit) -> tuple[str, ...]:
    return tuple(sorted((form.casefold() for form in unit.forms if form), key=len, reverse=True))


@lru_cache(maxsize=256)
def _spellings(unit: Unit) -> frozenset[str]:
    forms = {_spelling(form) for form in unit.forms} - {""}
    return frozenset(forms.union(*(_SYNONYMS.get(form, ()) for form in forms)))


def _spelling(text: str) -> str:
    return re.sub(rf"[.{SPACES}]", "", text.casefold())
