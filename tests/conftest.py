"""What the tests share: the programme, a workspace that may be spoilt, and forms filled in as a person does."""

import csv
import gc
import io
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass, replace
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.cell import Cell
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from collector.catalogue import load_programme, shipped_path
from collector.cli.main import run as run_command
from collector.domain.consolidation import History, PastValue
from collector.domain.finding import Finding
from collector.domain.observation import Place
from collector.domain.programme import Programme
from collector.domain.submission import Submission
from collector.layout.form import DATA, SIGN_OFF_SHEET, TABLES, SheetLayout, register_sheet
from collector.submissions import DEFAULT_LIMITS
from collector.submissions.processes.file_reading import FileReader
from collector.templates import write_template
from collector.workflows.campaign import read_campaign
from collector.workflows.generate import generate_templates
from collector.workflows.merge import Merge, merge_workspace
from collector.workflows.workspace import Workspace, open_workspace, workspace_programme

ROOT = Path(__file__).parents[1]
PROGRAMME_ID = "bialystok-srps-2011-2020"
HEADING_ROW = 5

# As the program does: looking for garbage less often saves about a tenth of the time.
gc.set_threshold(100_000, 20, 20)


@pytest.fixture(scope="session")
def programme() -> Programme:
    return load_programme(shipped_path(PROGRAMME_ID))


@dataclass(frozen=True)
class Run:
    """What a command said and how it ended."""

    code: int
    out: str
    err: str


@pytest.fixture(scope="session")
def program() -> Callable[..., Run]:
    """Runs the real program in a process of its own, as a person does; any warning is an error."""

    def run(*arguments: str | Path, cwd: Path) -> Run:
        command = [sys.executable, "-W", "error", "-m", "collector", *map(str, arguments)]
        done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, encoding="utf-8", timeout=120)
        assert "Traceback" not in done.stderr, done.stderr
        return Run(done.returncode, done.stdout, done.stderr)

    return run


@pytest.fixture(scope="session")
def collector() -> Callable[..., Run]:
    """Runs a command in this process, which spares the imports; what it prints and returns is the same."""

    def run(*arguments: str | Path, cwd: Path) -> Run:
        out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="") for _ in range(2))
        with chdir(cwd), redirect_stdout(out), redirect_stderr(err):
            code = run_command([*map(str, arguments)])
        return Run(code, *(said_on(stream) for stream in (out, err)))

    return run


def said_on(stream: io.TextIOWrapper) -> str:
    stream.flush()
    stream.seek(0)
    return stream.read()


