"""Files are written whole or not at all, and the same content is always the same bytes."""

import hashlib
import io
import os
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Final

from collector.domain.errors import InputError, polish_reason

# Outputs carry no clock: Office programs show this as the time at which a file of ours was made.
CREATED: Final = datetime(2000, 1, 1)  # noqa: DTZ001 - file properties have no time zone
_ZIP_TIME: Final = (1980, 1, 1, 0, 0, 0)
_MODIFIED: Final = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_STAMP: Final = rb"\g<1>" + f"{CREATED:%Y-%m-%dT%H:%M:%SZ}".encode()


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """Yield a scratch path beside `target`; it becomes `target` only if the block succeeds.

    Raises InputError when the folder cannot be written to or `target` is open in another program.
    """
    scratch = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        yield scratch
        scratch.replace(target)
    except PermissionError as error:
        raise InputError(
            f"Nie można zapisać pliku {target}. Jeżeli jest otwarty w Excelu, Wordzie lub czytniku PDF, zamknij go; "
            "jeżeli nie – sprawdź prawo zapisu w tym folderze."
        ) from error
    except OSError as error:
        raise InputError(f"Nie można zapisać pliku {target}: {polish_reason(error)}.") from error
    finally:
        with suppress(OSError):
            scratch.unlink(missing_ok=True)


def write_bytes(target: Path, content: bytes) -> None:
    """Write `content` to `target`, whole or not at all."""
    with replacing(target) as scratch:
        scratch.write_bytes(content)


def write_text(target: Path, content: str) -> None:
    """Write UTF-8 text with Unix line ends, whole or not at all."""
    write_bytes(target, content.encode("utf-8"))


def read_bytes(path: Path) -> bytes:
    """The content of a file. Raises InputError that names it."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"Nie można odczytać pliku {path.name}: {polish_reason(error)}.") from error


def is_as_made(package: bytes) -> bool:
    """Whether an Office package still is what collector wrote: every program that saves it writes the time."""
    try:
        with zipfile.ZipFile(io.BytesIO(package)) as opened:
            properties = opened.read("docProps/core.xml")
            return bool(_MODIFIED.search(properties)) and _MODIFIED.sub(_STAMP, properties) == properties
    except (zipfile.BadZipFile, KeyError):
        return False


def sha256(content: bytes) -> str:
    """The fingerprint by which a file is known."""
    return hashlib.sha256(content).hexdigest()


def with_fixed_times(package: bytes) -> bytes:
    """An Office package with the clock taken out: python-docx and openpyxl write the present time into it."""
    rewritten = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(rewritten, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = zipfile.ZipInfo(name, _ZIP_TIME)
            part.compress_type = zipfile.ZIP_DEFLATED
            part.external_attr = 0o600 << 16
            content = old.read(name)
            new.writestr(part, _MODIFIED.sub(_STAMP, content) if name == "docProps/core.xml" else content)
    return rewritten.getvalue()
