"""Every rule has a return that breaks it and its good twin, read as the commands read them, with the true place."""

import errno
import io
import json
import os
import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from operator import attrgetter
from pathlib import Path
from types import MappingProxyType

import openpyxl
import pytest
from msoffcrypto.format.ooxml import OOXMLFile
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.formula import ArrayFormula

from collector.catalogue import load_programme, shipped_path
from collector.checks.registry import ALL_RULES, FAMILIES
from collector.checks.rules import NOT_SUBMITTED
from collector.domain.consolidation import History
from collector.domain.finding import Finding, Rule, Severity
from collector.domain.indicator import Kind
from collector.domain.programme import Programme
from collector.files import sha256, with_fixed_times
from collector.layout.form import DATA, IDENTITY_SHEET, REGISTER_SHEET, SIGN_OFF_SHEET
from collector.templates import write_template
from collector.workflows.campaign import read_campaign
from collector.workflows.workspace import open_workspace

from .conftest import HEADING_ROW, OTHER_CITY, PROGRAMME_ID, ROOT, Form, FullForm, Run, codes, columns_of

Spot = tuple[str, str, str]
"""File, sheet and cell."""

TEST_PASSWORD = "dla testów"
TODAY = date(2018, 6, 1)

ANSWERS: dict[Kind, object] = {
    Kind.COUNT: 12,
    Kind.DECIMAL: "12,5",
    Kind.PERCENTAGE: "12,5",
    Kind.AMOUNT: "1129,1",
    Kind.COUNT_WITH_BREAKDOWN: "12 w tym: warsztaty",
    Kind.COUNT_OR_TEXT: "nie prowadzono",
    Kind.LIST: "- warsztaty\n- spotkania",
    Kind.TEXT: "opis",
}


@dataclass
class Desk:
    """The desk of a coordinator: a workspace for 2017 in a folder of its own, and the forms that come back to it."""

    root: Path
    templates: Path
    programme: Programme
    patch: pytest.MonkeyPatch
    sent: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        (self.root / "collector.toml").write_text(f'programme = "{PROGRAMME_ID}"\nyear = 2017\n', encoding="utf-8")
        (self.root / "programme.yaml").write_bytes(shipped_path(PROGRAMME_ID).read_bytes())
        self.returns.mkdir(parents=True)

    @property
    def returns(self) -> Path:
        """The folder of returns."""
        return self.root / "submissions" / "2017"

    def adapt(self, old: str, new: str) -> None:
        """Change the catalogue in force; forms made from now on follow it."""
        path = self.root / "programme.yaml"
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")
        self.programme = load_programme(path)
        self.templates = self.root / "templates"

    def follow(self, programme: str) -> None:
        """Make the settings name another programme."""
        path = self.root / "collector.toml"
        path.write_text(path.read_text(encoding="utf-8").replace(PROGRAMME_ID, programme), encoding="utf-8")

    def move_to_another_city(self) -> None:
        """Take over a programme that keeps a register; forms made from now on follow it."""
        text = OTHER_CITY.read_text(encoding="utf-8").replace("lata: {od: 2022,", "lata: {od: 2017,")
        (self.root / "programme.yaml").write_text(text, encoding="utf-8")
        self.programme = load_programme(self.root / "programme.yaml")
        self.templates = self.root / "templates"
        self.follow(self.programme.id)

    def remember(self, values: Mapping[str, str], texts: Mapping[str, str] = MappingProxyType({})) -> None:
        """Close the year 2016 with these numbers and texts, by indicator."""
        folder = self.root / "history"
        folder.mkdir()
        lines = [f"{PROGRAMME_ID},2016,{indicator},{value},\n" for indicator, value in values.items()]
        lines += [f'{PROGRAMME_ID},2016,{indicator},,"{text}"\n' for indicator, text in texts.items()]
        (folder / "2016.csv").write_text(f"programme,year,indicator,value,text\n{''.join(lines)}", encoding="utf-8")

    def blank(self, executor: str, year: int = 2017) -> Form:
        """A blank form of the catalogue in force."""
        path = self.templates / f"{executor}.xlsx"
        if year != 2017 or not path.exists():
            path = self.root / "templates" / f"{executor}-{year}.xlsx"
            write_template(self.programme, self.programme.executor_by_id[executor], year, History(), path)
        return Form(openpyxl.load_workbook(path))

    def filled(self, executor: str, year: int = 2017) -> Form:
        """A form with a plain answer to every question and a complete sign-off."""
        form = self.blank(executor, year)
        for _, indicators in self.programme.asked_of(self.programme.executor_by_id[executor], 2017):
            for indicator in indicators:
                answer = indicator.scale[0] if indicator.scale else ANSWERS[indicator.kind]
                form.type(indicator.id, answer)
        for row in range(4, 9):
            form.book[SIGN_OFF_SHEET].cell(row, 2).value = "inspektor"
        return form

    def send(self, form: Form | bytes, executor: str, name: str = "") -> str:
        """Put a return into the folder; returns its name in findings."""
        name = name or f"{executor}.xlsx"
        path = self.returns / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(form if isinstance(form, bytes) else form.content())
        self.sent.add(executor)
        return name

    def findings(self) -> list[Finding]:
        """What the real pipeline finds."""
        return read_campaign(open_workspace(self.root), self.returns, lambda _: None, day=TODAY).findings

    def wrong(self) -> list[Finding]:
        """What must be put right in what was sent."""
        return blocking(self.findings(), self.sent)


def blocking(findings: list[Finding], sent: set[str]) -> list[Finding]:
    """The blocking findings but for the returns of those that sent nothing."""
    return [f for f in findings if f.blocks and not (f.rule.code == "K503" and f.executor not in sent)]


@pytest.fixture
def desk(tmp_path: Path, templates: Path, programme: Programme, monkeypatch: pytest.MonkeyPatch) -> Desk:
    return Desk(tmp_path, templates, programme, monkeypatch)


def spots(findings: list[Finding], code: str) -> list[Spot]:
    """Where a rule was broken."""
    return [(f.place.file, f.place.sheet, f.place.cell) for f in findings if f.rule.code == code]


# --- One example a rule --------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Example:
    """Puts the bad return, or its good twin, on the desk; returns the place that the finding must name.

    `loses_sender` says that the bad return can be nobody's, so that its sender is reported as missing too.
    """

    code: str
    prepare: Callable[[Desk, bool], Spot]
    loses_sender: bool = False


def typed(
    code: str, executor: str, indicator: str, bad: dict[str, object], good: dict[str, object], key: str = "value"
) -> Example:
    """An example that differs in one row; `key` is the column that the finding must name."""

    def prepare(desk: Desk, is_bad: bool) -> Spot:
        form = desk.filled(executor)
        content = {"value": None, "missing": None, "note": None} | (bad if is_bad else good)
        for column, entry in content.items():
            cell = form.sheet[form.address(indicator, column)]
            assert isinstance(cell, Cell)
            cell.value = entry  # type: ignore[assignment]
        name = desk.send(form, executor, "zwroty/od działu (1).xlsx")
        return name, DATA.sheet, form.address(indicator, key)

    return Example(code, prepare)


def value(entry: object) -> dict[str, object]:
    return {"value": entry}


def whole_file(code: str, bad: Callable[[Desk], bytes], *, loses_sender: bool = False) -> Example:
    """An example whose whole file is bad."""

    def prepare(desk: Desk, is_bad: bool) -> Spot:
        content = bad(desk) if is_bad else desk.filled("ZMK").content()
        return desk.send(content, "ZMK"), "", ""

    return Example(code, prepare, loses_sender)


