"""PDF copies of a report: what LibreOffice makes of it, what is said where it cannot, and copies of earlier reports."""

import errno
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from collector.domain.errors import InputError
from collector.files import read_bytes, sha256
from collector.office import program as office_program
from collector.office.converting import to_pdf
from collector.office.pdf import is_whole, source_print, with_source, without_clock
from collector.office.program import OFFICE_VARIABLE, find_office
from collector.reports.word import set_styles
from collector.spreadsheet import new_workbook, workbook_content

from .conftest import Bureau, Run
from .small_city import copied, fill_in, small_city
from .told import saved

Collector = Callable[..., Run]
DAY = "2025-03-01"
COPIES = ("raport-2024.pdf", "raport-2024-tabele.pdf")

# --- LibreOffice itself -----------------------------------------------------------------------------------------------

OFFICE, PDF_INFO = shutil.which("soffice"), shutil.which("pdfinfo")
needs_office = pytest.mark.skipif(
    not (OFFICE and PDF_INFO) and not os.environ.get("CI"), reason="LibreOffice or pdfinfo is not installed"
)
GOALS = ("Cel A. Rodzina i jej otoczenie", "Cel B. Łagodzenie skutków ubóstwa", "Cel C. Mieszkania")


def field(paragraph: Any, code: str, shown: str) -> None:
    """A field as Word writes it, with what it showed when somebody last brought it up to date."""
    parts = (("begin", None), (None, code), ("separate", None), (None, None), ("end", None))
    for kind, instruction in parts:
        run = paragraph.add_run()
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)
        elif instruction:
            text = OxmlElement("w:instrText")
            text.set(qn("xml:space"), "preserve")
            text.text = f" {instruction} "
            run._r.append(text)
        else:
            run.text = shown


def narrative() -> bytes:
    """A document with headings on several pages, contents that are out of date, and a content control."""
    document = docx.Document()
    set_styles(document)
    document.core_properties.title = "Raport za rok 2024 – próba"
    document.core_properties.language = "pl-PL"
    field(document.add_paragraph(), r'TOC \o "1-2" \h \z \u', "Dawny spis treści")
    for number, goal in enumerate(GOALS):
        document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        document.add_heading(goal, 1)
        for _ in range(20 + 15 * number):
            document.add_paragraph("Zdanie o tym, co zrobiono w ciągu roku. " * 8)
        document.add_heading(f"Podsumowanie celu {goal[4]}", 2)
        table = document.add_table(rows=2, cols=2, style="Table Grid")
        for cell, text in zip(table._cells, ("Wskaźnik", "Wartość", "Rodziny", "43"), strict=True):
            cell.text = text
        table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    control = parse_xml(
        f'<w:sdt {nsdecls("w")}><w:sdtPr><w:tag w:val="wartość|A"/><w:text/></w:sdtPr><w:sdtContent>'
        "<w:r><w:t>22 351 osób</w:t></w:r></w:sdtContent></w:sdt>"
    )
    document.add_paragraph("Razem: ")._p.append(control)
    return saved(document)


def tables(path: Path) -> None:
    with new_workbook(path, title="Tabele za rok 2024", author="Ośrodek") as book:
        sheet = book.sheet("Sprawozdanie")
        sheet.text(0, 0, "Łączna liczba świadczeń")
        sheet.number(0, 1, 22351)


@dataclass(frozen=True)
class Pdf:
    """A PDF on disk, as poppler reads it."""

    path: Path

    def ask(self, program: str, *options: str) -> str:
        command = [program, *options, str(self.path), *(["-"] if program == "pdftotext" else [])]
        done = subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8")
        assert "Error" not in done.stderr
        return done.stdout

    @property
    def info(self) -> Mapping[str, str]:
        return {
            key: value.strip() for key, _, value in (line.partition(":") for line in self.ask("pdfinfo").splitlines())
        }

    @property
    def pages(self) -> list[str]:
        return self.ask("pdftotext", "-layout").split("\f")[:-1]


