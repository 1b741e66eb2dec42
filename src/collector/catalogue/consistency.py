"""What a well-formed catalogue can still get wrong: references, ids, and kinds that do not fit together."""

import re
from collections.abc import Iterator
from string import Formatter
from typing import TypeAlias

from collector.catalogue.model import CataloguePart, ComponentPart, IndicatorPart, SectionPart
from collector.catalogue.source import Path
from collector.domain.programme import Combine, Kind, Role

# The columns that collector fills; any other key of a report column is a text of the sections.
FILLED_COLUMNS = frozenset({"kod", "zadanie", "wskaznik", "jednostka", "wartosc", "poprzednia", "uwagi"})
_EXECUTOR_ID = re.compile(r"[A-Z0-9]+(-[A-Z0-9]+)*")
_LEVEL_SEPARATOR = re.compile(r"[/,;]")
_NUMERIC_COMBINES = frozenset({Combine.SUM, Combine.MAXIMUM})

Inconsistency: TypeAlias = tuple[Path, str]


def inconsistencies(catalogue: CataloguePart) -> Iterator[Inconsistency]:
    """Every place of the catalogue that contradicts another, with a Polish sentence."""
    yield from _report_inconsistencies(catalogue)
    if catalogue.program.lata.od > catalogue.program.lata.do:
        yield ("program", "lata"), "pierwszy rok programu jest późniejszy niż ostatni"
    seen: dict[str, str] = {}
    for index, section in enumerate(catalogue.drzewo):
        yield from _section_inconsistencies(catalogue, section, ("drzewo", index), 1, seen)
    for executor in catalogue.realizatorzy:
        if not _EXECUTOR_ID.fullmatch(executor):
            yield (
                ("realizatorzy", executor),
                f"„{executor}”: dozwolone są wielkie litery A–Z, cyfry i łączniki, np. UM-DE",
            )
    for name, levels in catalogue.skale.items():
        for level in levels:
            if _LEVEL_SEPARATOR.search(level):
                yield ("skale", name), f"poziom „{level}” nie może zawierać ukośnika, przecinka ani średnika"
    reporting = {executor for place in _indicators(catalogue.drzewo) for executor in place.realizatorzy}
    for executor in catalogue.realizatorzy:
        if executor not in reporting:
            yield ("realizatorzy", executor), f"realizator „{executor}” nie ma żadnego wskaźnika"


def _indicators(sections: list[SectionPart]) -> Iterator[IndicatorPart]:
    for section in sections:
        yield from section.wskazniki
        yield from _indicators(section.podrzedne)


def _report_inconsistencies(catalogue: CataloguePart) -> Iterator[Inconsistency]:
    report = catalogue.raport
    keys = [column.klucz for column in report.kolumny]
    for key in {key for key in keys if keys.count(key) > 1}:
        yield ("raport", "kolumny"), f"kolumna „{key}” powtarza się"
    for key in ("wskaznik", "wartosc"):
        if key not in keys:
            yield ("raport", "kolumny"), f"brakuje kolumny „{key}”"
    if len(report.pasy) != len(catalogue.program.poziomy) - 1:
        yield ("raport", "pasy"), "pasów ma być o jeden mniej niż poziomów programu"
    fields = {"rok", "rok_wydania"}
    for index, line in enumerate(report.tytul):
        yield from _template_inconsistencies(("raport", "tytul", index), line, fields)
    yield from _template_inconsistencies(("raport", "wydal"), report.wydal, fields)
    for index, column in enumerate(report.kolumny):
        yield from _template_inconsistencies(("raport", "kolumny", index, "naglowek"), column.naglowek, fields)
    for index, band in enumerate(report.pasy):
        yield from _template_inconsistencies(("raport", "pasy", index), band, {"kod", "tytul"})


def _template_inconsistencies(path: Path, text: str, fields: set[str]) -> Iterator[Inconsistency]:
    try:
        parsed = [(name, spec, conversion) for _, name, spec, conversion in Formatter().parse(text) if name is not None]
    except ValueError:
        parsed = [("{", "", None)]
    used = {name if not spec and not conversion else "{" for name, spec, conversion in parsed}
    if used - fields:
        allowed = ", ".join(f"{{{name}}}" for name in sorted(fields))
        yield path, f"w nawiasach klamrowych może stać tylko: {allowed}"


def _section_inconsistencies(
    catalogue: CataloguePart, section: SectionPart, path: Path, level: int, seen: dict[str, str]
) -> Iterator[Inconsistency]:
    if section.kod in seen:
        yield (*path, "kod"), f"kod „{section.kod}” powtarza się"
    seen[section.kod] = section.tytul
    if level > len(catalogue.program.poziomy):
        yield path, f"„{section.kod}” leży głębiej, niż program ma poziomów"
    if bool(section.podrzedne) == bool(section.wskazniki):
        yield path, f"„{section.kod}” ma mieć albo części podrzędne, albo wskaźniki"
    yield from _printed_inconsistencies(catalogue, section, path)
    for index, indicator in enumerate(section.wskazniki):
        for key, message in _indicator_inconsistencies(catalogue, section, indicator, seen):
            yield (*path, "wskazniki", index, key), f"wskaźnik {indicator.id}: {message}"
    for index, child in enumerate(section.podrzedne):
        yield from _section_inconsistencies(catalogue, child, (*path, "podrzedne", index), level + 1, seen)


def _printed_inconsistencies(catalogue: CataloguePart, section: SectionPart, path: Path) -> Iterator[Inconsistency]:
    own_columns = {column.klucz for column in catalogue.raport.kolumny} - FILLED_COLUMNS
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
    for executor in indicator.realizatorzy:
        if executor not in catalogue.realizatorzy:
            yield "realizatorzy", f"nie ma realizatora „{executor}”"
    if len(set(indicator.realizatorzy)) != len(indicator.realizatorzy):
        yield "realizatorzy", "realizator powtarza się"
    yield from _combine_inconsistencies(indicator)
    if indicator.jednostka not in catalogue.jednostki:
        yield "jednostka", f"nie ma jednostki „{indicator.jednostka}”"
    if (indicator.rodzaj is Kind.SCALE) != bool(indicator.skala):
        yield "skala", "klucz „skala” ma mieć każdy wskaźnik rodzaju „skala” i żaden inny"
    elif indicator.skala and indicator.skala not in catalogue.skale:
        yield "skala", f"nie ma skali „{indicator.skala}”"
    if indicator.max is not None and indicator.min > indicator.max:
        yield "min", "min jest większe niż max"
    yield from _component_inconsistencies(catalogue, indicator.skladniki)


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