def changed(
    code: str, change: Callable[[Form], str], sheet: str = DATA.sheet, *, loses_sender: bool = False
) -> Example:
    """An example in which somebody changed the form itself; `change` returns the cell that the finding must name."""

    def prepare(desk: Desk, is_bad: bool) -> Spot:
        form = desk.filled("ZMK")
        cell = change(form) if is_bad else ""
        return desk.send(form, "ZMK"), sheet, cell

    return Example(code, prepare, loses_sender)


def with_result(content: bytes, result: str) -> bytes:
    """The workbook with `result` stored as the result of every formula, as Excel does on saving."""
    rewritten = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(rewritten, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name.startswith("xl/worksheets/"):
                part = re.sub(rb"</f><v\s*/>|</f><v></v>", b"</f><v>" + result.encode() + b"</v>", part)
            new.writestr(name, part)
    return rewritten.getvalue()


def formula_in_a_cell(desk: Desk, is_bad: bool) -> Spot:
    form = desk.filled("ZMK").type("E.1.1/1", "=5+3" if is_bad else 8)
    return desk.send(with_result(form.content(), "8"), "ZMK"), DATA.sheet, form.address("E.1.1/1")


def formula_without_result(desk: Desk, is_bad: bool) -> Spot:
    form = desk.filled("ZMK").type("E.1.1/1", "=5+3")
    content = form.content() if is_bad else with_result(form.content(), "8")
    return desk.send(content, "ZMK"), DATA.sheet, form.address("E.1.1/1")


def protected_by_password(_: Desk) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(512)


def other_file_in_the_folder(desk: Desk, is_bad: bool) -> Spot:
    desk.send(desk.filled("ZMK"), "ZMK")
    if is_bad:
        (desk.returns / "pismo przewodnie.docx").write_bytes(b"PK\x03\x04")
    return "pismo przewodnie.docx", "", ""


def headings_renamed(form: Form) -> str:
    for column in range(1, len(DATA.columns) + 1):
        form.sheet.cell(HEADING_ROW, column).value = f"Kolumna {column}"
    return ""


def sheet_copied(form: Form) -> str:
    form.book.copy_worksheet(form.sheet).title = "Dane (2)"
    form.type("E.1.1/1", "13,5")
    return ""


def sheet_copied_as_it_is(form: Form) -> str:
    form.book.copy_worksheet(form.sheet).title = "Dane (2)"
    return ""


def lost_number(form: Form) -> str:
    cell = form.address("E.1.1/1", "id")
    form.sheet[cell] = "E.1.1/l"
    return cell


def last_value_overtyped(form: Form) -> str:
    cell = form.address("E.1.1/1", "previous")
    form.sheet[cell] = "14,2"
    return cell


def value_under_merged_cells(form: Form) -> str:
    row = form.row("E.1.1/1")
    column = DATA.position["value"] + 1
    form.sheet.merge_cells(start_row=row - 1, end_row=row, start_column=column, end_column=column)
    cell = form.sheet._cells[row, column] = Cell(form.sheet, row, column, value=12)
    return cell.coordinate


def last_year_named(desk: Desk, is_bad: bool) -> Spot:
    name = "ZMK-2016-0a1b2c.xlsx" if is_bad else "formularz 2016.xlsx"
    return desk.send(desk.filled("ZMK"), "ZMK", name), "", ""


def newer_form(form: Form) -> str:
    form.book[IDENTITY_SHEET]["B6"] = "99"
    return ""


def number_only_in_properties(form: Form) -> str:
    for sheet in form.book.worksheets:
        sheet.oddFooter.left.text = None  # type: ignore[union-attr]
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and ("Formularz ZMK-" in cell.value or cell.value.startswith("ZMK-")):
                    cell.value = None
    return ""


def lock_file(desk: Desk, is_bad: bool) -> Spot:
    desk.send(desk.filled("ZMK"), "ZMK")
    if is_bad:
        (desk.returns / "~$ZMK.xlsx").write_bytes(b"ZMK")
    return "~$ZMK.xlsx", "", ""


def link_that_leads_outside(desk: Desk, is_bad: bool) -> Spot:
    outside = desk.root / "ZMK.xlsx"
    outside.write_bytes(desk.filled("ZMK").content())
    desk.sent.add("ZMK")
    if is_bad:
        (desk.returns / "ZMK.xlsx").symlink_to(outside)
    else:
        (desk.returns / "ZMK.xlsx").write_bytes(outside.read_bytes())
    return "ZMK.xlsx", "", ""


def folder_named_as_a_file(desk: Desk, is_bad: bool) -> Spot:
    folder = "ZMK.xlsx" if is_bad else "ZMK"
    desk.send(desk.filled("ZMK"), "ZMK", f"{folder}/ZMK.xlsx")
    return folder, "", ""


def cut_file(desk: Desk) -> bytes:
    content = desk.filled("ZMK").content()
    return content[: len(content) // 2]


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    """The workbook with one more part, or with another content of a part that it has."""
    rewritten = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(rewritten, "w", zipfile.ZIP_DEFLATED) as new:
        for other in old.namelist():
            if other != name:
                new.writestr(other, old.read(other))
        new.writestr(name, part)
    return rewritten.getvalue()


def with_entity(desk: Desk) -> bytes:
    part = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    return with_part(desk.filled("ZMK").content(), "docProps/custom.xml", part)


def with_macros(desk: Desk, is_bad: bool) -> Spot:
    content = desk.filled("ZMK").content()
    return desk.send(with_part(content, "xl/vbaProject.bin", b"makra") if is_bad else content, "ZMK"), "", ""


def too_large(desk: Desk) -> bytes:
    return with_part(desk.filled("ZMK").content(), "xl/media/obraz.bmp", bytes(30_000_000))


def cells_lost_by_the_reader(desk: Desk, is_bad: bool) -> Spot:
    """A cell that stands in no row."""
    content = desk.filled("ZMK").content()
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        sheet = package.read("xl/worksheets/sheet2.xml")
    odd = b'<c r="A900" t="str"><v>a</v></c></sheetData>'
    sheet = sheet.replace(b"</sheetData>", odd if is_bad else b"</sheetData>")
    return desk.send(with_part(content, "xl/worksheets/sheet2.xml", sheet), "ZMK"), "", ""


def zip_archive(desk: Desk) -> bytes:
    return with_part(with_part(b"PK\x05\x06" + bytes(18), "ZMK.xlsx", b"a"), "MOPR.xlsx", b"b")


def protected_really(desk: Desk, is_bad: bool) -> Spot:
    """A workbook with a password; the good twin has the password that the program was given."""
    desk.patch.setenv("COLLECTOR_PASSWORD", TEST_PASSWORD)
    content = io.BytesIO()
    office = OOXMLFile(io.BytesIO(desk.filled("ZMK").content()))
    office.encrypt("inne" if is_bad else TEST_PASSWORD, content)
    return desk.send(content.getvalue(), "ZMK"), "", ""


def with_comments(desk: Desk, is_bad: bool) -> Spot:
    content = desk.filled("ZMK").content()
    part = b'<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
    return desk.send(with_part(content, "xl/comments1.xml", part) if is_bad else content, "ZMK"), "", ""


def that_hangs(desk: Desk, is_bad: bool) -> Spot:
    """A file that takes longer than the settings allow."""
    settings = desk.root / "collector.toml"
    if is_bad:
        settings.write_text(settings.read_text(encoding="utf-8") + "[limits]\nmemory_mb = 1\n", encoding="utf-8")
    return desk.send(desk.filled("ZMK"), "ZMK"), "", ""


def unreadable_folder(desk: Desk, is_bad: bool) -> Spot:
    """A folder that the operating system does not let us look into."""
    desk.send(desk.filled("ZMK"), "ZMK", "ZMK/ZMK.xlsx")
    look = os.scandir

    def refuse(folder: Path) -> "os._ScandirIterator[str]":
        if is_bad and folder.name == "ZMK":
            raise PermissionError(errno.EACCES, "denied")
        return look(folder)

    desk.patch.setattr(os, "scandir", refuse)
    return "ZMK", "", ""


def saved_as_strict(desk: Desk, is_bad: bool) -> Spot:
    content = desk.filled("ZMK").content()
    return desk.send(strict(content) if is_bad else content, "ZMK"), "", ""


def strict(content: bytes) -> bytes:
    """The workbook as Excel saves it under “Strict Open XML Spreadsheet”: other names of the same things."""
    rewritten = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(rewritten, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            for prefix in (b"spreadsheetml", b"officeDocument"):
                known, other = b"http://schemas.openxmlformats.org/" + prefix, b"http://purl.oclc.org/ooxml/" + prefix
                part = part.replace(known + b"/2006/", other + b"/")
            new.writestr(name, part)
    return rewritten.getvalue()


def column_deleted(form: Form) -> str:
    form.sheet.delete_cols(DATA.position["missing"] + 1)
    return ""


def row_renumbered(form: Form) -> str:
    row = form.sheet.max_row + 1
    form.sheet.cell(row, 1).value = "E.9.9/1"
    form.sheet.cell(row, DATA.position["value"] + 1).value = 5
    return f"A{row}"


def row_deleted(form: Form) -> str:
    form.sheet.delete_rows(form.row("E.1.2/1"))
    return ""


def row_repeated(form: Form) -> str:
    row = form.sheet.max_row + 1
    for column in range(1, len(DATA.columns) + 1):
        form.sheet.cell(row, column).value = form.sheet.cell(form.row("E.1.2/1"), column).value
    return ""


def name_changed(form: Form) -> str:
    address = form.address("E.1.2/1", "name")
    form.sheet[address] = "Ilość lokali"
    return str(address)


def typed_below_the_table(form: Form) -> str:
    address = f"H{form.sheet.max_row + 3}"
    form.sheet[address] = "razem 60"
    return address


def numbers_of_the_form_removed(form: Form) -> str:
    number_only_in_properties(form)
    form.book.properties.description = form.book.properties.title = None
    del form.book.custom_doc_props["collector.form_id"]  # type: ignore[attr-defined]
    return ""


def number_of_another_form(form: Form) -> str:
    form.sheet["A3"] = "Formularz PUP-2017-1f3a9c, program bialystok-srps-2011-2020"
    return ""


def unknown_file_in_the_folder(desk: Desk, is_bad: bool) -> Spot:
    desk.send(desk.filled("ZMK"), "ZMK")
    (desk.returns / ("zwroty.zip" if is_bad else "zwroty.pdf")).write_bytes(b"PK\x03\x04")
    return "zwroty.zip", "", ""


def all_rows_deleted(form: Form) -> str:
    form.sheet.delete_rows(HEADING_ROW + 1, form.sheet.max_row)
    return ""


def value_column_added(form: Form) -> str:
    form.sheet.insert_cols(DATA.position["value"] + 1)
    form.sheet.cell(HEADING_ROW, DATA.position["value"] + 1).value = "Wartość w 2017 r."
    return ""


def typed_beside_the_table(form: Form) -> str:
    cell = f"N{form.row('E.1.1/1')}"
    form.sheet[cell] = "poprawnie 99"
    return cell


def form_of_another_programme(desk: Desk, is_bad: bool) -> Spot:
    form = desk.filled("ZMK")
    if is_bad:
        desk.adapt(f"id: {PROGRAMME_ID}", "id: inny-program")
        desk.follow("inny-program")
    return desk.send(form, "ZMK"), "", ""


def after_a_change(code: str, old: str, new: str, *, sender: str = "ZMK", loses_sender: bool = False) -> Example:
    """An example in which the catalogue was changed after the form was sent out."""

    def prepare(desk: Desk, is_bad: bool) -> Spot:
        form = desk.filled("ZMK")
        if is_bad:
            desk.adapt(old, new)
        return desk.send(form, sender, "ZMK.xlsx"), "", ""

    return Example(code, prepare, loses_sender)


def form_of_last_year(desk: Desk, is_bad: bool) -> Spot:
    return desk.send(desk.filled("ZMK", 2016 if is_bad else 2017), "ZMK"), "", ""


def saved(form: Form, *, correction: str = "", title: str = "") -> bytes:
    """The form as saved at one and the same moment, so that only the sign-off tells the returns apart."""
    form.book[SIGN_OFF_SHEET]["B9"] = correction or None
    form.book.properties.title = title or None
    return with_fixed_times(form.content())


def decide(desk: Desk, counts: bytes, *known: bytes) -> None:
    """Write down that the return with these bytes counts."""
    known_line = f"  zwroty: [{', '.join(sha256(content)[:12] for content in known)}]\n" if known else ""
    text = (
        "rozstrzygniecia:\n- regula: T308\n  realizator: ZMK\n  rok: 2017\n"
        f"  liczy_sie: {sha256(counts)}\n{known_line}  powod: uzgodniono\n  osoba: A. Nowak\n  data: 2018-04-02\n"
    )
    (desk.root / "decisions.yaml").write_text(text, encoding="utf-8")


def same_file_twice(desk: Desk, is_bad: bool) -> Spot:
    content = desk.filled("ZMK").content()
    desk.send(content, "ZMK", "a.xlsx")
    if is_bad:
        desk.send(content, "ZMK", "b.xlsx")
    return "b.xlsx", "", ""


def two_different_returns(desk: Desk, is_bad: bool) -> Spot:
    form = desk.filled("ZMK")
    desk.send(saved(form), "ZMK", "a.xlsx")
    desk.send(saved(form.type("E.1.1/1", "13,5"), correction="" if is_bad else "1"), "ZMK", "b.xlsx")
    return "a.xlsx", "", ""


def corrected_return(desk: Desk, is_bad: bool) -> Spot:
    form = desk.filled("ZMK")
    desk.send(saved(form), "ZMK", "a.xlsx")
    if is_bad:
        desk.send(saved(form.type("E.1.1/1", "13,5"), correction="1"), "ZMK", "b.xlsx")
    return "a.xlsx", "", ""


def same_content_twice(desk: Desk, is_bad: bool) -> Spot:
    form = desk.filled("ZMK")
    content = saved(form)
    desk.send(content, "ZMK", "a.xlsx")
    desk.send(saved(form, title="kopia") if is_bad else content, "ZMK", "b.xlsx")
    return "b.xlsx", "", ""


def correction_without_a_note(desk: Desk, is_bad: bool) -> Spot:
    form = desk.filled("ZMK")
    note = form.address("E.1.1/1", "note")
    form.sheet[note] = "bez lokali w remoncie"
    desk.send(saved(form), "ZMK", "a.xlsx")
    form.sheet[note] = None if is_bad else "bez lokali w remoncie i socjalnych"
    desk.send(saved(form, correction="1"), "ZMK", "b.xlsx")
    return "a.xlsx", "", ""


def number_of_a_correction_in_words(desk: Desk, is_bad: bool) -> Spot:
    content = saved(desk.filled("ZMK"), correction="druga" if is_bad else "2")
    return desk.send(content, "ZMK"), SIGN_OFF_SHEET, ""


def decision_about_no_return(desk: Desk, is_bad: bool) -> Spot:
    form = desk.filled("ZMK")
    content = saved(form)
    desk.send(content, "ZMK", "a.xlsx")
    if is_bad:
        decide(desk, b"")
    else:
        desk.send(saved(form.type("E.1.1/1", "13,5")), "ZMK", "b.xlsx")
        decide(desk, content)
    return "decisions.yaml", "", ""


def decision_without_a_question(desk: Desk, is_bad: bool) -> Spot:
    form = desk.filled("ZMK")
    content = saved(form)
    desk.send(content, "ZMK", "a.xlsx")
    if not is_bad:
        desk.send(saved(form.type("E.1.1/1", "13,5")), "ZMK", "b.xlsx")
    decide(desk, content)
    return "decisions.yaml", "", ""


def correction_after_a_decision(desk: Desk, is_bad: bool) -> Spot:
    form = desk.filled("ZMK")
    first, second = saved(form), saved(form.type("E.1.1/1", "13,5"), correction="1")
    desk.send(first, "ZMK", "a.xlsx")
    desk.send(second, "ZMK", "b.xlsx")
    decide(desk, first, *(() if is_bad else (first, second)))
    return "decisions.yaml", "", ""


def waived(code: str, bad: str, good: str) -> Example:
    """An example with a doubtful number and a waiver that differs in one line."""

    def prepare(desk: Desk, is_bad: bool) -> Spot:
        desk.remember({"D.1.3/1": "2659"})
        desk.send(desk.filled("UM-SPORT").type("D.1.3/1", 6361), "UM-SPORT")
        lines = {
            "wskaznik": "D.1.3/1", "realizator": "UM-SPORT", "rok": "2017", "wartosc": '"6 361"',
            "powod": "nowe hale", "osoba": "kierownik", "data": "2018-04-02", "wazne_do": "2018-12-31",
        }  # fmt: skip
        key, _, text = (bad if is_bad else good).partition(": ")
        entry = "".join(f"  {name}: {line}\n" for name, line in (lines | {key: text}).items())
        (desk.root / "decisions.yaml").write_text(f"rozstrzygniecia:\n- regula: R901\n{entry}", encoding="utf-8")
        return "decisions.yaml", "", ""

    return Example(code, prepare)


def serial_number_of_a_date(desk: Desk, is_bad: bool) -> Spot:
    desk.remember({"D.1.3/1": "12"})
    form = desk.filled("UM-SPORT").type("D.1.3/1", 46054 if is_bad else 14)
    return desk.send(form, "UM-SPORT"), DATA.sheet, form.address("D.1.3/1")


def after(past: dict[str, str], bad: object, good: object) -> Callable[[Desk, bool], Spot]:
    """An example with one number beside the last known ones."""
    (indicator,) = past

    def prepare(desk: Desk, is_bad: bool) -> Spot:
        desk.remember(past)
        form = desk.filled("UM-SPORT").type(indicator, bad if is_bad else good)
        return desk.send(form, "UM-SPORT"), DATA.sheet, form.address(indicator)

    return prepare


def last_year_copied(desk: Desk, is_bad: bool) -> Spot:
    past = {"E.1.1/1": "12.5", "E.1.2/1": "12.5", "E.1.3/1": "12.5", "E.2.2/1": "12.5"}
    desk.remember(past)
    form = desk.filled("ZMK").type("E.2.2/1", "12,5" if is_bad else "12,6")
    return desk.send(form, "ZMK"), DATA.sheet, form.address("E.1.1/1")


def text_copied(desk: Desk, is_bad: bool) -> Spot:
    text = "- warsztaty dla rodziców prowadzone w poradni przy ul. Mazowieckiej\n- spotkania"
    desk.remember({}, {"F.3.3/3": text})
    form = desk.filled("UM-DE").type("F.3.3/3", text if is_bad else f"{text} w szkołach")
    return desk.send(form, "UM-DE"), DATA.sheet, form.address("F.3.3/3")


def everything_drifts(desk: Desk, is_bad: bool) -> Spot:
    institutions = ("B.1.1/1", "B.1.4/1", "B.1.5/1", "B.2.1/1")
    desk.remember(dict.fromkeys(institutions, "100"))
    form = desk.filled("UM-BZK")
    for number, indicator in enumerate(institutions):
        form.type(indicator, (140 if is_bad else 120) + number)
    return desk.send(form, "UM-BZK"), DATA.sheet, form.address(institutions[-1])


def signed(code: str, cell: str, bad: object, good: object) -> Example:
    """An example that differs in one field of the sign-off."""

    def prepare(desk: Desk, is_bad: bool) -> Spot:
        form = desk.filled("ZMK")
        form.book[SIGN_OFF_SHEET][cell] = bad if is_bad else good  # type: ignore[assignment]
        return desk.send(form, "ZMK"), SIGN_OFF_SHEET, ""

    return Example(code, prepare)


def repeated_in_another_task(desk: Desk, is_bad: bool) -> Spot:
    form = desk.filled("PUP").type("C.1.3/1", 43).type("C.1.4/1", 44 if is_bad else 43)
    return desk.send(form, "PUP"), DATA.sheet, form.address("C.1.4/1")


def nothing_typed(desk: Desk, is_bad: bool) -> Spot:
    return desk.send(desk.blank("ZMK") if is_bad else desk.filled("ZMK"), "ZMK"), "", ""


def one_return_missing(desk: Desk, is_bad: bool) -> Spot:
    for executor in desk.programme.executor_by_id:
        if executor != "ZMK" or not is_bad:
            desk.send((ROOT / "submissions" / "2017" / f"{executor}.xlsx").read_bytes(), executor)
    return "submissions/2017", "", ""


def sign_off_left_blank(form: Form) -> str:
    form.book[SIGN_OFF_SHEET]["B4"] = None
    return ""


def inputs_of_a_percentage(
    code: str, bad: tuple[object, object, object], good: tuple[object, object, object]
) -> Example:
    """An example with the value, the numerator and the denominator of a percentage."""

    def prepare(desk: Desk, is_bad: bool) -> Spot:
        form = desk.filled("ZMK")
        for id_, entry in zip(("E.1.1/1", "E.1.1/1.a", "E.1.1/1.b"), bad if is_bad else good, strict=True):
            form.sheet[form.address(id_)] = entry  # type: ignore[assignment]
        return desk.send(form, "ZMK"), DATA.sheet, form.address("E.1.1/1")

    return Example(code, prepare)


PARTICIPANTS = """\
              - id: D.1.3/2
                nazwa: Ilość uczestników
"""
COMPONENTS = (
    PARTICIPANTS
    + """\
                skladniki:
                  - {id: a, rola: ROLA, nazwa: dzieci, jednostka: osoba, rodzaj: liczba}
                  - {id: b, rola: ROLA, nazwa: dorośli, jednostka: osoba, rodzaj: liczba}
"""
)


def parts_of_a_total(code: str, role: str, bad: tuple[int, int, int], good: tuple[int, int, int], at: str) -> Example:
    """An example with a total and its two parts; `at` is the row that the finding must name."""

    def prepare(desk: Desk, is_bad: bool) -> Spot:
        desk.adapt(PARTICIPANTS, COMPONENTS.replace("ROLA", role))
        form = desk.filled("UM-SPORT")
        for id_, entry in zip(("D.1.3/2", "D.1.3/2.a", "D.1.3/2.b"), bad if is_bad else good, strict=True):
            form.type(id_, entry)
        return desk.send(form, "UM-SPORT"), DATA.sheet, form.address(at)

    return Example(code, prepare)


def executors_disagree(desk: Desk, is_bad: bool) -> Spot:
    pup = desk.filled("PUP").type("C.4.1/2", 71 if is_bad else 70)
    desk.send(pup, "PUP")
    desk.send(desk.filled("MOPR").type("C.4.1/2", 70), "MOPR")
    return "PUP.xlsx", DATA.sheet, pup.address("C.4.1/2")


def agreed(code: str, bad: str, good: str) -> Example:
    """An example in which 71 and 70 were answered, and an agreed value that differs in one line."""

    def prepare(desk: Desk, is_bad: bool) -> Spot:
        executors_disagree(desk, True)
        lines = {
            "wskaznik": "C.4.1/2", "rok": "2017", "podano": '{PUP: "71", MOPR: "70"}', "uzgodniono": "70",
            "powod": "spis osób", "osoba": "kierownik", "data": "2018-04-02",
        }  # fmt: skip
        key, _, text = (bad if is_bad else good).partition(": ")
        entry = "".join(f"  {name}: {line}\n" for name, line in (lines | {key: text}).items())
        (desk.root / "decisions.yaml").write_text(f"rozstrzygniecia:\n- regula: U701\n{entry}", encoding="utf-8")
        return "decisions.yaml", "", ""

    return Example(code, prepare)


def agreement_without_a_question(desk: Desk, is_bad: bool) -> Spot:
    spot = agreed("O004", "rok: 2017", "rok: 2017").prepare(desk, True)
    if is_bad:
        executors_disagree(desk, False)
    return spot


def register_of_actions(desk: Desk) -> FullForm:
    """A form in which every known action is described in full, one of them with an added part."""
    form = FullForm(desk.blank("PCPR").book, desk.programme).sign()
    form.type("A1/1", value=12)
    form.type("B1.1/d3", term="2017 r.", koszt=100, miasto=100)
    form.type("nowe 9", task="B1.1", part_of="B1.1/d3", name="Druk", term="2017 r.", koszt=60, miasto=60)
    return form.type("B1.2/d1", term="maj 2017 r.", koszt="1 250,50 zł", ue="1250,5", ngo="wolontariat", value=3)


def in_the_register(code: str, row: str, bad: dict[str, object], good: dict[str, object], key: str = "") -> Example:
    """An example that differs in one row of the register; `key` is the column that the finding must name."""

    def prepare(desk: Desk, is_bad: bool) -> Spot:
        desk.move_to_another_city()
        form = register_of_actions(desk).type(row, **(bad if is_bad else good))
        name = desk.send(form.content(), "PCPR")
        return name, REGISTER_SHEET, form.find(row, key or next(iter(bad))).coordinate

    return Example(code, prepare)


EXAMPLES = (
    whole_file("P101", lambda _: b"<html>Dane za 2017 r.</html>", loses_sender=True),
    Example("P102", other_file_in_the_folder),
    Example("P107", unknown_file_in_the_folder),
    whole_file("P103", protected_by_password, loses_sender=True),
    Example("P108", lock_file),
    Example("P109", link_that_leads_outside, loses_sender=True),
    Example("P110", folder_named_as_a_file),
    whole_file("P111", cut_file, loses_sender=True),
    Example("P112", protected_really, loses_sender=True),
    whole_file("P113", too_large, loses_sender=True),
    whole_file("P114", with_entity, loses_sender=True),
    Example("P115", that_hangs, loses_sender=True),
    Example("P116", saved_as_strict),
    Example("P117", with_macros),
    Example("P121", with_comments),
    Example("P118", cells_lost_by_the_reader, loses_sender=True),
    Example("P119", unreadable_folder, loses_sender=True),
    whole_file("P120", zip_archive, loses_sender=True),
    typed("P104", "ZMK", "E.1.1/1", value("#DIV/0!"), value(0)),
    Example("P105", formula_in_a_cell),
    Example("P106", formula_without_result),
    changed("S201", headings_renamed, sheet=""),
    changed("S202", sheet_copied, sheet=""),
    changed("S203", column_deleted),
    changed("S204", row_renumbered),
    changed("S205", row_deleted),
    changed("S206", row_repeated),
    changed("S207", name_changed),
    changed("S208", typed_below_the_table),
    changed("S209", all_rows_deleted),
    changed("S210", value_column_added),
    changed("S211", typed_beside_the_table),
    changed("S212", lost_number),
    changed("S213", sheet_copied_as_it_is, sheet=""),
    changed("S214", last_value_overtyped),
    changed("S215", value_under_merged_cells),
    Example("T301", form_of_another_programme),
    Example("T302", form_of_last_year),
    after_a_change("T303", "ZMK", "ZGM", sender="ZGM", loses_sender=True),
    changed("T304", numbers_of_the_form_removed, sheet="", loses_sender=True),
    changed("T305", number_of_another_form, sheet="", loses_sender=True),
    changed("T309", number_only_in_properties, sheet=""),
    changed("T320", newer_form, sheet=""),
    Example("T321", last_year_named),
    after_a_change("T306", "nazwa: Zarząd Mienia Komunalnego", "nazwa: Zarząd Mienia"),
    Example("T307", same_file_twice),
    Example("T308", two_different_returns),
    Example("T310", corrected_return),
    Example("T311", same_content_twice),
    Example("T312", correction_without_a_note),
    Example("T313", number_of_a_correction_in_words),
    Example("T314", decision_about_no_return),
    Example("T315", decision_without_a_question),
    Example("T316", correction_after_a_decision),
    typed("W401", "UM-SPORT", "D.1.3/1", value("ponad 40"), value("około 40")),
    typed("W415", "ZMK", "E.1.1/1", value("33,33333333333333333"), value("33,3333333333333")),
    typed("W416", "UM-DE", "F.2.1/3", value("brak"), value("- brak miejsc; - ulotki")),
    typed("W402", "UM-SPORT", "D.1.3/1", value("12,5"), value("12")),
    typed("W403", "ZMK", "E.1.1/1", value(datetime(2026, 2, 1)), value("1,2")),  # noqa: DTZ001
    typed("W404", "ZMK", "E.1.1/1", value("1.250"), value("1,250")),
    typed("W405", "PUP", "C.2.2/2", value("5 292 507 zł"), value("5 292,5 tys. zł")),
    typed("W406", "UM-DSS", "F.1.1/6", value("dobry"), value("wysoki/średni")),
    typed("W407", "UM-SPORT", "D.1.3/1", value(True), value(1)),
    typed(
        "W408", "UM-SPORT", "D.1.3/1", value("*") | {"note": "* bez zawodów"}, value("5*") | {"note": "* z zawodami"}
    ),
    typed("W409", "PUP", "C.1.3/2", value("1.129,1 tys. zł"), value("1 129,1")),
    typed(
        "W410",
        "UM-SPORT",
        "D.1.3/1",
        value(12) | {"missing": "brak danych"},
        {"missing": "brak danych", "note": "OSiR"},
        "missing",
    ),
    typed("W417", "UM-SPORT", "D.1.3/1", value("8096 rodzin / 14 113 osób"), value("8096")),
    typed("W418", "UM-SPORT", "D.1.3/1", value("-"), value("0")),
    typed("W411", "UM-SPORT", "D.1.3/1", {"missing": "nie wiem"}, {"missing": "nie dotyczy"}, "missing"),
    typed("W412", "UM-SPORT", "D.1.3/1", value(-1), value(0)),
    typed("W413", "ZMK", "E.1.1/1", value("100,01"), value(100)),
    Example("W414", serial_number_of_a_date),
    typed("K501", "UM-SPORT", "D.1.3/1", {}, value(0)),
    waived("O001", "wskaznik: D.1.3/2", "wskaznik: D.1.3/1"),
    waived("O002", "wazne_do: 2018-05-31", "wazne_do: 2018-06-01"),
    waived("O003", 'wartosc: "6 360"', 'wartosc: "6 361"'),
    Example("R901", after({"D.1.3/1": "2659"}, 6361, 3000)),
    Example("R902", after({"D.1.3/1": "2659"}, 0, 2500)),
    Example("R903", after({"D.1.3/1": "0"}, 300, 15)),
    Example("R904", last_year_copied),
    Example("R905", text_copied),
    Example("R906", everything_drifts),
    typed("W419", "UM-BZK", "B.3.2/1", value(300_001), value(300_000)),
    typed("K506", "UM-DE", "F.2.1/3", value("- do uzupełnienia"), value("- uzupełnienie wyposażenia…")),
    typed("W420", "UM-DSS", "F.1.1/6", value("Wysoki / niski"), value("wysoki/średni")),
    typed(
        "K509",
        "UM-SPORT",
        "D.1.3/1",
        {"missing": "brak danych"},
        {"missing": "b.d.", "note": "dane ma OSiR"},
        "missing",
    ),
    signed("K507", "B7", "2016-12-30", "2018-01-15"),
    signed("K508", "B8", "–", "dyrektor"),
    Example("L605", repeated_in_another_task),
    inputs_of_a_percentage("L606", (None, 5, 4), (None, 4, 5)),
    Example("K502", nothing_typed),
    Example("K503", one_return_missing),
    changed("K504", sign_off_left_blank, SIGN_OFF_SHEET),
    typed("K505", "UM-SPORT", "D.1.3/1", value("12*"), value("12*") | {"note": "* z zawodami"}),
    inputs_of_a_percentage("L601", ("71,3", 1, 4), ("25,0", 1, 4)),
    inputs_of_a_percentage("L602", (None, 0, 0), (None, 0, 5)),
    parts_of_a_total("L603", "w tym", (10, 11, 2), (10, 10, 2), at="D.1.3/2.a"),
    parts_of_a_total("L604", "z tego", (10, 4, 5), (10, 4, 6), at="D.1.3/2"),
    Example("U701", executors_disagree),
    agreed("U702", 'podano: {PUP: "71", MOPR: "69"}', 'podano: {PUP: "71,0", MOPR: "70"}'),
    agreed("U703", "uzgodniono: siedemdziesiąt", "uzgodniono: MOPR"),
    Example("O004", agreement_without_a_question),
    in_the_register("D801", "B1.2/d1", {"koszt": "około 5 tys. zł"}, {"koszt": "5.000,00 zł"}),
    in_the_register("D802", "B1.2/d1", {"powiat": "koszty własne jednostki"}, {"powiat": "koszt własny jednostki"}),
    in_the_register("D803", "nowe 1", {"task": "B1.9", "term": "2017"}, {"task": "B1.1", "term": "2017"}),
    in_the_register("D804", "B1.2/d1", {"indicator": "liczba klubów"}, {"indicator": "Liczba świetlic"}),
    in_the_register("D805", "nowe 9", {"part_of": "B1.2/d1"}, {"part_of": "B1.1/d1"}),
    in_the_register("D806", "B1.1/d3", {"term": None, "koszt": None, "miasto": None}, {"term": None}, "name"),
    in_the_register("D807", "B1.2/d1", {"koszt": None}, {"koszt": "nie rozliczono"}),
    in_the_register("D808", "B1.2/d1", {"term": None}, {"term": "przez cały rok"}),
    in_the_register("D809", "B1.2/d1", {"value": None}, {"value": "b.d."}),
    in_the_register("D810", "B1.2/d1", {"koszt": "1 250,51"}, {"koszt": "1 250,50"}),
    in_the_register("D811", "B1.1/d3", {"miasto": "wolontariat"}, {"miasto": 100}, "koszt"),
    in_the_register("D812", "B1.1/d3", {"koszt": "nie rozliczono"}, {"koszt": 100}),
    in_the_register("D813", "B1.1/d3", {"koszt": 59}, {"koszt": 100}),
    in_the_register("D814", "B1.2/d1", {"term": "maj 2016 r."}, {"term": "maj 2017 r."}, "koszt"),
    in_the_register("D815", "B1.2/d1", {"term": "2016-2017"}, {"term": "rok szkolny"}, "koszt"),
    in_the_register("D817", "B1.2/d1", {"term": "przez cały rok"}, {"term": "cały 2017 r."}, "koszt"),
    in_the_register("D818", "B1.2/d1", {"value": -3}, {"value": 3}),
    in_the_register("D816", "nowe 9", {"name": None}, {"name": "Druk"}),
)
EXAMPLE_OF = {example.code: example for example in EXAMPLES}


def test_every_rule_has_one_example() -> None:
    assert [example.code for example in EXAMPLES] == sorted(EXAMPLE_OF, key=[e.code for e in EXAMPLES].index)
    assert set(EXAMPLE_OF) == {rule.code for rule in ALL_RULES}


def test_every_rule_belongs_to_a_family() -> None:
    assert {rule.code[0] for rule in ALL_RULES} == set(FAMILIES)
    assert len({rule.code for rule in ALL_RULES}) == len(ALL_RULES)


# What a careful program says besides of a bad return, and of a good one: nothing of it blocks.
BESIDE = {
    "D806": ["D813", "D813"], "D807": ["D812"], "D811": ["D813"], "D812": ["D813"], "D813": ["D810"],
    "K503": ["K509", *["W409"] * 8, "W420", "W420"], "O001": ["R901"], "O002": ["R901"], "O003": ["R901"],
}  # fmt: skip
BESIDE_TWIN = {
    "D801": ["D810"], "D803": ["D807", "D816"], "D806": ["D808"], "D807": ["D812"], "D808": ["D817"], "D815": ["D817"],
    "K503": ["K509", *["W409"] * 8, "W420", "W420"], "P106": ["P105"],
    "P107": ["P102"], "P112": ["P116"], "T308": ["T310"], "T311": ["T307"],
    "T312": ["T310"], "T314": ["T310"], "T315": ["T310"], "T316": ["T310"], "W401": ["W409"], "W405": ["W409"],
    **{code: ["R901"] for code in ("O001", "O002", "O003")}, **{key: ["U701"] for key in ("O004", "U702", "U703")},
}  # fmt: skip


def beside(findings: list[Finding], rule: Rule) -> list[str]:
    """The codes of all findings but for those of `rule`, and of returns that were never sent."""
    return sorted(code for code in codes(findings) if code not in (rule.code, NOT_SUBMITTED.code))


@pytest.mark.parametrize("rule", ALL_RULES, ids=attrgetter("code"))
def test_bad_return_breaks_this_rule_alone(rule: Rule, desk: Desk) -> None:
    example = EXAMPLE_OF[rule.code]
    spot = example.prepare(desk, True)
    findings = desk.findings()
    assert spots(findings, rule.code) == [spot]
    (finding,) = (found for found in findings if found.rule == rule)
    # Lines to be pasted may hold braces.
    for sentence in (finding.message, finding.fix.replace(finding.facts.get("lines") or "\n\n", "")):
        assert sentence[0].isupper()
        assert sentence.endswith((".", "?"))
        assert not re.search(r"[{}]|\bNone\b|\b[Nn]a[Nn]\b|„”|\(\)|  ", sentence)
    sent: set[str] = set() if example.loses_sender else desk.sent
    assert beside(findings, rule) == BESIDE.get(rule.code, [])
    expected = [rule.code] if rule.severity is Severity.BLOCKS and rule is not NOT_SUBMITTED else []
    assert codes(blocking(findings, sent)) == expected, "one cause, one finding"


@pytest.mark.parametrize("rule", ALL_RULES, ids=attrgetter("code"))
def test_good_twin_breaks_none(rule: Rule, desk: Desk) -> None:
    EXAMPLE_OF[rule.code].prepare(desk, False)
    findings = desk.findings()
    assert blocking(findings, desk.sent) == []
    assert rule.code not in codes(findings)
    assert beside(findings, rule) == BESIDE_TWIN.get(rule.code, [])


# --- The same through the real command -----------------------------------------------------------------------------


def test_command_prints_the_same_findings(desk: Desk, collector: Callable[..., Run]) -> None:
    prepared = {code: EXAMPLE_OF[code].prepare(desk, True) for code in ("S203", "W402", "U701")}
    done = collector("validate", "--format", "json", cwd=desk.root)
    assert done.code == 1
    printed = json.loads(done.out)
    for code, spot in prepared.items():
        (found,) = (finding for finding in printed if finding["code"] == code)
        assert (found["file"], found["sheet"], found["cell"]) == spot
        assert found["severity"] == Severity.BLOCKS
        assert set(found) == {
            "code", "severity", "file", "sheet", "cell", "executor", "indicator", "message", "fix", "found", "expected",
        }  # fmt: skip
    assert printed == json.loads((desk.root / "build" / "2017" / "uwagi.json").read_text(encoding="utf-8"))


def test_command_is_content_when_everything_is_right(desk: Desk, collector: Callable[..., Run]) -> None:
    one_return_missing(desk, False)
    done = collector("validate", "--format", "json", cwd=desk.root)
    assert done.code == 0, done.err
    asked = {finding["code"] for finding in json.loads(done.out) if finding["severity"] != Severity.INFO}
    assert asked == {"K509", "W420"}, "what a careful reader of the published report would ask"


# --- One cause, one finding ----------------------------------------------------------------------------------------


def test_deleted_column_is_one_finding(desk: Desk) -> None:
    form = desk.filled("ZMK")
    form.sheet.delete_cols(DATA.position["value"] + 1)
    desk.send(form, "ZMK")
    assert codes(desk.wrong()) == ["S203"]


def test_renamed_heading_is_one_finding(desk: Desk) -> None:
    form = desk.filled("ZMK")
    form.sheet.cell(HEADING_ROW, DATA.position["value"] + 1).value = "Ile"
    form.sheet.cell(HEADING_ROW, DATA.position["note"] + 1).value = "Inne"
    desk.send(form, "ZMK")
    assert codes(desk.wrong()) == ["S203"]


def test_empty_form_is_one_finding_however_many_questions(desk: Desk) -> None:
    desk.send(desk.blank("MOPR"), "MOPR")
    assert [f.rule.code for f in desk.findings() if f.executor == "MOPR"] == ["K502"]


def test_form_with_nothing_but_zeros_is_not_empty(desk: Desk) -> None:
    desk.send(desk.filled("UM-SPORT").type("D.1.3/1", 0).type("D.1.3/2", 0), "UM-SPORT")
    assert desk.wrong() == []


def test_form_with_nothing_but_reasons_is_not_empty(desk: Desk) -> None:
    form = desk.blank("UM-SPORT").type("D.1.3/1", missing="nie dotyczy").type("D.1.3/2", missing="brak danych")
    desk.send(form, "UM-SPORT")
    assert desk.wrong() == []


@pytest.mark.parametrize("entry", ["ponad 40", "o", "1e3", "*", "12,5", True, "#REF!", datetime(2026, 2, 1)])  # noqa: DTZ001
def test_unreadable_answer_is_not_missing_too(entry: object, desk: Desk) -> None:
    desk.send(desk.filled("UM-SPORT").type("D.1.3/1", entry), "UM-SPORT")
    (finding,) = desk.wrong()
    assert finding.rule.code[0] in "PW"
    assert finding.place.cell == "H8"


def test_form_with_nothing_but_unreadable_answers_is_not_empty(desk: Desk) -> None:
    form = desk.blank("UM-SPORT").type("D.1.3/1", "ponad 40").type("D.1.3/2", "dużo")
    desk.send(form, "UM-SPORT")
    assert codes(desk.wrong()) == ["W401", "W401"]


def test_form_with_nothing_but_formulas_without_results_is_not_empty(desk: Desk) -> None:
    desk.send(desk.blank("UM-SPORT").type("D.1.3/1", "=5+3").type("D.1.3/2", "=5+4"), "UM-SPORT")
    assert codes(desk.wrong()) == ["P106", "P106"]


def test_array_formula_is_a_formula(desk: Desk) -> None:
    form = desk.filled("UM-SPORT")
    form.sheet["H8"] = ArrayFormula("H8", "=SUM(1,2)")
    desk.send(form, "UM-SPORT")
    assert codes(desk.wrong()) == ["P106"]
    desk.send(with_result(form.content(), "3"), "UM-SPORT")
    assert spots(desk.findings(), "P105") == [("UM-SPORT.xlsx", DATA.sheet, "H8")]


def test_unreadable_input_of_a_percentage_is_one_finding(desk: Desk) -> None:
    desk.send(desk.filled("ZMK").type("E.1.1/1.a", "kilka").type("E.1.1/1.b", 5), "ZMK")
    assert codes(desk.wrong()) == ["W401"]


def test_percentage_that_follows_from_its_inputs_need_not_be_typed(desk: Desk) -> None:
    form = desk.filled("ZMK").type("E.1.1/1.a", 1).type("E.1.1/1.b", 8)
    form.sheet[form.address("E.1.1/1")] = None
    desk.send(form, "ZMK")
    assert desk.wrong() == []


@pytest.mark.parametrize("entry", ["33", "33,3", "33,3333333333333"])
def test_percentage_may_be_as_exact_as_somebody_likes(entry: str, desk: Desk) -> None:
    desk.send(desk.filled("ZMK").type("E.1.1/1", entry).type("E.1.1/1.a", 1).type("E.1.1/1.b", 3), "ZMK")
    assert desk.wrong() == []


def test_number_too_large_to_store_is_a_question(desk: Desk) -> None:
    content = desk.filled("ZMK").type("E.3.1/1", 123456).content()
    part = "xl/worksheets/sheet2.xml"
    rewritten = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(rewritten, "w") as new:
        assert old.read(part).count(b"<v>123456</v>") == 1
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"<v>123456</v>", b"<v>1e999</v>"))
    desk.send(rewritten.getvalue(), "ZMK")
    (finding,) = desk.wrong()
    assert finding.rule.code == "W401"


def test_negative_input_of_a_percentage_is_refused_as_its_form_says(desk: Desk) -> None:
    form = desk.blank("ZMK")
    rules = {str(rule.sqref): rule for rule in form.sheet.data_validations.dataValidation}
    assert rules[form.address("E.1.1/1.a")].operator == "greaterThanOrEqual"
    form = desk.filled("ZMK").type("E.1.1/1", "25,0").type("E.1.1/1.a", -1).type("E.1.1/1.b", -4)
    desk.send(form, "ZMK")
    assert codes(desk.wrong()) == ["W412", "W412"]


def test_recent_date_is_doubted_even_where_nothing_is_known(desk: Desk) -> None:
    form = desk.filled("UM-SPORT").type("D.1.3/1", 43132).type("D.1.3/2", 46054)
    desk.send(form, "UM-SPORT")
    (finding,) = (found for found in desk.findings() if found.rule.code == "W414")
    assert finding.place.cell == form.address("D.1.3/1"), "46 054 would be a day of 2026"
    assert "1.2" in finding.message


@pytest.mark.parametrize("past", ["40000", "5000"])
def test_number_like_a_date_is_not_doubted_next_to_one_as_large(past: str, desk: Desk) -> None:
    desk.remember({"D.1.3/1": past})
    desk.send(desk.filled("UM-SPORT").type("D.1.3/1", 43132), "UM-SPORT")
    assert spots(desk.findings(), "W414") == []


def test_percentage_shown_with_a_percent_sign_is_what_is_seen(desk: Desk) -> None:
    form = desk.filled("ZMK").type("E.1.1/1", 0.25).type("E.1.1/1.a", 1).type("E.1.1/1.b", 4)
    form.sheet[form.address("E.1.1/1")].number_format = "0%"
    desk.send(form, "ZMK")
    assert desk.wrong() == []
    assert spots(desk.findings(), "W409") == [("ZMK.xlsx", DATA.sheet, form.address("E.1.1/1"))]


def test_three_wrong_answers_are_three_findings(desk: Desk) -> None:
    form = desk.filled("ZMK").type("E.1.1/1", "kilka").type("E.1.2/1", 101).type("E.1.3/1", "1.250")
    desk.send(form, "ZMK")
    assert {(found.rule.code, found.place.cell) for found in desk.wrong()} == {
        ("W401", form.address("E.1.1/1")),
        ("W413", form.address("E.1.2/1")),
        ("W404", form.address("E.1.3/1")),
    }
    assert len(desk.wrong()) == 3


# --- True addresses ------------------------------------------------------------------------------------------------

INDICATOR = "E.1.3/1"


def heading_row(form: Form) -> int:
    """The row of the headings, wherever it is now."""
    (row,) = {cell.row for line in form.sheet.iter_rows() for cell in line if cell.value == DATA.columns[0].heading}
    return int(row or 0)


def rows_inserted(form: Form) -> None:
    form.sheet.insert_rows(1, 2)
    form.sheet.insert_rows(form.row(INDICATOR), 3)


def columns_inserted(form: Form) -> None:
    form.sheet.insert_cols(1, 2)
    form.sheet.insert_cols(DATA.position["value"] + 3)


def column_hidden(form: Form) -> None:
    form.sheet.column_dimensions["A"].hidden = True
    form.sheet.column_dimensions["H"].hidden = True
    form.sheet.row_dimensions[form.row(INDICATOR)].hidden = True


def columns_moved(form: Form) -> None:
    sheet = form.sheet
    for row in range(heading_row(form), sheet.max_row + 1):
        contents = [sheet.cell(row, column).value for column in range(1, len(DATA.columns) + 1)]
        for column, content in enumerate(reversed(contents), 1):
            sheet.cell(row, column).value = content


def rows_sorted(form: Form) -> None:
    sheet = form.sheet
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=HEADING_ROW + 1)]
    for number, contents in enumerate(sorted(rows, key=lambda row: str(row[0]), reverse=True), HEADING_ROW + 1):
        for column, content in enumerate(contents, 1):
            sheet.cell(number, column).value = content


