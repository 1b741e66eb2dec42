"""What can be doubtful about answers beside those of earlier years. A released code is never used again."""

from typing import Final

from collector.domain.finding import Rule, Severity

_ANSWER: Final = (
    "Sprawdź wartość i jednostkę ({unit}). Jeżeli wartość jest właściwa, w tym samym wierszu wybierz „Powód zmiany” "
    "albo napisz „Wyjaśnienie”; jeżeli nie – popraw ją."
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
    "Wartość wskaźnika {indicator} to {found}, a w {year} r. było {expected}.",
    "Jeżeli naprawdę nie było ani jednego przypadku, w tym samym wierszu wybierz „Powód zmiany” albo napisz "
    "„Wyjaśnienie”. Jeżeli wartości nie znasz, wyczyść ją i w kolumnie „Brak wartości” wybierz „brak danych”.",
    can_be_explained=True,
)
LARGE_AFTER_ZERO: Final = Rule(
    "R903",
    Severity.EXPLAIN,
    "Duża wartość po zerze",
    "Wartość wskaźnika {indicator} to {found}, a w {year} r. było 0.",
    _ANSWER,
    can_be_explained=True,
)
NOTHING_DIFFERS: Final = Rule(
    "R904",
    Severity.EXPLAIN,
    "Formularz powtarza poprzednie wartości",
    "Formularz realizatora {executor} powtarza ostatnie znane wartości (takich samych: {found}, porównanych: "
    "{expected}). Wygląda to na przepisanie poprzedniego sprawozdania.",
    "Wpisz wartości za ten rok. Jeżeli naprawdę się nie zmieniły, potwierdź to raz: w pierwszym z tych wierszy "
    "({indicator}) wybierz „Powód zmiany” albo napisz „Wyjaśnienie”.",
    can_be_explained=True,
)
SAME_TEXT: Final = Rule(
    "R905",
    Severity.EXPLAIN,
    "Tekst taki sam jak poprzednio",
    "Opis przy wskaźniku {indicator} jest słowo w słowo taki sam jak za {year} r.: „{found}”.",
    "Opisz ten rok. Jeżeli opis jest nadal aktualny, w tym samym wierszu napisz to w kolumnie „Wyjaśnienie”.",
    can_be_explained=True,
)
UNUSUAL_TOTAL: Final = Rule(
    "R906",
    Severity.EXPLAIN,
    "Niezwykła suma wartości jednostki",
    "Wskaźniki realizatora {executor} podawane w jednostce „{unit}” dają razem {found}, a ostatnio dawały {expected} "
    "({change}), choć żaden z nich nie zmienił się bardzo ({count}).",
    "Sprawdź, czy wszystkie wartości są z właściwego roku i w jednostce „{unit}”. Jeżeli tak, w wierszu {indicator} "
    "wybierz „Powód zmiany” albo napisz „Wyjaśnienie”.",
    can_be_explained=True,
    trial=True,
)

RULES: Final = tuple(value for value in list(globals().values()) if isinstance(value, Rule))
