"""What stands in the columns of the published table that collector fills for an indicator."""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Final

from collector.domain.consolidation import Result
from collector.domain.indicator import Indicator, Kind
from collector.domain.observation import Status
from collector.domain.programme import Programme, ReportColumn
from collector.domain.register import Entry
from collector.values.writing import NBSP, polish_number, shown_value, with_gap, without_trailing_zeros

# Something was typed, and nobody knows what it means.
UNCLEAR: Final = "do wyjaśnienia"
_OF_WORDS: Final = "Ocena „zgodnie z celem” znaczy, że taka zmiana jest wśród zapisanych w programie."
# As the target „Utrzymanie na tym samym poziomie” says it.
_SAME_LEVEL: Final = "tym samym poziomie"
# The percentage by which the band is explained.
_SHOWN: Final = Decimal(40)


def _base_text(result: Result, _band: Decimal) -> str:
    base = result.indicator.base
    return f"{polish_number(base.value)}{base.mark}" if base else ""


def _previous_text(result: Result, _band: Decimal) -> str:
    previous = result.previous
    if previous is None:
        return ""
    words = previous.text if previous.value is None else shown_value(previous.value, result.indicator)
    return with_gap(words, previous.missing)


def _target_text(result: Result, _band: Decimal) -> str:
    return result.indicator.target.text if result.indicator.target else ""


def _assessment_text(result: Result, band: Decimal) -> str:
    assessment = result.assessment(band)
    return assessment.words if assessment else ""


def value_text(entry: Entry) -> str:
    """What the report shows as the result of an action."""
    if entry.value.status is Status.NOT_SUBMITTED:
        return UNCLEAR if entry.raw.strip() else ""
    return entry.value.text or entry.raw


# By the key of the column; `band` is the change in percent that still counts as upkeep.
INDICATOR_TEXTS: Final[Mapping[str, Callable[[Result, Decimal], str]]] = {
    "wskaznik": lambda result, _: result.indicator.name,
    "jednostka": lambda result, _: result.indicator.unit.label,
    "wartosc": lambda result, _: result.shown,
    "poprzednia": _previous_text,
    "bazowa": _base_text,
    "cel": _target_text,
    "ocena": _assessment_text,
}

# Of these a register has nothing to say, as the indicators have nothing to say of terms and money.
_NOT_OF_REGISTER: Final = frozenset({"lp", "jednostka", "poprzednia", "bazowa", "cel", "ocena"})


def indicator_columns(programme: Programme) -> tuple[ReportColumn, ...]:
    """The columns of the table of indicators: without those of a register that the same programme keeps."""
    register = programme.register
    of_register = {"dzialanie", "termin", *register.money_keys} if register else set()
    return tuple(column for column in programme.report.columns if column.key not in of_register)


def register_columns(programme: Programme) -> tuple[ReportColumn, ...]:
    """The columns of the register of actions."""
    return tuple(column for column in programme.report.columns if column.key not in _NOT_OF_REGISTER)


def assessment_method(band: Decimal, *, has_base: bool = True) -> str:
    """How values are assessed by the words of their targets, for the reader of the report.

    `has_base` says whether the programme has base values.
    """
    return f"{_comparison(band, has_base=has_base)} {_OF_WORDS}"


def assessment_rules(band: Decimal, indicators: Iterable[Indicator]) -> list[str]:
    """How the values of `indicators` are compared and assessed, a paragraph each; only what concerns them."""
    indicators = list(indicators)
    targets = [indicator.target for indicator in indicators if indicator.target]
    base_years = sorted({indicator.base.year for indicator in indicators if indicator.base})
    within = f"{polish_number(band)}%"
    rules = [_comparison(band, has_base=bool(base_years))]
    if any(_SAME_LEVEL in target.text.casefold() for target in targets):
        rules.append("Tak samo ocenia się cel „Utrzymanie na tym samym poziomie”.")
    if base_years:
        years = ", ".join(f"{year}{NBSP}r." for year in base_years)
        rules.append(f"Wartości roku bazowego ({years}) się nie ocenia.")
    if any(target.number is None for target in targets):
        rules.append(_OF_WORDS)
    if any(target.number is not None for target in targets):
        rules.append(
            "Cel liczbowy „co najmniej” jest osiągnięty, gdy wartość jest równa podanej liczbie albo większa, "
            "„co najwyżej” – gdy jest równa albo mniejsza, „około” – gdy różni się od niej o nie więcej niż "
            f"{within}. W nawiasie podano, jaką część tej liczby stanowi wartość; przy celu równym zeru się jej nie "
            "podaje."
        )
    if any(indicator.target is None for indicator in indicators):
        rules.append(
            "Gdy program nie podaje celu, ocenia się kierunek zmiany. „Poprawa” to wzrost, gdy lepiej jest więcej, "
            "albo spadek, gdy lepiej jest mniej; „pogorszenie” – zmiana odwrotna; „bez istotnej zmiany” – najwyżej "
            f"o {within}. Wskaźnik, który ma się nie zmieniać, ma „poziom utrzymany” albo „poziom nieutrzymany”. "
            "Wskaźników, które tylko opisują sytuację (kontekst), się nie ocenia."
        )
    rules.append(
        "Zmianę w procentach liczy się od wartości wcześniejszej. Gdy wynosiła ona zero, procentu się nie podaje, a "
        "każdą inną wartość uznaje się za wzrost lub spadek. O ocenie decyduje zmiana przed zaokrągleniem."
    )
    if band:
        rules.append(
            f"Przy małych liczbach zmiana o jeden bywa większa niż {within}; taką ocenę należy czytać razem "
            "z wartościami."
        )
    if any(indicator.kind is Kind.PERCENTAGE for indicator in indicators):
        least, most = (polish_number(without_trailing_zeros(_SHOWN * (100 + step) / 100)) for step in (-band, band))
        rules.append(
            "Różnicę wskaźników wyrażonych w procentach podano w punktach procentowych (p.p.). Pasmo "
            f"{within} liczy się także tu od wartości wcześniejszej, nie w punktach: przy {_SHOWN}% utrzymanie to "
            f"od {least}% do {most}%."
        )
    rules.append("Wartości niepełnej (bez danych któregoś realizatora) nie ocenia się ani nie porównuje z nią innych.")
    if not all(indicator.kind.starts_with_number for indicator in indicators):
        rules.append("Przy odpowiedziach opisowych i na skali podano tylko, czy się zmieniły.")
    return rules


def _comparison(band: Decimal, *, has_base: bool) -> str:
    compared = (
        "Ocena: wartość porównano z wartością bazową, a gdy jej nie ma – z ostatnią znaną."
        if has_base
        else "Wartość porównano z ostatnią znaną."
    )
    return (
        f"{compared} Za utrzymanie na zbliżonym poziomie uznaje się zmianę nie większą niż {polish_number(band)}%, za "
        "wzrost lub spadek – zmianę większą."
    )
