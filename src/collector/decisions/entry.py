"""One entry of the file, read key by key; what is wrong with a key is noted, and reading goes on."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from typing import Final

from collector.catalogue.source import Data, Mistake, Source
from collector.decisions.naming import SHORTEST_FINGERPRINT

LIST_KEY: Final = "rozstrzygniecia"

_YEAR: Final = re.compile(r"(?:19|20)\d\d", re.ASCII)
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_FINGERPRINT: Final = re.compile(rf"[0-9a-f]{{{SHORTEST_FINGERPRINT},64}}")


def unknown_key(key: str, known: Sequence[str]) -> str:
    """What to say of a key that nobody knows."""
    return f"nieznany klucz „{key}:”{or_rather(key, known, ':')}"


def or_rather(typed: str, known: Iterable[str], end: str = "") -> str:
    """What may have been meant by `typed`, if anything is near."""
    near = get_close_matches(typed, list(known), n=1)
    return f"; czy chodziło o „{near[0]}{end}”?" if near else ""


class Entry:
    """One item of the list, being read; it `is_sound` until something is wrong with it."""

    def __init__(self, item: Mapping[str, Data], position: int, source: Source) -> None:
        self.item, self.position, self.source, self.is_sound = item, position, source, True

    @property
    def line(self) -> int:
        """Where it begins."""
        return self.source.line((LIST_KEY, self.position))

    def wrong(self, key: str, message: str, *inside: str) -> None:
        """Note a mistake at the key, or at what is `inside` it."""
        self.is_sound = False
        self.source.mistakes.append(Mistake(self.source.line((LIST_KEY, self.position, key, *inside)), message))

    def only(self, known: Sequence[str]) -> None:
        """No other keys than the known ones."""
        for key in self.item.keys() - set(known):
            message = unknown_key(key, known)
            # Between braces a comma ends a text, and the rest of it is taken for a key without anything behind it.
            if not self.item[key] and not message.endswith("?"):
                message += "; jeżeli to dalszy ciąg tekstu z przecinkiem, weź cały tekst w cudzysłów"
            self.wrong(key, message)

    def text(self, key: str, why: str = "") -> str:
        """A text that must be there."""
        content = self.item.get(key)
        if isinstance(content, str) and content:
            return content
        if content is None:
            self.wrong(key, f"brakuje „{key}:”" + (f"; {why}" if why else ""))
        elif content == "":
            self.wrong(key, f"po „{key}:” nic nie wpisano" + (f"; {why}" if why else ""))
        else:
            self.wrong(key, f"„{key}”: tu ma być zwykły tekst")
        return ""

    def words(self, key: str) -> str:
        """A text that says something: a dash or dots do not."""
        text = self.text(key)
        if text and not any(map(str.isalpha, text)):
            self.wrong(key, f"„{key}”: „{text}” niczego nie mówi; napisz to słowami")
        return text

    def optional(self, key: str) -> str:
        """A text that may be left out with its key."""
        return self.text(key, "uzupełnij to albo usuń") if key in self.item else ""

    def year(self) -> int:
        """The year that was decided about."""
        text = self.text("rok")
        if _YEAR.fullmatch(text):
            return int(text)
        if text:
            self.wrong("rok", f"„rok”: „{text}” nie jest rokiem (np. 2017)")
        return 0

    def day(self, key: str, why: str = "") -> date:
        """A day of the calendar."""
        text = self.text(key, why)
        try:
            if _DAY.fullmatch(text):
                return date.fromisoformat(text)
        except ValueError:
            pass
        if text:
            self.wrong(key, f"„{key}”: „{text}” nie jest datą w postaci rrrr-mm-dd (np. 2018-04-02)")
        return date.min

    def indicators(self) -> tuple[str, ...]:
        """One indicator, a list of them, or none."""
        content = self.item.get("wskaznik")
        if not isinstance(content, list):
            text = self.optional("wskaznik")
            return (text,) if text else ()
        texts = [item for item in content if isinstance(item, str) and item]
        if not texts or len(texts) < len(content):
            self.wrong("wskaznik", "„wskaznik”: tu ma być numer wskaźnika albo lista, np. [A.1.1/1, A.1.1/2]")
        for text in dict.fromkeys(text for text in texts if texts.count(text) > 1):
            self.wrong("wskaznik", f"„wskaznik” wymienia „{text}” więcej niż raz")
        return tuple(texts)

    def by_executor(self, key: str, why: str) -> dict[str, str]:
        """What each of several executors said."""
        content = self.item.get(key)
        if not content:
            self.text(key, why)
            return {}
        if not isinstance(content, dict):
            self.wrong(key, f"„{key}”: {why}")
            return {}
        given: dict[str, str] = {}
        for executor, said in content.items():
            if isinstance(said, str) and said:
                given[executor] = said
            else:
                self.wrong(key, f"„{key}”: przy „{executor}” ma stać to, co podał ten realizator", executor)
        if len(content) == 1:
            self.wrong(key, f"„{key}”: uzgodnienie wymaga odpowiedzi co najmniej dwóch realizatorów")
        return given

    def fingerprint(self, key: str, text: str) -> str:
        """The beginning of the fingerprint of a file."""
        fingerprint = text.lower()
        if text and not _FINGERPRINT.fullmatch(fingerprint):
            message = (
                f"„{key}”: „{text}” nie jest odciskiem pliku; przepisz z rejestru zwrotów co najmniej "
                f"{SHORTEST_FINGERPRINT} początkowych znaków (cyfry 0–9 i litery a–f)"
            )
            self.wrong(key, message)
        return fingerprint

    def fingerprints(self, key: str) -> tuple[str, ...] | None:
        """A list of fingerprints; None if there is none."""
        content = self.item.get(key)
        if content is None:
            return None
        if not isinstance(content, list) or not all(isinstance(item, str) for item in content):
            self.wrong(key, f"„{key}”: tu ma być lista odcisków, np. [1f3a9c0b12ab, 9c0b12ab34cd]")
            return None
        return tuple(self.fingerprint(key, str(item)) for item in content)
