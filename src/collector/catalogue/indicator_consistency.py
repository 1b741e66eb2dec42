"""What an indicator of a well-formed catalogue can still get wrong."""

from collections.abc import Iterator
from typing import Final

from collector.catalogue.aims import target_inconsistencies
from collector.catalogue.form_limits import number_inconsistency
from collector.catalogue.model import CataloguePart, ComponentPart, IndicatorPart, SectionPart
from collector.catalogue.usual_consistency import usual_limit_inconsistencies
from collector.domain.indicator import Combine, Kind, Role

_NUMERIC_COMBINES: Final = frozenset({Combine.SUM, Combine.MAXIMUM})
_RATIO_ROLES: Final = frozenset({Role.NUMERATOR, Role.DENOMINATOR})


def indicator_inconsistencies(
    catalogue: CataloguePart, section: SectionPart, indicator: IndicatorPart, seen: dict[str, str]
) -> Iterator[tuple[str, str]]:
    """The keys of `indicator` that contradict something, with a Polish clause; `seen` holds all ids so far."""
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
    yield from _component_inconsistencies(catalogue, indicator)
    yield from _aim_inconsistencies(indicator)
    yield from usual_limit_inconsistencies(indicator)


def _owner_inconsistencies(catalogue: CataloguePart, indicator: IndicatorPart) -> Iterator[tuple[str, str]]:
    for executor in indicator.realizatorzy:
        if executor not in catalogue.realizatorzy:
            yield "realizatorzy", f"nie ma realizatora „{executor}”"
    if len(set(indicator.realizatorzy)) != len(indicator.realizatorzy):
        yield "realizatorzy", "realizator powtarza się"


def _aim_inconsistencies(indicator: IndicatorPart) -> Iterator[tuple[str, str]]:
    if indicator.max is not None and indicator.min > indicator.max:
        yield "min", "min jest większe niż max"
    base = indicator.baza.wartosc if indicator.baza else None
    for key, number in (("min", indicator.min), ("max", indicator.max), ("baza", base)):
        if message := number_inconsistency(number):
            yield key, message
    if indicator.baza is not None and not indicator.rodzaj.starts_with_number:
        yield "baza", f"wskaźnik rodzaju „{indicator.rodzaj}” nie może mieć wartości bazowej"
    yield from target_inconsistencies(indicator)


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
    if indicator.laczenie is Combine.RATIO:
        if not {component.rola for component in indicator.skladniki} >= _RATIO_ROLES:
            yield "laczenie", "„iloraz sum” wymaga składników „licznik” i „mianownik”"
        if indicator.rodzaj is not Kind.PERCENTAGE:
            yield "laczenie", "„iloraz sum” jest dla rodzaju „procent”"


def _component_inconsistencies(catalogue: CataloguePart, indicator: IndicatorPart) -> Iterator[tuple[str, str]]:
    components = indicator.skladniki
    ids = [component.id for component in components]
    if len(set(ids)) != len(ids):
        yield "skladniki", "litera składnika powtarza się"
    roles = [component.rola for component in components]
    for role in (Role.NUMERATOR, Role.DENOMINATOR):
        if roles.count(role) > 1:
            yield "skladniki", f"składnik „{role}” może być tylko jeden"
    if (Role.NUMERATOR in roles) != (Role.DENOMINATOR in roles):
        yield "skladniki", "licznik i mianownik podaje się razem"
    if not _RATIO_ROLES.isdisjoint(roles) and indicator.rodzaj is not Kind.PERCENTAGE:
        yield "skladniki", "licznik i mianownik są dla rodzaju „procent”"
    for component in components:
        yield from _of_component(catalogue, component)


def _of_component(catalogue: CataloguePart, component: ComponentPart) -> Iterator[tuple[str, str]]:
    if component.jednostka not in catalogue.jednostki:
        yield "skladniki", f"nie ma jednostki „{component.jednostka}”"
    if not component.rodzaj.is_numeric:
        yield "skladniki", f"składnik „{component.id}” ma być liczbą"