def history_of(values: Mapping[str, PastValue]) -> History:
    """A history in which each of `values` is of its own year."""
    values = {
        id_: replace(past, place=Place(file=f"history/{past.year}.csv", cell="wiersz 2"))
        for id_, past in values.items()
    }
    years = {past.year for past in values.values()}
    return History({year: {id_: past for id_, past in values.items() if past.year == year} for year in years})


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A copy of the shipped workspace of 2017, with its returns, without results."""
    for name in ("collector.toml", "programme.yaml"):
        shutil.copy(ROOT / name, tmp_path / name)
    shutil.copytree(ROOT / "submissions", tmp_path / "submissions")
    return tmp_path


@pytest.fixture(scope="session")
def merged(tmp_path_factory: pytest.TempPathFactory, program: Callable[..., Run]) -> Path:
    """The folder of results of the shipped workspace, merged once."""
    out = tmp_path_factory.mktemp("merged")
    done = program("merge", "--out", out, cwd=ROOT)
    assert done.code == 0, done.err
    return out


@dataclass
class Form:
    """A form of an executor, open for typing."""

    book: Workbook

    @property
    def sheet(self) -> Worksheet:
        return self.book[DATA.sheet]

    def row(self, indicator: str) -> int:
        """The Excel row of an indicator, found by its visible id."""
        for (cell,) in self.sheet.iter_rows(max_col=1):
            if cell.value == indicator:
                return int(cell.row or 0)
        raise AssertionError(f"no row {indicator}")

    def address(self, indicator: str, key: str = "value") -> str:
        """The address of an input cell of an indicator."""
        return str(self.sheet.cell(self.row(indicator), DATA.position[key] + 1).coordinate)

    def type(self, indicator: str, value: object = None, *, missing: str = "", note: str = "") -> "Form":
        """Type into the row of an indicator."""
        row = self.row(indicator)
        for key, content in (("value", value), ("missing", missing or None), ("note", note or None)):
            if content is not None:
                self.sheet.cell(row, DATA.position[key] + 1).value = content  # type: ignore[assignment]
        return self

    def save(self, path: Path) -> Path:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.book.save(path)
        return path

    def content(self) -> bytes:
        target = io.BytesIO()
        self.book.save(target)
        return target.getvalue()


def read_submission(path: Path, name: str, programme: Programme, year: int) -> tuple[Submission | None, list[Finding]]:
    """The one return in a file, read in this process, and what was found in it."""
    reading = FileReader(programme, year, DEFAULT_LIMITS).read(path, name)
    assert len(reading.submissions) <= 1
    return next(iter(reading.submissions), None), list(reading.findings)


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory, programme: Programme) -> Path:
    """The blank forms of 2017."""
    folder = tmp_path_factory.mktemp("templates")
    for executor in programme.executors:
        write_template(programme, executor, 2017, History(), folder / f"{executor.id}.xlsx")
    return folder


@pytest.fixture
def blank(templates: Path) -> Callable[[str], Form]:
    """A blank form of an executor."""
    return lambda executor: Form(openpyxl.load_workbook(templates / f"{executor}.xlsx"))


@pytest.fixture
def returned() -> Callable[[str], Form]:
    """The shipped return of an executor for 2017, to be changed."""
    return lambda executor: Form(openpyxl.load_workbook(ROOT / "submissions" / "2017" / f"{executor}.xlsx"))


def assert_golden(name: str, text: str) -> None:
    """Compare `text` with the golden file `name`; UPDATE_GOLDEN=1 in the environment rewrites it."""
    golden = Path(__file__).with_name("golden") / name
    if os.environ.get("UPDATE_GOLDEN") == "1":
        golden.write_text(text, encoding="utf-8", newline="\n")
    assert text == golden.read_text(encoding="utf-8"), "if this is meant: UPDATE_GOLDEN=1 pytest"


def codes(findings: list[Finding]) -> list[str]:
    """The rule codes of findings, sorted."""
    return sorted(finding.rule.code for finding in findings)


def columns_of(sheet: Worksheet) -> Mapping[str, int]:
    """The column numbers of the form by key, read from its headings."""
    headings = ((cell.column, DATA.column_headed(str(cell.value))) for cell in sheet[HEADING_ROW])
    return {column.key: number for number, column in headings if number and column}


# --- Any programme: forms with tables and a register, filled in by hand ---------------------------------------------


OTHER_CITY = Path(__file__).with_name("other_city.yaml")


@dataclass
class FullForm:
    """A form with whatever sheets of data it has, open for typing."""

    book: Workbook
    programme: Programme

    @property
    def layouts(self) -> list[SheetLayout]:
        register = self.programme.register
        known = [DATA, TABLES, *([register_sheet(register)] if register else [])]
        return [layout for layout in known if layout.sheet in self.book.sheetnames]

    def ids(self, sheet: str) -> list[str]:
        """The visible ids in the rows of a sheet: those that have a cell to fill in."""
        rows = self.book[sheet].iter_rows(min_row=HEADING_ROW + 1)
        return [str(row[0].value) for row in rows if any(not cell.protection.locked for cell in row)]

    def find(self, row_id: str, key: str) -> Cell:
        """The input cell of a row, found by its visible id."""
        for layout in self.layouts:
            for (cell,) in self.book[layout.sheet].iter_rows(min_row=HEADING_ROW + 1, max_col=1):
                if cell.value == row_id and isinstance(cell, Cell):
                    found = self.book[layout.sheet].cell(cell.row, layout.position[key] + 1)
                    assert isinstance(found, Cell)
                    return found
        raise AssertionError(f"no row {row_id}")

    def type(self, row_id: str, **entries: object) -> "FullForm":
        """Type into the row, by the keys of its columns."""
        for key, entry in entries.items():
            self.find(row_id, key).value = entry  # type: ignore[assignment]
        return self

    def content(self) -> bytes:
        target = io.BytesIO()
        self.book.save(target)
        return target.getvalue()

    def sign(self) -> "FullForm":
        """Fill in the sign-off."""
        for row in range(4, 9):
            self.book[SIGN_OFF_SHEET].cell(row, 2).value = "inspektor"
        return self


@dataclass
class Bureau:
    """A workspace of any programme in a folder of its own."""

    root: Path

    @property
    def desk(self) -> Workspace:
        return open_workspace(self.root)

    @property
    def programme(self) -> Programme:
        return workspace_programme(self.desk)

    def form(self, executor: str) -> FullForm:
        """The form as it is generated, blank."""
        (path,) = generate_templates(self.desk, (executor,), lambda _: None)
        return FullForm(openpyxl.load_workbook(path), self.programme)

    def sent(self, executor: str) -> FullForm:
        """The return that lies in the folder, to be changed."""
        return FullForm(openpyxl.load_workbook(self.desk.submissions / f"{executor}.xlsx"), self.programme)

    def send(self, executor: str, form: FullForm) -> Path:
        path = self.desk.submissions / f"{executor}.xlsx"
        path.parent.mkdir(parents=True, exist_ok=True)
        form.book.save(path)
        return path

    def findings(self) -> list[Finding]:
        return read_campaign(self.desk, self.desk.submissions, lambda _: None).findings

    def merge(self) -> Merge:
        """The results of the year, whatever was found."""
        desk = self.desk
        return merge_workspace(desk, desk.submissions, desk.build, strict=False, progress=lambda _: None)

    def report(self) -> Workbook:
        return openpyxl.load_workbook(self.desk.build / f"raport-{self.desk.year}.xlsx")

    def data(self, name: str) -> list[dict[str, str]]:
        """The rows of a file of data that `merge` made."""
        with (self.desk.build / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))


@pytest.fixture
def bureau(tmp_path: Path) -> Callable[..., Bureau]:
    """Opens a workspace: `catalogue` is a file or its text, `example` a shipped example to be copied whole."""

    def opened(catalogue: Path | str = "", *, year: int, example: str = "", folder: str = "biuro") -> Bureau:
        root = tmp_path / folder
        if example:
            kept = ("submissions", "programme.yaml")
            ignore = shutil.ignore_patterns("build", "templates_xlsx")
            shutil.copytree(ROOT / "examples" / example, root, ignore=ignore)
            assert all((root / name).exists() for name in kept)
        root.mkdir(exist_ok=True)
        if catalogue:
            text = catalogue.read_text(encoding="utf-8") if isinstance(catalogue, Path) else catalogue
            (root / "programme.yaml").write_text(text, encoding="utf-8")
        programme = load_programme(root / "programme.yaml")
        (root / "collector.toml").write_text(f'programme = "{programme.id}"\nyear = {year}\n', encoding="utf-8")
        return Bureau(root)

    return opened
