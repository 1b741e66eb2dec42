"""A recorded human choice: what was decided, by whom, when and why."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """The answer of a person to the question that the rule with this code asked of an executor in a year.

    `line` is where it stands in its file. `counts` is the beginning of the fingerprint of the return that counts;
    `returns` are those of all returns that the person chose from, if they were written down.
    """

    rule: str
    executor: str
    year: int
    reason: str
    person: str
    day: date
    line: int
    counts: str
    returns: tuple[str, ...] = ()

    def names(self, fingerprint: str) -> bool:
        """Whether this is the return that counts."""
        return fingerprint.startswith(self.counts)

    def knew(self, fingerprint: str) -> bool:
        """Whether the person is known to have had this return before them."""
        return self.names(fingerprint) or any(fingerprint.startswith(known) for known in self.returns)
