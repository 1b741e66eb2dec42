"""Goals and priorities over the tasks: „Cel strategiczny A Rodzina”, „Priorytet A.1. Wsparcie”, and their levels."""

import re
from dataclasses import dataclass
from typing import Final

from collector.catalogue.importing.codes import CODE
from collector.values.text import one_line

_BAND: Final = re.compile(
    r"(?P<before>(?P<words>[^\W\d_]+(?:[ ]+[^\W\d_]+){0,2}?)\s+(?i:nr\s+)?)"
    rf"(?P<code>{CODE})(?P<after>\.?[:)]?\s+)(?P<title>\S.*)",
    re.DOTALL,
)
_NOUNS: Final = {
    "cel": ("cel", "cele", "celów"),
    "priorytet": ("priorytet", "priorytety", "priorytetów"),
    "zadanie": ("zadanie", "zadania", "zadań"),
    "zadania": ("zadanie", "zadania", "zadań"),
    "działanie": ("działanie", "działania", "działań"),
    "działania": ("działanie", "działania", "działań"),
    "obszar": ("obszar", "obszary", "obszarów"),
    "kierunek": ("kierunek", "kierunki", "kierunków"),
    "program": ("program", "programy", "programów"),
    "moduł": ("moduł", "moduły", "modułów"),
    "rozdział": ("rozdział", "rozdziały", "rozdziałów"),
    "część": ("część", "części", "części"),
}
# Endings of an adjective after a masculine noun; a neuter one has -e.
_ADJECTIVES: Final = (
    ("ny", "ne", "nych"),
    ("wy", "we", "wych"),
    ("ki", "kie", "kich"),
    ("ne", "ne", "nych"),
    ("we", "we", "wych"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A heading over tasks. `level` are its words before the code; `pattern` is how the report prints it."""

    line: int
    level: str
    code: str
    title: str
    pattern: str


def read_band(line: int, text: str) -> Band | None:
    """The band that `text` is: up to three words of which the first names a level, a code and a title."""
    match = _BAND.fullmatch(text)
    if not match or match["words"].split()[0].casefold() not in _NOUNS:
        return None
    pattern = one_line(f"{match['before']}{{kod}}{match['after']}{{tytul}}")
    level = one_line(match["words"]).casefold()
    return Band(line=line, level=level, code=match["code"], title=one_line(match["title"]), pattern=pattern)


def level_forms(words: str) -> tuple[list[str], bool]:
    """The forms of a level's name after 1, 2–4 and 5, and whether they are certain: „cele strategiczne”, „celów …”."""
    noun, *adjectives = words.casefold().split()
    if noun not in _NOUNS:
        return [words, words, words], False
    forms = list(_NOUNS[noun])
    for adjective in adjectives:
        endings = next((ends for ends in _ADJECTIVES if adjective.endswith(ends[0])), None)
        if endings is None:
            return [words, words, words], False
        stem = adjective[: -len(endings[0])]
        forms = [f"{form} {stem}{ending}" for form, ending in zip(forms, endings, strict=True)]
    return forms, True
