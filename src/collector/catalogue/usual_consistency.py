"""What a well-formed catalogue can still get wrong about unusual values, and about indicators that repeat another."""

from collections.abc import Iterator
from typing import TypeAlias

from collector.catalogue.form_limits import number_inconsistency
from collector.catalogue.model import CataloguePart, IndicatorPart, SectionPart
from collector.catalogue.source import Path
from collector.catalogue.template_text import Inconsistency
from collector.values.writing import polish_number

_Placed: TypeAlias = tuple[Path, IndicatorPart]


def usual_inconsistencies(catalogue: CataloguePart) -> Iterator[Inconsistency]:
    """Every limit of a unit that cannot be, and every indicator that cannot repeat another, with a Polish sentence."""
    yield from _unit_inconsistencies(catalogue)
    placed = list(_indicators(catalogue.drzewo, ("drzewo",)))
    by_id = {indicator.id: indicator for _, indicator in reversed(placed)}
    for path, indicator in placed:
        if indicator.rowny and (message := _repetition_inconsistency(indicator, by_id.get(indicator.rowny))):
            yield (*path, "rowny"), f"wskaźnik {indicator.id}: {message}"


def usual_limit_inconsistencies(indicator: IndicatorPart) -> Iterator[tuple[str, str]]:
    """The keys of `indicator` that say which of its values are unusual and cannot be so, with a Polish clause."""
    least, most = indicator.zwykle_od, indicator.zwykle_do
    threshold = indicator.prog_zmiany
    for key, number in (("zwykle_od", least), ("zwykle_do", most), ("prog_zmiany", threshold)):
        if number is not None and not indicator.rodzaj.starts_with_number:
            yield key, f"klucza „{key}” nie może mieć wskaźnik rodzaju „{indicator.rodzaj}”, bo nie jest on liczbą"
        if message := number_inconsistency(number):
            yield key, message
    if least is not None and most is not None and least > most:
        yield "zwykle_od", "zwykle_od jest większe niż zwykle_do"
    for key, number in (("zwykle_od", least), ("zwykle_do", most)):
        if number is not None and number < indicator.min:
            yield key, f"{key} jest mniejsze niż min ({polish_number(indicator.min)})"
        if number is not None and indicator.max is not None and number > indicator.max:
            yield key, f"{key} jest większe niż max ({polish_number(indicator.max)})"
    if threshold is not None and threshold <= 0:
        yield "prog_zmiany", "prog_zmiany ma być większy od zera"


def _unit_inconsistencies(catalogue: CataloguePart) -> Iterator[Inconsistency]:
    seen: dict[str, str] = {}
    limits = catalogue.zwykle_najwyzej
    for unit, number in limits.items():
        path = ("zwykle_najwyzej", unit)
        if number <= 0:
            yield path, f"największa zwykła liczba jednostki „{unit}” ma być większa od zera"
        if message := number_inconsistency(number):
            yield path, message
        if unit not in catalogue.jednostki:
            yield path, f"nie ma jednostki „{unit}”"
            continue
        # Values are known by the label of their unit, which several units may share.
        label = catalogue.jednostki[unit].formy[1]
        other = seen.setdefault(label, unit)
        if limits[other] != number:
            message = f"jednostki „{other}” i „{unit}” mają w formularzu tę samą nazwę „{label}”"
            yield path, f"{message}; wpisz przy obu tę samą liczbę albo zostaw jedną"


def _indicators(sections: list[SectionPart], path: Path) -> Iterator[_Placed]:
    for index, section in enumerate(sections):
        for number, indicator in enumerate(section.wskazniki):
            yield (*path, index, "wskazniki", number), indicator
        yield from _indicators(section.podrzedne, (*path, index, "podrzedne"))


def _repetition_inconsistency(indicator: IndicatorPart, repeated: IndicatorPart | None) -> str:
    """Why `indicator` cannot repeat the one that it names; empty if it can."""
    if indicator.rowny == indicator.id:
        return "nie może powtarzać samego siebie; wpisz w „rowny” numer innego wskaźnika"
    if repeated is None:
        return f"nie ma wskaźnika „{indicator.rowny}”"
    if repeated.rowny:
        message = f"wskaźnik {repeated.id} sam powtarza wskaźnik {repeated.rowny}"
        return f"{message}; w „rowny” ma stać numer wskaźnika, który nie powtarza żadnego"
    if indicator.rodzaj is not repeated.rodzaj:
        return f"wskaźnik {repeated.id}, który powtarza, jest innego rodzaju („{repeated.rodzaj}”)"
    if indicator.jednostka != repeated.jednostka:
        return f"wskaźnik {repeated.id}, który powtarza, ma inną jednostkę („{repeated.jednostka}”)"
    if indicator.skala != repeated.skala:
        return f"wskaźnik {repeated.id}, który powtarza, ma inną skalę („{repeated.skala}”)"
    return ""
