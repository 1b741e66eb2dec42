"""How long the cycle takes, as ratios in one run: python benchmarks/cycle.py

Every stage is compared with plain reading of the same returns by openpyxl, in the same process on the same machine.
"""

import shutil
import tempfile
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path

import openpyxl

from collector.catalogue import load_programme
from collector.workflows.campaign import read_campaign
from collector.workflows.generate import generate_templates
from collector.workflows.merge import merge_workspace
from collector.workflows.validate import validate_workspace
from collector.workflows.workspace import Workspace, read_settings

ROOT = Path(__file__).parents[1]
REPEATS = 3


def best_of(function: Callable[[], object]) -> float:
    """The shortest of a few runs, in seconds."""
    times = []
    for _ in range(REPEATS):
        started = time.perf_counter()
        function()
        times.append(time.perf_counter() - started)
    return min(times)


def main() -> None:
    for example in sorted((ROOT / "examples").iterdir()):
        with tempfile.TemporaryDirectory() as folder:
            ignored = shutil.ignore_patterns("build", "templates_xlsx")
            measure(Path(shutil.copytree(example, Path(folder) / example.name, ignore=ignored)))


def measure(root: Path) -> None:
    """Print how long each stage of one example takes."""
    workspace = Workspace(root, read_settings(root / "collector.toml"))
    returns = sorted(workspace.submissions.glob("*.xlsx"))

    def silent(_: str) -> None: ...

    text = workspace.catalogue.read_text(encoding="utf-8")
    versions = count()

    def load_another() -> object:
        """A catalogue that was read before is remembered."""
        workspace.catalogue.write_text(f"{text}# {next(versions)}\n", encoding="utf-8")
        return load_programme(workspace.catalogue)

    plain = best_of(lambda: [openpyxl.load_workbook(path, data_only=True) for path in returns])
    stages = {
        "catalogue": load_another,
        "generate": lambda: generate_templates(workspace, (), silent),
        "read and check": lambda: read_campaign(workspace, workspace.submissions, silent),
        "validate": lambda: validate_workspace(workspace, workspace.submissions, workspace.build, silent),
        "merge": lambda: merge_workspace(
            workspace, workspace.submissions, workspace.build, strict=False, progress=silent
        ),
    }
    print(f"{root.name}: {len(returns)} returns; plain openpyxl reading = 1.0 ({plain:.2f} s)")
    for name, stage in stages.items():
        took = best_of(stage)
        print(f"  {name:<16}{took / plain:6.1f}  ({took:.2f} s)")


if __name__ == "__main__":
    main()
