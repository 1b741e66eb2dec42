"""The gate for text on the way in: one normal form, nothing invisible, and a form for comparing."""

import re
import unicodedata

SPACES = " \u00a0\u2007\u2009\u202f"
_CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
_BLANKS = re.compile(rf"[\s{SPACES}]+")


def clean(text: str) -> str:
    """`text` in NFC with Unix line ends, without control or direction characters and outer blanks."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _CONTROL.sub("", text)).strip()


def one_line(text: str) -> str:
    """`text` with every run of blanks as one space."""
    return _BLANKS.sub(" ", text).strip()


def same(text: str) -> str:
    """What two texts have in common that differ only in capitals, blanks or compatibility forms."""
    return one_line(unicodedata.normalize("NFKC", text)).casefold()
