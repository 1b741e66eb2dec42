"""The accessible twins of the published tables: no merged cells, one heading row, one value a row."""

from collections.abc import Iterator, Sequence
from typing import Final

from collector.domain.consolidation import Consolidation, Result
from collector.domain.observation import Status
from collector.domain.programme import Programme, Section
from collector.domain.register import Entry, RegisterLayout
from collector.domain.table import Measure, StatisticalTable, TableRow
from collector.reports.material import Material
from collector.reports.sources import Sources
from collector.reports.statistics import PrintedValue, printed_value, years_shown
from collector.reports.table_model import IndicatorRow, IndicatorTable, TaskRows, heading_text, indicator_table
from collector.reports.table_register import (
    ENTRY_TEXTS,
    RegisterTable,
    register_table,
    shown_money,
    task_text,
)
from collector.reports.table_register import shown_result as shown_entry
from collector.reports.twin_sheet import Cell, Leading, NoteNumber, Notes, Number, TwinTable, write_twin
from collector.spreadsheet import Workbook
from collector.values.text import one_line

TWIN_SHEET: Final = "Wersja dostępna"
REGISTER_TWIN: Final = "Działania – dostępne"
SUMS_TWIN: Final = "Sumy – dostępne"
STATISTICS_TWIN: Final = "Tabele – dostępne"
_ID_WIDTH: Final = 13.0
_NOTE: Final = ("Nr przypisu", 10.0)
_BASE_NOTE: Final = ("Nr przypisu do wartości bazowej", 12.0)
_WIDEST: Final = 44.0
# Columns that stand in the twin at a place of their own, or that a flat table does not need.
_PLACED: Final = frozenset({"kod", "zadanie", "lp", "wskaznik", "wartosc", "jednostka", "uwagi"})
_OF_MONEY_DECIMALS: Final = 2
# What the statistical tables print for a year of which nothing is known.
_UNKNOWN: Final = "–"


def write_twins(book: Workbook, material: Material) -> None:
    """Write a twin for every published table of the programme, and the notes of all of them."""
    consolidation = material.consolidation
    notes = Notes()
    tables: list[TwinTable] = []
    if consolidation.results:
        tables.append(_IndicatorTwin(indicator_table(consolidation), material.sources, notes).table())
    if register := consolidation.programme.register:
        tables += _register_twins(consolidation, register, material.sources, notes)
    if consolidation.cells:
        tables.append(_statistics_twin(consolidation, material.sources, notes))
    for table in (*tables, notes.table()):
        write_twin(book, table)


# --- The table of indicators ------------------------------------------------------------------------------------------


class _IndicatorTwin:
    """Makes the twin of the table of indicators."""

    def __init__(self, model: IndicatorTable, sources: Sources, notes: Notes) -> None:
        self.model, self.sources, self.notes = model, sources, notes
        self.programme, self.year = model.consolidation.programme, model.consolidation.year
        self.texts = [column for column in model.columns if column.key not in _PLACED]
        self.has_base_notes = any(
            row.result.indicator.base and row.result.indicator.base.mark for task in model.tasks for row in task.rows
        )

    def table(self) -> TwinTable:
        """All indicators, one a row."""
        printed = {column.key: column for column in self.model.columns}
        name, value = printed["wskaznik"], printed.get("wartosc")
        columns = [
            *_level_columns(self.programme, len(self.programme.levels)),
            ("Nr wskaźnika", _ID_WIDTH),
            (heading_text(name, self.year), 30.0),
            *((heading_text(column, self.year), column.width) for column in self.texts),
            (heading_text(value, self.year) if value else f"Wartość w {self.year} r.", _WIDEST),
            ("Wartość jako liczba", 13.0),
            (heading_text(printed["jednostka"], self.year) if "jednostka" in printed else "Jednostka", 16.0),
            ("Stan", 12.0),
            _NOTE,
            *([_BASE_NOTE] if self.has_base_notes else []),
        ]
        rows = [self._row(task, row) for task in self.model.tasks for row in task.rows]
        return TwinTable(sheet=TWIN_SHEET, name="Wskazniki", columns=columns, rows=rows)

    def _row(self, task: TaskRows, row: IndicatorRow) -> Sequence[Cell]:
        result = row.result
        about = f"{result.indicator.id} – {one_line(result.indicator.name)}"
        base = result.indicator.base
        base_note = self.notes.number(f"Wartość bazowa: {about}", base.note if base and base.mark else "")
        return (
            *_levels((*task.above, task.section), len(self.programme.levels)),
            Leading(result.indicator.id, self.sources.link(result.indicator.id)),
            result.indicator.name,
            *(self._text(task, row, column.key) for column in self.texts),
            row.value.text,
            Number(row.value.number) if row.value.number is not None else None,
            result.indicator.unit.label,
            result.status.label,
            self.notes.number(about, result.note),
            *([base_note] if self.has_base_notes else []),
        )

    def _text(self, task: TaskRows, row: IndicatorRow, key: str) -> str:
        column = next(column for column in self.texts if column.key == key)
        return row.texts[key] if self.model.is_own(task.section, column) else task.shared[key]


# --- The register of actions ------------------------------------------------------------------------------------------


