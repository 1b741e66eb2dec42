"""Whose form a file is, before any programme is known."""

from pathlib import Path

from collector.domain.finding import Finding
from collector.domain.observation import Place
from collector.files import read_bytes, sha256
from collector.layout.identity import Identity
from collector.submissions.opening import open_workbook
from collector.submissions.recognition import recognise


def peek_identity(path: Path) -> Identity | Finding:
    """What the form at `path` says of itself, or why that cannot be known."""
    content = read_bytes(path)
    place = Place(file=path.name, sha256=sha256(content))
    opened = open_workbook(content, place)
    return opened if isinstance(opened, Finding) else recognise(opened.values, place)
