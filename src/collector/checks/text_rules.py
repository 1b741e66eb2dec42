"""What can be wrong with words that somebody typed. A released code is never used again."""

from typing import Final

from collector.domain.finding import Rule, Severity

PLACEHOLDER: Final = Rule(
    "K506",
    Severity.BLOCKS,
    "Miejsce do uzupełnienia",
    "We wpisie przy {indicator}, w kolumnie „{column}”, zostało miejsce do uzupełnienia: „{found}”.",
    "Wpisz w to miejsce to, czego brakuje. Jeżeli niczego nie brakuje, usuń z wpisu „{found}”.",
    can_be_waived=True,
)
DATE_OUTSIDE_PERIOD: Final = Rule(
    "K507",
    Severity.EXPLAIN,
    "Data sporządzenia spoza okresu",
    "W arkuszu „Metryczka” data sporządzenia to {found}. Dane za {year} r. można podać najwcześniej {expected}.{hint}",
    "Wpisz właściwą datę (rok-miesiąc-dzień), np. {example}. Jeżeli dane podano przed końcem roku, uzupełnij je i "
    "odeślij formularz jeszcze raz.",
)
NOT_APPROVED: Final = Rule(
    "K508",
    Severity.EXPLAIN,
    "Brak zatwierdzenia",
    "W arkuszu „Metryczka” pole „{found}” jest puste, więc nie wiadomo, kto odpowiada za dane.",
    "Wpisz, kto zatwierdził dane do przekazania, albo potwierdź dane koordynatorowi w inny sposób.",
)

NO_DATA_WITHOUT_REASON: Final = Rule(
    "K509",
    Severity.EXPLAIN,
    "Brak danych bez powodu",
    "Przy wskaźniku {indicator} podano „{found}”, ale nie napisano, dlaczego danych nie ma.",
    "W tym samym wierszu napisz powód w kolumnie „Uwagi” albo „Wyjaśnienie” (np. kto te dane ma albo od kiedy będą "
    "zbierane). Jeżeli wartość jest znana, wpisz ją.",
    several="Podano „brak danych”, ale nie napisano, dlaczego danych nie ma ({count}): {indicators}.",
    can_be_explained=True,
    needs_words=True,
)

RULES: Final = tuple(value for value in list(globals().values()) if isinstance(value, Rule))
