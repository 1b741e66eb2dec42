"""Catalogue data -> the rows of the sheets."""

from collections.abc import Iterable, Iterator
from typing import Any, Final, TypeAlias

from collector.catalogue.exchange import columns as plan
from collector.catalogue.exchange.columns import EMPTY_LISTS, NAME, PARENT, USUAL_MAXIMUM, Shape, SheetPlan
from collector.catalogue.model import FORMS
from collector.catalogue.source import Data
from collector.domain.errors import SettingsError

# The filled cells of a row by the key of their column.
Row: TypeAlias = dict[str, Any]
_Part: TypeAlias = dict[str, Any]
_SheetRow: TypeAlias = tuple[SheetPlan, Row]

# Lists of a task that have sheets of their own; the ids of their rows begin with the code of the task.
OF_TASK: Final = {
    "wskazniki": plan.INDICATORS, "wskazniki_do_wyboru": plan.CHOICES, "dzialania": plan.ACTIONS,
}  # fmt: skip
_OF_WHOLE: Final = frozenset({
    "raport", "realizatorzy", "jednostki", "zwykle_najwyzej", "skale", "rejestr", "drzewo", "tabele",
})  # fmt: skip
# What a noun has beside its forms after numbers, if it is no mere list of them.
DECLINED: Final[tuple[str, ...]] = ("dopelniacz", "biernik", "rodzaj")
_OF_TABLE: Final = {"miary": plan.MEASURES, "wiersze": plan.ROWS}


class _Unfit(Exception):  # noqa: N818 - never seen outside this module
    """Something that no sheet has a place for."""


def rows_of(data: Data) -> dict[str, list[Row]]:
    """The rows of every sheet by its name. Raises SettingsError for data that are no catalogue."""
    rows: dict[str, list[Row]] = {sheet.name: [] for sheet in plan.SHEETS}
    try:
        for sheet, row in _rows(data):
            rows[sheet.name].append(row)
    except (_Unfit, AttributeError, KeyError, TypeError) as error:
        where = f" ({error})" if isinstance(error, _Unfit) else ""
        raise SettingsError(
            f"Katalogu nie można zapisać jako skoroszytu, bo ma błędy{where}. Pokaże je polecenie: "
            "collector catalogue check"
        ) from None
    return rows


def _rows(data: Any) -> Iterator[_SheetRow]:
    programme = {key: value for key, value in data["program"].items() if key != "poziomy"}
    yield _row(plan.PROGRAMME, {**data, "program": programme}, elsewhere=_OF_WHOLE)
    for noun in data["program"]["poziomy"]:
        yield plan.LEVELS, _noun(noun)
    yield _row(plan.REPORT, data["raport"], elsewhere=("kolumny",))
    for column in data["raport"]["kolumny"]:
        yield _row(plan.REPORT_COLUMNS, column)
    for name, executor in data["realizatorzy"].items():
        yield _row(plan.EXECUTORS, executor, {NAME: name})
    yield from _units(data["jednostki"], data.get("zwykle_najwyzej", {}))
    for name, levels in data.get("skale", {}).items():
        yield plan.SCALES, _named_list(name, levels)
    yield from _register(data.get("rejestr"))
    for section in data["drzewo"]:
        yield from _section(section, "")
    for table in data.get("tabele", ()):
        yield _row(plan.TABLES, table, elsewhere=_OF_TABLE)
        for key, sheet in _OF_TABLE.items():
            for part in table[key]:
                yield _row(sheet, part, {PARENT: table["kod"]})


def _units(units: _Part, usual_maxima: _Part) -> Iterator[_SheetRow]:
    for name, number in usual_maxima.items():
        if name not in units or not _fits(number, Shape.TEXT):
            raise _Unfit(f"klucz „zwykle_najwyzej”, jednostka „{name}”")
    for name, noun in units.items():
        of_city = {USUAL_MAXIMUM: usual_maxima[name]} if name in usual_maxima else {}
        yield plan.UNITS, {NAME: name, **_noun(noun), **of_city}


def _register(register: _Part | None) -> Iterator[_SheetRow]:
    if register is None:
        return
    yield _row(plan.REGISTER, register, elsewhere=("zrodla", "powody"))
    for source in register["zrodla"]:
        yield _row(plan.SOURCES, source)
    for reason, others in register["powody"].items():
        yield plan.REASONS, _named_list(reason, others)


def _section(section: _Part, parent: str) -> Iterator[_SheetRow]:
    code = section["kod"]
    above = {PARENT: parent} if parent else {}
    yield _row(plan.SECTIONS, section, above, elsewhere=("podrzedne", *OF_TASK), own_texts=True)
    for key, sheet in OF_TASK.items():
        for part in section.get(key, ()):
            if part["id"].rpartition("/")[0] != code:
                raise _Unfit(f"{part['id']}: numer ma zaczynać się od kodu „{code}” i ukośnika")
            yield _row(sheet, part, elsewhere=("skladniki",))
            for component in part.get("skladniki", ()):
                yield _row(plan.COMPONENTS, component, {PARENT: part["id"]})
    for child in section.get("podrzedne", ()):
        yield from _section(child, code)


def _row(
    sheet: SheetPlan,
    part: _Part,
    of_row: Row | None = None,
    *,
    elsewhere: Iterable[str] = (),
    own_texts: bool = False,
) -> _SheetRow:
    """The row of `part` in its sheet: `of_row` and its own values, but for the keys that have sheets of their own."""
    shapes = {column.key: column.shape for column in sheet.columns}
    row = dict(of_row or {})
    empty = [key for key, value in part.items() if value in ([], {})]
    for key, value in _values(part, "", shapes):
        if key in elsewhere or key in empty:
            continue
        if not _fits(value, shapes.get(key, Shape.TEXT if own_texts else None)):
            raise _Unfit(f"klucz „{key}”")
        row[key] = value
    return sheet, {**row, EMPTY_LISTS: empty} if empty else row


def _values(part: _Part, above: str, keys: Iterable[str]) -> Iterator[tuple[str, Any]]:
    """The values of `part`; what lies deeper comes with the points of its column: `baza.rok`."""
    for key, value in part.items():
        name = f"{above}{key}"
        if isinstance(value, dict) and any(other.startswith(f"{name}.") for other in keys):
            yield from _values(value, f"{name}.", keys)
        else:
            yield name, value


def _fits(value: Any, shape: Shape | None) -> bool:
    match shape:
        case Shape.TEXT:
            return isinstance(value, str)
        case Shape.LINES:
            return isinstance(value, list) and _are_texts(value)
        case Shape.PAIRS:
            return isinstance(value, dict) and _are_texts(value.values())
        case None:
            return False


def _are_texts(values: Iterable[Any]) -> bool:
    return all(isinstance(value, str) for value in values)


def _noun(noun: list[str] | _Part) -> Row:
    if isinstance(noun, list):
        return _forms(noun)
    declined = {key: form for key, form in noun.items() if key != FORMS}
    if not declined or not set(declined) <= {*DECLINED} or not _are_texts(declined.values()):
        raise _Unfit("odmiana wyrazu")
    return {**_forms(noun[FORMS]), **declined}


def _forms(forms: list[str]) -> Row:
    if len(forms) != 3 or not _are_texts(forms):
        raise _Unfit("trzy formy wyrazu")
    return {str(position): form for position, form in enumerate(forms)}


def _named_list(name: str, items: list[str]) -> Row:
    if not _fits(items, Shape.LINES):
        raise _Unfit(f"„{name}”")
    return {NAME: name, "": items} if items else {NAME: name}
