"""What a number format does to the number that a person sees: percent signs and thousands left out."""

import re
from decimal import Decimal
from functools import lru_cache
from typing import Final

_LITERALS: Final = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|[_*].')
_LEFT_OUT: Final = re.compile(r"[0#?](,+)(?![0#?,])")


@lru_cache(maxsize=512)
def display_factor(number_format: str) -> Decimal:
    """How many times larger the shown number is than the stored one: 100 for a percent, 0.001 for thousands."""
    digits = _LITERALS.sub("", number_format).split(";")[0]
    factor = Decimal(100) if "%" in digits else Decimal(1)
    left_out = _LEFT_OUT.search(digits)
    return factor.scaleb(-3 * len(left_out[1])) if left_out else factor
