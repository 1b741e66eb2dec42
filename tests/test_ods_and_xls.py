"""Returns saved as .ods and as .xls: every cell listed, nothing lost without a sign, nothing hostile let through."""

import io
import os
import random
import re
import resource
import shutil
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.cell_range import CellRange
from python_calamine import CalamineWorkbook

from collector.domain.observation import Place
from collector.submissions import DEFAULT_LIMITS, Limits
from collector.submissions.opening.book import Book, CellFacts, Sheet
from collector.submissions.opening.gate import open_book
from collector.submissions.opening.kinds import OLE
from collector.submissions.opening.ods import reading as of_ods
from collector.submissions.opening.refusal import Refusal
from collector.submissions.opening.xls import container
from collector.submissions.opening.xls import reading as of_xls
from collector.submissions.opening.xls.container import wrapped
from collector.submissions.opening.xls.formulas import is_surely_number
from collector.submissions.opening.xlsx.package import Package
from collector.values.writing import NBSP

from .conftest import ROOT

PLACE = Place(file="zwrot")
NOT_A_WORKBOOK, ENCRYPTED, DAMAGED, TOO_LARGE, FORBIDDEN, ARCHIVE = "P101", "P103", "P111", "P113", "P114", "P120"


def read_ods(content: bytes) -> Book:
    return of_ods.read_ods(Package(content, DEFAULT_LIMITS))


def read_xls(content: bytes) -> Book:
    return of_xls.read_xls(content, DEFAULT_LIMITS)


def refusal(content: bytes, limits: Limits = DEFAULT_LIMITS) -> Refusal:
    """Why a returned file is not read."""
    with pytest.raises(Refusal) as refused:
        open_book(content, PLACE, limits)
    sentence = refused.value.at(PLACE).message
    assert sentence.count("uszkodzony") <= 1
    return refused.value


def rule(content: bytes) -> str:
    return refusal(content).rule.code


OFFICE = shutil.which("soffice")
READERS: dict[str, Callable[[bytes], Book]] = {"ods": read_ods, "xls": read_xls}
NOON = datetime(2025, 12, 31, 12)  # noqa: DTZ001 - cells have no zone
KINDS = pytest.mark.parametrize("kind", sorted(READERS))
needs_office = [
    pytest.mark.office,
    pytest.mark.skipif(not OFFICE and not os.environ.get("CI"), reason="LibreOffice is not installed"),
]


def whole(book: Book) -> Book:
    """The book, if every cell that the file lists is in it."""
    assert book.filled == sum(len(list(sheet.filled())) for sheet in book.sheets)
    return book


def formula(text: str = "=…", shown: str = "General") -> CellFacts:
    return CellFacts("", text, shown)


# Saved by LibreOffice


def every_kind_of_cell(path: Path) -> None:
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Dane")
    shown = {
        name: book.add_format({"num_format": code})
        for name, code in {
            "percent": "0.00%",
            "day": "yyyy-mm-dd",
            "moment": "yyyy-mm-dd hh:mm",
            "clock": "hh:mm",
            "length": "[h]:mm:ss",
            "thousands": "#,##0,",
            "money": '#,##0.00\\ "zł"',
        }.items()
    }
    texts = ("Zażółć gęślą jaźń & <b>", "a\nb", " dwie  spacje\ti tab ", "0264011", "ć" * 9000)
    for row, text in enumerate(texts):
        sheet.write_string(row, 0, text)
    sheet.write_rich_string("A6", "zwykły ", book.add_format({"bold": True}), "gruby", " i")
    sheet.write_url("A7", "https://example.org/", string="łącze")
    sheet.write_string("A8", "")
    for row, (value, name) in enumerate((
        (22351, ""), (1129.1, ""), (0.0071, "percent"), (46022, "day"), (5, "day"), (46022.5, "moment"),
        (0.5208333333, "clock"), (1.75, "length"), (1129100, "thousands"), (12.5, "money"), (-3, ""),
    )):  # fmt: skip
        sheet.write_number(row, 1, value, shown.get(name))
    sheet.write_boolean("B12", True)
    sheet.write_comment("B1", "uwaga do komórki")
    sheet.write_comment("A1", "uwaga do tekstu")
    for row, (text, result, name) in enumerate((
        ("=B1+B2", 23480.1, ""), ('=A4&"x"', "0264011x", ""), ("=1/0", "#DIV/0!", ""), ("=NA()", "#N/A", ""),
        ("=B1>1", True, ""), ('=""', "", ""), ("=B3", 0.0071, "percent"), ("=B4", 46022, "day"), ("=B1-B1", 0, ""),
    )):  # fmt: skip
        sheet.write_formula(row, 2, text, shown.get(name), result)
    sheet.merge_range("D1:E2", "scalone")
    sheet.write_string("E2", "pod scaleniem")
    sheet.write_string("A60000", "daleko")
    sheet.set_footer("&LFormularz KUL-2025-1f3a9c&R&P")
    hidden = book.add_worksheet("Ukryty")
    hidden.write_string("C3", "tajne")
    hidden.hide()
    with_chart = book.add_worksheet("Wykres")
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=Dane!$B$1:$B$2"})
    with_chart.insert_chart("B2", chart)
    with_chart.write_number("A1", 3)
    book.set_properties({"title": "Tytuł ć", "comments": "opis", "subject": "temat", "keywords": "klucz"})
    book.set_custom_property("collector.form_id", "KUL-2025-1f3a9c")
    book.close()


def convert(source: Path, kind: str, out: Path) -> bytes:
    profile = f"-env:UserInstallation=file://{out}/profile"
    command = [str(OFFICE), profile, "--headless", "--convert-to", kind, "--outdir", str(out), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return (out / f"{source.stem}.{kind}").read_bytes()


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], bytes]:
    folder = tmp_path_factory.mktemp("saved")
    every_kind_of_cell(folder / "a.xlsx")
    done: dict[str, bytes] = {}

    def content(kind: str) -> bytes:
        if kind not in done:
            done[kind] = convert(folder / "a.xlsx", kind, folder)
        return done[kind]

    return content


