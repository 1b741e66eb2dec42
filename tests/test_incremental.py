"""When returns are read again, only what changed is read, and everything is as from scratch."""

import hashlib
import io
import os
import pickle
import random
import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path
from types import SimpleNamespace
from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msoffcrypto.format.ooxml import OOXMLFile

from collector.domain.errors import InputError
from collector.domain.finding import Finding
from collector.domain.observation import Place
from collector.domain.submission import ReturnedFile, Standing
from collector.layout.filled import FilledForm, FilledTable, FormCell
from collector.submissions import DEFAULT_LIMITS, FoundFile, read_returned, reading_pool, returned_files
from collector.submissions.forms.reading import Reading
from collector.submissions.opening.refusal import Refusal
from collector.submissions.processes import again, memory, program
from collector.submissions.processes.content import content_of
from collector.submissions.processes.file_reading import FileReader
from collector.submissions.processes.messages import Job, Setting, refused
from collector.submissions.processes.plain_text import UnfitError, as_text, from_text
from collector.submissions.processes.pool import Pool, Process
from collector.submissions.rules import NO_ACCESS, READING_FAILED
from collector.values.content import CellContent
from collector.workflows.campaign import REMEMBERED, read_campaign
from collector.workflows.merge import merge_workspace
from collector.workflows.validate import validate_files, validate_workspace
from collector.workflows.workspace import Workspace, open_workspace, workspace_programme

from .conftest import ROOT, Form

YEAR = 2017
SENT = ("MOPR", "PUP", "UM-SPORT", "ZMK")
PASSWORD = "tajne słowo"
Returned = Callable[[str], Form]
Moment = TypeVar("Moment", datetime, time)


class Desk:
    """A workspace with a few returns, which tells what was really read."""

    def __init__(self, root: Path, asked: list[str]) -> None:
        self.root, self._asked = root, asked
        for name in ("collector.toml", "programme.yaml"):
            shutil.copy(ROOT / name, root / name)
        self.returns.mkdir(parents=True)
        for executor in SENT:
            self.receive(executor)

    @property
    def returns(self) -> Path:
        return self.root / "submissions" / str(YEAR)

    @property
    def memory(self) -> Path:
        return self.root / "build" / REMEMBERED / str(YEAR)

    @property
    def workspace(self) -> Workspace:
        return open_workspace(self.root)

    def receive(self, executor: str) -> Path:
        return Path(shutil.copy(ROOT / "submissions" / str(YEAR) / f"{executor}.xlsx", self.returns))

    def set(self, text: str) -> None:
        """Add to the settings."""
        with (self.root / "collector.toml").open("a", encoding="utf-8") as file:
            file.write(text)

    def asked_for(self) -> list[str]:
        """The files that a process was asked to read since the last time."""
        names = sorted(self._asked)
        self._asked.clear()
        return names

    def read(self, *, keeps_forms: bool = False, folder: Path | None = None) -> list[str]:
        """Read as `merge` does, and tell what was really read."""
        read_campaign(self.workspace, folder or self.returns, lambda _: None, keeps_forms=keeps_forms)
        return self.asked_for()

    def readings(self, remembered: Path | None) -> list[Reading]:
        """What is in the folder of returns."""
        files = [found for found in returned_files(self.returns) if isinstance(found, FoundFile)]
        programme = workspace_programme(self.workspace)
        return read_returned(
            files, programme, YEAR, DEFAULT_LIMITS, lambda _: None, keeps_forms=True, memory=remembered
        )

    def entry_of(self, name: str) -> Path:
        """What is remembered of a file."""
        fingerprint = hashlib.sha256((self.returns / name).read_bytes()).hexdigest()
        (entry,) = (path for path in self.memory.iterdir() if fingerprint in path.read_text(encoding="ascii"))
        return entry


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    asked: list[str] = []
    ask = Process.ask

    def counted(self: Process, job: Job, setting: Setting) -> object:
        asked.append(job.name)
        return ask(self, job, setting)

    monkeypatch.setattr(Process, "ask", counted)
    monkeypatch.delenv("COLLECTOR_PASSWORD", raising=False)
    root = tmp_path / "biuro"
    root.mkdir()
    return Desk(root, asked)


