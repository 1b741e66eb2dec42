"""How long gate, recognition, reading and parsing of many returns take: python benchmarks/reading.py [HOW MANY]

As ratios in one run: the same files are loaded by the bare fast reader and by plain openpyxl, each in as many processes
as collector uses, their start included.
"""

import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from collector.catalogue import load_programme
from collector.submissions import DEFAULT_LIMITS
from collector.submissions.processes.folder import FoundFile
from collector.submissions.processes.pool import Pool
from collector.workflows.workspace import CATALOGUE_FILE

ROOT = Path(__file__).parents[1]
PROCESSES = 2
FAST = """
import sys
from python_calamine import CalamineWorkbook
for path in sys.stdin.read().split("\\n"):
    book = CalamineWorkbook.from_path(path)
    for name in book.sheet_names:
        book.get_sheet_by_name(name).to_python()
"""
CAREFUL = """
import sys
import openpyxl
for path in sys.stdin.read().split("\\n"):
    for sheet in openpyxl.load_workbook(path):
        for row in sheet.values:
            pass
"""


def main(many: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        files = copies(Path(folder), many)
        programme = load_programme(ROOT / CATALOGUE_FILE)

        def read() -> None:
            pool = Pool()
            readings = pool.read(files, programme, 2017, DEFAULT_LIMITS, lambda _: None)
            pool.stop()
            assert sum(len(reading.submissions) for reading in readings) == many

        fast = best_of(3, lambda: in_processes(FAST, files))
        ours = best_of(3, read)
        careful = best_of(1, lambda: in_processes(CAREFUL, files))
    print(f"{many} returns in {PROCESSES} processes; the bare fast reader = 1.0 ({fast:.2f} s)")
    print(f"  collector       {ours / fast:6.1f}  ({ours:.2f} s)")
    print(f"  plain openpyxl  {careful / fast:6.1f}  ({careful:.2f} s), that is {careful / ours:.1f} times collector")


def copies(folder: Path, many: int) -> list[FoundFile]:
    """The shipped returns of 2017, over and over."""
    returns = sorted((ROOT / "submissions" / "2017").glob("*.xlsx"))
    files = []
    for number in range(many):
        path = folder / f"{number}.xlsx"
        shutil.copy(returns[number % len(returns)], path)
        files.append(FoundFile(path, path.name))
    return files


def in_processes(script: str, files: list[FoundFile]) -> None:
    """Run `script` in several processes at once, each on its share of the files."""
    started = [
        subprocess.Popen([sys.executable, "-W", "ignore", "-c", script], stdin=subprocess.PIPE, text=True)
        for _ in range(PROCESSES)
    ]
    for number, process in enumerate(started):
        assert process.stdin is not None
        process.stdin.write("\n".join(str(file.path) for file in files[number::PROCESSES]))
        process.stdin.close()
    for process in started:
        assert process.wait() == 0


def best_of(repeats: int, function: Callable[[], object]) -> float:
    """The shortest of a few runs, in seconds."""
    times = []
    for _ in range(repeats):
        started = time.perf_counter()
        function()
        times.append(time.perf_counter() - started)
    return min(times)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