def sheet_renamed(form: Form) -> None:
    form.sheet.title = "Dane za 2017 (ZMK)"


def sheets_reordered(form: Form) -> None:
    form.book.move_sheet(DATA.sheet, 3)


def band_deleted(form: Form) -> None:
    form.sheet.delete_rows(HEADING_ROW + 1, 2)


TREATMENTS = (
    rows_inserted, columns_inserted, column_hidden, columns_moved, rows_sorted, sheet_renamed, sheets_reordered,
    band_deleted,
)  # fmt: skip


def find(form: Form, content: str) -> Spot:
    """Where in the workbook this text stands, as a person would look for it."""
    found = [
        (sheet.title, cell.coordinate)
        for sheet in form.book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value == content
    ]
    ((sheet, cell),) = found
    return "ZMK.xlsx", sheet, cell


@pytest.mark.parametrize("treatment", TREATMENTS, ids=attrgetter("__name__"))
def test_address_is_true_however_the_sheet_was_treated(treatment: Callable[[Form], None], desk: Desk) -> None:
    form = (
        desk.filled("ZMK").type(INDICATOR, "około 40").type("E.1.1/1", "12,5***").type("E.3.1/1", None, missing="???")
    )
    form.sheet[form.address("E.3.1/1")] = None
    treatment(form)
    content = form.content()
    desk.send(content, "ZMK")
    seen = Form(openpyxl.load_workbook(io.BytesIO(content)))
    findings = desk.findings()
    assert spots(findings, "W401") == [find(seen, "około 40")]
    assert spots(findings, "K505") == [find(seen, "12,5***")]
    assert spots(findings, "W411") == [find(seen, "???")]
    assert not [finding for finding in findings if finding.rule.code.startswith(("S", "T"))]


