"""Whether a cell shows the number that it stores: a person answers for what they see."""

import re
from typing import Final

_PLAIN: Final = frozenset({"General", "@", ""})
_LITERAL: Final = re.compile(r'"[^"]*"|\\.|[_*].|\[[^\]]*\]')
_DIGITS: Final = re.compile(r"(?P<whole>[0#?][0#?, \u00a0]*)(?P<fraction>\.[0#?]*)?(?P<thousands>,*)")


def shows_what_it_stores(number: float, number_format: str) -> bool:
    """Whether `number` is shown as itself, at most with its digits in groups and with words around it."""
    if number_format in _PLAIN:
        return True
    shown = _LITERAL.sub("", number_format.split(";", maxsplit=1)[0])
    if re.search(r"%|/|E[+-]", shown):
        return False
    digits = _DIGITS.search(shown)
    if digits is None:
        return "General" in shown
    whole, fraction = digits["whole"], digits["fraction"] or ""
    if whole.endswith(",") or digits["thousands"]:  # shown in thousands
        return False
    zeros = whole.count("0")
    return number == round(number, max(len(fraction) - 1, 0)) and (zeros < 2 or len(str(int(abs(number)))) >= zeros)
