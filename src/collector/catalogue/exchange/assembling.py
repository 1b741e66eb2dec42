"""The rows of the sheets -> catalogue data, with the cell from which every part came."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

from collector.catalogue.exchange import columns as plan
from collector.catalogue.exchange.columns import EMPTY_LISTS, NAME, PARENT, USUAL_MAXIMUM, Shape, SheetPlan
from collector.catalogue.exchange.flattening import DECLINED, OF_TASK, Row
from collector.catalogue.model import FORMS
from collector.catalogue.source import DEEPEST, Data, Path

_Part: TypeAlias = dict[str, Any]
_MAPPINGS: Final = frozenset({"jednostki", "rodzaje", "skale", "zwykle_najwyzej"})
# A section lies in a list of another, and lists of its own lie in it.
_DEEPEST_SECTION: Final = DEEPEST // 2 - 3
_OWN_KEYS: Final = frozenset({PARENT, NAME, EMPTY_LISTS, USUAL_MAXIMUM})


@dataclass(frozen=True, slots=True)
class CellPlace:
    """A cell of a sheet, or a whole row if `cell` is empty."""

    sheet: str
    row: int
    cell: str = ""

    def __str__(self) -> str:
        return f"arkusz „{self.sheet}”, " + (f"komórka {self.cell}" if self.cell else f"wiersz {self.row}")


@dataclass(frozen=True, slots=True)
class TypedRow:
    """A row as it was typed: the filled cells by the key of their column, and the place of each."""

    values: Row
    places: dict[str, CellPlace]
    place: CellPlace

    def place_of(self, key: str) -> CellPlace:
        """The place of the cell under `key`, or of the row if that cell is empty."""
        return self.places.get(key, self.place)


@dataclass(slots=True)
class Assembly:
    """The catalogue `data`, the place of each of its parts, and what is wrong in the sheets themselves."""

    data: Data = ""
    places: dict[Path, CellPlace] = field(default_factory=dict)
    mistakes: list[tuple[CellPlace, str]] = field(default_factory=list)


def assemble(sheets: Mapping[str, Sequence[TypedRow]]) -> Assembly:
    """The catalogue that the rows of all sheets are."""
    return _Assembling(sheets).done()


class _Assembling:
    """One workbook on its way to data; `origins` says from which row each part was made, by the part's identity."""

    def __init__(self, sheets: Mapping[str, Sequence[TypedRow]]) -> None:
        self.sheets = sheets
        self.result = Assembly()
        self.origins: dict[int, TypedRow] = {}

    def done(self) -> Assembly:
        form = self.form(plan.PROGRAMME)
        programme = form.pop("program", {})
        if levels := [self.noun(row) for row in self.rows(plan.LEVELS)]:
            programme["poziomy"] = levels
        parts = {
            "format": form.pop("format", None),
            "program": programme,
            "raport": self.report(),
            "realizatorzy": self.named(plan.EXECUTORS),
            "jednostki": self.named(plan.UNITS),
            "zwykle_najwyzej": self.usual_maxima(),
            "skale": self.named(plan.SCALES),
            "rejestr": self.register(),
            "drzewo": self.tree(),
            "tabele": self.tables(),
        }
        filled = {key: part for key, part in parts.items() if part or part == ""}
        self.result.data = filled | {key: empty for key, empty in form.items() if key not in filled}
        for row in self.rows(plan.PROGRAMME):
            self.origins[id(self.result.data)] = row
        self.note_places(self.result.data, ())
        return self.result

    def report(self) -> _Part:
        report = self.form(plan.REPORT)
        if columns := [self.part(plan.REPORT_COLUMNS, row) for row in self.rows(plan.REPORT_COLUMNS)]:
            report["kolumny"] = columns
        return _with_last(report, "zakonczenie")

    def register(self) -> _Part:
        register = self.form(plan.REGISTER)
        if sources := [self.part(plan.SOURCES, row) for row in self.rows(plan.SOURCES)]:
            register["zrodla"] = sources
        if reasons := self.named(plan.REASONS):
            register["powody"] = reasons
        return _with_last(register, *(column.key for column in plan.REGISTER.columns))

    def tree(self) -> list[_Part]:
        sections = [(row, self.part(plan.SECTIONS, row)) for row in self.rows(plan.SECTIONS)]
        by_code = _by_key("kod", sections)
        top = [part for row, part in sections if PARENT not in row.values]
        for row, part in sections:
            if PARENT in row.values:
                self.attach(row, part, "podrzedne", by_code, PARENT, row.values[PARENT])
        for lost in _unreached(top, sections):
            self.mistake(lost, PARENT, "części nadrzędne prowadzą w kółko, zamiast do części najwyższego poziomu")
        for row in _too_deep(top, sections):
            self.mistake(row, PARENT, f"część leży zbyt głęboko (najwyżej {_DEEPEST_SECTION} poziomów)")
        for key, sheet in OF_TASK.items():
            parts = [(row, self.part(sheet, row)) for row in self.rows(sheet)]
            for row, part in parts:
                self.attach(row, part, key, by_code, "id", row.values.get("id", "").rpartition("/")[0])
            if sheet is plan.INDICATORS:
                self.attach_all("skladniki", plan.COMPONENTS, _by_key("id", parts))
        return top

    def tables(self) -> list[_Part]:
        tables = [(row, self.part(plan.TABLES, row)) for row in self.rows(plan.TABLES)]
        by_code = _by_key("kod", tables)
        self.attach_all("miary", plan.MEASURES, by_code)
        self.attach_all("wiersze", plan.ROWS, by_code)
        return [_with_last(part, "przypisy") for _, part in tables]

    def attach_all(self, key: str, sheet: SheetPlan, owners: Mapping[str, _Part]) -> None:
        for row in self.rows(sheet):
            self.attach(row, self.part(sheet, row), key, owners, PARENT, row.values.get(PARENT, ""))

    def attach(
        self, row: TypedRow, part: _Part, key: str, owners: Mapping[str, _Part], column: str, owner: str
    ) -> None:
        """Put `part` into the list `key` of the part that is called `owner`, as the cell under `column` says."""
        if owner in owners:
            owners[owner].setdefault(key, []).append(part)
        elif owner:
            where = "w arkuszu, do którego się odnosi" if column == PARENT else f"w arkuszu „{plan.SECTIONS.name}”"
            self.mistake(row, column, f"„{owner}”: {where}, nie ma takiego wiersza")
        else:
            self.mistake(row, column, "tu ma stać numer albo kod, do którego należy ten wiersz")

    def rows(self, sheet: SheetPlan) -> Sequence[TypedRow]:
        return self.sheets[sheet.name]

    def form(self, sheet: SheetPlan) -> _Part:
        part: _Part = {}
        for row in self.rows(sheet):
            part = self.part(sheet, row)
        return part

    def part(self, sheet: SheetPlan, row: TypedRow) -> _Part:
        """The part that a row is; its keys in the order of the plan, the texts of own columns after the title."""
        planned = [column.key for column in sheet.columns]
        own = [key for key in row.values if key not in planned]
        part: _Part = {}
        for key in [*planned[:-1], *own, planned[-1]] if own else planned:
            if key in row.values and key not in _OWN_KEYS:
                *above, last = key.split(".")
                target = part
                for step in above:
                    target = target.setdefault(step, {})
                target[last] = row.values[key]
        texts = {column.key for column in sheet.columns if column.shape is Shape.TEXT}
        for key in row.values.get(EMPTY_LISTS, ()):
            if key in texts:
                self.mistake(row, EMPTY_LISTS, f"„{key}” nie jest spisem; usuń ten wiersz komórki")
            else:
                part.setdefault(key, {} if key in _MAPPINGS else [])
        self.origins[id(part)] = row
        return part

    def named(self, sheet: SheetPlan) -> dict[str, Any]:
        """The rows of a sheet as a mapping by their key: parts, forms of a word, or lists."""
        found: dict[str, Any] = {}
        for row in self.rows(sheet):
            name = row.values.get(NAME)
            if name is None:
                self.mistake(row, NAME, "ta komórka nie może być pusta")
            elif name in found:
                self.mistake(row, NAME, f"„{name}” powtarza się")
            elif sheet is plan.UNITS:
                found[name] = self.noun(row)
            elif sheet is plan.EXECUTORS:
                found[name] = self.part(sheet, row)
            else:
                found[name] = list(row.values.get("", ()))
                self.origins[id(found[name])] = row
        return found

    def usual_maxima(self) -> dict[str, Any]:
        """The numbers beside the units, which have a key of their own in the catalogue."""
        found: dict[str, Any] = {}
        for row in self.rows(plan.UNITS):
            name = row.values.get(NAME)
            if name is not None and USUAL_MAXIMUM in row.values:
                found[name] = row.values[USUAL_MAXIMUM]
                self.result.places["zwykle_najwyzej", name] = row.place_of(USUAL_MAXIMUM)
        return found

    def noun(self, row: TypedRow) -> list[str] | _Part:
        """The forms of a word after numbers, with those of its cases and its gender where they are given."""
        forms = [row.values[key] for key in ("0", "1", "2") if key in row.values]
        self.origins[id(forms)] = row
        declined = {key: row.values[key] for key in DECLINED if key in row.values}
        if not declined:
            return forms
        noun: _Part = {FORMS: forms, **declined}
        self.origins[id(noun)] = row
        return noun

    def mistake(self, row: TypedRow, column: str, message: str) -> None:
        self.result.mistakes.append((row.place_of(column), message))

    def note_places(self, part: Any, path: Path) -> None:
        row = self.origins.get(id(part))
        if row is not None:
            self.result.places.setdefault(path, row.place)
            for key, place in row.places.items():
                if key not in _OWN_KEYS:
                    self.result.places[*path, *_steps(key)] = place
        pairs: Iterable[tuple[str | int, Any]] = part.items() if isinstance(part, dict) else enumerate(part)
        for step, inner in pairs:
            if isinstance(inner, dict | list):
                self.note_places(inner, (*path, step))


