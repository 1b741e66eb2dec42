"""Catalogue data -> the text of a catalogue file, laid out like the shipped ones."""

import re
from typing import Final

import yaml

from collector.catalogue.model import FORMS
from collector.catalogue.source import Data

# A long text is broken after the word that reaches this column.
_WIDTH: Final = 108
_INDENT: Final = 2
# On one line while they fit, like a noun with its forms; everything else has a line for each of its keys or items.
_ONE_LINE: Final = frozenset({"lata", "baza", "rodzaje", "zwykle_najwyzej"})
_ONE_LINE_ITEMS: Final = frozenset({
    "kolumny", "skladniki", "miary", "wiersze", "zrodla", "wskazniki_do_wyboru", "dzialania",
})  # fmt: skip
_LISTS_OF_LINES: Final = frozenset({"tytul", "podstawa_prawna", "cel", "pasy", "przypisy", "aliasy"})
# Line ends of other kinds, tabs and control characters: only double quotes keep them as they are.
_AWKWARD: Final = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]")
_MAP: Final = "tag:yaml.org,2002:map"
_SEQ: Final = "tag:yaml.org,2002:seq"
_STR: Final = "tag:yaml.org,2002:str"


class _Dumper(yaml.BaseDumper):
    """Knows no types: no text needs quotes only because it looks like a number or a date."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002
        """Items of a list stand further right than its key."""
        super().increase_indent(flow, False)


def catalogue_yaml(data: Data, comment: str = "") -> str:
    """`data` as text from which `read_source` reads the same data; the lines of `comment` stand above it."""
    head = "".join(f"# {line}".rstrip() + "\n" for line in comment.splitlines())
    if not isinstance(data, dict) or not data:
        return head + _text(_node(data, "", 0, 0))
    parts = [_text(_mapping({key: value}, 0)) for key, value in data.items()]
    return "\n".join([head, *parts] if head else parts)


def _text(node: yaml.Node) -> str:
    text: str = yaml.serialize(node, Dumper=_Dumper, width=_WIDTH, indent=_INDENT, allow_unicode=True)
    return text.removesuffix("...\n")


def _node(data: Data, key: str, column: int, below: int, *, is_item: bool = False) -> yaml.Node:
    """The node of what stands under `key`, or of an item of the list there.

    It begins in `column`; what takes lines of its own begins in column `below` of the next line.
    """
    if isinstance(data, str):
        return yaml.ScalarNode(_STR, data, style=_style(data, key, column))
    if not data or _may_be_one_line(data, key, is_item=is_item):
        flow = _flow(data)
        if not data or column + len(_text(flow).rstrip("\n")) <= _WIDTH:
            return flow
    return _mapping(data, below) if isinstance(data, dict) else _sequence(data, key, below)


def _style(text: str, key: str, column: int) -> str | None:
    if _AWKWARD.search(text):
        return '"'
    if "\n" in text:
        return "|"
    if key == "kod" and text[:1].isdecimal():  # so that other programs do not take 1.10 for a number either
        return "'"
    return ">" if column + len(text) > _WIDTH else None


def _may_be_one_line(data: Data, key: str, *, is_item: bool) -> bool:
    if isinstance(data, dict):
        return FORMS in data or key in (_ONE_LINE_ITEMS if is_item else _ONE_LINE)
    return (is_item or key not in _LISTS_OF_LINES) and all(isinstance(item, str) for item in data)


def _mapping(data: dict[str, Data], column: int) -> yaml.MappingNode:
    pairs = [
        (_short(key), _node(value, key, column + len(f"{key}: "), column + _INDENT)) for key, value in data.items()
    ]
    return yaml.MappingNode(_MAP, pairs, flow_style=False)


def _sequence(data: list[Data], key: str, column: int) -> yaml.SequenceNode:
    items = [_node(item, key, column + _INDENT, column + _INDENT, is_item=True) for item in data]
    return yaml.SequenceNode(_SEQ, items, flow_style=False)


def _short(text: str) -> yaml.ScalarNode:
    return yaml.ScalarNode(_STR, text, style='"' if _AWKWARD.search(text) else None)


def _flow(data: Data) -> yaml.Node:
    match data:
        case str():
            return _short(data)
        case list():
            return yaml.SequenceNode(_SEQ, [_flow(item) for item in data], flow_style=True)
        case dict():
            pairs = [(_short(key), _flow(value)) for key, value in data.items()]
            return yaml.MappingNode(_MAP, pairs, flow_style=True)
