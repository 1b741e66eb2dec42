"""How files of results differ from what the inputs give, in the words of somebody who opens them."""

import csv
import io
import json
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePath
from typing import Any, Final, Generic, TypeVar

from collector.values.text import printable
from collector.workflows.differing_office import (
    differing_documents,
    differing_workbooks,
    document_paragraphs,
    workbook_sheets,
)
from collector.workflows.instead import instead

MOST: Final = 5
_KEYS: Final = ("indicator", "action", "executor", "file", "goal", "row", "column")
_UNOPENED: Final = ("pliku z folderu wyników nie można odczytać: jest uszkodzony albo to inny rodzaj pliku",)
_ALIKE: Final = (
    "w komórkach i akapitach nie znaleziono różnic (inny może być wygląd albo plik zapisano inną wersją programu)",
)
_SPELT_OTHERWISE: Final = ("treść jest taka sama; inny jest zapis pliku (np. kodowanie albo końce wierszy)",)


class Standing(StrEnum):
    """What is wrong with a file of results."""

    MISSING = "brakuje"
    DIFFERS = "różni się"
    EXTRA = "zbędny"
    OUTDATED = "nieaktualny"


@dataclass(frozen=True, slots=True, kw_only=True)
class OutputDifference:
    """A file that is not what the inputs give. The first few `details` say where; `more` are left out."""

    file: str
    standing: Standing
    details: tuple[str, ...] = ()
    more: int = 0


def differing_outputs(made: Mapping[str, bytes], on_disk: Mapping[str, bytes]) -> Iterator[OutputDifference]:
    """How what lies `on_disk` differs from what was `made`, file by file."""
    for name, content in made.items():
        if name not in on_disk:
            yield OutputDifference(file=name, standing=Standing.MISSING)
        elif on_disk[name] != content:
            details = _details(name, on_disk[name], content)
            yield OutputDifference(
                file=name, standing=Standing.DIFFERS, details=details[:MOST], more=max(len(details) - MOST, 0)
            )
    yield from (OutputDifference(file=name, standing=Standing.EXTRA) for name in on_disk if name not in made)


def _details(name: str, found: bytes, expected: bytes) -> tuple[str, ...]:
    kind = _KINDS.get(PurePath(name).suffix)
    return kind.details(found, expected) if kind else ()


_Content = TypeVar("_Content")


@dataclass(frozen=True, slots=True)
class _Kind(Generic[_Content]):
    """A kind of files: how one is read, how two differ, and what is said where the content is the same."""

    read: Callable[[bytes], _Content]
    compare: Callable[[_Content, _Content], Iterable[str]]
    otherwise: tuple[str, ...]

    def details(self, found: bytes, expected: bytes) -> tuple[str, ...]:
        """What differs, in sentences."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            made = self.read(expected)
            try:
                return tuple(self.compare(self.read(found), made)) or self.otherwise
            # Somebody may have put anything there: every library fails on it in ways of its own, and only the question
            # what differs stays without an answer. What was `made` is ours and was read before.
            except Exception:  # noqa: BLE001
                return _UNOPENED


_Rows = dict[str, dict[str, str]]


def _tables(there: _Rows, made: _Rows) -> Iterator[str]:
    """What differs in two CSV files, row by row."""
    for key, row in made.items():
        if key not in there:
            yield f"brakuje wiersza {key}"
            continue
        for column in dict.fromkeys((*row, *there[key])):
            if there[key].get(column, "") != row.get(column, ""):
                told = instead(there[key].get(column, ""), row.get(column, ""))
                yield f"wiersz {key}, kolumna „{column}”: {told}"
    yield from (f"zbędny wiersz {key}" for key in there if key not in made)


def _rows(content: bytes) -> _Rows:
    rows: _Rows = {}
    met: Counter[str] = Counter()
    for row in csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), restkey="", restval=""):
        texts = {column: text if isinstance(text, str) else ", ".join(text) for column, text in row.items()}
        key = ", ".join(printable(texts[column]) for column in _KEYS if texts.get(column)) or "bez nazwy"
        met[key] += 1
        rows[key if met[key] == 1 else f"{key} ({met[key]}.)"] = texts
    return rows


def _lists(there: object, made: object) -> Iterator[str]:
    """What differs in two lists of findings; of other data only that they do."""
    if not isinstance(made, list) or not isinstance(there, list):
        if there != made:
            yield "opis danych jest inny"
        return
    known, wanted = Counter(map(_finding, there)), Counter(map(_finding, made))
    yield from (f"brakuje uwagi {each}" for each in (wanted - known).elements())
    yield from (f"zbędna uwaga {each}" for each in (known - wanted).elements())
    if known == wanted and there != made:
        yield "uwagi są te same, ale inna jest ich treść albo kolejność"


def _finding(data: object) -> str:
    facts = data if isinstance(data, dict) else {}
    parts = (facts.get(key, "") for key in ("code", "executor", "indicator", "file", "cell"))
    return printable(", ".join(str(part) for part in parts if part))


_KINDS: Final[Mapping[str, _Kind[Any]]] = {
    ".csv": _Kind(_rows, _tables, _SPELT_OTHERWISE),
    ".xlsx": _Kind(workbook_sheets, differing_workbooks, _ALIKE),
    ".docx": _Kind(document_paragraphs, differing_documents, _ALIKE),
    ".json": _Kind(json.loads, _lists, _SPELT_OTHERWISE),
}