class TestSavedByLibreOffice:
    pytestmark = needs_office

    @KINDS
    def test_every_kind_of_cell(self, kind: str, saved: Callable[[str], bytes]) -> None:
        book = whole(READERS[kind](saved(kind)))
        dane, hidden, chart = book.sheets
        column = [dane.content(row, 1) for row in range(1, 9)]
        assert column == [
            "Zażółć gęślą jaźń & <b>", "a\nb", " dwie  spacje\ti tab ", "0264011", "ć" * 9000, "zwykły gruby i",
            "łącze", None,
        ]  # fmt: skip
        numbers = [dane.content(row, 2) for row in range(1, 13)]
        assert numbers[:4] == [22351, 1129.1, 0.0071, date(2025, 12, 31)]
        assert numbers[5:] == [
            NOON, time(12, 30), timedelta(hours=42), 1129100, 12.5, -3, True,
        ]  # fmt: skip
        assert type(numbers[0]) is int
        assert numbers[11] is True
        assert dane.facts_of(3, 2).number_format == "0.00%"
        assert dane.facts_of(9, 2).number_format == "#,##0,"
        assert dane.content(60000, 1) == "daleko"
        assert dane.content(1, 4) == "scalone"
        assert dane.content(2, 5) == "pod scaleniem"
        assert dane.merged == ((1, 4, 2, 5),)
        assert "KUL-2025-1f3a9c" in dane.footer
        assert (hidden.title, hidden.is_hidden, hidden.content(3, 3)) == ("Ukryty", True, "tajne")
        assert not dane.is_hidden
        assert chart.rows == {1: {1: 3}}
        assert {"Tytuł ć", "opis", "temat", "klucz"} <= set(book.properties)
        assert book.modified.startswith("20")

    def test_dates_before_march_1900_are_as_each_program_counts_them(self, saved: Callable[[str], bytes]) -> None:
        assert whole(read_xls(saved("xls"))).sheets[0].content(5, 2) == date(1900, 1, 5)
        assert whole(read_ods(saved("ods"))).sheets[0].content(5, 2) == date(1900, 1, 4)

    @KINDS
    def test_formulas(self, kind: str, saved: Callable[[str], bytes]) -> None:
        book = whole(READERS[kind](saved(kind)))
        sheet = book.sheets[0]
        results = {row: sheet.content(row, 3) for row in range(1, 10)}
        assert results[1] == 23480.1
        # LibreOffice 7.4 saves a result that is a text as 0 in .xls: no result is right, 0 would be wrong.
        assert results[2] == ("0264011x" if kind == "ods" else None)
        assert (results[3], results[4]) == (None, None)
        assert results[6] == ""
        assert results[5] is True
        assert results[7] == 0.0071
        assert results[8] == date(2025, 12, 31)
        assert results[9] == 0
        assert sheet.facts_of(3, 3).error == "#DIV/0!"
        assert sheet.facts_of(4, 3).error == "#N/A"
        assert sheet.facts_of(7, 3).number_format == "0.00%"
        formulas = [sheet.facts_of(row, 3).formula for row in range(1, 10)]
        if kind == "xls":
            assert set(formulas) == {"=…"}
        else:
            assert formulas[:3] == ["=B1+B2", '=A4&"x"', "=1/0"]
        if kind == "ods":
            assert "collector.form_id" not in book.properties
            assert "KUL-2025-1f3a9c" in book.properties

    @KINDS
    @pytest.mark.parametrize("executor", ["PUP", "UM-DE"])
    def test_a_return_reads_as_it_did_before(self, executor: str, kind: str, tmp_path: Path) -> None:
        source = ROOT / "submissions" / "2017" / f"{executor}.xlsx"
        book = whole(READERS[kind](convert(source, kind, tmp_path)))
        before = openpyxl.load_workbook(source, data_only=True)
        assert [sheet.title for sheet in book.sheets] == before.sheetnames
        for sheet, sheet_before in zip(book.sheets, before.worksheets, strict=True):
            cells = {
                (cell.row, cell.column): cell.value for row in sheet_before.iter_rows() for cell in row if cell.value
            }
            assert {place: sheet.content(*place) for place in sheet.filled() if sheet.content(*place)} == cells
            assert sheet.is_hidden == (sheet_before.sheet_state != "visible")
            areas = {CellRange(min_col=b, min_row=a, max_col=d, max_row=c).coord for a, b, c, d in sheet.merged}
            assert areas == {area.coord for area in sheet_before.merged_cells.ranges}

    @KINDS
    def test_a_file_without_cells_is_a_book_without_cells(self, kind: str, tmp_path: Path) -> None:
        openpyxl.Workbook().save(tmp_path / "pusty.xlsx")
        book = whole(READERS[kind](convert(tmp_path / "pusty.xlsx", kind, tmp_path)))
        assert (book.filled, len(book.sheets)) == (0, 1)

    @KINDS
    def test_no_changed_file_does_harm(self, kind: str, saved: Callable[[str], bytes], tmp_path: Path) -> None:
        small = tmp_path / "maly.xlsx"
        book = openpyxl.Workbook()
        rows: list[list[Any]] = [
            ["Nr", "Wartość"],
            ["W01", 22351],
            ["W02", 0.71],
            ["W03", "=1/0"],
            ["W04", date(2025, 1, 2)],
        ]
        for cells in rows:
            book.worksheets[0].append(cells)
        book.worksheets[0].merge_cells("D1:E3")
        book.save(small)
        source = tmp_path / "wzor"
        source.write_bytes(convert(small, kind, tmp_path))
        command = [sys.executable, "-c", CHANGES, kind, str(source)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=300, preexec_fn=little_memory)
        assert (done.returncode, done.stdout.strip()) == (0, "done"), done.stdout + done.stderr[-3000:]


def little_memory() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (1_500_000_000, 1_500_000_000))


# Bytes are changed in the part that holds the cells; of a zip that means packing it again with a right checksum.
CHANGES = """
import io, random, sys, zipfile
from pathlib import Path
from collector.domain.observation import Place
from collector.submissions import DEFAULT_LIMITS
from collector.submissions.opening.gate import open_book
from collector.submissions.opening.refusal import Refusal

kind, source = sys.argv[1], Path(sys.argv[2]).read_bytes()
chance = random.Random(20251127)

def packed(parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return out.getvalue()

def changed(data):
    data = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        place = chance.randrange(len(data))
        data[place] = chance.choice((0, 255, 48 + chance.randrange(10), chance.randrange(256)))
    if chance.random() < 0.1:
        del data[chance.randrange(len(data)):]
    return bytes(data)

if kind == "ods":
    with zipfile.ZipFile(io.BytesIO(source)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
for turn in range(400):
    if kind == "xls" or turn % 4 == 0:
        content = changed(source)
    else:
        name = chance.choice(["content.xml"] * 6 + ["styles.xml", "meta.xml", "META-INF/manifest.xml"])
        content = packed({**parts, name: changed(parts[name])})
    try:
        open_book(content, Place(file="zwrot"), DEFAULT_LIMITS)
    except Refusal as refusal:
        assert refusal.at(Place(file="zwrot")).message.count("uszkodzony") <= 1
print("done")
"""


# .ods made by hand


