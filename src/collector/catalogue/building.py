"""A checked catalogue file -> Programme."""

from collector.catalogue.model import CataloguePart, ComponentPart, IndicatorPart, ReportPart, SectionPart
from collector.domain.programme import (
    Component,
    Executor,
    Indicator,
    Kind,
    Programme,
    ReportColumn,
    ReportLayout,
    Section,
    Unit,
)


def build_programme(catalogue: CataloguePart, fingerprint: str) -> Programme:
    """The Programme of a catalogue in which nothing is inconsistent any more."""
    programme = catalogue.program
    return Programme(
        id=programme.id,
        title=programme.tytul,
        city=programme.miasto,
        coordinator=programme.koordynator,
        first_year=programme.lata.od,
        last_year=programme.lata.do,
        levels=tuple(_forms(level) for level in programme.poziomy),
        sections=tuple(_section(catalogue, part, 0) for part in catalogue.drzewo),
        executors=tuple(
            Executor(id=id_, name=part.nazwa, coordinates=part.koordynuje)
            for id_, part in catalogue.realizatorzy.items()
        ),
        report=_report(catalogue.raport),
        fingerprint=fingerprint,
    )


def _report(part: ReportPart) -> ReportLayout:
    return ReportLayout(
        title_lines=tuple(part.tytul),
        issued_by=part.wydal,
        table_title=part.tytul_tabeli,
        bands=tuple(part.pasy),
        columns=tuple(
            ReportColumn(
                key=column.klucz,
                heading=column.naglowek,
                width=float(column.szerokosc),
                repeated=column.powtarzana,
            )
            for column in part.kolumny
        ),
        closing=part.zakonczenie,
    )


def _section(catalogue: CataloguePart, part: SectionPart, level: int) -> Section:
    return Section(
        code=part.kod,
        title=part.tytul,
        level=level,
        children=tuple(_section(catalogue, child, level + 1) for child in part.podrzedne),
        indicators=tuple(_indicator(catalogue, indicator) for indicator in part.wskazniki),
        printed=dict(part.__pydantic_extra__),
        merged=frozenset(part.scal),
    )


def _indicator(catalogue: CataloguePart, part: IndicatorPart) -> Indicator:
    return Indicator(
        id=part.id,
        name=part.nazwa,
        kind=part.rodzaj,
        unit=_unit(catalogue, part.jednostka),
        moment=part.moment,
        direction=part.kierunek,
        executors=tuple(part.realizatorzy),
        combine=part.laczenie,
        scale=tuple(catalogue.skale[part.skala]) if part.skala else (),
        components=tuple(_component(catalogue, part.id, component) for component in part.skladniki),
        minimum=part.min,
        maximum=part.max,
        required=part.wymagany,
        aliases=tuple(part.aliasy),
        hint=part.podpowiedz,
        unit_is_printed=part.rodzaj is Kind.AMOUNT if part.drukuj_jednostke is None else part.drukuj_jednostke,
    )


def _component(catalogue: CataloguePart, indicator: str, part: ComponentPart) -> Component:
    unit = _unit(catalogue, part.jednostka)
    return Component(id=f"{indicator}.{part.id}", role=part.rola, name=part.nazwa, unit=unit, kind=part.rodzaj)


def _unit(catalogue: CataloguePart, key: str) -> Unit:
    return _forms(catalogue.jednostki[key])


def _forms(words: list[str]) -> Unit:
    one, few, many = words
    return Unit(one=one, few=few, many=many)
