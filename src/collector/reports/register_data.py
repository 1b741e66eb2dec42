"""The open data of a register of actions: one row an entry."""

from collections.abc import Iterator
from typing import Final

from collector.domain.consolidation import WITHOUT, Consolidation
from collector.domain.indicator import Combine
from collector.domain.observation import Status
from collector.domain.register import Entry, RegisterLayout
from collector.values.csv_text import csv_text
from collector.values.writing import plain_number

_BEFORE: Final = ("programme", "year", "action", "task", "executor", "name", "part_of", "role", "term", "multi_year")
_AFTER: Final = (
    "indicator", "indicator_name", "status", "value", "text", "note", "raw", "source_file", "source_sheet",
    "source_cell", "source_sha256",
)  # fmt: skip


def register_fields(register: RegisterLayout) -> tuple[str, ...]:
    """The columns of the file: every column of money has its amount and the words that stand instead of one."""
    money = (name for key in register.money_keys for name in (key, f"{key}_text"))
    return (*_BEFORE, *money, *_AFTER)


def register_csv(consolidation: Consolidation, register: RegisterLayout) -> str:
    """`dzialania-<year>.csv`: every reported action."""
    of_year = consolidation.programme.id, str(consolidation.year)
    return csv_text(register_fields(register), ((*of_year, *_row(entry, register)) for entry in consolidation.entries))


def register_indicator_rows(consolidation: Consolidation) -> Iterator[tuple[str, ...]]:
    """A row of `wskazniki-<year>.csv` for every indicator of the register.

    Several actions may report one indicator; what they report is listed with their ids and never added up.
    """
    by_choice: dict[str, list[Entry]] = {}
    for entry in consolidation.entries:
        by_choice.setdefault(entry.indicator, []).append(entry)
    for choice in consolidation.programme.choices:
        entries = by_choice.get(choice.id, [])
        absent = dict.fromkeys(entry.executor for entry in entries if entry.is_silent)
        reported = [entry for entry in entries if entry.is_reported]
        only = reported[0].value if len(reported) == 1 else None
        number = plain_number(only.number) if only and only.number is not None else ""
        gap = [f"{WITHOUT}{', '.join(absent)}"] if reported and absent else []
        texts = [only.text] if only else [f"{entry.id}: {entry.raw.strip()}" for entry in reported]
        status = Status.GIVEN if reported else next((e.value.status for e in entries), Status.NOT_SUBMITTED)
        executors = " ".join(dict.fromkeys(entry.executor for entry in entries))
        yield (
            consolidation.programme.id, str(consolidation.year), choice.id, choice.name, str(status), number, "",
            "\n".join(text for text in (*gap, *texts) if text), "", executors, str(Combine.LIST), *[""] * 7,
        )  # fmt: skip


def _row(entry: Entry, register: RegisterLayout) -> Iterator[str]:
    yield from (entry.id, entry.task, entry.executor, entry.name, entry.part_of, str(entry.role or ""), entry.term)
    yield "tak" if entry.is_multi_year else "nie"
    for key in register.money_keys:
        cell = entry.money[key]
        yield "" if cell.amount is None else plain_number(cell.amount)
        yield "" if cell.amount is not None else cell.raw
    number, place = entry.value.number, entry.value_place or entry.place
    yield from (entry.indicator, entry.indicator_name, str(entry.value.status))
    yield "" if number is None else plain_number(number)
    yield from (entry.value.text, entry.note, entry.raw, place.file, place.sheet, place.cell, place.sha256)
