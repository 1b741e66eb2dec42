"""Polish around figures: nouns and verbs that agree with them, indicators as subjects, words that stay together.

Norms: Wielki słownik ortograficzny PWN, zasady składni liczebników; no line ends with a one-letter word.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from collector.domain.consolidation import Result
from collector.domain.indicator import Unit
from collector.reports.narrative.figures import Figure
from collector.reports.narrative.marks import as_typed
from collector.reports.narrative.story import Story
from collector.values.declension import PastTense, accusative, genitive, nominative, past_tense
from collector.values.text import one_line
from collector.values.writing import NBSP

ROSE: Final[tuple[PastTense, ...]] = (
    ("wzrósł", "wzrosła", "wzrosło", "wzrosły"),
    ("zwiększył się", "zwiększyła się", "zwiększyło się", "zwiększyły się"),
)
FELL: Final[tuple[PastTense, ...]] = (
    ("zmalał", "zmalała", "zmalało", "zmalały"),
    ("zmniejszył się", "zmniejszyła się", "zmniejszyło się", "zmniejszyły się"),
)
_MASCULINE, _FEMININE, _PLURAL = 0, 1, 3
# With which words names of indicators begin, and how the verb agrees with them.
_HEADS: Final = {
    "liczba": _FEMININE, "ilość": _FEMININE, "wysokość": _FEMININE, "średnia": _FEMININE, "kwota": _FEMININE,
    "suma": _FEMININE, "średniomiesięczna": _FEMININE, "wartość": _FEMININE, "powierzchnia": _FEMININE,
    "odsetek": _MASCULINE, "procent": _MASCULINE, "udział": _MASCULINE, "wskaźnik": _MASCULINE, "koszt": _MASCULINE,
    "czas": _MASCULINE, "stopień": _MASCULINE, "poziom": _MASCULINE,
    "wydatki": _PLURAL, "koszty": _PLURAL, "środki": _PLURAL, "nakłady": _PLURAL,
}  # fmt: skip
# A second subject: „Liczba i kwota dotacji”, „Liczba osób i kwota pomocy”, „Liczba kontaktów, liczba działań”.
_SEVERAL: Final = re.compile(rf"(?: i| oraz| lub|,| ?/) ?(?:{'|'.join(_HEADS)})\b", re.IGNORECASE)
_CLAUSE: Final = re.compile(r", (?:\w+ ){0,2}któr\w+|, (?:w szczególności|w tym|zwłaszcza|m\.in\.|np\.)")
# What some names say in brackets of any unit.
_UNITS: Final = frozenset({"jednostka", "jednostki"})
_ENDS: Final = (".", "!", "?", "…")
_HUNDRED, _TWO_HUNDRED = 100, 200
_ONE_LETTER: Final = re.compile(r"(?<![^\s(„])([aiouwzAIOUWZ]) (?=\S|$)")
_BEFORE_UNIT: Final = re.compile(r"(?<=[0-9]) (?=(?:r\.|zł|tys\.|mln|%))|(?<=\btys\.) (?=zł)|(?<=\bmln) (?=zł)")
_OF_ACT: Final = re.compile(r"\b(art\.|ust\.|pkt|poz\.|nr|Nr|NR) (?=\S)")
_TOGETHER: Final = (
    (_ONE_LETTER, rf"\1{NBSP}"), (_BEFORE_UNIT, NBSP), (_OF_ACT, rf"\1{NBSP}"), (re.compile(" (?=– )"), NBSP),
)  # fmt: skip


def glued(words: str) -> str:
    """`words` with no-break spaces after one-letter words, before units and dashes, and in references to acts."""
    for pattern, together in _TOGETHER:
        words = pattern.sub(together, words)
    return words


def how_many(figure: Figure, unit: Unit) -> str:
    """`1 placówka`, `22 osoby`; only the number where the unit's forms are unknown."""
    return _with_noun(figure, nominative(figure.number, unit))


def of_how_many(figure: Figure, unit: Unit) -> str:
    """After z, do, od: `1 placówki`, `22 osób`."""
    return _with_noun(figure, genitive(figure.number, unit))


