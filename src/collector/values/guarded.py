"""Text for a file that a spreadsheet opens: what the program would take for a formula begins with an apostrophe.

After a dash stand the lists of the reports and negative numbers; they stay as they are. A formula after a dash calls a
function, asks another program or sheet, or reckons.
"""

import re
from typing import Final

_REFERENCE: Final = r"\$?[A-Za-z]{1,3}\$?\d+"
_OPERAND: Final = rf"(?:\d+(?:[.,]\d+)?%?|{_REFERENCE})"
_RECKONING: Final = rf"[ ]*(?:{_REFERENCE}|{_OPERAND}(?:[ ]*[-+*/^&:][ ]*{_OPERAND})+)[ ]*(?![^;\t\r\n])"
_CALL: Final = r"[\w.](?:\(|\s+\(['\s]*\")"
_OTHER_SHEET: Final = r"![$\w]"
_BLANKS: Final = r'(?:[^\S\t\r\n]|")*'
_DASH: Final = rf"{_BLANKS}[-－]"
# Polish Excel divides a comma file at semicolons and line ends, whatever the quotes say: a cell may begin at each.
_IN_CELL: Final = rf"[^|;\t\r\n]*\|[^!;\t\r\n]*!|[^;\t\r\n]*?(?:{_CALL}|{_OTHER_SHEET})"
_FORMULA: Final = rf"{_BLANKS}[=+@＝＋＠]|{_DASH}(?:{_RECKONING}|{_IN_CELL})"
# A program that keeps to the quotes takes the whole text for one cell.
_IN_TEXT: Final = rf"[^|]*\|[^!]*!|[\s\S]*?(?:{_CALL}|{_OTHER_SHEET})"
_BEGINS_FORMULA: Final = re.compile(rf"'*(?:{_FORMULA}|[\t\r\n]|{_DASH}(?:{_IN_TEXT}))")
_INNER: Final = re.compile(rf"([;\t\r\n])(?='*(?:{_FORMULA}))")
_INNER_GUARDED: Final = re.compile(rf"([;\t\r\n])'(?='*(?:{_FORMULA}))")


def guarded(text: str) -> str:
    """`text` with an apostrophe where a formula may begin: at its start, in a new line, or after a semicolon."""
    first = "'" if _BEGINS_FORMULA.match(text) else ""
    return first + _INNER.sub(r"\1'", text)


def unguarded(text: str) -> str:
    """The text that was `guarded`."""
    if text.startswith("'") and _BEGINS_FORMULA.match(text):
        text = text[1:]
    return _INNER_GUARDED.sub(r"\1", text)
