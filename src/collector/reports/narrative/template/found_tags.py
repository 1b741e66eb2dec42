"""A text of a template -> the tags in it, as docxtpl and jinja2 will cut it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from collector.reports.narrative.template.healing import meant
from collector.values.text import cut, one_line

_CLOSING: Final = {"{{": "}}", "{%": "%}", "{#": "#}"}
SIGN: Final = re.compile(r"\{[{%#]|[}%]\}")
_OPENING: Final = re.compile(r"\{[{%#]")
_PREFIX: Final = re.compile(r"-?(p|tr|tc|r)(?=\s)")
_SINGLE: Final = re.compile(r"(?<!\{)\{([^{}%#]+)\}(?!\})")
_LONGEST: Final = 60
_BEFORE: Final = 25


class Form(Enum):
    """The form of a tag."""

    TEXT = auto()
    """`{{ … }}`"""

    STATEMENT = auto()
    """`{% … %}`"""

    REMARK = auto()
    """`{# … #}`"""

    SINGLE = auto()
    """`{ … }`, which may have been meant as a tag."""

    UNCLOSED = auto()
    UNOPENED = auto()


@dataclass(frozen=True, slots=True)
class FoundTag:
    """A tag at `start` in its text.

    `prefix` is what is written right after the first braces: `p` for the paragraph, `tr` for the row, `tc` for the
    cell, `r` for the run that the tag stands for. `inside` is the rest, as it was meant.
    """

    form: Form
    typed: str
    start: int
    prefix: str = ""
    inside: str = ""

    @property
    def shown(self) -> str:
        """The tag for a message."""
        return f"„{cut(one_line(self.typed), _LONGEST)}”"


def tags_in(text: str) -> Iterator[FoundTag]:
    """The tags of a text in their order, with what is no tag although it looks like one."""
    position = 0
    while sign := SIGN.search(text, position):
        start = sign.start()
        yield from _singles(text, position, start)
        if sign[0] not in _CLOSING:
            yield FoundTag(Form.UNOPENED, text[max(position, start - _BEFORE) : sign.end()], start)
            position = sign.end()
            continue
        end = text.find(_CLOSING[sign[0]], sign.end())
        following = _next_opening(text, sign.end())
        if end < 0 or following < end:
            yield FoundTag(Form.UNCLOSED, text[start:following], start, inside=sign[0])
            position = following
            continue
        position = end + 2
        yield _found(sign[0], text[start:position], start)
    yield from _singles(text, position, len(text))


def _next_opening(text: str, position: int) -> int:
    found = _OPENING.search(text, position)
    return found.start() if found else len(text)


def _singles(text: str, start: int, end: int) -> Iterator[FoundTag]:
    for match in _SINGLE.finditer(text[start:end]):
        yield FoundTag(Form.SINGLE, match[0], start + match.start(), inside=meant(match[1]).strip())


def _found(opening: str, typed: str, start: int) -> FoundTag:
    if opening == "{#":
        return FoundTag(Form.REMARK, typed, start)
    inside = meant(typed[2:-2])
    prefix = _PREFIX.match(inside)
    inside = inside[prefix.end() :] if prefix else inside.removeprefix("-")
    inside = inside.removesuffix("-").strip()
    form = Form.TEXT if opening == "{{" else Form.STATEMENT
    return FoundTag(form, typed, start, prefix=prefix[1] if prefix else "", inside=inside)
