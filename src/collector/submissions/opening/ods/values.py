"""The attributes and the text of an OpenDocument cell -> what stands in it."""

import re
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from collector.submissions.opening.book import GENERAL, PLAIN, CellFacts
from collector.submissions.opening.second_inventory import as_number
from collector.values.reading import CellContent

PERCENT: Final = "0.00%"
_STRING_VALUE: Final = "office:string-value"
_NUMBERS: Final = frozenset({"float", "percentage", "currency"})
_TYPED: Final = _NUMBERS | {"boolean", "date", "time"}
_NUMBER: Final = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?", re.ASCII)
_DATE: Final = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d):(\d\d(?:[.,]\d+)?))?", re.ASCII)
_DURATION: Final = re.compile(r"(-?)PT(\d+)H(\d+)M(\d+(?:[.,]\d+)?)S", re.ASCII)
# Excel and older programs save an error as a number or a text that shows it.
_ERROR: Final = re.compile(
    r"#(?:NULL!|DIV/0!|VALUE!|REF!|NAME\?|NUM!|N/A|ZERO!|DZIEL/0!|ARG!|ADR!|NAZWA\?|LICZBA!|N/D!?)"
    r"|(?:Err|Błąd):\d{3}"
)
_LOGICAL: Final = {"TRUE": True, "PRAWDA": True, "FALSE": False, "FAŁSZ": False}
_PREFIX: Final = re.compile(r"[A-Za-z][\w-]*:(?==)")
_REFERENCE: Final = re.compile(r'("[^"]*")|\[([^\[\]]*)\]')
_LEADING_POINT: Final = re.compile(r"(^|:)\.")
_MIDNIGHT: Final = datetime(1900, 1, 1)  # noqa: DTZ001 - no zone in cells
_ONE_DAY: Final = timedelta(days=1)


class Read(NamedTuple):
    """What a cell holds; `unsure` says that calamine is known to read such a cell otherwise."""

    content: CellContent
    facts: CellFacts = PLAIN
    unsure: bool = False


def read_cell(attributes: dict[str, str], text: str | None, number_format: str = GENERAL) -> Read | None:
    """What stands in a cell, None if nothing does; `text` is what its paragraphs show, None if it has none."""
    kind = attributes.get("office:value-type", "")
    formula = readable_formula(attributes.get("table:formula", ""))
    if error := _error(attributes, kind, formula, text or ""):
        return Read(None, CellFacts(error, formula), unsure=True)
    content = _content(attributes, kind, text or "")
    # An empty text is the result of a formula; elsewhere it is nothing.
    if content == "" and not (formula and kind not in _TYPED and _states_text(attributes, text)):
        content = None
    if content is None:
        return Read(None, CellFacts("", formula)) if formula else None
    if kind not in _NUMBERS or isinstance(content, str):
        # A value that cannot be understood stays the text that is shown for it; calamine makes something else of it.
        return Read(content, CellFacts("", formula), unsure=isinstance(content, str) and kind in _TYPED)
    if content in (0, 1) and text in _LOGICAL:
        return Read(_LOGICAL[text], CellFacts("", formula), unsure=True)
    return Read(content, CellFacts("", formula, PERCENT if kind == "percentage" else number_format))


def readable_formula(formula: str) -> str:
    """`=SUM(A1:B2)` for `of:=SUM([.A1:.B2])`."""
    if not formula:
        return ""
    bare = _PREFIX.sub("", formula, count=1)
    shown = _REFERENCE.sub(lambda match: match[1] or _LEADING_POINT.sub(r"\1", match[2]), bare)
    return shown if shown.startswith("=") else f"={shown}"


def _states_text(attributes: dict[str, str], text: str | None) -> bool:
    return text is not None or _STRING_VALUE in attributes


def _error(attributes: dict[str, str], kind: str, formula: str, text: str) -> str:
    if attributes.get("calcext:value-type") == "error":
        return text or "#N/A"
    if (formula or kind in _NUMBERS) and _ERROR.fullmatch(text):
        return text
    return ""


def _content(attributes: dict[str, str], kind: str, text: str) -> CellContent:
    """The value that the attributes give; the text that is shown where they give none that can be read."""
    if kind in _NUMBERS:
        return _number(attributes.get("office:value", ""), text)
    if kind == "date":
        return _date(attributes.get("office:date-value", ""), text)
    if kind == "time":
        return _duration(attributes.get("office:time-value", ""), text)
    if kind == "boolean":
        stated = attributes.get("office:boolean-value", "").casefold()
        return stated == "true" if stated in {"true", "false"} else text
    return attributes.get(_STRING_VALUE, text) if kind == "string" else text


def _number(stated: str, text: str) -> CellContent:
    if not _NUMBER.fullmatch(stated):
        return text or stated
    return as_number(float(stated))


def _date(stated: str, text: str) -> CellContent:
    match = _DATE.fullmatch(stated)
    if match is None:
        return stated or text
    year, month, day, hours, minutes, seconds = match.groups()
    try:
        moment = datetime(int(year), int(month), int(day))  # noqa: DTZ001 - no zone in cells
        return moment + _clock(hours, minutes, seconds) if hours else moment.date()
    except (ValueError, OverflowError):
        return stated


def _duration(stated: str, text: str) -> CellContent:
    match = _DURATION.fullmatch(stated)
    if match is None:
        return stated or text
    sign, hours, minutes, seconds = match.groups()
    try:
        length = _clock(hours, minutes, seconds)
    except (ValueError, OverflowError):
        return stated
    if sign:
        return -length
    return (_MIDNIGHT + length).time() if length < _ONE_DAY else length


def _clock(hours: str, minutes: str, seconds: str) -> timedelta:
    # Programs store 12:30 as a part of a day and write PT12H29M59.999997S.
    milliseconds = round(float(seconds.replace(",", ".")) * 1000)
    return timedelta(hours=int(hours), minutes=int(minutes), milliseconds=milliseconds)
