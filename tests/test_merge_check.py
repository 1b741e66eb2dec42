"""`merge --check` says whether the results on disk are what the inputs give; `merge` makes everything or nothing."""

import io
import json
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pytest

from collector.domain.errors import InputError
from collector.workflows.differing_outputs import MOST, OutputDifference, Standing, differing_outputs
from collector.workflows.out_folder import check_out
from collector.workflows.outputs import known_names

from .conftest import OTHER_CITY, Bureau, Run
from .small_city import copied, fill_in, small_city
from .test_commands import fingerprints

Collector = Callable[..., Run]
DAY = "2025-03-01"
UNREADABLE = ("pliku z folderu wyników nie można odczytać: jest uszkodzony albo to inny rodzaj pliku",)


@pytest.fixture(scope="module")
def collected_once(tmp_path_factory: pytest.TempPathFactory) -> Bureau:
    return small_city(tmp_path_factory.mktemp("zebrane") / "biuro")


@pytest.fixture(scope="module")
def merged_once(collected_once: Bureau, tmp_path_factory: pytest.TempPathFactory, collector: Collector) -> Bureau:
    desk = copied(collected_once, tmp_path_factory.mktemp("połączone") / "biuro")
    assert collector("merge", "--dzien", DAY, cwd=desk.root).code == 0
    return desk


@pytest.fixture
def desk(collected_once: Bureau, tmp_path: Path) -> Bureau:
    """A workspace whose year is collected."""
    return copied(collected_once, tmp_path / "biuro")


@pytest.fixture
def merged_desk(merged_once: Bureau, tmp_path: Path) -> Bureau:
    """A workspace whose results were made."""
    return copied(merged_once, tmp_path / "biuro")


def build(desk: Bureau) -> Path:
    return desk.desk.build


def check(collector: Collector, desk: Bureau, *arguments: str | Path) -> Run:
    """The command, which must write nothing."""
    before = fingerprints(desk.root)
    done = collector("merge", "--check", "--dzien", DAY, *arguments, cwd=desk.root)
    assert fingerprints(desk.root) == before
    return done


def test_results_that_the_inputs_give_are_said_to_be_so(merged_desk: Bureau, collector: Collector) -> None:
    done = check(collector, merged_desk)
    assert (done.code, done.out, done.err) == (
        0,
        "Wyniki w build/2024 są zgodne ze zwrotami i ustawieniami.\n",
        "",
    )


def test_results_that_were_never_made_are_said_once(desk: Bureau, collector: Collector) -> None:
    done = check(collector, desk)
    assert (done.code, done.out) == (1, "W folderze build/2024 nie ma wyników; utwórz je: collector merge\n")
    assert not build(desk).exists()


def test_the_command_that_makes_the_results_names_their_folders(desk: Bureau, collector: Collector) -> None:
    (desk.root / "submissions" / "2024").rename(desk.root / "zwroty")
    done = check(collector, desk, "--submissions", "zwroty", "--out", "proba")
    command = 'collector merge --submissions "zwroty" --out "proba"'
    assert (done.code, done.out) == (1, f"W folderze proba nie ma wyników; utwórz je: {command}\n")


def test_results_that_cannot_be_made_are_not_promised(desk: Bureau, collector: Collector) -> None:
    fill_in(desk, "PUP", w1_3=44)
    done = check(collector, desk)
    assert (done.code, done.out) == (1, "W folderze build/2024 nie ma wyników.\n")


def test_the_first_finding_is_where_a_return_changed(merged_desk: Bureau, collector: Collector) -> None:
    fill_in(merged_desk, "PUP", w1_1=422)
    done = check(collector, merged_desk)
    assert done.code == 1
    assert "wiersz 1/1, PUP, kolumna „value”: w pliku „421”, a powinno być „422”\n" in done.out
    assert "arkusz „Sprawozdanie”, komórka D" in done.out
    assert "raport-2024.docx: różni się\n  akapit " in done.out
    assert "Wyniki w build/2024 nie są zgodne ze zwrotami i ustawieniami. Niczego nie zmieniono.\n" in done.out
    assert collector("merge", "--dzien", DAY, cwd=merged_desk.root).code == 0
    assert check(collector, merged_desk).code == 0


