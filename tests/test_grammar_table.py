"""The grammar of values is a table in docs/wartosci.md, and every row of it is an example that is tried here."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

import pytest

from collector.domain.indicator import Combine, Component, Direction, Indicator, Kind, Moment, Role, Unit
from collector.domain.observation import Status, Value
from collector.submissions.forms.cells import _RULE_OF
from collector.submissions.rules import INTERPRETED
from collector.values.reading import CellContent, Doubt, Unreadable, read_value, shown_content
from collector.values.writing import NBSP, polish_number

PAGE = Path(__file__).parent.parent / "docs" / "wartosci.md"
HEADINGS = ("W komórce", "Rodzaj wskaźnika", "Odczytano", "Uwaga", "Co dopowiada collector")
UNITS = {
    "osoba": Unit(one="osoba", few="osoby", many="osób"),
    "miejsce": Unit(one="miejsce", few="miejsca", many="miejsc"),
    "zł": Unit(one="zł", few="zł", many="zł"),
    "tys. zł": Unit(one="tys. zł", few="tys. zł", many="tys. zł"),
    "%": Unit(one="%", few="%", many="%"),
}
LEVELS = ("minimalny", "wystarczający", "wysoki")
_ASKED = re.compile(r"(?P<kind>[^(]+?)(?: \((?P<unit>[^;)]+)(?:; (?P<role>w tym|z tego): (?P<parts>[^)]+))?\))?")
_HIDDEN = re.compile(r"\[U\+([0-9A-F]{4})\]")
_NUMBER_CELL = re.compile(r"liczba `(?P<number>[^`]+)`(?: w formacie `(?P<format>[^`]+)`)?")


@dataclass(frozen=True)
class Row:
    """A row of the page, as it stands there."""

    cell: str
    kind: str
    understood: str
    code: str
    remark: str


def rows() -> list[Row]:
    """All rows of all tables of the page."""
    lines = [line.strip().strip("|").split("|") for line in PAGE.read_text("utf-8").splitlines() if line[:1] == "|"]
    cells = [tuple(cell.strip() for cell in line) for line in lines]
    assert all(len(line) == len(HEADINGS) for line in cells)
    return [Row(*line) for line in cells if line != HEADINGS and not set(line[0]) <= set("-")]


def asked_for(kind: str) -> Indicator | Component:
    """The question that a cell of the second column describes."""
    match = _ASKED.fullmatch(kind)
    assert match, kind
    unit = UNITS.get(match["unit"] or "", UNITS["osoba"])
    if match["kind"] == "składnik":
        return Component(id="A.1.4/3.a", role=Role.NUMERATOR, name="Licznik", unit=unit, kind=Kind.COUNT)
    components = tuple(
        Component(id=f"A.1.4/3.{name}", role=Role(match["role"]), name=name, unit=unit, kind=Kind.COUNT)
        for name in (match["parts"] or "").split(", ")
        if name
    )
    return Indicator(
        id="A.1.4/3", name="Liczba osób", kind=Kind(match["kind"]), unit=unit, moment=Moment.YEAR,
        direction=Direction.MORE, executors=("MOPR",), combine=Combine.OWNER,
        scale=LEVELS if match["kind"] == Kind.SCALE else (), components=components,
    )  # fmt: skip


def content_of(cell: str) -> tuple[CellContent, str]:
    """The cell that the first column describes, and its number format."""
    if cell == "puste":
        return None, "General"
    if match := _NUMBER_CELL.fullmatch(cell):
        number = match["number"]
        return (int(number) if number.isdecimal() else float(number)), match["format"] or "General"
    kind, _, typed = cell.rpartition(" ") if cell.startswith(("data ", "godzina ", "wartość ")) else ("", "", cell)
    text = _HIDDEN.sub(lambda hidden: chr(int(hidden[1], 16)), typed.strip("`"))
    match kind:
        case "":
            return text, "General"
        case "data":
            return datetime.combine(date.fromisoformat(text), time()), "General"
        case "godzina":
            return time.fromisoformat(text), "General"
        case _:
            return text == "PRAWDA", "General"


def tried(cell: str, kind: str) -> Row:
    """The row that is true for this cell and kind."""
    content, number_format = content_of(cell)
    asked = asked_for(kind)
    match read_value(content, asked, number_format):
        case None:
            return Row(cell, kind, "nic", "–", "–")
        case Unreadable(doubt=doubt, hint=hint, shown=shown):
            assert shown
            return Row(cell, kind, "pytanie", _RULE_OF[doubt].code, _plain(hint) or "–")
        case Value() as value:
            return Row(cell, kind, _understood(value), INTERPRETED.code if value.reading else "–", _remark(value))


def _understood(value: Value) -> str:
    said = [] if value.status is Status.GIVEN else [str(value.status)]
    if value.number is not None:
        said.append(polish_number(value.number))
    if value.text:
        said.append(f"słowa `{_visible(value.text)}`")
    if value.mark:
        said.append(f"przypis `{value.mark}`")
    return _plain(", ".join(said))


def _remark(value: Value) -> str:
    return _plain(value.reading) or "–"


def _plain(text: str) -> str:
    return text.replace(NBSP, " ")


def _visible(text: str) -> str:
    return text.replace("\n", "[U+000A]").replace(NBSP, "[U+00A0]")


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row.cell} – {row.kind}")
def test_row_of_the_table_is_true(row: Row) -> None:
    assert tried(row.cell, row.kind) == row


def test_every_kind_and_every_doubt_has_an_example() -> None:
    examples = rows()
    assert {row.kind.partition(" (")[0] for row in examples} >= set(Kind)
    assert {row.code for row in examples} >= {_RULE_OF[doubt].code for doubt in Doubt}


def test_no_example_stands_twice() -> None:
    examples = [(row.cell, row.kind) for row in rows()]
    assert len(examples) == len(set(examples))


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row.cell} – {row.kind}")
def test_what_was_typed_is_kept(row: Row) -> None:
    content, _ = content_of(row.cell)
    if isinstance(content, str):
        assert shown_content(content) == content
