"""Which program reads: another one may understand the same file otherwise."""

import hashlib
import sys
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

import collector

_READERS: Final = ("babel", "defusedxml", "lxml", "msoffcrypto-tool", "olefile", "openpyxl", "python-calamine")


@cache
def program_fingerprint() -> str:
    """The fingerprint of everything that may change what is read; empty if it cannot be known.

    It covers the source of collector, the libraries that read files, and Python itself.
    """
    package = Path(collector.__file__).parent
    digest = hashlib.sha256(sys.version.encode())
    try:
        sources = sorted(package.rglob("*.py"))
        for source in sources:
            content = source.read_bytes()
            digest.update(f"\n{source.relative_to(package).as_posix()} {len(content)}\n".encode())
            digest.update(content)
        for library in _READERS:
            digest.update(f"\n{library} {version(library)}".encode())
    except (OSError, PackageNotFoundError):
        return ""
    return digest.hexdigest() if sources else ""
