"""meta.xml of an OpenDocument file -> when it was saved and what its properties say."""

import re
from datetime import UTC, datetime
from typing import Final

_PROPERTIES: Final = frozenset({"dc:title", "dc:description", "dc:subject", "meta:keyword", "meta:user-defined"})
_MODIFIED: Final = "dc:date"
_MOMENT: Final = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:[.,]\d+)?(Z|[-+]\d\d:?\d\d)?", re.ASCII)
_LONGEST: Final = 2_000
_MOST: Final = 200


class Meta:
    """Fed with the elements of meta.xml."""

    def __init__(self) -> None:
        self.properties: list[str] = []
        self.modified = ""
        self._pieces: list[str] | None = None

    def start(self, name: str, _: dict[str, str]) -> None:
        """An element begins."""
        self._pieces = [] if name in _PROPERTIES or name == _MODIFIED else None

    def end(self, name: str) -> None:
        """An element ends."""
        text = "".join(self._pieces or ()).strip()[:_LONGEST]
        self._pieces = None
        if name == _MODIFIED:
            self.modified = in_utc(text)
        elif text and len(self.properties) < _MOST:
            self.properties.append(text)

    def text(self, data: str) -> None:
        """Text between them."""
        if self._pieces is not None and len(self._pieces) < _LONGEST:
            self._pieces.append(data[:_LONGEST])


def in_utc(stated: str) -> str:
    """A moment in UTC with its `Z`; without a zone it stays as it is, and what is no moment becomes empty."""
    match = _MOMENT.fullmatch(stated)
    if match is None:
        return ""
    try:
        moment = datetime.fromisoformat(match[1] + (match[2] or ""))
        return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" if match[2] else match[1]
    except (ValueError, OverflowError):
        return ""