def outputs(root: Path, *, gives_back: bool = False) -> dict[str, bytes]:
    """All results of `merge` in a workspace, byte for byte; also what goes back to the departments."""
    workspace = open_workspace(root)
    if gives_back:
        validate_workspace(workspace, workspace.submissions, workspace.build, lambda _: None)
    merge_workspace(workspace, workspace.submissions, workspace.build, strict=False, progress=lambda _: None)
    build = workspace.build
    return {path.relative_to(build).as_posix(): path.read_bytes() for path in build.rglob("*") if path.is_file()}


def outputs_from_scratch(desk: Desk, folder: Path, *, gives_back: bool = False) -> dict[str, bytes]:
    root = shutil.copytree(desk.root, folder, ignore=shutil.ignore_patterns("build"))
    made = outputs(root, gives_back=gives_back)
    desk.asked_for()
    return made


# --- Only what changed is read, and the results are those of a fresh folder ------------------------------------------


def one_more(desk: Desk, returned: Returned) -> list[str]:
    return [desk.receive("UM-KULT").name]


def one_changed(desk: Desk, returned: Returned) -> list[str]:
    return [returned("ZMK").type("E.1.1/1", 12).save(desk.returns / "ZMK.xlsx").name]


def one_renamed(desk: Desk, returned: Returned) -> list[str]:
    return [(desk.returns / "PUP.xlsx").rename(desk.returns / "z urzędu pracy.xlsx").name]


def one_copied(desk: Desk, returned: Returned) -> list[str]:
    return [Path(shutil.copy(desk.returns / "PUP.xlsx", desk.returns / "PUP (2).xlsx")).name]


def one_removed(desk: Desk, returned: Returned) -> list[str]:
    (desk.returns / "MOPR.xlsx").unlink()
    return []


def two_swapped(desk: Desk, returned: Returned) -> list[str]:
    first, second, aside = (desk.returns / name for name in ("PUP.xlsx", "ZMK.xlsx", "obok.xlsx"))
    first.rename(aside)
    second.rename(first)
    aside.rename(second)
    return [first.name, second.name]


def nothing(desk: Desk, returned: Returned) -> list[str]:
    for path in desk.returns.iterdir():
        os.utime(path, (0, 0))
    return []


@pytest.mark.parametrize("change", [nothing, one_more, one_changed, one_renamed, one_copied, one_removed, two_swapped])
def test_only_what_changed_is_read_and_the_results_are_as_from_scratch(
    desk: Desk, returned: Returned, change: Callable[[Desk, Returned], list[str]], tmp_path: Path
) -> None:
    assert len(desk.read()) == len(SENT)
    changed = change(desk, returned)
    made = outputs(desk.root)
    assert desk.asked_for() == changed
    assert made == outputs_from_scratch(desk, tmp_path / "od nowa")
    assert {"uwagi.json", "rejestr.csv", "raport-2017.xlsx", "dane-2017.csv"} <= made.keys()


def test_what_goes_back_is_as_from_scratch(desk: Desk, tmp_path: Path) -> None:
    desk.read(keeps_forms=True)
    desk.receive("UM-KULT")
    made = outputs(desk.root, gives_back=True)
    assert desk.asked_for() == ["UM-KULT.xlsx"]
    assert made == outputs_from_scratch(desk, tmp_path / "od nowa", gives_back=True)
    assert any(name.startswith("zwroty/MOPR/do-poprawy") for name in made)


