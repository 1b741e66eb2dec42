"""Spoil workbooks at random and read them as `validate` does: python scripts/fuzz_reading.py SECONDS FINDS [SEED]

A find is a file that ends its reading process, that the two readers understand differently, or of which the fast one
alone makes other answers without a word. It is kept in the folder
FINDS under its fingerprint; whoever mends the cause makes a test of it. Not a part of CI: it is meant to run for long.
"""

import io
import random
import re
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from collector.catalogue import load_programme
from collector.files import sha256, write_bytes
from collector.submissions import DEFAULT_LIMITS, FoundFile
from collector.submissions.forms.reading import Reading
from collector.submissions.opening.book import Sheet
from collector.submissions.opening.refusal import Refusal
from collector.submissions.opening.xlsx.careful import read_carefully
from collector.submissions.opening.xlsx.fast import read_fast
from collector.submissions.opening.xlsx.package import Package
from collector.submissions.opening.xlsx.parts import has_special_formats, workbook_parts
from collector.submissions.opening.xlsx.sheet_scan import has_plain_strings, scan_sheet
from collector.submissions.processes.pool import Pool
from collector.submissions.rules import READING_FAILED
from collector.values.numbers import from_float
from collector.workflows.workspace import CATALOGUE_FILE

ROOT = Path(__file__).parents[1]
A_TURN = 40
NUMBERS = (b"0", b"-1", b"1", b"255", b"65536", b"1048577", b"16385", b"99999999999", b"1e400", b"nan", b"1,5", b"")
PIECES = (
    b"<!--x-->", b"<![CDATA[1]]>", b"<!DOCTYPE a>", b"&#x0;", b"&#xD800;", b"&amp;", b"_x001B_", b"<f>1+1</f>",
    b' t="e"', b' t="str"', b' t="s"', b' t="b"', b' t="d"', b' r="A1"', b' r="XFD1048576"', b' s="99"', b"<x:c/>",
    b"\x00", b"\xff\xfe", b"<v></v>", b"<is><t>9</t></is>", b"<mergeCell ref='A1:XFD1048576'/>", b"</row><row>", b" ",
    b"\n",
)  # fmt: skip


def main(seconds: float, finds: Path, seed: int) -> None:
    """Spoil and read until the time is over; says how many files there were and what became of them."""
    chance = random.Random(seed)
    sound = [*sorted((ROOT / "submissions").rglob("*.xls*")), *sorted(finds.glob("seed-*"))]
    seeds = [path.read_bytes() for path in sound]
    programme, pool, outcomes = load_programme(ROOT / CATALOGUE_FILE), Pool(), Counter[str]()
    until = time.monotonic() + seconds
    with tempfile.TemporaryDirectory() as folder:
        unspoilt = [write(Path(folder) / f"{number}.xlsx", content) for number, content in enumerate(seeds)]
        said = list(map(answers, pool.read(unspoilt, programme, 2017, DEFAULT_LIMITS, lambda _: None)))
        while time.monotonic() < until:
            chosen = chance.choices(range(len(seeds)), k=A_TURN)
            spoilt = [spoil(chance, seeds[number]) for number in chosen]
            files = [write(Path(folder) / f"{number}.xlsx", content) for number, content in enumerate(spoilt)]
            readings = pool.read(files, programme, 2017, DEFAULT_LIMITS, lambda _: None)
            for number, content, reading in zip(chosen, spoilt, readings, strict=True):
                codes = {finding.rule.code for finding in reading.findings}
                outcomes["accepted" if reading.submissions else min(codes, default="nothing")] += 1
                why = "process" if READING_FAILED.code in codes else difference(content) if reading.submissions else ""
                if why == "alone" and (reading.findings or answers(reading) == said[number]):
                    why = ""
                if why:
                    outcomes[f"FIND {why}"] += 1
                    write_bytes(finds / f"{why}-{sha256(content)[:12]}.xlsx", content)
    pool.stop()
    print(f"seed {seed}: {outcomes.total()} files", dict(outcomes.most_common()))


def write(path: Path, content: bytes) -> FoundFile:
    path.write_bytes(content)
    return FoundFile(path, path.name)


