"""A Word document -> its paragraphs and the rows of its tables, in their order."""

import io
from collections.abc import Iterator
from typing import Any, Final

import docx

from collector.catalogue.importing.document import Row
from collector.domain.errors import InputError
from collector.values.text import clean

# A content control may stand around a paragraph, a table or a row.
_BLOCKS: Final = "./w:p | ./w:tbl | ./w:sdt/w:sdtContent/w:p | ./w:sdt/w:sdtContent/w:tbl"
_ROWS: Final = "./w:tr | ./w:sdt/w:sdtContent/w:tr"
_CELLS: Final = "./w:tc | ./w:sdt/w:sdtContent/w:tc"
_PARAGRAPHS: Final = ".//w:p"


def word_rows(content: bytes, name: str) -> tuple[Row, ...]:
    """The lines and rows with something in them. Raises InputError for a file that is no Word document."""
    try:
        document = docx.Document(io.BytesIO(content))
    except Exception as error:
        raise InputError(
            f"Pliku {name} nie można otworzyć jako dokumentu: jest uszkodzony, zabezpieczony hasłem albo zapisany w "
            "innym programie. Otwórz go w programie Word, zdejmij hasło i zapisz jako „Dokument programu Word (.docx)”."
        ) from error
    blocks = enumerate(_blocks(document.element.body), 1)
    return tuple(Row(line=number, cells=cells) for number, cells in blocks if any(cells))


def _blocks(body: Any) -> Iterator[tuple[str, ...]]:
    for block in body.xpath(_BLOCKS):
        if block.tag.endswith("}tbl"):
            for row in block.xpath(_ROWS):
                yield tuple(_cells(row))
        else:
            yield (clean(block.text),)


def _cells(row: Any) -> Iterator[str]:
    """The cells of a row by the columns of the table; of merged cells only the first has the text."""
    yield from [""] * row.grid_before
    for cell in row.xpath(_CELLS):
        is_below_another = cell.vMerge == "continue"
        lines = [] if is_below_another else [clean(paragraph.text) for paragraph in cell.xpath(_PARAGRAPHS)]
        yield "\n".join(line for line in lines if line)
        yield from [""] * (cell.grid_span - 1)