def ods(body: str, *, styles: str = "", meta: str = "", manifest: str = "", mime: str = "", more: str = "") -> bytes:
    spaces = " ".join(
        f'xmlns:{prefix}="urn:{prefix}"'
        for prefix in (
            "office",
            "table",
            "text",
            "style",
            "number",
            "draw",
            "calcext",
            "dc",
            "meta",
            "manifest",
            "xlink",
        )
    )
    content = f"<office:document-content {spaces}>{styles}<office:body><office:spreadsheet>{body}"
    content += "</office:spreadsheet></office:body></office:document-content>"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", mime or "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("META-INF/manifest.xml", f"<manifest:manifest {spaces}>{manifest}</manifest:manifest>")
        package.writestr("meta.xml", f"<office:document-meta {spaces}>{meta}</office:document-meta>")
        package.writestr("content.xml", more + content)
    return out.getvalue()


def table(rows: str, name: str = "Dane", extra: str = "") -> str:
    return f"<table:table table:name={quoteattr(name)} {extra}>{rows}</table:table>"


def row(cells: str, repeated: int = 1) -> str:
    return f'<table:table-row table:number-rows-repeated="{repeated}">{cells}</table:table-row>'


def cell(text: str = "", kind: str = "string", extra: str = "", name: str = "table-cell", inside: str = "") -> str:
    typed = f'office:value-type="{kind}" ' if kind else ""
    shown = f"<text:p>{text}</text:p>" if text else ""
    return f"<table:{name} {typed}{extra}>{inside}{shown}</table:{name}>"


def empty(repeated: int) -> str:
    return f'<table:table-cell table:number-columns-repeated="{repeated}"/>'


def only_sheet(book: Book) -> Sheet:
    assert len(book.sheets) == 1
    return book.sheets[0]


def number(value: str, shown: str = "", kind: str = "float", extra: str = "") -> str:
    return cell(shown, kind, f'office:value="{value}" {extra}')


