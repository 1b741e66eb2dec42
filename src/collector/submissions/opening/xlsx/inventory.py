"""Every cell that the XML of a sheet holds, in its order: what the careful reader must account for."""

import re
from collections.abc import Iterator, Sequence, Set
from contextlib import suppress
from dataclasses import dataclass, field
from io import BytesIO
from itertools import product
from typing import Final, NamedTuple

from lxml import etree
from openpyxl.formula.tokenizer import TokenizerError
from openpyxl.formula.translate import Translator, TranslatorError

from collector.submissions.opening.book import address
from collector.submissions.opening.refusal import Refusal
from collector.submissions.opening.xlsx.sheet_scan import column_number
from collector.submissions.rules import DAMAGED

_ADDRESS: Final = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_AREA: Final = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6}):([A-Z]{1,3})([1-9][0-9]{0,6})")
_LAST_ROW: Final = 1_048_576
_LAST_COLUMN: Final = 16_384
_TYPES: Final = frozenset(("n", "s", "b", "e", "d", "str", "inlineStr", "text"))
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_BLANKS: Final = " \t\r\n"
_ROW: Final = re.compile(r"[1-9][0-9]{0,6}")
_INDEX: Final = re.compile(r"[0-9]{1,5}")
_UNKNOWN: Final = "=…"
_NUMBER: Final = re.compile(r"\s*+[-+]?(?:\d++(?:\.\d*+)?|\.\d++)(?:[eE][-+]?\d++)?\s*+", re.ASCII)

_Place = tuple[int, int]


class RawCell(NamedTuple):
    """A filled cell as the file has it: `type` and `value` of the XML, and the formula with its equals sign.

    The type of a shared or inline text is `text`, and its value the text itself.
    """

    row: int
    column: int
    type: str
    value: str | None
    formula: str
    style: int


class _Area(NamedTuple):
    """The area of an array formula: every value in it is a result of the formula."""

    top: int
    left: int
    bottom: int
    right: int
    formula: str

    def within(self, places: Set[_Place]) -> list[_Place]:
        """Those of the places that lie in the area."""
        rows, columns = range(self.top, self.bottom + 1), range(self.left, self.right + 1)
        # Either may be vast: the area a whole sheet, the places all its cells.
        if len(rows) * len(columns) < len(places):
            return [place for place in product(rows, columns) if place in places]
        return [(row, column) for row, column in places if row in rows and column in columns]


@dataclass(slots=True)
class _Formulas:
    """The formulas of a sheet that stand for more than their own cell."""

    shared: dict[str, Translator | None] = field(default_factory=dict)
    areas: list[_Area] = field(default_factory=list)


def raw_cells(title: str, xml: bytes, texts: Sequence[str]) -> list[RawCell]:
    """The filled cells of a sheet whose shared texts are `texts`. Raises Refusal where the file contradicts itself."""
    cells: dict[_Place, RawCell] = {}
    formulas = _Formulas()
    for row, column, element in _elements(title, xml):
        if (row, column) in cells:
            raise _damage(title, row, column, "występuje w pliku dwa razy")
        if not _INDEX.fullmatch(style := element.get("s", "0")):
            raise _damage(title, row, column, "ma niemożliwy styl")
        cells[row, column] = _checked(title, _raw_cell(row, column, int(style), element, formulas), texts)
    _fill_areas(cells, formulas.areas)
    return [cell for cell in cells.values() if cell.value is not None or cell.formula]


def _fill_areas(cells: dict[_Place, RawCell], areas: Sequence[_Area]) -> None:
    """Give the results of array formulas their formula; where areas overlap, the first one wins."""
    if not areas:
        return
    results = {place for place, cell in cells.items() if not cell.formula and cell.value is not None}
    for area in areas:
        for place in area.within(results):
            cells[place] = cells[place]._replace(formula=area.formula)
            results.remove(place)


def _checked(title: str, cell: RawCell, texts: Sequence[str]) -> RawCell:
    """The cell, if its value is what its type says; without a value, if that is an empty text."""
    if cell.value is None:
        return cell
    if cell.type == "s":
        if not (_INDEX.fullmatch(cell.value) and int(cell.value) < len(texts)):
            raise _damage(title, cell.row, cell.column, "odwołuje się do tekstu, którego nie ma w pliku")
        return cell._replace(type="text", value=texts[int(cell.value)] or None)
    if cell.type not in _TYPES:
        raise _damage(title, cell.row, cell.column, "ma rodzaj, którego program Excel nie zna")
    if cell.type == "b" and cell.value not in ("0", "1"):
        raise _damage(title, cell.row, cell.column, "nie zawiera poprawnej wartości logicznej")
    if cell.type == "n" and not _NUMBER.fullmatch(cell.value):
        raise _damage(title, cell.row, cell.column, "nie zawiera poprawnej liczby")
    return cell


