"""Several numbers in one cell: `7/25`, `8096 rodzin / 14 113 osób`, `697 (SDS-513 Kluby -184)`, `5 w tym 4 dzieci`."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from collector.domain.indicator import Component, Indicator, Role
from collector.values.numbers import ReadNumber, read_number
from collector.values.text import SPACES, one_line, same
from collector.values.writing import polish_number

OF_WHICH: Final = r"(?:w\s+tym|z\s+tego)\b"
_NUMBER: Final = rf"(?:[1-9][0-9]{{0,2}}(?:[{SPACES}.][0-9]{{3}})+(?![0-9])|[0-9]+)(?:[.,][0-9]+)?"
_DATE: Final = r"(?<![0-9])(?:[0-9]{1,2}\.[0-9]{1,2}\.(?:19|20)[0-9]{2}|(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2})(?![0-9])"
_COMPOSITE: Final = re.compile(
    rf"(?P<leading>{_NUMBER}\**[^0-9/(;,:]*?)\s*"
    rf"(?P<between>\(|[,;:]?\s*{OF_WHICH}:?|/|;|,\s+|:\s|\b(?:i|oraz)\b)(?P<rest>.*[0-9].*)",
    re.IGNORECASE,
)
_TOTAL_BEFORE: Final = re.compile(rf"\(|.*{OF_WHICH}:?|:\s", re.IGNORECASE)
_BETWEEN_PARTS: Final = re.compile(r"[;/]|,\s+|\s(?:i|oraz)\s")
_EDGES: Final = SPACES + "-–—:,;/.()*"
_FOUND: Final = re.compile(rf"(?P<date>{_DATE})|{_NUMBER}")
# Beside a number, words that make it a limit, an estimate or a number of something else.
_NOT_EXACT: Final = re.compile(
    r"[~≈<>≤≥%‰€$]|\b(?:ok|ca|około|okolo|circa|przybliżeniu|ponad|powyżej|poniżej|najmniej|najwyżej|prawie|niemal|do|min|max"
    r"|tys|mln|mld|zł|zl|złot\w+|pln|eur|euro|usd|proc\w*)\b"
)
# A letter for a figure makes another number than the one before it: no list of numbers then.
_LETTER_FOR_FIGURE: Final = re.compile(r"[0-9][oOlI](?![^\W\d_])")
_LONGEST: Final = 500
_SHOWN_NUMBERS: Final = 6
_SHORTEST_NAME: Final = 2


@dataclass(frozen=True, slots=True)
class Part:
    """A number beside the first one; `name` is what is said of it, if anything."""

    name: str
    number: Decimal


@dataclass(frozen=True, slots=True)
class Composite:
    """`leading` is the first number with its noun; `parts` are known only where the text says of what."""

    leading: str
    mark: str
    numbers: tuple[str, ...]
    parts: tuple[Part, ...]

    @property
    def hint(self) -> str:
        """The numbers found, as part of a Polish sentence."""
        *first, last = self.numbers[:_SHOWN_NUMBERS]
        return f"{', '.join(first)} i {last}{' (i dalsze)' if len(self.numbers) > _SHOWN_NUMBERS else ''}"


def find_composite(text: str) -> Composite | None:
    """The numbers of `text`, if it is several of them joined by a sign or by words; None if it is anything else."""
    if len(text) > _LONGEST:
        return None
    line = one_line(text.replace("\n", "; "))
    match = _COMPOSITE.fullmatch(line)
    if match is None or _LETTER_FOR_FIGURE.search(line):
        return None
    numbers = tuple(found[0] for found in _FOUND.finditer(line) if not found["date"])
    if len(numbers) < 2:
        return None
    has_total = _TOTAL_BEFORE.fullmatch(match["between"]) is not None
    parts = _parts(match["rest"]) if has_total or match["between"] == "/" else ()
    named_or_total = has_total or all(part.name for part in parts)
    leading, mark = match["leading"].replace("*", ""), "*" * max(match["leading"].count("*"), _marks_after(line))
    return Composite(leading, mark, numbers, parts if named_or_total else ())


def parts_of(composite: Composite, total: Decimal, asked: Indicator | Component, *, whole: bool) -> tuple[Part, ...]:
    """The parts of `composite`, if they are the parts that the catalogue defines for `asked`; else none.

    They must be as many, bear the names of different components where they bear any, agree with `total` and be whole
    numbers where only these make sense.
    """
    defined = _defined(asked)
    if not composite.parts or len(composite.parts) != len(defined) or not _agree(composite.parts, total, asked):
        return ()
    if whole and any(part.number != part.number.to_integral_value() for part in composite.parts):
        return ()
    units = {form for asks in (asked, *defined) for form in asks.unit.forms if form}
    parts = tuple(replace(part, name=_without(units, part.name)) for part in composite.parts)
    remaining = list(defined)
    for part in parts:
        if not part.name:
            continue
        named = [component for component in remaining if _is_named(part.name, component)]
        if len(named) != 1:
            return ()
        remaining.remove(named[0])
    return parts


def told(parts: tuple[Part, ...]) -> str:
    """`części: SDS 513, Kluby 184 – wpisz je także w ich wierszach`."""
    each = ", ".join(f"{part.name} {polish_number(part.number)}".strip() for part in parts)
    return (
        f"część: {each} – wpisz ją także w jej wierszu"
        if len(parts) == 1
        else f"części: {each} – wpisz je także w ich wierszach"
    )


def _marks_after(line: str) -> int:
    return len(line) - len(line.rstrip("*"))


def _defined(asked: Indicator | Component) -> tuple[Component, ...]:
    if not isinstance(asked, Indicator):
        return ()
    return (*asked.parts(Role.PART_OF), *asked.parts(Role.ALL_PARTS))


def _agree(parts: tuple[Part, ...], total: Decimal, asked: Indicator | Component) -> bool:
    """Whether the parts can be parts of `total`: none is larger, and all together are it if they are all."""
    if any(part.number > total for part in parts):
        return False
    is_all = isinstance(asked, Indicator) and not asked.parts(Role.PART_OF)
    return not is_all or sum(part.number for part in parts) == total


def _without(units: set[str], name: str) -> str:
    """`name` without the units that were typed after its number; of „tys. zł” nothing is left out but the whole."""
    forms = "|".join(re.escape(form) for form in sorted(units, key=len, reverse=True))
    return one_line(re.sub(rf"(?<!\S)(?:{forms})(?!\S)", " ", name, flags=re.IGNORECASE)).strip(_EDGES)


def _is_named(name: str, component: Component) -> bool:
    """Whether `name` is the beginning of the component's name, or the other way round, and leaves its number exact."""
    typed, known = same(name), same(component.name)
    added = set(typed.split()) - set(known.split())
    is_named = len(typed) >= _SHORTEST_NAME and (known.startswith(typed) or typed.startswith(known))
    return is_named and not any(_NOT_EXACT.search(word) for word in added)


