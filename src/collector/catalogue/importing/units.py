"""What an indicator counts, guessed from its name: „Liczba osób objętych pomocą” counts persons."""

import re
from itertools import zip_longest
from typing import Final

# Forms after 1, after 2–4 and after 5 and more; the last one is how a name has it: „Liczba osób”.
_NOUNS: Final = """
akcja akcje akcji|aktualizacja aktualizacje aktualizacji|analiza analizy analiz|ankieta ankiety ankiet
artykuł artykuły artykułów|asystent asystenci asystentów|badanie badania badań|beneficjent beneficjenci beneficjentów
cudzoziemiec cudzoziemcy cudzoziemców|decyzja decyzje decyzji|dokument dokumenty dokumentów|dom domy domów
dotacja dotacje dotacji|dyżur dyżury dyżurów|działanie działania działań|dziecko dzieci dzieci|forma formy form
godzina godziny godzin|gospodarstwo gospodarstwa gospodarstw|grupa grupy grup|impreza imprezy imprez
informacja informacje informacji|inicjatywa inicjatywy inicjatyw|instytucja instytucje instytucji
interwencja interwencje interwencji|inwestycja inwestycje inwestycji|kampania kampanie kampanii|klub kluby klubów
konferencja konferencje konferencji|konkurs konkursy konkursów|konsultacja konsultacje konsultacji
kontakt kontakty kontaktów|kontrola kontrole kontroli|kurs kursy kursów|lekarz lekarze lekarzy|lokal lokale lokali
matka matki matek|miejsce miejsca miejsc|mieszkanie mieszkania mieszkań|mieszkaniec mieszkańcy mieszkańców
nauczyciel nauczyciele nauczycieli|obiekt obiekty obiektów
obniżka obniżki obniżek|obszar obszary obszarów|organizacja organizacje organizacji|osoba osoby osób
ośrodek ośrodki ośrodków|pacjent pacjenci pacjentów|partnerstwo partnerstwa partnerstw|placówka placówki placówek
plan plany planów|plakat plakaty plakatów|podmiot podmioty podmiotów|podopieczny podopieczni podopiecznych
porada porady porad|poradnik poradniki poradników|posiedzenie posiedzenia posiedzeń|posiłek posiłki posiłków
postanowienie postanowienia postanowień|pracodawca pracodawcy pracodawców|pracownik pracownicy pracowników
prelekcja prelekcje prelekcji|procedura procedury procedur|program programy programów|projekt projekty projektów
przedsięwzięcie przedsięwzięcia przedsięwzięć|publikacja publikacje publikacji|punkt punkty punktów
raport raporty raportów|rodzic rodzice rodziców|rodzina rodziny rodzin|senior seniorzy seniorów
specjalista specjaliści specjalistów|spotkanie spotkania spotkań|spółdzielnia spółdzielnie spółdzielni
stanowisko stanowiska stanowisk|staż staże staży|stowarzyszenie stowarzyszenia stowarzyszeń
stypendium stypendia stypendiów|szkolenie szkolenia szkoleń|szkoła szkoły szkół|środowisko środowiska środowisk
świadczenie świadczenia świadczeń|świetlica świetlice świetlic|turnus turnusy turnusów|uchwała uchwały uchwał
uczeń uczniowie uczniów|uczestnik uczestnicy uczestników|ulotka ulotki ulotek|umowa umowy umów
usługa usługi usług|warsztat warsztaty warsztatów|wizyta wizyty wizyt|wniosek wnioski wniosków
wolontariusz wolontariusze wolontariuszy|wychowanek wychowankowie wychowanków|wycieczka wycieczki wycieczek
wydarzenie wydarzenia wydarzeń|wyjazd wyjazdy wyjazdów|wyjście wyjścia wyjść|zadanie zadania zadań
zagrożenie zagrożenia zagrożeń
zajęcia zajęcia zajęć|zamiana zamiany zamian|zasiłek zasiłki zasiłków|zdarzenie zdarzenia zdarzeń
zespół zespoły zespołów|zestaw zestawy zestawów|zgłoszenie zgłoszenia zgłoszeń
"""
# Words that stand for a noun of the table: „Zatrudnionych”, „Liczba ludności”.
_STAND_INS: Final = {
    "zatrudnionych": "osoba", "bezrobotnych": "osoba", "niepełnosprawnych": "osoba", "bezdomnych": "osoba",
    "dorosłych": "osoba", "osobę": "osoba", "osobom": "osoba", "ludności": "mieszkaniec", "dzieckiem": "dziecko",
    "zajęcie": "zajęcia", "stażów": "staż",
}  # fmt: skip

