"""Cells that contradict the file, or hold something else than they seem to."""

import re
from decimal import Decimal

from collector.values.writing import NBSP

from .defect import Defect, Kit, Make, Spot, is_read
from .packages import (
    DATA_PART,
    STRINGS_PART,
    STYLES_PART,
    WORKBOOK_PART,
    add_rows,
    add_to_row,
    set_cells,
    text,
    zipped,
)

DATA = "Dane"
DAMAGED, TOO_LARGE, LOST = "P111", "P113", "P118"
ERROR, FORMULA, NO_RESULT = "P104", "P105", "P106"
FIRST, COUNT = "E.1.1/1", "E.1.1/1.a"
"""The percentage in H8 and its numerator, a count, in H9."""


UNCHECKED = "the fast reader does not check it; the careful one does"
NO_NUMBER = "the fast reader takes what is no number for a text; the careful one refuses"


def at(code: str, cell: str, sheet: str = DATA) -> Spot:
    return code, sheet, cell


def typed(cells: dict[str, str]) -> Make:
    """The plain return with other contents of cells of the data sheet."""

    def make(kit: Kit) -> bytes:
        parts = kit.parts()
        parts[DATA_PART] = set_cells(parts[DATA_PART], cells)
        return zipped(parts)

    return make


def in_sheet(change: str, *others: str) -> Make:
    """The plain return with `change` of the XML of the data sheet: pairs of what is replaced and by what."""
    pairs = [(change, others[0]), *zip(others[1::2], others[2::2], strict=True)]

    def make(kit: Kit) -> bytes:
        parts = kit.parts()
        for old, new in pairs:
            assert parts[DATA_PART].count(old.encode()) == 1, old
            parts[DATA_PART] = parts[DATA_PART].replace(old.encode(), new.encode())
        return zipped(parts)

    return make


def damaged_cell(name: str, cells: dict[str, str], says: str, cell: str = "H8", **others: object) -> Defect:
    """A cell that contradicts the file, which is refused with the place of that cell."""
    return Defect(
        name=name, make=typed(cells), expected=(at(DAMAGED, cell),), says=says, is_refused=True, **others,  # type: ignore[arg-type]
    )  # fmt: skip


def odd_value(
    name: str, content: str, *codes: str, cell: str = "H8", good: str = "", asked: str = FIRST,
    value: Decimal | None = None, raw: str = "", says: str = "", **others: object,
) -> Defect:  # fmt: skip
    """A value that a person must look at; `good` is what stands in the cell of the twin."""
    twin = typed({cell: good}) if good else typed({})
    return Defect(
        name=name, make=typed({cell: content}), twin=twin, expected=tuple(at(code, cell) for code in codes), says=says,
        values={asked: value}, raw={asked: raw} if raw else {}, **others,  # type: ignore[arg-type]
    )  # fmt: skip


# --- Addresses -------------------------------------------------------------------------------------------------------


def _added(cell: str) -> Make:
    """The plain return with a cell, as it is written, at the end of the first row of answers."""

    def make(kit: Kit) -> bytes:
        parts = kit.parts()
        parts[DATA_PART] = add_to_row(parts[DATA_PART], 8, cell)
        return zipped(parts)

    return make


def _row_added(row: str) -> Make:
    def make(kit: Kit) -> bytes:
        parts = kit.parts()
        parts[DATA_PART] = add_rows(parts[DATA_PART], row)
        return zipped(parts)

    return make


def _without_addresses(pattern: str) -> Make:
    def make(kit: Kit) -> bytes:
        parts = kit.parts()
        data = parts[DATA_PART]
        # Row 4 is not there, so that the rows after it need their numbers.
        data = data.replace(b'<row r="5"', b'<row r="4"/><row r="5"')
        parts[DATA_PART] = re.sub(pattern.encode(), rb"\1", data)
        return zipped(parts)

    return make


