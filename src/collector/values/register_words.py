"""Amounts and rows of a register in the Polish sentences of its reconciliation."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from collector.domain.register import COST, Entry
from collector.values.text import one_line
from collector.values.writing import NBSP, polish_number


def zloty(amount: Decimal) -> str:
    """`197 424,58 zł`, with the decimals beyond grosze only where there are any."""
    exact = amount.as_tuple().exponent
    decimals = max(2, -exact) if isinstance(exact, int) else 2
    return f"{polish_number(amount, decimals)}{NBSP}zł"


def listed(texts: Iterable[str]) -> str:
    """`a`, `a i b`, `a, b i c`."""
    *first, last = texts
    return f"{', '.join(first)} i {last}" if first else last


def rows(entries: Sequence[Entry]) -> str:
    """`wiersz 2.2.2/d3`, `wiersze 1.3.1/d6 i 1.3.2/d1`."""
    word = "wiersz" if len(entries) == 1 else "wiersze"
    return f"{word} {listed(entry.id for entry in entries)}"


def with_costs(entries: Iterable[Entry]) -> str:
    """The ids of the entries, each with its cost."""
    return listed(f"{entry.id} ({zloty(entry.amount(COST))})" for entry in entries)


def term(entry: Entry) -> str:
    """The term as typed, in quotation marks."""
    return f"„{one_line(entry.term)}”"
