"""A checked catalogue file -> Programme."""

from collector.catalogue.aims import target_of, unit_is_printed
from collector.catalogue.model import (
    ActionPart,
    BasePart,
    CataloguePart,
    ComponentPart,
    IndicatorPart,
    NounPart,
    RegisterPart,
    ReportPart,
    RowPart,
    SectionPart,
    TablePart,
)
from collector.domain.indicator import Component, Indicator, Role, Unit
from collector.domain.programme import Executor, Programme, ReportColumn, ReportLayout, Section
from collector.domain.register import Action, Choice, FundingSource, RegisterLayout
from collector.domain.table import Measure, StatisticalTable, TableRow
from collector.domain.target import BaseValue


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
        levels=tuple(_noun(level) for level in programme.poziomy),
        sections=tuple(_section(catalogue, part, 0) for part in catalogue.drzewo),
        executors=tuple(
            Executor(id=id_, name=part.nazwa, coordinates=part.koordynuje)
            for id_, part in catalogue.realizatorzy.items()
        ),
        report=_report(catalogue.raport),
        fingerprint=fingerprint,
        first_report_year=programme.sprawozdania_od or programme.lata.od,
        tables=tuple(_table(catalogue, part) for part in catalogue.tabele),
        register=_register(catalogue.rejestr) if catalogue.rejestr else None,
        usual_maximum_of_unit={
            _unit(catalogue, key).label: number for key, number in catalogue.zwykle_najwyzej.items()
        },
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
                group=column.grupa,
            )
            for column in part.kolumny
        ),
        closing=part.zakonczenie,
        upkeep_band=part.pasmo,
        legal_basis=tuple(part.podstawa_prawna),
        purpose=tuple(part.cel),
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
        choices=tuple(Choice(id=choice.id, name=choice.nazwa) for choice in part.wskazniki_do_wyboru),
        actions=tuple(_action(action) for action in part.dzialania),
    )


def _action(part: ActionPart) -> Action:
    return Action(
        id=part.id,
        name=part.nazwa,
        executor=part.realizator,
        indicator=part.wskaznik,
        part_of=part.w_tym or part.z_tego,
        role=_role(part),
    )


def _role(part: ActionPart | RowPart) -> Role | None:
    if part.w_tym:
        return Role.PART_OF
    return Role.ALL_PARTS if part.z_tego else None


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
        unit_is_printed=unit_is_printed(part),
        base=_base(part.baza) if part.baza else None,
        target=target_of(part, _unit(catalogue, part.jednostka)),
        since=part.od,
        usual_minimum=part.zwykle_od,
        usual_maximum=part.zwykle_do,
        change_threshold=part.prog_zmiany,
        repeats=part.rowny,
    )


def _base(part: BasePart) -> BaseValue:
    return BaseValue(year=part.rok, value=part.wartosc, mark=part.znak, note=part.uwaga)


def _component(catalogue: CataloguePart, indicator: str, part: ComponentPart) -> Component:
    unit = _unit(catalogue, part.jednostka)
    return Component(id=f"{indicator}.{part.id}", role=part.rola, name=part.nazwa, unit=unit, kind=part.rodzaj)


def _table(catalogue: CataloguePart, part: TablePart) -> StatisticalTable:
    return StatisticalTable(
        code=part.kod,
        title=part.tytul,
        heading=part.naglowek,
        measures=tuple(
            Measure(
                key=measure.klucz,
                name=measure.nazwa,
                unit=_unit(catalogue, measure.jednostka),
                kind=measure.rodzaj,
                moment=measure.moment,
                executors=tuple(measure.realizatorzy or part.realizatorzy),
                group=measure.grupa,
                numerator=measure.licznik,
                denominator=measure.mianownik,
            )
            for measure in part.miary
        ),
        rows=tuple(_row(catalogue, row) for row in part.wiersze),
        years_are_rows=part.lata == "wiersze",
        footnotes=tuple(part.przypisy),
    )


def _row(catalogue: CataloguePart, part: RowPart) -> TableRow:
    return TableRow(
        number=part.nr,
        name=part.nazwa,
        printed_number=part.lp,
        part_of=part.w_tym or part.z_tego,
        role=_role(part),
        group=part.grupa,
        kinds=dict(part.rodzaje),
        unit=_unit(catalogue, part.jednostka) if part.jednostka else None,
        since=part.od,
        executors=tuple(part.realizatorzy),
    )


def _register(part: RegisterPart) -> RegisterLayout:
    return RegisterLayout(
        sources=tuple(FundingSource(key=source.klucz, heading=source.naglowek) for source in part.zrodla),
        reasons={reason: tuple(others) for reason, others in part.powody.items()},
        goal_sum=part.suma_celu,
        sum_without_multi_year=part.suma_celu_wieloletnie,
        summary_heading=part.podsumowanie,
        summary_goal=part.podsumowanie_celu,
    )


def _unit(catalogue: CataloguePart, key: str) -> Unit:
    return _noun(catalogue.jednostki[key])


def _noun(part: NounPart) -> Unit:
    one, few, many = part.formy
    return Unit(
        one=one, few=few, many=many, genitive=part.dopelniacz, accusative=part.biernik, gender=part.rodzaj
    )  # fmt: skip
