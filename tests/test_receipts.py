"""The receipt: what came, what became of it, and the values as they were understood, on a page to be filed."""

import datetime as dt
import io
import os
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from docx import Document
from docx.oxml.ns import qn
from openpyxl.packaging.custom import CustomPropertyList
from openpyxl.worksheet.header_footer import HeaderFooterItem

from collector.catalogue import load_programme
from collector.domain.programme import Programme
from collector.layout.form import DATA, SIGN_OFF_SHEET
from collector.reports.receipt import TITLE
from collector.workflows.giving_back import give_back

from .conftest import OTHER_CITY, ROOT, FullForm
from .test_returned_forms import DAY, Desk, same_time

OFFICE, PDF_INFO = shutil.which("soffice"), shutil.which("pdfinfo")


@pytest.fixture
def desk(programme: Programme, tmp_path: Path) -> Desk:
    return Desk(programme, 2017, tmp_path)


def receipts(desk: Desk, *paths: Path) -> dict[str, Any]:
    """The receipts by the name of the returned file."""
    folder = desk.back(*paths)
    documents = [Document(str(path)) for path in sorted(folder.rglob("potwierdzenie-*.docx"))]
    return {facts(document)["Plik"]: document for document in documents}


def facts(document: Any) -> dict[str, str]:
    """What the tables of two columns say."""
    return {
        row.cells[0].text: row.cells[1].text
        for table in document.tables
        if len(table.columns) == 2
        for row in table.rows[1:]
    }


def values(document: Any) -> Mapping[str, str]:
    """The values by their numbers, from all groups of columns."""
    found = {}
    for table in document.tables[2:]:
        for row in table.rows[1:]:
            texts = [cell.text for cell in row.cells]
            found.update(dict(zip(texts[::2], texts[1::2], strict=True)))
    found.pop("", None)
    return found


def filled(desk: Desk) -> FullForm:
    form = desk.form("ZMK").sign().type("E.1.1/1", value="12*", note="* stan na koniec roku")
    form.book[SIGN_OFF_SHEET]["B9"] = 2
    return form


def test_a_receipt_says_what_came_and_what_became_of_it(desk: Desk) -> None:
    sent = desk.send(filled(desk))
    document = receipts(desk, sent)["zwrot.xlsx"]
    said = facts(document)
    (file,) = desk.received(sent).files
    assert said["Odcisk (SHA-256)"].replace(" ", "") == file.place.sha256
    assert said["Formularz"] == f"{file.form_id}, wersja formularza {file.version}"
    assert said["Numer korekty"] == "2"
    assert said["Sporządził(a)"].startswith("inspektor, ")
    assert said["Zwrot"].startswith("Zwrot przyjęto")
    assert "blokujące: " in said["Uwagi"]
    assert "do-poprawy-ZMK-2017.xlsx" in said["Co dalej"]
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert texts[0] == TITLE
    assert "Sprawdzono: 27\u00a0listopada\u00a02026\u00a0r." in texts
    assert values(document)["E.1.1/1"].startswith("12\u00a0")
    assert values(document)["E.1.1/1"].endswith("*")
    assert "nie podano" in values(document).values()


def test_a_receipt_is_a_document_for_everyone(desk: Desk) -> None:
    document = receipts(desk, desk.send(filled(desk)))["zwrot.xlsx"]
    styles = [paragraph.style.name for paragraph in document.paragraphs if paragraph.style.name.startswith("Heading")]
    assert styles == ["Heading 1", "Heading 2", "Heading 2", "Heading 2"]
    properties = document.core_properties
    assert properties.title == f"{TITLE}: ZMK, 2017"
    assert (properties.language, properties.comments) == ("pl-PL", "")
    languages = document.styles.element.findall(f".//{qn('w:docDefaults')}//{qn('w:lang')}")
    assert [language.get(qn("w:val")) for language in languages] == ["pl-PL"]
    for table in document.tables:
        assert table.rows[0]._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
        assert all(row._tr.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in table.rows)


def test_every_file_has_its_receipt(desk: Desk) -> None:
    first = desk.send(filled(desk), "pierwszy.xlsx")
    later = filled(desk)
    later.book[SIGN_OFF_SHEET]["B9"] = 3
    later = later.type("E.1.1/1", value=13)
    second = desk.send(later, "drugi.xlsx")
    copy = desk.root / "kopia.xlsx"
    shutil.copy(second, copy)
    broken = filled(desk)
    broken.book[DATA.sheet].delete_cols(DATA.position["note"] + 1)
    refused = desk.send(broken, "bez-kolumny.xlsx")
    said = {name: facts(document) for name, document in receipts(desk, first, second, copy, refused).items()}
    found = {name: texts["Zwrot"] for name, texts in said.items()}
    assert found.keys() == {"pierwszy.xlsx", "drugi.xlsx", "kopia.xlsx", "bez-kolumny.xlsx"}
    assert found["pierwszy.xlsx"].startswith("Zwrot zastąpiony innym")
    assert sorted((found["drugi.xlsx"][:14], found["kopia.xlsx"][:14])) == ["Kopia innego z", "Zwrot przyjęto"]
    assert found["bez-kolumny.xlsx"].startswith("Zwrotu nie przyjęto. Dlaczego: W tabeli nie ma kolumny „Uwagi”")
    # It is signed, though nobody read it.
    assert said["bez-kolumny.xlsx"]["Metryczka"] == "nie odczytano"
    assert "Sporządził(a)" not in said["bez-kolumny.xlsx"]