def _parts(rest: str) -> tuple[Part, ...]:
    """The parts with their names; none if some number cannot be given to a name."""
    rest = re.sub(rf"^(?:{OF_WHICH}:?|m\.\s?in\.:?)\s*", "", rest.rstrip("*").strip(_EDGES), flags=re.IGNORECASE)
    pieces = [piece for piece in _BETWEEN_PARTS.split(rest) if piece.strip(_EDGES)]
    if len(pieces) == 1:
        pieces = _unseparated(rest)
    parts = [_part(piece) for piece in pieces]
    return tuple(part for part in parts if part) if all(parts) else ()


def _unseparated(rest: str) -> list[str]:
    """`SDS-513 Kluby -184` and `513 osób 184 kluby` cut before each name or before each number."""
    before_name, before_number = r"(?<=[0-9])\s+(?=[^\W\d])", r"(?<=[^\W\d])\s+(?=[0-9])"
    return re.split(before_number if rest[:1].isdecimal() else before_name, rest)


def _part(piece: str) -> Part | None:
    found = [match[0] for match in _FOUND.finditer(piece)]
    if len(found) != 1:
        return None
    read = read_number(found[0], whole=True)
    name = piece.replace(found[0], " ", 1)
    return Part(one_line(name).strip(_EDGES), read.number) if isinstance(read, ReadNumber) else None