@pytest.fixture(scope="module")
def made_twice(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """The same documents, made in two folders a second apart; one has a name such as people give."""
    documents = {"raport.docx": narrative(), "tabele.xlsx": workbook_content(tables)}
    first = to_pdf(documents)
    time.sleep(1.1)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("tempfile.tempdir", str(tmp_path_factory.mktemp("Zażółć & \"gęślą\" 'jaźń' 100%")))
        return first, to_pdf(documents)


@pytest.fixture(scope="module")
def printed(made_twice: tuple[dict[str, bytes], ...], tmp_path_factory: pytest.TempPathFactory) -> Pdf:
    """The document as a copy of a report is kept, with its mark."""
    path = tmp_path_factory.mktemp("pdf") / "raport.pdf"
    path.write_bytes(with_source(made_twice[0]["raport.docx"], "raport.docx", "a" * 64))
    return Pdf(path)


@pytest.mark.office
@needs_office
class TestLibreOffice:
    """What a PDF is like."""

    def test_the_same_document_gives_the_same_bytes(self, made_twice: tuple[dict[str, bytes], ...]) -> None:
        first, second = made_twice
        assert first == second
        assert first["raport.docx"] != first["tabele.xlsx"]

    def test_the_contents_name_the_pages_on_which_the_headings_stand(self, printed: Pdf) -> None:
        contents, *others = printed.pages
        assert "Dawny spis" not in contents
        entries = re.findall(r"^ *(.+?)\.{3,} *(\d+)$", contents, re.MULTILINE)
        stand_on = [
            (line.strip(), str(number))
            for number, page in enumerate(others, 2)
            for line in page.splitlines()
            if line.strip() in GOALS or line.strip().startswith("Podsumowanie celu")
        ]
        assert entries == stand_on
        assert len(entries) == 2 * len(GOALS)
        assert int(entries[-1][1]) > 6

    def test_it_can_be_read_aloud(self, printed: Pdf) -> None:
        info, content = printed.info, printed.path.read_bytes()
        assert (info["Tagged"], info["Form"], info["JavaScript"]) == ("yes", "none", "no")
        assert info["Title"] == "Raport za rok 2024 – próba"
        for declared in (b"/Lang(pl-PL)", b"/DisplayDocTitle true", b"/Outlines", b"<pdfuaid:part>1</pdfuaid:part>"):
            assert declared in content
        structure = printed.ask("pdfinfo", "-struct-text")
        for element in ("TOC\n", "TOCI\n", "H1 (block)", "H2 (block)", "TH:\n", '"22 351 osób"'):
            assert element in structure.replace("\u00a0", " ")

    def test_its_time_is_that_of_every_file_of_ours(self, printed: Pdf) -> None:
        assert printed.info["CreationDate"].startswith("Sat Jan  1 00:00:00 2000")
        assert str(time.gmtime().tm_year).encode() + b"-" not in printed.path.read_bytes()

    def test_that_of_a_workbook_is_polish_and_claims_nothing(
        self, made_twice: tuple[dict[str, bytes], ...], tmp_path: Path
    ) -> None:
        content = made_twice[0]["tabele.xlsx"]
        (tmp_path / "tabele.pdf").write_bytes(content)
        info = Pdf(tmp_path / "tabele.pdf").info
        assert (info["Title"], info["Author"], info["Pages"]) == ("Tabele za rok 2024", "Ośrodek", "1")
        assert b"/Lang(pl-PL)" in content
        assert b"pdfuaid" not in content

    def test_a_document_that_it_cannot_open_keeps_nobody_waiting(self) -> None:
        with pytest.raises(InputError, match=r"^LibreOffice \(.*\) nie utworzył pliku PDF\. Powtórz"):
            to_pdf({"raport.docx": b"PK\x03\x04"}, patience_s=60)


# --- A program in its place -------------------------------------------------------------------------------------------

MAKES_COPIES = """\
import re, sys, urllib.parse, urllib.request, pathlib
profile = next(a for a in sys.argv if a.startswith("-env:")).partition("=")[2]
path = lambda url: pathlib.Path(urllib.request.url2pathname(urllib.parse.urlsplit(url).path))
basic = (path(profile) / "user/basic/Standard/Collector.xba").read_text(encoding="utf-8")
for source, target in re.findall('MakeCopy\\\\("(file://.*?)", "(file://.*?)"', basic):
    length = len(path(source).read_bytes())
    path(target).write_text(f"%PDF-1.6\\n% {length}\\nstartxref\\n9\\n%%EOF\\n")
"""
MAKES_HALF = MAKES_COPIES.replace("%%EOF", "")
HANGS = """\
import subprocess, sys, time
beats = "import time\\nwhile True: open({pulse!r}, 'a').write('.'), time.sleep(0.05)"
subprocess.Popen([sys.executable, "-c", beats])
time.sleep(600)
"""


@pytest.fixture
def replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Puts a program of Python in the place of LibreOffice."""

    def put(code: str, start: str = f"#!{sys.executable} -I\n") -> Path:
        program = tmp_path / "soffice"
        program.write_text(start + code, encoding="utf-8")
        program.chmod(0o755)
        monkeypatch.setenv(OFFICE_VARIABLE, str(program))
        return program

    return put


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Bureau:
    return small_city(tmp_path_factory.mktemp("zebrane") / "biuro")


@pytest.fixture
def desk(collected: Bureau, tmp_path: Path) -> Bureau:
    """A workspace whose year is collected."""
    return copied(collected, tmp_path / "biuro")


@pytest.fixture
def copied_desk(desk: Bureau, replaced: Callable[[str], Path], collector: Collector) -> Bureau:
    """A workspace whose results were made, with copies."""
    replaced(MAKES_COPIES)
    assert merge(collector, desk, "--pdf").code == 0
    return desk


def merge(collector: Collector, desk: Bureau, *options: str) -> Run:
    return collector("merge", "--dzien", DAY, *options, cwd=desk.root)


def build(desk: Bureau) -> Path:
    return desk.desk.build


def test_the_copies_are_told_and_say_of_what_they_are(copied_desk: Bureau, collector: Collector) -> None:
    done = merge(collector, copied_desk, "--pdf")
    assert (done.code, done.err) == (0, "")
    assert done.out.endswith("Kopie PDF:\n  build/2024/raport-2024.pdf\n  build/2024/raport-2024-tabele.pdf\n")
    for copy, source in zip(COPIES, ("raport-2024.docx", "raport-2024.xlsx"), strict=True):
        content = read_bytes(build(copied_desk) / copy)
        assert f"% collector: {source} ".encode() in content
        assert source_print(content) == sha256(read_bytes(build(copied_desk) / source))
        assert is_whole(content)
    assert merge(collector, copied_desk, "--check", "--pdf").code == 0


def test_without_the_option_nothing_is_copied(desk: Bureau, collector: Collector) -> None:
    done = merge(collector, desk)
    assert (done.code, done.err) == (0, "")
    assert "PDF" not in done.out
    assert not list(build(desk).glob("*.pdf"))


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("raise SystemExit(1)", "nie utworzył pliku PDF. Powtórz polecenie albo otwórz raport w Wordzie"),
        ("", "nie utworzył pliku PDF."),
        (MAKES_HALF, "nie utworzył pliku PDF."),
    ],
)
def test_a_program_that_makes_no_copies_costs_only_them(
    desk: Bureau, collector: Collector, replaced: Callable[[str], Path], code: str, said: str
) -> None:
    replaced(code)
    done = merge(collector, desk, "--pdf")
    assert done.code == 3
    assert done.err.startswith("Nie utworzono kopii PDF; pozostałe wyniki są gotowe. LibreOffice (")
    assert said in done.err
    assert "build/2024/raport-2024.docx" in done.out
    assert (build(desk) / "raport-2024.docx").is_file()
    assert not list(build(desk).glob("*.pdf"))
    assert merge(collector, desk, "--check").code == 0


def test_a_program_that_cannot_be_started_is_named(
    desk: Bureau, collector: Collector, replaced: Callable[..., Path]
) -> None:
    program = replaced("\x7fto nie jest program", start="")
    done = merge(collector, desk, "--pdf")
    assert done.code == 3
    assert f"Nie można uruchomić programu LibreOffice ({program}): " in done.err


def test_a_program_that_hangs_is_ended_with_all_it_started(tmp_path: Path, replaced: Callable[[str], Path]) -> None:
    pulse = tmp_path / "tętno"
    replaced(HANGS.format(pulse=str(pulse)))
    with pytest.raises(InputError, match=r"nie skończył pracy w ciągu 2 s\. Powtórz polecenie"):
        to_pdf({"raport.docx": b""}, patience_s=2)
    last = pulse.read_text()
    time.sleep(0.3)
    assert last
    assert pulse.read_text() == last


def test_where_there_is_no_room_that_is_said(monkeypatch: pytest.MonkeyPatch, replaced: Callable[[str], Path]) -> None:
    replaced(MAKES_COPIES)

    def full(*_: object) -> Iterator[None]:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(InputError, match=r"^Nie można przygotować plików PDF: na dysku nie ma miejsca\.$"):
        to_pdf({"raport.docx": b"x"})


def test_a_copy_that_is_open_elsewhere_stays_and_is_said_to_be_of_an_earlier_report(
    copied_desk: Bureau, collector: Collector, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill_in(copied_desk, "PUP", w1_1=422)
    before = read_bytes(build(copied_desk) / COPIES[0])
    replace = Path.replace

    def locked(self: Path, target: Path) -> Path:
        if target.suffix == ".pdf":
            raise PermissionError(errno.EACCES, "open elsewhere")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", locked)
    done = merge(collector, copied_desk, "--pdf")
    assert done.code == 3
    assert "raport-2024.pdf. Jeżeli jest otwarty w Excelu, Wordzie lub czytniku PDF, zamknij go" in done.err
    assert f"Nieaktualne kopie PDF: {', '.join(COPIES)} – nie powstały z obecnego raportu." in done.err
    assert read_bytes(build(copied_desk) / COPIES[0]) == before


# --- Where LibreOffice is ---------------------------------------------------------------------------------------------


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A computer without LibreOffice, but with a folder in which programs are usually installed."""
    monkeypatch.delenv(OFFICE_VARIABLE, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setattr(office_program, "_USUAL_PLACES", (str(tmp_path / "opt" / "libreoffice*" / "soffice"),))
    return tmp_path


def installed(path: Path) -> Path:
    path.parent.mkdir(parents=True)
    path.touch()
    path.chmod(0o755)
    return path


def test_where_libreoffice_is_missing_the_report_is_made_all_the_same(
    desk: Bureau, collector: Collector, bare: Path
) -> None:
    done = merge(collector, desk, "--pdf")
    assert done.code == 3
    assert done.err == (
        "Nie utworzono kopii PDF; pozostałe wyniki są gotowe. Nie znaleziono programu LibreOffice. Zainstaluj go (jest "
        "bezpłatny: libreoffice.org) i powtórz polecenie albo otwórz raport w Wordzie i wybierz „Plik > Zapisz jako > "
        "PDF”.\n"
    )
    assert "build/2024/raport-2024.xlsx" in done.out
    assert merge(collector, desk, "--check").code == 0


def test_it_is_looked_for_on_the_path_and_where_it_is_usually_installed(
    bare: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed(bare / "opt" / "libreoffice7.4" / "soffice")
    latest = installed(bare / "opt" / "libreoffice7.6" / "soffice")
    assert find_office() == latest
    on_path = installed(bare / "bin" / "libreoffice")
    assert find_office() == on_path
    named = installed(bare / "moje" / "soffice")
    monkeypatch.setenv(OFFICE_VARIABLE, str(named))
    assert find_office() == named
    monkeypatch.setenv(OFFICE_VARIABLE, str(bare / "nie ma"))
    with pytest.raises(InputError, match=r"COLLECTOR_SOFFICE ma wskazywać program soffice, a pod „.*nie ma” nie ma"):
        find_office()


# --- Copies of an earlier report --------------------------------------------------------------------------------------


def test_copies_of_the_present_report_are_not_spoken_of(copied_desk: Bureau, collector: Collector) -> None:
    done = merge(collector, copied_desk)
    assert (done.code, done.err) == (0, "")
    assert merge(collector, copied_desk, "--check").code == 0


def test_copies_of_an_earlier_report_do_not_stay_silently_beside_a_new_one(
    copied_desk: Bureau, collector: Collector
) -> None:
    fill_in(copied_desk, "PUP", w1_1=422)
    done = merge(collector, copied_desk)
    assert (done.code, done.err) == (
        0,
        "Nieaktualne kopie PDF: raport-2024.pdf, raport-2024-tabele.pdf – nie powstały z obecnego raportu. Utwórz je "
        "na nowo (collector merge --pdf) albo usuń.\n",
    )
    done = merge(collector, copied_desk, "--check")
    assert (done.code, done.out) == (
        1,
        "raport-2024.pdf: nieaktualny\n"
        "  nie jest kopią pliku raport-2024.docx, który wynika z danych\n"
        "raport-2024-tabele.pdf: nieaktualny\n"
        "  nie jest kopią pliku raport-2024.xlsx, który wynika z danych\n"
        "Wyniki w build/2024 nie są zgodne ze zwrotami i ustawieniami. Niczego nie zmieniono.\n"
        "Aby utworzyć je na nowo, uruchom: collector merge --pdf\n",
    )
    assert merge(collector, copied_desk, "--pdf").err == ""
    assert merge(collector, copied_desk, "--check").code == 0


def test_a_copy_that_collector_did_not_make_may_be_of_any_report(desk: Bureau, collector: Collector) -> None:
    assert merge(collector, desk).code == 0
    (build(desk) / COPIES[0]).write_bytes(b"%PDF-1.7\nz Worda\n%%EOF\n")
    assert "raport-2024.pdf: nieaktualny\n" in merge(collector, desk, "--check").out
    assert "Nieaktualne kopie PDF: raport-2024.pdf – " in merge(collector, desk).err


def test_a_missing_copy_is_a_difference_only_to_whom_asks_for_copies(desk: Bureau, collector: Collector) -> None:
    assert merge(collector, desk).code == 0
    assert merge(collector, desk, "--check").code == 0
    done = merge(collector, desk, "--check", "--pdf")
    assert done.code == 1
    assert done.out.startswith("raport-2024.pdf: brakuje\nraport-2024-tabele.pdf: brakuje\n")
    assert done.out.endswith("uruchom: collector merge --pdf\n")


def test_where_there_is_no_report_its_copies_are_superfluous(copied_desk: Bureau, collector: Collector) -> None:
    fill_in(copied_desk, "PUP", w1_3=44)
    done = merge(collector, copied_desk, "--check")
    assert done.code == 1
    assert "raport-2024.pdf: zbędny – pochodzi z wcześniejszego polecenia\n" in done.out
    # The report and its copies are those of before, and belong together.
    done = merge(collector, copied_desk, "--pdf")
    assert done.code == 1
    assert "PDF" not in done.out + done.err


def test_a_copy_whose_report_is_lost_is_told(copied_desk: Bureau, collector: Collector) -> None:
    for path in build(copied_desk).iterdir():
        if path.suffix != ".pdf":
            path.unlink()
    fill_in(copied_desk, "PUP", w1_1=422)
    done = merge(collector, copied_desk, "--check")
    assert done.code == 1
    assert "raport-2024.docx: brakuje\n" in done.out
    assert "raport-2024.pdf: nieaktualny\n" in done.out


# --- A closed year ----------------------------------------------------------------------------------------------------


def close(collector: Collector, desk: Bureau) -> Run:
    return collector("close", "--osoba", "Anna Nowak", "--dzien", DAY, cwd=desk.root)


def test_a_closed_year_can_be_copied_and_records_no_copies(copied_desk: Bureau, collector: Collector) -> None:
    assert close(collector, copied_desk).code == 0
    record = copied_desk.root / "history" / "2024-zamkniecie.json"
    assert ".pdf" not in record.read_text(encoding="utf-8")
    shutil.rmtree(build(copied_desk))
    done = merge(collector, copied_desk, "--pdf")
    assert (done.code, done.err) == (0, "")
    assert all((build(copied_desk) / copy).is_file() for copy in COPIES)
    assert merge(collector, copied_desk, "--check", "--pdf").code == 0


def test_closing_says_which_copies_are_of_an_earlier_report(copied_desk: Bureau, collector: Collector) -> None:
    fill_in(copied_desk, "PUP", w1_1=422)
    done = close(collector, copied_desk)
    assert done.code == 0
    assert done.err.startswith("Nieaktualne kopie PDF: raport-2024.pdf, raport-2024-tabele.pdf – ")


# --- The bytes --------------------------------------------------------------------------------------------------------

# As newer versions of LibreOffice write it: more dates, and the difference from universal time.
NEWER = """\
%PDF-1.7
1 0 obj
<</Title(Zmiany 2026-11-28T00:57:23Z)>>
endobj
2 0 obj
<</Type/Metadata/Subtype/XML>>
stream
<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<dc:date><rdf:Seq><rdf:li>{year}-11-28T00:57:23{xmp}</rdf:li></rdf:Seq></dc:date>
<xmp:ModifyDate>{year}-11-28T00:57:23{xmp}</xmp:ModifyDate>
<?xpacket end="w"?>
endstream
3 0 obj
<</CreationDate(D:{year}1128005723{pdf})/ModDate(D:{year}1128005723{pdf})>>
trailer
<</ID [ <{number}>
<{number}> ]
/DocChecksum /{number}
>>
startxref
9
%%EOF
"""


def newer(year: int, xmp: str, pdf: str, number: str) -> bytes:
    return NEWER.format(year=year, xmp=xmp, pdf=pdf, number=number).encode()


def test_the_clock_is_taken_out_in_place() -> None:
    winter = newer(2026, "+01:00", "+01'00'", "0123456789ABCDEF" * 2)
    summer = newer(2027, "+02:00", "+02'00'", "F" * 32)
    made = without_clock(winter)
    assert made == without_clock(summer)
    assert len(made) == len(winter)
    assert made.count(b"2000-01-01T00:00:00+00:00") == 2
    assert made.count(b"(D:20000101000000+00'00')") == 2
    # What a document says stays what it is.
    assert b"Zmiany 2026-11-28T00:57:23Z" in made
    (number,) = set(re.findall(rb"[0-9A-F]{32}", made))
    assert number not in (b"0" * 32, b"F" * 32)
    assert made != without_clock(winter.replace(b"endobj", b"ENDOBJ"))


def test_the_mark_moves_nothing_that_is_found_by_its_position() -> None:
    pdf = without_clock(newer(2026, "Z", "Z'", "A" * 32))
    marked = with_source(pdf, "raport-2024.docx", "b" * 64)
    assert marked.startswith(pdf[: pdf.index(b"startxref")])
    assert marked.endswith(b"\nstartxref\n9\n%%EOF\n")
    assert (source_print(pdf), source_print(marked)) == ("", "b" * 64)


# --- The tables that are published ------------------------------------------------------------------------------------


@pytest.mark.office
@needs_office
def test_the_tables_are_printed_without_what_is_not_published(desk: Bureau, collector: Collector) -> None:
    done = merge(collector, desk, "--pdf")
    assert (done.code, done.err) == (0, "")
    pdf = Pdf(build(desk) / COPIES[1])
    text = " ".join(pdf.ask("pdftotext", "-layout").split()).replace("\u00a0", " ")
    for published in ("Sprawozdanie za rok 2024", "1 921", "Mieszkańcy", "1 000"):
        assert published in text
    for inside in ("Źródła", "Odcisk", "Wersja dostępna", "Kompletność"):
        assert inside not in text
    # Links would lead to sheets that are not there, comments would cover what stands beside them.
    assert b"/Annots" not in pdf.path.read_bytes()
    assert merge(collector, desk, "--check", "--pdf").code == 0
