"""The fast reader and the careful one see the same, and what the fast one might see otherwise never reaches it."""

import io
import random
import re
import time
import zipfile
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, cast

import openpyxl
import pytest
import xlsxwriter
from hypothesis import Phase, event, example, given, settings
from hypothesis import strategies as st

from collector.domain.observation import Place
from collector.domain.programme import Programme
from collector.submissions import DEFAULT_LIMITS, Limits
from collector.submissions.forms.reading import FormReader, Reading
from collector.submissions.opening.book import Book, Opened, Sheet
from collector.submissions.opening.gate import open_book
from collector.submissions.opening.refusal import Refusal
from collector.values.numbers import from_float
from collector.values.reading import CellContent, shown_content
from collector.values.writing import NBSP

from .conftest import ROOT

PLACE = Place(file="zwrot.xlsx")
Cells = Mapping[tuple[int, int], Any]
Drawn = tuple[bool, Cells, bool]
QUICK = settings(deadline=None, derandomize=True, phases=(Phase.explicit, Phase.generate, Phase.shrink))


class NotFastError(Exception):
    """The careful reader was asked."""


def read_fast_only(content: bytes) -> Book:
    """The workbook as the fast reader sees it. Raises NotFastError if it is not asked, or not believed."""

    def refuse(*_: object) -> None:
        raise NotFastError

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("collector.submissions.opening.xlsx.careful.read_carefully", refuse)
        return open_book(content, PLACE, DEFAULT_LIMITS).book


def read_carefully_only(content: bytes) -> Book:
    """The same workbook as the careful reader sees it, whatever the scan says."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("collector.submissions.opening.gate.read_fast", lambda *_: None)
        return open_book(content, PLACE, DEFAULT_LIMITS).book


def is_read_fast(content: bytes) -> bool:
    try:
        read_fast_only(content)
    except NotFastError:
        return False
    return True


def comparable(content: CellContent) -> tuple[str, object]:
    """A content with its kind; numbers as the decimal numbers that they stand for."""
    if isinstance(content, int | float) and not isinstance(content, bool):
        return "number", Decimal(content) if isinstance(content, int) else from_float(content)
    return type(content).__name__, content


def told(sheet: Sheet) -> tuple[object, ...]:
    """Everything that is known of a sheet."""
    cells = {(row, at): comparable(content) for row, cells in sheet.rows.items() for at, content in cells.items()}
    return sheet.title, sheet.is_hidden, sheet.merged, sheet.footer, cells, dict(sheet.facts)


def seen_by_openpyxl(content: bytes) -> list[tuple[str, bool, dict[tuple[int, int], tuple[str, object]]]]:
    """The cells of a workbook as openpyxl alone reads them."""
    book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    return [
        (
            sheet.title,
            sheet.sheet_state != "visible",
            {
                (cell.row, cell.column): comparable(cast("CellContent", cell.value))
                for cell in sheet._cells.values() if cell.value is not None
            },
        )
        for sheet in book.worksheets
    ]  # fmt: skip


# --- Plain workbooks --------------------------------------------------------------------------------------------------


def has_no_16_digits(number: float) -> bool:
    """Whether a number is no whole one of 16 or 17 digits; see the test of these."""
    return not 10**15 < abs(number) < 10**17


LETTERS = (
    "aąćęłńóśźżAĄĆĘŁŃÓŚŹŻ0123456789 \n\t.,;:-–+=@'\"<>&/\\%*_xX#{}[]()\u00a0\u202f\u200b\u00ad½²²€№\u2028👩🙂\U0010fffd"
)
TEXTS = st.one_of(
    st.text(LETTERS, min_size=1, max_size=40),
    st.text(st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\ufffe\uffff"), min_size=1),
    st.sampled_from(
        [" ", "  x ", "\n", "a\n\nb", "0", "1,5", "TRUE", "#DIV/0!", "=1+1", "'x", "<v>", "ż" * 5000, "]]>"]
    ),
)
NUMBERS = st.one_of(
    st.integers(-(10**15), 10**15),
    st.floats(allow_nan=False, allow_infinity=False, allow_subnormal=False).filter(has_no_16_digits),
    st.floats(-1e6, 1e6),
    st.decimals(-100_000, 100_000, places=2).map(float),
    st.sampled_from([0, -0.0, 0.1 + 0.2, 1 / 3, 1e15, 123456789012345.6, 1e-300, 1129.1, 46054, 22351]),
)
PLACES = st.tuples(
    st.one_of(st.integers(1, 12), st.integers(1, 300)), st.one_of(st.integers(1, 12), st.integers(1, 60))
)
CONTENTS = st.one_of(TEXTS, NUMBERS, st.booleans(), st.none())
SHEETS = st.lists(
    st.tuples(st.booleans(), st.dictionaries(PLACES, CONTENTS, max_size=25), st.booleans()), min_size=1, max_size=4
)


def by_xlsxwriter(sheets: list[Drawn], add: Callable[[Any, Any], object] = lambda _book, _sheet: None) -> bytes:
    """A workbook with shared texts; None is a blank cell with a style, and some sheets are hidden or are footed.

    What `add` does to the last sheet comes last.
    """
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        styled = book.add_format({"bold": True, "num_format": "#,##0.00"})
        for number, (is_hidden, cells, has_footer) in enumerate(sheets):
            sheet = book.add_worksheet(f"Arkusz {number} & „ż”")
            for (row, column), content in sorted(cells.items(), key=lambda item: item[0]):
                write = {str: sheet.write_string, bool: sheet.write_boolean, type(None): sheet.write_blank}
                write.get(type(content), sheet.write_number)(row - 1, column - 1, content, styled)
            if is_hidden and number:
                sheet.hide()
            if has_footer:
                sheet.set_footer("&LFormularz & „x”")
                sheet.merge_range(50, 200, 52, 202, "")
        add(book, book.worksheets()[-1])
    return target.getvalue()


def by_openpyxl(sheets: list[Drawn]) -> bytes:
    """The same with texts inside the cells."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for number, (is_hidden, cells, _) in enumerate(sheets):
        sheet = book.create_sheet(f"Arkusz {number} & „ż”")
        for (row, column), content in cells.items():
            cell = sheet.cell(row, column)
            cell.value = content
            if isinstance(content, str):
                cell.data_type = "s"
            cell.number_format = "#,##0.00"
        if is_hidden and number:
            sheet.sheet_state = "hidden"
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


