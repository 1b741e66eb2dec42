"""What a well-formed catalogue can still get wrong: references, ids, and kinds that do not fit together."""

import re
from collections.abc import Iterator

from collector.catalogue.model import CataloguePart, ComponentPart, IndicatorPart, ProgrammePart, SectionPart
from collector.catalogue.register_consistency import register_inconsistencies, task_inconsistencies
from collector.catalogue.source import Path
from collector.catalogue.table_consistency import table_inconsistencies
from collector.catalogue.template_text import Inconsistency, template_inconsistencies
from collector.domain.indicator import Combine, Kind, Role
from collector.domain.register import COST
from collector.domain.target import Target

# The columns that collector fills; any other key of a report column is a text of the sections.
FILLED_COLUMNS = frozenset({
    "kod", "zadanie", "lp", "wskaznik", "jednostka", "poprzednia", "bazowa", "wartosc", "cel", "ocena", "uwagi",
    "dzialanie", "termin", COST,
})  # fmt: skip
_EXECUTOR_ID = re.compile(r"[A-Z0-9]+(-[A-Z0-9]+)*")
_LEVEL_SEPARATOR = re.compile(r"[/,;]")
_NUMERIC_COMBINES = frozenset({Combine.SUM, Combine.MAXIMUM})


def inconsistencies(catalogue: CataloguePart) -> Iterator[Inconsistency]:
    """Every place of the catalogue that contradicts another, with a Polish sentence."""
    yield from _report_inconsistencies(catalogue)
    yield from _year_inconsistencies(catalogue.program)
    seen: dict[str, str] = {}
    for index, section in enumerate(catalogue.drzewo):
        yield from _section_inconsistencies(catalogue, section, ("drzewo", index), 1, seen)
    yield from table_inconsistencies(catalogue)
    yield from register_inconsistencies(catalogue)
    yield from _scale_inconsistencies(catalogue)
    yield from _executor_inconsistencies(catalogue)


def _year_inconsistencies(programme: ProgrammePart) -> Iterator[Inconsistency]:
    years = programme.lata
    if years.od > years.do:
        yield ("program", "lata"), "pierwszy rok programu jest późniejszy niż ostatni"
    if programme.sprawozdania_od is not None and programme.sprawozdania_od > years.od:
        yield ("program", "sprawozdania_od"), "sprawozdania zaczynają się później niż program"


def _scale_inconsistencies(catalogue: CataloguePart) -> Iterator[Inconsistency]:
    for name, levels in catalogue.skale.items():
        for level in levels:
            if _LEVEL_SEPARATOR.search(level):
                yield ("skale", name), f"poziom „{level}” nie może zawierać ukośnika, przecinka ani średnika"


def _executor_inconsistencies(catalogue: CataloguePart) -> Iterator[Inconsistency]:
    reporting = set(_reporting(catalogue))
    for executor in catalogue.realizatorzy:
        if not _EXECUTOR_ID.fullmatch(executor):
            yield (
                ("realizatorzy", executor),
                f"„{executor}”: dozwolone są wielkie litery A–Z, cyfry i łączniki, np. UM-DE",
            )
        if executor not in reporting:
            yield ("realizatorzy", executor), f"realizator „{executor}” nie ma żadnego wskaźnika"


def _reporting(catalogue: CataloguePart) -> Iterator[str]:
    """The executors that are asked for something."""
    for section in _sections(catalogue.drzewo):
        for indicator in section.wskazniki:
            yield from indicator.realizatorzy
        yield from (action.realizator for action in section.dzialania)
    for table in catalogue.tabele:
        for measure in table.miary:
            yield from measure.realizatorzy or table.realizatorzy
        for row in table.wiersze:
            yield from row.realizatorzy


def _sections(sections: list[SectionPart]) -> Iterator[SectionPart]:
    for section in sections:
        yield section
        yield from _sections(section.podrzedne)


