"""The rows of an imported register -> Entries, so that a published report is reconciled like a collected one."""

from collections.abc import Mapping, Sequence

from collector.domain.indicator import Role
from collector.domain.observation import Place, Status, Value
from collector.domain.programme import Programme
from collector.domain.register import Entry, Money
from collector.values.money import read_money


def imported_entries(actions: Sequence[Mapping[str, str]], programme: Programme) -> list[Entry]:
    """An Entry for every row of `actions` (see `Draft.actions`); what cannot be read as money stays as printed."""
    register = programme.register
    if register is None:
        return []
    names = {choice.id: choice.name for choice in programme.choices}
    return [
        Entry(
            id=row["id"],
            task=row["zadanie"],
            name=row["dzialanie"],
            executor=row["realizator"],
            term=row["termin"],
            money={key: read_money(row[key], register.reasons) or Money(raw=row[key]) for key in register.money_keys},
            indicator=row["wskaznik"],
            indicator_name=names.get(row["wskaznik"], ""),
            value=Value(status=Status.GIVEN, text=row["wartosc"]) if row["wartosc"] else _NO_VALUE,
            raw=row["wartosc"],
            note=row["uwagi"],
            place=Place(file=""),
            part_of=row["nadrzedne"],
            role=Role(row["rola"]) if row["rola"] else None,
        )
        for row in actions
    ]


_NO_VALUE = Value(status=Status.NOT_SUBMITTED)
