"""The known name that somebody may have meant."""

from collections.abc import Iterable
from difflib import get_close_matches
from unicodedata import combining, normalize


def nearest(name: str, known: Iterable[str]) -> str:
    """The most similar of the `known` names, without regard to capitals and Polish letters; empty if none is."""
    by_folded = {_folded(each): each for each in known}
    found = get_close_matches(_folded(name), list(by_folded), n=1)
    return by_folded[found[0]] if found else ""


def asked_about(name: str) -> str:
    """The end of a sentence that asks whether `name` was meant; empty without a name."""
    return f"; czy chodziło o „{name}”?" if name else ""


def _folded(name: str) -> str:
    letters = normalize("NFKD", name.casefold().replace("ł", "l"))
    return "".join(letter for letter in letters if not combining(letter))
