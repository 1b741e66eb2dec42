"""Whether the result of a BIFF8 formula is a number for certain, told from its last step."""

from typing import Final

_SINGLE: Final = range(0x03, 0x17)
_ARITHMETIC: Final = frozenset({0x03, 0x04, 0x05, 0x06, 0x07, 0x13, 0x14})
_CONSTANTS: Final = frozenset({0x1E, 0x1F})
_PARENTHESES: Final = 0x15
_STRING: Final = 0x17
_ATTRIBUTE: Final = 0x19
_SUM, _CHOOSE = 0x10, 0x04
_CONTROL_SIZES: Final = {0x01: 5, 0x02: 5, 0x1C: 2, 0x1D: 2, 0x1E: 3, 0x1F: 9}
_FIRST_OPERAND: Final = 0x20
_OPERAND_SIZES: Final = {
    0x00: 8, 0x01: 3, 0x02: 4, 0x03: 5, 0x04: 5, 0x05: 9, 0x06: 7, 0x07: 7, 0x08: 7, 0x09: 3, 0x0A: 5, 0x0B: 9,
    0x0C: 5, 0x0D: 9, 0x19: 7, 0x1A: 7, 0x1B: 11, 0x1C: 7, 0x1D: 11,
}  # fmt: skip
_CALLS: Final = {0x01: 1, 0x02: 2}
# COUNT, SUM, AVERAGE, MIN, MAX, ABS, INT, ROUND, COUNTA, PRODUCT, SUMPRODUCT, SUBTOTAL, SUMIF, COUNTIF, COUNTBLANK
_NUMERIC: Final = frozenset({0, 4, 5, 6, 7, 24, 25, 27, 169, 183, 228, 344, 345, 346, 347})


def is_surely_number(expression: bytes) -> bool:
    """Whether a formula ends in arithmetic, a number or a function that gives nothing else."""
    position, is_number = 0, False
    while position < len(expression):
        token = expression[position]
        size = _size(expression, position)
        if not size or position + size > len(expression):
            return False
        if token == _ATTRIBUTE:
            is_number = is_number or bool(expression[position + 1] & _SUM)
        elif token in _ARITHMETIC or token in _CONSTANTS:
            is_number = True
        elif token != _PARENTHESES:
            is_number = _is_numeric_call(expression, position)
        position += size
    return is_number


def _size(expression: bytes, position: int) -> int:
    """How long the token at `position` is; 0 if it is not known."""
    token = expression[position]
    if token >= _FIRST_OPERAND:
        return _OPERAND_SIZES.get(token & 0x1F, 0)
    if token in _SINGLE:
        return 1
    following = expression[position + 1 : position + 4].ljust(3, b"\0")
    if token == _STRING:
        return 3 + following[0] * (2 if following[1] & 1 else 1)
    if token == _ATTRIBUTE:
        choices = int.from_bytes(following[1:], "little")
        return 4 + 2 * (choices + 1) if following[0] & _CHOOSE else 4
    return _CONTROL_SIZES.get(token, 0)


def _is_numeric_call(expression: bytes, position: int) -> bool:
    token = expression[position]
    skipped = _CALLS.get(token & 0x1F) if token >= _FIRST_OPERAND else None
    if skipped is None:
        return False
    number = int.from_bytes(expression[position + skipped : position + skipped + 2], "little")
    return number & 0x7FFF in _NUMERIC
