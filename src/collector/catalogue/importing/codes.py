"""Codes of goals and tasks: `A`, `A.1.`, `A.1.4`, `2.1`, `IV`."""

import re
from typing import Final

# The pattern of a code, without the point after it.
CODE: Final = r"(?:[A-Z]|\d{1,3}|[IVX]{1,5})(?:\.\d{1,3})*"
_WHOLE: Final = re.compile(rf"(?P<code>{CODE})\.?")
_LEADING: Final = re.compile(rf"(?P<code>{CODE})\.?[:)]?\s+(?P<rest>\S.*)", re.DOTALL)


def as_code(text: str) -> str:
    """The code that `text` is, without the point after it: `A.1` for „A.1.”; empty if it is no code."""
    match = _WHOLE.fullmatch("".join(text.split()))
    return match["code"] if match else ""


def leading_code(text: str) -> tuple[str, str]:
    """The code with which `text` begins and the words after it; an empty code and the whole text without one."""
    match = _LEADING.fullmatch(text)
    return (match["code"], match["rest"]) if match else ("", text)


def parent_code(code: str) -> str:
    """`A.1` for `A.1.4`; empty for a code of the highest level."""
    return code.rpartition(".")[0]


def follows(code: str, previous: str) -> bool:
    """Whether `code` comes right after `previous` (`A.1.5` after `A.1.4`), or is the first of its parent."""
    number = code.rpartition(".")[2]
    if not previous or parent_code(code) != parent_code(previous):
        return number in {"1", "A", "I"}
    before = previous.rpartition(".")[2]
    if number.isdecimal() and before.isdecimal():
        return int(number) == int(before) + 1
    return len(number) == len(before) == 1 and ord(number) == ord(before) + 1
