"""Dates as Polish text; apart from the numbers, because Babel takes long to load."""

from datetime import date

from babel.dates import format_date

from collector.values.writing import NBSP


def polish_date(day: date) -> str:
    """`31 marca 2018 r.`, never broken over lines."""
    return format_date(day, "d MMMM y 'r.'", locale="pl").replace(" ", NBSP)
