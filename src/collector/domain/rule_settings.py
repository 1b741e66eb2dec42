"""What a workspace says of the rules: which are on trial, and from which year on others apply."""

from dataclasses import dataclass, field
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSettings:
    """The settings `[rules]`: codes on `trial`, and by code the first year (`since`) whose data it applies to."""

    trial: tuple[str, ...] = ()
    since: dict[str, int] = field(default_factory=dict)


DEFAULT_RULES: Final = RuleSettings()
