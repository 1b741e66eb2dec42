"""Why a file is not read: raised where it is noticed, returned as one Finding by whoever opened the file."""

from collector.domain.finding import Finding, Rule
from collector.domain.observation import Place


class Refusal(Exception):  # noqa: N818 - a refusal is the ordinary outcome for a file that is no return
    """A file that cannot be read. `found` says in Polish what it is."""

    def __init__(self, rule: Rule, found: str = "", expected: str = "", **facts: str) -> None:
        super().__init__(rule.code, found)
        self.rule, self.found, self.expected, self.facts = rule, found, expected, facts

    def at(self, place: Place) -> Finding:
        """The Finding about the file at `place`."""
        return Finding(rule=self.rule, place=place, found=self.found, expected=self.expected, facts=self.facts)


class TooLargeForCompany(Exception):  # noqa: N818 - no error: the file waits for its turn
    """A file so large that no other may be read at the same time."""
