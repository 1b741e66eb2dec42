"""A published programme -> a draft: sections with indicators, base values and targets, and its statistical tables."""

from collections.abc import Sequence
from typing import Any

from collector.catalogue.importing.document import Document, Row
from collector.catalogue.importing.draft import Draft
from collector.catalogue.importing.programme.broken_lines import page_width
from collector.catalogue.importing.programme.facts import ProgrammeFacts, read_facts
from collector.catalogue.importing.programme.indicator_lists import IndicatorList, read_list
from collector.catalogue.importing.programme.indicators import doubt_unused_footnotes, indicator_part
from collector.catalogue.importing.programme.printed_tables import PrintedTable
from collector.catalogue.importing.programme.report import report_part
from collector.catalogue.importing.programme.sections import Parts, SectionHeading, find_parts
from collector.catalogue.importing.programme.statistical_tables import read_tables
from collector.catalogue.importing.programme.tabbed_tables import is_rule
from collector.catalogue.importing.programme.tables import table_part
from collector.catalogue.importing.programme.tree import SectionTree
from collector.catalogue.importing.programme.values import EXECUTOR, ProgrammeValues
from collector.catalogue.importing.remarks import Remarks

_LEVELS = (
    ["zadanie", "zadania", "zadań"],
    ["zadanie szczegółowe", "zadania szczegółowe", "zadań szczegółowych"],
    ["część zadania", "części zadania", "części zadań"],
)


def import_programme(document: Document) -> Draft | None:
    """The draft of the programme in `document`; None if it holds no table of indicators with targets."""
    rows = [_plain(row) for row in document.rows if row.text and not is_rule(row)]
    parts = find_parts(rows)
    remarks = Remarks()
    facts = read_facts(rows, remarks)
    if facts is None or all(block.is_statistical for block in parts.blocks):
        return None
    for row in parts.outside:
        remarks.lost(row, "wiersz wygląda na część tabeli, ale stoi poza rozpoznanymi tabelami")
    width = page_width(rows)
    values = ProgrammeValues(facts.id, remarks)
    tree = SectionTree()
    lists = _lists(parts, width, tree, values)
    tables = _tables(parts, width, facts, remarks)
    table_parts = [table_part(table, values) for table in tables]
    remarks.doubt(
        facts.title_row,
        f"wszystkie wskaźniki i tabele podaje {EXECUTOR} ({facts.coordinator})",
        "dokument nie mówi, kto podaje którą wartość: wpisz realizatorów i przypisz im wskaźniki i tabele",
    )
    remarks.doubt(
        facts.title_row,
        "dobra zmiana (kierunek) każdego wskaźnika według słów celu; moment: cały rok",
        "dokument nie mówi, czy wzrost jest dobry tam, gdzie celem jest utrzymanie, ani na kiedy podaje się stan",
    )
    catalogue: dict[str, Any] = {
        "format": "1",
        "program": _programme_part(facts, tree.depth),
        "raport": report_part(facts, lists, tree.depth),
        "realizatorzy": {EXECUTOR: {"nazwa": facts.coordinator}},
        "jednostki": dict(sorted(values.units.items())),
        "drzewo": tree.parts(parts.headings, remarks),
    }
    if table_parts:
        catalogue["tabele"] = table_parts
    recognised = {
        "tabele wskaźników": len(lists),
        "wskaźniki": sum(len(found.indicators) for found in lists),
        "wartości bazowe": sum(indicator.base is not None for found in lists for indicator in found.indicators),
        "tabele statystyczne": len(tables),
        "wiersze tabel statystycznych": sum(len(table.rows) for table in tables),
        "wartości w tabelach statystycznych": sum(len(row.values) for table in tables for row in table.rows),
    }
    return Draft(
        catalogue=catalogue,
        year=max(values.history, default=facts.first_year),
        history={year: values.history[year] for year in sorted(values.history)},
        recognised=recognised,
        doubts=sorted(set(remarks.doubts)),
        not_understood=sorted(set(remarks.not_understood)),
    )


def _plain(row: Row) -> Row:
    """A row of which only the first cell is filled is a line of text."""
    return Row(line=row.line, cells=row.cells[:1]) if row.cells[0] and not any(row.cells[1:]) else row


def _lists(parts: Parts, width: int, tree: SectionTree, values: ProgrammeValues) -> list[IndicatorList]:
    lists = []
    for block in parts.blocks:
        if block.is_statistical:
            continue
        section = block.section or _unnamed(block.top[0], values.remarks)
        first = tree.count(section) + 1
        found = read_list(block.top, block.rows, first=first, width=width, remarks=values.remarks)
        for number, printed in enumerate(found.indicators, first):
            tree.add(section, indicator_part(f"{section.code}/{number}", printed, found, block.mark, values))
        doubt_unused_footnotes(found, block.mark, values.remarks)
        lists.append(found)
    return lists


def _unnamed(row: Row, remarks: Remarks) -> SectionHeading:
    remarks.doubt(row, "zadanie 0 bez tytułu", "przed tabelą wskaźników nie ma nagłówka zadania")
    return SectionHeading(row=row, code="0", title="(zadanie bez tytułu)")


def _tables(parts: Parts, width: int, facts: ProgrammeFacts, remarks: Remarks) -> list[PrintedTable]:
    tables: list[PrintedTable] = []
    for block in parts.blocks:
        if block.is_statistical:
            found = read_tables(block.top, block.rows, width=width, proper_names=facts.proper_names, remarks=remarks)
            tables.extend(found)
    return _numbered(tables, remarks)


def _numbered(tables: Sequence[PrintedTable], remarks: Remarks) -> list[PrintedTable]:
    """Every table with a number of its own: one that is used twice becomes the next free one."""
    used: set[int] = set()
    for table in tables:
        if table.number in used:
            printed, table.number = table.number, max(used) + 1
            remarks.doubt(table.top, f"tabela T{table.number}", f"numer {printed} ma już wcześniejsza tabela")
        used.add(table.number)
    return sorted(tables, key=lambda table: table.number)


def _programme_part(facts: ProgrammeFacts, depth: int) -> dict[str, Any]:
    part: dict[str, Any] = {
        "id": facts.id,
        "tytul": facts.title,
        "miasto": facts.city,
        "koordynator": facts.coordinator,
        "lata": {"od": facts.first_year, "do": facts.last_year},
        "poziomy": [list(forms) for forms in _LEVELS[:depth]],
    }
    if facts.reported_from:
        part["sprawozdania_od"] = facts.reported_from
    return part
