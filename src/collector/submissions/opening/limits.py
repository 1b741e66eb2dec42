"""How large and how odd a returned file may be; the defaults stand far above honest workbooks that were measured."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from collector.values.writing import polish_number

MEGABYTE: Final = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The settings `[limits]` of a workspace.

    `file_mb`, `unpacked_mb` and `part_mb` are megabytes of the file, of all its parts unpacked and of one part;
    `open_document_mb` is the same of an .ods file, whose XML is read in Python. `parts` is how many it may have;
    `compression` is how many times smaller than its content a part beyond 1 MB may be;
    `cells` counts the cells of all sheets, also empty ones with a style. `seconds` is how long one file may take and
    `memory_mb` how much memory reading it may use, where the system can hold it to that.
    """

    file_mb: int = 25
    unpacked_mb: int = 100
    part_mb: int = 60
    open_document_mb: int = 20
    parts: int = 1000
    compression: int = 150
    cells: int = 200_000
    seconds: int = 10
    memory_mb: int = 256


DEFAULT_LIMITS = Limits()


def in_megabytes(size: int) -> str:
    """`2 MB` for any size in bytes above one megabyte and up to two."""
    return f"{polish_number(Decimal(-(-size // MEGABYTE)))} MB"
