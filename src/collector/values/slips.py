"""What was probably meant by an entry that is no number: told to the person who is asked, never assumed."""

import re
import unicodedata
from collections.abc import Callable
from decimal import Decimal
from typing import Final

from collector.values.missing import is_as_above
from collector.values.numbers import ReadNumber, read_number
from collector.values.text import SPACES, same
from collector.values.writing import polish_number

# Letters that look like a nought or a one, Cyrillic and Greek ones among them.
_LOOKS_LIKE: Final = {**dict.fromkeys("oO\u043e\u041e\u03bf\u039f", "0"), **dict.fromkeys("lI\u0456\u0406\u0399", "1")}
_FIGURES: Final = str.maketrans(_LOOKS_LIKE)
_NUMBER: Final = rf"[0-9](?:[0-9{SPACES}.,]*[0-9])?"
_LETTER_IN_NUMBER: Final = re.compile(rf"[-\u2212]?[\d{''.join(_LOOKS_LIKE)}{SPACES}.,]+", re.ASCII)
_LONGEST: Final = 200
_LARGEST_EXPONENT: Final = 12
_NO_FEE: Final = re.compile(
    r"(?:w ramach|bezkosztowo|bez kosztów|bez nakładów|nie wymaga|działalność statutowa)\b.*", re.DOTALL
)
_YEAR: Final = re.compile(r"(?:19|20)\d\d\.?\s*r(?:\.|oku?)?", re.ASCII)
_MINUS: Final = "\u2212"


def letters_for_figures(text: str) -> str:
    """The question about letters typed for noughts and ones in a number; empty if there are none."""
    letters = [c for c in text if c in _LOOKS_LIKE]
    if not letters or not _LETTER_IN_NUMBER.fullmatch(text):
        return ""
    if len(text) == 1:
        zero = _LOOKS_LIKE[text] == "0"
        return "litera „o” – czy chodziło o zero (0)?" if zero else "litera – czy chodziło o jedynkę (1)?"
    if not any(c.isdecimal() for c in text):
        return ""
    return f"litera „{letters[0]}” zamiast cyfry{_did_you_mean(text.translate(_FIGURES))}"


def probably_meant(text: str) -> str:
    """What may have been meant by `text`, as a Polish remark; empty if nobody can say."""
    if len(text) > _LONGEST:
        return ""
    return letters_for_figures(text) or next((remark for slip in _SLIPS if (remark := slip(text))), "")


def looks_like_year(text: str) -> bool:
    """Whether `text` is a year: „2020 r.”, „2020 rok”."""
    return _YEAR.fullmatch(text) is not None


def _did_you_mean(number: str) -> str:
    """The question about a number, if there is only one that it can be."""
    clear = _clear_number(number)
    return "" if clear is None else f" – czy chodziło o {polish_number(clear)}?"


def _which_sign(number: str) -> str:
    """The question whether a number or its opposite was meant; zero has none."""
    clear = _clear_number(number)
    if not clear:
        return _did_you_mean(number)
    return f" – czy chodziło o {polish_number(clear)}, czy o {_MINUS}{polish_number(clear)}?"


def _clear_number(text: str) -> Decimal | None:
    """The number that `text` is in an answer of any kind, so that nobody is offered another question."""
    read = read_number(text, whole=False, hundredths=True)
    return read.number if isinstance(read, ReadNumber) else None


def _instead_of_words(text: str) -> str:
    words = same(text)
    if words == "zero":
        return "czy chodziło o 0?"
    if is_as_above(words):
        return "wpisz liczbę, do której ten wpis odsyła"
    if _NO_FEE.fullmatch(words):
        return "jeżeli to znaczy zero, wpisz 0; jeżeli liczby nie da się podać, wybierz „brak danych”"
    return ""


def _formula(text: str) -> str:
    return "to formuła zapisana jako tekst – wpisz jej wynik" if text.startswith("=") else ""


def _other_figures(text: str) -> str:
    """Figures of other scripts, fractions and small figures: what they stand for is known, but not what was meant."""
    if text.isascii() or not any(c.isnumeric() for c in text if not c.isascii()):
        return ""
    if all(c.isdecimal() for c in text):
        plain = "".join(str(unicodedata.decimal(c)) for c in text)
        return f"cyfry spoza zwykłej klawiatury{_did_you_mean(plain)}"
    if match := re.fullmatch(r"([\d ]+)([⁰¹²³⁴-⁹]+)", text):
        return f"mała cyfra „{match[2]}” – czy to znak przypisu po liczbie {match[1].strip()}?"
    if len(text) == 1 and unicodedata.normalize("NFKC", text)[1:2] == "\u2044":
        exact = Decimal(str(unicodedata.numeric(text)))
        in_full = f", np. {polish_number(exact)}" if len(exact.as_tuple().digits) <= 3 else ""
        return f"ułamek zapisz po przecinku{in_full}"
    return ""


def _brackets(text: str) -> str:
    match = re.fullmatch(rf"\(({_NUMBER})\)", text, re.ASCII)
    return f"liczba w nawiasie{_which_sign(match[1])}" if match else ""


