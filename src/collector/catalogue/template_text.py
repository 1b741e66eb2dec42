"""Texts of a catalogue with places in braces, which the report fills."""

from collections.abc import Iterator
from string import Formatter
from typing import TypeAlias

from collector.catalogue.source import Path

Inconsistency: TypeAlias = tuple[Path, str]


def template_inconsistencies(path: Path, text: str, fields: set[str]) -> Iterator[Inconsistency]:
    """What stands in braces in `text` besides `fields`."""
    try:
        parsed = [(name, spec, conversion) for _, name, spec, conversion in Formatter().parse(text) if name is not None]
    except ValueError:
        parsed = [("{", "", None)]
    used = {name if not spec and not conversion else "{" for name, spec, conversion in parsed}
    if used - fields:
        allowed = ", ".join(f"{{{name}}}" for name in sorted(fields))
        yield path, f"w nawiasach klamrowych może stać tylko: {allowed}"
