"""The validation of every input cell, with the Polish text that a person sees there."""

from collections.abc import Iterable
from typing import Any, Final

from collector.domain.indicator import Component, Indicator, Kind
from collector.layout.form import MISSING_WORDS, SignOffField
from collector.templates.words import answer_words, limit_words

_LONGEST_TEXT: Final = 32_000
_LONGEST_MESSAGE: Final = 255
TASK_LIST: Final = "lista_zadan"
Options = dict[str, Any]


def value_validation(asked: Indicator | Component, scale_name: str = "") -> Options:
    """The validation of the cell that answers `asked`; `scale_name` is the defined name of a scale's levels."""
    if asked.kind.is_numeric:
        return _number_validation(asked)
    if isinstance(asked, Indicator) and asked.scale:
        return {
            "validate": "list", "source": f"={scale_name}", "error_type": "warning",
            "input_title": "Wybierz poziom", "input_message": _sentence(answer_words(asked)),
            "error_title": "Poziom spoza listy",
            "error_message": "Wpisano coś innego niż jeden poziom z listy. Kilka poziomów rozdziel ukośnikiem, "
                             f"np. {asked.scale[0]}/{asked.scale[-1]}. Zostawić wpis?",
        }  # fmt: skip
    return _text_validation("Wpisz odpowiedź", _sentence(answer_words(asked)))


def _number_validation(asked: Indicator | Component) -> Options:
    minimum, maximum = float(asked.minimum), asked.maximum
    whole = asked.kind is Kind.COUNT
    limits: Options = {"criteria": ">=", "value": minimum}
    if maximum is not None:
        limits = {"criteria": "between", "minimum": minimum, "maximum": float(maximum)}
    return {
        "validate": "integer" if whole else "decimal", **limits,
        "input_title": "Wpisz samą liczbę", "input_message": _sentence(answer_words(asked)),
        "error_title": "Tu wpisz samą liczbę",
        "error_message": f"Wpisz {'liczbę całkowitą' if whole else 'liczbę, ułamek po przecinku'} "
                         f"({limit_words(asked.minimum, maximum)}), bez jednostki i gwiazdki. "
                         "Objaśnienie wpisz w kolumnie Uwagi i zacznij je od gwiazdki (*). "
                         "Gdy nie ma danych, wybierz powód w kolumnie obok.",
    }  # fmt: skip


def missing_validation(list_name: str) -> Options:
    """The validation of the cell that says why there is no value."""
    words = " albo ".join(f"„{word}”" for word in MISSING_WORDS)
    return {
        "validate": "list", "source": f"={list_name}",
        "input_title": "Tylko gdy nie ma wartości",
        "input_message": f"Zostaw puste, jeżeli podano wartość. Gdy jej nie ma, wybierz: {words}.",
        "error_title": "Wybierz z listy",
        "error_message": f"Wybierz z listy {words} albo zostaw komórkę pustą.",
    }  # fmt: skip


def note_validation() -> Options:
    """The validation of the cell for notes."""
    return _text_validation("Uwagi", "Objaśnienie do wartości. Uwaga zaczęta gwiazdką (*) będzie w raporcie przypisem.")


def reason_validation(list_name: str) -> Options:
    """The validation of the cell that says why a value changed so much."""
    return {
        "validate": "list", "source": f"={list_name}", "error_type": "warning",
        "input_title": "Tylko gdy wartość zaskakuje",
        "input_message": "Jeżeli wartość bardzo różni się od poprzedniej albo jest niezwykła, wybierz powód. "
                         "Wtedy nikt nie będzie o nią pytał.",
        "error_title": "Powód spoza listy",
        "error_message": "Tego powodu nie ma na liście. Wybierz powód z listy, a własny opis wpisz w kolumnie "
                         "Wyjaśnienie. Zostawić wpis?",
    }  # fmt: skip


def explanation_validation() -> Options:
    """The validation of the cell for an explanation."""
    return _text_validation(
        "Wyjaśnienie", "Własnymi słowami: skąd zmiana albo niezwykła wartość. Wyjaśnienie trafia do załącznika raportu."
    )


def plain_validation(title: str, message: str) -> Options:
    """The validation of a cell for any short text."""
    return _text_validation(title, message)


def task_validation() -> Options:
    """The validation of the cell that says to which task an added action belongs."""
    return {
        "validate": "list", "source": f"={TASK_LIST}",
        "input_title": "Zadanie", "input_message": "Wybierz numer zadania, do którego należy działanie.",
        "error_title": "Wybierz z listy", "error_message": "Wybierz z listy numer zadania programu.",
    }  # fmt: skip


def choice_validation(source: str) -> Options:
    """The validation of the cell with the name of an indicator; `source` is the list of the task's indicators."""
    return {
        "validate": "list", "source": f"={source}", "error_type": "warning",
        "input_title": "Wskaźnik", "input_message": "Wybierz wskaźnik z listy zadania.",
        "error_title": "Wskaźnik spoza listy",
        "error_message": "Tego wskaźnika nie ma na liście zadania. Wybierz go z listy. Zostawić wpis?",
    }  # fmt: skip


def money_validation(reasons: Iterable[str]) -> Options:
    """The validation of a cell of money: an amount or one of `reasons`, which is checked when the form comes back."""
    words = f"Sama liczba, np. 78177,65, albo: {', '.join(reasons)}"
    if len(words) > _LONGEST_MESSAGE:
        words = "Sama liczba, np. 78177,65, albo powód jej braku; uzgodnione powody wymienia arkusz „Instrukcja”."
    return _text_validation("Kwota w złotych", words)


def with_remark(validation: Options, message: str) -> Options:
    """A validation that shows, where there is a remark about its cell, that remark."""
    return {**validation, "input_title": "Do poprawy", "input_message": message} if message else validation


def sign_off_validation(field: SignOffField) -> Options:
    """The validation of a cell of the sheet “Metryczka”."""
    return _text_validation(field.label, field.hint)


def _text_validation(title: str, message: str) -> Options:
    return {
        "validate": "length", "criteria": "<=", "value": _LONGEST_TEXT,
        "input_title": title, "input_message": message,
        "error_title": "Za długi tekst",
        "error_message": "Tekst jest dłuższy niż 32 000 znaków. Skróć go albo prześlij osobno koordynatorowi.",
    }  # fmt: skip


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}."
