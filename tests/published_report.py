"""An independent transcription of a published Białystok report (2011-2020), read from the text of its PDF.

It shares nothing with the product: no catalogue, no example. Where the text is damaged it heals by structure:

* a row with a task code opens a task and its first indicator;
* a row with an indicator name *and* a value is the next indicator of the task;
* every other row continues the row above it, column by column (a page ended in the middle of the row);
* a note that such a row continues is the last one begun (a cell of notes may span rows); "* …" begins another;
* title, executors and funding are cells of the task, whichever row their pieces stand beside.

The two places that structure cannot decide are listed below.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

TEXTS = Path(__file__).parent / "published"

# F.2.3: the first word of the monitoring sentence was pushed into the column of notes.
MONITORING_AMONG_NOTES = {("F.2.3", "Analiza")}
# G.2.2: a page ended inside the note of row 1; its last words stand beside row 2.
NOTE_OF_THE_ROW_ABOVE = {("G.2.2", "ul. Baranowicka 203")}

COLUMNS = 8
CODE = re.compile(r"[A-Z]\.\d+\.\d+")
TAG = re.compile(r"</?(?:p|u|ul|ol)(?: [^>]*)?>")
SEPARATOR = re.compile(r"-{2,}")
NUMBER = re.compile(
    r"(?P<whole>\d{1,3}(?:[ .]\d{3})+|\d+)(?:,(?P<fraction>\d+))?(?: ?(?P<unit>(?:tys\. )?zł|os[oó]b\w*))?(?P<mark>\**)"
)
COUNT_WITH_LIST = re.compile(r"(\d+) w tym m\. in\. -")
NO_DATA = "Brak danych"


@dataclass(frozen=True)
class PublishedNumber:
    """A value of the report that is one number: "1.129,1 tys. zł*"."""

    number: Decimal
    unit: str
    mark: str


@dataclass(frozen=True)
class PublishedIndicator:
    """One row of the published table, healed."""

    task: str
    position: int
    title: str
    executors: str
    funding: str
    name: str
    value: str
    monitoring: str
    note: str

    @property
    def id(self) -> str:
        return f"{self.task}/{self.position}"

    @property
    def number(self) -> PublishedNumber | None:
        return read_number(self.value)


@dataclass(frozen=True)
class PublishedReport:
    """A published report: the lines above the table, everything in the table in order, the sentence below it."""

    title_page: tuple[str, ...]
    table_title: str
    contents: tuple[tuple[str, str], ...]
    """What the table shows from top to bottom: (goal | priority | heading | indicator, text or id)."""
    headings: tuple[tuple[str, ...], ...]
    indicators: tuple[PublishedIndicator, ...]
    closing: str

    def bands(self, kind: str) -> list[str]:
        return [text for found, text in self.contents if found == kind]


def squeeze(text: str) -> str:
    """The text with every run of white space as one space."""
    return " ".join(text.split())


def read_number(text: str) -> PublishedNumber | None:
    """The number that the whole text is, with its unit and mark, or None if the text is something else."""
    match = NUMBER.fullmatch(squeeze(text))
    if not match:
        return None
    whole = re.sub(r"[ .]", "", match["whole"])
    number = Decimal(f"{whole}.{match['fraction']}" if match["fraction"] else whole)
    return PublishedNumber(number, match["unit"] or "", match["mark"])


def leading_count(text: str) -> int | None:
    """The number in front of a list: "129 w tym m. in. - spotkania …"."""
    match = COUNT_WITH_LIST.match(squeeze(text))
    return int(match[1]) if match else None


def join(first: str, second: str) -> str:
    return squeeze(f"{first} {second}")


@dataclass
class _Row:
    name: str
    value: str
    note: str


@dataclass
class _Task:
    code: str
    title: str = ""
    executors: str = ""
    funding: str = ""
    monitoring: str = ""
    rows: list[_Row] = field(default_factory=list)

    def add(self, cells: list[str]) -> None:
        """Take a line of the table that belongs to this task."""
        _, title, executors, funding, name, value, monitoring, note = cells
        if (self.code, note) in MONITORING_AMONG_NOTES:
            monitoring, note = join(note, monitoring), ""
        if (self.code, note) in NOTE_OF_THE_ROW_ABOVE:
            self.rows[-1].note, note = join(self.rows[-1].note, note), ""
        self.title = join(self.title, title)
        self.executors = join(self.executors, executors)
        self.funding = join(self.funding, funding)
        self.monitoring = join(self.monitoring, monitoring)
        if name and value:
            self.rows.append(_Row(name, value, note))
            return
        last = self.rows[-1]
        last.name, last.value = join(last.name, name), join(last.value, value)
        if note:
            owner = last if note.startswith("*") else next(row for row in reversed(self.rows) if row.note)
            owner.note = join(owner.note, note)

    def monitorings(self) -> list[str]:
        """The monitoring text of each row: its own, or the only one of the task, or none."""
        sentences = [squeeze(text) for text in re.split(r"(?=\bAnaliza\b)", self.monitoring) if text.strip()]
        if len(sentences) == len(self.rows):
            return sentences
        if len(sentences) > 1:
            raise ValueError(f"{self.code}: {len(sentences)} monitoring texts, {len(self.rows)} rows")
        return (sentences or [""]) * len(self.rows)

    def indicators(self) -> Iterator[PublishedIndicator]:
        self._give_notes_to_marks()
        for position, (row, monitoring) in enumerate(zip(self.rows, self.monitorings(), strict=True), 1):
            yield PublishedIndicator(
                task=self.code,
                position=position,
                title=self.title,
                executors=self.executors,
                funding=self.funding,
                name=row.name,
                value=row.value,
                monitoring=monitoring,
                note=row.note,
            )

    def _give_notes_to_marks(self) -> None:
        """In a merged cell of notes, "* …" belongs to the row whose value carries the mark, not to the one beside."""
        marked = [row for row in self.rows if "*" in row.value]
        for row in self.rows:
            if row.note.startswith("*") and "*" not in row.value:
                (owner,) = marked
                if owner.note:
                    raise ValueError(f"{self.code}: two notes for one mark")
                owner.note, row.note = row.note, ""


def _lines(text: str) -> Iterator[list[str]]:
    """The lines that say something, as cells without markup."""
    for line in text.splitlines():
        cells = [squeeze(TAG.sub(" ", cell)) for cell in line.split("\t")]
        if any(cells) and not all(SEPARATOR.fullmatch(cell) for cell in cells):
            yield cells


@dataclass
class _Table:
    contents: list[tuple[str, str]] = field(default_factory=list)
    headings: list[tuple[str, ...]] = field(default_factory=list)
    tasks: list[_Task] = field(default_factory=list)

    def add(self, cells: list[str]) -> None:
        """Take a line of the table."""
        first = cells[0]
        if first.startswith("Cel strategiczny"):
            self.contents.append(("goal", first))
        elif first.startswith("Priorytet"):
            self.contents.append(("priority", first))
        elif first == "L.p.":
            self.contents.append(("heading", ""))
            self.headings.append(tuple(cells))
        else:
            self._add_to_task(cells)

    def _add_to_task(self, cells: list[str]) -> None:
        if cells[0]:
            if not CODE.fullmatch(cells[0]):
                raise ValueError(f"not a task code: {cells[0]}")
            self.tasks.append(_Task(cells[0]))
        task = self.tasks[-1]
        before = len(task.rows)
        task.add(cells)
        if len(task.rows) > before:
            self.contents.append(("indicator", f"{task.code}/{len(task.rows)}"))


def read_report(text: str) -> PublishedReport:
    """Read the text of a published report."""
    above: list[str] = []
    titles: list[str] = []
    below: list[str] = []
    table = _Table()
    for cells in _lines(text):
        if len(cells) > 1:
            if any(cells[COLUMNS:]):
                raise ValueError(f"more than {COLUMNS} columns: {cells}")
            table.add((cells + [""] * COLUMNS)[:COLUMNS])
        elif cells[0].startswith("Tabela"):
            titles.append(cells[0])
        else:
            (below if titles else above).append(cells[0])
    (title,) = titles
    return PublishedReport(
        title_page=tuple(above),
        table_title=title,
        contents=tuple(table.contents),
        headings=tuple(table.headings),
        indicators=tuple(indicator for task in table.tasks for indicator in task.indicators()),
        closing=" ".join(below),
    )


def published(year: int) -> PublishedReport:
    """The published report of a year."""
    return read_report((TEXTS / f"bialystok-srps-2011-2020-{year}.txt").read_text(encoding="utf-8"))
