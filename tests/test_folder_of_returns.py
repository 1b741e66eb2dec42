"""Whatever lies in the folder of returns, every good return arrives and everything else is told with a next step."""

import contextlib
import hashlib
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from collector.catalogue import load_programme
from collector.domain.consolidation import History
from collector.domain.finding import Finding
from collector.domain.programme import Programme
from collector.domain.submission import Standing
from collector.submissions import DEFAULT_LIMITS, FoundFile, Limits
from collector.submissions.processes import pool as processes_of_pool
from collector.submissions.processes.pool import Pool
from collector.templates import write_template
from collector.workflows.campaign import Campaign, read_campaign
from collector.workflows.workspace import open_workspace

from .damaged import DEFECTS
from .damaged.defect import YEAR, Defect, Kit, make_kit
from .damaged.packages import DATA_PART, add_rows, set_cells, sign_off_entries, text, unzipped, zipped

MOST_MB = 512
SLOWEST_REFUSAL_S = 3
HOSTILE = tuple(d for d in DEFECTS if d.is_refused and d.limits == DEFAULT_LIMITS and d.expected[0][0].startswith("P"))


@pytest.fixture(scope="module")
def kit() -> Kit:
    return make_kit()


@dataclass
class Office:
    """A workspace whose folder of returns is filled by hand."""

    root: Path

    @property
    def returns(self) -> Path:
        return self.root / "submissions" / str(YEAR)

    def put(self, name: str | bytes, content: bytes) -> Path:
        path = Path(
            os.fsdecode(os.fsencode(self.returns) + b"/" + (name if isinstance(name, bytes) else os.fsencode(name)))
        )
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return path

    def read(self) -> Campaign:
        return read_campaign(open_workspace(self.root), self.returns, lambda _: None)

    def findings(self) -> list[tuple[str, str]]:
        """The file and the code of everything found, but for the returns that nobody sent."""
        return sorted((f.place.file, f.rule.code) for f in self.read().findings if f.rule.code != "K503")


@pytest.fixture
def office(tmp_path: Path, kit: Kit) -> Office:
    """A workspace with the undamaged return of ZMK."""
    root = Path(__file__).parents[1]
    for name in ("collector.toml", "programme.yaml"):
        (tmp_path / name).write_bytes((root / name).read_bytes())
    office = Office(tmp_path)
    office.put("ZMK.xlsx", kit.plain)
    return office


# --- What is passed over -------------------------------------------------------------------------------------------

PASSED_OVER = {
    "~$ZMK.xlsx": "P108", ".~lock.ZMK.xlsx#": "P108", ".ukryty.xlsx": "P108", "~WRL0001.tmp": "P108",
    "ZMK.xlsx.crdownload": "P108", "ZMK.bak": "P108", "Thumbs.db": "P108", "desktop.ini": "P108", ".DS_Store": "P108",
    "pismo.pdf": "P102", "skan.JPG": "P102", "zwroty.zip": "P107", "bez rozszerzenia": "P107", "baza.accdb": "P107",
}  # fmt: skip


def test_files_that_are_no_returns_are_listed_and_passed_over(office: Office) -> None:
    for name in PASSED_OVER:
        office.put(name, b"ZMK")
    office.put("README.md", b"notes")
    assert office.findings() == sorted(PASSED_OVER.items())


