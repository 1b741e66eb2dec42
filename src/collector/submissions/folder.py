"""What lies in the folder of returns: which files are returns, which are passed over."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

WORKBOOK_SUFFIXES: Final = frozenset({".xlsx", ".xlsm", ".xls", ".ods", ".xlsb", ".csv"})
_IGNORED_PREFIXES: Final = ("~$", ".")
_NOTE: Final = "readme"


def returned_files(folder: Path) -> Iterator[Path]:
    """The files of `folder` and its subfolders in a stable order, without lock files, hidden files and READMEs."""
    for path in sorted(folder.rglob("*"), key=lambda path: path.relative_to(folder).as_posix()):
        parts = path.relative_to(folder).parts
        if (
            path.is_file()
            and not any(part.startswith(_IGNORED_PREFIXES) for part in parts)
            and path.stem.lower() != _NOTE
        ):
            yield path


def is_workbook_name(path: Path) -> bool:
    """Whether the name says that the file is a spreadsheet of some kind."""
    return path.suffix.lower() in WORKBOOK_SUFFIXES
