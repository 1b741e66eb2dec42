"""Rows that were printed as one although they hold several actions, each on a line of its own in every cell."""

import re
from typing import Final

from collector.catalogue.importing.register import cells as cells_

_NUMBERED: Final = re.compile(r"Ad\.?\s*(?P<ad>\d{1,2})[.):]?|(?P<number>\d{1,2})[.)]")


def split_row(cells: tuple[str, ...]) -> list[tuple[str, ...]]:
    """The rows that `cells` hold: as many as its terms and amounts have lines; `cells` alone if they do not agree."""
    lines = [cell.split("\n") for cell in cells]
    counts = {len(cell) for cell in lines if len(cell) > 1 and all(map(_is_term_or_money, cell))}
    if len(counts) != 1:
        return [cells]
    count = counts.pop()
    if any(_is_term_or_money(cell[0]) and len(cell) != count for cell in lines if cell[0]):
        return [cells]
    columns = [_on_rows(cell, count) for cell in lines]
    return [tuple(column[index] for column in columns) for index in range(count)]


def joined_lists(lines: list[str]) -> list[str]:
    """`lines` with every numbered list as one text with what introduces it."""
    joined: list[str] = []
    for line in lines:
        match = _NUMBERED.match(line)
        if joined and match and (int(match["ad"] or match["number"]) > 1 or joined[-1].endswith(":")):
            joined[-1] = f"{joined[-1]}\n{line}"
        else:
            joined.append(line)
    return joined


def _is_term_or_money(text: str) -> bool:
    return cells_.is_term(text) or cells_.is_money(text)


def _on_rows(lines: list[str], count: int) -> list[str]:
    """The lines of a cell on `count` rows; a text that does not divide stays in the first."""
    if len(lines) != count:
        lines = joined_lists(lines)
    return lines if len(lines) == count else ["\n".join(lines), *[""] * (count - 1)]