def test_a_lost_and_a_superfluous_file_are_named(merged_desk: Bureau, collector: Collector) -> None:
    (build(merged_desk) / "rejestr.csv").unlink()
    (build(merged_desk) / "dzialania-2024.csv").write_text("dawne", encoding="utf-8")
    (build(merged_desk) / "moje notatki.txt").write_text("nie collectora", encoding="utf-8")
    done = check(collector, merged_desk)
    assert done.code == 1
    assert done.out.splitlines()[:2] == ["rejestr.csv: brakuje", "dzialania-2024.csv: zbędny – usuń ten plik"]
    assert "notatki" not in done.out
    assert "uruchom: collector merge" in done.out
    assert collector("merge", "--dzien", DAY, cwd=merged_desk.root).code == 0
    # Another `merge` does not help against what is superfluous, and is not recommended.
    done = check(collector, merged_desk)
    assert done.code == 1
    assert done.out == (
        "dzialania-2024.csv: zbędny – usuń ten plik\n"
        "Wyniki w build/2024 nie są zgodne ze zwrotami i ustawieniami. Niczego nie zmieniono.\n"
    )


@pytest.mark.parametrize("options", [(), ("--check",)])
@pytest.mark.parametrize(
    ("out", "said"),
    [
        ("history", "jest w folderze history, w którym nie ma miejsca na wyniki"),
        ("submissions/2024", "jest w folderze submissions, w którym nie ma miejsca na wyniki"),
        ("submissions/2023/x", "jest w folderze submissions"),
        ("templates_xlsx", "jest w folderze templates_xlsx"),
        ("build/2023", "jest folderem wyników roku 2023, a polecenie tworzy wyniki roku 2024"),
        ("build/2025/proba", "jest folderem wyników roku 2025"),
        ("proba/../history", "jest w folderze history"),
    ],
)
def test_results_do_not_lie_among_other_things(
    desk: Bureau, collector: Collector, out: str, said: str, options: tuple[str, ...]
) -> None:
    before = fingerprints(desk.root)
    for command in (("merge", *options), ("validate",)):
        done = collector(*command, "--out", out, cwd=desk.root)
        assert done.code == 2
        assert done.err.startswith("Niewłaściwa wartość: --out. Folder ")
        assert said in done.err
    assert fingerprints(desk.root) == before


def test_results_do_not_lie_among_the_returns_of_another_folder(desk: Bureau, collector: Collector) -> None:
    (desk.root / "submissions" / "2024").rename(desk.root / "zwroty")
    done = collector("merge", "--submissions", "zwroty", "--out", "zwroty/wyniki", cwd=desk.root)
    assert (done.code, "jest w folderze zwrotów" in done.err) == (2, True)


@pytest.mark.parametrize("out", ["build/2024", "build/proba", "proba"])
def test_results_may_lie_elsewhere(desk: Bureau, out: str) -> None:
    check_out(desk.desk, desk.root / out, desk.desk.submissions)


def test_other_folders_are_compared(merged_desk: Bureau, collector: Collector) -> None:
    (merged_desk.root / "submissions" / "2024").rename(merged_desk.root / "zwroty")
    folders = ("--submissions", "zwroty", "--out", "wyniki")
    assert collector("merge", *folders, "--dzien", DAY, cwd=merged_desk.root).code == 0
    done = check(collector, merged_desk, *folders)
    assert (done.code, done.out) == (0, "Wyniki w wyniki są zgodne ze zwrotami i ustawieniami.\n")


def test_a_file_that_cannot_be_read_is_named(merged_desk: Bureau, collector: Collector) -> None:
    (build(merged_desk) / "rejestr.csv").unlink()
    (build(merged_desk) / "rejestr.csv").mkdir()
    done = check(collector, merged_desk)
    assert (done.code, done.err) == (3, "Nie można odczytać pliku rejestr.csv: to jest folder, a nie plik.\n")


def test_every_name_that_is_made_is_known(bureau: Callable[..., Bureau]) -> None:
    opened = bureau(OTHER_CITY, year=2023)
    form = opened.form("CUS").sign()
    opened.send("CUS", form.type("A1/1", value=7))
    opened.merge()
    names = {path.name for path in build(opened).iterdir()}
    assert "dzialania-2023.csv" in names
    assert names <= known_names(2023)


# --- What differs in a file ------------------------------------------------------------------------------------------


def differing(name: str, found: bytes, expected: bytes) -> OutputDifference:
    (difference,) = differing_outputs({name: expected}, {name: found})
    assert difference.standing is Standing.DIFFERS
    return difference


def details(name: str, found: str, expected: str) -> tuple[str, ...]:
    return differing(name, found.encode(), expected.encode()).details


def test_equal_files_do_not_differ() -> None:
    assert not list(differing_outputs({"a.csv": b"x"}, {"a.csv": b"x"}))


