"""How an entry names what is not its own: what was found, a file, and everybody."""

from hashlib import sha256
from typing import Final

from collector.values.text import clean, one_line

SHORTEST_FINGERPRINT: Final = 12
# In place of an executor: what is found is nobody's own.
EVERYBODY: Final = "wszyscy"

_LONGEST_VALUE: Final = 80
_SHOWN: Final = 60
FINGERPRINT_BEGINS: Final = "[odcisk "


def named_value(found: str) -> str:
    """What was found, as an entry names it: one line of visible text; a long one by its beginning and a fingerprint."""
    line = one_line(clean(found))
    return f"{line[:_SHOWN]}… {hidden_value(line)}" if len(line) > _LONGEST_VALUE else line


def hidden_value(found: str) -> str:
    """What was found, as an entry names it where it may tell who somebody is: the fingerprint alone."""
    line = one_line(clean(found))
    return f"{FINGERPRINT_BEGINS}{sha256(line.encode()).hexdigest()[:8]}]" if line else ""


def is_hidden_value(value: str) -> bool:
    """Whether an entry names what was found by its fingerprint alone."""
    return value.startswith(FINGERPRINT_BEGINS)
