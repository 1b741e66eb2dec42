"""The Excel formats that show numbers as Polish officials print them, under any locale."""

from decimal import Decimal


def format_of(number: Decimal, after: str = "") -> str:
    """The format that shows the decimals of `number`, grouped, with the words `after` behind it."""
    decimals = max(-int(number.as_tuple().exponent), 0)
    digits = "#,##0" + ("." + "0" * decimals if decimals else "")
    words = '"' + after.replace('"', "") + '"' if after else ""
    return f"[$-415]{digits}{words}"
