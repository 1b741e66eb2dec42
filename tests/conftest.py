"""What the tests share: the programme, a workspace that may be spoilt, and forms filled in as a person does."""

import io
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from collector.catalogue import load_programme, shipped_path
from collector.cli.main import run as run_command
from collector.domain.finding import Finding
from collector.domain.programme import Programme
from collector.layout.form import DATA_SHEET, POSITION, column_headed
from collector.templates import write_template

ROOT = Path(__file__).parents[1]
PROGRAMME_ID = "bialystok-srps-2011-2020"
HEADING_ROW = 5


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
        return self.book[DATA_SHEET]

    def row(self, indicator: str) -> int:
        """The Excel row of an indicator, found by its visible id."""
        for (cell,) in self.sheet.iter_rows(max_col=1):
            if cell.value == indicator:
                return int(cell.row or 0)
        raise AssertionError(f"no row {indicator}")

    def address(self, indicator: str, key: str = "value") -> str:
        """The address of an input cell of an indicator."""
        return str(self.sheet.cell(self.row(indicator), POSITION[key] + 1).coordinate)

    def type(self, indicator: str, value: object = None, *, missing: str = "", note: str = "") -> "Form":
        """Type into the row of an indicator."""
        row = self.row(indicator)
        for key, content in (("value", value), ("missing", missing or None), ("note", note or None)):
            if content is not None:
                self.sheet.cell(row, POSITION[key] + 1).value = content  # type: ignore[assignment]
        return self

    def save(self, path: Path) -> Path:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.book.save(path)
        return path

    def content(self) -> bytes:
        target = io.BytesIO()
        self.book.save(target)
        return target.getvalue()


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory, programme: Programme) -> Path:
    """The blank forms of 2017."""
    folder = tmp_path_factory.mktemp("templates")
    for executor in programme.executors:
        write_template(programme, executor, 2017, {}, folder / f"{executor.id}.xlsx")
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
    headings = ((cell.column, column_headed(str(cell.value))) for cell in sheet[HEADING_ROW])
    return {column.key: number for number, column in headings if number and column}
