"""Returns that other programs saved again: LibreOffice in three formats, openpyxl, and two JavaScript libraries.

The JavaScript libraries are installed once, by .ci/run, in `.javascript_cache` of this folder's root.
"""

import io
import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from difflib import unified_diff
from itertools import cycle
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from collector.catalogue import load_programme
from collector.domain.consolidation import History
from collector.domain.observation import Place
from collector.domain.programme import Programme
from collector.layout.form import SIGN_OFF_SHEET, SheetLayout
from collector.submissions import DEFAULT_LIMITS
from collector.submissions.forms.reading import FormReader, Reading
from collector.submissions.opening.gate import open_book
from collector.submissions.rules import UNUSUAL_KIND
from collector.templates import write_template

from .conftest import HEADING_ROW, ROOT, FullForm

OFFICE = shutil.which("soffice")
NODE = shutil.which("node")
SCRIPT = Path(__file__).with_name("javascript") / "resave.mjs"
LIBRARIES = ROOT / ".javascript_cache"
IN_CI = bool(os.environ.get("CI"))
needs_office = [
    pytest.mark.office,
    pytest.mark.skipif(not OFFICE and not IN_CI, reason="LibreOffice is not installed"),
]
needs_javascript = pytest.mark.skipif(
    not (NODE and (LIBRARIES / "node_modules").is_dir()) and not IN_CI,
    reason="node or the libraries of tests/javascript are not installed (see .ci/run)",
)
# The folder of a workspace below the root, and the year of its returns.
WORKSPACES = {
    "srps": ("examples/bialystok-srps-2011-2020", 2017),
    "pps": ("examples/bialystok-pps-2025-2030", 2023),
    "lublin": ("examples/lublin-srps-2014-2020", 2020),
}
SHIPPED = ("srps-PUP", "srps-UM-DE", "srps-MOPR", "srps-ZMK", "pps-MOPR", "lublin-ZI")
FRESH = ("srps-UM-DE", "pps-DDPS", "lublin-UM-WK")
PLACE = Place(file="zwrot.xlsx")
LONG_LIST = "; ".join(f"{number}. stowarzyszenie „Żółć i gęśla” nr {number}" for number in range(1, 90))
TEXTS = (
    "Zażółć gęślą jaźń – „ćwiczenie”",
    "pierwszy wiersz\ndrugi wiersz\n\nczwarty",
    "  odstępy na początku i na końcu  ",
    "22\u00a0351 osób\u202fi\u2009inne",
    "A & B < C > D \"E\" 'F' &amp; &#10;",
    "=SUMA(A1:A9) to nie formuła",
    "-5 punktów",
    "+48 85 111 22 33",
    "@wydział",
    "👩‍👧 rodzina 🙂",
    "'apostrof na początku",
    "0264011",
    "1.2",
    "12%",
    "2019-12-31",
    "TRUE",
    "#DIV/0!",
    "1e5",
    "nan",
    LONG_LIST,
)
CONTENTS = (
    *(22351, 0, -5, 0.71, 1129.1, 0.1 + 0.2, 5292507.36, 123456789012345, 1e-7),
    *("22 351", "22\u00a0351", "2659*", "3 821 **", "1129,1", "1.250", "31.12.2019 r.", "2019-12-31", "ok. 200"),
    *("'22351", "=5+3", "-", "+7", "@", "0264011", "n/d", "brak danych", "12,5 %", "1,5 mln", "4/5", "5 292 507 zł"),
    *("mężczyźni: 12\nkobiety: 15", "A&B <i>", "🙂", LONG_LIST),
)
SHOWN: tuple[tuple[Any, str], ...] = (
    (date(2019, 12, 31), "dd.mm.yyyy"),
    (date(2017, 2, 1), "yyyy-mm-dd"),
    (datetime(2017, 1, 1, 12, 30), "dd.mm.yyyy hh:mm"),  # noqa: DTZ001 - no zone in cells
    (time(12, 30), "h:mm"),
    (timedelta(hours=30), "[h]:mm"),
    (45000, "[$-415]d mmm"),
    (0.12, "0%"),
    (0.71, "0.0%"),
    (1129, "#,##0,"),
    (1129.1, '#,##0\\ "zł"'),
    (22351, '0" osób"'),
    (22351, "@"),
    (-3, "#,##0;[Red](#,##0)"),
    (0, '#,##0;-#,##0;"brak"'),
    ("#DIV/0!", "General"),
    ("#N/A", "General"),
)


