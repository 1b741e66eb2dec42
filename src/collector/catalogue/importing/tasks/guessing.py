"""What an indicator asks, guessed from its name and from the one value of it that is known."""

import re
from dataclasses import dataclass
from typing import Final

from collector.catalogue.importing.kinds import guess_kind
from collector.catalogue.importing.units import (
    DESCRIPTION_UNIT,
    FALLBACK_UNIT,
    PERCENT_UNIT,
    guess_unit,
    known_unit,
)
from collector.domain.indicator import Combine, Direction, Indicator, Kind, Moment, Unit
from collector.domain.observation import Value
from collector.values.reading import Unreadable, read_value
from collector.values.text import SPACES

_COUNTS: Final = re.compile(
    r"(?:łączna |średni\w+ |roczna )*(?:liczba|ilość|kwota|wysokość|suma|koszty?|odsetek)\b", re.IGNORECASE
)
_WITH_MORE: Final = re.compile(r"(?:liczba|ilość) i (?:rodzaj|opis|kwota|wysokość)", re.IGNORECASE)
_AVERAGE: Final = re.compile(r"średni", re.IGNORECASE)
_DEGREE: Final = re.compile(r"(?:stopień|poziom|ocena)\b", re.IGNORECASE)
_AFTER_NUMBER: Final = re.compile(rf"[-\u2212]?\d[\d{SPACES}.,]*[{SPACES}]*(?P<unit>[^\d*]+?)[{SPACES}]*\**")
_TWO_READINGS: Final = re.compile(r"\d{1,3}(?:\.\d{3})+\**|\d{1,3},\d{3}\**")


@dataclass(slots=True, kw_only=True)
class Guess:
    """The guessed answer to an indicator; `questions` are pairs of what was taken and why that is uncertain."""

    kind: Kind
    unit_key: str
    unit_forms: list[str]
    prints_unit: bool | None
    value: Value | None
    questions: list[tuple[str, str]]


def guess(name: str, printed: str, unit_text: str) -> Guess:
    """Kind, unit and value of an indicator called `name`. `unit_text` is its cell in a column of units, if any."""
    questions: list[tuple[str, str]] = []
    named = known_unit(unit_text) or ((unit_text, [unit_text] * 3) if unit_text else guess_unit(name))
    kind = _kind(name, printed, named[0])
    key, forms, prints_unit = _unit(kind, printed, named, questions)
    found = Guess(kind=kind, unit_key=key, unit_forms=forms, prints_unit=prints_unit, value=None, questions=questions)
    _read(found, printed)
    _ask(found, name, printed)
    return found


def counts(name: str) -> bool:
    """Whether an indicator called `name` asks for a number: „Liczba rodzin”."""
    return bool(_COUNTS.match(name))


def _kind(name: str, printed: str, unit: str) -> Kind:
    kind = Kind(guess_kind(printed))
    if kind is Kind.TEXT and counts(name):
        return Kind.COUNT_OR_TEXT
    if kind not in (Kind.COUNT, Kind.DECIMAL):
        return kind
    if unit == PERCENT_UNIT[0]:
        return Kind.PERCENTAGE
    if unit.endswith("zł"):
        return Kind.AMOUNT
    if kind is Kind.COUNT and _WITH_MORE.match(name):
        return Kind.COUNT_WITH_BREAKDOWN
    return Kind.DECIMAL if _AVERAGE.match(name) else kind


def _unit(
    kind: Kind, printed: str, named: tuple[str, list[str]], questions: list[tuple[str, str]]
) -> tuple[str, list[str], bool | None]:
    """The unit, and whether the report prints it after the number (None: as usual for the kind)."""
    if kind in (Kind.TEXT, Kind.LIST):
        return *DESCRIPTION_UNIT, None
    match = _AFTER_NUMBER.fullmatch(printed)
    if match and kind in (Kind.COUNT, Kind.DECIMAL, Kind.PERCENTAGE, Kind.AMOUNT):
        shown = match["unit"].strip()
        key, forms = known_unit(shown) or (shown, [shown] * 3)
        if kind in (Kind.COUNT, Kind.DECIMAL):
            questions.append((f"liczba z jednostką „{forms[1]}”", "po liczbie stoi jednostka"))
        return key, forms, None if kind is Kind.AMOUNT else True
    if kind is Kind.AMOUNT and printed:
        return *named, False
    return *named, None


def _read(found: Guess, printed: str) -> None:
    """Read the value exactly as a return is read; what cannot be read is kept as words and asked."""
    if not printed:
        found.questions.append(("wskaźnik bez wartości", "w wierszu nie ma wartości"))
        return
    read = read_value(printed, _indicator(found))
    if isinstance(read, Unreadable):
        found.kind = Kind.COUNT_OR_TEXT
        read = read_value(printed, _indicator(found))
        found.questions.append(("opis zamiast liczby", f"wartości „{printed}” nie można odczytać jako liczby"))
    found.value = read if isinstance(read, Value) else None
    if found.value is None:
        found.questions.append(("brak wartości", f"„{printed}” nie jest ani liczbą, ani opisem"))


def _indicator(found: Guess) -> Indicator:
    one, few, many = found.unit_forms
    return Indicator(
        id="", name="", kind=found.kind, unit=Unit(one=one, few=few, many=many), moment=Moment.YEAR,
        direction=Direction.CONTEXT, executors=("",), combine=Combine.OWNER,
    )  # fmt: skip


def _ask(found: Guess, name: str, printed: str) -> None:
    if _TWO_READINGS.fullmatch(printed):
        found.questions.append(("liczba", f"zapis „{printed}” można odczytać na dwa sposoby"))
    if found.kind is Kind.COUNT_OR_TEXT and printed:
        found.questions.append(("liczba lub opis", "z tej wartości nie wynika, czy wskaźnik jest liczbą, czy opisem"))
    if found.kind is Kind.TEXT and (_DEGREE.match(name) or len(printed) < 30):
        found.questions.append(
            ("tekst", "odpowiedź może być poziomem na skali; wtedy wpisz rodzaj „skala” i jej poziomy")
        )
    if found.kind is Kind.TEXT and printed.count(";") > 1:
        found.questions.append(("tekst", "części oddzielają średniki; odpowiedź może być listą"))
    if (found.unit_key, found.unit_forms) == FALLBACK_UNIT:
        found.questions.append(("jednostka „pozycja”", "z nazwy wskaźnika nie wynika, co się liczy"))