def by_how_many(figure: Figure, unit: Unit) -> str:
    """After o, na, przez: `1 placówkę`, `22 osoby`."""
    return _with_noun(figure, accusative(figure.number, unit))


def _with_noun(figure: Figure, noun: str) -> str:
    return f"{figure}{NBSP}{noun}" if noun else f"{figure}"


def did(verb: PastTense, figure: Figure, unit: Unit) -> str:
    """The verb with a counted subject: „wzrosła 1 wartość”, „wzrosły 2 wartości”, „złożyło 5 realizatorów”."""
    return f"{past_tense(figure.number, unit, verb)} {how_many(figure, unit)}"


def out_of(figure: Figure) -> str:
    """`z` before a number as it is read: `ze 186`, as in „ze stu osiemdziesięciu sześciu”, but „z minus stu”."""
    whole = int(figure.number)
    while whole >= 1000:
        whole //= 1000
    return "ze" if _HUNDRED <= whole < _TWO_HUNDRED else "z"


def share(part: Figure, whole: Figure) -> str:
    """`3 z 4`, `174 ze 175`, on one line."""
    return f"{part}{NBSP}{out_of(whole)}{NBSP}{whole}"


def values_of(figure: Figure) -> str:
    """„wartość” of one, „wartości” of several."""
    return "wartość" if figure.number == 1 else "wartości"


def agrees(verb: PastTense, gender: int) -> str:
    """The form of a verb for a subject."""
    return verb[gender]


@dataclass(frozen=True, slots=True)
class Subject:
    """An indicator as the subject of a sentence: its name, and which form of a verb goes with it.

    `has_clause` says that the name ends with a clause, after which a comma stands.
    """

    words: str
    gender: int
    has_clause: bool = False


def subject(result: Result) -> Subject:
    """„liczba asystentów rodzinnych”; „wartość wskaźnika „Zatrudnionych”” where the name has no noun to agree with."""
    name = bare_name(result)
    first = name.partition(" ")[0].casefold()
    if first in _HEADS and not _SEVERAL.search(name):
        return Subject(lowered(name), _HEADS[first], has_clause=bool(_CLAUSE.search(name)))
    return Subject(f"wartość wskaźnika „{name}”", _FEMININE)


def named(result: Result) -> str:
    """The indicator where no verb has to agree with it."""
    name = bare_name(result)
    first = name.partition(" ")[0].casefold()
    return lowered(name) if first in _HEADS else f"„{name}”"


def bare_name(result: Result) -> str:
    """The name without the full stop, the footnote sign and the unit in brackets that some catalogues print."""
    line = one_line(result.indicator.name)
    name = line.rstrip(" .*") or line
    words, _, unit = name.removesuffix(")").rpartition(" (")
    is_unit = name.endswith(")") and unit in result.indicator.unit.forms | _UNITS
    return words if words and is_unit else name


def number_of(result: Result, story: Story) -> str:
    """„(A.1.1/2)”, with its task, as the level is called, where the name alone does not tell which indicator it is."""
    id_, task = result.indicator.id, story.task_of.get(result.indicator.id)
    is_clear = story.names[result.indicator.name] <= 1 and " " in result.indicator.name
    if is_clear or task is None:
        return f"({id_})"
    return f"({story.programme.levels[task.level].one} „{one_line(task.title).rstrip('.')}”, {id_})"


def cited(words: str) -> str:
    """Words of others exactly as typed, and a full stop unless they end a sentence themselves."""
    return as_typed(words) if words.endswith(_ENDS) else f"{as_typed(words)}."


def within(words: str) -> str:
    """`words` as they stand within a name: „liczba osób”, but „Białystok”."""
    return lowered(words) if words.partition(" ")[0].casefold() in {*_HEADS, "w"} else words


def lowered(words: str) -> str:
    """`words` as they stand within a sentence; „PIT” and words in capitals stay as they are."""
    return words if words[1:2].isupper() else f"{words[:1].lower()}{words[1:]}"


def raised(words: str) -> str:
    """`words` as they begin a sentence."""
    return f"{words[:1].upper()}{words[1:]}"


def contrasted(items: Iterable[str]) -> str:
    """`a, b, a c`."""
    *first, last = items
    return f"{', '.join(first)}, a {last}" if first else last
