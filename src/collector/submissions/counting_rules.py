"""What can be wrong with several returns of one executor, and with what was decided about them.

A released code is never used again.
"""

from typing import Final

from collector.domain.finding import Rule, Severity

SAME_FILE_TWICE: Final = Rule(
    "T307",
    Severity.INFO,
    "Ten sam plik dwa razy",
    "Plik ma dokładnie tę samą treść co {found}; to jeden zwrot.",
    "Nic nie trzeba robić. Zbędną kopię można usunąć.",
)
TWO_CURRENT: Final = Rule(
    "T308",
    Severity.BLOCKS,
    "Dwa różne zwroty jednego realizatora",
    "Nie policzono żadnego zwrotu realizatora {executor}, bo nie wiadomo, który jest aktualny: {why}. "
    "Do wyboru: {found}.",
    "Popraw w metryczce „Numer korekty” (1, 2 …) lub datę albo przenieś niewłaściwy plik poza folder zwrotów. "
    "Można też rozstrzygnąć to w pliku decisions.yaml: pod wierszem „rozstrzygniecia:” (jeżeli go nie ma, najpierw go "
    "dopisz) wklej poniższe wiersze, w „liczy_sie” wpisz odcisk właściwego pliku i uzupełnij pozostałe.\n{lines}\n"
    "Potem sprawdź zwroty jeszcze raz.",
)
REPLACED: Final = Rule(
    "T310",
    Severity.INFO,
    "Zwrot zastąpiony innym",
    "Tego pliku nie policzono: {why}. Różnice wobec pliku {newer}: {found}.",
    "Nic nie trzeba robić, jeżeli tak miało być. Wszystkie różnice wymienia arkusz „Zmiany po korektach” w pliku "
    "uwagi.xlsx.",
)
SAME_CONTENT: Final = Rule(
    "T311",
    Severity.INFO,
    "Dwa pliki z tą samą treścią",
    "W pliku podano dokładnie to samo co w pliku {found}, choć zapisano go osobno; to jeden zwrot.",
    "Nic nie trzeba robić. Zbędną kopię można usunąć.",
)
CORRECTION_DROPS: Final = Rule(
    "T312",
    Severity.EXPLAIN,
    "Korekta bez wcześniejszych danych",
    "W pliku {newer} brakuje danych z tego pliku: {found}. Tego pliku nie policzono: {why}.",
    "Jeżeli te dane usunięto celowo, potwierdź to koordynatorowi. Jeżeli nie, uzupełnij je w kolejnej korekcie i nadaj "
    "jej następny numer. Wszystkie różnice wymienia arkusz „Zmiany po korektach” w pliku uwagi.xlsx.",
)
UNREADABLE_CORRECTION: Final = Rule(
    "T313",
    Severity.EXPLAIN,
    "Nieczytelny numer korekty",
    "W metryczce, w polu „Numer korekty”, wpisano „{found}”, a to nie jest liczba całkowita.",
    "Wpisz samą liczbę (1, 2 …); w pierwszym zwrocie zostaw to pole puste.",
)
DECISION_WITHOUT_RETURN: Final = Rule(
    "T314",
    Severity.EXPLAIN,
    "Rozstrzygnięcie bez zwrotu",
    "Rozstrzygnięcie (wiersz {line}) mówi, że liczy się zwrot o odcisku {found}, a realizator {executor} nie ma "
    "takiego zwrotu.",
    "Odszukaj odcisk właściwego pliku w pliku uwagi.xlsx (arkusz „Rejestr zwrotów”, ostatnia kolumna) i popraw "
    "„liczy_sie”; zbędny wpis usuń.",
)
DECISION_NOT_NEEDED: Final = Rule(
    "T315",
    Severity.EXPLAIN,
    "Rozstrzygnięcie zbędne",
    "Rozstrzygnięcie (wiersz {line}) nie ma czego rozstrzygać: i bez niego liczy się {found}.",
    "Usuń ten wpis albo sprawdź, czy w folderze zwrotów są wszystkie pliki realizatora {executor}.",
)
DECISION_OVERTAKEN: Final = Rule(
    "T316",
    Severity.BLOCKS,
    "Rozstrzygnięcie nie obejmuje wszystkich zwrotów",
    "Rozstrzygnięcie (wiersz {line}) wskazuje zwrot {chosen}, ale nie uwzględnia: {found}. Żadnego zwrotu realizatora "
    "{executor} nie policzono.",
    "Rozstrzygnij jeszcze raz: w „liczy_sie” zostaw lub wpisz odcisk właściwego zwrotu, a wiersz „zwroty” zastąp takim "
    "(jeżeli go nie ma, dopisz go): zwroty: {returns}. Niewłaściwy plik można też przenieść poza folder zwrotów.",
)

RULES: Final = tuple(value for value in list(globals().values()) if isinstance(value, Rule))
