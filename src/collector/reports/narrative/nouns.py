"""The nouns that the narrative counts itself; those of the indicators belong to the catalogue."""

from typing import Final

from collector.domain.indicator import Gender, Unit

_MASCULINE, _PERSONAL = Gender.MASCULINE, Gender.MASCULINE_PERSONAL
_FEMININE, _NEUTER = Gender.FEMININE, Gender.NEUTER


def _noun(nominative: tuple[str, str, str], genitive: str, accusative: str, gender: Gender) -> Unit:
    """A noun after 1, 2–4 and 5, then after „z 1” and „o 1”."""
    one, few, many = nominative
    return Unit(one=one, few=few, many=many, genitive=genitive, accusative=accusative, gender=gender)


INDICATOR: Final = _noun(("wskaźnik", "wskaźniki", "wskaźników"), "wskaźnika", "wskaźnik", _MASCULINE)
VALUE: Final = _noun(("wartość", "wartości", "wartości"), "wartości", "wartość", _FEMININE)
EXECUTOR: Final = _noun(("realizator", "realizatorzy", "realizatorów"), "realizatora", "realizatora", _PERSONAL)
QUESTION: Final = _noun(("pytanie", "pytania", "pytań"), "pytania", "pytanie", _NEUTER)
POINT: Final = _noun(
    ("punkt procentowy", "punkty procentowe", "punktów procentowych"),
    "punktu procentowego",
    "punkt procentowy",
    _MASCULINE,
)
TABLE: Final = _noun(
    ("tabela statystyczna", "tabele statystyczne", "tabel statystycznych"),
    "tabeli statystycznej",
    "tabelę statystyczną",
    _FEMININE,
)
CELL: Final = _noun(
    ("pozycja tabeli", "pozycje tabeli", "pozycji tabeli"), "pozycji tabeli", "pozycję tabeli", _FEMININE
)
ENTRY: Final = _noun(
    ("pozycja rejestru", "pozycje rejestru", "pozycji rejestru"), "pozycji rejestru", "pozycję rejestru", _FEMININE
)
ACTION: Final = _noun(("działanie", "działania", "działań"), "działania", "działanie", _NEUTER)
CHANGE: Final = _noun(("zmiana", "zmiany", "zmian"), "zmiany", "zmianę", _FEMININE)
GOAL: Final = _noun(("cel", "cele", "celów"), "celu", "cel", _MASCULINE)
