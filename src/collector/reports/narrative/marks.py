"""Marks of figures: in a sentence signs that nobody types, in the document hidden content controls.

A mark names its figure by a key, `wartość|A.1.4/3`. LibreOffice 7.4 drops what a content control is called when it
saves the document, but keeps bookmarks: beside every control stands a hidden one, and either leads back to the key.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Any, Final

from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

# Noncharacters of Unicode: never part of a text, and XML can hold them.
_START, _MIDDLE, _END = "\ufdd0", "\ufdd1", "\ufdd2"
_CHART: Final = "\ufdd5"
_MARK: Final = re.compile(f"{_START}([^{_MIDDLE}]*){_MIDDLE}([^{_END}]*){_END}")
NONCHARACTERS: Final = re.compile("[\ufdd0-\ufdef]")
BETWEEN: Final = "|"
_TABLE: Final = "tabela"
# The key of what is no figure: words of others, of which not even a space is changed.
AS_TYPED: Final = "="
# A copied one gets a suffix from the program that copies it.
_BOOKMARK: Final = re.compile(r"_collector_([0-9a-f]{10})_[0-9]+\b.*")
_DIGEST_LENGTH: Final = 10
# Of Word.
_LONGEST_ALIAS, _LONGEST_TAG = 64, 64
_APPEARANCE: Final = (
    '<w15:appearance xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" w15:val="hidden"/>'
)


def marked(key: str, text: str) -> str:
    """`text` as the figure `key` in a sentence."""
    return f"{_START}{key}{_MIDDLE}{text}{_END}"


def as_typed(text: str) -> str:
    """Words of other people in a sentence, to be shown exactly so."""
    return marked(AS_TYPED, NONCHARACTERS.sub("", text)) if text else ""


def as_typed_row(texts: Mapping[str, str]) -> dict[str, object]:
    """The cells of a row of a table: its figures are told by the row, and nothing in it is a mark."""
    return {name: as_typed(plain(text)) for name, text in texts.items()}


def pieces(text: str) -> Iterator[tuple[str, str]]:
    """The parts of a sentence, each with the key of its figure; empty for words, AS_TYPED for those of others."""
    end = 0
    for match in _MARK.finditer(text):
        if match.start() > end:
            yield "", text[end : match.start()]
        yield match[1], match[2]
        end = match.end()
    if end < len(text):
        yield "", text[end:]


def plain(text: str) -> str:
    """A sentence without its marks."""
    return _MARK.sub(r"\2", text)


def chart_sign(number: int) -> str:
    """What stands for a chart among the texts of the narrative."""
    return f"{_CHART}{number}"


def keys_in(text: str) -> Iterator[str]:
    """The keys of the figures of a sentence, in its order."""
    return (key for key, _ in pieces(text) if key not in ("", AS_TYPED))


def table_key(id_: str) -> str:
    """The key in the first heading of a table."""
    return f"{_TABLE}{BETWEEN}{id_}"


def _tag_of(key: str) -> str:
    """The name of the content control of a key: the key, or what stands for a longer one than Word can hold."""
    return key if len(key) <= _LONGEST_TAG else _digest(key)


def keys_by_mark(keys: Iterable[str]) -> dict[str, str]:
    """The keys by everything that a mark may call them: the key itself, its tag and the digest of its bookmark."""
    return {name: key for key in keys for name in (key, _tag_of(key), _digest(key))}


def bookmark_digest(name: str) -> str:
    """What a bookmark called `name` calls its key; empty for one that is no mark."""
    match = _BOOKMARK.fullmatch(name)
    return match[1] if match else ""


def control(key: str, about: str, number: int, runs: Iterable[Any]) -> list[Any]:
    """The elements that stand for `runs` in a paragraph: a bookmark around a content control around them.

    `number` is that of the mark in the document; `about` says what the figure is, for whoever looks at the control.
    """
    element, properties, content = (OxmlElement(name) for name in ("w:sdt", "w:sdtPr", "w:sdtContent"))
    for name, text in (("w:alias", about[:_LONGEST_ALIAS]), ("w:tag", _tag_of(key)), ("w:id", str(number))):
        child = OxmlElement(name)
        child.set(qn("w:val"), text)
        properties.append(child)
    properties.append(parse_xml(_APPEARANCE))
    content.extend(runs)
    element.extend((properties, content))
    start, end = bookmarks(key, number)
    return [start, element, end]


def bookmarks(key: str, number: int) -> tuple[Any, Any]:
    """The beginning and the end of the hidden bookmark of a key."""
    name = f"_collector_{_digest(key)}_{number}"
    start = parse_xml(f'<w:bookmarkStart {nsdecls("w")} w:id="{number}" w:name="{name}"/>')
    return start, parse_xml(f'<w:bookmarkEnd {nsdecls("w")} w:id="{number}"/>')


def _digest(key: str) -> str:
    return sha256(key.encode()).hexdigest()[:_DIGEST_LENGTH]
