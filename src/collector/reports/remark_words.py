"""What the sheet “Uwagi do poprawy” says otherwise than the list of findings: it stands in a form that is whole again.

A department may take the column “Oczekiwano” for what to type, so nothing stands there that must not be typed.
"""

from collections.abc import Mapping
from typing import Final

from collector.checks import catalogue_rules, text_rules, year_rules
from collector.checks import rules as answer_rules
from collector.domain.finding import Rule
from collector.domain.programme import Question
from collector.layout.form import REGISTER_SHEET
from collector.reports.grouping import Group
from collector.submissions import counting_rules, register_rules, rules
from collector.templates.words import answer_words

_REFILL: Final = (
    "Ten plik jest kompletnym, pustym formularzem. Przenieś do niego wartości z poprzedniego pliku i odeślij go."
)
_MOVED: Final = "Ten wpis jest teraz w arkuszu „Poza formularzem”. Jeżeli jest potrzebny, przepisz go do "
_RESTORED: Final = "Numer wiersza jest w tym pliku przywrócony. "
# What to do in this file, where the rule tells how to mend the one that came.
_FIX: Final[Mapping[Rule, str]] = {
    rules.NO_TABLE: _REFILL,
    rules.TWO_TABLES: _REFILL,
    rules.NO_COLUMN: _REFILL,
    rules.REPEATED_COLUMN: _REFILL,
    rules.NO_ROWS: _REFILL,
    rules.CELLS_LOST: _REFILL,
    rules.NEWER_VERSION: _REFILL,
    rules.OTHER_PROGRAMME: "Ten plik jest formularzem właściwego programu. Wypełnij go i odeślij.",
    rules.OTHER_YEAR: "Ten plik jest formularzem za rok {expected}. Wypełnij go i odeślij.",
    rules.MISSING_ROW: "W tym pliku wiersz jest z powrotem. Wypełnij go.",
    rules.UNKNOWN_ROW: f"{_MOVED}wiersza właściwego wskaźnika.",
    rules.DATA_OUTSIDE_ROWS: f"{_MOVED}wiersza właściwego wskaźnika.",
    rules.REPEATED_ROW: "W tym pliku wiersz jest jeden. Wpisy, które się różniły, są w arkuszu „Poza formularzem”; "
    "wpisz w tym wierszu właściwe.",
    rules.OTHER_LABEL: "Numery i nazwy są w tym pliku przywrócone, a wpisana wartość jest w arkuszu „Poza "
    "formularzem”. Wpisz ją w wierszu właściwego wskaźnika.",
    rules.OUTSIDE_FIELDS: "Wpisy są teraz w arkuszu „Poza formularzem”. Jeżeli to dane, przepisz je do żółtych pól; "
    "jeżeli to notatki robocze, nic nie trzeba robić.",
    rules.FORM_CELLS_CHANGED: "Te wpisy są teraz w arkuszu „Poza formularzem”. Jeżeli to dane, przepisz je do żółtych "
    "pól; jeżeli to poprawka formularza, zgłoś ją koordynatorowi.",
    rules.UNDER_MERGED: "W tym pliku komórki są rozdzielone, a wartość jest w arkuszu „Poza formularzem”. Sprawdź ją "
    "i wpisz w tym polu.",
    rules.ROW_BY_NAME: f"{_RESTORED}Sprawdź, czy wartość jest we właściwym wierszu.",
    rules.FORMULA_WITHOUT_RESULT: "Wpisz wartość z klawiatury.",
    rules.COMMENTS: "Komentarze i pola tekstowe zostały w poprzednim pliku. Dane i poprawki, które w nich są, wpisz w "
    "żółte pola tego pliku.",
    rules.WEAK_IDENTITY: "W tym pliku numer stoi nad tabelą; nie usuwaj go. Sprawdź, czy to formularz tej jednostki.",
    text_rules.DATE_OUTSIDE_PERIOD: "Wpisz dzień, w którym skończono poprawki (rok-miesiąc-dzień). Jeżeli dane podano "
    "przed końcem roku, sprawdź, czy są pełne.",
    counting_rules.CORRECTION_DROPS: "Jeżeli te dane usunięto celowo, potwierdź to koordynatorowi. Jeżeli nie, wpisz "
    "je w tym pliku.",
}  # fmt: skip
# The register has no column that says why there is no value.
_RESULT: Final = (
    "Wpisz liczbę albo krótki opis wyniku; „b.d.”, jeżeli go nie znasz. Objaśnienie wpisz w kolumnie „Uwagi”."
)
_FIX_OF_RESULT: Final[Mapping[Rule, str]] = {
    rules.NOT_A_NUMBER: _RESULT,
    rules.NO_REAL_ANSWER: _RESULT,
    rules.ZERO_OR_MISSING: _RESULT,
    rules.MARK_ALONE: _RESULT,
}

