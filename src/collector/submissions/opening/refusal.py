"""Why a file is not read: raised where it is noticed, returned as one Finding by whoever opened the file."""

from dataclasses import replace
from decimal import Decimal

from collector.domain.finding import Finding, Rule
from collector.domain.observation import Place
from collector.submissions.rules import DAMAGED, TOO_LARGE
from collector.values.writing import polish_number


class Refusal(Exception):  # noqa: N818 - a refusal is the ordinary outcome for a file that is no return
    """A file that cannot be read. `found` says in Polish what it is, `sheet` and `cell` where it was noticed."""

    def __init__(
        self, rule: Rule, found: str = "", expected: str = "", *, sheet: str = "", cell: str = "", **facts: str
    ) -> None:
        super().__init__(rule.code, found)
        self.rule, self.found, self.expected, self.facts = rule, found, expected, facts
        self.sheet, self.cell = sheet, cell

    def at(self, place: Place) -> Finding:
        """The Finding about the file at `place`."""
        where = replace(place, sheet=self.sheet, cell=self.cell)
        return Finding(rule=self.rule, place=where, found=self.found, expected=self.expected, facts=self.facts)


def too_large(found: str, most: int | str, setting: str = "") -> Refusal:
    """The refusal of a file beyond the limit `most`, whose name in `[limits]` is `setting` if it can be changed."""
    expected = polish_number(Decimal(most)) if isinstance(most, int) else most
    change = f" Koordynator może zmienić granicę w pliku collector.toml ([limits], {setting})." if setting else ""
    return Refusal(TOO_LARGE, found, expected, setting=change)


def unreadable() -> Refusal:
    """The refusal of a damaged file of which nothing more can be said."""
    return Refusal(DAMAGED, "nie można odczytać jego zawartości")


class TooLargeForCompany(Exception):  # noqa: N818 - no error: the file waits for its turn
    """A file so large that no other may be read at the same time."""
