"""What of a document is compared: its marked figures, its tables, its charts, and where a person finds each."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from collector.values.text import cut

_LONGEST: Final = 70


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, and `under` what it stands: a chapter, or the foot of a page.

    In `unmarked` there is an ellipsis in place of every marked figure.
    """

    under: str
    text: str
    unmarked: str

    def __str__(self) -> str:
        return ", ".join(filter(None, (self.under, f"akapit „{cut(self.text, _LONGEST)}”")))


@dataclass(frozen=True, slots=True)
class MarkedFigure:
    """A figure where it stands. The key of a mark that nobody knows is whatever the mark says."""

    key: str
    text: str
    passage: Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentTable:
    """A table; its `id` is empty when it carries none of ours. `rows` are as long as its widest, the heading first."""

    id: str
    caption: str
    under: str
    rows: tuple[tuple[str, ...], ...]
    figures: tuple[MarkedFigure, ...] = ()
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class Series:
    """A series of a chart as the document shows it: its name, and its labels and numbers as they are stored."""

    name: str
    labels: tuple[str, ...]
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentChart:
    """A chart, what a screen reader says of it, and the cells of the workbook inside it; None if it has none."""

    name: str
    description: str
    under: str
    series: tuple[Series, ...]
    cells: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFigures:
    """A document as far as it is compared. What stands in a table is told by the table alone.

    `identifier` names programme and year; programs that save the document again may drop it.
    """

    identifier: str = ""
    figures: tuple[MarkedFigure, ...] = ()
    passages: tuple[Passage, ...] = ()
    tables: tuple[DocumentTable, ...] = ()
    charts: tuple[DocumentChart, ...] = ()
    has_tracked_changes: bool = False
    has_comments: bool = False


def chapter(title: str, *below: str) -> str:
    """`rozdział „Cel A”`, with the last of the headings below its title: `rozdział „Cel A”, „Zmiany”`."""
    return ", ".join((f"rozdział „{cut(title, _LONGEST)}”", *(f"„{cut(each, _LONGEST)}”" for each in below[-1:])))