def _steps(key: str) -> Path:
    """The steps to the value of a column within its part."""
    return tuple(int(step) if step.isdecimal() else step for step in key.split(".") if step)


def _with_last(part: _Part, *keys: str) -> _Part:
    """`part` itself, with `keys` moved to its end."""
    for key in keys:
        if key in part:
            part[key] = part.pop(key)
    return part


def _by_key(key: str, parts: Sequence[tuple[TypedRow, _Part]]) -> dict[str, _Part]:
    """The parts by their own `key`; of equal ones the first, since the check of the catalogue names the others."""
    return {part[key]: part for _, part in reversed(parts) if key in part}


def _unreached(top: Sequence[_Part], sections: Sequence[tuple[TypedRow, _Part]]) -> Iterator[TypedRow]:
    """The rows of sections that lie under each other in a circle."""
    reached: set[int] = set()
    waiting = list(top)
    while waiting:
        part = waiting.pop()
        reached.add(id(part))
        waiting += part.get("podrzedne", ())
    attached = {id(child) for _, part in sections for child in part.get("podrzedne", ())}
    return (row for row, part in sections if id(part) in attached - reached)


def _too_deep(top: Sequence[_Part], sections: Sequence[tuple[TypedRow, _Part]]) -> Iterator[TypedRow]:
    """The rows of the first sections that lie deeper than a catalogue file may nest."""
    level = list(top)
    for _ in range(_DEEPEST_SECTION):
        level = [child for part in level for child in part.get("podrzedne", ())]
    deep = {id(part) for part in level}
    return (row for row, part in sections if id(part) in deep)
