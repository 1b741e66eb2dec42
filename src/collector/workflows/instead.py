"""What stands in a file instead of what should, short enough for a line on the screen."""

from collector.values.told_apart import told_apart


def instead(found: str, expected: str) -> str:
    """„w pliku „5”, a powinno być „6””; of long texts only the part where they begin to differ."""
    there, made = told_apart(found, expected)
    return f"w pliku {there}, a powinno być {made}"
