"""What a well-formed catalogue can still get wrong: references, ids, and kinds that do not fit together."""

import re
from collections.abc import Iterator
from typing import Final

from collector.catalogue.form_limits import limit_inconsistencies
from collector.catalogue.indicator_consistency import indicator_inconsistencies
from collector.catalogue.model import CataloguePart, ProgrammePart, SectionPart
from collector.catalogue.register_consistency import register_inconsistencies, task_inconsistencies
from collector.catalogue.report_consistency import FILLED_COLUMNS, report_inconsistencies
from collector.catalogue.source import Path
from collector.catalogue.table_consistency import table_inconsistencies
from collector.catalogue.template_text import Inconsistency
from collector.catalogue.usual_consistency import usual_inconsistencies
from collector.values.text import same

__all__ = ["FILLED_COLUMNS", "inconsistencies"]

_EXECUTOR_ID: Final = re.compile(r"[A-Z0-9]+(-[A-Z0-9]+)*")
_LEVEL_SEPARATOR: Final = re.compile(r"[/,;]")


def inconsistencies(catalogue: CataloguePart) -> Iterator[Inconsistency]:
    """Every place of the catalogue that contradicts another, with a Polish sentence."""
    yield from report_inconsistencies(catalogue)
    yield from _year_inconsistencies(catalogue.program)
    seen: dict[str, str] = {}
    for index, section in enumerate(catalogue.drzewo):
        yield from _section_inconsistencies(catalogue, section, ("drzewo", index), 1, seen)
    yield from usual_inconsistencies(catalogue)
    yield from table_inconsistencies(catalogue)
    yield from register_inconsistencies(catalogue)
    yield from _scale_inconsistencies(catalogue)
    yield from _executor_inconsistencies(catalogue)
    yield from limit_inconsistencies(catalogue)


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
        if len({same(level) for level in levels}) < len(levels):
            yield ("skale", name), "poziom skali powtarza się; usuń powtórzenie"


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
    """The executors that are asked for something in some year of the programme."""
    last = catalogue.program.lata.do
    for section in _sections(catalogue.drzewo):
        for indicator in section.wskazniki:
            if (indicator.od or last) <= last:
                yield from indicator.realizatorzy
        yield from (action.realizator for action in section.dzialania)
    for table in catalogue.tabele:
        for row in table.wiersze:
            for measure in table.miary:
                if (row.od or last) <= last:
                    yield from row.realizatorzy or measure.realizatorzy or table.realizatorzy


def _sections(sections: list[SectionPart]) -> Iterator[SectionPart]:
    for section in sections:
        yield section
        yield from _sections(section.podrzedne)


def _section_inconsistencies(
    catalogue: CataloguePart, section: SectionPart, path: Path, level: int, seen: dict[str, str]
) -> Iterator[Inconsistency]:
    if section.kod in seen:
        yield (*path, "kod"), f"kod „{section.kod}” powtarza się"
    if any(table.kod == section.kod for table in catalogue.tabele):
        message = f"kod „{section.kod}” ma już tabela; numery liczb w tabeli i wskaźników byłyby te same"
        yield (*path, "kod"), f"{message}, więc zmień jeden z kodów"
    seen[section.kod] = section.tytul
    if level > len(catalogue.program.poziomy):
        yield path, f"„{section.kod}” leży głębiej, niż program ma poziomów"
    if [bool(section.podrzedne), bool(section.wskazniki), bool(section.wskazniki_do_wyboru)].count(True) != 1:
        yield path, f"„{section.kod}” ma mieć albo części podrzędne, albo wskaźniki"
    yield from task_inconsistencies(catalogue, section, path, seen)
    yield from _printed_inconsistencies(catalogue, section, path)
    for index, indicator in enumerate(section.wskazniki):
        for key, message in indicator_inconsistencies(catalogue, section, indicator, seen):
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
