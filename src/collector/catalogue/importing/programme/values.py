"""What the indicators and the tables of an imported programme share: units, footnotes, the rows of the history."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from collector.catalogue.importing.document import Row
from collector.catalogue.importing.programme.printed_values import PrintedValue
from collector.catalogue.importing.remarks import Remarks
from collector.catalogue.importing.tasks.guessing import Guess
from collector.catalogue.importing.units import FALLBACK_UNIT, guess_unit, known_unit
from collector.domain.consolidation import INDICATOR_FIELDS
from collector.domain.indicator import Combine

EXECUTOR: Final = "KOORD"
_MORE: Final = "w nazwie po ukośniku stoi jeszcze coś, co się liczy"
_ALTERNATIVE: Final = re.compile(r"(?P<one>\w+)/(?P<other>\w+)")


@dataclass(slots=True)
class ProgrammeValues:
    """Collects the units that are used and the values by year."""

    programme: str
    remarks: Remarks
    units: dict[str, list[str]] = field(default_factory=dict)
    history: dict[int, list[dict[str, str]]] = field(default_factory=dict)

    def unit(self, row: Row, *names: str) -> str:
        """The key of the unit that the first of `names` names that names any."""
        guesses = [guess_unit(name) for name in names]
        known = next((guess for guess in guesses if guess != FALLBACK_UNIT), FALLBACK_UNIT)
        if known == FALLBACK_UNIT:
            self.remarks.doubt(row, f"jednostka „{known[0]}”", f"nie wiadomo, co liczy „{' / '.join(names)}”")
        elif any(_names_more(name, known[0]) for name in names):
            self.remarks.doubt(row, f"jednostka „{known[0]}”", _MORE)
        return self._use(known)

    def answered_unit(self, row: Row, name: str, found: Guess) -> str:
        """The key of the unit that a value and the name of its indicator tell."""
        if _names_more(name, found.unit_key):
            self.remarks.doubt(row, f"jednostka „{found.unit_key}”", _MORE)
        return self._use((found.unit_key, found.unit_forms))

    def common_unit(self, row: Row, names: list[str]) -> str:
        """The key of the unit that all `names` name."""
        guesses = [guess_unit(name) for name in names]
        is_common = bool(guesses) and all(guess == guesses[0] for guess in guesses)
        known = guesses[0] if is_common else FALLBACK_UNIT
        if known == FALLBACK_UNIT:
            self.remarks.doubt(
                row, f"jednostka „{known[0]}”", f"wiersze liczą co innego albo nie wiadomo co: {'; '.join(names)}"
            )
        return self._use(known)

    def note(self, row: Row, mark: str, footnotes: Sequence[str]) -> str:
        """The footnote that begins with just the stars of `mark`."""
        if not mark:
            return ""
        found = [note for note in footnotes if note.startswith(mark) and not note.startswith(f"{mark}*")]
        if len(found) != 1:
            how = "kilka przypisów ma ten znak" if found else "nie ma przypisu z tym znakiem"
            self.remarks.doubt(row, " ".join(found) or f"znak „{mark}” bez przypisu", how)
        return found[0] if found else ""

    def record(self, year: int, indicator: str, name: str, value: PrintedValue, unit: str, note: str) -> None:
        """Add a row of the history."""
        row = dict.fromkeys(INDICATOR_FIELDS, "")
        row |= {
            "programme": self.programme,
            "year": str(year),
            "indicator": indicator,
            "name": name,
            "status": str(value.status),
            "value": "" if value.number is None else f"{value.number:f}",
            "unit": self.units[unit][1],
            "text": value.text,
            "note": note,
            "executors": EXECUTOR,
            "combine": str(Combine.OWNER),
        }
        self.add(year, row)

    def add(self, year: int, row: dict[str, str]) -> None:
        """Add a row of the history of `year`."""
        self.history.setdefault(year, []).append(row | {"programme": self.programme})

    def _use(self, unit: tuple[str, list[str]]) -> str:
        key, forms = unit
        self.units[key] = list(forms)
        return key


def _names_more(name: str, unit: str) -> bool:
    """Whether `name` says „kontraktów/programów” but the unit is only one of them."""
    match = _ALTERNATIVE.search(name)
    return match is not None and " lub " not in unit and any(known_unit(word) for word in match.groups())