TALL: Cells = {(1, 1): "ż", (20_000, 3): 1.5, (19_999, 1): " "}
WIDE: Cells = {(3, 3): True, (2, 16_384): "XFD", (40, 1): -1}


@pytest.mark.parametrize("write", [by_xlsxwriter, by_openpyxl])
@settings(QUICK, max_examples=60)
@given(sheets=SHEETS)
@example(sheets=[(False, {}, True), (True, TALL, True), (False, WIDE, False)])
def test_both_readers_see_the_same(write: Callable[[list[Drawn]], bytes], sheets: list[Drawn]) -> None:
    content = write(sheets)
    has_escape = any(re.search("_x[0-9A-Fa-f]{4}_", str(text)) for _, cells, _ in sheets for text in cells.values())
    if has_escape:
        assert not is_read_fast(content)
        return
    fast, careful = read_fast_only(content), read_carefully_only(content)
    assert [told(sheet) for sheet in fast.sheets] == [told(sheet) for sheet in careful.sheets]
    assert fast.filled == careful.filled == sum(1 for sheet in fast.sheets for _ in sheet.filled())
    assert [(told(sheet)[0], told(sheet)[1], told(sheet)[4]) for sheet in fast.sheets] == seen_by_openpyxl(content)


@pytest.mark.parametrize("write", [by_xlsxwriter, by_openpyxl])
@pytest.mark.parametrize("number", [1234567890123456, -1000000000000001])
def test_long_whole_numbers_are_shown_alike(number: int, write: Callable[[list[Drawn]], bytes]) -> None:
    content = write([(False, {(1, 1): number}, False)])
    (fast,), (careful,) = read_fast_only(content).sheets, read_carefully_only(content).sheets
    assert shown_content(fast.content(1, 1)) == shown_content(careful.content(1, 1))


