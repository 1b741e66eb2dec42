"""How long it takes when few or no returns changed since the last time: python benchmarks/incremental.py [HOW MANY]

As ratios in one run: reading alone, `validate` and `merge`, each from scratch, again with nothing changed, and with one
more return. What an incremental run does besides (telling files by their content, and the program by its source) is
measured by itself.
"""

import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from collector.files import sha256
from collector.submissions import DEFAULT_LIMITS, read_returned, reading_pool, returned_files
from collector.submissions.processes.content import content_of
from collector.submissions.processes.folder import FoundFile
from collector.submissions.processes.program import program_fingerprint
from collector.workflows.campaign import REMEMBERED, read_campaign
from collector.workflows.merge import merge_workspace
from collector.workflows.validate import validate_workspace
from collector.workflows.workspace import Workspace, open_workspace, workspace_programme

ROOT = Path(__file__).parents[1]
YEAR = 2017
REPEATS = 2


def silent(_: str) -> None: ...


def main(many: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        workspace = filled(Path(folder), many)
        stages: dict[str, Callable[[], object]] = {
            "reading": lambda: read_campaign(workspace, workspace.submissions, silent),
            "merge": lambda: merge_workspace(
                workspace, workspace.submissions, workspace.build, strict=False, progress=silent
            ),
            "validate": lambda: validate_workspace(workspace, workspace.submissions, workspace.build, silent),
        }
        print(f"{many} returns; each stage from scratch = 1.00")
        for name, stage in stages.items():
            measure(workspace, name, stage)
        measure_overhead(workspace)


def filled(root: Path, many: int) -> Workspace:
    """A workspace with the shipped returns of 2017, over and over."""
    for name in ("collector.toml", "programme.yaml"):
        shutil.copy(ROOT / name, root / name)
    workspace = open_workspace(root)
    workspace.submissions.mkdir(parents=True)
    returns = sorted((ROOT / "submissions" / str(YEAR)).glob("*.xlsx"))
    for number in range(many):
        shutil.copy(returns[number % len(returns)], workspace.submissions / f"{number:04}.xlsx")
    return workspace


def measure(workspace: Workspace, name: str, stage: Callable[[], object]) -> None:
    """Print how long a stage takes from scratch, again, and with one more return."""
    received: list[Path] = []

    def forget() -> None:
        shutil.rmtree(workspace.build.parent, ignore_errors=True)
        reading_pool().stop()

    def receive_another() -> None:
        # The same return under a name of its own is as new as any other.
        reading_pool().stop()
        for path in received:
            path.unlink(missing_ok=True)
        received.append(workspace.submissions / f"one more {len(received)}.xlsx")
        shutil.copy(ROOT / "submissions" / str(YEAR) / "PUP.xlsx", received[-1])

    scratch = best_of(forget, stage)
    nothing = best_of(reading_pool().stop, stage)
    more = best_of(receive_another, stage)
    received[-1].unlink()
    print(f"  {name:<10}1.00 ({scratch:5.2f} s)   nothing changed {nothing / scratch:.2f} ({nothing:5.2f} s)", end="")
    print(f"   one more {more / scratch:.2f} ({more:5.2f} s)")


def measure_overhead(workspace: Workspace) -> None:
    """Print what remembering costs where nothing is remembered yet, and its parts by themselves."""
    files = [found for found in returned_files(workspace.submissions) if isinstance(found, FoundFile)]
    programme = workspace_programme(workspace)
    memory = workspace.build.parent / REMEMBERED / "benchmark"

    def forget() -> None:
        shutil.rmtree(memory, ignore_errors=True)
        reading_pool().stop()

    def read(folder: Path | None) -> object:
        return read_returned(files, programme, YEAR, DEFAULT_LIMITS, silent, keeps_forms=True, memory=folder)

    without = best_of(forget, lambda: read(None))
    first = best_of(forget, lambda: read(memory))
    again = best_of(lambda: None, lambda: read(memory))
    contents = best_of(lambda: None, lambda: [sha256(content_of(file.path, DEFAULT_LIMITS)) for file in files])
    program = best_of(program_fingerprint.cache_clear, program_fingerprint)
    parts = {
        "remembered for the first time": first, "recalled": again, "content of all files": contents,
        "fingerprint of the program": program,
    }  # fmt: skip
    print(f"  reading without memory = 1.000 ({without:.2f} s)")
    for name, took in parts.items():
        print(f"    {name:<31}{took / without:.3f}")


def best_of(before: Callable[[], object], function: Callable[[], object]) -> float:
    """The shortest of a few runs, in seconds, without what is done before each."""
    times = []
    for _ in range(REPEATS):
        before()
        started = time.perf_counter()
        function()
        times.append(time.perf_counter() - started)
    return min(times)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
