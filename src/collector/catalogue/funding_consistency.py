"""What the funding sources of a register can get wrong: each is a column of the form and of the report."""

import re
from collections.abc import Iterator
from typing import Final

from collector.catalogue.model import RegisterPart, SourcePart
from collector.catalogue.report_consistency import FILLED_COLUMNS, SECTION_KEYS
from collector.catalogue.source import Path
from collector.catalogue.template_text import Inconsistency
from collector.values.text import same

# The keys of the other columns of the form's sheet „Działania” (see layout/form.py, which lies above catalogues).
FORM_COLUMNS: Final = frozenset({"id", "task", "name", "part_of", "term", "indicator", "value", "note", "explanation"})
# A heading of the form is found up to 60 characters, whatever year stands in it, as layout/form.py does.
FORM_HEADING: Final = "Źródło: {} (zł)"
HEADING_LIMIT: Final = 60
_LONGEST: Final = HEADING_LIMIT - len(FORM_HEADING.format(""))
_YEAR: Final = re.compile(r"\b\d{4}\b")


def funding_inconsistencies(register: RegisterPart) -> Iterator[Inconsistency]:
    """Every source whose key or heading the form or the report cannot have."""
    keys = [source.klucz for source in register.zrodla]
    if len(set(keys)) != len(keys):
        yield ("rejestr", "zrodla"), "klucz źródła powtarza się"
    seen: set[str] = set()
    for index, source in enumerate(register.zrodla):
        yield from _of_source(source, ("rejestr", "zrodla", index), seen)


def _of_source(source: SourcePart, path: Path, seen: set[str]) -> Iterator[Inconsistency]:
    if source.klucz in FORM_COLUMNS | FILLED_COLUMNS | SECTION_KEYS:
        message = f"źródło nie może nazywać się „{source.klucz}”: taki klucz ma już inna kolumna albo część katalogu"
        yield (*path, "klucz"), f"{message}; wpisz inny klucz"
    heading = source.naglowek
    if "{" in heading or "}" in heading:
        yield (*path, "naglowek"), "w nagłówku źródła nie może być nawiasów klamrowych"
    if len(heading) > _LONGEST:
        message = f"nagłówek źródła nie mieści się w formularzu (znaków: {len(heading)}, najwyżej {_LONGEST})"
        yield (*path, "naglowek"), f"{message}; skróć go"
    without_years = _YEAR.sub("{}", same(heading))
    if without_years in seen:
        yield (*path, "naglowek"), f"nagłówek „{heading}” powtarza się albo różni się od innego tylko rokiem"
    seen.add(without_years)