def _report_inconsistencies(catalogue: CataloguePart) -> Iterator[Inconsistency]:
    report = catalogue.raport
    keys = [column.klucz for column in report.kolumny]
    for key in {key for key in keys if keys.count(key) > 1}:
        yield ("raport", "kolumny"), f"kolumna „{key}” powtarza się"
    for key in ("wskaznik", "wartosc"):
        if key not in keys:
            yield ("raport", "kolumny"), f"brakuje kolumny „{key}”"
    if len(catalogue.program.poziomy) - len(report.pasy) not in (0, 1):
        yield ("raport", "pasy"), "pasów ma być tyle, ile poziomów programu, albo o jeden mniej"
    fields = {"rok", "rok_wydania"}
    for index, line in enumerate(report.tytul):
        yield from template_inconsistencies(("raport", "tytul", index), line, fields)
    yield from template_inconsistencies(("raport", "wydal"), report.wydal, fields)
    for index, column in enumerate(report.kolumny):
        yield from template_inconsistencies(("raport", "kolumny", index, "naglowek"), column.naglowek, fields)
    for index, band in enumerate(report.pasy):
        yield from template_inconsistencies(("raport", "pasy", index), band, {"kod", "tytul"})


def _section_inconsistencies(
    catalogue: CataloguePart, section: SectionPart, path: Path, level: int, seen: dict[str, str]
) -> Iterator[Inconsistency]:
    if section.kod in seen:
        yield (*path, "kod"), f"kod „{section.kod}” powtarza się"
    seen[section.kod] = section.tytul
    if level > len(catalogue.program.poziomy):
        yield path, f"„{section.kod}” leży głębiej, niż program ma poziomów"
    if [bool(section.podrzedne), bool(section.wskazniki), bool(section.wskazniki_do_wyboru)].count(True) != 1:
        yield path, f"„{section.kod}” ma mieć albo części podrzędne, albo wskaźniki"
    yield from task_inconsistencies(catalogue, section, path, seen)
    yield from _printed_inconsistencies(catalogue, section, path)
    for index, indicator in enumerate(section.wskazniki):
        for key, message in _indicator_inconsistencies(catalogue, section, indicator, seen):
            yield (*path, "wskazniki", index, key), f"wskaźnik {indicator.id}: {message}"
    for index, child in enumerate(section.podrzedne):
        yield from _section_inconsistencies(catalogue, child, (*path, "podrzedne", index), level + 1, seen)


def _printed_inconsistencies(catalogue: CataloguePart, section: SectionPart, path: Path) -> Iterator[Inconsistency]:
    sources = {source.klucz for source in catalogue.rejestr.zrodla} if catalogue.rejestr else set()
    own_columns = {column.klucz for column in catalogue.raport.kolumny} - FILLED_COLUMNS - sources
    for key in section.__pydantic_extra__:
        if key not in own_columns:
            yield (*path, key), f"„{section.kod}”: nieznany klucz „{key}” (nie ma takiej kolumny raportu)"
    for key in section.scal:
        if key not in own_columns | {"uwagi"}:
            yield (*path, "scal"), f"„{section.kod}”: nie ma kolumny „{key}”, którą można scalić"


def _indicator_inconsistencies(
    catalogue: CataloguePart, section: SectionPart, indicator: IndicatorPart, seen: dict[str, str]
) -> Iterator[tuple[str, str]]:
    prefix, _, number = indicator.id.partition("/")
    if prefix != section.kod or not number.isdecimal():
        yield "id", f"identyfikator ma mieć postać {section.kod}/numer"
    if indicator.id in seen:
        yield "id", "identyfikator powtarza się"
    seen[indicator.id] = indicator.nazwa
    yield from _owner_inconsistencies(catalogue, indicator)
    yield from _combine_inconsistencies(indicator)
    if indicator.jednostka not in catalogue.jednostki:
        yield "jednostka", f"nie ma jednostki „{indicator.jednostka}”"
    if (indicator.rodzaj is Kind.SCALE) != bool(indicator.skala):
        yield "skala", "klucz „skala” ma mieć każdy wskaźnik rodzaju „skala” i żaden inny"
    elif indicator.skala and indicator.skala not in catalogue.skale:
        yield "skala", f"nie ma skali „{indicator.skala}”"
    yield from _component_inconsistencies(catalogue, indicator.skladniki)
    yield from _aim_inconsistencies(indicator)


