"""What can be wrong with recorded waivers and agreed values. A released code is never used again."""

from typing import Final

from collector.domain.finding import Rule, Severity

UNUSED: Final = Rule(
    "O001",
    Severity.EXPLAIN,
    "Odstępstwo niewykorzystane",
    "Odstępstwo od reguły {waived} (wiersz {line}; {about}) nie ma czego rozstrzygać{part}: {why}.",
    "Popraw ten wpis w pliku decisions.yaml albo go usuń.",
)
EXPIRED: Final = Rule(
    "O002",
    Severity.EXPLAIN,
    "Odstępstwo wygasło",
    "Odstępstwo od reguły {waived} (wiersz {line}; {about}) obowiązywało tylko do {until}, więc uwaga jest znowu "
    "otwarta.",
    "Poproś realizatora o poprawkę i usuń ten wpis z pliku decisions.yaml. Jeżeli odstępstwo ma obowiązywać nadal, "
    "wpisz w „wazne_do” nowy dzień, a w „powod”, „osoba” i „data” – dlaczego, kto i kiedy je przedłużył.",
)
CONTRADICTED: Final = Rule(
    "O003",
    Severity.EXPLAIN,
    "Odstępstwo dla innej wartości",
    "Odstępstwo od reguły {waived} (wiersz {line}; {about}) dotyczy wartości „{expected}”, a teraz jest „{found}”, "
    "więc uwaga jest znowu otwarta.",
    "Sprawdź nową wartość. Jeżeli odstępstwo ma dotyczyć także jej, popraw w pliku decisions.yaml „wartosc”, „powod”, "
    "„osoba” i „data”. Jeżeli nie, usuń ten wpis i poproś realizatora o poprawkę.",
)
AGREEMENT_UNUSED: Final = Rule(
    "O004",
    Severity.EXPLAIN,
    "Uzgodnienie niewykorzystane",
    "Uzgodnienie wartości wskaźnika {indicator} (decisions.yaml, wiersz {line}) jest zbędne: {why}.",
    "Popraw ten wpis w pliku decisions.yaml albo go usuń.",
)

RULES: Final = tuple(value for value in list(globals().values()) if isinstance(value, Rule))
