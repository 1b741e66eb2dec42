"""Every sheet of a catalogue workbook: its name, its columns and their headings, for the writer and the reader."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import Final

from collector.domain.indicator import Combine, Direction, Gender, Kind, Moment, Role

GUIDE_SHEET: Final = "Jak zmieniać"
FIELD_HEADING: Final = "Pole"
VALUE_HEADING: Final = "Wartość"
# Before the key of a column of the report that has a text in every part of the programme.
OWN_TEXT_HEADING: Final = "Tekst kolumny: "
# The key of the column that names what is there but empty: a cell cannot tell an empty list from none.
EMPTY_LISTS: Final = "\0puste"
# The key of a column that says to which part, indicator or table a row belongs, or under which key it stands.
PARENT: Final = "\0nad"
NAME: Final = "\0klucz"
# The key of the first column of a table: the place of the row, wherever it stands after the rows were sorted.
ORDER: Final = "\0lp"
# The key of the column of units that holds their numbers of `zwykle_najwyzej`.
USUAL_MAXIMUM: Final = "\0najwyżej"


class Shape(Enum):
    """How a value stands in its cell: as it is, a line for each item, or a line „key: value” for each pair."""

    TEXT = "text"
    LINES = "lines"
    PAIRS = "pairs"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet, or a row of a sheet of fields. A point in `key` leads into a part: `baza.rok`.

    `choices` are offered in a list; `is_code` says that a fraction typed there is a code that Excel changed. A column
    that came later is missing from workbooks exported before.
    """

    key: str
    heading: str
    width: float = 16
    shape: Shape = Shape.TEXT
    choices: tuple[str, ...] = ()
    is_code: bool = False
    came_later: bool = False


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """A sheet. With `is_form` every column of `columns` is a row: its heading and, beside it, its value."""

    name: str
    columns: tuple[Column, ...]
    is_form: bool = False


def _words(*kinds: type[StrEnum]) -> tuple[str, ...]:
    return tuple(str(word) for kind in kinds for word in kind)


def _code(key: str, heading: str, width: float = 12) -> Column:
    return Column(key, heading, width, is_code=True)


def _later(key: str, heading: str, width: float = 12, choices: tuple[str, ...] = ()) -> Column:
    return Column(key, heading, width, choices=choices, came_later=True)


def _lines(key: str, heading: str, width: float = 30) -> Column:
    return Column(key, heading, width, Shape.LINES)


_YES_NO: Final = ("tak", "nie")
_NAME: Final = Column("nazwa", "Nazwa", 60)
_UNIT: Final = Column("jednostka", "Jednostka", 18)
_KIND: Final = Column("rodzaj", "Rodzaj", 18, choices=_words(Kind))
_MOMENT: Final = Column("moment", "Za jaki czas", 18, choices=_words(Moment))
_EXECUTORS: Final = _lines("realizatorzy", "Realizatorzy", 14)
_GROUP: Final = Column("grupa", "Grupa", 20)
_SINCE: Final = Column("od", "Od roku", 10)
_IN_THAT: Final = "W tym (część czego)"
_OF_THAT: Final = "Z tego (część czego)"
_FORMS: Final = (
    Column("0", "Po 1", 24),
    Column("1", "Po 2–4", 24),
    Column("2", "Po 5 i więcej", 24),
    _later("dopelniacz", "Dopełniacz", 24),
    _later("biernik", "Biernik", 24),
    _later("rodzaj", "Rodzaj", 16, _words(Gender)),
)

