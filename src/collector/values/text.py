"""The gates for text: on the way in one normal form with nothing invisible, on a screen one harmless line."""

import re
import unicodedata
from typing import Final

SPACES: Final = " \u00a0\u2007\u2009\u202f"
# Signs that end a line somewhere, as Word's line break does; dropped, they would join „12” and „5” to „125”.
_LINE_ENDS: Final = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_HIDDEN: Final = (
    "\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f"
)
_INVISIBLE: Final = re.compile(f"[{_HIDDEN}]")
_HIDDEN_IN_NUMBER: Final = re.compile(f"(?<=[0-9])[{_HIDDEN}]|[{_HIDDEN}](?=[0-9])")
# Signs that show the figures after them in another order than they are stored.
REVERSING: Final = frozenset("\u202b\u202d\u202e\u2067")
_ESCAPE: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_NO_TEXT: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_SURROGATES: Final = re.compile("[\ud800-\udfff]")


def clean(text: str) -> str:
    """`text` in NFC with Unix line ends, without control or direction characters and outer blanks."""
    if not text.isprintable():
        text = _INVISIBLE.sub("", _LINE_ENDS.sub("\n", text))
    return unicodedata.normalize("NFC", text).strip()


def hides_signs_in_number(text: str) -> bool:
    """Whether a figure of `text` stands beside a sign that `clean` leaves out."""
    return _HIDDEN_IN_NUMBER.search(text) is not None


def one_line(text: str) -> str:
    """`text` with every run of blanks as one space."""
    return " ".join(text.split())


def same(text: str) -> str:
    """What two texts have in common that differ only in capitals, blanks or compatibility forms."""
    return one_line(text if text.isascii() else unicodedata.normalize("NFKC", text)).casefold()


def cut(text: str, longest: int) -> str:
    """`text`; of a longer one than `longest` signs the beginning and an ellipsis."""
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


def decode_escapes(text: str) -> str:
    """`text` of a workbook with Excel's `_xHHHH_` as the characters that they stand for; `_x005F_` is a plain `_`."""
    if "_x" not in text:
        return text
    decoded = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    if not _SURROGATES.search(decoded):
        return decoded
    # Two escapes may be the halves of one character.
    return decoded.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


def storable(text: str) -> str:
    """`text` of a cell as every output can hold it: what is no character of text is a visible `\ufffd`."""
    return text if text.isprintable() else _NO_TEXT.sub("\ufffd", text)


def printable(text: str) -> str:
    """Foreign text, such as a name of a file, as one line of UTF-8 that does nothing to a screen.

    What is no character becomes `?`; bytes of Windows-1250 that stood for Polish letters become these letters.
    """
    if text.isascii() and text.isprintable():
        return one_line(text)
    line = one_line("".join(c for c in _SURROGATES.sub(_letter, text) if unicodedata.category(c) != "Cf"))
    return line if line.isprintable() else "".join(c if c.isprintable() else "?" for c in line)


def _letter(surrogate: re.Match[str]) -> str:
    """The letter of Windows-1250 whose byte the operating system could not read, if it is one."""
    code = ord(surrogate[0])
    if not 0xDC80 <= code <= 0xDCFF:
        return "?"
    letter = bytes([code - 0xDC00]).decode("cp1250", "replace")
    return letter if letter.isalpha() else "?"
