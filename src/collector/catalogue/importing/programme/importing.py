"""A published programme -> a draft: sections with indicators, base values and targets, and its statistical tables."""

import re
from collections.abc import Sequence
from typing import Any

from collector.catalogue.importing.declined import declined
from collector.catalogue.importing.document import Document, Row
from collector.catalogue.importing.draft import Draft
from collector.catalogue.importing.programme.broken_lines import page_width
from collector.catalogue.importing.programme.facts import ProgrammeFacts, read_facts
from collector.catalogue.importing.programme.printed_indicators import IndicatorList
from collector.catalogue.importing.programme.printed_tables import PrintedTable
from collector.catalogue.importing.programme.report import report_part
from collector.catalogue.importing.programme.report_facts import read_report_facts
from collector.catalogue.importing.programme.section_lists import assessment_band, closing_words, grown_tree, read_lists
from collector.catalogue.importing.programme.sections import Parts, find_parts
from collector.catalogue.importing.programme.statistical_tables import read_tables
from collector.catalogue.importing.programme.tabbed_tables import is_rule
from collector.catalogue.importing.programme.tables import table_part
from collector.catalogue.importing.programme.values import EXECUTOR, ProgrammeValues
from collector.catalogue.importing.remarks import Remarks
from collector.values.text import one_line

_LEVELS = (
    ["zadanie", "zadania", "zadań"],
    ["zadanie szczegółowe", "zadania szczegółowe", "zadań szczegółowych"],
    ["część zadania", "części zadania", "części zadań"],
)


def has_programme(rows: Sequence[Row]) -> bool:
    """Whether a table of indicators or a statistical table stands in `rows`."""
    return bool(find_parts(_lines(rows)).blocks)


def import_programme(document: Document) -> Draft | None:
    """The draft of the programme in `document`, or of the one on which it reports; None if it holds no such tables."""
    rows = _lines(document.rows)
    parts = find_parts(rows)
    width = page_width(rows)
    remarks = Remarks()
    section_lists = read_lists(parts, width, remarks)
    lists = [one.found for one in section_lists]
    facts = read_report_facts(parts.above, lists, rows, remarks) or read_facts(rows, remarks)
    if facts is None or not lists:
        return None
    for row in parts.outside:
        remarks.lost(row, "wiersz wygląda na część tabeli, ale stoi poza rozpoznanymi tabelami")
    values = ProgrammeValues(facts.id, remarks)
    tree = grown_tree(section_lists, facts.report_year, values)
    tables = _tables(parts, width, facts, remarks)
    table_parts = [table_part(table, values) for table in tables]
    _doubt_the_whole(facts, remarks)
    report = report_part(facts, lists, tree.depth)
    if facts.front:
        own = {"pasmo": assessment_band(section_lists), "zakonczenie": closing_words(section_lists, remarks)}
        report |= {key: text for key, text in own.items() if text}
    catalogue: dict[str, Any] = {
        "format": "1",
        "program": _programme_part(facts, tree.depth),
        "raport": report,
        "realizatorzy": {EXECUTOR: {"nazwa": facts.coordinator}},
        "jednostki": {key: declined(forms) for key, forms in sorted(values.units.items())},
        "drzewo": tree.parts(parts.headings, remarks),
    }
    if table_parts:
        catalogue["tabele"] = table_parts
    year = max(values.history, default=facts.first_year) if facts.report_year is None else facts.report_year
    return Draft(
        catalogue=catalogue,
        year=year,
        history={year: values.history[year] for year in sorted(values.history)},
        recognised=_recognised(facts, lists, tables, values),
        doubts=sorted(set(remarks.doubts)),
        not_understood=sorted(set(remarks.not_understood)),
    )


def _doubt_the_whole(facts: ProgrammeFacts, remarks: Remarks) -> None:
    """What no programme and no report says."""
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


def _recognised(
    facts: ProgrammeFacts, lists: Sequence[IndicatorList], tables: Sequence[PrintedTable], values: ProgrammeValues
) -> dict[str, int]:
    found = {
        "tabele wskaźników": len(lists),
        "wskaźniki": sum(len(one.indicators) for one in lists),
        "wartości bazowe": sum(indicator.base is not None for one in lists for indicator in one.indicators),
    }
    if facts.report_year is not None:
        cells = re.compile(r"T\d+/")
        rows = values.history.get(facts.report_year, [])
        found[f"wartości wskaźników za {facts.report_year} r."] = sum(not cells.match(row["indicator"]) for row in rows)
    return found | {
        "tabele statystyczne": len(tables),
        "wiersze tabel statystycznych": sum(len(table.rows) for table in tables),
        "wartości w tabelach statystycznych": sum(len(row.values) for table in tables for row in table.rows),
    }


def _lines(rows: Sequence[Row]) -> list[Row]:
    return [_plain(row) for row in rows if row.text and not is_rule(row)]


def _plain(row: Row) -> Row:
    """A row of which only the first cell is filled is a line of text."""
    return row.with_cells(row.cells[:1]) if row.cells[0] and not any(row.cells[1:]) else row


def _tables(parts: Parts, width: int, facts: ProgrammeFacts, remarks: Remarks) -> list[PrintedTable]:
    tables: list[PrintedTable] = []
    for block in parts.blocks:
        if block.is_statistical:
            found = read_tables(block.top, block.rows, width=width, proper_names=facts.proper_names, remarks=remarks)
            tables.extend(found)
            if facts.front:
                _lose_text(block.rows, found, remarks)
    return _numbered(tables, remarks)


def _lose_text(rows: Sequence[Row], tables: Sequence[PrintedTable], remarks: Remarks) -> None:
    """A report has no running text between its tables: a line that is no footnote and no heading may be a remark."""
    used = {note for table in tables for note in table.footnotes}
    used |= {part for table in tables for row in table.rows for part in (row.band, row.name)}
    for row in rows:
        if len(row.cells) == 1 and one_line(row.text) not in used and not row.text.startswith("*"):
            remarks.lost(row, "tekst przy tabeli nie jest ani przypisem, ani nagłówkiem wierszy")


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
        "lata": {"od": str(facts.first_year), "do": str(facts.last_year)},
        "poziomy": [declined(forms) for forms in _LEVELS[:depth]],
    }
    if facts.reported_from:
        part["sprawozdania_od"] = str(facts.reported_from)
    return part