# What is not plain, in a row below all that was drawn.
ODDITIES: dict[str, Callable[[Any, Any], object]] = {
    "a formula": lambda _, sheet: sheet.write_formula(400, 1, "=1+1", None, 2),
    "a formula with a text": lambda _, sheet: sheet.write_formula(400, 1, '="a"', None, "a"),
    "a formula for several cells": lambda _, sheet: sheet.write_array_formula("B401:C402", "{=A1:B2}", None, 1),
    "an error": lambda _, sheet: sheet.write_formula(400, 1, "=1/0", None, "#DIV/0!"),
    "a date": lambda book, sheet: sheet.write(400, 1, 43830, book.add_format({"num_format": "dd.mm.yyyy"})),
    "a built-in date": lambda book, sheet: sheet.write(400, 1, 43830, book.add_format({"num_format": 14})),
    "a time": lambda book, sheet: sheet.write(400, 1, 0.5, book.add_format({"num_format": "[h]:mm"})),
    "a percentage": lambda book, sheet: sheet.write(400, 1, 0.5, book.add_format({"num_format": "0.0%"})),
    "thousands": lambda book, sheet: sheet.write(400, 1, 5000, book.add_format({"num_format": "#,##0,"})),
    "an escape": lambda _, sheet: sheet.write_string(400, 1, "a\x01b"),
    "an escape that is none": lambda _, sheet: sheet.write_string(400, 1, "_x0041_"),
    "a far cell": lambda _, sheet: sheet.write_number(1_048_575, 16_383, 1),
    "a link by a formula": lambda _, sheet: sheet.write_formula(400, 1, '=HYPERLINK("http://x.pl")', None, "x"),
}


@pytest.mark.parametrize("oddity", ODDITIES)
@settings(QUICK, max_examples=6)
@given(sheets=SHEETS)
def test_what_is_not_plain_is_never_read_the_fast_way(oddity: str, sheets: list[Drawn]) -> None:
    content = by_xlsxwriter(sheets, ODDITIES[oddity])
    assert not is_read_fast(content)
    assert open_book(content, PLACE, DEFAULT_LIMITS).book.filled > 0


# --- Spellings --------------------------------------------------------------------------------------------------------

HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def with_parts(content: bytes, parts: Mapping[str, bytes]) -> bytes:
    """A package with some of its parts replaced."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(target, "w") as after:
        for name in before.namelist():
            after.writestr(name, parts.get(name, before.read(name)))
    return target.getvalue()


def part_of(content: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return package.read(name)


@pytest.fixture(scope="module")
def plain() -> bytes:
    """A workbook with one sheet and two shared texts."""
    return by_xlsxwriter([(False, {(1, 1): "pierwszy", (2, 1): "drugi", (3, 2): 5}, False)])


def spelled(plain: bytes, cells: str, strings: str = "<si><t>pierwszy</t></si><si><t>drugi</t></si>") -> bytes:
    """The workbook with its only sheet, and its shared texts, in the given spelling."""
    sheet = HEAD + b"<worksheet " + MAIN + b"><sheetData>" + cells.encode() + b"</sheetData></worksheet>"
    shared = HEAD + b"<sst " + MAIN + b">" + strings.encode() + b"</sst>"
    return with_parts(plain, {"xl/worksheets/sheet1.xml": sheet, "xl/sharedStrings.xml": shared})


def told_by(read: Callable[[bytes], Book], content: bytes) -> object:
    """What a reader says of a workbook; a refusal is an answer too."""
    try:
        book = read(content)
    except Refusal as refusal:
        return refusal.rule.code
    return [told(sheet) for sheet in book.sheets], book.filled


def disagreement(content: bytes) -> tuple[object, object] | None:
    """What the two readers say of a workbook, if the fast one is believed and the careful one says otherwise."""
    try:
        fast = told_by(read_fast_only, content)
    except NotFastError:
        told_by(read_carefully_only, content)
        return None
    careful = told_by(read_carefully_only, content)
    return None if fast == careful else (fast, careful)


NUMBER_CELLS = (
    "<v>5</v>", "<v>+5</v>", "<v>-0</v>", "<v>1E+5</v>", "<v>1e-7</v>", "<v>.5</v>", "<v>5.</v>", "<v>05</v>",
    "<v>1e400</v>", "<v></v>", "<v/>", "", "<v>1</v><v>2</v>", "<v>&#53;</v>", "<v xml:space='preserve'>5</v>",
    "<is><t>a</t></is><v>5</v>", "<is><t>a</t></is>", "<!--x--><v>5</v>", "<f>1+4</f><?x?><v>5</v>",
    "<v>5</v><extLst/>", "<extLst><ext><v>5</v></ext></extLst>",
)  # fmt: skip
SPELLINGS = (
    *(("n", cell) for cell in NUMBER_CELLS),
    *(("", cell) for cell in NUMBER_CELLS),
    *(("n", f"<v>{number}</v>") for number in (" 5 ", "0x10", "1_0", "1,5", "٣", "abc")),
    *(("s", f"<v>{number}</v>") for number in ("0", "1", "2", "-1", " 0 ", "0</v><v>1", "", "0.0", "00")),
    *(("str", f"<v>{text}</v>") for text in ("a", " a ", "5", "", "a\r\nb", "&#10;", " ", "#N/A")),
    *(("b", f"<v>{value}</v>") for value in ("1", "0", "2", "", " 1 ")),
    *(("d", f"<v>{moment}</v>") for moment in ("2019-12-31", "2019-12-31T12:30:00", "12:30:00")),
    *((kind, "<v>1</v>") for kind in ("N", "x", "z", "e")),
    *(("inlineStr", f"<is>{text}</is>") for text in (
        "<t>a</t>", "<t xml:space='preserve'> a </t>", "<t>a\r\nb\rc</t>", "<t>a&#13;&#10;b</t>", "<t></t>", "", "<t/>",
        "<r><t>a</t></r><r><t xml:space='preserve'> b</t></r>", "<t>a</t><rPh sb='0' eb='1'><t>x</t></rPh>",
        "x<t>a</t>", "<t>12<!--x-->34</t>", "<t>&lt;b&gt;&amp;#x41;&#x41;</t>", "<t>a<?pi?>b</t>",
        "\n  <t>a</t>\n", "<t>a</t></is><is><t>b</t>",
        "<t>\t</t>", "<t> </t>", "<t>\n</t>", "<r><rPr><b/></rPr><t>a</t></r>",
    )),
)  # fmt: skip


def row_with(kind: str, cell: str) -> str:
    """A row with a cell of some spelling between two ordinary ones."""
    typed = f' t="{kind}"' if kind else ""
    return f'<row r="1"><c r="A1"><v>7</v></c><c r="B1"{typed}>{cell}</c><c r="C1" t="s"><v>1</v></c></row>'


@pytest.mark.parametrize(("kind", "cell"), SPELLINGS)
def test_every_spelling_of_a_cell_is_read_alike(kind: str, cell: str, plain: bytes) -> None:
    assert disagreement(spelled(plain, row_with(kind, cell))) is None


STRINGS = (
    "<si><t>pierwszy</t></si><si><t xml:space='preserve'> drugi </t></si>",
    "<si><t>a\r\nb\rc</t></si><si><t>a&#13;b</t></si>",
    "<si><r><t>a</t></r><r><rPr><b/></rPr><t xml:space='preserve'> b</t></r></si><si><t/></si>",
    "<si><t>a</t><rPh sb='0' eb='1'><t>x</t></rPh><phoneticPr fontId='1'/></si><si><t>b</t></si>",
    "<si/><si><t>b</t></si>",
    "<si></si><si><t>b</t></si>",
    "<si><t>a</t></si><si><t>b</t></si><si><t>c</t></si>",
    "<si><t>a</t></si>",
    "<si ><t>a</t></si><si\n><t>b</t></si>",
    "<si><t>a<?pi?>b</t></si><si><t>\t</t></si>",
    "<si><t>a<b>c</b></t></si><si><t>\n</t></si>",
    "<extLst/><si><t>a</t></si><si><t> </t></si>",
)


TWO_TEXTS = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'


@pytest.mark.parametrize("strings", STRINGS)
def test_every_spelling_of_shared_texts_is_read_alike(strings: str, plain: bytes) -> None:
    assert disagreement(spelled(plain, TWO_TEXTS, strings)) is None


ONE = '<c r="A1"><v>1</v></c>'
ROWS = (
    f"<row>{ONE}</row>",
    f'<row r="1">{ONE}</row><row r="1"><c r="B1"><v>2</v></c></row>',
    f'<row r="9">{ONE}<c r="B1"><v>2</v></c></row>',
    f'<row r="1">{ONE}{ONE}</row>',
    f'<row r="1">{ONE}<c><v>2</v></c></row>',
    f'<row r="1">{ONE}<c r="b2"><v>2</v></c></row>',
    f'<row r="1">{ONE}<c r="$B$2"><v>2</v></c></row>',
    f'<row r="2"><c r="A2"><v>2</v></c></row><row r="1">{ONE}</row>',
    f'<row r="1"><c r="B1"><v>2</v></c>{ONE}</row>',
    f'<row r="1">{ONE}<c r="C1"><v>2</v></c><c r="B1"><v>3</v></c><c r="D1"><v>4</v></c></row>',
    f'<row r="1">{ONE}</row><row r="3"><c r="A3"><v>3</v></c></row><row r="2"><c r="A2"><v>2</v></c></row>'
    '<row r="4"><c r="A4"><v>4</v></c></row>',
    f'<row r="1">{ONE}<c r="XFD1048576"><v>2</v></c></row>',
    f'<row r="1">{ONE}<c r="A9999999"><v>2</v></c></row>',
    f"<row r=\"1\">{ONE}<c r='B1'><v>2</v></c></row>",
    f'<row r="1">{ONE}<c s="0" r="B1"><v>2</v></c></row>',
    f'<row r="1">{ONE}<c\n r="B1"><v>2</v></c></row>',
    f'<row r="1">{ONE}<x:c xmlns:x="{MAIN.decode()[7:-1]}" r="B1"><v>2</v></x:c></row>',
    f'<row r="1">{ONE}<x:c xmlns:x="urn:other" r="B1"><v>2</v></x:c></row>',
    f'<row r="1">{ONE}<c xmlns="urn:other" r="B1"><v>2</v></c></row>',
    f'<row r="1">{ONE}<c r="B1" t="n" t2="s"><v>2</v></c></row>',
    f'<row r="0">{ONE}</row>',
    f'<row r="x">{ONE}</row>',
    f'<row r="-1">{ONE}</row>',
    f'<row r="1">{ONE}</row></sheetData><sheetData><row r="2"><c r="A2"><v>2</v></c></row>',
    f'<row r="1">{ONE}<!-- <c r="B1"><v>2</v></c> --></row>',
    f'<row r="1">{ONE}<c r="B1"><![CDATA[<v>2</v>]]></c></row>',
    f'<row r="1">{ONE}<?x <c r="B1"><v>2</v></c> ?></row>',
    f'<row r="1" spans="1:1">{ONE}<c r="B1"><v>2</v></c></row>',
    f'<row r="1">{ONE}<c r="B1"><v>2</v></row>',
    f'<row r="1">{ONE}<c r="B1"/><c r="C1"></c></row>',
    f'<row r="1">{ONE}<c r="B1"><f>1+1</f><v>2</v></c></row>',
    f'<row r="1">{ONE}<c r="B1"><f/><v>2</v></c></row>',
    f'<row r="1">{ONE}<c r="B1" t="e"><v>#N/A</v></c></row>',
    f'<row r="1">{ONE}<c r="B1" t="str"><v>_x0041_</v></c></row>',
)


@pytest.mark.parametrize("rows", ROWS)
def test_every_order_and_address_of_cells_is_read_alike(rows: str, plain: bytes) -> None:
    assert disagreement(spelled(plain, rows)) is None


# What would be read differently, but is left to the careful reader.
SETTLED = {
    "no number and no type: a text, or damaged": row_with("", "<v>1,5</v>"),
    "a number with blanks: a text, or the number": row_with("", "<v> 5 </v>"),
    "no finite number: taken, or damaged": row_with("", "<v>inf</v>"),
    "a date that is none: a text, or damaged": row_with("d", "<v>2019-13-40</v>"),
    "a truth value in letters: taken, or damaged": row_with("b", "<v>true</v>"),
    "a column after the last: taken, or damaged": f'<row r="1">{ONE}<c r="XFE1"><v>2</v></c></row>',
    "a style that is not there: passed over, or damaged": f'<row r="1">{ONE}<c r="B1" s="999"><v>2</v></c></row>',
}
# What the scan should call not plain too.
ALIKE = {
    "an instruction within a number": row_with("", "<v>1<?pi?>2</v>"),
    "blanks not to be preserved": row_with("inlineStr", "<is><t> a </t></is>"),
    "the same between runs": row_with("inlineStr", "<is><r><t>a</t></r><r><t> b</t></r></is>"),
    "two texts in a cell": row_with("inlineStr", "<is><t>a</t><t>b</t></is>"),
}
ALIKE_TEXTS = {
    "blanks not to be preserved": "<si><t> a </t></si><si><t>b</t></si>",
    "two texts in one": "<si><t>a</t><t>b</t></si><si><t>c</t></si>",
}
MISPLACED = {
    "a cell outside rows": ONE,
    "a row within a row": f'<row r="1"><row r="2">{ONE}</row></row>',
    "a cell in a wrapping": f'<row r="1">{ONE}<x><c r="B1"><v>2</v></c></x></row>',
}


@pytest.mark.parametrize("rows", SETTLED.values(), ids=SETTLED)
def test_settled_cells(rows: str, plain: bytes) -> None:
    assert disagreement(spelled(plain, rows)) is None


@pytest.mark.parametrize("rows", ALIKE.values(), ids=ALIKE)
def test_cells_seen_alike(rows: str, plain: bytes) -> None:
    assert disagreement(spelled(plain, rows)) is None


@pytest.mark.parametrize("strings", ALIKE_TEXTS.values(), ids=ALIKE_TEXTS)
def test_texts_seen_alike(strings: str, plain: bytes) -> None:
    assert disagreement(spelled(plain, TWO_TEXTS, strings)) is None


@pytest.mark.parametrize("rows", MISPLACED.values(), ids=MISPLACED)
def test_a_misplaced_cell_is_read_or_missed_by_the_sum(rows: str, plain: bytes) -> None:
    """No program writes such a cell: the fast reader takes it, and where the careful one loses it, the sum tells."""
    careful = read_carefully_only(spelled(plain, rows))
    assert sum(len(cells) for sheet in careful.sheets for cells in sheet.rows.values()) < careful.filled


# --- Damage -----------------------------------------------------------------------------------------------------------

FORM = (ROOT / "submissions" / "2017" / "ZMK.xlsx").read_bytes()
VALUES = (
    b"",
    b"0",
    b"1",
    b"-1",
    b"99999",
    b"s",
    b"n",
    b"str",
    b"b",
    b"e",
    b"d",
    b"inlineStr",
    b"A1",
    b"H9",
    b"XFD1048576",
)
BYTES = (b"<", b">", b'"', b"&", b"\x00", b"\xff", b"5", b" ", b"/", b"")
ELEMENTS = (b"<v>5</v>", b"<f>1</f>", b'<c r="H9"/>', b'<c r="H9"><v>5</v></c>', b'<row r="9"/>', b"<si/>", b"<x/>")
ELEMENT = re.compile(rb"<(c|row|v|si|t|sheet|mergeCell)\b[^>]*?(?:/>|>(?:[^<]|<(?!/\1>))*?</\1>)")
ATTRIBUTE = re.compile(rb' ([\w:]+)="([^"]*)"')
# Not the end of a text: whatever is put before it is within the text.
TAG = re.compile(rb"<(?!/[tv]>)[^>]+>")


def spoilt(xml: bytes, chance: random.Random) -> bytes:
    """The XML with an element, an attribute, a tag or a few bytes taken out, put in, put twice, moved or changed."""
    what = chance.choice(("bytes", "insert", *("element", "attribute", "tag") * 2))
    if what == "bytes":
        at = chance.randrange(len(xml))
        return xml[:at] + chance.choice(BYTES) + xml[at + chance.randrange(3) :]
    pattern = {"element": ELEMENT, "attribute": ATTRIBUTE}.get(what, TAG)
    places = [match.span() for match in pattern.finditer(xml)] or [(0, 1)]
    begin, end = chance.choice(places)
    piece = xml[begin:end]
    if what == "insert":
        return xml[:begin] + chance.choice(ELEMENTS) + xml[begin:]
    if what == "attribute" and chance.random() < 0.6:
        return xml[:begin] + piece.partition(b"=")[0] + b'="' + chance.choice(VALUES) + b'"' + xml[end:]
    if chance.random() < 0.4:
        return xml[:begin] + xml[end:]
    if chance.random() < 0.4:
        return xml[:end] + piece + xml[end:]
    rest, to = xml[:begin] + xml[end:], chance.choice(places)[0]
    to -= len(piece) if to >= end else 0
    return rest[:to] + piece + rest[to:]


@pytest.fixture(scope="module")
def forms() -> Callable[[str], bytes]:
    """The same return with its texts inside the cells and with shared ones."""
    sheets = openpyxl.load_workbook(io.BytesIO(FORM)).worksheets
    drawn: list[Drawn] = [(False, {at: cell.value for at, cell in sheet._cells.items()}, False) for sheet in sheets]
    made = {"inside": FORM, "shared": by_xlsxwriter(drawn)}
    return lambda name: made[name]  # a fixture of few words, which Hypothesis prints


@pytest.fixture(scope="module")
def read(programme: Programme) -> Callable[[Book], Reading | None]:
    """Reads a return to the end; None if it is refused, there or before."""
    reader = FormReader(programme, 2017)

    def reading(book: Book) -> Reading | None:
        try:
            return reader.read(Opened(book, ()), PLACE)
        except Refusal:
            return None

    return reading


SPOILT = st.sampled_from([
    ("inside", "xl/worksheets/sheet2.xml"), ("inside", "xl/worksheets/sheet3.xml"), ("inside", "xl/workbook.xml"),
    ("shared", "xl/worksheets/sheet2.xml"), ("shared", "xl/sharedStrings.xml"), ("shared", "xl/styles.xml"),
])  # fmt: skip


@settings(QUICK, max_examples=200)
@given(seed=st.integers(0, 2**32), which=SPOILT, times=st.integers(1, 3))
@example(seed=439, which=("shared", "xl/worksheets/sheet2.xml"), times=2)
def test_damage_never_changes_a_value_silently(
    seed: int, which: tuple[str, str], times: int, forms: Callable[[str], bytes], read: Callable[[Book], Reading | None]
) -> None:
    chance = random.Random(seed)
    form, part = which
    xml = part_of(forms(form), part)
    for _ in range(times):
        xml = spoilt(xml, chance)
    damaged = with_parts(forms(form), {part: xml})
    try:
        fast = read(read_fast_only(damaged))
    except (Refusal, NotFastError):
        event("not read fast")
        return
    try:
        careful = read(read_carefully_only(damaged))
    except Refusal:
        event("refused by the careful reader")
        if fast and fast.submissions and not fast.findings:
            assert answers(fast) == answers(read(read_fast_only(forms(form))))
        return
    event("read by both")
    if fast and careful and fast.submissions and careful.submissions:
        assert fast == careful


def answers(reading: Reading | None) -> dict[str, tuple[str, str]]:
    """What was typed, by indicator."""
    assert reading
    return {o.indicator: (o.raw, o.note) for returned in reading.submissions for o in returned.observations}


# --- What the careful reader does not survive, or loses -------------------------------------------------------------


@pytest.mark.parametrize("kind", ["inlineStr", "s"])
def test_what_stands_after_an_element_within_a_text_is_not_lost(kind: str, plain: bytes) -> None:
    strings = "<si><t>12<x/>34</t></si><si><t>x</t></si>"
    cell = "<v>0</v>" if kind == "s" else "<is><t>12<x/>34</t></is>"
    said = told_by(read_carefully_only, spelled(plain, row_with(kind, cell), strings))
    assert "('str', '1234')" in str(said) or isinstance(said, str)


def facts_of_rows(plain: bytes, rows: str) -> dict[tuple[int, int], str]:
    """The formulas that the careful reader tells of."""
    (sheet,) = open_book(spelled(plain, rows), PLACE, DEFAULT_LIMITS).book.sheets
    return {place: facts.formula for place, facts in sheet.facts.items()}


@pytest.mark.parametrize(
    ("shared", "moved"),
    [("C5*2", "=B6*2"), ("A1", "=…"), ("B1:B5", "=A2:A6"), ('"abc', "=…"), ("B1)", "=…"), ("$A$1", "=$A$1")],
)
def test_a_shared_formula_is_moved_where_it_can_be(shared: str, moved: str, plain: bytes) -> None:
    rows = f'<row r="5"><c r="B5"><f t="shared" ref="A5:B6" si="0">{shared}</f><v>1</v></c></row>'
    rows += '<row r="6"><c r="A6"><f t="shared" si="0"/><v>2</v></c><c r="B6"><f t="shared" si="7"/><v>2</v></c></row>'
    assert facts_of_rows(plain, rows) == {(5, 2): f"={shared}", (6, 1): moved, (6, 2): "=…"}


def test_the_first_of_overlapping_array_formulas_wins(plain: bytes) -> None:
    first, second = '<f t="array" ref="A1:B2">X1</f>', '<f t="array" ref="B2:XFD1048576">Y1</f>'
    rows = f'<row r="1"><c r="A1">{first}<v>1</v></c><c r="C1"><v>1</v></c></row>'
    rows += f'<row r="2"><c r="A2"><v>1</v></c><c r="B2"><v>1</v></c><c r="C2">{second}<v>1</v></c></row>'
    rows += '<row r="3"><c r="A3"><v>1</v></c><c r="C3"><v>1</v></c><c r="D3"/></row>'
    found = facts_of_rows(plain, rows)
    assert found == {(1, 1): "=X1", (2, 1): "=X1", (2, 2): "=X1", (2, 3): "=Y1", (3, 3): "=Y1"}


def test_many_vast_array_formulas_take_little_time(plain: bytes) -> None:
    """Found by reading: every area was compared with every cell."""
    cells = "".join(f'<c r="A{row}"><f t="array" ref="B1:XFD1048576">1</f><v>1</v></c>' for row in range(1, 8001))
    started = time.monotonic()
    assert len(facts_of_rows(plain, f"<row>{cells}</row>")) == 8000
    assert time.monotonic() - started < 5


def test_a_limit_that_cannot_be_changed_names_no_setting(plain: bytes) -> None:
    number = "<si><t>ZMK-2017-1f3a9c</t></si><si><t>x</t></si>"
    cells = [f'<c r="A{row}"><v>{row}</v></c>' for row in range(1, 60_001)]
    formula = '<c r="B60000"><f>1+1</f><v>2</v></c>'
    as_many, more = (spelled(plain, f"<row>{''.join(found)}</row>", number) for found in (cells, [*cells, formula]))
    assert open_book(as_many, PLACE, DEFAULT_LIMITS).book.filled == 60_000
    fixed = refusal(more, DEFAULT_LIMITS)
    assert fixed.found.startswith(f"ma 60{NBSP}001{NBSP}komórek, a są w nim formuły")
    assert (fixed.expected, "collector.toml" in fixed.at(PLACE).fix) == (f"60{NBSP}000", False)
    changeable = refusal(as_many, Limits(cells=59_999))
    assert changeable.found == f"ma 60{NBSP}000{NBSP}komórek"
    assert changeable.at(PLACE).fix.endswith("w pliku collector.toml ([limits], cells).")


def refusal(content: bytes, limits: Limits) -> Refusal:
    with pytest.raises(Refusal) as refused:
        open_book(content, PLACE, limits)
    assert refused.value.rule.code == "P113"
    return refused.value


@pytest.mark.parametrize("number_format", ['<numFmt numFmtId="164" formatCode="99999"/>'])
def test_a_number_format_that_is_not_there_costs_nothing(number_format: str, plain: bytes) -> None:
    styles = part_of(plain, "xl/styles.xml")
    without = re.sub(rb'<numFmt [^>]*formatCode="#,##0.00"/>', number_format.encode(), styles)
    assert without != styles
    content = spelled(plain, '<row r="1"><c r="A1" s="1"><f>2+3</f><v>5</v></c></row>')
    (sheet,) = open_book(with_parts(content, {"xl/styles.xml": without}), PLACE, DEFAULT_LIMITS).book.sheets
    assert sheet.content(1, 1) == 5