def test_no_process_is_started_when_nothing_changed(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.read()
    reading_pool().stop()
    monkeypatch.setattr(Process, "_started", lambda _: pytest.fail("a process was started"))
    assert desk.read() == []


def test_progress_is_told_of_what_is_really_read(desk: Desk) -> None:
    desk.read()
    desk.receive("UM-KULT")
    told: list[str] = []
    read_campaign(desk.workspace, desk.returns, told.append)
    assert told == ["UM-KULT.xlsx"]


def test_forms_that_were_kept_serve_where_none_are_asked_for(desk: Desk) -> None:
    everything = [f"{executor}.xlsx" for executor in SENT]
    assert desk.read() == everything
    assert desk.read(keeps_forms=True) == everything
    assert desk.read() == []
    assert desk.read(keeps_forms=True) == []


def test_any_sequence_of_changes_reads_what_changed_and_as_from_scratch(desk: Desk, returned: Returned) -> None:
    chance = random.Random(2017)
    known: set[tuple[str, bytes]] = set()
    for step in range(14):
        present = sorted(desk.returns.iterdir())
        match chance.choice(("receive", "change", "rename", "copy", "remove", "spoil")):
            case "receive":
                desk.receive(chance.choice((*SENT, "UM-KULT", "UM-DE")))
            case "change":
                returned("ZMK").type("E.1.1/1", chance.randrange(3)).save(desk.returns / "ZMK.xlsx")
            case "rename":
                chance.choice(present).rename(desk.returns / f"zwrot {step}.xlsx")
            case "copy":
                shutil.copy(chance.choice(present), desk.returns / f"kopia {step}.xlsx")
            case "remove" if len(present) > 1:
                chance.choice(present).unlink()
            case _:
                chance.choice(present).write_bytes(b"PK\x03\x04" + bytes(step))
        now = {(path.name, path.read_bytes()) for path in desk.returns.iterdir()}
        remembered = desk.readings(desk.memory)
        assert desk.asked_for() == sorted(name for name, _ in now - known)
        fresh = desk.readings(None)
        assert (remembered, repr(remembered)) == (fresh, repr(fresh))
        assert len(list(desk.memory.iterdir())) == len(now)
        desk.asked_for()
        known = now


# --- What else a reading depends on ----------------------------------------------------------------------------------


def other_catalogue(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    path = desk.root / "programme.yaml"
    text = path.read_text(encoding="utf-8")
    assert "Białystok" in text
    path.write_text(text.replace("Białystok", "Białystok nad Białą", 1), encoding="utf-8")


def other_limit(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.set("\n[limits]\ncells = 150000\n")


def other_program(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(again, "program_fingerprint", lambda: "inny")


def other_year(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    path = desk.root / "collector.toml"
    path.write_text(path.read_text(encoding="utf-8").replace(f"year = {YEAR}", f"year = {YEAR + 1}"), encoding="utf-8")
    desk.returns.rename(desk.returns.with_name(str(YEAR + 1)))
    # Even if what is remembered of one year came to lie where that of another is looked for.
    desk.memory.rename(desk.memory.with_name(str(YEAR + 1)))


@pytest.mark.parametrize("change", [other_catalogue, other_limit, other_program, other_year])
def test_everything_is_read_anew_after_a_change_of(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, change: Callable[[Desk, pytest.MonkeyPatch], None]
) -> None:
    desk.read()
    change(desk, monkeypatch)
    folder = desk.workspace.submissions
    assert len(desk.read(folder=folder)) == len(SENT)
    assert desk.read(folder=folder) == []


def test_another_program_has_another_fingerprint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fingerprint() -> str:
        program.program_fingerprint.cache_clear()
        return program.program_fingerprint()

    ours = fingerprint()
    assert len(ours) == 64
    assert fingerprint() == ours
    monkeypatch.setattr(program, "collector", SimpleNamespace(__file__=str(tmp_path / "__init__.py")))
    seen = {ours, fingerprint()}
    for name, text in (("a.py", "1"), ("a.py", "2"), ("b.py", ""), ("c/d.py", "")):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
        seen.add(fingerprint())
    monkeypatch.setattr(program, "version", lambda _: "100")
    seen.add(fingerprint())
    assert len(seen) == 7
    assert "" in seen, "a program without sources is not known"
    program.program_fingerprint.cache_clear()


def test_unknown_program_remembers_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(again, "program_fingerprint", str)
    assert len(desk.read()) == len(SENT)
    assert len(desk.read()) == len(SENT)
    assert not desk.memory.exists()


# --- What is never remembered ----------------------------------------------------------------------------------------


def no_access(file: FoundFile) -> Reading:
    return refused(Finding(rule=NO_ACCESS, place=Place(file=file.name), found="brak dostępu"))


def too_slow(file: FoundFile) -> Reading:
    return refused(Finding(rule=READING_FAILED, place=Place(file=file.name), found="trwało to zbyt długo"))


def replaced_meanwhile(file: FoundFile) -> Reading:
    place = Place(file=file.name, sha256="0" * 64)
    return Reading((), (), (ReturnedFile(place=place, standing=Standing.COUNTS, why=""),))


@pytest.mark.parametrize("outcome", [no_access, too_slow, replaced_meanwhile])
def test_what_only_happened_today_is_not_remembered(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, outcome: Callable[[FoundFile], Reading]
) -> None:
    def read(self: Pool, files: Sequence[FoundFile], *_: object, **__: object) -> list[Reading]:
        return [outcome(file) for file in files]

    with monkeypatch.context() as patch:
        patch.setattr(Pool, "read", read)
        desk.readings(desk.memory)
    assert len(desk.read()) == len(SENT)


def test_file_that_needs_too_much_memory_is_tried_again(desk: Desk) -> None:
    for executor in SENT[1:]:
        (desk.returns / f"{executor}.xlsx").unlink()
    desk.set("\n[limits]\nmemory_mb = 1\n")
    first = read_campaign(desk.workspace, desk.returns, lambda _: None).findings
    assert {finding.rule for finding in first} >= {READING_FAILED}
    assert set(desk.asked_for()) == set(desk.read()) == {"MOPR.xlsx"}


def test_file_beyond_the_limit_is_not_remembered(desk: Desk) -> None:
    desk.set("\n[limits]\nfile_mb = 1\n")
    (desk.returns / "ZMK.xlsx").write_bytes(bytes(1_000_001))
    desk.read()
    assert desk.read() == ["ZMK.xlsx"]


def test_what_a_password_may_have_opened_is_not_remembered(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    content = io.BytesIO()
    OOXMLFile(io.BytesIO((desk.returns / "ZMK.xlsx").read_bytes())).encrypt(PASSWORD, content)
    (desk.returns / "ZMK.xlsx").write_bytes(content.getvalue())

    def counted() -> bool:
        campaign = read_campaign(desk.workspace, desk.returns, lambda _: None)
        return "ZMK" in {submission.executor for submission in campaign.submissions}

    assert not counted()
    assert len(desk.asked_for()) == len(SENT)
    assert not counted()
    assert desk.asked_for() == []
    monkeypatch.setenv("COLLECTOR_PASSWORD", PASSWORD)
    for _ in range(2):
        assert counted()
        assert desk.asked_for() == ["ZMK.xlsx"]
    monkeypatch.setenv("COLLECTOR_PASSWORD", "inne")
    assert not counted()
    monkeypatch.delenv("COLLECTOR_PASSWORD")
    assert not counted()


# --- Where nothing is written, and what is kept ----------------------------------------------------------------------


def test_single_files_leave_nothing_behind(desk: Desk) -> None:
    path = desk.returns / "ZMK.xlsx"
    for workspace in (desk.workspace, None):
        validate_files([path], workspace, None, lambda _: None, day=date(2018, 1, 1))
    assert sorted(each.name for each in desk.root.iterdir()) == ["collector.toml", "programme.yaml", "submissions"]


def test_returns_elsewhere_have_a_memory_of_their_own(desk: Desk, tmp_path: Path) -> None:
    elsewhere = tmp_path / "nowe"
    elsewhere.mkdir()
    shutil.copy(desk.returns / "ZMK.xlsx", elsewhere)
    desk.read(folder=elsewhere)
    assert not (desk.root / "build").exists(), "a workspace in which nothing was made is left alone"
    outputs(desk.root)
    desk.asked_for()
    assert [desk.read(folder=elsewhere) for _ in range(2)] == [["ZMK.xlsx"], []]
    assert desk.read() == []
    assert desk.read(folder=elsewhere) == []


def test_what_is_not_used_any_more_is_removed_and_nothing_else(desk: Desk) -> None:
    desk.read()
    (desk.memory / f".{'0' * 64}.json.17.tmp").write_bytes(b"left by a program that was ended")
    (desk.memory / "notatka.json").write_bytes(b"somebody else's")
    (desk.returns / "MOPR.xlsx").unlink()
    desk.read()
    assert len(list(desk.memory.glob(f"{'[0-9a-f]' * 64}.json"))) == len(SENT) - 1
    assert len(list(desk.memory.iterdir())) == len(SENT)
    assert (desk.memory / "notatka.json").exists()


def test_full_disk_only_means_no_memory(desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    tried: list[Path] = []

    def full(path: Path, _: bytes) -> None:
        tried.append(path)
        raise InputError("Brak miejsca.")

    monkeypatch.setattr(memory, "write_bytes", full)
    assert len(desk.read()) == len(SENT)
    assert len(tried) == 1


def test_memory_in_the_way_only_means_no_memory(desk: Desk, tmp_path: Path) -> None:
    desk.memory.parent.parent.mkdir()
    desk.memory.parent.write_bytes(b"a file where the folder belongs")
    made = outputs(desk.root)
    assert made == outputs_from_scratch(desk, tmp_path / "od nowa")
    assert desk.memory.parent.read_bytes() == b"a file where the folder belongs"


# --- Memory that somebody damaged or replaced ------------------------------------------------------------------------


class Harmful:
    """A pickle of it runs a command."""

    def __init__(self, marker: Path) -> None:
        self._marker = marker

    def __reduce__(self) -> tuple[object, ...]:
        return os.system, (f'echo > "{self._marker}"',)


def signed(entry: Path, rest: bytes) -> bytes:
    """Content that somebody made who knows how it is told that it is whole."""
    return hashlib.sha256(entry.stem.encode() + rest).hexdigest().encode() + b"\n" + rest


Forge = Callable[[Path, bytes, bytes, Path], bytes]
FORGED: dict[str, Forge] = {
    "empty": lambda entry, head, rest, marker: b"",
    "truncated": lambda entry, head, rest, marker: (head + rest)[:-20],
    "one letter": lambda entry, head, rest, marker: head + rest.replace(b"podano", b"podane", 1),
    "garbage": lambda entry, head, rest, marker: random.Random(1).randbytes(5000),
    "harmful": lambda entry, head, rest, marker: pickle.dumps(Harmful(marker)),
    "harmful, signed": lambda entry, head, rest, marker: signed(entry, pickle.dumps(Harmful(marker))),
    "no reading": lambda entry, head, rest, marker: signed(entry, b"[1,2,3]\n"),
    "no text": lambda entry, head, rest, marker: signed(entry, b"\xff\xfe\n[]"),
    "endless": lambda entry, head, rest, marker: signed(entry, b"[" * 200_000),
    "cut inside": lambda entry, head, rest, marker: signed(entry, rest[:500]),
    "number for a name": lambda entry, head, rest, marker: signed(entry, rest.replace(b'"ZMK"', b"7")),
    "no status": lambda entry, head, rest, marker: signed(entry, rest.replace(b'"podano"', b'"zgadnij"')),
    "no number": lambda entry, head, rest, marker: signed(entry, rest.replace(b'"0.71"', b'"o"')),
    "list for a number": lambda entry, head, rest, marker: signed(entry, rest.replace(b'"0.71"', b'[]')),
    "one field more": lambda entry, head, rest, marker: signed(entry, rest.replace(b'["podano"', b'["","podano"')),
}  # fmt: skip


@pytest.mark.parametrize("forge", FORGED.values(), ids=FORGED)
def test_memory_that_does_not_fit_is_passed_over(desk: Desk, forge: Forge, tmp_path: Path) -> None:
    fresh = desk.readings(desk.memory)
    entry, marker = desk.entry_of("ZMK.xlsx"), tmp_path / "wykonano"
    before = entry.read_bytes()
    assert b'"0.71"' in before
    head, newline, rest = before.partition(b"\n")
    forged = forge(entry, head + newline, rest, marker)
    assert forged != before
    entry.write_bytes(forged)
    desk.asked_for()
    assert desk.readings(desk.memory) == fresh
    assert desk.asked_for() == ["ZMK.xlsx"]
    assert not marker.exists()
    assert entry.read_bytes() == before


def test_memory_of_another_file_is_passed_over(desk: Desk) -> None:
    fresh = desk.readings(desk.memory)
    shutil.copy(desk.entry_of("PUP.xlsx"), desk.entry_of("ZMK.xlsx"))
    desk.asked_for()
    assert desk.readings(desk.memory) == fresh
    assert desk.asked_for() == ["ZMK.xlsx"]


def test_pipe_or_folder_in_place_of_memory_does_not_stop_anything(desk: Desk) -> None:
    fresh = desk.readings(desk.memory)
    pipe, folder = desk.entry_of("ZMK.xlsx"), desk.entry_of("PUP.xlsx")
    for entry in (pipe, folder):
        entry.unlink()
    os.mkfifo(pipe)
    folder.mkdir()
    desk.asked_for()
    assert desk.readings(desk.memory) == fresh
    assert desk.asked_for() == ["PUP.xlsx", "ZMK.xlsx"]


def test_a_pipe_is_no_file_and_nobody_waits_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "kolejka.xlsx")
    with pytest.raises(Refusal, match="zwykły plik"):
        content_of(tmp_path / "kolejka.xlsx", DEFAULT_LIMITS)


# --- A reading as text -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("root", [ROOT, *sorted(path.parent for path in ROOT.glob("examples/*/collector.toml"))])
def test_every_shipped_return_is_the_same_after_it_was_text(root: Path) -> None:
    workspace = open_workspace(root)
    reader = FileReader(workspace_programme(workspace), workspace.year, DEFAULT_LIMITS, keeps_forms=True)
    for path in sorted(workspace.submissions.glob("*.xlsx")):
        reading = reader.read(path, path.name)
        again_ = from_text(as_text(reading).encode("ascii"), Reading)
        assert (again_, repr(again_)) == (reading, repr(reading))
        assert reading.forms


def _on_a_clock(moment: Moment) -> Moment:
    return moment.replace(fold=0)


CONTENTS: st.SearchStrategy[CellContent] = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.datetimes().map(_on_a_clock),
    st.dates(), st.times().map(_on_a_clock), st.timedeltas(),
    st.text(st.characters(exclude_categories=())),
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.dictionaries(st.text(max_size=5), CONTENTS, max_size=4), min_size=1, max_size=4),
    st.dictionaries(st.builds(FormCell, *[st.text(max_size=3)] * 3), st.text(max_size=3), max_size=3),
)
def test_any_content_of_a_cell_is_the_same_after_it_was_text(
    rows: list[dict[str, CellContent]], formats: dict[FormCell, str]
) -> None:
    entries = {str(number): row for number, row in enumerate(rows)}
    table = FilledTable(layout="Dane", sheet="Dane", columns={"a": 1}, rows={"1": 2}, entries=entries, formats=formats)
    form = FilledForm(executor="PUP", file="PUP.xlsx", tables=(table,), sign_off=rows[0])
    assert repr(from_text(as_text(form).encode("ascii"), FilledForm)) == repr(form)


def test_what_has_no_text_is_refused() -> None:
    for value in (object(), {1: {1}}, 10**5000):
        with pytest.raises(UnfitError):
            as_text(value)
    unknown = replace(READING_FAILED, code="P999")
    with pytest.raises(UnfitError):
        as_text(Finding(rule=unknown, place=Place(file="a"), found=""))
    moment: dict[str, CellContent] = {"a": date(2017, 1, 31)}
    text = as_text(FilledForm(executor="PUP", file="PUP.xlsx", tables=(), sign_off=moment)).encode("ascii")
    assert from_text(text, FilledForm).sign_off == moment
    for spoilt in (b"date", b"2017-01-31", b"2017"):
        with pytest.raises(UnfitError):
            from_text(text.replace(spoilt, b"dawno"), FilledForm)
    with pytest.raises(UnfitError):
        from_text(b"1", set)
