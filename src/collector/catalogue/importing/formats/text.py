"""A text with tabs between cells, as it comes out of a PDF, -> rows; markup that only formats is taken away."""

import csv
import html
import re
from collections.abc import Iterable, Iterator
from typing import Final

from collector.catalogue.importing.document import Row
from collector.domain.errors import InputError
from collector.values.text import clean, one_line

_LINE_BREAK: Final = re.compile(r"</?(?:p|ul|ol|li|div|br)(?:\s[^<>]*)?/?>", re.IGNORECASE)
_FORMAT_TAG: Final = re.compile(r"</?(?:u|b|i|em|strong|span|sup|sub|font)(?:\s[^<>]*)?>", re.IGNORECASE)
_ENTITY: Final = re.compile(r"&(?:#\d+|#x[0-9a-f]+|[a-z]+\d*);", re.IGNORECASE)
# „12**” is a footnote mark; only a pair that begins and ends at the edge of words is bold.
_BOLD: Final = re.compile(r"(?<![\w*])\*\*(?=[^\s*])(.+?)(?<=[^\s*])\*\*(?![\w*])", re.DOTALL)
_HEADING: Final = re.compile(r"#{1,6}\s+")
_RULE: Final = re.compile(r"[-\u2013\u2014=_|:\s]{2,}")


def text_rows(content: bytes, name: str) -> tuple[Row, ...]:
    """The lines that say something. Raises InputError for a file that is no text."""
    text = _decoded(content, name)
    cells = _separated(text) if name.lower().endswith(".csv") and "\t" not in text else _tabbed(text)
    return tuple(row for row in map(_row, cells) if any(row.cells) and not _is_rule(row.cells))


def _decoded(content: bytes, name: str) -> str:
    if b"\0" in content and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InputError(f"Plik {name} nie jest tekstem. Zapisz dokument jako .docx, .xlsx albo .txt (UTF-8).")
    encodings = ("utf-16",) if content.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "cp1250")
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise InputError(f"Nie można odczytać liter w pliku {name}. Zapisz go jako tekst w kodowaniu UTF-8.")


def _tabbed(text: str) -> Iterator[tuple[int, list[str]]]:
    for line, content in enumerate(re.split(r"\r\n|\n|\r", text), 1):
        yield line, content.split("\t")


def _separated(text: str) -> Iterator[tuple[int, list[str]]]:
    """A CSV of Excel: semicolons in Poland, commas elsewhere; a cell in quotes may hold several lines."""
    head = text[:2000]
    reader = csv.reader(text.splitlines(keepends=True), delimiter=";" if head.count(";") >= head.count(",") else ",")
    line = 1
    for cells in reader:
        yield line, cells
        line = reader.line_num + 1


def _row(numbered: tuple[int, Iterable[str]]) -> Row:
    line, cells = numbered
    return Row(line=line, cells=tuple(_without_markup(cell) for cell in cells))


def _without_markup(cell: str) -> str:
    """The words of a cell; several paragraphs in it stay lines."""
    cell = _FORMAT_TAG.sub("", _LINE_BREAK.sub("\n", _HEADING.sub("", cell, count=1) if cell[:1] == "#" else cell))
    cell = _BOLD.sub(r"\1", _ENTITY.sub(lambda found: html.unescape(found[0]), cell))
    return "\n".join(line for line in map(one_line, clean(cell).split("\n")) if line)


def _is_rule(cells: tuple[str, ...]) -> bool:
    """Whether the line only separates: „--  --  --” under a part of a table."""
    return all(_RULE.fullmatch(cell) for cell in cells if cell)
