"""What a number format does to the number that a person sees: percent signs, thousands left out, words beside it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import Final

_TOKEN: Final = re.compile(
    r'"(?P<quoted>[^"]*)"'
    r"|\\(?P<escaped>.)"
    r"|\[\$(?P<currency>[^\]-]*)[^\]]*\]"
    r"|\[(?P<bracket>[^\]]*)\]"
    r"|(?P<unseen>[_*].)"
    r"|(?P<general>general|standard)"
    r"|(?P<digits>[0#?.,]+)"
    r"|(?P<percent>%)"
    r"|(?P<end>;)"
    r"|(?P<plain>.)",
    re.IGNORECASE | re.DOTALL,
)
_LEFT_OUT: Final = re.compile(r"[0#?](,+)(?![0#?,])")
_CONDITION: Final = re.compile(r"[<>=]")
_DATE_LETTERS: Final = frozenset("dmyhsDMYHS")
# Signs of a format that stand for something else than themselves: fractions, powers of ten, the text of a cell.
_CODES: Final = frozenset("123456789eE@")
_TEXT: Final = "@"
# The locale's currency, as openpyxl calls it in built-in formats; dollars that somebody chose name their country.
_ANY_CURRENCY: Final = "$"
# Excel takes 255 characters; more are nobody's honest format.
_LONGEST: Final = 1000
_NO_WORDS: Final = re.compile(r"[\s()\[\]{}+.,:;/'\u2019_|\u2010-\u2015\u2212-]*")


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a format: for all numbers, or for positive, negative and zero.

    `before` and `after` are all that is seen beside the digits; of that, `said_before` and `said_after` are what the
    author of the format wrote there.
    """

    before: str = ""
    digits: str = ""
    after: str = ""
    said_before: str = ""
    said_after: str = ""
    is_general: bool = False
    is_text: bool = False
    is_date: bool = False
    has_condition: bool = False

    @property
    def shows_number(self) -> bool:
        """Whether there is a place for the number."""
        return bool(self.digits) or self.is_general or self.is_text

    @property
    def words(self) -> str:
        """What is said beside the number; empty if that is no word: a dash, brackets, a blank."""
        said = f"{self.said_before} {self.said_after}".strip()
        return "" if self.is_date or _NO_WORDS.fullmatch(said) else said

    def with_number(self, number: str) -> str:
        """`number`, which has a sign of its own, with the words beside it."""
        after = self.said_after.rstrip(") ") if "(" in self.said_before else self.said_after
        return f"{self.said_before.strip('-(')}{number if self.shows_number else ''}{after}".strip()

    def taking(self, token: re.Match[str]) -> "Section":
        """The section that goes on with `token`."""
        match token.lastgroup:
            case "general":
                return replace(self, is_general=True)
            case "digits":
                return replace(self, digits=self.digits + token["digits"])
            case "bracket":
                return replace(self, has_condition=self.has_condition or bool(_CONDITION.search(token["bracket"])))
            case "quoted" | "escaped" | "currency" | "percent" as kind:
                return _seeing(self, token[kind], _said(token, kind))
            case "plain" as kind:
                code = token[kind]
                is_text, is_date = code == _TEXT and not self.digits, code in _DATE_LETTERS
                obeying = replace(self, is_text=self.is_text or is_text, is_date=self.is_date or is_date)
                return _seeing(obeying, code, _said(token, kind))
            case _:
                return self


@lru_cache(maxsize=512)
def display_factor(number_format: str) -> Decimal:
    """How many times larger the shown number is than the stored one: 100 for a percent, 0.001 for thousands."""
    codes = "".join(_codes(number_format))
    factor = Decimal(100) if "%" in codes else Decimal(1)
    left_out = _LEFT_OUT.search(codes)
    return factor.scaleb(-3 * len(left_out[1])) if left_out else factor


@lru_cache(maxsize=512)
def adds_words(number_format: str) -> bool:
    """Whether a format writes words beside a number, such as a unit or a footnote's star, or instead of it."""
    return any(section.words for section in sections(number_format))


@lru_cache(maxsize=512)
def sections(number_format: str) -> tuple[Section, ...]:
    """The parts of a format, in order; at least one."""
    found = [Section()]
    for token in _TOKEN.finditer(number_format[:_LONGEST]):
        if token.lastgroup == "end":
            found.append(Section())
        else:
            found[-1] = found[-1].taking(token)
    return tuple(found)


def section_of(number: Decimal, parts: tuple[Section, ...]) -> Section:
    """The one of `parts` that shows `number`."""
    if number < 0 and len(parts) > 1:
        return parts[1]
    return parts[2] if number == 0 and len(parts) > 2 else parts[0]


def sections_with_words(number: Decimal, number_format: str) -> tuple[Section, ...]:
    """The sections that may show `number` with words: one at most, unless the format has conditions of its own."""
    if not adds_words(number_format):
        return ()
    parts = sections(number_format)
    may_show = parts if any(section.has_condition for section in parts) else (section_of(number, parts),)
    return tuple(section for section in may_show if section.words)


def _seeing(section: Section, sign: str, said: str) -> Section:
    """`section` with another sign that is seen on the side of the number where its format goes on."""
    if section.shows_number:
        return replace(section, after=section.after + sign, said_after=section.said_after + said)
    return replace(section, before=section.before + sign, said_before=section.said_before + said)


def _codes(number_format: str) -> Iterator[str]:
    """The signs of the first section that are no text."""
    for token in _TOKEN.finditer(number_format):
        if token.lastgroup == "end":
            return
        if token.lastgroup in ("digits", "percent", "plain", "general"):
            yield token[0]


def _said(token: re.Match[str], kind: str) -> str:
    """What of `token` is text of its author and no code of the format."""
    sign = token[kind]
    is_code = kind == "percent" or (kind == "plain" and sign in _CODES)
    return "" if is_code or (sign.strip() == _ANY_CURRENCY and kind != "currency") else sign
