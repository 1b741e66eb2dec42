"""`decisions.yaml`: what people decided; every mistake of the file is reported at once, with its line."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from hashlib import sha256
from os.path import lexists
from pathlib import Path
from typing import Final

from collector.catalogue.source import Data, FileMistakesError, Mistake, Source, read_source, read_text
from collector.domain.decision import Decision, Decisions, Waiver
from collector.values.text import clean, one_line

DECISIONS_FILE: Final = "decisions.yaml"
LIST_KEY: Final = "rozstrzygniecia"
SHORTEST_FINGERPRINT: Final = 12
# In place of an executor: what is found is nobody's own.
EVERYBODY: Final = "wszyscy"
# The rule that asks which return counts; every other rule is waived.
WHICH_COUNTS: Final = "T308"

_COMMON: Final = ("regula", "realizator", "rok", "powod", "osoba", "data")
_OF_RETURN: Final = ("liczy_sie", "zwroty")
_OF_WAIVER: Final = ("wskaznik", "wazne_do", "wartosc")
_YEAR: Final = re.compile(r"(?:19|20)\d\d", re.ASCII)
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_FINGERPRINT: Final = re.compile(rf"[0-9a-f]{{{SHORTEST_FINGERPRINT},64}}")
_LONGEST_VALUE: Final = 80
_SHOWN: Final = 60
_FINGERPRINT_BEGINS: Final = "[odcisk "
# What needs no quotes between the braces of an entry.
_PLAIN: Final = re.compile(r"[A-Za-z0-9][\w./-]*", re.ASCII)


class DecisionsError(FileMistakesError):
    """The decisions cannot be used."""

    called = "Plik rozstrzygnięć"


def read_decisions(path: Path, why_not_waived: Mapping[str, str] | None = None) -> Decisions:
    """The decisions at `path`, in order; none if there is no such file.

    `why_not_waived` says of every rule in Polish why it cannot be waived, and nothing where it can.

    Raises DecisionsError with all mistakes, InputError if the file cannot be read.
    """
    if not lexists(path):
        return Decisions()
    source = read_source(read_text(path, "pliku rozstrzygnięć"), f"plik ma się zaczynać wierszem „{LIST_KEY}:”")
    if source.is_empty:
        return Decisions()
    decided = [] if source.is_unreadable else list(_decided(source, why_not_waived or {}))
    if source.mistakes:
        raise DecisionsError(path, source.mistakes)
    return Decisions(
        returns=tuple(each for each in decided if isinstance(each, Decision)),
        waivers=tuple(each for each in decided if isinstance(each, Waiver)),
    )


def named_value(found: str) -> str:
    """What was found, as a waiver names it: one line of visible text; a long one by its beginning and a fingerprint."""
    line = one_line(clean(found))
    return f"{line[:_SHOWN]}… {hidden_value(line)}" if len(line) > _LONGEST_VALUE else line


def hidden_value(found: str) -> str:
    """What was found, as a waiver names it where it may tell who somebody is: the fingerprint alone."""
    line = one_line(clean(found))
    return f"{_FINGERPRINT_BEGINS}{sha256(line.encode()).hexdigest()[:8]}]" if line else ""


def is_hidden_value(value: str) -> bool:
    """Whether a waiver names what was found by its fingerprint alone."""
    return value.startswith(_FINGERPRINT_BEGINS)


def lines_to_fill_in(rule: str, executor: str, year: int, returns: Iterable[str], remarks: Iterable[str] = ()) -> str:
    """A decision to be pasted into the file; the choice, the reason and the name are a person's to fill in.

    `returns` are the fingerprints to choose from; the `remarks` stand above them.
    """
    known = {"regula": rule, "realizator": executor, "rok": str(year), "zwroty": f"[{', '.join(returns)}]"}
    lines = [f" {key}: {text}" for key, text in known.items()]
    blank = [f" {key}:" for key in ("liczy_sie", *_COMMON) if key not in known]
    return "\n".join(("-", *lines[:-1], *(f" # {remark}" for remark in remarks), lines[-1], *blank))


def waiver_to_fill_in(rule: str, indicators: Sequence[str], executor: str, year: int, found: str) -> str:
    """A waiver to be pasted into the file as one line; reason, name and both days are a person's to fill in.

    Without an `executor` it is about what is nobody's own. A waiver of several findings names `found` only if it is the
    same in all of them: otherwise leave it empty, and the waiver holds for any value.
    """
    named = [_quoted(indicator) for indicator in indicators if indicator]
    value = named_value(found)
    entry = {
        "regula": _quoted(rule),
        "wskaznik": f"[{', '.join(named)}]" if len(named) > 1 else "".join(named),
        "realizator": _quoted(executor or EVERYBODY),
        "rok": str(year),
        "wartosc": _in_quotes(value) if value else "",
    }
    known = ", ".join(f"{key}: {text}" for key, text in entry.items() if text)
    # The quotes are there for the commas of whoever fills it in.
    return f'- {{{known}, powod: "", osoba: "", data: , wazne_do: }}'


def _quoted(text: str) -> str:
    return text if _PLAIN.fullmatch(text) else _in_quotes(one_line(clean(text)))


def _in_quotes(text: str) -> str:
    """`text` between double quotes; what a screen may not show, as a bullet pasted from Word, is escaped."""
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(sign if sign.isprintable() else f"\\U{ord(sign):08x}" for sign in quoted)


def _decided(source: Source, why_not_waived: Mapping[str, str]) -> Iterator[Decision | Waiver]:
    """What is sound in the file; what is wrong with the rest is added to the mistakes of `source`."""
    data = source.data if isinstance(source.data, dict) else {}
    for key in data.keys() - {LIST_KEY}:
        source.mistakes.append(Mistake(source.line((key,)), _unknown(key, (LIST_KEY,))))
    listed = data.get(LIST_KEY, "")
    if listed and not isinstance(listed, list):
        message = f"pod „{LIST_KEY}:” ma być lista (każde rozstrzygnięcie zaczyna się od „-”)"
        source.mistakes.append(Mistake(source.line((LIST_KEY,)), message))
        return
    questions: dict[tuple[str, str, int, str], list[tuple[str, int]]] = {}
    for position, item in enumerate(listed):
        if not isinstance(item, dict):
            message = f"rozstrzygnięcie ma się składać z wierszy: {', '.join(_COMMON)}"
            source.mistakes.append(Mistake(source.line((LIST_KEY, position)), message))
            continue
        decided = _Entry(item, position, source).read(why_not_waived)
        if decided is None:
            continue
        value, targets = (decided.value, decided.targets) if isinstance(decided, Waiver) else ("", ("",))
        for target in targets:
            earlier = questions.setdefault((decided.rule, decided.executor, decided.year, target), [])
            # Waivers of one question for different values do not meet.
            if line := next((line for other, line in earlier if "" in (other, value) or other == value), 0):
                source.mistakes.append(Mistake(decided.line, _decided_already(decided, target, line)))
            earlier.append((value, decided.line))
        yield decided


def _decided_already(decided: Decision | Waiver, target: str, line: int) -> str:
    asked = (decided.rule, target, decided.executor or EVERYBODY, f"{decided.year} r.")
    question = ", ".join(part for part in asked if part)
    return f"to samo ({question}) rozstrzyga już wpis w wierszu {line}; zostaw jeden z nich"


def _unknown(key: str, known: Sequence[str]) -> str:
    return f"nieznany klucz „{key}:”{_or_rather(key, known, ':')}"


def _or_rather(typed: str, known: Iterable[str], end: str = "") -> str:
    near = get_close_matches(typed, list(known), n=1)
    return f"; czy chodziło o „{near[0]}{end}”?" if near else ""


class _Entry:
    """One item of the list, being read."""

    def __init__(self, item: dict[str, Data], position: int, source: Source) -> None:
        self.item, self.position, self.source, self.is_sound = item, position, source, True

    def read(self, why_not_waived: Mapping[str, str]) -> Decision | Waiver | None:
        """What was decided; None if anything is wrong with it."""
        rule = self._text("regula")
        if rule == WHICH_COUNTS:
            return self._decision(rule)
        if rule and (why_not := why_not_waived.get(rule)):
            self._wrong("regula", f"od reguły „{rule}” nie można odstąpić: {why_not}")
        elif rule and rule not in why_not_waived:
            can_be = [WHICH_COUNTS, *(code for code, why_not in why_not_waived.items() if not why_not)]
            self._wrong("regula", f"nie ma reguły „{rule}”, którą można tu wpisać{_or_rather(rule, can_be)}")
        return self._waiver(rule, is_known=not why_not_waived.get(rule, "-"))

    def _decision(self, rule: str) -> Decision | None:
        self._only((*_COMMON, *_OF_RETURN))
        executor, year = self._text("realizator"), self._year()
        reason, person, day = self._words("powod"), self._words("osoba"), self._day("data")
        counts = self._fingerprint("liczy_sie", self._text("liczy_sie"))
        returns = self._returns(counts)
        if not self.is_sound:
            return None
        return Decision(
            rule=rule, executor=executor, year=year, reason=reason, person=person, day=day, line=self._line,
            counts=counts, returns=returns,
        )  # fmt: skip

    def _waiver(self, rule: str, *, is_known: bool) -> Waiver | None:
        """The waiver; what else stands in the entry is judged only where its rule `is_known` to be one to waive."""
        executor, indicators = self._optional("realizator"), self._indicators()
        year, reason, person, day = self._year(), self._words("powod"), self._words("osoba"), self._day("data")
        value = named_value(self._optional("wartosc"))
        if not is_known:
            return None
        self._only((*_COMMON, *_OF_WAIVER))
        until = self._day("wazne_do", "wpisz ostatni dzień, w którym odstępstwo obowiązuje")
        if self.is_sound and until < day:
            self._wrong("wazne_do", f"„wazne_do”: {until} jest wcześniej niż „data” ({day})")
        if not self.is_sound:
            return None
        return Waiver(
            rule=rule, indicators=indicators, executor="" if executor == EVERYBODY else executor, year=year,
            reason=reason, person=person, day=day, until=until, line=self._line, value=value,
        )  # fmt: skip

    @property
    def _line(self) -> int:
        return self.source.line((LIST_KEY, self.position))

    def _wrong(self, key: str, message: str) -> None:
        self.is_sound = False
        self.source.mistakes.append(Mistake(self.source.line((LIST_KEY, self.position, key)), message))

    def _only(self, known: Sequence[str]) -> None:
        for key in self.item.keys() - set(known):
            message = _unknown(key, known)
            # Between braces a comma ends a text, and the rest of it is taken for a key without anything behind it.
            if not self.item[key] and not message.endswith("?"):
                message += "; jeżeli to dalszy ciąg tekstu z przecinkiem, weź cały tekst w cudzysłów"
            self._wrong(key, message)

    def _text(self, key: str, why: str = "") -> str:
        content = self.item.get(key)
        if isinstance(content, str) and content:
            return content
        if content is None:
            self._wrong(key, f"brakuje „{key}:”" + (f"; {why}" if why else ""))
        elif content == "":
            self._wrong(key, f"po „{key}:” nic nie wpisano" + (f"; {why}" if why else ""))
        else:
            self._wrong(key, f"„{key}”: tu ma być zwykły tekst")
        return ""

    def _words(self, key: str) -> str:
        """A text that says something: a dash or dots do not."""
        text = self._text(key)
        if text and not any(map(str.isalpha, text)):
            self._wrong(key, f"„{key}”: „{text}” niczego nie mówi; napisz to słowami")
        return text

    def _optional(self, key: str) -> str:
        return self._text(key, "uzupełnij to albo usuń") if key in self.item else ""

    def _year(self) -> int:
        text = self._text("rok")
        if _YEAR.fullmatch(text):
            return int(text)
        if text:
            self._wrong("rok", f"„rok”: „{text}” nie jest rokiem (np. 2017)")
        return 0

    def _day(self, key: str, why: str = "") -> date:
        text = self._text(key, why)
        try:
            if _DAY.fullmatch(text):
                return date.fromisoformat(text)
        except ValueError:
            pass
        if text:
            self._wrong(key, f"„{key}”: „{text}” nie jest datą w postaci rrrr-mm-dd (np. 2018-04-02)")
        return date.min

    def _indicators(self) -> tuple[str, ...]:
        content = self.item.get("wskaznik")
        if not isinstance(content, list):
            text = self._optional("wskaznik")
            return (text,) if text else ()
        texts = [item for item in content if isinstance(item, str) and item]
        if not texts or len(texts) < len(content):
            self._wrong("wskaznik", "„wskaznik”: tu ma być numer wskaźnika albo lista, np. [A.1.1/1, A.1.1/2]")
        for text in dict.fromkeys(text for text in texts if texts.count(text) > 1):
            self._wrong("wskaznik", f"„wskaznik” wymienia „{text}” więcej niż raz")
        return tuple(texts)

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
