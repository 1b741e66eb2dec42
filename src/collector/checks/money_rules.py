"""What can be wrong with the money and the terms of the register. A released code is never used again."""

from typing import Final

from collector.domain.finding import Rule, Severity

COST_AND_SOURCES: Final = Rule(
    "D810",
    Severity.EXPLAIN,
    "Koszt nie jest sumą źródeł",
    "Działanie {indicator}. {cause}",
    "Popraw koszt albo kwoty źródeł; mają się zgadzać co do grosza. Koszt wspólny dla kilku wierszy wpisz w pierwszym, "
    "a w następnych „j.w.”. Jeżeli kwoty są właściwe, napisz w kolumnie „Wyjaśnienie”, skąd różnica.",
    can_be_explained=True,
)
NO_SOURCES: Final = Rule(
    "D811",
    Severity.EXPLAIN,
    "Koszt bez źródeł finansowania",
    "Działanie {indicator}. {cause}",
    "Wpisz, ile pochodzi z każdego źródła: 0, jeżeli nic, a gdy nie wiadomo – powód wymieniony w arkuszu „Instrukcja”. "
    "Jeżeli kosztu nie da się podzielić, napisz dlaczego w kolumnie „Wyjaśnienie”.",
    can_be_explained=True,
)
SOURCES_WITHOUT_COST: Final = Rule(
    "D812",
    Severity.EXPLAIN,
    "Źródła bez kosztu",
    "Działanie {indicator}. {cause}",
    "W kolumnie „Koszt działania (zł)” wpisz kwotę albo usuń kwoty źródeł. Jeżeli są właściwe, napisz w kolumnie "
    "„Wyjaśnienie”, dlaczego kosztu nie podano.",
    can_be_explained=True,
)
WHOLE_AND_PARTS: Final = Rule(
    "D813",
    Severity.EXPLAIN,
    "Części nie pasują do całości",
    "Działanie {indicator}. {cause}",
    "Popraw kwotę całości albo jej części. Części „z tego” mają dać dokładnie całość, a części „w tym” – najwyżej "
    "całość. Jeżeli kwoty są właściwe, napisz w kolumnie „Wyjaśnienie”, skąd różnica.",
    can_be_explained=True,
)
OTHER_YEAR: Final = Rule(
    "D814",
    Severity.EXPLAIN,
    "Termin spoza roku sprawozdawczego",
    "Działanie {indicator}. {cause}",
    "Popraw termin albo napisz w kolumnie „Wyjaśnienie”, dlaczego koszt należy do roku sprawozdawczego.",
    can_be_explained=True,
)
MULTI_YEAR: Final = Rule(
    "D815",
    Severity.EXPLAIN,
    "Działanie wieloletnie",
    "Działanie {indicator}. {cause}",
    "Jeżeli działanie obejmowało więcej niż jeden rok kalendarzowy, napisz to w kolumnie „Wyjaśnienie”. Jeżeli koszt "
    "dotyczy jednego roku, w kolumnie „Termin realizacji” wpisz tylko ten rok.",
    can_be_explained=True,
)

NO_YEAR: Final = Rule(
    "D817",
    Severity.EXPLAIN,
    "Termin bez roku",
    "Działanie {indicator}. {cause}",
    "W kolumnie „Termin realizacji” wpisz rok albo lata, np. 2020 r. albo 2018-2020. Jeżeli terminu nie da się "
    "określić, napisz dlaczego w kolumnie „Wyjaśnienie”.",
    can_be_explained=True,
)

RULES: Final = tuple(value for value in list(globals().values()) if isinstance(value, Rule))
