"""The form that an executor fills in: its sheets, their columns and headings.

A sheet of data is found by its headings and read by the ids in its rows; writer and reader share this description.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from collector.domain.programme import Executor, Programme
from collector.domain.register import COST, RegisterLayout
from collector.values.text import same

# 1: the first forms. 2: a number of the correction; the identity sheet knows the texts of the form. 3: columns in which
# a doubted value is explained.
FORM_VERSIONS: Final = ("1", "2", "3")
FORM_VERSION: Final = FORM_VERSIONS[-1]
INSTRUCTION_SHEET: Final = "Instrukcja"
SIGN_OFF_SHEET: Final = "Metryczka"
IDENTITY_SHEET: Final = "_collector"
LIST_SHEET: Final = "Listy"
# Only in a form that is given back to be corrected: what to correct, and what stood outside its fields.
REMARKS_SHEET: Final = "Uwagi do poprawy"
OUTSIDE_SHEET: Final = "Poza formularzem"
MISSING_WORDS: Final = ("brak danych", "nie dotyczy")
OTHER_REASON: Final = "inny powód (opisz obok)"
# The cheap answer to a doubt: one choice. The last one alone says nothing.
CHANGE_REASONS: Final = (
    "wartość sprawdzona, jest właściwa",
    "zmieniła się liczba odbiorców lub potrzeby",
    "zmieniły się przepisy",
    "zmienił się sposób liczenia",
    "zmieniło się finansowanie",
    "zadanie rozpoczęto albo zakończono",
    "zdarzenie jednorazowe",
    "poprzednia wartość była błędna",
    OTHER_REASON,
)
KNOWN_HEADINGS_NEEDED: Final = 4
_LONGEST_HEADING: Final = 60
# The first column of every sheet of data, by which a table is noticed; all begin with the same letter.
_ID_HEADINGS: Final = ("Nr wskaźnika", "Nr danej", "Nr działania")
_KNOWN_ID_HEADINGS: Final = frozenset(map(same, _ID_HEADINGS))
ID_HEADINGS: Final = frozenset(_ID_HEADINGS)
_LONGEST_ID_HEADING: Final = 40
_YEAR: Final = re.compile(r"\b\d{4}\b")
_ANY_YEAR: Final = re.compile(r"\{\w+\}")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet; `{rok}`, `{rok_1}` and `{rok_2}` in the heading are the year and the two before it.

    `width` is in characters; `needed` says that the sheet cannot be read without it, `is_entry` that it is filled in.
    """

    key: str
    heading: str
    width: float
    needed: bool = False
    is_entry: bool = False

    def titled(self, year: int) -> str:
        """The heading for `year`."""
        return self.heading.format(rok=year, rok_1=year - 1, rok_2=year - 2)


# The column of a form that is given back, beside the value: what to correct in the row.
REMARK: Final = Column("remark", "Do poprawy", 34)


@dataclass(frozen=True)
class SheetLayout:
    """A sheet of data: its usual name and its columns, of which the first holds the ids of the rows.

    A form that is given back has one column more, REMARK, which is never an entry.
    """

    sheet: str
    columns: tuple[Column, ...]

    @cached_property
    def with_remarks(self) -> "SheetLayout":
        """The same sheet of a form that is given back: the remarks stand directly right of the values."""
        after = self.position["value"] + 1
        return SheetLayout(self.sheet, (*self.columns[:after], REMARK, *self.columns[after:]))

    @cached_property
    def position(self) -> Mapping[str, int]:
        """Where each column is written, from 0."""
        return {column.key: index for index, column in enumerate(self.columns)}

    @cached_property
    def _by_heading(self) -> Mapping[str, Column]:
        return {_without_years(same(column.heading)): column for column in (REMARK, *self.columns)}

    @cached_property
    def entry_keys(self) -> tuple[str, ...]:
        """The columns to fill in."""
        return tuple(column.key for column in self.columns if column.is_entry)

    def column(self, key: str) -> Column:
        """The column called `key`."""
        return self.columns[self.position[key]]

    def column_headed(self, text: str) -> Column | None:
        """The column whose heading `text` is, of whatever year."""
        return None if len(text) > _LONGEST_HEADING else self._by_heading.get(_without_years(same(text)))


def _without_years(heading: str) -> str:
    return _YEAR.sub("{}", _ANY_YEAR.sub("{}", heading))


_EXPLANATION: Final = Column("explanation", "Wyjaśnienie", 28, is_entry=True)
# Not needed: forms of earlier versions lack them.
_ANSWER_COLUMNS: Final = (Column("reason", "Powód zmiany", 18, is_entry=True), _EXPLANATION)