PROGRAMME: Final = SheetPlan(
    "Program",
    (
        Column("format", "Wersja układu katalogu"),
        Column("program.id", "Identyfikator programu"),
        Column("program.tytul", "Tytuł"),
        Column("program.miasto", "Miasto"),
        Column("program.koordynator", "Koordynator"),
        Column("program.lata.od", "Pierwszy rok programu"),
        Column("program.lata.do", "Ostatni rok programu"),
        Column("program.sprawozdania_od", "Pierwszy rok sprawozdań"),
    ),
    is_form=True,
)
LEVELS: Final = SheetPlan("Poziomy", _FORMS)
REPORT: Final = SheetPlan(
    "Raport",
    (
        _lines("tytul", "Tytuł raportu"),
        Column("wydal", "Kto i kiedy wydał"),
        _lines("podstawa_prawna", "Podstawa prawna"),
        _lines("cel", "Cel raportu"),
        Column("tytul_tabeli", "Tytuł tabeli"),
        Column("pasmo", "Pasmo utrzymania (%)"),
        _lines("pasy", "Pasy nad wierszami tabeli"),
        Column("zakonczenie", "Zakończenie"),
    ),
    is_form=True,
)
REPORT_COLUMNS: Final = SheetPlan(
    "Kolumny raportu",
    (
        Column("klucz", "Klucz"),
        Column("naglowek", "Nagłówek", 50),
        Column("szerokosc", "Szerokość", 12),
        Column("powtarzana", "Powtarzana", 12, choices=_YES_NO),
        _GROUP,
    ),
)
EXECUTORS: Final = SheetPlan(
    "Realizatorzy",
    (_code(NAME, "Identyfikator", 16), _NAME, Column("koordynuje", "Koordynuje", 80)),
)
UNITS: Final = SheetPlan(
    "Jednostki",
    (Column(NAME, "Klucz", 30), *_FORMS, _later(USUAL_MAXIMUM, "Zwykle najwyżej", 16)),
)
SCALES: Final = SheetPlan("Skale", (Column(NAME, "Skala", 24), _lines("", "Poziomy od najniższego")))
SECTIONS: Final = SheetPlan(
    "Części programu",
    (
        _code("kod", "Kod"),
        _code(PARENT, "Część nadrzędna"),
        Column("tytul", "Tytuł", 60),
        _lines("scal", "Scalone kolumny", 18),
    ),
)
INDICATORS: Final = SheetPlan(
    "Wskaźniki",
    (
        _code("id", "Nr wskaźnika"),
        _NAME,
        _KIND,
        _UNIT,
        Column("min", "Najmniejsza wartość", 12),
        Column("max", "Największa wartość", 12),
        _MOMENT,
        Column("kierunek", "Dobry kierunek", 12, choices=_words(Direction)),
        _EXECUTORS,
        Column("laczenie", "Łączenie", 18, choices=_words(Combine)),
        Column("skala", "Skala"),
        Column("baza.rok", "Rok bazowy", 10),
        Column("baza.wartosc", "Wartość bazowa", 12),
        Column("baza.znak", "Znak przypisu wartości bazowej", 12),
        Column("baza.uwaga", "Przypis wartości bazowej", 30),
        Column("cel", "Cel", 24),
        _SINCE,
        Column("wymagany", "Wymagany", 12, choices=_YES_NO),
        Column("drukuj_jednostke", "Drukuj jednostkę", 12, choices=_YES_NO),
        Column("podpowiedz", "Podpowiedź", 50),
        _lines("aliasy", "Dawne brzmienia", 50),
        _later("zwykle_od", "Zwykle od"),
        _later("zwykle_do", "Zwykle do"),
        _later("prog_zmiany", "Próg zmiany (%)"),
        Column("rowny", "Powtarza wskaźnik nr", 12, is_code=True, came_later=True),
        _later("cel_wartosc", "Wartość docelowa"),
    ),
)
COMPONENTS: Final = SheetPlan(
    "Składniki",
    (
        _code(PARENT, "Nr wskaźnika"),
        _code("id", "Litera", 8),
        Column("rola", "Rola", 14, choices=_words(Role)),
        _NAME,
        _UNIT,
        _KIND,
    ),
)
CHOICES: Final = SheetPlan("Wskaźniki do wyboru", (_code("id", "Nr wskaźnika"), _NAME))
ACTIONS: Final = SheetPlan(
    "Działania",
    (
        _code("id", "Nr działania"),
        _NAME,
        _code("realizator", "Realizator", 16),
        _code("wskaznik", "Nr wskaźnika"),
        _code("w_tym", _IN_THAT),
        _code("z_tego", _OF_THAT),
    ),
)
TABLES: Final = SheetPlan(
    "Tabele",
    (
        _code("kod", "Kod tabeli"),
        Column("tytul", "Tytuł", 60),
        Column("naglowek", "Nagłówek pierwszej kolumny", 30),
        Column("lata", "Lata jako", 12, choices=("kolumny", "wiersze")),
        _EXECUTORS,
        _lines("przypisy", "Przypisy", 60),
    ),
)
MEASURES: Final = SheetPlan(
    "Miary tabel",
    (
        _code(PARENT, "Kod tabeli"),
        _code("klucz", "Litera miary", 8),
        _NAME,
        _UNIT,
        _KIND,
        _MOMENT,
        _EXECUTORS,
        _GROUP,
        _code("licznik", "Licznik", 10),
        _code("mianownik", "Mianownik", 10),
    ),
)
ROWS: Final = SheetPlan(
    "Wiersze tabel",
    (
        _code(PARENT, "Kod tabeli"),
        Column("nr", "Nr wiersza", 8),
        Column("lp", "L.p. w druku", 8),
        _NAME,
        Column("w_tym", _IN_THAT, 12),
        Column("z_tego", _OF_THAT, 12),
        _GROUP,
        Column("rodzaje", "Inne rodzaje miar", 24, Shape.PAIRS),
        _UNIT,
        _SINCE,
        _EXECUTORS,
    ),
)
REGISTER: Final = SheetPlan(
    "Rejestr",
    (
        Column("suma_celu", "Wiersz sumy celu"),
        Column("suma_celu_wieloletnie", "Wiersz sumy celu bez działań wieloletnich"),
        Column("podsumowanie", "Nagłówek podsumowania"),
        Column("podsumowanie_celu", "Podsumowanie celu głównego"),
    ),
    is_form=True,
)
SOURCES: Final = SheetPlan("Źródła finansowania", (Column("klucz", "Klucz"), Column("naglowek", "Nagłówek", 40)))
REASONS: Final = SheetPlan("Powody braku kwoty", (Column(NAME, "Powód", 40), _lines("", "Inne zapisy tego samego", 60)))

SHEETS: Final = (
    PROGRAMME, LEVELS, REPORT, REPORT_COLUMNS, EXECUTORS, UNITS, SCALES, SECTIONS, INDICATORS, COMPONENTS, CHOICES,
    ACTIONS, TABLES, MEASURES, ROWS, REGISTER, SOURCES, REASONS,
)  # fmt: skip


def empty_lists_column() -> Column:
    """The column that is written only where something is there but empty."""
    return Column(EMPTY_LISTS, "Puste spisy", 16, Shape.LINES)


def order_column() -> Column:
    """The column of the places of the rows; a workbook may do without it."""
    return Column(ORDER, "Lp.", 6)


def own_text_columns(keys: Iterable[str]) -> tuple[Column, ...]:
    """The columns of the parts of the programme for the texts of the report's own columns."""
    return tuple(Column(key, f"{OWN_TEXT_HEADING}{key}", 40) for key in keys)
