"""The running text of a part of a document, and the spans in it that are paragraphs, tables, controls and bookmarks."""

from dataclasses import dataclass, field

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Mark:
    """A control with its tag, or a bookmark with its name."""

    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `table` is the number of the innermost table in which it stands, from 0, and -1 outside."""

    span: Span
    style: str
    level: str
    table: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table by the spans of its cells, None where a cell is covered by another; `outer` is the table around it."""

    outer: int
    rows: list[list[Span | None]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart by its relation, and where it stands."""

    relation: str
    name: str
    description: str
    position: int


@dataclass(slots=True)
class Story:
    """The running text of a part, and what stands where."""

    text: str = ""
    paragraphs: list[Paragraph] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    controls: list[Mark] = field(default_factory=list)
    bookmarks: list[Mark] = field(default_factory=list)
    drawings: list[Drawing] = field(default_factory=list)
    has_tracked_changes: bool = False
