"""What can be wrong with the rows of the register of actions. A released code is never used again."""

from typing import Final

from collector.domain.finding import Rule, Severity

UNREADABLE_MONEY: Final = Rule(
    "D801",
    Severity.BLOCKS,
    "Kwota nie do odczytania",
    "Przy działaniu {indicator}, w kolumnie „{column}”, wpisano „{found}”: to ani kwota w złotych, ani uzgodniony "
    "powód jej braku{why}.",
    "Wpisz kwotę, np. 78177,65, albo jeden z powodów: {expected}.",
    several="Przy {number} działaniach ({indicators}), w kolumnie „{column}”, wpisano „{found}”: to ani kwota w "
    "złotych, ani uzgodniony powód jej braku{why}.",
)
OTHER_WORDS: Final = Rule(
    "D802",
    Severity.INFO,
    "Powód braku kwoty zapisany inaczej",
    "Przy działaniu {indicator}, w kolumnie „{column}”, wpisano „{found}”; odczytano to jako „{expected}”.",
    "Nic nie trzeba robić, jeżeli odczytano to właściwie.",
    several="Przy {number} działaniach ({indicators}), w kolumnie „{column}”, wpisano „{found}”; odczytano to jako "
    "„{expected}”.",
)
UNKNOWN_TASK: Final = Rule(
    "D803",
    Severity.BLOCKS,
    "Nieznane zadanie",
    "W dopisanym wierszu ({indicator}) kolumna „Zadanie” nie zawiera numeru zadania: {why}.",
    "Wybierz z listy numer zadania, do którego należy działanie.",
)
OTHER_INDICATOR: Final = Rule(
    "D804",
    Severity.BLOCKS,
    "Wskaźnik spoza listy zadania",
    "Przy działaniu {indicator} wpisano wskaźnik „{found}”, którego nie ma na liście zadania {expected}.",
    "Wybierz wskaźnik z listy w komórce. Jeżeli żaden nie pasuje, zostaw komórkę pustą i opisz wynik w uwagach.",
)
UNKNOWN_TOTAL: Final = Rule(
    "D805",
    Severity.BLOCKS,
    "Nieznane działanie nadrzędne",
    "Działanie {indicator} nie może być częścią działania „{found}”: {why}.",
    "W kolumnie „Część działania nr” wpisz numer z pierwszej kolumny albo zostaw ją pustą.",
)
NOT_DESCRIBED: Final = Rule(
    "D806",
    Severity.EXPLAIN,
    "Działanie bez danych",
    "Przy działaniu {indicator} nie ma terminu, kosztu ani wyniku („{found}”).",
    "Wypełnij wiersz. Jeżeli działania nie prowadzono, wpisz koszt 0, wynik 0 i wyjaśnij to w uwagach.",
    several="Przy {number} działaniach ({indicators}) nie ma terminu, kosztu ani wyniku.",
)
NO_COST: Final = Rule(
    "D807",
    Severity.EXPLAIN,
    "Nie podano kosztu",
    "Przy działaniu {indicator} nie ma kosztu ani powodu jego braku.",
    "Wpisz kwotę albo jeden z powodów: {expected}.",
    several="Przy {number} działaniach ({indicators}) nie ma kosztu ani powodu jego braku.",
)
NO_TERM: Final = Rule(
    "D808",
    Severity.EXPLAIN,
    "Nie podano terminu",
    "Przy działaniu {indicator} nie ma terminu, więc nie wiadomo, czy jest to działanie jednoroczne.",
    "Wpisz termin realizacji, np. 2020 r. albo marzec–maj 2020 r.",
    several="Przy {number} działaniach ({indicators}) nie ma terminu, więc nie wiadomo, czy są to działania "
    "jednoroczne.",
)
NO_RESULT: Final = Rule(
    "D809",
    Severity.EXPLAIN,
    "Nie podano wyniku",
    "Działanie {indicator} ma wskaźnik „{found}”, ale nie podano jego wartości.",
    "Wpisz liczbę albo „b.d.”, jeżeli jej nie znasz.",
    several="Przy {number} działaniach ({indicators}) podano wskaźnik, ale nie podano jego wartości.",
)

NO_NAME: Final = Rule(
    "D816",
    Severity.EXPLAIN,
    "Działanie bez nazwy",
    "W wierszu działania {indicator} nie ma jego nazwy.",
    "Wpisz, co zrobiono, w kolumnie „Realizowane działanie”.",
    several="W wierszach {number} działań ({indicators}) nie ma nazwy działania.",
)

NEGATIVE_RESULT: Final = Rule(
    "D818",
    Severity.BLOCKS,
    "Wynik ujemny",
    "Wynik działania {indicator} to {found}, a niczego nie może być mniej niż zero.",
    "Wpisz właściwą liczbę; zero jako 0.",
)

RULES: Final = tuple(value for value in list(globals().values()) if isinstance(value, Rule))