DATA: Final = SheetLayout(
    "Dane",
    (
        Column("id", _ID_HEADINGS[0], 10, needed=True),
        Column("code", "L.p.", 7),
        Column("task", "Zadanie", 25),
        Column("name", "Wskaźnik", 36, needed=True),
        Column("unit", "Jednostka", 14, needed=True),
        Column("previous", "Ostatnia znana wartość", 13),
        Column("previous_year", "Rok tej wartości", 8),
        Column("value", "Wartość w {rok} r.", 20, needed=True, is_entry=True),
        Column("missing", "Brak wartości", 13, needed=True, is_entry=True),
        Column("note", "Uwagi", 30, needed=True, is_entry=True),
        *_ANSWER_COLUMNS,
    ),
)
TABLES: Final = SheetLayout(
    "Tabele",
    (
        Column("id", _ID_HEADINGS[1], 10, needed=True),
        Column("name", "Pozycja tabeli", 60, needed=True),
        Column("unit", "Jednostka", 14, needed=True),
        Column("two_before", "Dwa lata wcześniej ({rok_2})", 16),
        Column("year_before", "Rok wcześniej ({rok_1})", 16),
        Column("value", "Wartość w {rok} r.", 20, needed=True, is_entry=True),
        Column("missing", "Brak wartości", 13, needed=True, is_entry=True),
        Column("note", "Uwagi", 30, needed=True, is_entry=True),
        *_ANSWER_COLUMNS,
    ),
)
REGISTER_SHEET: Final = "Działania"


_BEFORE_SOURCES: Final = (
    Column("id", _ID_HEADINGS[2], 11, needed=True),
    Column("task", "Zadanie", 9, needed=True, is_entry=True),
    Column("name", "Realizowane działanie", 46, needed=True, is_entry=True),
    Column("part_of", "Część działania nr", 11, needed=True, is_entry=True),
    Column("term", "Termin realizacji", 15, needed=True, is_entry=True),
    Column(COST, "Koszt działania (zł)", 17, needed=True, is_entry=True),
)
_AFTER_SOURCES: Final = (
    Column("indicator", "Nazwa wskaźnika", 34, needed=True, is_entry=True),
    Column("value", "Liczba", 16, needed=True, is_entry=True),
    Column("note", "Uwagi", 40, needed=True, is_entry=True),
    _EXPLANATION,
)


def register_sheet(register: RegisterLayout) -> SheetLayout:
    """The sheet of the register of actions; its columns of money are the programme's."""
    sources = (
        Column(source.key, f"Źródło: {source.heading} (zł)", 16, needed=True, is_entry=True)
        for source in register.sources
    )
    return SheetLayout(REGISTER_SHEET, (*_BEFORE_SOURCES, *sources, *_AFTER_SOURCES))


_KNOWN_HEADINGS: Final = frozenset(
    _without_years(same(column.heading))
    for column in (*DATA.columns, *TABLES.columns, *_BEFORE_SOURCES, *_AFTER_SOURCES)
)


def is_id_heading(text: str) -> bool:
    """Whether `text` heads the ids of some sheet of data; told at once for all other texts of a form."""
    begins = text[:1] in "Nn" or text[:1].isspace()
    return begins and len(text) <= _LONGEST_ID_HEADING and same(text) in _KNOWN_ID_HEADINGS


def heads_table(texts: Iterable[str]) -> bool:
    """Whether a row with these texts, one of them a heading of ids, begins a table of any programme."""
    known = {heading for text in texts if (heading := _without_years(same(text))) in _KNOWN_HEADINGS}
    return len(known) >= KNOWN_HEADINGS_NEEDED


def form_sheets(programme: Programme, executor: Executor, year: int) -> tuple[SheetLayout, ...]:
    """The sheets of data that the form of `executor` for `year` has, in their order.

    Whoever has an action in the register may add others.
    """
    sheets = []
    if programme.asked_of(executor, year):
        sheets.append(DATA)
    if programme.cells_asked_of(executor, year):
        sheets.append(TABLES)
    if programme.register is not None:
        sheets.append(register_sheet(programme.register))
    return tuple(sheets)


ADDED_ROWS: Final = 40
ADDED_BAND: Final = "Działania dopisane: w kolumnie „Zadanie” wybierz numer zadania, potem wypełnij wiersz"


@dataclass(frozen=True, slots=True)
class SignOffField:
    """A line of the sheet “Metryczka”; `attribute` is the field of SignOff that holds it."""

    attribute: str
    label: str
    hint: str


SIGN_OFF_FIELDS: Final = (
    SignOffField("prepared_by", "Sporządził(a)", "Imię i nazwisko osoby, która przygotowała dane."),
    SignOffField("position", "Stanowisko", "Stanowisko służbowe osoby, która przygotowała dane."),
    SignOffField("phone", "Telefon służbowy", "Numer, pod którym można wyjaśnić wątpliwości."),
    SignOffField("date", "Data sporządzenia", "Data w postaci rrrr-mm-dd."),
    SignOffField("approved_by", "Zatwierdził(a)", "Osoba, która zatwierdziła dane do przekazania."),
    SignOffField("correction", "Numer korekty", "Puste przy pierwszym zwrocie; 1, 2 … przy każdej poprawionej wersji."),
)
