"""What a cell of a register holds, told by its content: money, a term, a name of an indicator, a value or a note."""

import re
from decimal import Decimal
from typing import Final

from collector.values.numbers import ReadNumber, read_number
from collector.values.text import SPACES, one_line, same

_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_WORD: Final = re.compile(r"[^\W\d_]+")
_MONTHS: Final = (
    "styczeń stycznia luty lutego marzec marca kwiecień kwietnia maj maja czerwiec czerwca lipiec lipca "
    "sierpień sierpnia wrzesień września październik października listopad listopada grudzień grudnia"
)
_TERM_WORDS: Final = frozenset(
    f"{_MONTHS} r rok roku lata od do oraz i stan na dzień w każdy cały poniedziałek wtorek środę czwartek piątek "
    "sobotę niedzielę kwartał półrocze połowa i ii iii iv".split()
)
_TERMS_WITHOUT_YEAR: Final = frozenset({"cały rok", "praca ciągła", "na bieżąco"})
_CURRENCY: Final = re.compile(rf"[{SPACES}]*(?:zł|pln)\.?", re.IGNORECASE)
_DOUBLED_ZERO: Final = re.compile(r"0(?:,0+)?(?: 0(?:,0+)?)+")

# The official words instead of an amount, each with how its spellings are recognised (in the form for comparing).
REASONS: Final = {
    "w ramach działalności statutowej": re.compile(
        r"(?!.*bezkosztow)(?:realizacja )?w ramach "
        r"(?:bieżącej |realizowan|działalności|zadań|statutow|własn|obowiązk).*"
    ),
    "w ramach kosztów funkcjonowania": re.compile(r"w ramach koszt.*"),
    "bez nakładów finansowych": re.compile(
        r"(?:w ramach .*)?bezkosztow\w+|bez (?:dodatkowych )?(?:nakładów|kosztów).*|nie generuje .*"
    ),
    "b.d.": re.compile(r"b\.?\s?d\.?|brak danych"),
    "nie dotyczy": re.compile(r"n\.?\s?d\.?|n/d|nie dotyczy"),
    "j.w.": re.compile(r"j\.?\s?w\.?|jak wyżej"),
    "x": re.compile(r"x|[-\u2013\u2014]"),
}  # fmt: skip
_NO_SUCH_WORDS: Final = ("b.d.", "nie dotyczy", "j.w.", "x")

_INDICATOR: Final = re.compile(
    r"(?:łączna |ogólna )?(?:liczb\w*|ilość|stosunek|odsetek|procent|postęp|wskaźnik|bezpośredni dyżur)\b",
    re.IGNORECASE,
)
_STATUS: Final = re.compile(r"(?:nie )?(?:z?realizowan\w+|w trakcie.*|brak realizacji.*|realizacja zakończona)")
_OPEN_END: Final = re.compile(r".*\b(?:oraz|i|lub|albo|a|w|we|na|do|dla|z|ze|o|od|po|przez|przy)", re.DOTALL)
_BARE_NUMBER: Final = re.compile(rf"\d[\d{SPACES}]*(?:,\d+)?(?:/\d+)?")
_STARTS_WITH_NUMBER: Final = re.compile(r"(?:ok\. )?\d")


def amount(text: str) -> Decimal | None:
    """The amount of a cell of money: „250 100 zł”, „120”, „0,00 0” (a zero printed twice); None if it is none."""
    bare = one_line(_CURRENCY.sub("", text))
    if _DOUBLED_ZERO.fullmatch(bare):
        return Decimal(0)
    read = read_number(bare, whole=False)
    return read.number if isinstance(read, ReadNumber) else None


def is_plain_amount(text: str) -> bool:
    """Whether the amount of the cell is printed as one number."""
    return amount(text) is not None and not _DOUBLED_ZERO.fullmatch(one_line(text))


def reason(text: str) -> str:
    """The official word that `text` stands for instead of an amount; empty if it is none."""
    words = same(text)
    return next((word for word, pattern in REASONS.items() if pattern.fullmatch(words)), "")


def is_money(text: str) -> bool:
    """Whether `text` may stand in a column of money."""
    return amount(text) is not None or bool(reason(text))


def years(text: str) -> tuple[int, ...]:
    """The calendar years that a term names, in order."""
    return tuple(sorted({int(year) for year in _YEAR.findall(text)}))


def is_term(text: str) -> bool:
    """Whether `text` says when: „2020 r.”, „styczeń-grudzień 2020 r.”, „01.01.2020 - 31.12.2020”, „cały rok”."""
    words = same(text)
    return words in _TERMS_WITHOUT_YEAR or (bool(_YEAR.search(words)) and _TERM_WORDS.issuperset(_WORD.findall(words)))


def says_nothing(text: str) -> bool:
    """Whether `text` is blank or only a word such as „b.d.” or „x”."""
    return not text or reason(text) in _NO_SUCH_WORDS


def is_indicator(text: str) -> bool:
    """Whether `text` begins like the name of an indicator."""
    return bool(_INDICATOR.match(text))


def is_status(text: str) -> bool:
    """Whether `text` is a note such as „zrealizowano”."""
    return bool(_STATUS.fullmatch(same(text)))


def is_bare_number(text: str) -> bool:
    """Whether `text` is nothing but a number, or two with a slash: „28 044”, „7/25”."""
    return bool(_BARE_NUMBER.fullmatch(one_line(text)))


def starts_with_number(text: str) -> bool:
    """Whether `text` begins with a number, as values do: „64 porozumienia”."""
    return bool(_STARTS_WITH_NUMBER.match(text))


def continues(text: str) -> bool:
    """Whether `text` begins in the middle of a sentence: a page ended before it."""
    return bool(text) and not reason(text) and not is_term(text) and (text[0].islower() or text[0] == "(")


def is_cut_off(text: str) -> bool:
    """Whether `text` ends with a word after which a sentence goes on, such as „oraz”."""
    return bool(_OPEN_END.fullmatch(text))
