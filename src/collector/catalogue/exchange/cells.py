r"""What stands in one cell: texts, lists and pairs as a person reads them, and back without loss.

A backslash keeps what a cell would lose: `\\` is a backslash, `\n` a line break inside an item of a list, `\0` an empty
text, and `\u{9}` a character that cannot be seen. Any other backslash is what a person typed: `S:\dane`.
"""

import re
import sys
from typing import Final

from collector.catalogue.exchange.columns import Shape
from collector.catalogue.source import Data

_EMPTY: Final = "\\0"
# Control characters, line ends of other kinds, marks without width, and what a workbook takes for an escape of its own.
_HIDDEN: Final = re.compile(
    r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)"
)
_OUTER_BLANK: Final = re.compile(r"\A\s+|\s+\Z")
_ESCAPE: Final = re.compile(r"\\(?:u\{([0-9A-Fa-f]+)\}|(\\))")
_ESCAPE_IN_LINE: Final = re.compile(r"\\(?:u\{([0-9A-Fa-f]+)\}|([\\n]))")
_SURROGATES: Final = range(0xD800, 0xE000)
_OFFICE_ESCAPE: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")


class CellTextError(ValueError):
    """A text that no cell of its column may have; the message says in Polish what is wrong."""


def cell_text(value: Data, shape: Shape) -> str:
    """The text of the cell that holds `value`."""
    if isinstance(value, dict):
        return "\n".join(f"{_line(key, ':')}: {_line(str(item))}" for key, item in value.items())
    if isinstance(value, list):
        return "\n".join(_line(str(item)) for item in value)
    return _line(value) if shape is not Shape.TEXT else _escaped(value)


def cell_value(text: str, shape: Shape) -> Data:
    """What the text of a cell means. Raises CellTextError for a text that the column cannot have."""
    if shape is Shape.TEXT:
        return _plain(text, _ESCAPE)
    lines = [line for line in text.split("\n") if line.strip()]
    if shape is Shape.LINES:
        return [_plain(line) for line in lines]
    pairs: dict[str, Data] = {}
    for key, item in map(_pair, lines):
        if key in pairs:
            raise CellTextError(f"klucz „{key}” powtarza się w tej komórce")
        pairs[key] = item
    return pairs


def typed_text(text: str) -> str:
    """The text of a cell as its workbook means it, with Unix line ends and without outer blanks."""
    text = _OFFICE_ESCAPE.sub(lambda match: match[0] if _is_surrogate(match[1]) else chr(int(match[1], 16)), text)
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _pair(line: str) -> tuple[str, str]:
    key, colon, item = line.partition(":")
    if not colon:
        raise CellTextError(f"wiersz „{line}” ma mieć postać klucz: wartość")
    return _plain(key), _plain(item)


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


def _plain(text: str, escape: re.Pattern[str] = _ESCAPE_IN_LINE) -> str:
    text = text.strip()
    return "" if text == _EMPTY else escape.sub(_unescaped, text)


def _unescaped(match: re.Match[str]) -> str:
    if not match[1]:
        return "\n" if match[2] == "n" else match[2]
    if int(match[1], 16) > sys.maxunicode or _is_surrogate(match[1]):
        raise CellTextError(f"nie ma znaku „{match[0]}”; usuń ten zapis albo podwój ukośnik odwrotny")
    return chr(int(match[1], 16))


def _is_surrogate(code: str) -> bool:
    return int(code, 16) in _SURROGATES