def _signs(text: str) -> str:
    if match := re.fullmatch(rf"\+\s*({_NUMBER})", text, re.ASCII):
        clear = _clear_number(match[1])
        return f"znak „+” – jeżeli to wartość, a nie jej zmiana, wpisz {'ją bez niego' if clear is None else match[1]}"
    if match := re.fullmatch(rf"(?:[-\u2212]\s+|[\u2010-\u2015]\s*)({_NUMBER})", text, re.ASCII):
        return f"kreska przed liczbą{_which_sign(match[1])}"
    return ""


def _powers(text: str) -> str:
    match = re.fullmatch(r"(\d{1,3}(?:[.,]\d{1,12})?)[eE]\+?(\d{1,3})", text, re.ASCII)
    if not match:
        return ""
    meant = ""
    if int(match[2]) <= _LARGEST_EXPONENT:
        meant = _did_you_mean(polish_number(Decimal(match[1].replace(",", ".")).scaleb(int(match[2]))))
    return f"zapis wykładniczy{meant or ' – wpisz liczbę w całości'}"


def _english(text: str) -> str:
    """Thousands set off by commas and a decimal point."""
    match = re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", text, re.ASCII)
    return f"zapis angielski{_did_you_mean(text.replace(',', '').replace('.', ','))}" if match else ""


def _dates(text: str) -> str:
    if re.fullmatch(r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}(?:\s*r\.?)?|\d{4}-\d{1,2}-\d{1,2}", text, re.ASCII):
        return "to wygląda jak data"
    if re.fullmatch(r"\d{1,2}:\d\d(?::\d\d)?", text, re.ASCII):
        return "to wygląda jak godzina"
    return "to wygląda jak rok" if looks_like_year(text) else ""


def _zloty_and_grosze(text: str) -> str:
    match = re.fullmatch(
        rf"({_NUMBER})\s*(?:zł|złotych)[.,]?\s*(\d{{1,2}})\s*(?:gr|groszy|grosze|grosz)?\.?", text, re.ASCII
    )
    return f"złote i grosze zapisz razem{_did_you_mean(f'{match[1]},{match[2]:0>2}')}" if match else ""


def _ranges(text: str) -> str:
    number = rf"({_NUMBER})"
    match = re.fullmatch(rf"(?:od\s+)?{number}\s*(?:(?P<dash>[-\u2010-\u2015])|do)\s*{number}", text, re.ASCII)
    if match and match["dash"] and not _ascend(match[1], match[3]):
        return "kreska między liczbami – wpisz jedną liczbę"
    if match:
        return f"to przedział od {match[1]} do {match[3]} – wpisz jedną liczbę"
    limit = (
        r"ponad|powyżej|więcej niż|co najmniej|minimum|min\.?|prawie|poniżej|mniej niż|do|max\.?|maksymalnie|[<>≤≥]=?"
    )
    return "to granica, a nie wartość" if re.fullmatch(rf"(?:{limit})\s*{_NUMBER}.*", text, re.IGNORECASE) else ""


def _ascend(first: str, last: str) -> bool:
    low, high = _clear_number(first), _clear_number(last)
    return low is not None and high is not None and low < high


def _arithmetic(text: str) -> str:
    return (
        "to działanie – wpisz jego wynik"
        if re.fullmatch(rf"{_NUMBER}(?:\s*[+*x×]\s*{_NUMBER})+", text, re.ASCII)
        else ""
    )


def _commas(text: str) -> str:
    if match := re.fullmatch(rf"({_NUMBER})[.,;:]", text, re.ASCII):
        return f"po liczbie stoi „{text[-1]}”{_did_you_mean(match[1])}"
    if re.fullmatch(r"[.,]\d+", text, re.ASCII):
        sign = "kropką" if text[0] == "." else "przecinkiem"
        return f"przed {sign} nic nie stoi{_did_you_mean('0,' + text[1:])}"
    return ""


def _figures(text: str) -> str:
    if re.fullmatch(r"0\d+", text, re.ASCII):
        return "liczba nie zaczyna się od zera – czy to numer?"
    if re.fullmatch(r"\d+(?:_\d+)+", text, re.ASCII):
        return f"podkreślenie między cyframi{_did_you_mean(text.replace('_', ''))}"
    if re.fullmatch(rf"\d+(?:[{SPACES}]+\d+)+(?:,\d+)?", text, re.ASCII):
        return "odstępy nie dzielą tej liczby na tysiące – czy to jedna liczba?"
    return ""


def _described(text: str) -> str:
    """A number before words."""
    match = re.fullmatch(rf"({_NUMBER})(?:\s|[,:(–-]\s*(?=[^\W\d])).*[^\W\d]{{2}}.*", text, re.DOTALL)
    return f"liczba z opisem{_did_you_mean(match[1])}" if match else ""


def _letters_in_first_word(text: str) -> str:
    first, _, others = text.partition(" ")
    return letters_for_figures(first) if others and len(first) > 1 else ""


_SLIPS: Final[tuple[Callable[[str], str], ...]] = (
    _instead_of_words, _formula, _other_figures, _brackets, _signs, _powers, _english, _dates, _zloty_and_grosze,
    _ranges, _arithmetic, _commas, _figures, _described, _letters_in_first_word,
)  # fmt: skip