def test_address_is_true_after_every_treatment_at_once(desk: Desk) -> None:
    form = desk.filled("ZMK").type(INDICATOR, "około 40")
    for treatment in (rows_sorted, rows_inserted, columns_moved, columns_inserted, sheets_reordered, sheet_renamed):
        treatment(form)
    content = form.content()
    desk.send(content, "ZMK")
    assert spots(desk.wrong(), "W401") == [find(Form(openpyxl.load_workbook(io.BytesIO(content))), "około 40")]
    assert codes(desk.wrong()) == ["W401"]


def test_forms_are_made_as_these_tests_assume(desk: Desk) -> None:
    form = desk.blank("ZMK")
    assert columns_of(form.sheet) == {key: position + 1 for key, position in DATA.position.items()}
    assert form.sheet["A3"].value.startswith("Formularz ZMK-2017-")


def test_added_row_without_a_task_is_told_so(desk: Desk) -> None:
    desk.move_to_another_city()
    form = register_of_actions(desk).type("nowe 2", name="Piknik", term="2017")
    desk.send(form.content(), "PCPR")
    (finding,) = desk.wrong()
    assert finding.rule.code == "D803"
    assert finding.place.cell == form.find("nowe 2", "task").coordinate
    assert finding.message.endswith("ta kolumna jest pusta.")


