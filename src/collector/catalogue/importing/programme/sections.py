"""Where the parts of a programme's text begin: sections with codes, chapters, tables."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from collector.catalogue.importing.document import Row
from collector.catalogue.importing.programme.broken_lines import is_mostly_digits, joined, trailing_numbers
from collector.catalogue.importing.programme.indicator_lists import top_of_list
from collector.catalogue.importing.programme.printed_indicators import ends_with_target
from collector.catalogue.importing.programme.printed_tables import TITLE
from collector.values.text import one_line, same

_CODED: Final = re.compile(r"(?P<code>\d+(?:\.\d+)*)\.? (?P<title>\S.*)")
_CHAPTER: Final = re.compile(r"[IVX]+\. [^a-ząćęłńóśźż]+")
_LABELS: Final = frozenset({"adresaci", "cel zadania", "realizacja zadania", "wskaźniki"})
# A title is broken into no more lines than this.
_TITLE_LINES: Final = 3
# A line of running text does not end with so many numbers.
_NUMBERS_OF_TABLE: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionHeading:
    """The heading of a section, such as „2.1. Pomoc osobom …”. `is_clear` says that a label or a part follows it."""

    row: Row
    code: str
    title: str
    is_clear: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A table: the rows of its titles or headings and those up to the next part. `section` is the last heading before.

    `mark` is the star at the label „Wskaźniki*” right above.
    """

    is_statistical: bool
    top: tuple[Row, ...]
    rows: tuple[Row, ...]
    section: SectionHeading | None
    mark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """`headings` and `blocks` in the order of the document; `outside` are rows that look like those of a table.

    `above` are the rows before the first of them.
    """

    above: tuple[Row, ...]
    headings: tuple[SectionHeading, ...]
    blocks: tuple[Block, ...]
    outside: tuple[Row, ...]


def find_parts(rows: Sequence[Row]) -> Parts:
    """The sections and tables of a programme."""
    headings = dict(_headings(rows))
    blocks: list[Block] = []
    outside: list[Row] = []
    starts: list[int] = []
    section: SectionHeading | None = None
    index = 0
    while index < len(rows):
        section = headings.get(index, section)
        is_statistical = _is_table_title(rows[index])
        size = _titles(rows, index) if is_statistical else top_of_list(rows, index)
        if not size:
            if len(rows[index].cells) > 1 or _is_like_table(rows[index]):
                outside.append(rows[index])
            index += 1
            continue
        starts.append(index)
        start = index + size
        end = start
        while end < len(rows) and not (end in headings or _begins_part(rows, end) or _begins_sheet(rows, end)):
            end += 1
        mark = _label_mark(rows[index - 1]) if index else ""
        blocks.append(
            Block(
                is_statistical=is_statistical,
                top=tuple(rows[index:start]),
                rows=tuple(rows[start:end]),
                section=section,
                mark=mark,
            )
        )
        index = end
    return Parts(
        above=tuple(rows[: min([*headings, *starts], default=len(rows))]),
        headings=tuple(headings.values()),
        blocks=tuple(blocks),
        outside=tuple(outside),
    )


def _is_table_title(row: Row) -> bool:
    return len(row.cells) == 1 and bool(TITLE.fullmatch(one_line(row.text)))


def _is_like_table(row: Row) -> bool:
    return is_mostly_digits(row.text, _NUMBERS_OF_TABLE) or len(trailing_numbers(row.text)[1]) >= _NUMBERS_OF_TABLE


def _titles(rows: Sequence[Row], start: int) -> int:
    """How many titles stand one under the other from `start`."""
    count = 1
    while start + count < len(rows) and _is_table_title(rows[start + count]):
        count += 1
    return count


def _begins_part(rows: Sequence[Row], index: int) -> bool:
    row = rows[index]
    if len(row.cells) > 1:
        return bool(top_of_list(rows, index))
    return (
        _is_table_title(row)
        or bool(_CHAPTER.fullmatch(one_line(row.text)))
        or _is_label(row)
        or bool(top_of_list(rows, index))
    )


def _begins_sheet(rows: Sequence[Row], index: int) -> bool:
    return rows[index].sheet != rows[index - 1].sheet


def _is_label(row: Row) -> bool:
    return len(row.cells) == 1 and same(row.text).rstrip(":* ") in _LABELS


def _label_mark(row: Row) -> str:
    text = one_line(row.text)
    return text[len(text.rstrip("*")) :] if _is_label(row) else ""


def _headings(rows: Sequence[Row]) -> Iterator[tuple[int, SectionHeading]]:
    """A line with a code is a heading if a label („Adresaci”) or the heading of its first part comes right after it.

    A code of several levels before a capital letter is taken for one too, but not as clearly.
    """
    for index, row in enumerate(rows):
        match = _CODED.fullmatch(one_line(row.text)) if len(row.cells) == 1 else None
        if match is None:
            continue
        lines = [match["title"]]
        end = index + 1
        while end < len(rows) and len(lines) < _TITLE_LINES and one_line(rows[end].text)[:1].islower():
            lines.append(rows[end].text)
            end += 1
        if end == len(rows) or ends_with_target(joined(lines)):
            continue
        following = _CODED.fullmatch(one_line(rows[end].text)) if len(rows[end].cells) == 1 else None
        has_part = following is not None and following["code"].startswith(f"{match['code']}.")
        is_clear = has_part or _is_label(rows[end]) or bool(top_of_list(rows, end))
        title = joined(lines)
        is_likely = "." in match["code"] and title[0].isupper() and not title.endswith((",", ";"))
        if is_clear or is_likely:
            yield index, SectionHeading(row=row, code=match["code"], title=title, is_clear=is_clear)
