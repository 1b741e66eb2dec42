"""`collector verify` reads a report that people have edited; it writes nothing and never ends in a traceback."""

import io
import json
import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn

from .conftest import ROOT, Bureau, Run
from .edited_report import retype, texts, with_part, without_controls, without_marks
from .small_city import copied, fill_in, set_year, small_city
from .test_commands import fingerprints
from .told import saved

OFFICE = shutil.which("soffice")
DAY = "2025-03-01"
NAME = "raport-2024.docx"
Collector = Callable[..., Run]
Edit = Callable[[Any], object]


@pytest.fixture(scope="module")
def merged_once(tmp_path_factory: pytest.TempPathFactory, collector: Collector) -> Bureau:
    desk = small_city(tmp_path_factory.mktemp("miasto") / "biuro")
    assert collector("merge", "--dzien", DAY, cwd=desk.root).code == 0
    return desk


@pytest.fixture
def desk(merged_once: Bureau, tmp_path: Path) -> Bureau:
    """A workspace with its report."""
    return copied(merged_once, tmp_path / "biuro")


def report(desk: Bureau) -> Path:
    return desk.desk.build / NAME


def edit(path: Path, *edits: Edit) -> None:
    """Edit the body of a document."""
    document = docx.Document(str(path))
    for each in edits:
        each(document.element.body)
    document.save(str(path))


def verify(collector: Collector, desk: Bureau, *arguments: str | Path) -> Run:
    """The command, which must write nothing."""
    before = fingerprints(desk.root)
    done = collector("verify", "--dzien", DAY, *arguments, cwd=desk.root)
    assert fingerprints(desk.root) == before
    return done


def listed(collector: Collector, desk: Bureau, *arguments: str | Path) -> list[dict[str, Any]]:
    done = verify(collector, desk, "--format", "json", *arguments)
    found = json.loads(done.out)
    assert done.code == (1 if any(each["severity"] == "różnica" for each in found) else 0)
    assert isinstance(found, list)
    return found


def marked_text(body: Any, key: str) -> Any:
    """The text of the first figure with this key."""
    tag = next(each for each in body.iter(qn("w:tag")) if each.get(qn("w:val")) == key)
    return texts(tag.getparent().getparent())[0]


def test_a_report_that_nobody_edited_agrees(desk: Bureau, collector: Collector) -> None:
    done = verify(collector, desk)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(f"Dokument build/2024/{NAME} jest zgodny z danymi. Sprawdzono: liczby w tekście – ")
    assert listed(collector, desk) == []


def test_a_changed_figure_is_told_with_what_to_do(desk: Bureau, collector: Collector, tmp_path: Path) -> None:
    path = shutil.copy(report(desk), tmp_path / "do podpisu.docx")

    def change(body: Any) -> None:
        marked_text(body, "wartość|1/1").text = "1 922"

    edit(Path(path), change)
    done = verify(collector, desk, path)
    assert done.code == 1
    assert "wartość wskaźnika 1/1: jest „1 922”, powinno być „1 921”. Popraw liczbę w dokumencie." in done.out
    assert re.search(r"^  rozdział „[^\n]*”, akapit „[^\n]*1 922", done.out, re.MULTILINE)
    assert "1 różnica wobec danych. Niczego nie zmieniono." in done.out
    (each,) = listed(collector, desk, path)
    assert each["figures"] == ["wartość|1/1"]
    assert (each["kind"], each["found"], each["expected"]) == ("liczba", "1 922", "1 921")
    assert set(each) == {"kind", "severity", "place", "figures", "message", "fix", "found", "expected"}


def test_data_that_changed_since_are_told_with_their_version(desk: Bureau, collector: Collector) -> None:
    fill_in(desk, "PUP", w1_1=500)
    done = verify(collector, desk)
    assert done.code == 1
    first, *_ = done.out.splitlines()
    assert re.fullmatch(r"Dokument powstał z danych w wersji \w+, obecnie jest \w+\.", first)
    assert "jest „1 921”, powinno być „2 000”" in done.out
    kinds = [each["kind"] for each in listed(collector, desk)]
    assert kinds[0] == "wersja danych"
    assert {"liczba", "komórka tabeli", "wykres"} <= set(kinds)