def test_superfluous_files_are_told_in_their_order() -> None:
    on_disk = dict.fromkeys(["a.csv", "b.xlsx", "c.docx", "d.csv", "e.parquet"], b"x")
    assert [difference.file for difference in differing_outputs({}, on_disk)] == list(on_disk)


def test_rows_of_data_are_named_by_what_they_are_about() -> None:
    head = "programme,indicator,executor,value\n"
    assert details("dane.csv", f"{head}p,1/1,OPS,5\n", f"{head}p,1/1,OPS,6\np,1/1,PUP,\n") == (
        "wiersz 1/1, OPS, kolumna „value”: w pliku „5”, a powinno być „6”",
        "brakuje wiersza 1/1, PUP",
    )
    assert details("dane.csv", f"{head}p,1/1,OPS,\np,1/1,OPS,2\n", f"{head}p,1/1,OPS,1\n") == (
        "wiersz 1/1, OPS, kolumna „value”: w pliku pusto, a powinno być „1”",
        "zbędny wiersz 1/1, OPS (2.)",
    )


def test_only_the_first_differences_are_told() -> None:
    rows = [f"1/{number}" for number in range(1, 18)]
    made = "\n".join(("indicator,value", *(f"{row},1" for row in rows)))
    difference = differing("dane.csv", b"indicator,value\n", made.encode())
    assert (len(difference.details), difference.more) == (MOST, 12)


def test_long_texts_are_told_apart_where_they_differ() -> None:
    same = "słowo " * 30
    (told,) = details("dane.csv", f"indicator,text\n1/1,{same}pies\n", f"indicator,text\n1/1,{same}kot\n")
    assert told.endswith("w pliku „…wo słowo słowo pies”, a powinno być „…wo słowo słowo kot”")


ALIKE = "w komórkach i akapitach nie znaleziono różnic (inny może być wygląd albo plik zapisano inną wersją programu)"


@pytest.mark.parametrize("name", ["uwagi.xlsx", "raport-2024.xlsx", "raport-2024.docx"])
def test_no_more_is_claimed_of_a_file_saved_again_than_was_compared(merged_desk: Bureau, name: str) -> None:
    made = (build(merged_desk) / name).read_bytes()
    saved = io.BytesIO()
    (docx.Document if name.endswith(".docx") else openpyxl.load_workbook)(io.BytesIO(made)).save(saved)
    assert differing(name, saved.getvalue(), made).details == (ALIKE,)


def test_formats_of_numbers_and_printed_pages_are_compared(merged_desk: Bureau) -> None:
    name = "raport-2024.xlsx"
    made = (build(merged_desk) / name).read_bytes()
    book = openpyxl.load_workbook(io.BytesIO(made))
    sheet = book["Sprawozdanie"]
    (cell,) = [cell for row in sheet.iter_rows() for cell in row if cell.value == 43]
    was, cell.number_format = cell.number_format, "0.0000%"
    assert sheet.oddFooter is not None
    sheet.oddFooter.center.text = "moja stopka"
    changed = io.BytesIO()
    book.save(changed)
    told = differing(name, changed.getvalue(), made).details
    assert (
        f"arkusz „Sprawozdanie”, format liczby w komórce {cell.coordinate}: w pliku „0.0000%”, a powinno być „{was}”"
        in told
    )
    assert any(line.startswith("arkusz „Sprawozdanie”, stopka strony: w pliku „") for line in told)
    assert any("moja stopka" in line for line in told)
    assert len(told) == 2


def test_footings_of_a_document_are_compared(merged_desk: Bureau) -> None:
    name = "raport-2024.docx"
    made = (build(merged_desk) / name).read_bytes()
    document = docx.Document(io.BytesIO(made))
    document.sections[0].footer.paragraphs[0].text = "moja stopka"
    changed = io.BytesIO()
    document.save(changed)
    told = differing(name, changed.getvalue(), made).details
    assert len(told) == 1
    assert told[0].startswith("stopka strony (footer")
    assert "akapit 1: w pliku „moja stopka" in told[0]


def test_cells_and_lines_of_a_document_do_not_run_together() -> None:
    def document(*cells: str) -> bytes:
        made = docx.Document()
        table = made.add_table(rows=1, cols=len(cells))
        for cell, text in zip(table.rows[0].cells, cells, strict=True):
            cell.paragraphs[0].text = text
        saved = io.BytesIO()
        made.save(saved)
        return saved.getvalue()

    (told,) = differing("raport.docx", document("44\n(MOPR)", "MOPR\tliczy"), document("43", "PUP")).details
    assert told == "akapit 1: w pliku „44 (MOPR) | MOPR liczy”, a powinno być „43 | PUP”"


