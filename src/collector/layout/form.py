"""The form that an executor fills in: its sheets, its columns and its headings."""

import re
from dataclasses import dataclass
from typing import Final

from collector.values.text import same

FORM_VERSION: Final = "1"
DATA_SHEET: Final = "Dane"
INSTRUCTION_SHEET: Final = "Instrukcja"
SIGN_OFF_SHEET: Final = "Metryczka"
IDENTITY_SHEET: Final = "_collector"
LIST_SHEET: Final = "Listy"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the form; `{rok}` in the heading is the year. `width` is in characters."""

    key: str
    heading: str
    width: float

    def titled(self, year: int) -> str:
        """The heading for `year`."""
        return self.heading.format(rok=year)


COLUMNS: Final = (
    Column("id", "Nr wskaźnika", 10),
    Column("code", "L.p.", 7),
    Column("task", "Zadanie", 27),
    Column("name", "Wskaźnik", 38),
    Column("unit", "Jednostka", 11),
    Column("previous", "Ostatnia znana wartość", 13),
    Column("previous_year", "Rok tej wartości", 8),
    Column("value", "Wartość w {rok} r.", 20),
    Column("missing", "Brak wartości", 13),
    Column("note", "Uwagi", 34),
)
_LONGEST_HEADING: Final = 60
_YEAR: Final = re.compile(r"\b\d{4}\b")
_BY_HEADING: Final = {same(column.heading): column for column in COLUMNS}


def column_headed(text: str) -> Column | None:
    """The column whose heading `text` is, of whatever year."""
    if len(text) > _LONGEST_HEADING:
        return None
    return _BY_HEADING.get(_YEAR.sub("{rok}", same(text)))


POSITION: Final = {column.key: index for index, column in enumerate(COLUMNS)}
REQUIRED_KEYS: Final = ("id", "name", "unit", "value", "missing", "note")
MISSING_WORDS: Final = ("brak danych", "nie dotyczy")
KNOWN_HEADINGS_NEEDED: Final = 4


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
    SignOffField("date", "Data sporządzenia", "Data w postaci rrrr-mm-dd, np. 2018-03-15."),
    SignOffField("approved_by", "Zatwierdził(a)", "Osoba, która zatwierdziła dane do przekazania."),
)