def test_another_folder_of_results_and_of_returns(desk: Bureau, collector: Collector, tmp_path: Path) -> None:
    moved = tmp_path / "wyniki"
    shutil.move(desk.desk.build, moved)
    returns = shutil.copytree(desk.desk.submissions, tmp_path / "zwroty")
    assert verify(collector, desk, "--out", moved, "--submissions", returns).code == 0
    done = verify(collector, desk, "--out", moved, moved / NAME)
    assert (done.code, "razem nie da się ich użyć" in done.err) == (2, True)
    missing = verify(collector, desk)
    assert missing.code == 3
    assert NAME in missing.err


def test_contradictions_leave_nothing_to_compare_with(desk: Bureau, collector: Collector) -> None:
    fill_in(desk, "PUP", w1_3=44)
    done = verify(collector, desk)
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("Nie utworzono sprawozdania, bo nie wiadomo, jaką wartość mają wspólne wskaźniki:")
    assert listed_raw(verify(collector, desk, "--format", "json")) == []


def listed_raw(done: Run) -> list[object]:
    found = json.loads(done.out)
    assert isinstance(found, list)
    return found


def test_a_closed_year_is_verified_as_it_was_closed(desk: Bureau, collector: Collector) -> None:
    assert collector("close", "--osoba", "Anna Nowak", "--dzien", DAY, cwd=desk.root).code == 0
    before = fingerprints(desk.root)
    assert collector("verify", cwd=desk.root).code == 0
    assert fingerprints(desk.root) == before
    fill_in(desk, "PUP", w1_1=500)
    done = collector("verify", cwd=desk.root)
    assert done.code == 1
    assert "Rok 2024 jest zamknięty" in done.err


def test_a_report_of_another_year_is_refused(desk: Bureau, collector: Collector) -> None:
    kept = shutil.copy(report(desk), desk.root / "raport.docx")
    shutil.move(desk.desk.submissions, desk.root / "submissions" / "2023")
    set_year(desk, 2023)
    for executor in ("OPS", "PUP"):
        fill_in(desk, executor)
    done = verify(collector, desk, kept)
    assert (done.code, done.out) == (3, "")
    assert "jest raportem za 2024 r., a w collector.toml jest rok 2023" in done.err


# --- Files that are no report ----------------------------------------------------------------------------------------