_ANSWERED_BY_TYPING: Final = frozenset({
    rules.ERROR_CELL, rules.FORMULA_WITHOUT_RESULT, rules.NOT_A_NUMBER, rules.NOT_WHOLE, rules.DATE_CELL,
    rules.AMBIGUOUS_NUMBER, rules.OTHER_UNIT, rules.LOGICAL_CELL, rules.MARK_ALONE, rules.TOO_LONG,
    rules.NO_REAL_ANSWER, rules.COMPOSITE, rules.ZERO_OR_MISSING, rules.REPEATED_ROW, answer_rules.NO_ANSWER,
})  # fmt: skip
# The fix names the reasons.
_MONEY: Final = "kwota albo uzgodniony powód jej braku"
_LAST_YEAR: Final = "wartość za ten rok albo powód zmiany (w {year} r. było: {expected})"
# What is expected, where the finding only carries the figure that it was compared with.
_EXPECTED: Final[Mapping[Rule, str]] = {
    rules.VALUE_AND_REASON: "jedno z dwojga",
    rules.UNDER_MERGED: "",
    rules.CELLS_LOST: "",
    answer_rules.TOO_SMALL: "najmniej {expected}",
    answer_rules.TOO_LARGE: "najwyżej {expected}",
    answer_rules.LOOKS_LIKE_DATE: "właściwa wartość albo powód zmiany (ostatnio: {expected})",
    answer_rules.PERCENTAGE_DIFFERS: "zgodne liczby (z {inputs} wynika {expected} %)",
    answer_rules.PART_EXCEEDS_TOTAL: "najwyżej tyle co całość ({expected})",
    answer_rules.PARTS_DIFFER_FROM_TOTAL: "części równe całości ({expected})",
    catalogue_rules.UNUSUAL_VALUE: "właściwa wartość albo powód zmiany (zwykle: {expected})",
    catalogue_rules.REPETITION_DIFFERS: "jedna wartość w obu miejscach (w drugim: {expected})",
    catalogue_rules.NUMERATOR_EXCEEDS: "najwyżej tyle co mianownik ({expected})",
    text_rules.DATE_OUTSIDE_PERIOD: "nie wcześniej niż {expected}",
    year_rules.LARGE_CHANGE: _LAST_YEAR,
    year_rules.ZERO_AFTER_LARGE: _LAST_YEAR,
    year_rules.NOTHING_DIFFERS: "wartości za ten rok",
    year_rules.UNUSUAL_TOTAL: "właściwe wartości albo powód zmiany (ostatnio razem: {expected})",
    register_rules.UNREADABLE_MONEY: _MONEY,
    register_rules.NO_COST: _MONEY,
    register_rules.OTHER_INDICATOR: "wskaźnik z listy zadania {expected}",
}


def fix_in_copy(group: Group, sheet: str) -> str:
    """What to do in the form that is given back; `sheet` is the usual name of the one to correct."""
    first = group.first
    if sheet == REGISTER_SHEET and first.rule in _FIX_OF_RESULT:
        return _FIX_OF_RESULT[first.rule]
    return _FIX[first.rule].format_map(first.sentence_facts()) if first.rule in _FIX else group.fix


def found_in_copy(group: Group) -> str:
    """What stood in the file that came."""
    first = group.first
    return f"{first.found} oraz „{first.expected}”" if first.rule == rules.VALUE_AND_REASON else group.found


def expected_in_copy(group: Group, asked: Question | None) -> str:
    """What should stand there; `asked` is what the cells answer, if it is the same for all."""
    first = group.first
    if group.expected and first.rule in _EXPECTED:
        return _EXPECTED[first.rule].format_map(first.sentence_facts())
    if group.expected or asked is None or first.rule not in _ANSWERED_BY_TYPING:
        return group.expected
    # An example could be taken for the answer.
    words, unit = answer_words(asked).partition(", np. ")[0], asked.unit.label
    return words if unit in words or not asked.kind.starts_with_number else f"{words} (jednostka: {unit})"
