"""What an executor is told about an indicator: the same words in the instruction and at the cell."""

from decimal import Decimal

from collector.domain.indicator import Combine, Component, Indicator, Kind, Moment
from collector.domain.programme import Executor
from collector.values.writing import polish_number

_SHARED = {
    Combine.SUM: "Podaj tylko swoją część; wartości realizatorów zostaną zsumowane, więc niczego nie licz podwójnie.",
    Combine.MAXIMUM: "Podaj całą wartość, którą znasz; do sprawozdania wejdzie największa z podanych.",
    Combine.RATIO: "Podaj licznik i mianownik; procent zostanie policzony z sum.",
    Combine.LIST: "Podaj tylko swoje pozycje; listy zostaną połączone.",
    Combine.SCALE_RANGE: "Podaj swoją ocenę; w sprawozdaniu znajdą się wszystkie poziomy.",
    Combine.AGREED: "Podaj całą wartość; realizatorzy muszą podać tę samą liczbę, więc uzgodnij ją przed odesłaniem.",
}


def answer_words(asked: Indicator | Component) -> str:
    """What to type as the answer, with an example."""
    match asked.kind:
        case Kind.COUNT:
            return "liczba całkowita, np. 125"
        case Kind.DECIMAL:
            return "liczba, np. 12,5"
        case Kind.PERCENTAGE:
            return "liczba procent bez znaku %, np. 71,3"
        case Kind.AMOUNT:
            return f"kwota ({asked.unit.label}), np. 1129,1"
        case Kind.COUNT_WITH_BREAKDOWN:
            return "liczba, a po niej opis, np. 12 w tym: - …; każda pozycja w nowym wierszu"
        case Kind.COUNT_OR_TEXT:
            return "liczba albo krótki opis, jeżeli nie ma czego liczyć"
        case Kind.LIST:
            return "lista: każda pozycja w nowym wierszu (Alt+Enter), od myślnika"
        case Kind.SCALE:
            levels = ", ".join(asked.scale) if isinstance(asked, Indicator) else ""
            return f"poziom z listy: {levels}; kilka poziomów rozdziel ukośnikiem (/)"
        case Kind.TEXT:
            return "krótki opis"


def moment_words(moment: Moment, year: int) -> str:
    """The time that the answer describes."""
    return f"cały rok {year}" if moment is Moment.YEAR else f"stan na 31 grudnia {year} r."


def sharing_words(indicator: Indicator, executor: Executor) -> str:
    """With whom the indicator is shared and how the answers will be combined; empty when it is not shared."""
    others = [other for other in indicator.executors if other != executor.id]
    return f"Wspólnie z: {', '.join(others)}. {_SHARED[indicator.combine]}" if others else ""


def limit_words(minimum: Decimal, maximum: Decimal | None) -> str:
    """The limits of a number, such as „od 0 do 100”."""
    return f"od {polish_number(minimum)}" + (f" do {polish_number(maximum)}" if maximum is not None else " w górę")