class TestOds:
    def test_far_away_cells_cost_nothing(self) -> None:
        far = row(empty(16383) + cell("róg"))
        body = table(row(cell("a")) + row(empty(16384), 1_048_574) + far)
        sheet = only_sheet(whole(read_ods(ods(body))))
        assert sheet.rows == {1: {1: "a"}, 1_048_576: {16384: "róg"}}

    def test_repeated_cells_are_all_there(self) -> None:
        body = table(row(cell("x", extra='table:number-columns-repeated="3"') + number("2", "2"), 2) + row(empty(9), 9))
        sheet = only_sheet(whole(read_ods(ods(body))))
        assert sheet.rows == {1: {1: "x", 2: "x", 3: "x", 4: 2}, 2: {1: "x", 2: "x", 3: "x", 4: 2}}

    @pytest.mark.parametrize(
        "body",
        [
            table(row(cell("x"), 1_048_576)),
            table(row(cell("x", extra='table:number-columns-repeated="16384"'), 1000)),
            table(row(cell("x"), 999_999_999)),
            table(row(empty(16384) + cell("x"))),
            table(row(empty(1), 1_048_576) + row(cell("x"))),
            table(row(cell("x", extra='table:number-columns-repeated="0"'))),
            table(row(cell("x", extra='table:number-columns-repeated="99999999999999999999"'))),
            table(row(cell('<text:s text:c="4000000000"/>'))),
            table(row(cell("x" * 60_000, extra='table:number-columns-repeated="200"'))),
            table(row(cell(inside=table(row(cell("x")))))),
            table(row(cell("x") + row(cell("y")))),
            table("", "Dane") + table("", "Dane"),
            "".join(table("", f"A{index}") for index in range(300)),
            "<table:table/>",
            "",
            row(cell("x")),
            "<table:table-cell/>",
        ],
    )
    def test_absurd_files_are_refused(self, body: str) -> None:
        assert rule(ods(body)) in (DAMAGED, TOO_LARGE)

    def test_empty_cells_that_calamine_would_write_out_are_not_shown_to_it(self) -> None:
        blank = '<table:table-cell office:value-type="string" table:number-columns-repeated="16384"/>'
        book = whole(read_ods(ods(table(row(blank, 1_048_575) + row(cell("x"))))))
        assert book.filled == 1

    def test_comments_and_drawings_are_not_content(self) -> None:
        comment = "<office:annotation><text:p>uwaga</text:p></office:annotation>"
        drawing = "<draw:frame><draw:text-box><text:p>ramka</text:p></draw:text-box></draw:frame>"
        body = table(row(cell("12", inside=comment) + cell("", inside=comment + drawing) + cell("a", inside=drawing)))
        sheet = only_sheet(whole(read_ods(ods(body))))
        assert sheet.rows == {1: {1: "12", 3: "a"}}

    def test_text_is_read_as_the_format_means_it(self) -> None:
        text = '<text:s text:c="2"/>a <text:s/>b<text:tab/>c<text:line-break/>d\n  e <text:span>f</text:span>'
        body = table(row(cell(f"{text}</text:p><text:p></text:p><text:p>g &amp; h") + cell("x", kind="")))
        sheet = only_sheet(whole(read_ods(ods(body))))
        assert sheet.rows == {1: {1: "  a  b\tc\nd e f\n\ng & h", 2: "x"}}

    def test_errors_in_every_spelling(self) -> None:
        cells = (
            cell("Err:502", extra='office:string-value="" calcext:value-type="error" table:formula="of:=ZŁE()"'),
            number("0", "#DIV/0!", extra='table:formula="oooc:=[.A1]/0"'),
            cell("#N/D!", extra='table:formula="of:=NA()"'),
            cell("#N/A"),
        )
        sheet = only_sheet(whole(read_ods(ods(table(row("".join(cells)))))))
        assert [sheet.facts_of(1, column).error for column in range(1, 5)] == ["Err:502", "#DIV/0!", "#N/D!", ""]
        assert sheet.facts_of(1, 2).formula == "=A1/0"
        assert sheet.rows == {1: {4: "#N/A"}}

    @pytest.mark.parametrize(
        ("stored", "shown"),
        [
            ("of:=SUM([.A1:.B2])", "=SUM(A1:B2)"),
            ("of:=[$Dane.A1]&amp;&quot;[x]&quot;", '=$Dane.A1&"[x]"'),
            ("=A1", "=A1"),
        ],
    )
    def test_formulas_are_shown_as_they_are_typed(self, stored: str, shown: str) -> None:
        body = table(
            row(cell("", "", f'table:formula="{stored}"') + number("5", "5", extra=f'table:formula="{stored}"'))
        )
        sheet = only_sheet(whole(read_ods(ods(body))))
        assert sheet.facts == {(1, 1): formula(shown), (1, 2): formula(shown)}
        assert sheet.rows == {1: {2: 5}}

    @pytest.mark.parametrize(
        ("typed", "content"),
        [
            (number("1e400", "x"), float("inf")),
            (number("1_0", "10"), "10"),
            (number("", "12"), "12"),
            (number("0.0071", "0,71%", "percentage"), 0.0071),
            (number("12.50", "12,50 zł", "currency"), 12.5),
            (number("1", "PRAWDA"), True),
            (number("1", "1"), 1),
            (cell("PRAWDA", "boolean", 'office:boolean-value="true"'), True),
            (cell("x", "boolean", 'office:boolean-value="moze"'), "x"),
            (cell("x", "date", 'office:date-value="2025-12-31"'), date(2025, 12, 31)),
            (
                cell("x", "date", 'office:date-value="2025-12-31T12:30:00.9999"'),
                NOON + timedelta(minutes=30, seconds=1),
            ),
            (cell("x", "date", 'office:date-value="16390-05-22"'), "16390-05-22"),
            (cell("x", "date", 'office:date-value="2025-02-31"'), "2025-02-31"),
            (cell("x", "date", ""), "x"),
            (cell("x", "time", 'office:time-value="PT12H29M59.99999712S"'), time(12, 30)),
            (cell("x", "time", 'office:time-value="PT42H00M00S"'), timedelta(hours=42)),
            (cell("x", "time", 'office:time-value="-PT01H00M00S"'), timedelta(hours=-1)),
            (cell("x", "time", 'office:time-value="jutro"'), "jutro"),
            (cell("x", "time", f'office:time-value="PT{"9" * 20}H00M00S"'), f"PT{'9' * 20}H00M00S"),
        ],
    )
    def test_typed_values(self, typed: str, content: object) -> None:
        sheet = only_sheet(whole(read_ods(ods(table(row(typed))))))
        read = sheet.content(1, 1)
        assert (read, type(read)) == (content, type(content))

    def test_thousands_left_out_are_told_from_the_style_of_cell_row_or_column(self) -> None:
        styles = (
            '<office:automatic-styles><number:number-style style:name="N1">'
            '<number:number number:display-factor="1000"/></number:number-style>'
            '<style:style style:name="tys" style:family="table-cell" style:data-style-name="N1"/>'
            '<style:style style:name="dziecko" style:family="table-cell" style:parent-style-name="tys"/>'
            "</office:automatic-styles>"
        )
        columns = '<table:table-column/><table:table-column table:default-cell-style-name="tys"/>'
        rows = row(number("5") + number("5") + number("5", extra='table:style-name="dziecko"'))
        rows += f'<table:table-row table:default-cell-style-name="tys">{number("5")}</table:table-row>'
        sheet = only_sheet(whole(read_ods(ods(table(columns + rows), styles=styles))))
        assert set(sheet.facts) == {(1, 2), (1, 3), (2, 1)}
        assert {facts.number_format for facts in sheet.facts.values()} == {"#,##0,"}

    @pytest.mark.parametrize(
        ("kind", "parts", "code"),
        [
            ("number", '<number:number/><number:text> zł</number:text>', '0" zł"'),
            ("currency", '<number:currency-symbol>€</number:currency-symbol><number:number/>', '"€"0'),
            ("number", '<number:number number:display-factor="1000"/><number:text> t</number:text>', '#,##0," t"'),
            ("number", '<number:text>-</number:text><number:number/>', "General"),
            ("percentage", '<number:number/><number:text> %</number:text>', "General"),
            ("date", '<number:day/><number:text> r.</number:text>', "General"),
        ],
    )  # fmt: skip
    def test_words_of_a_format_are_told(self, kind: str, parts: str, code: str) -> None:
        styles = (
            f'<office:automatic-styles><number:{kind}-style style:name="N1">{parts}</number:{kind}-style>'
            '<style:style style:name="zl" style:family="table-cell" style:data-style-name="N1"/>'
            "</office:automatic-styles>"
        )
        rows = row(number("5", extra='table:style-name="zl"'))
        sheet = only_sheet(whole(read_ods(ods(table(rows), styles=styles))))
        assert sheet.facts_of(1, 1).number_format == code

    def test_copies_of_other_files_are_no_sheets(self) -> None:
        other = table(row(cell("obce")), "'file:///x.ods'#$Dane")
        linked = f"<table:dde-link><table:table>{row(cell('obce'))}</table:table></table:dde-link>"
        book = whole(read_ods(ods(table(row(cell("swoje"))) + other + linked)))
        assert book.filled == 1
        assert only_sheet(book).rows == {1: {1: "swoje"}}

    def test_merged_areas_stay_in_the_sheet(self) -> None:
        spans = 'table:number-columns-spanned="2" table:number-rows-spanned="9999999"'
        covered = cell("pod", name="covered-table-cell")
        sheet = only_sheet(whole(read_ods(ods(table(row(cell("a", extra=spans) + covered))))))
        assert sheet.merged == ((1, 1, 1_048_576, 2),)
        assert sheet.rows == {1: {1: "a", 2: "pod"}}

    def test_indented_xml_is_read_without_calamine(self) -> None:
        body = table(row(f"\n  {cell('a', inside='  ')}\n  {number('5', '5')}\n"))
        assert only_sheet(whole(read_ods(ods(body)))).rows == {1: {1: "a", 2: 5}}

    def test_paragraphs_in_lists_and_headings(self) -> None:
        items = "<text:list><text:list-item><text:p>a</text:p></text:list-item></text:list><text:h>b</text:h>"
        note = "<text:p>c<text:note><text:s/>przypis</text:note><text:sheet-name>Dane</text:sheet-name></text:p>"
        sheet = only_sheet(whole(read_ods(ods(table(row(cell(inside=items + note)))))))
        assert sheet.rows == {1: {1: "a\nb\ncDane"}}

    def test_repeated_cells_with_drawings(self) -> None:
        drawing = "<draw:frame><text:p>ramka</text:p></draw:frame>"
        repeated = cell(extra='table:number-columns-repeated="5"', inside=drawing)
        assert whole(read_ods(ods(table(row(repeated + cell("a")))))).filled == 1

    @pytest.mark.parametrize(
        ("stated", "modified"),
        [
            ("2026-03-01T10:11:12.123456789", "2026-03-01T10:11:12"),
            ("2026-03-01T10:11:12+02:00", "2026-03-01T08:11:12Z"),
            ("2026-03-01T10:11:12Z", "2026-03-01T10:11:12Z"),
            ("wczoraj", ""),
            ("0001-01-01T00:00:00+02:00", ""),
        ],
    )
    def test_properties(self, stated: str, modified: str) -> None:
        meta = f"<office:meta><dc:title>Tytuł</dc:title><dc:date>{stated}</dc:date><dc:creator>Jan</dc:creator>"
        meta += '<meta:user-defined meta:name="a">KUL-2025</meta:user-defined></office:meta>'
        book = whole(read_ods(ods(table(row(cell("a"))), meta=meta)))
        assert (book.properties, book.modified) == (("Tytuł", "KUL-2025"), modified)

    @pytest.mark.parametrize("part", ["content.xml", "meta.xml", "META-INF/manifest.xml", "styles.xml"])
    def test_a_dtd_is_refused_before_it_is_read(self, part: str) -> None:
        entities = "".join(f'<!ENTITY a{index + 1} "{f"&a{index};" * 10}">' for index in range(9))
        refused = refusal(with_part(part, f'<!DOCTYPE x [<!ENTITY a0 "x">{entities}]><x>&a9;</x>'.encode()))
        assert (refused.rule.code, "DTD" in refused.found) == (FORBIDDEN, True)

    @pytest.mark.parametrize(
        ("data", "code"),
        [
            ("<x/>".encode("utf-16"), DAMAGED),
            (b'<?xml version="1.0" encoding="UTF-16"?><x/>', FORBIDDEN),
            (b'<?xml version="1.0" encoding="iso-8859-2"?><x>\xb1</x>', DAMAGED),
            (b"<x>\xb1</x>", DAMAGED),
            (b"<x>", DAMAGED),
            (b"", DAMAGED),
            (b"<x " + random.Random(1).randbytes(4_000_000).hex().encode(), DAMAGED),
        ],
    )
    def test_only_whole_utf8_is_read(self, data: bytes, code: str) -> None:
        assert rule(with_part("content.xml", data)) == code

    @pytest.mark.parametrize("prefix", ["manifest:", "m:", ""])
    def test_an_encrypted_file_needs_its_password(self, prefix: str) -> None:
        entry = f'<{prefix}file-entry {prefix}full-path="content.xml"><{prefix}encryption-data/></{prefix}file-entry>'
        manifest = f"<{prefix}manifest>{entry}</{prefix}manifest>".encode()
        noise = random.Random(1).randbytes(3000)
        parts = parts_of(with_part("META-INF/manifest.xml", manifest))
        locked = dict.fromkeys(("content.xml", "meta.xml", "styles.xml"), noise)
        assert rule(repacked({**parts, **locked})) == ENCRYPTED
        # The same noise that no password opens is no XML, and hostile.
        parts["META-INF/manifest.xml"] = manifest.replace(b"encryption-data", b"algorithm")
        assert rule(repacked({**parts, **locked})) == FORBIDDEN

    def test_an_encrypted_zip_needs_its_password(self) -> None:
        locked = bytearray(ods(table("")))
        for place in (locked.find(b"PK\x03\x04") + 6, locked.find(b"PK\x01\x02") + 8):
            locked[place] |= 1
        assert rule(bytes(locked)) == ENCRYPTED

    def test_what_is_no_ods(self) -> None:
        good = ods(table(row(cell("a"))))
        assert [rule(content) for content in (b"", b"nothing")] == [NOT_A_WORKBOOK, NOT_A_WORKBOOK]
        assert [rule(content) for content in (b"PK\x03\x04", good[:-40])] == [DAMAGED, DAMAGED]
        assert rule(ods(table(""), mime="application/vnd.oasis.opendocument.text")) == NOT_A_WORKBOOK
        assert rule(with_part("xl/workbook.xml", b"<x/>")) == NOT_A_WORKBOOK
        assert rule(without_part("mimetype")) == ARCHIVE
        assert rule(without_part("content.xml")) == rule(without_part("META-INF/manifest.xml")) == DAMAGED
        assert rule(with_part("META-INF/manifest.xml", b"<a>")) == DAMAGED

    def test_what_unpacks_to_too_much_is_refused(self) -> None:
        vast = b"<x>" + random.Random(1).randbytes(12_000_000).hex().encode() + b"</x>"
        refused = refusal(with_part("content.xml", vast))
        assert (refused.rule.code, refused.expected) == (TOO_LARGE, "20 MB")
        assert rule(with_part("content.xml", b"<x>" + b" " * 120_000_000 + b"</x>")) == TOO_LARGE

    def test_its_kind_is_told(self) -> None:
        (note,) = open_book(ods(table(row(cell("a")))), PLACE, DEFAULT_LIMITS).findings
        assert (note.rule.code, note.found) == ("P116", "skoroszyt LibreOffice (.ods)")

    def test_an_empty_text_is_the_result_of_a_formula(self) -> None:
        typed = 'table:formula="of:=&quot;&quot;"'
        cells = (
            cell("", "string", f'office:string-value="" {typed}'),
            cell("", "string", typed, inside="<text:p/>"),
            cell("", "", typed, inside="<text:p></text:p>"),
            cell("", "string", typed),
            cell("", "", typed),
            cell("", "float", typed, inside="<text:p/>"),
            cell("", "string", 'office:string-value=""', inside="<text:p/>"),
        )
        sheet = only_sheet(whole(read_ods(ods(table(row("".join(cells)))))))
        assert sheet.rows == {1: {1: "", 2: "", 3: ""}}
        assert set(sheet.facts) == {(1, column) for column in range(1, 7)}

    @settings(max_examples=60, deadline=None)
    @given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), max_size=30))
    def test_text_passes_through(self, text: str) -> None:
        kept = re.sub(" +", " ", text).strip(" ")
        book = whole(read_ods(ods(table(row(cell(escape(kept)))))))
        assert only_sheet(book).content(1, 1) == (kept or None)