def package(**parts: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, content in parts.items():
            opened.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return target.getvalue()


def workbook() -> bytes:
    target = io.BytesIO()
    openpyxl.Workbook().save(target)
    return target.getvalue()


def open_document() -> bytes:
    return package(mimetype="application/vnd.oasis.opendocument.text", content_xml="<a/>")


def word(body: bytes = b"") -> bytes:
    return with_part(saved(docx.Document()), "word/document.xml", lambda xml: body or xml)


def bomb() -> bytes:
    return word(b"<a>" + b" " * 50_000_000 + b"</a>")


UNUSABLE: dict[str, tuple[Callable[[], bytes], str]] = {
    "pusty.docx": (lambda: b"", "jest pusty"),
    "raport.pdf": (lambda: b"%PDF-1.7 ...", "to dokument PDF"),
    "raport.rtf": (lambda: rb"{\rtf1 ala}", "to dokument RTF"),
    "raport.doc": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "starego programu Office"),
    "haslo.docx": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "zabezpieczony hasłem"
    ),
    "raport.xlsx": (workbook, "to skoroszyt programu Excel"),
    "raport.odt": (open_document, "to dokument LibreOffice (.odt)"),
    "archiwum.zip": (lambda: package(a="b"), "to archiwum zip"),
    "tekst.docx": ("Zażółć".encode, "to nie jest dokument .docx"),
    "urwany.docx": (lambda: word()[:2000], "jest uszkodzony"),
    "zepsuty.docx": (lambda: word(b"<w:document"), "jest uszkodzony"),
    "inne_kodowanie.docx": (lambda: word(b'<?xml version="1.0" encoding="iso-8859-2"?><a/>'), "jest uszkodzony"),
    "encje.docx": (lambda: word(b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), "deklaracje DTD lub encji XML"),
    "bomba.docx": (bomb, "niezwykle duży"),
    "zwykly.docx": (word, "nie ma ani jednej liczby oznaczonej"),
    "bez_typow.docx": (lambda: package(word__document_xml="<a/>"), "to archiwum zip"),
    "inny.docx": (
        lambda: package(mimetype="application/vnd.oasis.opendocument.spreadsheet"), "ale nie dokument tekstowy"
    ),
    "encje_w_stylach.docx": (
        lambda: with_part(word(), "word/styles.xml", lambda _: b'<!DOCTYPE a [<!ENTITY b "c">]><a/>'), "DTD"
    ),
    "encje_w_spisie.docx": (
        lambda: with_part(word(), "word/_rels/document.xml.rels", lambda _: b"<a"), "jest uszkodzony"
    ),
    "duzy_tekst.docx": (lambda: word(b"<a>" + os.urandom(21_000_000).hex().encode() + b"</a>"), "tekst ma 43 MB"),
    "bez_tresci.docx": (
        lambda: package(**{"[Content_Types]_xml": "<a>wordprocessingml.document.main+xml</a>"}), "brakuje w nim treści"
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", UNUSABLE)
def test_a_file_that_is_no_report_is_said_to_be_so(
    name: str, merged_once: Bureau, collector: Collector, tmp_path: Path
) -> None:
    make, words = UNUSABLE[name]
    path = tmp_path / name
    path.write_bytes(make())
    done = collector("verify", path, "--dzien", DAY, cwd=merged_once.root)
    assert (done.code, done.out) == (3, "")
    assert name in done.err
    assert words in done.err


def test_a_folder_and_a_missing_file_are_said(merged_once: Bureau, collector: Collector, tmp_path: Path) -> None:
    for path, words in ((tmp_path, "to jest folder, a nie plik"), (tmp_path / "a.docx", "nie ma takiego pliku")):
        done = collector("verify", path, cwd=merged_once.root)
        assert (done.code, words in done.err) == (3, True)


def test_a_huge_file_is_not_read(merged_once: Bureau, collector: Collector, tmp_path: Path) -> None:
    path = tmp_path / "zdjecia.docx"
    with path.open("wb") as file:
        file.truncate(300_000_000)
    done = collector("verify", path, cwd=merged_once.root)
    assert (done.code, "ma 300 MB (najwięcej: 200 MB)" in done.err) == (3, True)


def test_a_report_whose_marks_are_lost_is_refused(desk: Bureau, collector: Collector) -> None:
    edit(report(desk), without_marks)
    done = verify(collector, desk)
    assert (done.code, "nie ma ani jednej liczby oznaczonej" in done.err) == (3, True)


# --- Charts ----------------------------------------------------------------------------------------------------------


def chart_parts(path: Path, folder: str) -> list[str]:
    with zipfile.ZipFile(path) as opened:
        return sorted(name for name in opened.namelist() if name.startswith(folder) and "_rels" not in name)


def test_a_chart_that_is_gone_is_told(desk: Bureau, collector: Collector) -> None:
    def remove(body: Any) -> None:
        drawing = next(body.iter(qn("w:drawing")))
        drawing.getparent().remove(drawing)

    edit(report(desk), remove)
    (each,) = listed(collector, desk)
    assert (each["kind"], each["message"]) == ("wykres", "Brakuje wykresu „Wykres 1 – 1”.")


def test_a_number_of_a_chart_that_was_changed_is_told(desk: Bureau, collector: Collector) -> None:
    name = chart_parts(report(desk), "word/charts/")[0]

    def change(xml: bytes) -> bytes:
        assert b"<c:v>1921</c:v>" in xml
        return xml.replace(b"<c:v>1921</c:v>", b"<c:v>1999</c:v>")

    report(desk).write_bytes(with_part(report(desk).read_bytes(), name, change))
    assert [(each["place"], each["message"]) for each in listed(collector, desk)] == [
        ("wykres „Wykres 1 – 1”", "Seria „2024”, „1/1 Osoby”: jest „1 999”, powinno być „1 921”.")
    ]


def test_the_numbers_behind_a_chart_are_compared(desk: Bureau, collector: Collector) -> None:
    name = chart_parts(report(desk), "word/embeddings/")[0]

    def change(content: bytes) -> bytes:
        book = openpyxl.load_workbook(io.BytesIO(content))
        (cell,) = [cell for row in book.worksheets[0].iter_rows() for cell in row if cell.value == 1921]
        cell.value = 1999
        target = io.BytesIO()
        book.save(target)
        return target.getvalue()

    kept = report(desk).read_bytes()
    report(desk).write_bytes(with_part(kept, name, change))
    (each,) = listed(collector, desk)
    assert "jest „1999”, powinno być „1921”" in each["message"]
    # What openpyxl cannot read is not compared; the numbers that the document shows are.
    report(desk).write_bytes(with_part(kept, name, lambda _: b"PK"))
    assert listed(collector, desk) == []


def test_alternative_texts_are_compared(desk: Bureau, collector: Collector) -> None:
    about = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"

    def describe(text: str) -> Edit:
        def change(body: Any) -> None:
            next(body.iter(about)).set("descr", text)

        return change

    edit(report(desk), describe("Wykres: 5 osób"))
    (each,) = listed(collector, desk)
    assert each["message"].startswith("Zmieniono tekst alternatywny: jest „Wykres: 5 osób”, powinno być „")
    edit(report(desk), describe(""))
    (each,) = listed(collector, desk)
    assert (each["severity"], each["kind"]) == ("informacja", "tekst alternatywny")


# --- LibreOffice -----------------------------------------------------------------------------------------------------


@pytest.fixture
def saved_again(tmp_path: Path) -> Callable[[Path], Path]:
    """Opens and saves a document in LibreOffice."""

    def run(source: Path) -> Path:
        out = tmp_path / "zapisane"
        command = [
            str(OFFICE), f"-env:UserInstallation=file://{tmp_path}/profil", "--headless", "--convert-to", "docx",
            "--outdir", str(out), str(source),
        ]  # fmt: skip
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return out / source.name

    return run


@pytest.mark.office
@pytest.mark.skipif(not OFFICE and not os.environ.get("CI"), reason="LibreOffice is not installed")
def test_marks_survive_libreoffice(desk: Bureau, collector: Collector, saved_again: Callable[[Path], Path]) -> None:
    path = saved_again(report(desk))
    assert {each["kind"] for each in listed(collector, desk, path)} <= {"tekst alternatywny"}

    def change(body: Any) -> None:
        marked_text(body, "wartość|1/1").text = "1 922"

    edit(report(desk), change, lambda body: retype("43", "44")(list(body.iter(qn("w:tbl")))[1]))
    told = [each for each in listed(collector, desk, saved_again(report(desk))) if each["severity"] == "różnica"]
    assert [(each["kind"], each["found"]) for each in told] == [("liczba", "1 922"), ("komórka tabeli", "44")]


@pytest.mark.parametrize("example", ["bialystok-pps-2025-2030", "lublin-srps-2014-2020"])
def test_reports_of_every_kind_agree_with_themselves(
    example: str, tmp_path: Path, bureau: Callable[..., Bureau], collector: Collector
) -> None:
    year = {"bialystok-pps-2025-2030": 2023, "lublin-srps-2014-2020": 2020}[example]
    office = bureau(year=year, example=example)
    assert collector("merge", cwd=office.root).code in (0, 1)
    edit(office.desk.build / f"raport-{year}.docx", without_controls)
    done = collector("verify", cwd=office.root)
    assert (done.code, "jest zgodny z danymi" in done.out) == (0, True), done.out


def test_the_help_is_quick_and_polish(program: Callable[..., Run]) -> None:
    done = program("verify", "--help", cwd=ROOT)
    assert done.code == 0
    assert "Sprawdź, czy liczby w poprawianym raporcie opisowym są nadal zgodne z danymi." in done.out