def test_changes_in_a_workbook_are_told_by_sheet_and_cell(merged_desk: Bureau, collector: Collector) -> None:
    path = build(merged_desk) / "raport-2024.xlsx"
    book = openpyxl.load_workbook(path)
    sheet = book["Sprawozdanie"]
    (cell,) = [cell for row in sheet.iter_rows() for cell in row if cell.value == 43]
    cell.value = '=HYPERLINK("http://x")'
    book.create_sheet("Moje")
    del book["Źródła"]
    book.save(path)
    done = check(collector, merged_desk)
    assert done.code == 1
    assert (
        f'arkusz „Sprawozdanie”, komórka {cell.coordinate}: w pliku „=HYPERLINK("http://x")”, a powinno być „43”\n'
        in done.out
    )
    assert "brakuje arkusza „Źródła”\n" in done.out
    assert "zbędny arkusz „Moje”\n" in done.out


def test_changes_in_a_document_are_told_by_paragraph(merged_desk: Bureau, collector: Collector) -> None:
    path = build(merged_desk) / "raport-2024.docx"
    document = docx.Document(str(path))
    paragraph = next(paragraph for paragraph in document.paragraphs if "Sprawozdanie" in paragraph.text)
    paragraph.text = "Zmieniłem tytuł"
    document.save(str(path))
    done = check(collector, merged_desk)
    assert "w pliku „Zmieniłem tytuł”, a powinno być „Sprawozdanie”\n" in done.out


@pytest.mark.parametrize("name", ["raport-2024.xlsx", "raport-2024.docx", "uwagi.json", "dane-2024.csv"])
@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 x", b"\xff\xfe zle \x00"], ids=["empty", "cut", "binary"])
def test_a_spoilt_file_is_said_to_be_spoilt(merged_desk: Bureau, name: str, content: bytes) -> None:
    expected = (build(merged_desk) / name).read_bytes()
    difference = differing(name, content, expected)
    assert difference.details
    if not name.endswith(".csv"):
        assert difference.details == UNREADABLE


def with_part(package: bytes, part: str, content: bytes) -> bytes:
    """The Office package with another content of one part."""
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            new.writestr(name, content if name == part else old.read(name))
    return changed.getvalue()


def with_damaged_stream(package: bytes, part: str) -> bytes:
    """The package with compressed bytes of one part that are none."""
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        found = opened.getinfo(part)
    start = found.header_offset + 30 + len(part)
    return package[:start] + b"\xff" * 20 + package[start + 20 :]


@pytest.mark.parametrize(
    ("name", "spoil"),
    [
        ("raport-2024.xlsx", lambda made: with_part(made, "xl/worksheets/sheet1.xml", b"<a>")),
        ("raport-2024.xlsx", lambda made: with_part(made, "xl/workbook.xml", b"")),
        ("raport-2024.xlsx", lambda made: with_part(made, "xl/styles.xml", b"<a/>")),
        ("raport-2024.xlsx", lambda made: with_damaged_stream(made, "xl/workbook.xml")),
        ("raport-2024.docx", lambda made: with_part(made, "word/document.xml", b"<a>")),
        ("raport-2024.docx", lambda made: with_part(made, "[Content_Types].xml", b"<a/>")),
        ("raport-2024.docx", lambda made: with_damaged_stream(made, "word/document.xml")),
        ("uwagi.json", lambda _: b"[" * 100_000),
        ("dane-2024.csv", lambda made: made + b"x" * 200_000),
        ("dane-2024.csv", lambda made: "zażółć".encode("cp1250") + made),
    ],
)
def test_whatever_is_wrong_with_a_file_it_only_differs(
    merged_desk: Bureau, collector: Collector, name: str, spoil: Callable[[bytes], bytes]
) -> None:
    path = build(merged_desk) / name
    path.write_bytes(spoil(path.read_bytes()))
    done = check(collector, merged_desk)
    assert done.code == 1
    assert done.out.startswith(f"{name}: różni się\n  {UNREADABLE[0]}\n")


def test_a_cell_far_away_costs_no_memory(merged_desk: Bureau) -> None:
    made = (build(merged_desk) / "uwagi.xlsx").read_bytes()
    book = openpyxl.load_workbook(io.BytesIO(made))
    book.worksheets[0]["XFD1048576"] = "x"
    changed = io.BytesIO()
    book.save(changed)
    assert differing("uwagi.xlsx", changed.getvalue(), made).details == UNREADABLE