def _register_twins(
    consolidation: Consolidation, register: RegisterLayout, sources: Sources, notes: Notes
) -> list[TwinTable]:
    model = register_table(consolidation, register)
    programme, year = consolidation.programme, consolidation.year
    headings = {column.key: heading_text(column, year) for column in model.columns}
    grouped = {column.key: f"{column.group}: {headings[column.key]}" for column in model.columns if column.group}
    money = [(grouped.get(key, headings[key]), 18.0) for key in register.money_keys]
    of_task = [column for column in model.columns if model.is_of_task(column) and column.key not in _PLACED]
    depth = len(programme.levels)
    actions = TwinTable(
        sheet=REGISTER_TWIN,
        name="Dzialania",
        columns=[
            *_level_columns(programme, depth),
            ("Nr działania", _ID_WIDTH),
            (headings["dzialanie"], 40.0),
            *((headings[column.key], column.width) for column in of_task),
            *([(headings["termin"], 16.0)] if "termin" in headings else []),
            *money,
            (headings["wskaznik"], 30.0),
            (headings.get("wartosc", f"Wartość w {year} r."), 30.0),
            ("Wynik jako liczba", 13.0),
            ("Stan", 12.0),
            _NOTE,
        ],
        rows=[
            (
                *_levels((*above, task), depth),
                Leading(entry.id, sources.link(entry.id)),
                entry.name,
                *(task_text(task, column) for column in of_task),
                *([entry.term] if "termin" in headings else []),
                *_action(model, entry, notes),
            )
            for above, task in model.tasks()
            for entry in model.entries_of(task)
        ],
    )
    sums = TwinTable(
        sheet=SUMS_TWIN,
        name="Sumy",
        columns=[("Nr celu", 10.0), ("Suma", 70.0), *money],
        rows=[
            (
                section.code,
                label,
                *(Number(model.sums[section.code][key], _OF_MONEY_DECIMALS) for key in register.money_keys),
            )
            for section, label in model.summed()
        ],
    )
    return [actions, sums] if sums.rows else [actions]


def _action(model: RegisterTable, entry: Entry, notes: Notes) -> Iterator[Cell]:
    """The money, the indicator, the result and the note of an action."""
    for key in model.register.money_keys:
        money = shown_money(entry, key)
        yield money.text if money.number is None else Number(money.number, _OF_MONEY_DECIMALS)
    result = shown_entry(entry)
    yield entry.indicator_name
    yield result.text
    yield Number(result.number) if result.number is not None else None
    yield entry.value.status.label
    yield notes.number(f"{entry.id} – {one_line(entry.name)}", ENTRY_TEXTS["uwagi"](entry))


# --- The statistical tables -------------------------------------------------------------------------------------------


def _statistics_twin(consolidation: Consolidation, sources: Sources, notes: Notes) -> TwinTable:
    columns = [
        ("Nr tabeli", 9.0), ("Tabela", 40.0), ("Nr wartości", _ID_WIDTH), ("Część tabeli", 20.0), ("Nr wiersza", 10.0),
        ("Wiersz", 36.0), ("Kolumna", 30.0), ("Grupa kolumny", 20.0), ("Rok", 8.0), ("Wartość", 16.0),
        ("Wartość jako liczba", 14.0), ("Jednostka", 16.0), ("Stan", 12.0), _NOTE,
    ]  # fmt: skip
    rows = [
        _statistic(consolidation, table, row, measure, year, sources, notes)
        for table in consolidation.programme.tables
        for row in table.rows
        for measure in table.measures
        for year in years_shown(consolidation.year)
    ]
    for table in consolidation.programme.tables:
        for footnote in table.footnotes:
            notes.number(one_line(table.title), footnote)
    return TwinTable(sheet=STATISTICS_TWIN, name="TabeleStatystyczne", columns=columns, rows=rows)


def _statistic(
    consolidation: Consolidation, table: StatisticalTable, row: TableRow, measure: Measure, year: int,
    sources: Sources, notes: Notes,
) -> Sequence[Cell]:  # fmt: skip
    id_ = table.cell_id(row, measure)
    value = printed_value(consolidation, id_, year)
    return (
        table.code,
        one_line(table.title),
        Leading(id_, sources.link(id_, year)),
        row.group,
        row.printed_number,
        row.name,
        measure.name,
        measure.group,
        year,
        value.shown.text,
        Number(value.number) if value.number is not None else None,
        (row.unit or measure.unit).label,
        _status(value, consolidation.by_id[id_], is_past=year != consolidation.year),
        _footnote(table, value, notes),
    )


def _footnote(table: StatisticalTable, value: PrintedValue, notes: Notes) -> NoteNumber | None:
    """The note of a value, or the footnote of the table with the same sign."""
    of_table = next((note for note in table.footnotes if value.mark and _sign(note) == value.mark), "")
    return notes.number(one_line(table.title), value.footnote or of_table)


def _sign(note: str) -> str:
    return note[: len(note) - len(note.lstrip("*"))]


def _status(value: PrintedValue, result: Result, *, is_past: bool) -> str:
    """The state of a value; of an earlier year it is known by its words."""
    if not is_past:
        return result.status.label
    words = value.words.casefold()
    if value.number is None and words == _UNKNOWN:
        return "nieznane"
    return words if words in {status.label for status in Status} else Status.GIVEN.label


# --- What they share --------------------------------------------------------------------------------------------------


def _level_columns(programme: Programme, depth: int) -> list[tuple[str, float]]:
    """Two columns a level of the tree: the number and the title."""
    names = [level.one for level in programme.levels[:depth]]
    return [column for name in names for column in ((f"{_capital(name)} – nr", _ID_WIDTH), (_capital(name), 20.0))]


def _levels(path: Sequence[Section], depth: int) -> list[str]:
    """The numbers and titles of the sections of a path, each under its level."""
    by_level = {section.level: section for section in path}
    found = [by_level.get(level) for level in range(depth)]
    return [text for part in found for text in ((part.code, part.title) if part else ("", ""))]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
