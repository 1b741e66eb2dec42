"""The tables of a document beside those of the new report: cells, rows, columns, and whole tables."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from collector.reports.verification.difference import DocumentDifference, Kind, instead
from collector.reports.verification.document import DocumentTable
from collector.reports.verification.row_matching import Matching, matched
from collector.reports.verification.table_pairs import TablePairs
from collector.values.same_figure import figure_form
from collector.values.text import cut

_NUMBERED: Final = re.compile(r"tabela\s+(?:nr\s+)?[\dA-Z][\w./-]*", re.IGNORECASE)
_LONGEST: Final = 60
_LONGEST_ROW: Final = 40
_MOST_NAMED: Final = 8
_CORRECT: Final = "Popraw komórkę w dokumencie."
_FROM_NEW: Final = "Jeżeli nie zrobiono tego celowo, przenieś tabelę z nowego raportu (collector merge)."


def table_differences(tables: TablePairs) -> Iterator[DocumentDifference]:
    """What became of the tables, in the order of the new report."""
    for fresh, there in tables.pairs:
        yield from _differences(fresh, there)
    for table in tables.unknown:
        yield _of_table(
            table, f"tabeli {_quoted(table)} nie ma już w raporcie",
            "Usuń tabelę albo sprawdź, czy tej części nie usunięto z programu przez pomyłkę.",
        )  # fmt: skip


def _differences(fresh: DocumentTable, there: Sequence[DocumentTable]) -> Iterator[DocumentDifference]:
    if not there:
        yield _of_table(fresh, f"brakuje tabeli {_quoted(fresh)}", _FROM_NEW)
    for number, table in enumerate(there, 1):
        copy = f" (kopia {number})" if number > 1 else ""
        if copy:
            yield _of_table(
                table, f"tabela {_quoted(fresh)} stoi w dokumencie więcej niż raz", "Usuń kopię, jeżeli jest zbędna."
            )
        yield from _compared(table, fresh, f"{_name(fresh)}{copy}")


def _compared(edited: DocumentTable, fresh: DocumentTable, name: str) -> Iterator[DocumentDifference]:
    """How a table differs from that of the new report, in the columns that both have."""
    if not fresh.rows or not edited.rows:
        return
    headings, columns = fresh.rows[0], _columns(edited.rows[0], fresh.rows[0])
    yield from _columns_changed(edited.rows[0], headings, columns, name)
    there = [[row[column] for column, _ in columns] for row in edited.rows[1:]]
    made = [[row[column] for _, column in columns] for row in fresh.rows[1:]]
    matching = matched(there, made)
    for place, wanted in matching.pairs:
        for (_, column), found, expected in zip(columns, there[place], made[wanted], strict=True):
            if figure_form(found) != figure_form(expected):
                where = f"{name}, wiersz {_row(fresh.rows[wanted + 1], wanted)}, kolumna „{_cut(headings[column])}”"
                yield DocumentDifference(
                    kind=Kind.CELL, place=where, found=found, expected=expected,
                    problem=f"{instead(found, expected)}.", fix=_CORRECT,
                )  # fmt: skip
    yield from _rows_changed(edited, fresh, matching, name)


def _columns(edited: Sequence[str], fresh: Sequence[str]) -> list[tuple[int, int]]:
    """The columns that both tables have: those with the same heading, then those in the same place of as many."""
    left = list(range(len(edited)))
    found: dict[int, int] = {}
    for column, heading in enumerate(fresh):
        same = next((each for each in left if figure_form(edited[each]) == figure_form(heading)), None)
        if same is not None:
            found[column] = same
            left.remove(same)
    if len(edited) == len(fresh):
        for column in range(len(fresh)):
            if column not in found and column in left:
                found[column] = column
    return [(found[column], column) for column in sorted(found)]


def _columns_changed(
    edited: Sequence[str], fresh: Sequence[str], columns: Sequence[tuple[int, int]], name: str
) -> Iterator[DocumentDifference]:
    there, made = {place for place, _ in columns}, {place for _, place in columns}
    for place, wanted in columns:
        if figure_form(edited[place]) != figure_form(fresh[wanted]):
            yield DocumentDifference(
                kind=Kind.COLUMNS, place=name, found=edited[place], expected=fresh[wanted],
                problem=f"Zmieniono nagłówek kolumny: {instead(edited[place], fresh[wanted])}.", fix=_CORRECT,
            )  # fmt: skip
    for words, headings in (
        ("Brakuje kolumn", [fresh[place] for place in range(len(fresh)) if place not in made]),
        ("Dopisano kolumny", [edited[place] for place in range(len(edited)) if place not in there]),
    ):
        if headings:
            yield _listed(Kind.COLUMNS, name, words, headings)
    if [place for place, _ in columns] != sorted(there):
        yield DocumentDifference(kind=Kind.COLUMNS, place=name, problem="Przestawiono kolumny.", fix=_FROM_NEW)


def _rows_changed(
    edited: DocumentTable, fresh: DocumentTable, matching: Matching, name: str
) -> Iterator[DocumentDifference]:
    for words, rows, places in (
        ("Brakuje wierszy", fresh.rows, matching.missing),
        ("Dopisano wiersze", edited.rows, matching.added),
        ("Wiersze stoją w innej kolejności", edited.rows, matching.moved),
    ):
        if places:
            yield _listed(Kind.ROWS, name, words, [_row(rows[place + 1], place) for place in places])


def _listed(kind: Kind, name: str, words: str, items: Sequence[str]) -> DocumentDifference:
    shown = ", ".join(_cut(item) or "bez nazwy" for item in items[:_MOST_NAMED])
    more = f" … i jeszcze {len(items) - _MOST_NAMED}" if len(items) > _MOST_NAMED else ""
    return DocumentDifference(
        kind=kind, place=name, problem=f"{words}: {shown}{more}.", fix=_FROM_NEW, found="; ".join(items)
    )


def _of_table(table: DocumentTable, problem: str, fix: str) -> DocumentDifference:
    place = table.under or _name(table)
    return DocumentDifference(kind=Kind.TABLE, place=place, problem=f"{problem[0].upper()}{problem[1:]}.", fix=fix)


def _name(table: DocumentTable) -> str:
    """`Tabela 2`, or another name by which a person finds it."""
    if match := _NUMBERED.match(table.caption):
        return match[0].rstrip(".")
    if table.caption:
        return cut(table.caption, _LONGEST)
    return f"tabela, {table.under}" if table.under else f"tabela „{_cut(' | '.join(table.rows[0]))}”"


def _quoted(table: DocumentTable) -> str:
    return f"„{cut(table.caption, _LONGEST)}”" if table.caption else f"„{_cut(' | '.join(table.rows[0]))}”"


def _row(row: Sequence[str], place: int) -> str:
    """How a row begins, or its number below the heading."""
    return _cut(row[0]) if row and row[0] else f"{place + 1}"


def _cut(text: str) -> str:
    return cut(text, _LONGEST_ROW)