NAMES: dict[str | bytes, str] = {
    "dwa\nwiersze.xlsx": "dwa wiersze.xlsx",
    "tab\tulator.xlsx": "tab ulator.xlsx",
    "\x1b[31mczerwony.xlsx": "?[31mczerwony.xlsx",
    "\x9b2Jczysty.xlsx": "?2Jczysty.xlsx",
    "zmk\u202excod.xlsx": "zmkxcod.xlsx",
    "zażółć\u0301.xlsx": "zażółć\u0301.xlsx",
    b"za\xbf\xf3\xb3\xe6.xlsx": "zażółć.xlsx",
    b"zly\x81\xff.xlsx": "zly??.xlsx",
    "długa " + "nazwa " * 30 + ".xlsx": ("długa " + "nazwa " * 30).strip() + " .xlsx",
    "kropka.xlsx.": "kropka.xlsx.",
    "odstęp.xlsx ": "odstęp.xlsx",
    "WIELKIE.XLSX": "WIELKIE.XLSX",
    "😀.xlsx": "😀.xlsx",
    "=1+1.xlsx": "=1+1.xlsx",
    "{indicator}.xlsx": "{indicator}.xlsx",
    "a/ZMK.xlsx": "a/ZMK.xlsx",
    "b/ZMK.xlsx": "b/ZMK.xlsx",
    "/".join("abcde" * 5) + "/głęboko.xlsx": "/".join("abcde" * 5) + "/głęboko.xlsx",
}


def test_file_of_any_name_is_told_on_one_harmless_line(office: Office) -> None:
    for name in NAMES:
        office.put(name, b"to nie skoroszyt")
    assert office.findings() == sorted((shown, "P101") for shown in NAMES.values())


def test_links_and_special_files_are_told(office: Office, tmp_path: Path, kit: Kit) -> None:
    outside = tmp_path / "poza.xlsx"
    outside.write_bytes(kit.plain)
    folder = office.returns
    (folder / "poza.xlsx").symlink_to(outside)
    (folder / "donikąd.xlsx").symlink_to(folder / "nie ma.xlsx")
    (folder / "w kółko.xlsx").symlink_to(folder / "w kółko.xlsx")
    (folder / "skrót do folderu.xlsx").symlink_to(folder)
    (folder / "w środku.xlsx").symlink_to(folder / "ZMK.xlsx")
    os.mkfifo(folder / "kolejka.xlsx")
    with socket.socket(socket.AF_UNIX) as server:
        with contextlib.chdir(folder):  # the address of a socket may have some hundred bytes only
            server.bind("gniazdo.xlsx")
        told = office.findings()
    refused = ("donikąd", "gniazdo", "kolejka", "poza", "skrót do folderu", "w kółko")
    assert told == sorted([*((f"{name}.xlsx", "P109") for name in refused), ("w środku.xlsx", "T307")])


def test_folders_named_as_files_are_looked_into(office: Office) -> None:
    (office.returns / "pusty.xlsx").mkdir()
    office.put("PUP.xlsx/zwrot.xlsx", b"to nie skoroszyt")
    assert office.findings() == [("PUP.xlsx", "P110"), ("PUP.xlsx/zwrot.xlsx", "P101"), ("pusty.xlsx", "P110")]


def test_folder_nested_too_deeply_asks_to_be_looked_at(office: Office, kit: Kit) -> None:
    office.put("a/" * 60 + "ZMK.xlsx", kit.plain)
    (finding,) = (found for found in office.read().findings if found.rule.code not in ("K503", "T307"))
    assert finding.rule.severity == "blokuje"


def test_two_files_are_never_called_the_same(office: Office) -> None:
    for name in ("a b.xlsx", "a\nb.xlsx"):
        office.put(name, b"to nie skoroszyt")
    assert len({file for file, _ in office.findings()}) == 2


def test_workbook_under_any_name_is_read(office: Office, kit: Kit) -> None:
    (office.returns / "ZMK.xlsx").unlink()
    office.put("formularz zmk (2)", kit.plain)
    campaign = office.read()
    assert [submission.executor for submission in campaign.submissions] == ["ZMK"]


def as_open_document(*titles: str) -> bytes:
    """A workbook of LibreOffice with empty sheets."""
    spaces = " ".join(f'xmlns:{prefix}="urn:{prefix}"' for prefix in ("office", "table", "manifest"))
    sheets = "".join(f'<table:table table:name="{title}"/>' for title in titles)
    parts = {
        "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
        "META-INF/manifest.xml": f"<manifest:manifest {spaces}/>".encode(),
        "content.xml": f"<office:document-content {spaces}>{sheets}</office:document-content>".encode(),
    }
    return zipped(parts, zipfile.ZIP_STORED)


