"""What every column of the files of data is: its title, its meaning, its type, and what always holds of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from collector.consolidation.origins import Kind as OriginKind
from collector.domain.consolidation import INDICATOR_FIELDS
from collector.domain.indicator import Combine, Role
from collector.domain.observation import Status
from collector.domain.programme import Programme
from collector.domain.reconciliation import Kind
from collector.domain.register import RegisterLayout
from collector.reports.open_data import OBSERVATION_FIELDS
from collector.reports.reconciliation import RECONCILIATION_FIELDS
from collector.reports.register_data import register_fields
from collector.reports.sources import SOURCE_FIELDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A column, in the words of a Frictionless Table Schema."""

    name: str
    title: str
    description: str
    type: str = "string"
    constraints: Mapping[str, object] = field(default_factory=dict)

    def described(self) -> dict[str, object]:
        """The column as it stands in a descriptor."""
        known = {"name": self.name, "type": self.type, "title": self.title, "description": self.description}
        return known | ({"constraints": dict(self.constraints)} if self.constraints else {})


def _field(name: str, title: str, description: str, type_: str = "string", **constraints: object) -> Field:
    return Field(name=name, title=title, description=description, type=type_, constraints=constraints)


def _by_name(*fields: Field) -> dict[str, Field]:
    return {one.name: one for one in fields}


_YEARS: Final = {"minimum": 1900, "maximum": 2999}
_COMMON: Final = _by_name(
    _field("programme", "Program", "Identyfikator programu.", required=True),
    _field("year", "Rok", "Rok, za który złożono sprawozdanie.", "integer", required=True, **_YEARS),
    _field("indicator", "Numer wskaźnika", "Numer wskaźnika; ten sam w każdym roku.", required=True),
    _field(
        "status", "Stan", "Czy podano wartość, a jeżeli nie – dlaczego. „nie zlozono”: nie ma "
        "odpowiedzi, którą można uwzględnić; jeżeli coś wpisano, pokazuje to „raw”.",
        required=True, enum=[str(status) for status in Status],
    ),
    _field("value", "Wartość", "Liczba w jednostce wskaźnika; pusta, jeżeli wartość nie jest liczbą.", "number"),
    _field("unit", "Jednostka", "Jednostka, w której podano wartość."),
    _field("text", "Treść", "Słowa, które są wartością albo jej częścią."),
    _field("note", "Uwagi", "Uwagi albo przypis do wartości."),
)  # fmt: skip
_SOURCE: Final = _by_name(
    _field("executor", "Realizator", "Skrót realizatora, który odpowiada.", required=True),
    _field("raw", "Wpis", "Zawartość komórki zwrotu, tak jak ją wpisano."),
    _field("source_file", "Plik", "Plik zwrotu, z którego pochodzi odpowiedź; pusty, jeżeli jej nie ma."),
    _field("source_sheet", "Arkusz", "Arkusz tego pliku."),
    _field("source_cell", "Komórka", "Adres komórki w tym arkuszu."),
    _field("source_sha256", "Odcisk pliku", "Odcisk SHA-256 pliku zwrotu.", pattern="[0-9a-f]{64}"),
)  # fmt: skip
_OBSERVATION: Final = _COMMON | _SOURCE | _by_name(
    _field(
        "indicator", "Numer", "Numer wskaźnika, części wskaźnika, komórki tabeli statystycznej albo działania bez "
        "wskaźnika; ten sam w każdym roku.", required=True,
    ),
    _field("explanation", "Wyjaśnienie", "Co realizator wyjaśnia o wartości, która budziła wątpliwości."),
)  # fmt: skip
_INDICATOR: Final = _COMMON | _by_name(
    _field("name", "Wskaźnik", "Nazwa wskaźnika.", required=True),
    _field(
        "text", "Treść", "Słowa, które są wartością albo jej częścią. Wiersz „bez: …” wymienia realizatorów, których "
        "odpowiedzi nie ma w wartości.",
    ),
    _field("executors", "Realizatorzy", "Skróty realizatorów rozdzielone spacjami."),
    _field(
        "combine", "Sposób łączenia", "Jak z odpowiedzi realizatorów powstaje wartość.",
        required=True, enum=[str(way) for way in Combine],
    ),
    _field(
        "previous_year", "Poprzedni rok", "Ostatni wcześniejszy rok, którego wartość jest znana.", "integer", **_YEARS
    ),
    _field("previous_value", "Poprzednia wartość", "Wartość z tego roku.", "number"),
    _field("change_percent", "Zmiana w %", "Zmiana względem poprzedniej wartości, w procentach.", "number"),
    _field("base_year", "Rok bazowy", "Rok wartości bazowej.", "integer", **_YEARS),
    _field("base_value", "Wartość bazowa", "Wartość bazowa z programu.", "number"),
    _field("target", "Cel", "Kierunek zmiany, który zakłada program."),
    _field("assessment", "Ocena", "Jak wartość się zmieniła i czy jest to zgodne z celem."),
)  # fmt: skip
_ACTION: Final = _COMMON | _SOURCE | _by_name(
    _field("action", "Numer działania", "Numer działania; ten sam w każdym roku.", required=True),
    _field("task", "Zadanie", "Numer zadania, do którego należy działanie.", required=True),
    _field("name", "Działanie", "Nazwa działania."),
    _field("part_of", "Część działania", "Numer działania, którego to działanie jest częścią."),
    _field(
        "role", "Rodzaj części", "„w tym”: części nie muszą dać całości; „z tego”: dają całość.",
        enum=[str(Role.PART_OF), str(Role.ALL_PARTS)],
    ),
    _field("term", "Termin", "Termin realizacji, tak jak go wpisano."),
    _field(
        "multi_year", "Wieloletnie", "Czy działanie trwa dłużej niż rok; takie nie wchodzi do sum rocznych.",
        required=True, enum=["tak", "nie"],
    ),
    _field("indicator", "Numer wskaźnika", "Numer wskaźnika wybranego dla działania."),
    _field("indicator_name", "Wskaźnik", "Nazwa tego wskaźnika."),
    _field("value", "Wartość", "Wartość wskaźnika; pusta, jeżeli nie jest liczbą.", "number"),
)  # fmt: skip
_DIFFERENCE: Final = _by_name(
    _field("goal", "Cel", "Numer celu."),
    _field("row", "Działanie", "Numer działania; pusty przy sumie celu."),
    _field("kind", "Rodzaj", "Rodzaj różnicy.", required=True, enum=[str(kind) for kind in Kind]),
    _field("column", "Kolumna", "Kolumna kwot, której dotyczy różnica.", required=True),
    _field("published", "Kwota podana", "Kwota z wiersza albo ze sprawozdania, w zł.", "number"),
    _field("computed", "Kwota obliczona", "Kwota, która wynika z wierszy, w zł.", "number"),
    _field("difference", "Różnica", "Kwota podana bez kwoty obliczonej, w zł.", "number"),
    _field("cause", "Wyjaśnienie", "Skąd bierze się różnica.", required=True),
)  # fmt: skip


