"""How a command may print its result."""

import sys
from enum import StrEnum


class Format(StrEnum):
    """The forms of a printed result."""

    TEXT = "tekst"
    JSON = "json"


def print_data(text: str) -> None:
    """Print data for another program: always UTF-8, whatever the console's own encoding."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8"))
    sys.stdout.buffer.flush()