def old_office(stream: str) -> bytes:
    """The beginning of a file of an old Office program."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + stream.encode("utf-16-le").ljust(512, b"\x00")


def test_workbooks_of_other_kinds_are_looked_into_without_an_ending(office: Office) -> None:
    """They hold no form, which only who looks into them can tell."""
    office.put("formularz ods", as_open_document("Dane"))
    office.put("formularz.2017", as_open_document("Dane"))
    office.put("formularz xls", old_office("Workbook"))
    assert office.findings() == [
        ("formularz ods", "T304"),
        ("formularz xls", "P111"),
        ("formularz.2017", "T304"),
    ]


def test_companions_of_returns_are_not_looked_into(office: Office) -> None:
    kept = {
        "pismo.doc": "Workbook",
        "wiadomość.msg": "Workbook",
        "prezentacja.ppt": "Workbook",
        "pismo": "WordDocument",
    }
    for name, stream in kept.items():
        office.put(name, old_office(stream))
    letter = as_open_document().replace(b"opendocument.spreadsheet", b"opendocument.text.......")
    office.put("pismo.odt", letter)
    office.put("list", letter)
    codes = dict(office.findings())
    assert codes == {
        "pismo.doc": "P102", "wiadomość.msg": "P102", "prezentacja.ppt": "P107", "pismo": "P107", "pismo.odt": "P102",
        "list": "P107",
    }  # fmt: skip


# --- Files that end the process that reads them ---------------------------------------------------------------------


def long_return(kit: Kit, rows: int, formula: str = "") -> bytes:
    """An honest return with a long list beside its table, and a formula; `formula` stands in every cell of the list."""
    parts = unzipped(kit.plain)
    cells = (f'<c r="{letter}{{row}}">{formula}<v>{{row}}.5</v></c>' for letter in "LMNOPQRSTU")
    line = f'<row r="{{row}}">{"".join(cells)}</row>'
    parts[DATA_PART] = add_rows(parts[DATA_PART], "".join(line.format(row=row) for row in range(1000, 1000 + rows)))
    parts[DATA_PART] = set_cells(parts[DATA_PART], {"H9": "<f>1</f><v>1</v>"})
    return zipped(parts)


@pytest.fixture
def pool() -> Iterator[Pool]:
    pool = Pool()
    yield pool
    pool.stop()


@dataclass
class Queue:
    """A long return and a short one after it, read one after another by one process."""

    pool: Pool
    kit: Kit
    folder: Path

    def read(self, limits: Limits, progress: Callable[[str], None] = lambda _: None) -> list[list[Finding]]:
        files = []
        for name, content in (
            ("long.xlsx", long_return(self.kit, 5900, "<f>{row}+0.5</f>")),
            ("short.xlsx", self.kit.plain),
        ):
            (self.folder / name).write_bytes(content)
            files.append(FoundFile(self.folder / name, name))
        readings = self.pool.read(files, self.kit.programme, YEAR, limits, progress)
        assert [file.standing for file in readings[0].files] == [Standing.REFUSED]
        assert [submission.executor for submission in readings[1].submissions] == ["ZMK"]
        return [list(reading.findings) for reading in readings]


@pytest.fixture
def queue(pool: Pool, kit: Kit, tmp_path: Path) -> Queue:
    return Queue(pool, kit, tmp_path)


def only(findings: list[Finding]) -> Finding:
    (finding,) = findings
    return finding


def test_file_that_needs_too_much_memory_costs_only_itself(queue: Queue) -> None:
    first, second = queue.read(Limits(memory_mb=70))
    assert only(first).rule.code == "P115"
    assert "pamięci" in only(first).message
    assert second == []


def test_file_that_takes_too_long_costs_only_itself(queue: Queue) -> None:
    first, second = queue.read(Limits(seconds=1))
    assert (only(first).rule.code, second) == ("P115", [])
    assert "dłużej niż 1 s" in only(first).message


def test_start_of_a_process_does_not_count(
    pool: Pool, kit: Kit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    *command, script = processes_of_pool._COMMAND
    monkeypatch.setattr(processes_of_pool, "_COMMAND", (*command, f"import time; time.sleep(1.5); {script}"))
    (tmp_path / "ZMK.xlsx").write_bytes(kit.plain)
    files = [FoundFile(tmp_path / "ZMK.xlsx", "ZMK.xlsx")]
    (reading,) = pool.read(files, kit.programme, YEAR, Limits(seconds=1), lambda _: None)
    assert [submission.executor for submission in reading.submissions] == ["ZMK"]


def test_process_that_is_killed_costs_only_its_file(queue: Queue) -> None:
    def kill(name: str) -> None:
        """Kill the process while it reads the long file."""
        if name == "long.xlsx":
            threading.Timer(0.4, lambda: os.kill(reading_process(queue.pool), signal.SIGKILL)).start()

    first, second = queue.read(Limits(), kill)
    assert (only(first).rule.code, second) == ("P115", [])
    assert "przerwał pracę" in only(first).message


def reading_process(pool: Pool) -> int:
    process = pool._processes[0]._process
    assert process is not None
    return process.pid


@pytest.fixture(scope="module")
def one_pool() -> Iterator[Pool]:
    pool = Pool()
    yield pool
    pool.stop()


@pytest.mark.parametrize("defect", HOSTILE, ids=lambda defect: defect.name)
def test_refusal_takes_little_time(
    defect: Defect, kit: Kit, one_pool: Pool, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    (tmp_path / "file.xlsx").write_bytes(defect.make(kit))
    files = [FoundFile(tmp_path / "file.xlsx", "file.xlsx")]
    started = time.monotonic()
    (reading,) = one_pool.read(files, kit.programme, YEAR, DEFAULT_LIMITS, lambda _: None)
    took = time.monotonic() - started
    record_property("seconds", took)
    assert reading.submissions == ()
    assert "P115" not in {found.rule.code for found in reading.findings}
    assert took < SLOWEST_REFUSAL_S


# --- A hundred good and a hundred hostile files ----------------------------------------------------------------------

CATALOGUE = """\
format: 1
program:
  id: elk-pomoc-2016-2020
  tytul: Program pomocy
  miasto: Ełk
  koordynator: Centrum Usług Społecznych
  lata: {od: 2016, do: 2020}
  poziomy: [[cel, cele, celów]]
