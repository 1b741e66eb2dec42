"""Which table of an edited document is which table of the new report."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from collector.reports.verification.document import DocumentTable
from collector.values.same_figure import figure_form

# Of the beginnings of rows, so that a table without its mark is known.
_LEAST_COMMON: Final = 0.5


@dataclass(frozen=True, slots=True)
class TablePairs:
    """The tables of the new report with those of the document that are the same ones; the `others` are none of ours."""

    pairs: tuple[tuple[DocumentTable, tuple[DocumentTable, ...]], ...]
    unknown: tuple[DocumentTable, ...]
    others: tuple[DocumentTable, ...]


def paired_tables(edited: Sequence[DocumentTable], fresh: Sequence[DocumentTable]) -> TablePairs:
    """Find every table again: by its mark, and one without a mark by how its rows begin."""
    unmarked = [table for table in edited if not table.id]
    there: dict[int, list[DocumentTable]] = {}
    wanted = [table for table in fresh if table.id]
    unknown = []
    for id_ in dict.fromkeys(table.id for table in edited if table.id):
        left = [table for table in edited if table.id == id_]
        places = [place for place, table in enumerate(wanted) if table.id == id_]
        for place in places:
            if left:
                there[place] = [_take_most_like(wanted[place], left)]
        for table in left:
            if places:
                there[max(places, key=lambda place: _common(wanted[place], table))].append(table)
            else:
                unknown.append(table)
    for place, table in enumerate(wanted):
        if place not in there and any(_common(table, each) > _LEAST_COMMON for each in unmarked):
            there[place] = [_take_most_like(table, unmarked)]
    pairs = tuple((table, tuple(there.get(place, ()))) for place, table in enumerate(wanted))
    return TablePairs(pairs, tuple(unknown), tuple(unmarked))


def _take_most_like(table: DocumentTable, tables: list[DocumentTable]) -> DocumentTable:
    """Take out of `tables` the first of those that are most like a given one."""
    return tables.pop(max(range(len(tables)), key=lambda place: (_common(table, tables[place]), -place)))


def _common(table: DocumentTable, other: DocumentTable) -> float:
    """The part of the rows of a table that begin as rows of another one."""
    wanted = _beginnings(table)
    return (wanted & _beginnings(other)).total() / wanted.total() if wanted else 0.0


def _beginnings(table: DocumentTable) -> Counter[str]:
    return Counter(figure_form(row[0]) for row in table.rows if row and row[0])
