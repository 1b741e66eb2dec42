"""The other forms of the nouns that an import knows, so that a draft can be put into sentences at once."""

import re
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple, TypeAlias

from collector.catalogue.model import FORMS
from collector.domain.indicator import Gender

# A noun as a catalogue file has it: its forms after numbers, or these with its cases and its gender.
NounData: TypeAlias = list[str] | dict[str, str | list[str]]

# The noun after 1 and its genitive, by gender.
_PERSONS: Final = """
asystent asystenta|beneficjent beneficjenta|cudzoziemiec cudzoziemca|lekarz lekarza|mieszkaniec mieszkańca
nauczyciel nauczyciela|pacjent pacjenta|podopieczny podopiecznego|pracodawca pracodawcy|pracownik pracownika
rodzic rodzica|senior seniora|specjalista specjalisty|uczestnik uczestnika|uczeń ucznia|wolontariusz wolontariusza
wychowanek wychowanka
"""
_MASCULINE: Final = """
artykuł artykułu|cel celu|dokument dokumentu|dom domu|dyżur dyżuru|kierunek kierunku|klub klubu|konkurs konkursu
kontakt kontaktu|kurs kursu|lokal lokalu|moduł modułu|obiekt obiektu|obszar obszaru|ośrodek ośrodka|plakat plakatu
plan planu|podmiot podmiotu|poradnik poradnika|posiłek posiłku|priorytet priorytetu|program programu|projekt projektu
punkt punktu|raport raportu|rozdział rozdziału|staż stażu|turnus turnusu|warsztat warsztatu|wniosek wniosku
wyjazd wyjazdu|zasiłek zasiłku|zespół zespołu|zestaw zestawu
"""
_FEMININE: Final = """
akcja akcji|aktualizacja aktualizacji|analiza analizy|ankieta ankiety|część części|decyzja decyzji|dotacja dotacji
forma formy|godzina godziny|grupa grupy|impreza imprezy|informacja informacji|inicjatywa inicjatywy
instytucja instytucji|interwencja interwencji|inwestycja inwestycji|kampania kampanii|konferencja konferencji
konsultacja konsultacji|kontrola kontroli|matka matki|obniżka obniżki|organizacja organizacji|osoba osoby
placówka placówki|porada porady|pozycja pozycji|prelekcja prelekcji|procedura procedury|publikacja publikacji
rodzina rodziny|spółdzielnia spółdzielni|szkoła szkoły|świetlica świetlicy|uchwała uchwały|ulotka ulotki|umowa umowy
usługa usługi|wizyta wizyty|wycieczka wycieczki|zamiana zamiany
"""
_NEUTER: Final = """
badanie badania|dziecko dziecka|działanie działania|gospodarstwo gospodarstwa|miejsce miejsca|mieszkanie mieszkania
partnerstwo partnerstwa|posiedzenie posiedzenia|postanowienie postanowienia|przedsięwzięcie przedsięwzięcia
spotkanie spotkania|stanowisko stanowiska|stowarzyszenie stowarzyszenia|stypendium stypendium|szkolenie szkolenia
środowisko środowiska|świadczenie świadczenia|wydarzenie wydarzenia|wyjście wyjścia|zadanie zadania
zagrożenie zagrożenia|zajęcia zajęć|zdarzenie zdarzenia|zgłoszenie zgłoszenia
"""
_OR: Final = " lub "
# „Cel strategiczny”, „kierunek wysoki”; „zadanie szczegółowe”. Levels have no other adjectives.
_ADJECTIVE_ENDINGS: Final[Mapping[Gender, tuple[str, ...]]] = {Gender.MASCULINE: ("y", "i"), Gender.NEUTER: ("e",)}


class _Singular(NamedTuple):
    genitive: str
    accusative: str
    gender: Gender


def _read(nouns: str, gender: Gender) -> dict[str, _Singular]:
    pairs = (pair.split() for pair in re.split(r"[|\n]", nouns.strip()))
    return {noun: _Singular(genitive, _accusative(noun, genitive, gender), gender) for noun, genitive in pairs}


def _accusative(noun: str, genitive: str, gender: Gender) -> str:
    if noun.endswith("a") and gender in (Gender.FEMININE, Gender.MASCULINE_PERSONAL):
        return f"{noun[:-1]}ę"
    return genitive if gender is Gender.MASCULINE_PERSONAL else noun


_KNOWN: Final[Mapping[str, _Singular]] = {
    **_read(_PERSONS, Gender.MASCULINE_PERSONAL),
    **_read(_MASCULINE, Gender.MASCULINE),
    **_read(_FEMININE, Gender.FEMININE),
    **_read(_NEUTER, Gender.NEUTER),
}


def declined(forms: Sequence[str]) -> NounData:
    """The noun with `forms` after 1, 2–4 and 5, fully declined if it is known: „osoba”, „program lub projekt”."""
    parts = forms[0].split(_OR)
    known = [phrase for phrase in map(_phrase, parts) if phrase is not None]
    if len(known) < len(parts) or len(set(forms)) == 1:
        return list(forms)
    return {
        FORMS: list(forms),
        "dopelniacz": _OR.join(part.genitive for part in known),
        "biernik": _OR.join(part.accusative for part in known),
        "rodzaj": known[0].gender.value,
    }


def _phrase(words: str) -> _Singular | None:
    """A noun that may have adjectives of its gender behind it: „cel strategiczny”, „zadanie szczegółowe”."""
    noun, *adjectives = words.split()
    singular = _KNOWN.get(noun)
    for adjective in adjectives:
        if singular is None or not adjective.endswith(_ADJECTIVE_ENDINGS.get(singular.gender, ())):
            return None
        genitive = f"{adjective.removesuffix('y').removesuffix('e')}ego"
        singular = _Singular(f"{singular.genitive} {genitive}", f"{singular.accusative} {adjective}", singular.gender)
    return singular