_ORIGIN: Final = _COMMON | _SOURCE | _by_name(
    _field("figure", "Numer", "Numer wskaźnika, komórki tabeli statystycznej albo działania.", required=True),
    _field("kind", "Rodzaj", "Co stoi w tym miejscu.", required=True, enum=[str(kind) for kind in OriginKind]),
    _field("source", "Czego dotyczy", "Numer pytania albo nazwa kolumny kwot tej komórki.", required=True),
    _field("name", "Nazwa", "Czego dotyczy komórka, jeżeli nie samego wskaźnika."),
    _field("executor", "Realizator", "Skrót realizatora; pusty, jeżeli wartość nie pochodzi ze zwrotu."),
    _field("state", "Stan", "Czy podano wartość; pusty, jeżeli to nie odpowiedź."),
    _field("source_file", "Plik", "Plik, z którego pochodzi wartość; pusty, jeżeli realizator nie odpowiedział."),
    _field("source_cell", "Komórka", "Adres komórki w tym arkuszu albo wiersz pliku."),
    _field("replaced", "W zastąpionych zwrotach", "Co stało w tym miejscu w zwrotach, które się już nie liczą."),
    _field("remark", "Dopisek", "Jak odczytano wpis; kto i dlaczego wybrał wartość albo zwrot."),
)  # fmt: skip


def origin_fields() -> list[Field]:
    """The columns of `zrodla-<year>.csv`."""
    return [_ORIGIN[name] for name in SOURCE_FIELDS]


def observation_fields() -> list[Field]:
    """The columns of `dane-<year>.csv`."""
    return [_OBSERVATION[name] for name in OBSERVATION_FIELDS]


def indicator_fields() -> list[Field]:
    """The columns of `wskazniki-<year>.csv`, and of the cells of tables in `tabele-<year>.csv`."""
    return [_INDICATOR[name] for name in INDICATOR_FIELDS]


def action_fields(programme: Programme, register: RegisterLayout) -> list[Field]:
    """The columns of `dzialania-<year>.csv`: those of money are the programme's own."""
    headings = {column.key: column.heading for column in programme.report.columns}
    headings |= {source.key: source.heading for source in register.sources}
    known = dict(_ACTION)
    for key in register.money_keys:
        heading = headings.get(key, key)
        known[key] = _field(key, heading, "Kwota w zł; pusta, jeżeli zamiast niej wpisano słowa.", "number")
        known[f"{key}_text"] = _field(f"{key}_text", f"{heading} – słowa", "Słowa wpisane zamiast kwoty.")
    return [known[name] for name in register_fields(register)]


def difference_fields() -> list[Field]:
    """The columns of `uzgodnienie-kosztow.csv`."""
    return [_DIFFERENCE[name] for name in RECONCILIATION_FIELDS]
