"""What a damaged workbook is, and the plain return of ZMK for 2017 that all of them are made from."""

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl

from collector.catalogue import load_programme, shipped_path
from collector.domain.consolidation import History
from collector.domain.programme import Programme
from collector.layout.identity import issue_identity
from collector.submissions import DEFAULT_LIMITS, Limits
from collector.templates import write_template
from tests.conftest import PROGRAMME_ID, Form

from .packages import DATA_PART, Parts, set_cells, sign_off_entries, unzipped, zipped

YEAR = 2017
DATA_SHEET = "Dane"

Spot = tuple[str, str, str]
"""Code of the rule, sheet, cell."""

Understood = Mapping[str, Decimal | str | None]
"""What was read for an indicator: the number, the reason for its absence, or no value."""

ANSWERS: Mapping[str, tuple[str, str]] = {
    "E.1.1/1": ("H8", "12.5"),
    "E.1.2/1": ("H11", "25"),
    "E.1.3/1": ("H14", "37.5"),
    "E.2.2/1": ("H18", "25.5"),
    "E.3.1/1": ("H22", "50"),
}
"""Where each answer stands in the plain return, and the number in it."""


@dataclass(frozen=True)
class Kit:
    """What damaged workbooks are made from."""

    programme: Programme
    blank: bytes

    @cached_property
    def plain(self) -> bytes:
        """The undamaged return: a blank form with plain answers and a complete sign-off."""
        parts = unzipped(self.blank)
        answers = {cell: f"<v>{number}</v>" for cell, number in ANSWERS.values()}
        parts[DATA_PART] = set_cells(parts[DATA_PART], answers)
        sign_off_entries(parts)
        return zipped(parts)

    @property
    def form_id(self) -> str:
        """The number of the form."""
        return issue_identity(self.programme, self.programme.executor_by_id["ZMK"], YEAR).form_id

    def parts(self) -> Parts:
        """The parts of the undamaged return, to be changed."""
        return unzipped(self.plain)

    def form(self) -> Form:
        """The undamaged return, open for typing."""
        return Form(openpyxl.load_workbook(io.BytesIO(self.plain)))


Make = Callable[[Kit], bytes]


def undamaged(kit: Kit) -> bytes:
    return kit.plain


@dataclass(frozen=True, kw_only=True)
class Defect:
    """A damaged workbook. `expected` are all findings about it, `says` words that their sentences must contain.

    A refused file gives no values; of any other every value is read as in the undamaged return, but for `values`
    (None: no value). `raw` is the kept text of some answers, `left` the cells that are listed as not taken over.
    """

    name: str
    make: Make
    twin: Make = undamaged
    expected: tuple[Spot, ...] = ()
    says: str = ""
    is_refused: bool = False
    values: Understood = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)
    raw: Mapping[str, str] = field(default_factory=dict)
    left: tuple[tuple[str, str], ...] = ()
    twin_values: Understood = field(default_factory=dict)
    file_name: str = "ZMK.xlsx"
    twin_file_name: str = ""
    limits: Limits = DEFAULT_LIMITS


def refused(name: str, make: Make, code: str, says: str, where: tuple[str, str] = ("", ""), **others: object) -> Defect:
    """A file that is refused as a whole; `where` are the sheet and the cell in which that was noticed."""
    assert says, f"{name}: what must the refusal say?"
    return Defect(name=name, make=make, expected=((code, *where),), says=says, is_refused=True, **others)  # type: ignore[arg-type]


def is_read(name: str, make: Make, **others: object) -> Defect:
    """A file that is odd but must be read as if it were not."""
    return Defect(name=name, make=make, **others)  # type: ignore[arg-type]


def make_kit() -> Kit:
    programme = load_programme(shipped_path(PROGRAMME_ID))
    with TemporaryDirectory() as folder:
        path = Path(folder) / "ZMK.xlsx"
        write_template(programme, programme.executor_by_id["ZMK"], YEAR, History(), path)
        return Kit(programme, path.read_bytes())
