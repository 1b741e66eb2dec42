"""What can be wrong with numbers by what the catalogue knows of them. A released code is never used again."""

from typing import Final

from collector.domain.finding import Rule, Severity

UNUSUAL_VALUE: Final = Rule(
    "W419",
    Severity.EXPLAIN,
    "Wartość poza zwykłym zakresem",
    "Wartość wskaźnika {indicator} to {found}, a zwykle wynosi {expected} ({unit}).",
    "Sprawdź liczbę i jednostkę ({unit}). Jeżeli wartość jest właściwa, w tym samym wierszu wybierz powód w kolumnie "
    "„Powód zmiany” albo opisz go w kolumnie „Wyjaśnienie”; jeżeli nie – popraw ją.",
    can_be_explained=True,
)
WHOLE_SCALE: Final = Rule(
    "W420",
    Severity.EXPLAIN,
    "Odpowiedź obejmuje całą skalę",
    "Przy wskaźniku {indicator} podano „{found}”: zarazem najniższy i najwyższy poziom skali, więc nie wiadomo, który "
    "jest właściwy.",
    "Wybierz poziom, który przeważa. Jeżeli poziomy naprawdę się różnią, w tym samym wierszu napisz w kolumnie "
    "„Wyjaśnienie”, czego dotyczy każdy z nich.",
    can_be_explained=True,
    needs_words=True,
)
REPETITION_DIFFERS: Final = Rule(
    "L605",
    Severity.BLOCKS,
    "Powtórzony wskaźnik ma inną wartość",
    "Wskaźnik {indicator} ma mieć tę samą wartość co {other}, a podano różne: {found} i {expected} (druga: {where}).",
    "Ustal, która wartość jest właściwa, i wpisz ją w obu miejscach.",
    can_be_waived=True,
)
NUMERATOR_EXCEEDS: Final = Rule(
    "L606",
    Severity.BLOCKS,
    "Licznik większy od mianownika",
    "Licznik wskaźnika {indicator} to {found}, a mianownik tylko {expected}, więc procent byłby większy od 100.",
    "Sprawdź licznik i mianownik ({inputs}) i popraw niewłaściwą liczbę; być może wpisano je na odwrót.",
)

RULES: Final = tuple(value for value in list(globals().values()) if isinstance(value, Rule))
