"""The tags of the Word template: what each is called and what it stands for, in the words of the documentation."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final


class Shape(Enum):
    """What a tag stands for in a template."""

    TEXT = auto()
    """One text, `{{ rok }}`; a blank one counts as no."""

    PICTURE = auto()
    """A picture, alone in its paragraph: `{{ czesc.wykres }}`."""

    TEXTS = auto()
    """Paragraphs or items, gone through by `for`."""

    ROWS = auto()
    """Rows or parts with fields of their own, gone through by `for`."""

    YES_NO = auto()
    """Something to ask by `if`."""

    BY_ID = auto()
    """Something with fields by the id of an indicator, `{{ wskaznik["A.1.4/3"].wartosc }}`."""


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag; `about` is Polish and begins small. Only rows and what is found by id have `fields`."""

    name: str
    about: str
    shape: Shape = Shape.TEXT
    fields: "tuple[Tag, ...]" = ()

    @property
    def field_names(self) -> tuple[str, ...]:
        """The names of its fields."""
        return tuple(field.name for field in self.fields)

    def walk(self) -> "Iterator[Tag]":
        """This tag and its fields."""
        yield self
        for field in self.fields:
            yield from field.walk()


_LONG: Final = Tag("dlugi", "czy wiersz jest tak długi, że może się dzielić między strony", Shape.YES_NO)
_CHARTS: Final = Tag(
    "wykresy", "wykresy i to, czego nie pokazują", Shape.ROWS,
    (
        Tag("tytul", "podpis wykresu"),
        Tag("wykres", "wykres; pusty, gdy nie ma czego pokazać", Shape.PICTURE),
        Tag("uwagi", "czego wykres nie pokazuje", Shape.TEXTS),
    ),
)  # fmt: skip

