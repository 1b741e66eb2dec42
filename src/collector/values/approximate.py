"""Numbers that say themselves that they are not exact: `ok. 200`."""

import re
from typing import Final

from collector.domain.indicator import Component, Indicator, Kind

_ABOUT: Final = re.compile(
    r"(?:(?:ok|ca)\b\.?|około|okolo|circa|w przybliżeniu|[~≈])\s*(?P<rest>[-\u2212]?\d.*)", re.IGNORECASE
)


def without_about(text: str) -> str | None:
    """What stands after „ok.”, if `text` begins with it or with another word for it."""
    match = _ABOUT.fullmatch(text)
    return match["rest"] if match else None


def may_be_approximate(asked: Indicator | Component) -> bool:
    """Whether an approximate number answers `asked`.

    A percentage is a result, and components are what results and balances are computed from: these must be exact.
    """
    return isinstance(asked, Indicator) and asked.kind is not Kind.PERCENTAGE
