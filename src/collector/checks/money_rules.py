"""What can be wrong with the money and the terms of the register. A released code is never used again."""

from typing import Final

from collector.domain.finding import Rule, Severity

COST_AND_SOURCES: Final = Rule(
    "D810",
    Severity.EXPLAIN,
    "Koszt nie jest sumą źródeł",
    "Działanie {indicator}: {cause}",
    "Popraw koszt albo kwoty źródeł; mają się zgadzać co do grosza. Koszt wspólny dla kilku wierszy wpisz w pierwszym, "
    "a w następnych „j.w.”.",
)
NO_SOURCES: Final = Rule(
    "D811",
    Severity.EXPLAIN,
    "Koszt bez źródeł finansowania",
    "Działanie {indicator}: {cause}",
    "Wpisz, ile pochodzi z każdego źródła; tam, skąd nic nie pochodzi, wpisz 0, a gdzie nie wiadomo – „b.d.”.",
)
SOURCES_WITHOUT_COST: Final = Rule(
    "D812",
    Severity.EXPLAIN,
    "Źródła bez kosztu",
    "Działanie {indicator}: {cause}",
    "Wpisz w koszcie kwotę albo usuń kwoty źródeł.",
)
WHOLE_AND_PARTS: Final = Rule(
    "D813",
    Severity.EXPLAIN,
    "Części nie pasują do całości",
    "Działanie {indicator}: {cause}",
    "Popraw kwotę całości albo jej części. Części „z tego” mają dać dokładnie całość, części „w tym” najwyżej całość.",
)
OTHER_YEAR: Final = Rule(
    "D814",
    Severity.EXPLAIN,
    "Termin spoza roku sprawozdawczego",
    "Działanie {indicator}: {cause}",
    "Popraw termin albo wyjaśnij w uwagach, dlaczego koszt należy do tego roku.",
)
MULTI_YEAR: Final = Rule(
    "D815",
    Severity.EXPLAIN,
    "Działanie wieloletnie",
    "Działanie {indicator}: {cause}",
    "Potwierdź koordynatorowi, że działanie obejmowało więcej niż jeden rok kalendarzowy. Jeżeli koszt dotyczy jednego "
    "roku, wpisz w terminie tylko ten rok.",
)

NO_YEAR: Final = Rule(
    "D817",
    Severity.EXPLAIN,
    "Termin bez roku",
    "Działanie {indicator}: {cause}",
    "Wpisz w terminie rok albo lata, np. 2020 r. albo 2018-2020.",
)

RULES: Final = tuple(value for value in list(globals().values()) if isinstance(value, Rule))
