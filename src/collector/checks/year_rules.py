"""What can be doubtful about answers beside those of earlier years. A released code is never used again."""

from typing import Final

from collector.domain.finding import Rule, Severity

_ANSWER: Final = (
    "Sprawdź wartość i jednostkę ({unit}). Jeżeli wartość jest właściwa, w tym samym wierszu wybierz powód w kolumnie "
    "„Powód zmiany” albo opisz go w kolumnie „Wyjaśnienie” (wystarczy jedno); jeżeli nie – popraw ją."
)

LARGE_CHANGE: Final = Rule(
    "R901",
    Severity.EXPLAIN,
    "Duża zmiana",
    "Wartość wskaźnika {indicator} to {found}, a w {year} r. było {expected}: {change}.{hint}",
    _ANSWER,
    can_be_explained=True,
)
ZERO_AFTER_LARGE: Final = Rule(
    "R902",
    Severity.EXPLAIN,
    "Zero po dużej wartości",
    "Wartość wskaźnika {indicator} to {found}, a w {year} r. było {expected}.{hint}",
    "Jeżeli zero jest właściwe, w tym wierszu wybierz powód w kolumnie „Powód zmiany” albo opisz go w kolumnie "
    "„Wyjaśnienie”. Jeżeli wartości nie znasz, wyczyść ją, wybierz „brak danych” w kolumnie „Brak wartości” i napisz "
    "dlaczego w „Uwagach”.",
    can_be_explained=True,
)
LARGE_AFTER_ZERO: Final = Rule(
    "R903",
    Severity.EXPLAIN,
    "Duża wartość po zerze",
    "Wartość wskaźnika {indicator} to {found}, a w {year} r. było 0.{hint}",
    _ANSWER,
    can_be_explained=True,
)
NOTHING_DIFFERS: Final = Rule(
    "R904",
    Severity.EXPLAIN,
    "Formularz powtarza poprzednie wartości",
    "Formularz realizatora {executor} powtarza ostatnie znane wartości (takie same: {found} z {expected} "
    "porównanych). Być może przepisano poprzednie sprawozdanie.",
    "Wpisz wartości za rok sprawozdawczy. Jeżeli naprawdę się nie zmieniły, potwierdź to raz, w wierszu {indicator}: w "
    "kolumnie „Powód zmiany” wybierz „wartość sprawdzona, jest właściwa” albo napisz to w kolumnie „Wyjaśnienie”.",
    can_be_explained=True,
)
SAME_TEXT: Final = Rule(
    "R905",
    Severity.EXPLAIN,
    "Tekst taki sam jak poprzednio",
    "Opis przy wskaźniku {indicator} jest słowo w słowo taki sam jak za {year} r.: „{found}”.",
    "Wpisz opis za rok sprawozdawczy. Jeżeli poprzedni jest nadal aktualny, napisz to w tym samym wierszu, w kolumnie "
    "„Wyjaśnienie”.",
    can_be_explained=True,
    needs_words=True,
)
UNUSUAL_TOTAL: Final = Rule(
    "R906",
    Severity.EXPLAIN,
    "Niezwykła suma wartości realizatora",
    "Wskaźniki realizatora {executor} podawane w jednostce „{unit}” ({count}) dają razem {found}, a ostatnio dawały "
    "{expected} ({change}), choć żaden z nich osobno nie zmienił się bardzo.",
    "Sprawdź, czy wszystkie wartości są z właściwego roku i w jednostce „{unit}”. Jeżeli tak, w wierszu {indicator} "
    "wybierz powód w kolumnie „Powód zmiany” albo opisz go w kolumnie „Wyjaśnienie”.",
    can_be_explained=True,
    trial=True,
)

RULES: Final = tuple(value for value in list(globals().values()) if isinstance(value, Rule))