def _damage(title: str, row: int, column: int, what: str) -> Refusal:
    place = address(row, column)
    return Refusal(DAMAGED, f"komórka {place} arkusza „{title}” {what}", sheet=title, cell=place)


def text_of(item: etree._Element) -> str:
    """The text that a person sees of a shared or inline text: its runs, without how they are pronounced."""
    spoken = {part for phonetic in item.iter("{*}rPh") for part in phonetic.iter("{*}t")}
    return "".join(_run(part) for part in item.iter("{*}t") if part not in spoken)


def _run(part: etree._Element) -> str:
    text = "".join(map(str, part.itertext()))
    # Blanks at the ends count only where the file says so.
    return text if part.get(_SPACE) == "preserve" else text.strip(_BLANKS)


def _elements(title: str, xml: bytes) -> Iterator[tuple[int, int, etree._Element]]:
    """The cells with their places; a cell or row without an address follows the one before it."""
    events = etree.iterparse(
        BytesIO(xml), events=("start", "end"), tag=("{*}row", "{*}c"), resolve_entities=False, no_network=True,
        load_dtd=False, huge_tree=False,
    )  # fmt: skip
    row = column = 0
    try:
        for event, element in events:
            name = _local(element)
            is_row = name == "row"
            if event == "start":
                if is_row:
                    row, column = _row_number(title, element.get("r"), row + 1), 0
                continue
            if name != "c":
                element.clear()
                continue
            place = _ADDRESS.fullmatch(element.get("r", ""))
            if place:
                row, column = int(place[2]), column_number(place[1].encode())
            elif element.get("r") is not None:
                raise Refusal(DAMAGED, f"arkusz „{title}” ma komórkę o niemożliwym adresie", sheet=title)
            else:
                column += 1
            if not (row and row <= _LAST_ROW and column <= _LAST_COLUMN):
                raise Refusal(DAMAGED, f"arkusz „{title}” ma komórkę o niemożliwym adresie", sheet=title)
            yield row, column, element
            element.clear()
    except etree.XMLSyntaxError:
        raise Refusal(DAMAGED, f"arkusza „{title}” nie można odczytać", sheet=title) from None


def _local(element: etree._Element) -> str:
    """The name of an element without its namespace; a prefix that nobody has declared stays a part of it."""
    return str(element.tag).rpartition("}")[2]


def _row_number(title: str, typed: str | None, following: int) -> int:
    if typed is None:
        return following
    if not (_ROW.fullmatch(typed) and int(typed) <= _LAST_ROW):
        raise Refusal(DAMAGED, f"arkusz „{title}” ma wiersz o niemożliwym numerze", sheet=title)
    return int(typed)


def _raw_cell(row: int, column: int, style: int, element: etree._Element, formulas: _Formulas) -> RawCell:
    kind = element.get("t", "n")
    value: str | None = None
    formula = ""
    for part in element:
        name = _local(part)
        if name == "v":
            # An empty value of a text formula is its result; elsewhere it is nothing.
            value = part.text or ("" if kind == "str" else None)
        elif name == "is":
            kind, value = "text", text_of(part) or None
        elif name == "f":
            formula = _formula(row, column, part, formulas.shared)
            if area := _AREA.fullmatch(part.get("ref", "")) if part.get("t") == "array" else None:
                left, top, right, bottom = area.groups()
                columns = column_number(left.encode()), column_number(right.encode())
                formulas.areas.append(_Area(int(top), columns[0], int(bottom), columns[1], formula))
    if value == "" and not formula:
        value = None
    return RawCell(row, column, kind, value, formula, style)


def _formula(row: int, column: int, part: etree._Element, shared: dict[str, Translator | None]) -> str:
    """The text of a formula; one that shares the text of another is that text moved to its own cell."""
    text, index = part.text or "", part.get("si") if part.get("t") == "shared" else None
    if part.get("t") == "dataTable":
        return "tabela danych"
    if text:
        if index is not None:
            shared[index] = _translator(f"={text}", address(row, column))
        return f"={text}"
    return _moved(shared.get(index), address(row, column)) if index is not None else _UNKNOWN


def _translator(formula: str, origin: str) -> Translator | None:
    """What moves a formula to other cells; None if it is no formula."""
    with suppress(TokenizerError, IndexError):
        return Translator(formula, origin=origin)
    return None


def _moved(translator: Translator | None, here: str) -> str:
    """The formula in another cell, unless it would refer to what lies before the first row or column there."""
    if translator is not None:
        with suppress(TranslatorError):
            return str(translator.translate_formula(here))
    return _UNKNOWN