def _owner_inconsistencies(catalogue: CataloguePart, indicator: IndicatorPart) -> Iterator[tuple[str, str]]:
    for executor in indicator.realizatorzy:
        if executor not in catalogue.realizatorzy:
            yield "realizatorzy", f"nie ma realizatora „{executor}”"
    if len(set(indicator.realizatorzy)) != len(indicator.realizatorzy):
        yield "realizatorzy", "realizator powtarza się"


def _aim_inconsistencies(indicator: IndicatorPart) -> Iterator[tuple[str, str]]:
    if indicator.max is not None and indicator.min > indicator.max:
        yield "min", "min jest większe niż max"
    if indicator.baza is not None and not indicator.rodzaj.starts_with_number:
        yield "baza", f"wskaźnik rodzaju „{indicator.rodzaj}” nie może mieć wartości bazowej"
    if indicator.cel and not Target(text=indicator.cel).outcomes:
        yield "cel", "w celu ma stać co najmniej jedno ze słów: Utrzymanie, Wzrost, Spadek"


def _combine_inconsistencies(indicator: IndicatorPart) -> Iterator[tuple[str, str]]:
    alone = len(indicator.realizatorzy) == 1
    if alone != (indicator.laczenie is Combine.OWNER):
        yield "laczenie", "„jeden realizator” wymaga jednego realizatora, każde inne łączenie – co najmniej dwóch"
    if indicator.laczenie in _NUMERIC_COMBINES and not indicator.rodzaj.starts_with_number:
        yield "laczenie", f"wartości rodzaju „{indicator.rodzaj}” nie można łączyć sposobem „{indicator.laczenie}”"
    if indicator.laczenie is Combine.SUM and indicator.rodzaj is Kind.PERCENTAGE:
        yield "laczenie", "procentów nie wolno sumować; użyj łączenia „iloraz sum”"
    if indicator.laczenie is Combine.LIST and indicator.rodzaj not in (Kind.LIST, Kind.TEXT):
        yield "laczenie", "„lista łączna” jest dla rodzajów „lista” i „tekst”"
    if indicator.laczenie is Combine.SCALE_RANGE and indicator.rodzaj is not Kind.SCALE:
        yield "laczenie", "„zakres skali” jest dla rodzaju „skala”"
    roles = {component.rola for component in indicator.skladniki}
    if indicator.laczenie is Combine.RATIO and not roles >= {Role.NUMERATOR, Role.DENOMINATOR}:
        yield "laczenie", "„iloraz sum” wymaga składników „licznik” i „mianownik”"


def _component_inconsistencies(catalogue: CataloguePart, components: list[ComponentPart]) -> Iterator[tuple[str, str]]:
    ids = [component.id for component in components]
    if len(set(ids)) != len(ids):
        yield "skladniki", "litera składnika powtarza się"
    roles = [component.rola for component in components]
    for role in (Role.NUMERATOR, Role.DENOMINATOR):
        if roles.count(role) > 1:
            yield "skladniki", f"składnik „{role}” może być tylko jeden"
    if (Role.NUMERATOR in roles) != (Role.DENOMINATOR in roles):
        yield "skladniki", "licznik i mianownik podaje się razem"
    for component in components:
        if component.jednostka not in catalogue.jednostki:
            yield "skladniki", f"nie ma jednostki „{component.jednostka}”"
        if not component.rodzaj.is_numeric:
            yield "skladniki", f"składnik „{component.id}” ma być liczbą"
