"""What pydantic found wrong, said in Polish to the person who edits the catalogue."""

from difflib import get_close_matches

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from collector.catalogue.model import FORMS

_EXPECTED = {
    "string_type": "tu ma być zwykły tekst",
    "list_type": "tu ma być lista (wiersze zaczynające się od „- ”)",
    "dict_type": "tu mają być klucze z wartościami",
    "model_type": "tu mają być klucze z wartościami",
    "model_attributes_type": "tu mają być klucze z wartościami",
    "string_too_short": "tekst nie może być pusty",
    "bool_parsing": "dozwolone: tak, nie",
    "bool_type": "dozwolone: tak, nie",
    "int_parsing": "tu ma być liczba całkowita",
    "decimal_parsing": "tu ma być liczba",
    "decimal_type": "tu ma być liczba",
    "finite_number": "tu ma być zwykła liczba",
}


def polish_message(error: ErrorDetails, keys: dict[str, type[BaseModel]]) -> str:
    """One Polish clause for a pydantic error; `keys` are the file's keys by name, for suggestions."""
    key, where = str(error["loc"][-1]) if error["loc"] else "", _where(error["loc"])
    match error["type"]:
        case "missing":
            return missing_message(key)
        case "extra_forbidden":
            near = get_close_matches(key, list(keys), n=1)
            return f"nieznany klucz „{key}”" + (f"; czy chodziło o „{near[0]}”?" if near else "")
        case "enum" | "literal_error":
            allowed = error["ctx"]["expected"].replace("'", "").replace(" or ", ", ")
            return f"niedozwolona wartość „{error['input']}”; dozwolone: {allowed}"
        case "string_pattern_mismatch":
            return f"„{error['input']}” ma niedozwoloną postać ({where})"
        case "too_short":
            return f"{where}: za mało pozycji (co najmniej {error['ctx']['min_length']})"
        case "too_long":
            return f"{where}: za dużo pozycji (najwyżej {error['ctx']['max_length']})"
        case "greater_than" | "greater_than_equal" | "less_than" | "less_than_equal":
            return f"{where}: liczba {error['input']} jest poza dozwolonym zakresem"
        case kind:
            return f"{where}: {_EXPECTED.get(kind, 'wartość ma niewłaściwą postać')}"


def missing_message(key: str) -> str:
    """What is said of a key that is not there."""
    return f"brakuje klucza „{key}”"


def _where(place: tuple[int | str, ...]) -> str:
    """The key at the end of `place`; for an item of a list the key of the list and the item's number.

    The forms of a noun are told by the noun.
    """
    names = [step for step in place if isinstance(step, str) and step != FORMS]
    last = place[-1] if place else ""
    return f"„{names[-1] if names else ''}”" + (f" (pozycja {last + 1})" if isinstance(last, int) else "")
