"""What LibreOffice makes of our files, and what it does to a form that somebody re-saves."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from collector.domain.programme import Programme

from .conftest import ROOT, Form, codes, read_submission

OFFICE = shutil.which("soffice")
PDF_TEXT = shutil.which("pdftotext")
pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(
        not (OFFICE and PDF_TEXT) and not os.environ.get("CI"), reason="LibreOffice or pdftotext is not installed"
    ),
]


@pytest.fixture
def convert(tmp_path: Path) -> Callable[[Path, str], Path]:
    """Converts a file with LibreOffice, in a profile of its own."""

    def run(source: Path, kind: str) -> Path:
        out = tmp_path / kind
        profile = f"-env:UserInstallation=file://{tmp_path}/profile"
        command = [str(OFFICE), profile, "--headless", "--convert-to", kind, "--outdir", str(out), str(source)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return out / f"{source.stem}.{kind}"

    return run


def text_of(pdf: Path) -> str:
    done = subprocess.run([str(PDF_TEXT), "-layout", str(pdf), "-"], check=True, capture_output=True, text=True)
    return done.stdout


def words(text: str) -> str:
    return " ".join(text.split())


def test_the_workbook_prints(merged: Path, convert: Callable[[Path, str], Path]) -> None:
    text = text_of(convert(merged / "raport-2017.xlsx", "pdf"))
    flat = words(text)
    for expected in (
        "za rok 2017",
        "Cel strategiczny G Skuteczny system",
        "22 351",
        "3 821*",
        "1 129,1 tys. zł*",
        "0,71",
    ):
        assert expected in flat.replace("\u00a0", " ")
    assert "Wartość wskaźnika w 2017 r." in flat
    assert "###" not in text


def test_the_document_prints(merged: Path, convert: Callable[[Path, str], Path]) -> None:
    flat = words(text_of(convert(merged / "raport-2017.docx", "pdf"))).replace("\u00a0", " ")
    for expected in ("Podsumowanie", "1 129,1 tys. zł*", "Miejski Ośrodek Pomocy Rodzinie w Białymstoku - maj 2018 r."):
        assert expected in flat
    assert "{{" not in flat
    assert "{%" not in flat


@pytest.mark.parametrize("executor", ["PUP", "UM-DE"])
def test_a_return_saved_again_in_libreoffice_says_the_same(
    executor: str, programme: Programme, convert: Callable[[Path, str], Path]
) -> None:
    source = ROOT / "submissions" / "2017" / f"{executor}.xlsx"
    again = convert(source, "xlsx")
    before, _ = read_submission(source, "x.xlsx", programme, 2017)
    after, findings = read_submission(again, "x.xlsx", programme, 2017)
    assert before is not None
    assert after is not None
    assert [(o.indicator, o.value, o.note, o.raw, o.place.cell) for o in after.observations] == [
        (o.indicator, o.value, o.note, o.raw, o.place.cell) for o in before.observations
    ]
    assert set(codes(findings)) <= {"W409"}


def test_a_form_keeps_its_locks_and_validations_in_libreoffice(
    templates: Path, convert: Callable[[Path, str], Path]
) -> None:
    again = Form(openpyxl.load_workbook(convert(templates / "ZMK.xlsx", "xlsx")))
    cell = again.sheet[again.address("E.1.1/1")]
    assert again.sheet.protection.sheet
    assert not cell.protection.locked
    assert again.sheet[again.address("E.1.1/1", "id")].protection.locked
    covering = [v for v in again.sheet.data_validations.dataValidation if cell.coordinate in v.sqref]
    assert covering[0].errorTitle == "Tu wpisz samą liczbę"
