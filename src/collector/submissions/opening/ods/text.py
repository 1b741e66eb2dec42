"""The text of an OpenDocument cell: its paragraphs, without its comment and without what is drawn over it."""

import re
from typing import Final

from collector.submissions.opening.refusal import unreadable
from collector.submissions.opening.second_inventory import check_letters

_PARAGRAPHS: Final = frozenset({"text:p", "text:h"})
_NOT_TEXT: Final = ("office:annotation", "draw:", "text:note", "table:", "form:", "svg:", "math:")
_READ_ALIKE: Final = frozenset({"text:span", "text:a", "text:s"})
_LAYOUT: Final = re.compile(r"[ \t\r\n]+")
_BREAKS: Final = {"text:tab": "\t", "text:line-break": "\n"}
_MOST_SPACES: Final = 65_535


class CellText:
    """Fed with what a cell contains. `letters` counts also what is not shown, for calamine copies it with the cell.

    `is_plain` says that calamine must read the same text.
    """

    __slots__ = ("_after_space", "_depth", "_in_paragraph", "_paragraphs", "_skipped", "is_plain", "letters")

    def __init__(self) -> None:
        self.is_plain = True
        self.letters = 0
        self._paragraphs: list[list[str]] = []
        self._depth = 0
        self._in_paragraph = 0
        self._skipped = 0
        self._after_space = True

    @property
    def is_outside(self) -> bool:
        """Whether no element of the cell is open."""
        return not self._depth

    @property
    def shown(self) -> str | None:
        """The text that a person sees; None if there is no paragraph, not even an empty one."""
        return "\n".join("".join(pieces) for pieces in self._paragraphs) if self._paragraphs else None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element in the cell begins."""
        self._depth += 1
        spaces = _spaces(attributes) if name == "text:s" else ""
        self._count(len(spaces))
        if self._skipped:
            return
        if name.startswith(_NOT_TEXT):
            self._skipped = self._depth
            self.is_plain = False
        elif not self._in_paragraph:
            self._start_paragraph(name)
        elif piece := spaces or _BREAKS.get(name, ""):
            self._paragraphs[-1].append(piece)
            self._after_space = False
            self.is_plain = self.is_plain and bool(spaces)
        elif name not in _READ_ALIKE:
            self.is_plain = False

    def end(self) -> None:
        """An element in the cell ends."""
        if self._skipped == self._depth:
            self._skipped = 0
        if self._in_paragraph == self._depth:
            self._in_paragraph = 0
        self._depth -= 1

    def add(self, data: str) -> None:
        """Some text in the cell."""
        self._count(len(data))
        if self._skipped:
            return
        if not self._in_paragraph:
            self.is_plain = False  # the white space of indented XML
            return
        collapsed = _LAYOUT.sub(" ", data)
        if self._after_space:
            collapsed = collapsed.removeprefix(" ")
        self.is_plain = self.is_plain and collapsed == data
        self._after_space = collapsed.endswith(" ") or (self._after_space and not collapsed)
        self._paragraphs[-1].append(collapsed)

    def _start_paragraph(self, name: str) -> None:
        if name in _PARAGRAPHS:
            self._in_paragraph, self._after_space = self._depth, True
            self._paragraphs.append([])
        else:
            self.is_plain = False  # a list, whose paragraphs are found further in

    def _count(self, letters: int) -> None:
        self.letters += letters
        check_letters(self.letters)


def _spaces(attributes: dict[str, str]) -> str:
    stated = attributes.get("text:c", "1")
    if not (stated.isascii() and stated.isdigit() and len(stated) <= 9 and int(stated) <= _MOST_SPACES):
        raise unreadable()
    return " " * int(stated)