def with_part(name: str, data: bytes) -> bytes:
    return repacked({**parts_of(ods(table(row(cell("a"))))), name: data})


def without_part(name: str) -> bytes:
    parts = parts_of(ods(table(row(cell("a")))))
    del parts[name]
    return repacked(parts)


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def repacked(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return out.getvalue()


# .xls made by hand


def entry(name: str) -> bytes:
    """The beginning of a line in the directory of a container."""
    encoded = name.encode("utf-16-le") + b"\0\0"
    return encoded.ljust(64, b"\0") + struct.pack("<H", len(encoded))


def record(kind: int, data: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def bof(content: int, version: int = 0x0600, history: int = 0x41) -> bytes:
    return record(0x0809, struct.pack("<HHHHII", version, content, 0x0DBB, 0x07CC, history, 6))


def wide(text: str, size: str = "H") -> bytes:
    return struct.pack(f"<{size}B", len(text.encode("utf-16-le")) // 2, 1) + text.encode("utf-16-le")


def narrow(text: str) -> bytes:
    return struct.pack("<HB", len(text), 0) + text.encode("latin-1")


def place(line: int, column: int, style: int = 0) -> bytes:
    return struct.pack("<HHH", line, column, style)


def calculated(line: int, column: int, result: bytes, expression: bytes = b"\x44\0\0\0\xc0", style: int = 0) -> bytes:
    tail = struct.pack("<HIH", 0, 0, len(expression)) + expression
    return record(0x06, place(line, column, style) + result + tail)


def xls(*cells: bytes, formats: tuple[int, ...] = (0,), codes: tuple[tuple[int, str], ...] = (), **more: Any) -> bytes:
    """A workbook of one sheet, in its container."""
    return wrapped(stream(*cells, formats=formats, codes=codes, **more))


def stream(
    *cells: bytes,
    formats: tuple[int, ...] = (0,),
    codes: tuple[tuple[int, str], ...] = (),
    strings: bytes = b"",
    more: bytes = b"",
    history: int = 0x41,
    offset: int = 0,
    version: int = 0x0600,
) -> bytes:
    head = bof(5, version, history) + more
    head += b"".join(record(0x041E, struct.pack("<H", number) + wide(code)) for number, code in codes)
    head += b"".join(record(0x00E0, struct.pack("<HH16x", 0, number)) for number in formats)
    name = wide("Dane", "B")
    start = len(head) + 4 + 6 + len(name) + len(strings) + 4 + offset
    bound = record(0x0085, struct.pack("<IBB", start, 0, 0) + name)
    return head + bound + strings + record(0x0A) + bof(0x10) + b"".join(cells) + record(0x0A)


SST = record(0x00FC, struct.pack("<II", 3, 3) + wide("Zażółć") + narrow("kość".replace("ść", "sc")) + narrow(""))


class TestXls:
    def test_every_record_of_a_cell(self) -> None:
        packed = [(7 << 2) | 2, (1129 << 2) | 3, 0x3FF00000, (-5 << 2) | 2 & 0xFFFFFFFF]
        cells = (
            record(0x0203, place(0, 0) + struct.pack("<d", 1129.1)),
            record(0x027E, place(1, 0) + struct.pack("<i", packed[0])),
            record(0x00BD, struct.pack("<HH", 2, 1) + b"".join(struct.pack("<Hi", 0, n) for n in packed[:3]) + b"\3\0"),
            record(0x00FD, place(3, 0) + struct.pack("<I", 0)),
            record(0x00FD, place(3, 1) + struct.pack("<I", 1)),
            record(0x00FD, place(3, 2) + struct.pack("<I", 2)),
            record(0x0204, place(4, 0) + wide("łącze")),
            record(0x0204, place(4, 1) + narrow("abc")),
            record(0x0204, place(4, 2) + narrow("")),
            record(0x00D6, place(4, 3) + narrow("abc") + b"\1\0\0\0\0\0"),
            record(0x0205, place(5, 0) + b"\1\0"),
            record(0x0205, place(5, 1) + b"\x07\1"),
            record(0x0201, place(5, 2)),
            record(0x00BE, struct.pack("<HHHHH", 5, 3, 0, 0, 4)),
            record(0x00E5, struct.pack("<H4H", 1, 0, 1, 3, 4)),
            record(0x0015, wide("&LStopka ć")),
            record(0x9999, b"unknown"),
        )
        sheet = only_sheet(whole(read_xls(xls(*cells, strings=SST))))
        assert sheet.rows == {
            1: {1: 1129.1}, 2: {1: 7}, 3: {2: 7, 3: 11.29, 4: 1}, 4: {1: "Zażółć", 2: "kosc"},
            5: {1: "łącze", 2: "abc", 4: "abc"}, 6: {1: True},
        }  # fmt: skip
        assert sheet.facts == {(6, 2): CellFacts("#DIV/0!")}
        assert sheet.merged == ((1, 4, 2, 5),)
        assert sheet.footer == "&LStopka ć"

    def test_results_of_formulas(self) -> None:
        text = b"\0" * 6 + b"\xff\xff"
        long = "ż" * 5000
        cells = (
            calculated(0, 0, struct.pack("<d", 2.5)),
            calculated(1, 0, text) + record(0x0207, wide("brak danych – ć")),
            calculated(2, 0, text) + record(0x04BC, b"\0" * 10) + record(0x0207, narrow("abc")),
            calculated(3, 0, text) + record(0x0207, narrow("")),
            calculated(4, 0, text),
            calculated(5, 0, b"\1\0\1\0\0\0\xff\xff"),
            calculated(6, 0, b"\2\0\x2a\0\0\0\xff\xff"),
            calculated(7, 0, b"\3\0\0\0\0\0\xff\xff"),
            calculated(8, 0, text) + record(0x0207, wide(long)[:8003]) + record(0x3C, b"\1" + wide(long)[8003:]),
            calculated(9, 0, struct.pack("<d", 0.0071), style=1),
            calculated(10, 0, bytes(8)),
            calculated(11, 0, text),
        )
        sheet = only_sheet(whole(read_xls(xls(*cells, formats=(0, 10)))))
        contents = [sheet.content(line, 1) for line in range(1, 13)]
        assert contents == [2.5, "brak danych – ć", "abc", "", None, True, None, "", long, 0.0071, 0, None]
        assert {facts.formula for facts in sheet.facts.values()} == {"=…"}
        assert len(sheet.facts) == 12
        assert sheet.facts_of(7, 1).error == "#N/A"
        assert sheet.facts_of(10, 1).number_format == "0.00%"

    @pytest.mark.parametrize(
        ("expression", "content"),
        [
            (b"\x44\0\0\0\xc0", None),  # =A1
            (b"\x17\1\0x\x08", None),  # …&"x"
            (b"\x44\0\0\0\xc0\x44\0\0\1\xc0\x03", 0),  # =A1+B1
            (b"\x44\0\0\0\xc0\x44\0\0\1\xc0\x04\x15", 0),  # =(A1-B1)
            (b"\x25\0\0\1\0\0\xc0\0\xc0\x19\x10\0\0", 0),  # =SUM(A1:A2)
            (b"\x1e\0\0", 0),  # =0
            (b"\x1d\0\x19\x02\x0b\0\x17\1\0x\x19\x08\3\0\x42\2\1\0", None),  # =IF(…)
            (b"\x25\0\0\1\0\0\xc0\0\xc0\x42\1\4\0", 0),  # =SUM(A1:A2), called
            (b"\x44\0\0\0\xc0\x41\x1f\0", None),  # a function that may give a text
            (b"\x18\0\0", None),
            (b"\x44", None),
            (b"", None),
            (b"\x19\4\0\0\0\0\x1e\1\0", 0),
        ],
    )
    def test_a_zero_by_libreoffice_may_be_a_lost_text(self, expression: bytes, content: object) -> None:
        made = calculated(0, 0, bytes(8), expression)
        assert only_sheet(whole(read_xls(xls(made, history=0)))).content(1, 1) == content
        assert only_sheet(whole(read_xls(xls(made)))).content(1, 1) == 0
        assert is_surely_number(expression) == (content == 0)

    def test_how_numbers_are_shown(self) -> None:
        codes = ((164, '0" osób"'), (165, "yyyy\\-mm\\-dd"), (166, "[h]:mm"), (167, "#,##0,"))
        formats = (0, 9, 10, 14, 164, 165, 166, 167, 20)
        values = (5, 0.71, 0.0071, 46022, 5, 46022.5, 1.75, 5000, 0.5)
        cells = [
            record(0x0203, place(style, 0, style) + struct.pack("<d", value)) for style, value in enumerate(values)
        ]
        cells.append(record(0x0203, place(9, 0, 5) + struct.pack("<d", -12)))
        cells.append(record(0x0203, place(10, 0, 5) + struct.pack("<d", 5292507)))
        cells.append(record(0x0203, place(11, 0, 77) + struct.pack("<d", 1)))
        sheet = only_sheet(whole(read_xls(xls(*cells, formats=formats, codes=codes))))
        assert [sheet.content(line, 1) for line in range(1, 13)] == [
            5, 0.71, 0.0071, date(2025, 12, 31), 5, NOON, timedelta(hours=42), 5000, time(12),
            -12, 5292507, 1,
        ]  # fmt: skip
        shown = [sheet.facts_of(line, 1).number_format for line in range(1, 9)]
        assert shown == ["General", "0%", "0.00%", "General", '0" osób"', "General", "General", "#,##0,"]

    def test_years_from_1904(self) -> None:
        cells = record(0x0203, place(0, 0) + struct.pack("<d", 44560))
        book = whole(read_xls(xls(cells, formats=(14,), more=record(0x22, b"\1\0"))))
        assert only_sheet(book).content(1, 1) == date(2025, 12, 31)

    def test_a_table_of_strings_in_pieces(self) -> None:
        first = struct.pack("<II", 2, 2) + struct.pack("<HBH", 6, 0x09, 1) + "Zażó".encode("utf-16-le")
        second = b"\0lc" + b"\1\0\0\0" + struct.pack("<HBI", 3, 0x04, 5) + b"ab"
        table_of_strings = record(0xFC, first) + record(0x3C, second) + record(0x3C, b"\0c12345")
        cells = (record(0xFD, place(0, 0) + struct.pack("<I", 0)), record(0xFD, place(0, 1) + struct.pack("<I", 1)))
        sheet = only_sheet(whole(read_xls(xls(*cells, strings=table_of_strings))))
        assert sheet.rows == {1: {1: "Zażólc", 2: "abc"}}

    def test_numbers_of_a_chart_are_no_cells(self) -> None:
        chart = bof(0x20) + record(0x0203, place(0, 0) + struct.pack("<d", 99)) + record(0x0A)
        cells = (
            record(0x027E, place(0, 0) + struct.pack("<i", 14)),
            chart,
            record(0x00E5, struct.pack("<H4H", 1, 0, 1, 3, 4)),
        )
        sheet = only_sheet(whole(read_xls(xls(*cells))))
        assert sheet.rows == {1: {1: 3}}
        assert sheet.merged == ((1, 4, 2, 5),)

    def test_sheets_of_charts_and_of_macros_are_passed_over(self) -> None:
        others = record(0x85, struct.pack("<IBB", 7, 0, 2) + wide("Wykres", "B"))
        book = whole(read_xls(xls(record(0x0204, place(0, 0) + wide("a")), more=others)))
        assert only_sheet(book).title == "Dane"

    def test_hidden_sheets(self) -> None:
        visible = stream(record(0x0204, place(0, 0) + wide("a")))
        for state in (1, 2):
            hidden = visible.replace(b"\0\0" + wide("Dane", "B"), bytes((state, 0)) + wide("Dane", "B"))
            assert only_sheet(whole(read_xls(wrapped(hidden)))).is_hidden

    def test_sheets_that_share_records_are_refused(self) -> None:
        other = struct.pack("<IBB", 0x12345678, 0, 0) + wide("Inny", "B")
        content = stream(bof(0x10) + record(0x0A), more=record(0x85, other))
        inner = content.rfind(bof(0x10))
        shared = wrapped(content.replace(struct.pack("<I", 0x12345678), struct.pack("<I", inner)))
        assert rule(shared) == DAMAGED

    def test_too_many_sheets_and_strings(self) -> None:
        bound = [record(0x85, struct.pack("<IBB", index, 0, 0) + wide(f"A{index}", "B")) for index in range(300)]
        refused = refusal(xls(more=b"".join(bound)))
        assert (refused.rule.code, "arkuszy" in refused.found) == (TOO_LARGE, True)
        parts = [struct.pack("<II", 700, 700) + narrow("")] + [narrow("a" * 8000)] * 699
        refused = refusal(xls(strings=record(0xFC, parts[0]) + b"".join(record(0x3C, part) for part in parts[1:])))
        assert (refused.rule.code, "tekstu" in refused.found) == (TOO_LARGE, True)

    def test_the_same_address_twice_shows_as_a_loss(self) -> None:
        twice = record(0x027E, place(0, 0) + struct.pack("<i", 14)) * 2
        book = read_xls(xls(twice))
        assert (book.filled, len(list(book.sheets[0].filled()))) == (2, 1)

    def test_far_cells(self) -> None:
        cells = (
            record(0x027E, place(0, 0) + struct.pack("<i", 14)),
            record(0x027E, place(65535, 255) + struct.pack("<i", 14)),
        )
        assert only_sheet(whole(read_xls(xls(*cells)))).rows == {1: {1: 3}, 65536: {256: 3}}

    @pytest.mark.parametrize(
        "content",
        [
            xls(offset=2),
            xls(offset=10_000_000),
            xls(record(0x0203, place(0, 0))),
            xls(record(0x00BD, struct.pack("<HH", 0, 5) + bytes(6) + struct.pack("<H", 3))),
            xls(record(0x00BD, b"\0")),
            xls(record(0x00FD, place(0, 0) + struct.pack("<I", 9)), strings=SST),
            xls(record(0x0205, place(0, 0) + b"\x99\1")),
            xls(record(0x0204, place(0, 0) + struct.pack("<HB", 500, 1) + b"ab")),
            xls(record(0x027E, place(0, 256) + bytes(4))),
            xls(record(0x00E5, struct.pack("<H", 500))),
            xls(strings=record(0xFC, struct.pack("<II", 5, 5) + narrow("a"))),
            xls(strings=record(0xFC, struct.pack("<II", 1, 1) + struct.pack("<HBI", 1, 4, 0xFFFFFFFF) + b"a")),
            xls(more=record(0x0085, struct.pack("<IBB", 0, 0, 0) + wide("Inny", "B"))),
            wrapped(bof(5) + record(0x0A)),
            wrapped(stream()[:-3] + b"\xff\xff\xff"),
            wrapped(b"\x09\x08\xff\xff" + bytes(30)),
            wrapped(b""),
            b"PK\x03\x04",
        ],
    )
    def test_damaged_files_are_refused(self, content: bytes) -> None:
        assert rule(content) == DAMAGED

    @pytest.mark.parametrize("content", [b"", OLE, OLE + b"\xff" * 2000])
    def test_what_is_no_xls(self, content: bytes) -> None:
        assert rule(content) == NOT_A_WORKBOOK

    def test_more_texts_than_there_can_be(self) -> None:
        strings = record(0xFC, struct.pack("<II", 0xFFFFFFFF, 0xFFFFFFFF))
        assert rule(xls(strings=strings)) == TOO_LARGE

    def test_every_cut_file_is_refused(self) -> None:
        good = xls(record(0x0204, place(0, 0) + wide("łącze")), strings=SST)
        for length in range(0, len(good) - 4096, 97):
            assert rule(good[:length]) in (DAMAGED, NOT_A_WORKBOOK)

    @pytest.mark.parametrize(
        "content",
        [xls(version=0x0500), b"\x09\x08\x08\0\0\5\5\0", b"\x09\x00\x04\0\2\0\x10\0", wrapped(record(9, bytes(8)))],
    )
    def test_very_old_workbooks(self, content: bytes) -> None:
        refused = refusal(content)
        assert (refused.rule.code, "sprzed 1997" in refused.found) == (NOT_A_WORKBOOK, True)

    def test_a_workbook_of_excel_5_is_very_old(self) -> None:
        refused = refusal(wrapped(bof(5)).replace(entry("Workbook"), entry("Book")))
        assert (refused.rule.code, "sprzed 1997" in refused.found) == (NOT_A_WORKBOOK, True)

    def test_a_password(self) -> None:
        assert rule(xls(more=record(0x2F, b"\1\0" + bytes(52)))) == ENCRYPTED
        assert rule(xls(more=record(0x2F, bytes(6)))) == ENCRYPTED
        with_other_name = wrapped(b"x").replace(entry("Workbook"), entry("EncryptedPackage"))
        assert rule(with_other_name) == ENCRYPTED

    def test_too_many_cells_and_too_much_text(self) -> None:
        one = record(0xFD, place(0, 0) + struct.pack("<I", 0))
        cells = xls(record(0x027E, place(0, 0) + struct.pack("<i", 14)) * 300_001)
        refused = refusal(cells)
        assert refused.found == f"ma co najmniej 200{NBSP}001{NBSP}wypełnionych komórek"
        assert "cells" in refused.at(PLACE).fix
        refused = refusal(cells, Limits(cells=1_000_000))
        assert refused.expected == f"300{NBSP}000"
        assert "collector.toml" not in refused.at(PLACE).fix
        long = record(0xFC, struct.pack("<II", 1, 1) + narrow("a" * 8000))
        assert "tekstu" in refusal(xls(one * 2000, strings=long)).found

    def test_as_many_cells_as_the_settings_allow(self) -> None:
        cells = [record(0x027E, place(0, column) + struct.pack("<i", 14)) for column in range(5)]
        body = table(row(number("5", "5", extra='table:number-columns-repeated="5"')))
        for content in (xls(*cells), ods(body)):
            assert open_book(content, PLACE, Limits(cells=5)).book.filled == 5
            assert refusal(content, Limits(cells=4)).at(PLACE).message.endswith("komórek (dozwolone: 4).")

    @settings(max_examples=60, deadline=None)
    @given(st.text(st.characters(exclude_categories=["Cs"]), max_size=30), st.floats(allow_nan=False))
    def test_text_and_numbers_pass_through(self, text: str, value: float) -> None:
        cells = (record(0x0204, place(0, 0) + wide(text)), record(0x0203, place(0, 1) + struct.pack("<d", value)))
        sheet = only_sheet(whole(read_xls(xls(*cells))))
        assert sheet.content(1, 1) == (text or None)
        assert sheet.content(1, 2) == value


# Two readers


class TestSecondReading:
    def test_what_both_read_differently_is_left_out_and_counted(self, monkeypatch: pytest.MonkeyPatch) -> None:
        good = ods(table(row(cell("a") + number("5", "5") + cell("c"))))
        changed = ods(table(row(cell("a") + number("6", "6") + cell("c") + cell("d"))))
        ask = CalamineWorkbook.from_filelike

        class Other:
            @staticmethod
            def from_filelike(_: object) -> object:
                return ask(io.BytesIO(changed))

        monkeypatch.setattr("collector.submissions.opening.second_witness.CalamineWorkbook", Other)
        book = read_ods(good)
        assert book.filled == 3
        assert only_sheet(book).rows == {1: {1: "a", 3: "c", 4: "d"}}

    @pytest.mark.parametrize("raised", ["PanicException", "KeyboardInterrupt"])
    def test_a_panic_of_calamine_is_a_damaged_file(self, raised: str, monkeypatch: pytest.MonkeyPatch) -> None:
        class Other:
            @staticmethod
            def from_filelike(_: object) -> object:
                raise type(raised, (BaseException,), {})

        monkeypatch.setattr("collector.submissions.opening.second_witness.CalamineWorkbook", Other)
        with pytest.raises(Refusal if raised == "PanicException" else BaseException) as caught:
            read_ods(ods(table(row(cell("a")))))
        if isinstance(caught.value, Refusal):
            assert caught.value.rule.code == DAMAGED
        else:
            assert caught.type.__name__ == raised

    def test_calamine_opens_the_clean_container(self) -> None:
        content = xls(record(0x0204, place(2, 1) + wide("łącze")))
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            assert book.get_sheet_by_name("Dane").to_python() == [["łącze"]]


def test_a_list_among_the_properties_is_not_followed() -> None:
    """Found by spoiling workbooks at random: olefile goes through it to its stated end."""
    head = bytes(44) + struct.pack("<I", 48)
    for kind, is_list in ((0x1E, False), (0x101E, True)):
        section = struct.pack("<6I", 24, 1, 2, 16, kind, 2**31 - 1)
        assert container._has_lists(head + section) is is_list
