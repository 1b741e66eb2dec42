"""`decisions.yaml`: what people decided, read strictly, and the entries that they are given to fill in."""

from collector.decisions.fill_in import agreement_to_fill_in, lines_to_fill_in, waiver_to_fill_in
from collector.decisions.kinds import AGREED, CORRECTION, WHICH_COUNTS
from collector.decisions.naming import (
    EVERYBODY,
    FINGERPRINT_BEGINS,
    SHORTEST_FINGERPRINT,
    hidden_value,
    is_hidden_value,
    named_value,
)
from collector.decisions.reading import DECISIONS_FILE, DecisionsError, read_decisions

__all__ = [
    "AGREED",
    "CORRECTION",
    "DECISIONS_FILE",
    "EVERYBODY",
    "FINGERPRINT_BEGINS",
    "SHORTEST_FINGERPRINT",
    "WHICH_COUNTS",
    "DecisionsError",
    "agreement_to_fill_in",
    "hidden_value",
    "is_hidden_value",
    "lines_to_fill_in",
    "named_value",
    "read_decisions",
    "waiver_to_fill_in",
]