def spoil(chance: random.Random, content: bytes) -> bytes:
    """The workbook with a few random changes, mostly inside its parts, so that they are seen behind the gate."""
    if not zipfile.is_zipfile(io.BytesIO(content)) or chance.random() < 0.1:
        return changed(chance, content)
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        names = old.namelist()
        sheets = [name for name in names if "sheet" in name or "styles" in name or "workbook" in name]
        chosen = {chance.choice(sheets if chance.random() < 0.8 else names) for _ in range(chance.choice((1, 1, 2)))}
        for name in names:
            part = old.read(name)
            new.writestr(name, changed(chance, part) if name in chosen else part)
    return target.getvalue()


ELEMENTS = rb"<c [^>]*>.*?</c>|<row .*?</row>|<[^>]*>"


def changed(chance: random.Random, content: bytes) -> bytes:
    """The bytes after one to three of the changes that programs, disks and people make."""
    for _ in range(chance.randint(1, 3)):
        place = chance.randrange(len(content) + 1)
        match chance.randrange(8):
            case 0:
                content = content[:place] + bytes([chance.randrange(256)]) + content[place + 1 :]
            case 1:
                content = content[:place] + chance.choice(PIECES) + content[place:]
            case 2:
                content = content[:place] + content[place + chance.randint(1, 60) :]
            case 3:
                content = content[:place] + content[max(0, place - chance.randint(1, 200)) : place] + content[place:]
            case 4 | 5:
                content = with_match(chance, content, rb'"[^"<>]*"|>\d+<', lambda found: framed(chance, found))
            case 6:
                content = with_match(chance, content, ELEMENTS, lambda _: b"")
            case _:
                content = with_match(chance, content, ELEMENTS, lambda found: 2 * found)
    return content


def framed(chance: random.Random, found: bytes) -> bytes:
    """Another value between the same quotation marks or brackets."""
    return found[:1] + chance.choice((*NUMBERS, *PIECES)) + found[-1:]


def with_match(chance: random.Random, content: bytes, pattern: bytes, change: Callable[[bytes], bytes]) -> bytes:
    """The bytes with one random match of a pattern changed."""
    found = list(re.finditer(pattern, content, re.DOTALL))
    if not found:
        return content
    match = chance.choice(found)
    return content[: match.start()] + change(match[0]) + content[match.end() :]


def answers(reading: Reading) -> list[tuple[str, str, str]]:
    """What was typed, by indicator."""
    return [(o.indicator, o.raw, o.note) for returned in reading.submissions for o in returned.observations]


def difference(content: bytes) -> str:
    """Whether the readers understand a workbook that was accepted differently, or the fast one `alone` can read it."""
    try:
        package = Package(content, DEFAULT_LIMITS)
        parts = workbook_parts(package)
        plain = parts.strings is None or has_plain_strings(package.xml(parts.strings))
        scans = [scan_sheet(package.xml(part.name), DEFAULT_LIMITS.cells) for part in parts.sheets]
        special = parts.styles is not None and has_special_formats(package.xml(parts.styles))
        if not plain or special or not all(scan.is_plain for scan in scans):
            return ""
        fast = read_fast(package.only(parts.names), parts, scans)
        if fast is None:
            return ""
    except Refusal:
        return ""
    try:
        careful, _ = read_carefully(package, parts, scans)
    except Refusal:
        return "alone"  # it forgives more
    return "" if list(map(values, fast)) == list(map(values, careful)) else "values"


def values(sheet: Sheet) -> list[tuple[int, int, object]]:
    return list(_values(sheet))


def _values(sheet: Sheet) -> Iterator[tuple[int, int, object]]:
    for row, cells in sorted(sheet.rows.items()):
        for column, content in sorted(cells.items()):
            if isinstance(content, int | float) and not isinstance(content, bool):
                yield row, column, from_float(float(content))
            else:
                # Without xml:space the blanks around a text are the reader's choice.
                yield row, column, content.strip() if isinstance(content, str) else content


if __name__ == "__main__":
    main(float(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 1)
