"""Entries to be pasted into `decisions.yaml`; what a person has to answer for is left blank in them."""

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final

from collector.decisions.kinds import AGREED, KEYS_OF_AGREEMENT, KEYS_OF_DECISION
from collector.decisions.naming import EVERYBODY, named_value
from collector.values.text import clean, one_line

# What needs no quotes between the braces of an entry.
_PLAIN: Final = re.compile(r"[A-Za-z0-9][\w./-]*", re.ASCII)


def lines_to_fill_in(rule: str, executor: str, year: int, returns: Iterable[str], remarks: Iterable[str] = ()) -> str:
    """A decision to be pasted into the file; the choice, the reason and the name are a person's to fill in.

    `returns` are the fingerprints to choose from; the `remarks` stand above them.
    """
    known = {"regula": rule, "realizator": executor, "rok": str(year), "zwroty": f"[{', '.join(returns)}]"}
    first, *lines, last = (f"{key}: {text}" for key, text in known.items())
    return _entry(first, *lines, *(f"# {remark}" for remark in remarks), last, *_blank(KEYS_OF_DECISION, known))


def agreement_to_fill_in(indicator: str, year: int, given: Mapping[str, str]) -> str:
    """An agreed value to be pasted into the file; the value, the reason and the name are a person's to fill in.

    `given` is what every executor said, as an entry names it.
    """
    said = ", ".join(f"{executor}: {_in_quotes(text)}" for executor, text in given.items())
    known = {"regula": AGREED, "wskaznik": _quoted(indicator), "rok": str(year), "podano": f"{{{said}}}"}
    return _entry(*(f"{key}: {text}" for key, text in known.items()), *_blank(KEYS_OF_AGREEMENT, known))


def _blank(keys: Iterable[str], known: Collection[str]) -> Iterator[str]:
    return (f"{key}:" for key in keys if key not in known)


def _entry(first: str, *lines: str) -> str:
    return "\n".join((f"- {first}", *(f"  {line}" for line in lines)))


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
