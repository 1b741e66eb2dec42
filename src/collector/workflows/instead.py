"""What stands in a file instead of what should, short enough for a line on the screen."""

from typing import Final

from collector.values.text import printable

_LONGEST: Final = 60
_LED_IN: Final = 15


def instead(found: str, expected: str) -> str:
    """„w pliku „5”, a powinno być „6””; of long texts only the part where they begin to differ."""
    there, made = printable(found), printable(expected)
    # Of long texts that begin alike only what follows tells them apart.
    alike = next((n for n, (one, other) in enumerate(zip(there, made, strict=False)) if one != other), 0)
    skipped = max(alike - _LED_IN, 0) if max(len(there), len(made)) > _LONGEST else 0
    return f"w pliku {_quoted(there, skipped)}, a powinno być {_quoted(made, skipped)}"


def _quoted(line: str, skipped: int) -> str:
    if not line:
        return "pusto"
    shown = line[skipped : skipped + _LONGEST]
    before, after = "…" if skipped else "", "…" if len(line) > skipped + _LONGEST else ""
    return f"„{before}{shown}{after}”"
