"""What the layout of the report in a well-formed catalogue can still get wrong."""

import re
from collections.abc import Iterator
from typing import Final

from collector.catalogue.model import CataloguePart, SectionPart
from collector.catalogue.template_text import Inconsistency, template_inconsistencies
from collector.domain.register import COST

# The columns that collector fills; any other key of a report column is a text of the sections.
FILLED_COLUMNS: Final = frozenset({
    "kod", "zadanie", "lp", "wskaznik", "jednostka", "poprzednia", "bazowa", "wartosc", "cel", "ocena", "uwagi",
    "dzialanie", "termin", COST,
})  # fmt: skip
# A column of a text of the sections would be taken for one of these.
SECTION_KEYS: Final = frozenset(SectionPart.model_fields) - FILLED_COLUMNS
_FILLED_IN: Final = {"rok", "rok_wydania"}
_YEAR_PLACE: Final = re.compile(r"\{rok(?:_\w*)?\}")


def report_inconsistencies(catalogue: CataloguePart) -> Iterator[Inconsistency]:
    """Every place of `raport` that contradicts another part, with a Polish sentence."""
    report = catalogue.raport
    yield from _column_inconsistencies(catalogue)
    if len(catalogue.program.poziomy) - len(report.pasy) not in (0, 1):
        yield ("raport", "pasy"), "pasów ma być tyle, ile poziomów programu, albo o jeden mniej"
    for key, texts in (("tytul", report.tytul), ("podstawa_prawna", report.podstawa_prawna), ("cel", report.cel)):
        for index, text in enumerate(texts):
            yield from template_inconsistencies(("raport", key, index), text, _FILLED_IN)
    yield from template_inconsistencies(("raport", "wydal"), report.wydal, _FILLED_IN)
    for index, band in enumerate(report.pasy):
        yield from template_inconsistencies(("raport", "pasy", index), band, {"kod", "tytul"})
    yield from _year_places(catalogue)


def _column_inconsistencies(catalogue: CataloguePart) -> Iterator[Inconsistency]:
    columns = catalogue.raport.kolumny
    keys = [column.klucz for column in columns]
    for key in {key for key in keys if keys.count(key) > 1}:
        yield ("raport", "kolumny"), f"kolumna „{key}” powtarza się"
    for key in ("wskaznik", "wartosc"):
        if key not in keys:
            yield ("raport", "kolumny"), f"brakuje kolumny „{key}”"
    for index, column in enumerate(columns):
        if column.klucz in SECTION_KEYS:
            message = f"kolumna nie może mieć klucza „{column.klucz}”: tak nazywa się klucz części programu; zmień go"
            yield ("raport", "kolumny", index, "klucz"), message
        yield from template_inconsistencies(("raport", "kolumny", index, "naglowek"), column.naglowek, _FILLED_IN)


def _year_places(catalogue: CataloguePart) -> Iterator[Inconsistency]:
    """The texts in which nobody puts the year for `{rok}`."""
    report = catalogue.raport
    texts: list[Inconsistency] = [(("raport", "tytul_tabeli"), report.tytul_tabeli)]
    texts.append((("raport", "zakonczenie"), report.zakonczenie))
    texts += [(("raport", "kolumny", index, "grupa"), column.grupa) for index, column in enumerate(report.kolumny)]
    for index, table in enumerate(catalogue.tabele):
        texts += [(("tabele", index, "tytul"), table.tytul), (("tabele", index, "naglowek"), table.naglowek)]
        texts += [(("tabele", index, "przypisy", number), text) for number, text in enumerate(table.przypisy)]
    for path, text in texts:
        if place := _YEAR_PLACE.search(text):
            places = "tytule, podstawie prawnej i celu raportu oraz w nagłówkach jego kolumn"
            yield path, f"rok wstawia się tylko w {places}; usuń stąd „{place[0]}”"
