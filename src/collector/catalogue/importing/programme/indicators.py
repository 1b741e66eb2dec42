"""A printed indicator -> one of `wskazniki` of a catalogue, with its base value as a value of the base year."""

import re
from collections.abc import Sequence
from typing import Any, Final

from collector.catalogue.importing.kinds import guess_kind
from collector.catalogue.importing.programme.printed_indicators import IndicatorList, PrintedIndicator
from collector.catalogue.importing.programme.table_logic import leading_mark
from collector.catalogue.importing.programme.values import EXECUTOR, ProgrammeValues
from collector.catalogue.importing.remarks import Remarks
from collector.catalogue.importing.units import known_unit
from collector.domain.indicator import Combine, Direction, Kind, Moment

_ASKED_FROM: Final = re.compile(r"realizacja wskaźnik\w* od (?P<year>\d{4})", re.IGNORECASE)
_SEVERAL: Final = re.compile(r"liczba (?P<one>\w+) (?:i|oraz) (?P<other>\w+)\b", re.IGNORECASE)


def indicator_part(
    indicator_id: str,
    printed: PrintedIndicator,
    source: IndicatorList,
    top_mark: str,
    values: ProgrammeValues,
    *,
    footnotes: Sequence[str],
    unit: str = "",
    is_recorded: bool = True,
) -> dict[str, Any]:
    """The indicator `printed` in `source`. `top_mark` is the star at the heading of the whole table.

    `unit` is the key of its unit, if the value of the year tells it. `is_recorded` says that the base value is the
    value of its year, because the document has no other.
    """
    base = printed.base
    mark = (base.mark if base else "") or top_mark
    note = values.note(printed.row, mark, footnotes)
    asked_from = _ASKED_FROM.search(note)
    unit = unit or values.unit(printed.row, printed.name)
    _doubt_several(printed, values.remarks)
    part: dict[str, Any] = {
        "id": indicator_id,
        "nazwa": printed.name,
        "rodzaj": str(_number_kind(base.shown) if base else Kind.COUNT),
        "jednostka": unit,
        "moment": str(Moment.YEAR),
        "kierunek": str(_direction(printed.target)),
        "realizatorzy": [EXECUTOR],
        "laczenie": str(Combine.OWNER),
    }
    if asked_from:
        part["od"] = asked_from["year"]
    if base and source.base_year:
        is_asked_later = asked_from is not None and int(asked_from["year"]) > source.base_year
        if is_recorded and not is_asked_later:
            values.record(source.base_year, indicator_id, printed.name, base, unit, note)
        if base.number is not None:
            part["baza"] = {"rok": str(source.base_year), "wartosc": f"{base.number:f}".replace(".", ",")}
            part["baza"] |= {key: text for key, text in (("znak", mark), ("uwaga", note)) if text}
    if top_mark or (asked_from and base and base.number == 0):
        _doubt_start(printed, top_mark, note, values.remarks)
    return part | ({"cel": printed.target} if printed.target else {})


def doubt_unused_footnotes(source: IndicatorList, top_mark: str, remarks: Remarks) -> None:
    """Footnotes under the table whose star stands nowhere in it."""
    used = {indicator.base.mark for indicator in source.indicators if indicator.base} | {top_mark}
    used |= {indicator.value_mark for indicator in source.indicators}
    for note in source.footnotes:
        if leading_mark(note) not in used:
            remarks.doubt(source.top, note, "przypis jest pod tabelą, ale jego znaku nie ma w tabeli ani nad nią")


def _number_kind(shown: str) -> Kind:
    kind = Kind(guess_kind(shown))
    return kind if kind.starts_with_number else Kind.COUNT


def _doubt_several(printed: PrintedIndicator, remarks: Remarks) -> None:
    match = _SEVERAL.match(printed.name)
    counted = [known_unit(word) for word in match.groups()] if match else []
    has_two = any(counted) and counted[0] != counted[1]
    if has_two or "(w tym " in printed.name:
        why = "nazwa wymienia kilka liczb; jeżeli podaje się je osobno, rodzaj to „liczba z opisem”"
        remarks.doubt(printed.row, "jedna liczba", why)


def _doubt_start(printed: PrintedIndicator, top_mark: str, note: str, remarks: Remarks) -> None:
    shown = printed.base.shown if printed.base else "brak"
    where = "gwiazdka stoi przy nagłówku tabeli, a nie przy wartości" if top_mark else "przypis mówi o późniejszym roku"
    why = f"{where}; wartość bazowa może nie być wynikiem, tylko znaczyć, że wskaźnika jeszcze nie badano"
    remarks.doubt(printed.row, f"wartość bazowa {shown} z przypisem „{note}”", why)


def _direction(target: str) -> Direction:
    """Growth is good if the target names it and no decline; keeping counts as the target only where it stands alone."""
    words = target.casefold()
    match ("wzrost" in words, "spadek" in words):
        case (True, False):
            return Direction.MORE
        case (False, True):
            return Direction.FEWER
        case (False, False) if "utrzymanie" in words:
            return Direction.STABLE
        case _:
            return Direction.CONTEXT
