"""`decisions.yaml`: what people decided; every mistake of the file is reported at once, with its line."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from difflib import get_close_matches
from os.path import lexists
from pathlib import Path
from typing import Final

from collector.catalogue.source import Data, FileMistakesError, Mistake, Source, read_source, read_text
from collector.domain.decision import Decision

DECISIONS_FILE: Final = "decisions.yaml"
LIST_KEY: Final = "rozstrzygniecia"
SHORTEST_FINGERPRINT: Final = 12

_COMMON: Final = ("regula", "realizator", "rok", "powod", "osoba", "data")
# What a decision about each rule says beside that.
_KEYS: Final[Mapping[str, tuple[str, ...]]] = {"T308": ("liczy_sie", "zwroty")}
_YEAR: Final = re.compile(r"(?:19|20)\d\d", re.ASCII)
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_FINGERPRINT: Final = re.compile(rf"[0-9a-f]{{{SHORTEST_FINGERPRINT},64}}")


class DecisionsError(FileMistakesError):
    """The decisions cannot be used."""

    called = "Plik rozstrzygnięć"


def read_decisions(path: Path) -> tuple[Decision, ...]:
    """The decisions at `path`, in order; none if there is no such file.

    Raises DecisionsError with all mistakes, InputError if the file cannot be read.
    """
    if not lexists(path):
        return ()
    source = read_source(read_text(path, "pliku rozstrzygnięć"), f"plik ma się zaczynać wierszem „{LIST_KEY}:”")
    if source.is_empty:
        return ()
    decisions = () if source.is_unreadable else tuple(_decisions(source))
    if source.mistakes:
        raise DecisionsError(path, source.mistakes)
    return decisions


def lines_to_fill_in(rule: str, executor: str, year: int, returns: Iterable[str], remarks: Iterable[str] = ()) -> str:
    """A decision to be pasted into the file; the choice, the reason and the name are a person's to fill in.

    `returns` are the fingerprints to choose from; the `remarks` stand above them.
    """
    known = {"regula": rule, "realizator": executor, "rok": str(year), "zwroty": f"[{', '.join(returns)}]"}
    lines = [f" {key}: {text}" for key, text in known.items()]
    blank = [f" {key}:" for key in ("liczy_sie", *_COMMON) if key not in known]
    return "\n".join(("-", *lines[:-1], *(f" # {remark}" for remark in remarks), lines[-1], *blank))


def _decisions(source: Source) -> Iterator[Decision]:
    """The decisions that are sound; what is wrong with the others is added to the mistakes of `source`."""
    data = source.data if isinstance(source.data, dict) else {}
    for key in data.keys() - {LIST_KEY}:
        source.mistakes.append(Mistake(source.line((key,)), _unknown(key, (LIST_KEY,))))
    listed = data.get(LIST_KEY, "")
    if listed and not isinstance(listed, list):
        message = f"pod „{LIST_KEY}:” ma być lista (każde rozstrzygnięcie zaczyna się od „-”)"
        source.mistakes.append(Mistake(source.line((LIST_KEY,)), message))
        return
    earlier: dict[tuple[str, str, int], int] = {}
    for position, item in enumerate(listed):
        if not isinstance(item, dict):
            message = f"rozstrzygnięcie ma się składać z wierszy: {', '.join(_COMMON)}"
            source.mistakes.append(Mistake(source.line((LIST_KEY, position)), message))
            continue
        decision = _Entry(item, position, source).read()
        if decision is None:
            continue
        question = decision.rule, decision.executor, decision.year
        if question in earlier:
            message = (
                f"to samo ({decision.rule}, {decision.executor}, {decision.year} r.) rozstrzyga już wpis w wierszu "
                f"{earlier[question]}; zostaw jeden z nich"
            )
            source.mistakes.append(Mistake(decision.line, message))
        earlier.setdefault(question, decision.line)
        yield decision


def _unknown(key: str, known: tuple[str, ...]) -> str:
    near = get_close_matches(key, known, n=1)
    return f"nieznany wiersz „{key}:”" + (f"; czy chodziło o „{near[0]}:”?" if near else "")


class _Entry:
    """One item of the list, being read."""

    def __init__(self, item: dict[str, Data], position: int, source: Source) -> None:
        self.item, self.position, self.source, self.is_sound = item, position, source, True

    def read(self) -> Decision | None:
        """The decision; None if anything is wrong with it."""
        text = {key: self._text(key) for key in _COMMON}
        rule = text["regula"]
        if rule in _KEYS:
            known = (*_COMMON, *_KEYS[rule])
            for key in self.item.keys() - set(known):
                self._wrong(key, _unknown(key, known))
        elif rule:
            self._wrong("regula", f"reguły „{rule}” nie można rozstrzygnąć; dozwolone: {', '.join(_KEYS)}")
        year, day = self._year(text["rok"]), self._day(text["data"])
        counts = self._fingerprint("liczy_sie", self._text("liczy_sie"))
        returns = self._returns(counts)
        if not self.is_sound:
            return None
        return Decision(
            rule=rule, executor=text["realizator"], year=year, reason=text["powod"], person=text["osoba"], day=day,
            line=self.source.line((LIST_KEY, self.position)), counts=counts, returns=returns,
        )  # fmt: skip

    def _wrong(self, key: str, message: str) -> None:
        self.is_sound = False
        self.source.mistakes.append(Mistake(self.source.line((LIST_KEY, self.position, key)), message))

    def _text(self, key: str) -> str:
        content = self.item.get(key)
        if isinstance(content, str) and content:
            return content
        if content is None:
            self._wrong(key, f"brakuje wiersza „{key}:”")
        elif content == "":
            self._wrong(key, f"wiersz „{key}:” jest pusty; uzupełnij go")
        else:
            self._wrong(key, f"„{key}”: tu ma być zwykły tekst")
        return ""

    def _year(self, text: str) -> int:
        if _YEAR.fullmatch(text):
            return int(text)
        if text:
            self._wrong("rok", f"„rok”: „{text}” nie jest rokiem (np. 2017)")
        return 0

    def _day(self, text: str) -> date:
        try:
            if _DAY.fullmatch(text):
                return date.fromisoformat(text)
        except ValueError:
            pass
        if text:
            self._wrong("data", f"„data”: „{text}” nie jest datą w postaci rrrr-mm-dd (np. 2018-04-02)")
        return date.min

    def _fingerprint(self, key: str, text: str) -> str:
        fingerprint = text.lower()
        if text and not _FINGERPRINT.fullmatch(fingerprint):
            message = (
                f"„{key}”: „{text}” nie jest odciskiem pliku; przepisz z rejestru zwrotów co najmniej "
                f"{SHORTEST_FINGERPRINT} początkowych znaków (cyfry 0–9 i litery a–f)"
            )
            self._wrong(key, message)
        return fingerprint

    def _returns(self, counts: str) -> tuple[str, ...]:
        content = self.item.get("zwroty")
        if content is None:
            return ()
        if not isinstance(content, list) or not all(isinstance(item, str) for item in content):
            self._wrong("zwroty", "„zwroty”: tu ma być lista odcisków, np. [1f3a9c0b12ab, 9c0b12ab34cd]")
            return ()
        returns = tuple(self._fingerprint("zwroty", str(item)) for item in content)
        if counts and not any(known.startswith(counts) or counts.startswith(known) for known in returns):
            self._wrong("zwroty", f"„zwroty” nie wymieniają zwrotu, który się liczy ({counts[:SHORTEST_FINGERPRINT]})")
        return returns