def test_a_copy_of_a_file_that_does_not_count_is_not_said_to_count(desk: Desk) -> None:
    first = desk.send(filled(desk), "pierwszy.xlsx")
    shutil.copy(first, copy := desk.root / "kopia.xlsx")
    later = filled(desk)
    later.book[SIGN_OFF_SHEET]["B9"] = 3
    second = desk.send(later.type("E.1.1/1", value=13), "drugi.xlsx")
    found = [facts(document)["Zwrot"] for document in receipts(desk, first, copy, second).values()]
    assert [text.partition(".")[0] for text in found if text.startswith("Kopia")] == [
        "Kopia innego zwrotu; osobno się nie liczy"
    ]


def test_undecided_and_refused_files_say_what_to_do(desk: Desk) -> None:
    paths = []
    for value in (4, 5):
        form = desk.form("ZMK").type("E.1.1/1", value=value)
        paths.append(desk.send(form, f"{value}.xlsx"))
        same_time(paths[-1])
    said = facts(receipts(desk, *paths)["4.xlsx"])
    assert said["Zwrot"].startswith("Nie wiadomo, czy zwrot się liczy")
    assert "Wskaż właściwy plik" in said["Co dalej"]
    assert "Uwagi" not in said


def test_a_form_of_nobody_of_the_programme_leaves_no_file(desk: Desk) -> None:
    form = filled(desk)
    for sheet in form.book:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and "ZMK-2017-" in cell.value:
                    cell.value = cell.value.replace("ZMK-2017-", "OBCY-2017-")
                elif cell.value == "ZMK":
                    cell.value = "../../OBCY"
        sheet.oddFooter = HeaderFooterItem()
    form.book.custom_doc_props = CustomPropertyList()  # type: ignore[attr-defined]
    form.book.properties.description = form.book.properties.title = None
    received = desk.received(desk.send(form))
    assert [finding.rule.code for finding in received.findings] == ["T303"]
    assert give_back([received], DAY, desk.root / "zwroty", lambda _: None) == []
    assert not (desk.root / "zwroty").exists()


def test_signs_that_no_document_can_hold_are_left_out(desk: Desk) -> None:
    form = filled(desk)
    form.book[SIGN_OFF_SHEET]["B4"] = "Jan _x0007_Kowalski_x000C_ & <b>{{ tytul }}</b>"
    said = facts(receipts(desk, desk.send(form))["zwrot.xlsx"])
    assert said["Sporządził(a)"].startswith("Jan \ufffdKowalski & <b>{{ tytul }}</b>") or said[
        "Sporządził(a)"
    ].startswith("Jan Kowalski & <b>{{ tytul }}</b>")


def test_actions_stand_with_their_cost(tmp_path: Path) -> None:
    desk = Desk(load_programme(OTHER_CITY), 2023, tmp_path)
    form = desk.form("CUS").type("nowe 3", task="B1.1", name="Piknik rodzinny", term="2023 r.", koszt=1250.5, value=40)
    form.type("B1.1/d1", term="2023 r.", koszt="wolontariat", value="wiele")
    (document,) = receipts(desk, desk.send(form)).values()
    register = document.tables[-1]
    rows = [[cell.text for cell in row.cells] for row in register.rows]
    assert rows[0] == ["Nr", "Działanie", "Koszt", "Wynik"]
    assert ["nowe 3", "Piknik rodzinny", "1\u00a0250,50\u00a0zł", "40"] in rows
    assert ["B1.1/d1", "Warsztaty dla rodziców", "wolontariat", "wiele"] in rows
    assert "Działania, o których nic nie podano: 1." in [paragraph.text for paragraph in document.paragraphs]


def test_lists_and_long_texts_are_told_by_their_length(desk: Desk) -> None:
    listed = next(i for i in desk.programme.indicators if str(i.kind) == "lista")
    form = desk.form(listed.executors[0]).type(listed.id, value="- klub\n- świetlica\n- dom kultury\n- kino\n- park")
    (document,) = receipts(desk, desk.send(form)).values()
    assert values(document)[listed.id] == "lista, 5\u00a0pozycji"


def test_the_same_file_gives_the_same_receipt_whenever_it_is_made(desk: Desk) -> None:
    sent = desk.send(filled(desk))
    made: list[bytes] = []
    for day in (DAY, DAY, dt.date(2026, 12, 1)):
        folder = desk.root / f"zwroty-{len(made)}"
        give_back([desk.received(sent)], day, folder, lambda _: None)
        (path,) = folder.rglob("potwierdzenie-*.docx")
        made.append(path.read_bytes())
        assert path.name == f"potwierdzenie-ZMK-{desk.received(sent).files[0].place.sha256[:8]}.docx"
    assert made[0] == made[1] != made[2]
    with zipfile.ZipFile(io.BytesIO(made[0])) as package:
        assert {part.date_time for part in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.fixture
def pages(tmp_path: Path) -> Callable[[Path], int]:
    """How many pages a document has in LibreOffice."""

    def count(path: Path) -> int:
        profile = f"-env:UserInstallation=file://{tmp_path}/profile"
        command = [str(OFFICE), profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(path)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        pdf = tmp_path / f"{path.stem}.pdf"
        said = subprocess.run([str(PDF_INFO), str(pdf)], check=True, capture_output=True, text=True)
        return int(said.stdout.partition("Pages:")[2].split()[0])

    return count


@pytest.mark.office
@pytest.mark.skipif(not (OFFICE and PDF_INFO) and not os.environ.get("CI"), reason="LibreOffice is not installed")
def test_the_longest_receipt_of_the_shipped_workspace_is_one_page(desk: Desk, pages: Callable[[Path], int]) -> None:
    sent = desk.root / "MOPR.xlsx"
    book = openpyxl.load_workbook(ROOT / "submissions" / "2017" / "MOPR.xlsx")
    book.save(sent)
    (path,) = desk.back(sent).rglob("potwierdzenie-MOPR-*.docx")
    assert pages(path) == 1
