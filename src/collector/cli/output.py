"""How a command may print its result."""

import sys
from enum import StrEnum

from collector.domain.errors import SettingsError


class Format(StrEnum):
    """The forms of a printed result."""

    TEXT = "tekst"
    JSON = "json"


class FindingsFormat(StrEnum):
    """The forms of printed findings."""

    TEXT = "tekst"
    JSON = "json"
    XLSX = "xlsx"


def print_data(text: str) -> None:
    """Print data for another program: always UTF-8, whatever the console's own encoding."""
    print_bytes(text.encode("utf-8"))


def print_bytes(content: bytes) -> None:
    """Print the content of a file as it is."""
    sys.stdout.flush()
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


def must_not_be_a_screen(file: str) -> None:
    """Raises SettingsError when the output is a terminal, which can show no workbook."""
    if sys.stdout.isatty():
        raise SettingsError(
            f"Skoroszytu nie można pokazać na ekranie. Dopisz na końcu polecenia „> {file}” albo zapisz uwagi w "
            "folderze: --out FOLDER, bez --format xlsx."
        )
