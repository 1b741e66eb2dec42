"""What is too long for a form: Excel shows at a cell no message longer than 255 characters, and no number exactly."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from collector.catalogue.model import CataloguePart
from collector.catalogue.template_text import Inconsistency

# The message at a cell names all levels, the warning there the first and the last; their own words take the rest.
_LEVELS_LIMIT: Final = 190
_TWO_LEVELS_LIMIT: Final = 140
# The message at a cell of money names the unit.
_FORM_LIMIT: Final = 100
# A number of Excel; two of them, with their grouping, also fit into a message.
_DIGITS_LIMIT: Final = 15
# The properties of a document hold 255 characters, and a name of a file and its folders no more.
_NAME_LIMIT: Final = 200
_ID_LIMIT: Final = 60


def limit_inconsistencies(catalogue: CataloguePart) -> Iterator[Inconsistency]:
    """Every text of the catalogue that is too long for the form or its file, with a Polish sentence."""
    yield from _programme_limits(catalogue)
    for name, levels in catalogue.skale.items():
        if len(", ".join(levels)) > _LEVELS_LIMIT:
            message = f"poziomy mają razem za dużo znaków ({len(', '.join(levels))}) na podpowiedź przy komórce"
            yield ("skale", name), f"{message}; skróć je (razem najwyżej {_LEVELS_LIMIT})"
        elif len(levels[0] + levels[-1]) > _TWO_LEVELS_LIMIT:
            message = "pierwszy i ostatni poziom są za długie, żeby podać je przy komórce jako przykład"
            yield ("skale", name), f"{message} (razem najwyżej {_TWO_LEVELS_LIMIT} znaków); skróć je"
    for unit, noun in catalogue.jednostki.items():
        if max(map(len, (*noun.formy, noun.dopelniacz, noun.biernik))) > _FORM_LIMIT:
            yield ("jednostki", unit), f"nazwa jednostki jest za długa (najwyżej {_FORM_LIMIT} znaków); skróć ją"


def _programme_limits(catalogue: CataloguePart) -> Iterator[Inconsistency]:
    programme = catalogue.program
    for key, text, limit in (
        ("id", programme.id, _ID_LIMIT),
        ("tytul", programme.tytul, _NAME_LIMIT),
        ("koordynator", programme.koordynator, _NAME_LIMIT),
    ):
        if len(text) > limit:
            yield ("program", key), f"tekst jest za długi (znaków: {len(text)}, najwyżej {limit}); skróć go"
    for executor in catalogue.realizatorzy:
        if len(executor) > _ID_LIMIT:
            yield ("realizatorzy", executor), f"identyfikator realizatora może mieć najwyżej {_ID_LIMIT} znaków"


def number_inconsistency(number: Decimal | None) -> str:
    """What is wrong with a number that a form or a report has to show; empty if nothing is."""
    if number is None:
        return ""
    _, digits, exponent = number.as_tuple()
    places = int(exponent)  # finite, as the model says
    whole, fraction = max(len(digits) + places, 1), max(-places, 0)
    return "" if whole + fraction <= _DIGITS_LIMIT else f"liczba może mieć najwyżej {_DIGITS_LIMIT} cyfr"
