"""Executors of a register: one for every coordinator that its tasks name, with a short id from the initials."""

import re
import unicodedata
from collections import Counter
from typing import Final

from collector.catalogue.importing.register.rows import Entry
from collector.values.text import one_line, same

_WORD: Final = re.compile(r"[^\W_]+")


def name_executors(entries: list[Entry]) -> dict[str, str]:
    """The id of every executor with its name. Every entry's `coordinator` becomes such an id.

    A row without a coordinator gets the most frequent one; so does the whole register if none is named at all.
    """
    spellings: dict[str, str] = {}
    for entry in entries:
        if entry.coordinator:
            spellings.setdefault(same(entry.coordinator), one_line(entry.coordinator))
    counted = Counter(same(entry.coordinator) for entry in entries if entry.coordinator)
    ids = _unique_ids(spellings)
    usual = counted.most_common(1)[0][0] if counted else ""
    if not usual:
        ids[usual], spellings[usual] = "REALIZATOR", "Realizator (wpisz nazwę)"
    for entry in entries:
        if not entry.coordinator:
            entry.doubts.append(f"zadanie {entry.task} nie ma koordynatora; przyjęto: {spellings[usual]}")
        entry.coordinator = ids[same(entry.coordinator) or usual]
    return {ids[key]: name for key, name in spellings.items()}


def _unique_ids(names: dict[str, str]) -> dict[str, str]:
    ids: dict[str, str] = {}
    for key, name in names.items():
        short = initials(name)
        taken = sum(id_ == short or id_.startswith(f"{short}-") for id_ in ids.values())
        ids[key] = f"{short}-{taken + 1}" if taken else short
    return ids


def initials(name: str) -> str:
    """`MOPRWL` for „Miejski Ośrodek Pomocy Rodzinie w Lublinie”; a word in capitals stays whole: „UM Lublin” is UML."""
    letters = "".join(word if word.isupper() else word[0] for word in _WORD.findall(name)).upper()
    ascii_ = unicodedata.normalize("NFKD", letters.replace("Ł", "L")).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Z0-9]", "", ascii_) or "REALIZATOR"
