"""What lies in the folder of returns: which files are returns, which are passed over."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

WORKBOOK_SUFFIXES: Final = frozenset((".xlsx", ".xlsm", ".xls", ".ods", ".xlsb", ".csv"))
ATTACHMENT_SUFFIXES: Final = frozenset(
    (".pdf", ".doc", ".docx", ".odt", ".rtf", ".txt", ".md", ".jpg", ".jpeg", ".png", ".tif", ".eml", ".msg", ".xades")
)
_IGNORED_PREFIXES: Final = ("~$", ".")
_NOTE: Final = "readme"


def returned_files(folder: Path) -> Iterator[Path]:
    """The files of `folder` and its subfolders in a stable order, without lock files, hidden files and READMEs."""
    for path in sorted(folder.rglob("*"), key=lambda path: path.relative_to(folder).as_posix()):
        hidden = any(part.startswith(_IGNORED_PREFIXES) for part in path.relative_to(folder).parts)
        if path.is_file() and not hidden and path.stem.lower() != _NOTE:
            yield path


def is_workbook(path: Path, content: bytes) -> bool:
    """Whether the name or the content says that the file is a spreadsheet of some kind."""
    return path.suffix.lower() in WORKBOOK_SUFFIXES or (content.startswith(b"PK") and b"xl/workbook.xml" in content)


def is_attachment(path: Path) -> bool:
    """Whether the name says that the file is a letter, a picture or another companion of a return."""
    return path.suffix.lower() in ATTACHMENT_SUFFIXES
