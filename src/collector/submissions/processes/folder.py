"""What lies in the folder of returns: which files are read, which are passed over and why."""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from collector.domain.errors import polish_reason
from collector.domain.finding import Finding, Rule
from collector.domain.observation import Place
from collector.domain.submission import ReturnedFile, Standing
from collector.submissions.opening.kinds import is_old_workbook, is_open_document
from collector.submissions.rules import FOLDER_NAMED_AS_FILE, NO_ACCESS, NOT_A_REGULAR_FILE, SKIPPED_FILE
from collector.values.text import printable

WORKBOOK_SUFFIXES: Final = frozenset((".xlsx", ".xlsm", ".xls", ".ods", ".xlsb", ".xltx", ".xltm", ".csv"))
ATTACHMENT_SUFFIXES: Final = frozenset(
    (".pdf", ".doc", ".docx", ".odt", ".rtf", ".txt", ".md", ".jpg", ".jpeg", ".png", ".tif", ".eml", ".msg", ".xades")
)
_NOTE: Final = "readme"
_LOCKS: Final = ("~$", ".~lock.")
_TEMPORARY: Final = ("~", ".")
_TEMPORARY_SUFFIXES: Final = frozenset((".tmp", ".temp", ".part", ".crdownload", ".bak", ".swp"))
_SYSTEM: Final = frozenset(("thumbs.db", "desktop.ini"))
_DEEPEST: Final = 40


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file to read. `name` is how findings call it: below the folder, on one harmless line."""

    path: Path
    name: str


@dataclass(frozen=True, slots=True)
class PassedOver:
    """Something in the folder that is not read, with what the findings and the register say of it."""

    finding: Finding
    line: ReturnedFile


def returned_files(folder: Path) -> Iterator[FoundFile | PassedOver]:
    """The files of `folder` and its subfolders in a stable order. Raises OSError if `folder` itself cannot be read."""
    named: dict[str, int] = {}
    for found in _in_folder(folder, folder.resolve(), "", 0):
        name = found.name if isinstance(found, FoundFile) else found.finding.place.file
        named[name] = named.get(name, 0) + 1
        # Two names that differ only in signs that no screen shows are told apart.
        if isinstance(found, FoundFile) and named[name] > 1:
            yield FoundFile(found.path, f"{name} [{named[name]}]")
        else:
            yield found


def _in_folder(folder: Path, root: Path, above: str, depth: int) -> Iterator[FoundFile | PassedOver]:
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries:
        name = f"{above}{printable(entry.name)}"
        if skipped := _why_skipped(entry.name):
            if skipped != _NOTE:
                yield _passed_over(SKIPPED_FILE, name, skipped, Standing.SKIPPED)
            continue
        try:
            yield from _of_entry(entry, root, name, depth)
        except OSError as error:
            yield _passed_over(NO_ACCESS, name, polish_reason(error), Standing.REFUSED)


def _of_entry(entry: "os.DirEntry[str]", root: Path, name: str, depth: int) -> Iterator[FoundFile | PassedOver]:
    path = Path(entry.path)
    if entry.is_symlink() or getattr(entry, "is_junction", bool)():
        target = _target(path)
        if target is None or not target.exists():
            yield _passed_over(NOT_A_REGULAR_FILE, name, "to skrót, który prowadzi donikąd", Standing.REFUSED)
            return
        if not target.is_relative_to(root):
            yield _passed_over(
                NOT_A_REGULAR_FILE, name, "to skrót, który prowadzi poza folder zwrotów", Standing.REFUSED
            )
            return
        if not target.is_file():
            yield _passed_over(NOT_A_REGULAR_FILE, name, "to skrót do folderu", Standing.REFUSED)
            return
        yield FoundFile(target, name)
        return
    mode = entry.stat(follow_symlinks=False).st_mode
    if stat.S_ISDIR(mode):
        if Path(entry.name).suffix.lower() in WORKBOOK_SUFFIXES:
            yield _passed_over(FOLDER_NAMED_AS_FILE, name, "", Standing.SKIPPED)
        if depth < _DEEPEST:
            yield from _in_folder(path, root, f"{name}/", depth + 1)
        else:
            yield _passed_over(NO_ACCESS, name, "folder jest zagnieżdżony zbyt głęboko", Standing.REFUSED)
    elif stat.S_ISREG(mode):
        yield FoundFile(path, name)
    else:
        yield _passed_over(NOT_A_REGULAR_FILE, name, "to nie jest zwykły plik", Standing.REFUSED)


def _target(link: Path) -> Path | None:
    """Where a link leads; None if it leads in a circle."""
    try:
        return link.resolve()
    except (OSError, RuntimeError):
        return None


def _why_skipped(name: str) -> str:
    """Why a name is passed over, in Polish; the notes of the workspace are passed over without a word."""
    lower = name.lower()
    if Path(name).stem.lower() == _NOTE:
        return _NOTE
    if name.startswith(_LOCKS):
        return "plik blokady: ktoś ma otwarty ten formularz"
    if lower in _SYSTEM or lower == ".ds_store":
        return "plik systemowy"
    if name.startswith(_TEMPORARY) or Path(lower).suffix in _TEMPORARY_SUFFIXES:
        return "plik ukryty lub tymczasowy"
    return ""


def _passed_over(rule: Rule, name: str, found: str, standing: Standing) -> PassedOver:
    place = Place(file=name)
    finding = Finding(rule=rule, place=place, found=found)
    return PassedOver(finding, ReturnedFile(place=place, standing=standing, why=finding.message))


def is_workbook(name: str, content: bytes) -> bool:
    """Whether the name says that the file is a spreadsheet, or its content under any other name.

    What lies in a container of old Office programs cannot be told at a glance: letters and presentations hold
    workbooks too. So only one without an ending is taken for a workbook.
    """
    if (suffix := suffix_of(name)) in WORKBOOK_SUFFIXES:
        return True
    if content.startswith(b"PK"):
        return b"xl/workbook.xml" in content or is_open_document(content)
    return not suffix and is_old_workbook(content)


def is_attachment(name: str) -> bool:
    """Whether the name says that the file is a letter, a picture or another companion of a return."""
    return suffix_of(name) in ATTACHMENT_SUFFIXES


def suffix_of(name: str) -> str:
    """The ending of a file name with its dot, in small letters; empty if it has none."""
    return Path(name.rstrip(". ")).suffix.lower()