def test_a_mistake_of_the_program_is_not_put_on_the_file() -> None:
    with pytest.raises(json.JSONDecodeError):
        differing("uwagi.json", b"[]", b"{")


def test_findings_are_told_by_their_rule() -> None:
    one = {"code": "K504", "executor": "OPS", "indicator": "1/1", "file": "OPS.xlsx", "cell": "H7", "message": "x"}
    other = one | {"code": "K505"}

    def told(found: object, expected: object) -> tuple[str, ...]:
        return details("uwagi.json", json.dumps(found), json.dumps(expected))

    assert told([one], [other]) == (
        "brakuje uwagi K505, OPS, 1/1, OPS.xlsx, H7",
        "zbędna uwaga K504, OPS, 1/1, OPS.xlsx, H7",
    )
    assert told([one | {"message": "y"}], [one]) == ("uwagi są te same, ale inna jest ich treść albo kolejność",)
    assert told({"a": 1}, {"a": 2}) == ("opis danych jest inny",)
    assert details("datapackage.json", '{"a":1}', '{"a": 1}') == (
        "treść jest taka sama; inny jest zapis pliku (np. kodowanie albo końce wierszy)",
    )


def test_a_file_that_nobody_reads_only_differs() -> None:
    assert differing("dane.parquet", b"a", b"b").details == ()


# --- Everything or nothing -------------------------------------------------------------------------------------------


def test_nothing_is_written_when_a_part_cannot_be_made(
    desk: Bureau, collector: Collector, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> bytes:
        raise InputError("nie da się")

    monkeypatch.setattr("collector.workflows.outputs.narrative_document", fail)
    assert collector("merge", cwd=desk.root).code == 3
    assert not build(desk).exists()


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="the folder is named otherwise")
def test_no_room_for_a_workbook_is_said(desk: Bureau, collector: Collector, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("collector.spreadsheet.TemporaryDirectory", full)
    done = collector("merge", cwd=desk.root)
    assert (done.code, done.err) == (3, "Nie można przygotować skoroszytu: na dysku nie ma miejsca.\n")


def test_the_same_bytes_in_another_folder(
    collected_once: Bureau, merged_once: Bureau, collector: Collector, tmp_path: Path
) -> None:
    other = copied(collected_once, tmp_path / "biuro o dłuższej nazwie")
    assert collector("merge", "--dzien", DAY, cwd=other.root).code == 0
    assert fingerprints(build(other)) == fingerprints(build(merged_once))


# --- Executors that contradict each other ----------------------------------------------------------------------------


@pytest.mark.parametrize("options", [(), ("--strict",)])
def test_contradicting_executors_get_no_report(desk: Bureau, collector: Collector, options: tuple[str, ...]) -> None:
    fill_in(desk, "PUP", w1_3=44)
    done = collector("merge", *options, cwd=desk.root)
    assert done.code == 1
    assert sorted(path.name for path in build(desk).iterdir()) == ["rejestr.csv", "uwagi.json", "uwagi.xlsx"]
    assert "Nie utworzono sprawozdania, bo nie wiadomo, jaką wartość mają wspólne wskaźniki:\n" in done.err
    assert "1/3" in done.err
    assert "43" in done.err
    assert "44" in done.err
    assert "decisions.yaml" in done.err
    assert "Sprawozdanie z wcześniejszego polecenia" not in done.err


def test_an_earlier_report_outlives_a_contradiction(merged_desk: Bureau, collector: Collector) -> None:
    report = (build(merged_desk) / "raport-2024.xlsx").read_bytes()
    fill_in(merged_desk, "PUP", w1_3=44)
    done = collector("merge", cwd=merged_desk.root)
    assert done.code == 1
    assert "Sprawozdanie z wcześniejszego polecenia pozostało bez zmian." in done.err
    assert (build(merged_desk) / "raport-2024.xlsx").read_bytes() == report
    done = check(collector, merged_desk)
    assert done.code == 1
    assert "sprzeczne" in done.err
    assert "raport-2024.xlsx: zbędny – pochodzi z wcześniejszego polecenia\n" in done.out
    assert "usuń" not in done.out


def test_a_contradiction_about_what_blocks_alone_is_none(desk: Bureau, collector: Collector) -> None:
    fill_in(desk, "OPS", w1_4="około trzech")
    done = collector("merge", cwd=desk.root)
    assert done.code == 1
    assert (build(desk) / "raport-2024.xlsx").is_file()
    done = check(collector, desk, "--strict")
    assert done.code == 1
    assert "Sprawozdanie nie powstanie, bo są uwagi blokujące (1).\n" in done.err