def test_every_doubt_of_a_row_of_the_register_is_one_finding(desk: Desk) -> None:
    desk.move_to_another_city()
    form = register_of_actions(desk)
    form.type("B1.2/d1", part_of="B1.2/d9", koszt="dużo", ue=-5, ngo="12,345", indicator="inny", value="ok. 5")
    desk.send(form.content(), "PCPR")
    assert sorted((found.rule.code, found.place.cell) for found in desk.wrong()) == sorted(
        (code, form.find("B1.2/d1", key).coordinate)
        for code, key in (
            ("D801", "koszt"),
            ("D801", "ue"),
            ("D801", "ngo"),
            ("D804", "indicator"),
            ("D805", "part_of"),
        )
    )


def test_unfinished_words_are_named_by_their_own_cells(desk: Desk) -> None:
    form = desk.filled("UM-SPORT").type("D.1.3/1", 12, note="do uzupełnienia")
    form.sheet[form.address("D.1.3/2", "explanation")] = "???"
    desk.send(form, "UM-SPORT")
    named = {cell for _, _, cell in spots(desk.findings(), "K506")}
    assert named == {form.address("D.1.3/1", "note"), form.address("D.1.3/2", "explanation")}


def test_unfinished_words_of_the_register_are_named_by_their_own_cells(desk: Desk) -> None:
    desk.move_to_another_city()
    form = register_of_actions(desk).type(
        "B1.2/d1", term="xx.xx.2017", note="uzupełnić", name="Świetlica [wpisz nazwę]"
    )
    desk.send(form.content(), "PCPR")
    named = {cell for _, _, cell in spots(desk.findings(), "K506")}
    assert named == {form.find("B1.2/d1", key).coordinate for key in ("term", "note", "name")}
