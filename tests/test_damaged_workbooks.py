"""Every damaged workbook gives exactly its findings at their true places; its undamaged twin gives none."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from operator import attrgetter
from pathlib import Path
from typing import Any

import pytest

from collector.checks import check_submissions
from collector.domain.finding import Finding
from collector.domain.observation import Status
from collector.domain.submission import ReturnedFile, Standing, Submission
from collector.submissions import Limits
from collector.submissions.forms.reading import Reading
from collector.submissions.opening import gate
from collector.submissions.opening.xlsx.fast import read_fast
from collector.submissions.processes.file_reading import FileReader

from .damaged import DEFECTS
from .damaged.defect import ANSWERS, YEAR, Defect, Kit, Make, Understood, make_kit
from .damaged.packages import filled_cells

READ = tuple(defect for defect in DEFECTS if not defect.is_refused)
PLAIN = {indicator: Decimal(number) for indicator, (_, number) in ANSWERS.items()}
MOSTLY = 0.6
# What no sentence may hold: signs that are none, and words of the program instead of ones for people.
UNPRINTABLE = re.compile("[\x00-\x09\x0b-\x1f\x7f\ud800-\udfff]")
UNFIT = re.compile(r"[{}]|\bNone\b|\bnan\b|\binf\b|  ")


@dataclass
class Bench:
    """Makes workbooks, and reads and checks them in this process: each once, for many twins are the same file."""

    kit: Kit
    path: Path
    made: dict[Make, bytes] = field(default_factory=dict)
    readings: dict[tuple[bytes, str, Limits], tuple[Reading, list[Finding]]] = field(default_factory=dict)

    def make(self, make: Make) -> bytes:
        if make not in self.made:
            self.made[make] = make(self.kit)
        return self.made[make]

    def read(self, content: bytes, name: str, limits: Limits) -> Reading:
        self.path.write_bytes(content)
        return FileReader(self.kit.programme, YEAR, limits).read(self.path, name.format(id=self.kit.form_id))

    def check(self, content: bytes, name: str, limits: Limits) -> tuple[Reading, list[Finding]]:
        """What was read, and everything found in it."""
        key = content, name, limits
        if key not in self.readings:
            reading = self.read(*key)
            checked = check_submissions(list(reading.submissions), self.kit.programme, {})
            self.readings[key] = reading, [*reading.findings, *checked]
        return self.readings[key]


@pytest.fixture(scope="session")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    return Bench(make_kit(), tmp_path_factory.mktemp("damaged") / "file")


def spots(findings: Sequence[Finding]) -> list[tuple[str, str, str]]:
    return sorted((found.rule.code, found.place.sheet, found.place.cell) for found in findings)


def understood(submission: Submission) -> dict[str, Decimal | str | None]:
    """What was read for each indicator: the number or the reason for its absence."""
    return {
        o.indicator: o.value.number if o.value.status is Status.GIVEN else o.value.status.label
        for o in submission.observations
        if o.value.status is not Status.NOT_SUBMITTED
    }


def assert_read(reading: Reading, content: bytes, values: Understood) -> tuple[Submission, ReturnedFile]:
    """The file was read, with these values besides the plain ones, and every cell of it is accounted for."""
    (submission,), (line,) = reading.submissions, reading.files
    expected = {id_: value for id_, value in {**PLAIN, **values}.items() if value is not None}
    assert understood(submission) == expected
    assert line.standing is Standing.COUNTS
    assert line.filled == line.own + line.taken + line.left_count == filled_cells(content)
    return submission, line


def assert_plain_words(findings: Sequence[Finding]) -> None:
    """Every sentence is one that can be read out, and shown on a screen."""
    for found in findings:
        for sentence in (found.message, found.fix):
            assert sentence[0].isupper()
            assert sentence.endswith((".", "?"))
            assert not UNPRINTABLE.search(sentence), sentence
            assert not UNFIT.search(sentence), sentence


def test_there_are_enough_defects_each_with_a_name_of_its_own() -> None:
    names = [defect.name for defect in DEFECTS]
    assert len(set(names)) == len(names) >= 120


@pytest.mark.parametrize("defect", DEFECTS, ids=attrgetter("name"))
def test_defect_gives_exactly_its_findings(defect: Defect, bench: Bench) -> None:
    content = bench.make(defect.make)
    reading, findings = bench.check(content, defect.file_name, defect.limits)
    assert spots(findings) == sorted(defect.expected), [found.message for found in findings]
    assert_plain_words(findings)
    assert defect.says in " ".join(found.message for found in findings)
    if defect.is_refused:
        (line,) = reading.files
        assert reading.submissions == ()
        assert (line.standing, line.filled) == (Standing.REFUSED, 0)
        return
    submission, line = assert_read(reading, content, defect.values)
    observed = {o.indicator: o for o in submission.observations}
    assert {id_: o.note for id_, o in observed.items() if o.note} == defect.notes
    assert {id_: observed[id_].raw for id_ in defect.raw} == defect.raw
    assert tuple((cell.sheet, cell.cell) for cell in line.left) == defect.left


@pytest.mark.parametrize("defect", DEFECTS, ids=attrgetter("name"))
def test_undamaged_twin_is_quiet(defect: Defect, bench: Bench) -> None:
    content = bench.make(defect.twin)
    reading, findings = bench.check(content, defect.twin_file_name or defect.file_name, defect.limits)
    assert findings == []
    assert_read(reading, content, defect.twin_values)


def test_most_defects_are_read_fast(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that the next test compares two readers, and not the careful one with itself."""
    fast = []

    def read(*asked: Any) -> object:
        sheets = read_fast(*asked)
        fast.append(sheets is not None)
        return sheets

    monkeypatch.setattr(gate, "read_fast", read)
    for defect in READ:
        bench.read(bench.make(defect.make), defect.file_name, defect.limits)
    assert sum(fast) >= MOSTLY * len(READ)


def no_fast_reader(*_: object) -> None:
    """Stands for a fast reader that leaves every file to the careful one."""


@pytest.mark.parametrize("defect", READ, ids=attrgetter("name"))
def test_careful_reader_says_the_same(defect: Defect, bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    content = bench.make(defect.make)
    reading, _ = bench.check(content, defect.file_name, defect.limits)
    monkeypatch.setattr(gate, "read_fast", no_fast_reader)
    says_the_same = bench.read(content, defect.file_name, defect.limits) == reading  # shown whole, they fill the screen
    assert says_the_same