@dataclass
class Desk:
    """A programme, a year, and the reader of its returns."""

    folder: Path
    programme: Programme
    year: int

    def form(self, executor: str, path: Path) -> FullForm:
        """A blank form, made at `path`."""
        write_template(self.programme, self.programme.executor_by_id[executor], self.year, History(), path)
        return FullForm(openpyxl.load_workbook(path), self.programme)

    def read(self, content: bytes) -> Reading:
        """What the bytes of a return say, as if every file had the same name."""
        return FormReader(self.programme, self.year).read(open_book(content, PLACE, DEFAULT_LIMITS), PLACE)


@pytest.fixture(scope="session")
def desks() -> dict[str, Desk]:
    return {
        name: Desk(ROOT / folder, load_programme(ROOT / folder / "programme.yaml"), year)
        for name, (folder, year) in WORKSPACES.items()
    }


@pytest.fixture(scope="session")
def originals(desks: dict[str, Desk], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The returns to be saved again: shipped ones, and fresh forms filled with everything that may go wrong."""
    folder = tmp_path_factory.mktemp("originals")
    for name in SHIPPED:
        workspace, _, executor = name.partition("-")
        desk = desks[workspace]
        shutil.copy(desk.folder / "submissions" / str(desk.year) / f"{executor}.xlsx", folder / f"{name}.xlsx")
    for name in FRESH:
        workspace, _, executor = name.partition("-")
        fill_awkwardly(desks[workspace], executor, folder / f"{name}-fresh.xlsx")
    fill_with_formats(desks["srps"], "MOPR", folder / "srps-MOPR-formats.xlsx")
    return folder


def fill_awkwardly(desk: Desk, executor: str, path: Path) -> None:
    """Make the form of an executor and type into every field something that a careless program would change."""
    form = desk.form(executor, path)
    texts, contents = cycle(TEXTS), cycle(CONTENTS)
    for layout in form.layouts:
        for row in typed_rows(form, layout):
            for key in layout.entry_keys:
                type_text(form, layout, row, key, next(contents if key in {"value", "koszt"} else texts))
    for row, text in zip(
        range(4, 9), ("Żaneta Łącka-Gęś", "st. inspektor & s.", "+48 85", "2018-02-14", "'"), strict=True
    ):
        form.book[SIGN_OFF_SHEET].cell(row, 2).value = text
    path.write_bytes(respelled(form.content(), spelled_in_utf8))


def fill_with_formats(desk: Desk, executor: str, path: Path) -> None:
    """Make the form of an executor with errors, and with numbers that are shown otherwise than stored."""
    form = desk.form(executor, path)
    (layout,) = form.layouts
    for row, (content, number_format) in zip(typed_rows(form, layout), SHOWN, strict=False):
        cell = form.book[layout.sheet].cell(row, layout.position["value"] + 1)
        cell.value = content
        cell.number_format = number_format
    form.book.save(path)


def spelled_in_utf8(sheet: bytes) -> bytes:
    """A sheet by openpyxl with its texts spelled as Excel spells them: letters, not the numbers of letters."""
    return re.sub(rb"&#(\d{3,});", lambda match: chr(int(match[1])).encode(), sheet)


def respelled(content: bytes, change: Callable[[bytes], bytes]) -> bytes:
    """A workbook with its sheets written in another way."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            part = before.read(name)
            after.writestr(name, change(part) if name.startswith("xl/worksheets/") else part)
    return target.getvalue()


def typed_rows(form: FullForm, layout: SheetLayout) -> Iterator[int]:
    """The rows of a sheet that have cells to fill in; of the register, every ninth."""
    sheet = form.book[layout.sheet]
    rows = [row[0].row for row in sheet.iter_rows(min_row=HEADING_ROW + 1) if not all(c.protection.locked for c in row)]
    yield from (row for row in rows[:: 9 if len(layout.columns) > 10 else 1] if row)


def type_text(form: FullForm, layout: SheetLayout, row: int, key: str, content: object) -> None:
    if key == "missing":
        return
    cell = form.book[layout.sheet].cell(row, layout.position[key] + 1)
    cell.value = content  # type: ignore[assignment]
    if isinstance(content, str):
        cell.data_type = "s"  # text that begins with = is no formula here


def convert(files: Iterator[Path], kind: str, out: Path, profile: Path) -> Path:
    """Save files again in LibreOffice, all at once; the folder of the results."""
    command = [str(OFFICE), f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", kind]
    subprocess.run([*command, "--outdir", str(out), *map(str, files)], check=True, capture_output=True, timeout=300)
    return out


@pytest.fixture
def office(originals: Path, tmp_path: Path) -> Callable[..., Path]:
    """Saves the returns again in a format of LibreOffice, and those of another format in the next one."""

    def resaved(*kinds: str) -> Path:
        folder = originals
        for number, kind in enumerate(kinds):
            folder = convert(iter(sorted(folder.iterdir())), kind, tmp_path / f"{number}-{kind}", tmp_path / "profile")
        return folder

    return resaved


def differences(originals: Path, resaved: Path, desks: dict[str, Desk]) -> dict[str, list[str]]:
    """What the returns of a folder say otherwise than the originals, by their names."""
    found = {}
    for path in sorted(originals.iterdir()):
        desk = desks[path.stem.partition("-")[0]]
        (again,) = resaved.glob(f"{path.stem}.*")
        content = again.read_bytes()
        assert content != path.read_bytes()
        before, after = said(desk.read(path.read_bytes())), said(desk.read(content))
        if before != after:
            found[path.stem] = [line for line in unified_diff(before, after, lineterm="", n=0) if line[:2] != "@@"]
    return found


def said(reading: Reading) -> list[str]:
    """Everything that a reading says, but for the time and the program of the last saving."""
    (line,) = reading.files
    assert line.filled == line.own + line.taken + len(line.left)
    parts: list[object] = [finding for finding in reading.findings if finding.rule is not UNUSUAL_KIND]
    for one in reading.submissions:
        parts += [*one.observations, *one.entries, replace(one, modified="", observations=(), entries=())]
    return [*map(repr, [*parts, *line.left, replace(line, modified="", left=())])]


class TestOffice:
    pytestmark = needs_office

    def test_as_excel_workbook(
        self, originals: Path, office: Callable[..., Path], desks: dict[str, Desk], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        resaved = office("xlsx")
        assert not differences(originals, resaved, desks)
        # And such files, unless they hold dates and the like, are read the fast way.
        monkeypatch.setattr("collector.submissions.opening.xlsx.careful.read_carefully", None)
        for path in resaved.glob("*[!s].xlsx"):
            assert desks[path.stem.partition("-")[0]].read(path.read_bytes()).submissions

    def test_as_ods_and_from_there_as_xlsx(
        self, originals: Path, office: Callable[..., Path], desks: dict[str, Desk]
    ) -> None:
        back = office("ods", "xlsx")
        assert not differences(originals, back.with_name("0-ods"), desks)
        assert not differences(originals, back, desks)

    def test_as_old_xls(self, originals: Path, office: Callable[..., Path], desks: dict[str, Desk]) -> None:
        assert not differences(originals, office("xls"), desks)


@needs_javascript
@pytest.mark.parametrize("library", ["sheetjs", "exceljs"])
def test_javascript(library: str, originals: Path, desks: dict[str, Desk], tmp_path: Path) -> None:
    subprocess.run([str(NODE), SCRIPT, originals, tmp_path], cwd=LIBRARIES, check=True, timeout=120)
    found = differences(originals, tmp_path / library, desks)
    # SheetJS throws away how numbers are shown.
    assert list(found) == (["srps-MOPR-formats"] if library == "sheetjs" else [])


def test_openpyxl(originals: Path, desks: dict[str, Desk], tmp_path: Path) -> None:
    for path in originals.iterdir():
        openpyxl.load_workbook(path).save(tmp_path / path.name)
    assert not differences(originals, tmp_path, desks)


def test_truth_is_no_number_after_libreoffice_either(desks: dict[str, Desk], tmp_path: Path) -> None:
    """What LibreOffice makes of PRAWDA in a cell whose format is of numbers."""
    form = desks["srps"].form("UM-SPORT", tmp_path / "form.xlsx")
    content = form.type(form.ids("Dane")[0], value="=TRUE()").content()
    reading = desks["srps"].read(respelled(content, lambda sheet: sheet.replace(b"</f><v></v>", b"</f><v>1</v>")))
    (observation, *_) = reading.submissions[0].observations
    assert observation.value.number is None
