r"""What stands in one cell: texts, lists and pairs as a person reads them, and back without loss.

A backslash keeps what a cell would lose: `\\` is a backslash, `\n` a line break inside an item of a list, `\0` an empty
text, and `\u{9}` a character that cannot be seen.
"""

import re
from typing import Final

from collector.catalogue.exchange.columns import Shape
from collector.catalogue.source import Data

_EMPTY: Final = "\\0"
# Control characters, line ends of other kinds, marks without width, and what a workbook takes for an escape of its own.
_HIDDEN: Final = re.compile(
    r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)"
)
_OUTER_BLANK: Final = re.compile(r"\A\s+|\s+\Z")
_ESCAPE: Final = re.compile(r"\\(?:u\{([0-9a-f]{1,6})\}|(.))", re.DOTALL)
_OFFICE_ESCAPE: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")


def cell_text(value: Data, shape: Shape) -> str:
    """The text of the cell that holds `value`."""
    if isinstance(value, dict):
        return "\n".join(f"{_line(key, ':')}: {_line(str(item))}" for key, item in value.items())
    if isinstance(value, list):
        return "\n".join(_line(str(item)) for item in value)
    return _line(value) if shape is not Shape.TEXT else _escaped(value)


def cell_value(text: str, shape: Shape) -> Data:
    """What the text of a cell means. Raises ValueError for a line of pairs that is none."""
    if shape is Shape.TEXT:
        return _plain(text)
    lines = [line for line in text.split("\n") if line.strip()]
    if shape is Shape.LINES:
        return [_plain(line) for line in lines]
    return {_plain(key): _plain(item) for key, item in map(_pair, lines)}


def typed_text(text: str) -> str:
    """The text of a cell as its workbook means it, with Unix line ends and without outer blanks."""
    text = _OFFICE_ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _pair(line: str) -> tuple[str, str]:
    key, colon, item = line.partition(":")
    if not colon:
        raise ValueError(line)
    return key, item


def _line(text: str, further: str = "") -> str:
    """`text` on one line; the characters in `further` are hidden as well."""
    line = _escaped(text).replace("\n", "\\n")
    for character in further:
        line = line.replace(character, _hidden(character))
    return line


def _escaped(text: str) -> str:
    if not text:
        return _EMPTY
    text = _HIDDEN.sub(lambda match: _hidden(match[0]), text.replace("\\", "\\\\"))
    return _OUTER_BLANK.sub(lambda match: "".join(map(_hidden, match[0])), text)


def _hidden(character: str) -> str:
    return f"\\u{{{ord(character):x}}}"


def _plain(text: str) -> str:
    text = text.strip()
    return "" if text == _EMPTY else _ESCAPE.sub(_unescaped, text)


def _unescaped(match: re.Match[str]) -> str:
    if match[1]:
        return chr(int(match[1], 16))
    return {"n": "\n", "0": ""}.get(match[2], match[2])