TAGS: Final = (
    Tag("tytul", "wiersze tytułu raportu", Shape.TEXTS),
    Tag("program", "tytuł programu"),
    Tag("miasto", "miasto"),
    Tag("koordynator", "jednostka, która koordynuje program"),
    Tag("rok", "rok, którego raport dotyczy"),
    Tag("wydal", "kto i kiedy wydał raport (jednostka, miesiąc)"),
    Tag("podstawa", "podstawa prawna", Shape.TEXTS),
    Tag("cel_raportu", "cel raportu", Shape.TEXTS),
    Tag("zebranie", "jak zebrano dane", Shape.TEXTS),
    Tag(
        "realizatorzy", "realizatorzy i ich sprawozdania", Shape.ROWS,
        (
            Tag("symbol", "skrót realizatora"),
            Tag("nazwa", "nazwa realizatora"),
            Tag("pytania", "o ile wartości zapytano"),
            Tag("odpowiedzi", "ilu odpowiedzi udzielono"),
            Tag("kompletnosc", "udział odpowiedzi jednoznacznych w procentach"),
            Tag("data", "data sporządzenia"),
            _LONG,
        ),
    ),
    Tag(
        "czesci", "cele programu", Shape.ROWS,
        (
            Tag("naglowek", "nagłówek części"),
            Tag("opis", "co zgłoszono", Shape.TEXTS),
            Tag("liczby", "najważniejsze liczby", Shape.TEXTS),
            Tag("koszty", "koszty i źródła finansowania", Shape.TEXTS),
            Tag("dzialania", "najdroższe działania", Shape.TEXTS),
            Tag("zmiany_wstep", "ile wartości wzrosło i zmalało", Shape.TEXTS),
            Tag("zmiany", "najważniejsze zmiany", Shape.TEXTS),
            Tag("cele_wstep", "ile wartości jest zgodnych z celem", Shape.TEXTS),
            Tag("cele", "wartości niezgodne z celem i miara oceny", Shape.TEXTS),
            Tag("braki", "czego nie podano i dlaczego", Shape.TEXTS),
            Tag("tytul_tabeli", "podpis tabeli wskaźników"),
            Tag("porownanie", "czy są wcześniejsze wartości do porównania", Shape.YES_NO),
            Tag("oceny", "czy którąś wartość oceniono", Shape.YES_NO),
            Tag("opisowe", "czy są długie wartości opisowe, którym potrzebna szersza kolumna", Shape.YES_NO),
            Tag(
                "wiersze", "wiersze tabeli wskaźników", Shape.ROWS,
                (
                    Tag("nr", "numer wskaźnika"),
                    Tag("nazwa", "nazwa wskaźnika"),
                    Tag("wartosc", "wartość"),
                    Tag("poprzednia", "ostatnia znana wartość"),
                    Tag("zmiana", "zmiana"),
                    Tag("ocena", "cel i ocena"),
                    Tag("uwagi", "uwagi realizatorów"),
                    _LONG,
                ),
            ),
            Tag("tytul_sum", "podpis tabeli kosztów"),
            Tag(
                "sumy", "wiersze tabeli kosztów", Shape.ROWS,
                (
                    Tag("nr", "numer celu"),
                    Tag("nazwa", "nazwa celu"),
                    Tag("koszt", "koszt razem"),
                    Tag("zrodla", "kwoty według źródeł finansowania"),
                    _LONG,
                ),
            ),
            _CHARTS,
        ),
    ),
    Tag("tabele_wstep", "co trzeba wiedzieć, czytając tabele statystyczne", Shape.TEXTS),
    Tag(
        "tabele", "tabele statystyczne programu", Shape.ROWS,
        (
            Tag("naglowek", "tytuł tabeli"),
            Tag("podpis", "podpis tabeli z latami"),
            Tag("opis", "co podano", Shape.TEXTS),
            Tag("zmiany", "największe zmiany", Shape.TEXTS),
            Tag("braki", "czego nie podano i dlaczego", Shape.TEXTS),
            Tag("rok1", "pierwszy z trzech lat"),
            Tag("rok2", "drugi rok"),
            Tag("rok3", "trzeci rok: ten, którego raport dotyczy"),
            Tag(
                "wiersze", "wiersze tabeli", Shape.ROWS,
                (
                    Tag("nazwa", "nazwa wiersza"),
                    Tag("pierwszy", "wartość w pierwszym roku"),
                    Tag("drugi", "wartość w drugim roku"),
                    Tag("trzeci", "wartość w trzecim roku"),
                    _LONG,
                ),
            ),
            Tag("przypisy", "przypisy do tabeli", Shape.TEXTS),
            _CHARTS,
        ),
    ),
    Tag("podsumowanie", "podsumowanie roku", Shape.TEXTS),
    Tag("cele_w_liczbach", "ile wartości podano i jak się zmieniły, po jednym punkcie na cel", Shape.TEXTS),
    Tag("najwieksze_zmiany", "największe zmiany w całym programie", Shape.TEXTS),
    Tag("zakonczenie", "ostatnie zdania raportu", Shape.TEXTS),
    Tag(
        "braki", "brakujące dane", Shape.ROWS,
        (
            Tag("wskaznik", "numer i nazwa wskaźnika"),
            Tag("realizator", "kto miał ją podać"),
            Tag("stan", "czego brakuje"),
            Tag("powod", "dlaczego"),
            _LONG,
        ),
    ),
    Tag(
        "wyjasnienia", "wyjaśnienia realizatorów", Shape.ROWS,
        (
            Tag("wskaznik", "numer i nazwa wskaźnika"),
            Tag("realizator", "kto wyjaśnił"),
            Tag("wartosc", "wartość"),
            Tag("pytanie", "uwaga, na którą odpowiedziano"),
            Tag("wyjasnienie", "wyjaśnienie"),
            _LONG,
        ),
    ),
    Tag(
        "rozstrzygniecia", "rozstrzygnięcia i odstępstwa", Shape.ROWS,
        (
            Tag("czego", "czego dotyczy"),
            Tag("realizator", "kogo dotyczy"),
            Tag("powod", "rozstrzygnięcie i powód"),
            Tag("kto", "kto i kiedy rozstrzygnął"),
            Tag("stan", "stan"),
            _LONG,
        ),
    ),
    Tag("metodyka", "jak liczono i oceniano", Shape.TEXTS),
    Tag(
        "wskaznik", "jeden wskaźnik, do własnych zdań", Shape.BY_ID,
        (
            Tag("nazwa", "nazwa"),
            Tag("wartosc", "wartość tak, jak w raporcie"),
            Tag("poprzednia", "ostatnia znana wartość"),
            Tag("roznica", "o ile się zmieniła"),
            Tag("zmiana", "o ile procent się zmieniła"),
        ),
    ),
)  # fmt: skip
