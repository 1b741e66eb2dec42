"""Two long texts that begin alike, each cut to the part where they begin to differ."""

from typing import Final

from collector.values.text import printable

_LONGEST: Final = 60
_LED_IN: Final = 15


def told_apart(found: str, expected: str) -> tuple[str, str]:
    """„5” and „6”, in quotation marks and short enough for a line on the screen; `pusto` where nothing stands."""
    there, made = printable(found), printable(expected)
    # Of long texts that begin alike only what follows tells them apart.
    alike = next((n for n, (one, other) in enumerate(zip(there, made, strict=False)) if one != other), 0)
    skipped = max(alike - _LED_IN, 0) if max(len(there), len(made)) > _LONGEST else 0
    return _quoted(there, skipped), _quoted(made, skipped)


def _quoted(line: str, skipped: int) -> str:
    if not line:
        return "pusto"
    shown = line[skipped : skipped + _LONGEST]
    before, after = "…" if skipped else "", "…" if len(line) > skipped + _LONGEST else ""
    return f"„{before}{shown}{after}”"
