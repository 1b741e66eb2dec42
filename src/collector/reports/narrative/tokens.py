"""What a template is given instead of texts: signs that stand for them until Word's own language is out of the way.

Jinja and docxtpl give a meaning to braces, ampersands, line ends and more. They see only these signs; what the signs
stand for is put into the finished document as text, whatever it holds.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final, TypeAlias

from collector.reports.narrative.marks import plain
from collector.reports.narrative.story import Part

_START, _END = "\ufdd8", "\ufdd9"
TOKEN: Final = re.compile(f"{_START}([0-9]+){_END}")
_LONG: Final = 300
Steps: TypeAlias = tuple[str | int, ...]
"""The names and places that lead to a text: `("czesci", 0, "opis", 1)`."""


class Tokens:
    """The texts of a narrative and where in it each stands, by the number of its sign."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.paths: list[Steps] = []

    def context(self, tags: Mapping[str, object]) -> Part:
        """`tags` with a sign for every text; blank ones stay blank, so that a template can ask for them."""
        return {name: self._value(value, (name,)) for name, value in tags.items()}

    def _value(self, value: object, path: Steps) -> object:
        if isinstance(value, str):
            return self._token(value, path)
        if isinstance(value, Mapping):
            held = {name: self._value(each, (*path, name)) for name, each in value.items()}
            return {**held, "dlugi": _is_long(value)}
        if isinstance(value, Sequence):
            return [self._value(each, (*path, place)) for place, each in enumerate(value)]
        return value

    def _token(self, text: str, path: Steps) -> str:
        if not text:
            return ""
        self.texts.append(text)
        self.paths.append(path)
        return f"{_START}{len(self.texts) - 1}{_END}"

    def list_of(self, number: int) -> str:
        """The list in whose row a text stands, `czesci.0.wiersze`; empty for a text that is in no row."""
        path = self.paths[number]
        last = max((place for place, step in enumerate(path) if isinstance(step, int)), default=0)
        return ".".join(map(str, path[:last]))


def _is_long(row: Mapping[str, object]) -> bool:
    """Whether a row of a table is so long that it may be broken over two pages."""
    return any(len(plain(text)) > _LONG for text in row.values() if isinstance(text, str))