raport:
  tytul: [Raport, 'za rok {rok}']
  wydal: Ełk, {rok_wydania} r.
  tytul_tabeli: Cele
  pasy: []
  kolumny:
    - {klucz: wskaznik, naglowek: Miernik, szerokosc: 30}
    - {klucz: wartosc, naglowek: 'Rok {rok}', szerokosc: 14}
realizatorzy:
EXECUTORS
jednostki:
  osoba: [osoba, osoby, osób]
drzewo:
  - kod: A
    tytul: Pomoc
    wskazniki:
      - id: A/1
        nazwa: Osoby objęte pomocą
        rodzaj: liczba
        jednostka: osoba
        moment: cały rok
        kierunek: więcej
        realizatorzy: [ALL]
        laczenie: suma
"""
EXECUTORS = [f"W{number:03}" for number in range(1, 101)]


def city(root: Path) -> Programme:
    """A workspace of a programme with a hundred executors."""
    listed = "\n".join(f"  {id_}: {{nazwa: Wydział {id_}}}" for id_ in EXECUTORS)
    catalogue = CATALOGUE.replace("EXECUTORS", listed).replace("ALL", ", ".join(EXECUTORS))
    (root / "programme.yaml").write_text(catalogue, encoding="utf-8")
    programme = load_programme(root / "programme.yaml")
    (root / "collector.toml").write_text(f'programme = "{programme.id}"\nyear = {YEAR}\n', encoding="utf-8")
    return programme


def good_return(programme: Programme, executor: str, scratch: Path) -> bytes:
    write_template(programme, programme.executor_by_id[executor], YEAR, History(), scratch)
    parts = unzipped(scratch.read_bytes())
    scratch.unlink()
    parts[DATA_PART] = set_cells(parts[DATA_PART], {"H6": f"<v>{EXECUTORS.index(executor)}</v>"})
    sign_off_entries(parts)
    return zipped(parts)


def tree(folder: Path) -> dict[str, str]:
    """The digests of all files outside `build`."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
        for path in folder.rglob("*")
        if "build" not in path.relative_to(folder).parts
    }