FALLBACK_UNIT: Final = ("pozycja", ["pozycja", "pozycje", "pozycji"])
DESCRIPTION_UNIT: Final = ("opis", ["opis", "opis", "opis"])
PERCENT_UNIT: Final = ("%", ["%", "%", "%"])

_TABLE: Final = {forms[0]: forms for noun in re.split(r"[|\n]", _NOUNS.strip()) for forms in [noun.split()]}
# A noun in the singular is not looked for: in „Liczba form pomocy rodzinie” the genitive plural is what is counted.
_BY_FORM: Final = {forms[2]: key for key, forms in _TABLE.items()}
_ANY_FORM: Final = {form: key for key, forms in _TABLE.items() for form in forms} | _STAND_INS

_PERCENT: Final = re.compile(r"%|\b(?:odsetek|procent|udział procentowy)\b", re.IGNORECASE)
_MONEY_SIGN: Final = re.compile(r"\b(tys|mln|mld)?\.?\s*(?:zł|pln)\b", re.IGNORECASE)
_MONEY: Final = re.compile(
    r"(?:łączn\w+ )?(?:kwota|wysokość|suma|koszty?|wydatki|wartość|nakłady|środki)\b", re.IGNORECASE
)
_WORD: Final = re.compile(r"[^\W\d_]+")
_ALTERNATIVE: Final = re.compile(r"\s*/\s*|\s*,\s*|\s+lub\s+|\s+i/lub\s+")


def guess_unit(name: str) -> tuple[str, list[str]]:
    """The key of the unit and its forms after 1, after 2–4 and after 5; FALLBACK_UNIT if nothing is recognised."""
    if _PERCENT.search(name):
        return PERCENT_UNIT
    if match := _MONEY_SIGN.search(name):
        return money_unit(match[1] or "")
    if _MONEY.match(name):
        return money_unit("")
    found = [(match, _BY_FORM.get(match[0].casefold())) for match in _WORD.finditer(name)]
    for (first, key), (second, other) in zip_longest(found, found[1:], fillvalue=(None, None)):
        if first is None or key is None:
            continue
        if second and other and other != key and _ALTERNATIVE.fullmatch(name[first.end() : second.start()]):
            return _either(key, other)
        return key, list(_TABLE[key])
    stands_for = next((_STAND_INS[word] for word in map(str.casefold, _WORD.findall(name)) if word in _STAND_INS), "")
    return (stands_for, list(_TABLE[stands_for])) if stands_for else FALLBACK_UNIT


def money_unit(thousands: str) -> tuple[str, list[str]]:
    """Złote, or thousands and millions of them: `thousands` is „tys”, „mln”, „mld” or empty."""
    key = {"": "zł", "tys": "tys. zł"}.get(thousands.casefold().rstrip("."), f"{thousands.casefold().rstrip('.')} zł")
    return key, [key, key, key]


def known_unit(text: str) -> tuple[str, list[str]] | None:
    """The unit that `text` names in any of its forms: „osób”, „tys. zł”, „%”; None if it is no known unit."""
    text = text.strip().casefold()
    if text in {"%", "procent"}:
        return PERCENT_UNIT
    if match := _MONEY_SIGN.fullmatch(text):
        return money_unit(match[1] or "")
    key = _ANY_FORM.get(text)
    return (key, list(_TABLE[key])) if key else None


def _either(first: str, second: str) -> tuple[str, list[str]]:
    forms = [f"{one} lub {other}" for one, other in zip(_TABLE[first], _TABLE[second], strict=True)]
    return forms[0], forms
