"""What is told of a document: where, what stands there, what should stand, what to do."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from collector.values.told_apart import told_apart


class Kind(StrEnum):
    """What is the matter; the values are those of `verify --format json`."""

    CHANGED = "liczba"
    MISSING = "usunięto"
    UNKNOWN = "nieznana liczba"
    CELL = "komórka tabeli"
    ROWS = "wiersze tabeli"
    COLUMNS = "kolumny tabeli"
    TABLE = "tabela"
    CHART = "wykres"
    VERSION = "wersja danych"
    TRACKED = "śledzone zmiany"
    ALTERNATIVE_TEXT = "tekst alternatywny"
    UNMARKED = "liczba bez znacznika"
    BY_HAND = "liczby dopisane ręcznie"

    @property
    def only_informs(self) -> bool:
        """Whether a document of which no more can be said still agrees with the consolidation."""
        return self in _INFORMATION


_INFORMATION: Final = frozenset((Kind.VERSION, Kind.TRACKED, Kind.ALTERNATIVE_TEXT, Kind.UNMARKED, Kind.BY_HAND))


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentDifference:
    """Something that no longer is as collector made it; `keys` are those of the figures that it is about.

    `place` is empty for what concerns the whole document.
    """

    kind: Kind
    place: str
    problem: str
    fix: str
    keys: tuple[str, ...] = ()
    found: str = ""
    expected: str = ""

    @property
    def only_informs(self) -> bool:
        """Whether nothing needs to be done about it."""
        return self.kind.only_informs


def instead(found: str, expected: str) -> str:
    """„jest „4 649”, powinno być „4 648””."""
    there, made = told_apart(found, expected)
    return f"jest {there}, powinno być {made}"


def as_json(differences: Iterable[DocumentDifference]) -> str:
    """The differences as a JSON list, in order."""
    objects = [
        {
            "kind": str(each.kind),
            "severity": "informacja" if each.only_informs else "różnica",
            "place": each.place,
            "figures": list(each.keys),
            "message": each.problem,
            "fix": each.fix,
            "found": each.found,
            "expected": each.expected,
        }
        for each in differences
    ]
    return json.dumps(objects, ensure_ascii=False, indent=2) + "\n"
