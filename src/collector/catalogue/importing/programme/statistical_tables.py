"""The statistical tables under titles such as „Tabela Nr 2. …”, whichever way their cells are kept apart."""

from collections.abc import Sequence
from typing import Final

from collector.catalogue.importing.document import Row
from collector.catalogue.importing.programme.broken_lines import joined
from collector.catalogue.importing.programme.broken_tables import read_broken
from collector.catalogue.importing.programme.printed_tables import TITLE, PrintedTable
from collector.catalogue.importing.programme.tabbed_tables import read_tabbed
from collector.catalogue.importing.remarks import Remarks
from collector.values.text import one_line

# A title this near to the width of the page may have gone on in a line that is lost.
_NEARLY_FULL: Final = 0.78


def read_tables(
    titles: Sequence[Row], rows: Sequence[Row], *, width: int, proper_names: frozenset[str], remarks: Remarks
) -> list[PrintedTable]:
    """The tables printed in `rows` under `titles`, which stand directly one after the other."""
    rows = _without_empty_columns(rows)
    last_title = [titles[-1]]
    while rows and len(rows[0].cells) == 1 and rows[0].text[:1].islower():
        last_title.append(rows.pop(0))
    if any(len(row.cells) > 1 for row in rows):
        tables = read_tabbed(rows, width, remarks)
    else:
        tables = read_broken(rows, width, proper_names, remarks)
    tables = [table for table in tables if table.rows]
    texts = [*(one_line(row.text) for row in titles[:-1]), joined(row.text for row in last_title)]
    if len(last_title) == 1 and len(titles[-1].text) >= _NEARLY_FULL * width:
        remarks.doubt(
            titles[-1], texts[-1], "tytuł sięga prawie do końca wiersza: jego dalszy ciąg mógł zostać zgubiony"
        )
    return _titled(titles, texts, tables, remarks)


def _without_empty_columns(rows: Sequence[Row]) -> list[Row]:
    """The rows of a table without columns that only other tables of the same sheet, or merged cells, need."""
    used = sorted({place for row in rows if len(row.cells) > 1 for place, cell in enumerate(row.cells) if cell})
    return [
        row.with_cells(tuple(row.cells[place] for place in used if place < len(row.cells)))
        if len(row.cells) > 1 and len(used) > 1
        else row
        for row in rows
    ]


def _titled(
    titles: Sequence[Row], texts: Sequence[str], tables: list[PrintedTable], remarks: Remarks
) -> list[PrintedTable]:
    """The first table belongs to the title right above it, the others to the titles that have none, in their order."""
    for table in tables[len(titles) :]:
        remarks.lost(
            table.top, f"tabela bez tytułu (liczba wierszy: {len(table.rows)}): nie wiadomo, której tabeli jest częścią"
        )
        for row in table.rows:
            remarks.lost(row.row, "wiersz tabeli bez tytułu")
    order = [len(titles) - 1, *range(len(titles) - 1)]
    for place in order[len(tables) :]:
        remarks.lost(titles[place], "pod tytułem nie rozpoznano żadnej tabeli")
    used = list(zip(order, tables, strict=False))
    for place, table in used:
        table.title = texts[place]
        match = TITLE.fullmatch(texts[place])
        table.number = int(match["number"]) if match else 0
        if len(titles) > 1:
            remarks.doubt(
                titles[place],
                f"tytuł tabeli, której nagłówek stoi w wierszu {table.top.line}",
                f"{len(titles)} tytuły stoją jeden pod drugim, a tabele dopiero pod nimi; pierwszą przypisano"
                " ostatniemu tytułowi, dalszą – pierwszemu",
            )
    return [table for _, table in sorted(used, key=lambda pair: pair[0])]