def _rows_in_disorder(kit: Kit) -> bytes:
    parts = kit.parts()
    rows = re.findall(rb"<row .*?</row>", parts[DATA_PART], re.DOTALL)
    head, tail = parts[DATA_PART].split(rows[0])[0], parts[DATA_PART].split(rows[-1])[1]
    moved = [rows[0], *reversed(rows[1:-1]), rows[-1]]
    parts[DATA_PART] = head + b"".join(moved) + tail
    return zipped(parts)


def _cells_in_disorder(kit: Kit) -> bytes:
    return in_sheet('<c r="H8" s="15"><v>12.5</v></c>', "", '<c r="B8"', '<c r="H8" s="15"><v>12.5</v></c><c r="B8"')(
        kit
    )


def _styled_empty_cells(count: int) -> Make:
    def make(kit: Kit) -> bytes:
        width = 500
        letters = [f"{a}{b}" for a in "ABCDEFGHIJKLMNOPQRST" for b in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"][:width]
        rows = (
            f'<row r="{row}">{"".join(f"""<c r="{letter}{row}" s="3"/>""" for letter in letters)}</row>'
            for row in range(100, 100 + count // width)
        )
        parts = kit.parts()
        parts[DATA_PART] = add_rows(parts[DATA_PART], "".join(rows))
        return zipped(parts)

    return make


def _with_masked_duplicate(kit: Kit) -> bytes:
    """One value too many under H8 and one that no quick count of values sees."""
    parts = kit.parts()
    data = parts[DATA_PART]
    data = add_to_row(data, 8, f'<c r="H8">{FIVE}')
    parts[DATA_PART] = data.replace(b"<v>25</v>", b'<v xml:space="preserve">25</v>')
    return zipped(parts)


def _impossible(name: str, cell: str, says: str = "niemożliwym") -> Defect:
    return Defect(
        name=name, make=_added(cell), twin=_added(""), expected=((DAMAGED, DATA, ""),), says=says, is_refused=True,
    )  # fmt: skip


FIVE = "<v>5</v></c>"
ADDRESSES: tuple[Defect, ...] = (
    Defect(
        name="same-address-twice",
        make=_added(f'<c r="H8">{FIVE}'),
        twin=_added(""),
        expected=(at(DAMAGED, "H8"),),
        says="komórka H8 arkusza „Dane” występuje w pliku dwa razy",
        is_refused=True,
    ),
    Defect(
        name="same-address-twice-hidden-by-an-uncounted-value",
        make=_with_masked_duplicate,
        twin=_added(""),
        expected=(at(DAMAGED, "H8"),),
        says="dwa razy",
        is_refused=True,
    ),
    Defect(
        name="same-row-twice",
        make=_row_added(f'<row r="8"><c r="H8">{FIVE}</row>'),
        twin=_added(""),
        expected=(at(DAMAGED, "H8"),),
        says="dwa razy",
        is_refused=True,
    ),
    Defect(
        name="cell-in-another-row",
        make=_added(f'<c r="N9">{FIVE}'),
        twin=_added(""),
        expected=(("S211", DATA, "N9"),),
        left=((DATA, "N9"),),
    ),
    _impossible("address-in-row-0", f'<c r="L0">{FIVE}'),
    _impossible("address-beyond-the-last-column", f'<c r="XFE8">{FIVE}'),
    _impossible("address-beyond-the-last-row", f'<c r="L1048577">{FIVE}'),
    _impossible("address-in-small-letters", f'<c r="l8">{FIVE}'),
    _impossible("address-without-a-row", f'<c r="L">{FIVE}'),
    _impossible("address-without-a-column", f'<c r="8">{FIVE}'),
    _impossible("address-absolute", f'<c r="$L$8">{FIVE}'),
    _impossible("address-of-arabic-digits", f'<c r="L٨">{FIVE}'),
    _impossible("address-empty", f'<c r="">{FIVE}'),
    *(
        Defect(
            name=name,
            make=_row_added(row),
            twin=_row_added(""),
            expected=((DAMAGED, DATA, ""),),
            says="niemożliwym",
            is_refused=True,
        )
        for name, row in (
            ("row-number-too-large", f'<row r="99999999999"><c r="A99999999999">{FIVE}</row>'),
            ("row-number-zero", f'<row r="0"><c>{FIVE}</row>'),
            ("row-number-negative", f'<row r="-3"><c>{FIVE}</row>'),
            ("row-number-a-word", f'<row r="dwa"><c>{FIVE}</row>'),
        )
    ),
    is_read("cells-without-addresses", _without_addresses(r'(<c) r="[A-Z]+\d+"')),
    is_read("rows-without-numbers", _without_addresses(r'(<row) r="\d+"')),
    is_read("rows-and-cells-without-numbers", _without_addresses(r'(<(?:c|row)) r="[A-Z]*\d+"')),
    is_read("rows-in-disorder", _rows_in_disorder),
    is_read("cells-in-disorder", _cells_in_disorder),
    is_read(
        "mark-in-the-last-cell-of-all",
        _row_added('<row r="1048576"><c r="XFD1048576" t="str"><v>x</v></c></row>'),
        expected=(at("S211", "XFD1048576"),),
        left=((DATA, "XFD1048576"),),
    ),
    is_read(
        "mark-in-the-last-row",
        _row_added('<row r="1048576"><c r="A1048576" t="str"><v>x</v></c></row>'),
        expected=(at("S211", "A1048576"),),
        left=((DATA, "A1048576"),),
    ),
    is_read(
        "mark-in-the-last-column",
        _added('<c r="XFD8" t="str"><v>x</v></c>'),
        expected=(at("S211", "XFD8"),),
        left=((DATA, "XFD8"),),
    ),
    is_read(
        "signs-that-command-a-screen-outside-the-table",
        typed({"N8": text("a\u009b2Jb_x001B_[2J\u202ec")}),
        expected=(at("S211", "N8"),),
        left=((DATA, "N8"),),
    ),
    odd_value("signs-that-command-a-screen-in-a-value", text("a\u009b2Jb_x001B_[2J"), "W401"),
    is_read("thousand-styled-empty-cells", _styled_empty_cells(1000)),
    Defect(
        name="two-million-styled-empty-cells",
        make=_styled_empty_cells(2_000_000),
        expected=((TOO_LARGE, "", ""),),
        says=f"2{NBSP}000{NBSP}377{NBSP}komórek (dozwolone: 200{NBSP}000)",
        is_refused=True,
    ),
)


# --- Indexes and numbers ---------------------------------------------------------------------------------------------

_NUMBER = "nie zawiera poprawnej liczby"
_TEXT = "tekstu, którego nie ma w pliku"


def _result(words: str) -> str:
    return f"<f>10+2.5</f><v>{words}</v>"


NUMBERS: tuple[Defect, ...] = (
    damaged_cell("text-number-minus-one", {"H8": 't="s"|<v>-1</v>'}, _TEXT),
    damaged_cell("text-number-too-large", {"H8": 't="s"|<v>100000</v>'}, _TEXT),
    damaged_cell("text-number-a-word", {"H8": 't="s"|<v>dwa</v>'}, _TEXT),
    damaged_cell("text-number-in-arabic-digits", {"H8": 't="s"|<v>٣</v>'}, _TEXT),
    damaged_cell("text-number-minus-one-in-single-quotes", {"H8": "t='s'|<v>-1</v>"}, _TEXT),
    damaged_cell("text-number-in-single-quotes", {"H8": "t='s'|<v>100000</v>"}, _TEXT),
    odd_value("style-out-of-range", 's="999"|<v>12.5</v>', value=Decimal("12.5")),
    damaged_cell("number-with-a-comma", {"H8": "<v>1,5</v>"}, _NUMBER),
    damaged_cell("number-a-word", {"H8": "<v>abc</v>"}, _NUMBER),
    damaged_cell("number-hexadecimal", {"H8": "<v>0x1F</v>"}, _NUMBER),
    damaged_cell("number-with-an-underscore", {"H8": "<v>1_0</v>"}, _NUMBER),
    damaged_cell("number-in-arabic-digits", {"H8": "<v>٣</v>"}, _NUMBER),
    damaged_cell("number-not-a-number", {"H8": "<v>NaN</v>"}, _NUMBER),
    damaged_cell("number-infinite", {"H8": "<v>INF</v>"}, _NUMBER),
    damaged_cell("number-minus-infinity", {"H8": "<v>-Infinity</v>"}, _NUMBER),
    damaged_cell("number-not-a-number-in-a-formula", {"H8": _result("NaN")}, _NUMBER),
    odd_value("number-too-large-to-store", "<v>1e400</v>", "W401", good="<v>1e1</v>", twin_values={FIRST: Decimal(10)}),
    odd_value(
        "number-of-a-formula-too-large-to-store",
        _result("1e400"),
        FORMULA,
        "W401",
        good="<v>1e1</v>",
        twin_values={FIRST: Decimal(10)},
    ),
    odd_value("number-empty", "<v></v>", "K501"),
    odd_value("number-with-an-exponent", "<v>1.25E1</v>", value=Decimal("12.5")),
    odd_value("number-with-blanks", "<v> 12.5 </v>", value=Decimal("12.5")),
    odd_value("number-not-exact-in-binary", "<v>12.499999999999999</v>", value=Decimal("12.5")),
    damaged_cell("cell-of-an-unknown-type", {"H8": 't="z"|<v>12.5</v>'}, "H8"),
)

# --- Other kinds of values -------------------------------------------------------------------------------------------

_ERRORS = ("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#SPILL!", "#GETTING_DATA")
KINDS: tuple[Defect, ...] = (
    *(
        odd_value(
            f"error-{error.strip('#!?').replace('/', '-').lower()}",
            f't="e"|<v>{error}</v>',
            ERROR,
            says=error,
            raw=error,
        )
        for error in _ERRORS
    ),
    odd_value("error-in-single-quotes", "t='e'|<v>#REF!</v>", ERROR, raw="#REF!"),
    odd_value("error-of-a-formula", 't="e"|<f>1/0</f><v>#DIV/0!</v>', ERROR, raw="#DIV/0!"),
    is_read(
        "error-in-the-notes",
        typed({"J8": 't="e"|<v>#NAME?</v>'}),
        twin=typed({"J8": text("uwaga")}),
        expected=(at(ERROR, "J8"),),
        says="#NAME?",
        notes={FIRST: "#NAME?"},
    ),
    is_read(
        "error-in-the-reason",
        typed({"I8": 't="e"|<v>#N/A</v>', "H8": ""}),
        twin=typed({"I8": text("nie dotyczy"), "H8": ""}),
        expected=(at(ERROR, "I8"),),
        says="#N/A",
        values={FIRST: None},
        twin_values={FIRST: "nie dotyczy"},
    ),
    is_read(
        "error-outside-the-table",
        typed({"N8": 't="e"|<v>#REF!</v>'}),
        expected=(at("S211", "N8"),),
        says="#REF!",
        left=((DATA, "N8"),),
    ),
    odd_value("date-in-words", 't="d"|<v>2026-02-01</v>', "W403", says="1.2"),
    odd_value("date-in-words-single-quotes", "t='d'|<v>2026-02-01</v>", "W403", says="1.2"),
    odd_value("time-in-words", 't="d"|<v>12:30:00</v>', "W403", says="12:30"),
    odd_value("logical-true", 't="b"|<v>1</v>', "W407", says="PRAWDA"),
    odd_value("logical-false", 't="b"|<v>0</v>', "W407", says="FAŁSZ"),
    damaged_cell("logical-in-words", {"H8": 't="b"|<v>true</v>'}, "wartości logicznej"),
    odd_value("formula-with-a-number", _result("12.5"), FORMULA, value=Decimal("12.5"), says="=10+2.5"),
    odd_value("formula-with-a-text", 't="str"|<f>A1</f><v>kilka</v>', FORMULA, "W401", says="=A1", raw="kilka"),
    odd_value("formula-with-a-number-as-text", 't="str"|<f>A1</f><v>12,5</v>', FORMULA, value=Decimal("12.5")),
    odd_value("formula-with-an-empty-text", 't="str"|<f>""</f><v></v>', "K501"),
    odd_value("formula-with-a-logical-value", 't="b"|<f>1=1</f><v>1</v>', FORMULA, "W407"),
    odd_value("formula-without-a-result", "<f>10+2.5</f>", NO_RESULT, says="=10+2.5", raw="=10+2.5"),
    odd_value("formula-empty", "<f/><v>12.5</v>", FORMULA, value=Decimal("12.5"), says="=…"),
    odd_value(
        "formula-of-another-file",
        "<f>[1]Arkusz1!$A$1</f><v>12.5</v>",
        FORMULA,
        value=Decimal("12.5"),
        says="=[1]Arkusz1!$A$1",
    ),
    odd_value(
        "formula-with-a-prefix",
        '<x:f xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main">10+2.5</x:f><v>12.5</v>',
        FORMULA,
        value=Decimal("12.5"),
    ),
    is_read(
        "formula-shared",
        typed(
            {
                "H8": '<f t="shared" ref="H8:H11" si="0">L8*2</f><v>12.5</v>',
                "H11": '<f t="shared" si="0"/><v>25</v>',
            }
        ),
        expected=(at(FORMULA, "H8"), at(FORMULA, "H11")),
        says="=L11*2",
    ),
    *(
        is_read(
            f"formula-shared-that-is-none-{number}",
            typed(
                {
                    "H8": f'<f t="shared" ref="H8:H11" si="0">{formula}</f><v>12.5</v>',
                    "H11": '<f t="shared" si="0"/><v>25</v>',
                }
            ),
            expected=(at(FORMULA, "H8"), at(FORMULA, "H11")),
            says="=…",
        )
        for number, formula in enumerate(('"abc', "B1)", "[a"), 1)
    ),
    is_read(
        "formula-of-an-array",
        typed({"H8": '<f t="array" ref="H8:H9">L8:L9</f><v>12.5</v>', "H9": "<v>1</v>"}),
        twin=typed({"H9": "<v>1</v>"}),
        values={COUNT: Decimal(1)},
        twin_values={COUNT: Decimal(1)},
        expected=(at(FORMULA, "H8"), at(FORMULA, "H9")),
        says="=L8:L9",
    ),
    odd_value(
        "table-of-data",
        '<f t="dataTable" ref="H8:H8" dt2D="0" dtr="0" r1="L1"/><v>12.5</v>',
        FORMULA,
        value=Decimal("12.5"),
        says="tabela danych",
    ),
    is_read(
        "formula-in-the-notes",
        typed({"J8": 't="str"|<f>"a"</f><v>a</v>'}),
        twin=typed({"J8": text("a")}),
        expected=(at(FORMULA, "J8"),),
        notes={FIRST: "a"},
    ),
    is_read(
        "formula-of-a-label",
        typed({"D8": 't="str"|<f>Instrukcja!B16</f><v>Ilość lokali wybudowanych x 100% ogólna ilość lokali</v>'}),
    ),
)

# --- Texts -----------------------------------------------------------------------------------------------------------


def _text(name: str, typed_text: str, read: str, **others: object) -> Defect:
    """A text in the notes, and what it is read as."""
    return is_read(name, typed({"J8": typed_text}), twin=typed({"J8": text("uwaga")}), notes={FIRST: read}, **others)


def _shared(item: str) -> Make:
    """The plain return with one more shared text, in the notes."""

    def make(kit: Kit) -> bytes:
        parts = kit.parts()
        number = parts[STRINGS_PART].count(b"<si>")
        parts[STRINGS_PART] = parts[STRINGS_PART].replace(b"</sst>", f"<si>{item}</si></sst>".encode())
        parts[DATA_PART] = set_cells(parts[DATA_PART], {"J8": f't="s"|<v>{number}</v>'})
        return zipped(parts)

    return make


LONG = "długi tekst " * 3000
TEXTS: tuple[Defect, ...] = (
    _text("escaped-line-end", text("a_x000D_&#10;b"), "a\nb"),
    _text("escaped-underscore", text("plik_x005F_x000D_"), "plik_x000D_"),
    _text("escaped-control-character", text("a_x0001_b"), "a\ufffdb"),
    _text("escaped-zero", text("a_x0000_b"), "a\ufffdb"),
    _text("escaped-half-of-a-character", text("a_xD800_b"), "a\ufffdb"),
    _text("escaped-halves-of-a-character", text("_xD83D__xDE00_"), "\U0001f600"),
    _text("direction-override", text("a\u202eb"), "ab"),
    _text("text-of-36-thousand-letters", text(LONG), LONG.strip()),
    *(
        _text(f"text-that-begins-with-{name}", text(sign + "SUMA(A1)"), sign + "SUMA(A1)")
        for name, sign in (("equals", "="), ("plus", "+"), ("minus", "-"), ("at", "@"))
    ),
    is_read(
        "rich-text",
        _shared('<r><rPr><b/></rPr><t>po</t></r><r><t xml:space="preserve">wiat </t></r>'),
        notes={FIRST: "powiat"},
    ),
    is_read(
        "phonetic-text",
        _shared('<t>powiat</t><rPh sb="0" eb="6"><t>POWIAT</t></rPh><phoneticPr fontId="1"/>'),
        notes={FIRST: "powiat"},
    ),
    is_read("empty-text", _shared("<t></t>")),
    is_read("text-of-blanks", typed({"J8": 't="inlineStr"|<is><t xml:space="preserve">   </t></is>'})),
    is_read("nothing-but-phonetic-text", typed({"J8": 't="inlineStr"|<is><rPh sb="0" eb="1"><t>a</t></rPh></is>'})),
    odd_value("text-with-equals-in-the-value", text("=5+3"), "W401", raw="=5+3"),
    odd_value("number-as-text", text("12,5"), value=Decimal("12.5")),
    odd_value("number-as-text-with-an-apostrophe", text("'12,5"), "W409", value=Decimal("12.5")),
    odd_value("number-as-text-with-direction-override", text("\u202e5,21"), "W401"),
    odd_value("number-as-text-with-an-escaped-line-end", text("1_x000D_2"), "W417", says="1 i 2"),
)

# --- Formats ---------------------------------------------------------------------------------------------------------


def _formatted(code: str, cells: dict[str, str], *, workbook: str = "") -> Make:
    """The plain return in which `s="STYLE"` in a cell is a style with this number format; `workbook` is about dates."""

    def make(kit: Kit) -> bytes:
        parts = kit.parts()
        styles = parts[STYLES_PART]
        used = styles[styles.index(b"<cellXfs") : styles.index(b"</cellXfs>")]
        number = used.count(b"<xf ")
        styles = styles.replace(b"</numFmts>", f'<numFmt numFmtId="190" formatCode="{code}"/></numFmts>'.encode())
        xf = b'<xf numFmtId="190" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>'
        parts[STYLES_PART] = styles.replace(b"</cellXfs>", xf)
        contents = {cell: content.replace("STYLE", str(number)) for cell, content in cells.items()}
        parts[DATA_PART] = set_cells(parts[DATA_PART], contents)
        if workbook:
            parts[WORKBOOK_PART] = parts[WORKBOOK_PART].replace(b"<workbookPr", f"<workbookPr {workbook}".encode())
        return zipped(parts)

    return make


def _format(
    name: str, code: str, number: str, *codes: str, value: Decimal | None = None, cell: str = "H8",
    asked: str = FIRST, says: str = "", workbook: str = "",
) -> Defect:  # fmt: skip
    styled = {cell: f's="STYLE"|<v>{number}</v>'}
    return is_read(
        name, _formatted(code, styled, workbook=workbook), twin=_formatted(code, {}),
        expected=tuple(at(found, cell) for found in codes), values={asked: value}, says=says,
    )  # fmt: skip


FORMATS: tuple[Defect, ...] = (
    _format("percent-format", "0.00%", "0.0071", "W409", value=Decimal("0.71"), says="0,71 %"),
    _format("percent-format-of-a-count", "0%", "0.12", "W404", cell="H9", asked=COUNT, says="12 % czy 0,12"),
    _format("thousands-format", "#,##0,", "12500", "W404", says="12,5 czy 12"),
    _format("date-format", "yyyy-mm-dd", "46054", "W403", says="1.2"),
    _format("time-format", "h:mm", "0.5208333333", "W403", says="12:30"),
    _format("date-format-and-a-number-that-is-no-date", "yyyy-mm-dd", "5292507", "W413", value=Decimal(5292507)),
    _format("date-format-and-a-negative-number", "yyyy-mm-dd", "-12", "W403", says="−12"),
    *(
        _format(f"date-format-since-1904-{number}", "yyyy-mm-dd", "44592", "W403", says="1.2", workbook=stated)
        for number, stated in enumerate(('date1904="1"', "date1904='1'", 'date1904 = "true"', "date1904\n=\n'true'"), 1)
    ),
    _format("date-format-not-since-1904", "yyyy-mm-dd", "46054", "W403", says="1.2", workbook="date1904='0'"),
    _format("unit-in-the-format", "0.0&quot; proc.&quot;", "12.5", value=Decimal("12.5")),
    _format("currency-in-the-format", "#,##0.00\\ [$zł-415]", "12.5", "W405", says="12,5 zł"),
    _format("text-format", "@", "12.5", value=Decimal("12.5")),
    _format("format-that-is-none", "[[[;;\\", "12.5", value=Decimal("12.5")),
)

# --- Merged cells ----------------------------------------------------------------------------------------------------


def _merged(areas: str, cells: dict[str, str], *, times: int = 1) -> Make:
    def make(kit: Kit) -> bytes:
        parts = kit.parts()
        parts[DATA_PART] = set_cells(parts[DATA_PART], cells).replace(
            b"</sheetData>", f"</sheetData><mergeCells>{areas * times}</mergeCells>".encode()
        )
        return zipped(parts)

    return make


MERGED: tuple[Defect, ...] = (
    is_read(
        "value-under-merged-cells",
        _merged('<mergeCell ref="H10:H11"/>', {}),
        twin=_merged('<mergeCell ref="H9:H10"/>', {}),
        expected=(at("S215", "H11"),),
        says="H10:H11",
        values={"E.1.2/1": None},
    ),
    is_read(
        "value-under-cells-merged-sideways",
        _merged('<mergeCell ref="G8:H8"/>', {}),
        twin=_merged('<mergeCell ref="H8:I8"/>', {}),
        expected=(at("S215", "H8"),),
        says="G8:H8",
        values={FIRST: None},
    ),
    is_read(
        "merged-value-empty-below",
        _merged('<mergeCell ref="H8:H11"/>', {"H11": ""}),
        twin=_merged('<mergeCell ref="H8:H10"/>', {}),
        expected=(at("K501", "H11"),),
        values={"E.1.2/1": None},
    ),
    is_read("merged-over-the-whole-sheet", _merged('<mergeCell ref="L30:XFD1048576"/>', {})),
    is_read("merged-areas-by-the-thousand", _merged('<mergeCell ref="L30:M31"/>', {}, times=20_000)),
    is_read(
        "note-under-merged-cells",
        _merged('<mergeCell ref="I8:J8"/>', {"J8": text("uwaga")}),
        twin=typed({"J8": text("uwaga")}),
        expected=(at("S215", "J8"),),
        notes={FIRST: "uwaga"},
    ),
)

DEFECTS: tuple[Defect, ...] = (*ADDRESSES, *NUMBERS, *KINDS, *TEXTS, *FORMATS, *MERGED)