@dataclass(frozen=True)
class Watched:
    """How the program ended, what it said, and how much memory it and its processes held at most."""

    code: int
    out: str
    err: str
    peak_mb: float


def watched(root: Path) -> Watched:
    """Runs `validate` as a person does and watches its memory."""
    command = [sys.executable, "-W", "error", "-m", "collector", "validate"]
    with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        said: list[tuple[bytes, bytes]] = []
        listener = threading.Thread(target=lambda: said.append(process.communicate()))
        listener.start()
        peak = 0
        while listener.is_alive():
            peak = max(peak, sum(map(resident_kb, processes(process.pid))))
            listener.join(0.02)
    out, err = (stream.decode() for stream in said[0])
    return Watched(process.returncode, out, err, peak / 1000)


def processes(pid: int) -> Iterator[int]:
    """A process and those that it started."""
    yield pid
    try:
        tasks = list(Path(f"/proc/{pid}/task").glob("*/children"))
    except OSError:
        # It has just ended.
        return
    for children in tasks:
        try:
            started = children.read_text().split()
        except OSError:
            continue
        for child in started:
            yield from processes(int(child))


def resident_kb(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("VmRSS")), 0)


needs_proc = pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read from /proc")


@needs_proc
def test_hundred_good_returns_arrive_among_a_hundred_hostile_files(tmp_path: Path, kit: Kit) -> None:
    programme = city(tmp_path)
    office = Office(tmp_path)
    hostile = HOSTILE[:100]
    for defect in hostile:
        office.put(f"złe/{defect.name}.xlsx", defect.make(kit))
    for executor in EXECUTORS:
        office.put(f"{executor}.xlsx", good_return(programme, executor, tmp_path / "scratch.xlsx"))
    before = tree(tmp_path)
    run = watched(tmp_path)
    assert tree(tmp_path) == before
    assert run.err == ""
    assert run.code == 1
    assert f"{len(EXECUTORS)} z {len(EXECUTORS)}" in run.out
    told = json.loads((tmp_path / "build" / str(YEAR) / "uwagi.json").read_text(encoding="utf-8"))
    serious = [finding for finding in told if finding["severity"] != "informacja"]
    assert Counter(finding["file"] for finding in serious) == {f"złe/{defect.name}.xlsx": 1 for defect in hostile}
    assert all(finding["message"] and finding["fix"] for finding in serious)
    assert len(hostile) == 100
    assert run.peak_mb < MOST_MB


@needs_proc
def test_list_of_many_cells_beside_the_table_takes_little_memory(office: Office, kit: Kit) -> None:
    office.put("ZMK.xlsx", long_return(kit, 4000))
    run = watched(office.root)
    assert run.err == ""
    assert "uwzględnione zwroty: 1 z 9." in run.out
    assert run.peak_mb < 240


def test_what_is_shown_commands_no_screen(office: Office, kit: Kit) -> None:
    parts = unzipped(kit.plain)
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(b'name="Dane"', 'name="Da\u202e\x9b2Jne"'.encode())
    commands = text("a\x9b2Jb\u202ec_x001B_[2J")
    parts[DATA_PART] = set_cells(parts[DATA_PART], {"H8": commands, "N8": commands})
    office.put("ZMK.xlsx", zipped(parts))
    office.put("\x1b[2J.xlsx", b"a")
    run = watched(office.root)
    assert "(W401)" in run.out
    assert "(S211)" in run.out
    assert not [sign for sign in run.out + run.err if sign != "\n" and not sign.isprintable()]
