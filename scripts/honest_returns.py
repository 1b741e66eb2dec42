"""How many honest returns are refused, or read otherwise: python -m scripts.honest_returns HOW MANY FOLDER [SEED]

Forms of all executors of three programmes are filled, rearranged at random as people do (rows sorted, columns moved,
sheets renamed, cells merged ...) and saved by openpyxl; then LibreOffice in three formats and two JavaScript libraries
save them again. Each must be accepted with every number that was typed. Not a part of CI: a thousand take long.
"""

import random
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.test_resaved_returns import LIBRARIES, SCRIPT, convert
from tests.test_true_addresses import LAST, MOVES, Task, into_new_workbook

from collector.catalogue import load_programme
from collector.domain.consolidation import History
from collector.layout.form import DATA
from collector.submissions import DEFAULT_LIMITS
from collector.submissions.forms.asked_form import AskedForm
from collector.submissions.processes.file_reading import FileReader
from collector.templates import write_template

EXAMPLES = Path(__file__).parents[1] / "examples"
PROGRAMMES = {"bialystok-srps-2011-2020": 2017, "bialystok-pps-2021-2024": 2023, "bialystok-pps-2025-2030": 2025}
AT_ONCE = 50
# The last step of a form whose workbook goes on as it is.
FINISHING = tuple(step for step in LAST if step is not into_new_workbook)


@dataclass
class Return:
    """What was typed into a return, by indicator, and who can read it."""

    task: Task
    typed: dict[str, Any]


def main(many: int, folder: Path, seed: int) -> None:
    """Make the returns, save them again in every way, and say for each way what was refused or changed.

    Ends with code 1 if anything was.
    """
    chance = random.Random(seed)
    tasks = list(forms(folder))
    made = folder / "openpyxl"
    made.mkdir()
    returns = {str(number): maltreated(chance, chance.choice(tasks), made / f"{number}.xlsx") for number in range(many)}
    wrong = report(made, returns)
    files = sorted(made.iterdir())
    for kind in ("xlsx", "ods", "xls"):
        out = folder / kind
        for start in range(0, len(files), AT_ONCE):
            convert(iter(files[start : start + AT_ONCE]), kind, out, folder / "profile")
        wrong += report(out, returns)
    subprocess.run(["node", SCRIPT, made.absolute(), folder.absolute()], cwd=LIBRARIES, check=True)  # noqa: S603, S607 - ours
    wrong += report(folder / "sheetjs", returns) + report(folder / "exceljs", returns)
    sys.exit(1 if wrong else 0)


def forms(folder: Path) -> Iterator[Task]:
    """The blank forms of all executors."""
    for example, year in PROGRAMMES.items():
        programme = load_programme(EXAMPLES / example / "programme.yaml")
        reader = FileReader(programme, year, DEFAULT_LIMITS)
        for executor in programme.executors:
            asked = AskedForm(programme, executor, year)
            if DATA in asked.layouts:
                path = folder / f"{example}-{executor.id}.xlsx"
                write_template(programme, executor, year, History(), path)
                yield Task(path, list(asked.asked_on(DATA)), reader)


def maltreated(chance: random.Random, task: Task, path: Path) -> Return:
    """Fill a form, rearrange it, and save it at `path`."""
    form, typed = task.filled()
    steps = [*chance.choices(MOVES, k=chance.randint(0, 4)), *chance.choices(FINISHING, k=chance.randint(0, 2))]
    for step in steps:
        step(form, chance.randint(0, 60), chance.randint(0, 60))
    form.book.save(path)
    return Return(task, typed)


def report(folder: Path, returns: dict[str, Return]) -> int:
    """Read the returns of a folder; print, and return, how many were refused and how many numbers differ."""
    files = sorted(folder.iterdir())
    if missing := returns.keys() - {path.stem for path in files}:
        raise SystemExit(f"{folder}: not saved again: {', '.join(sorted(missing))}")
    refused = differing = 0
    for path in files:
        wanted = returns[path.stem]
        reading = wanted.task.reader.read(path, path.name)
        if not reading.submissions:
            refused += 1
            print(path, *(finding.message for finding in reading.findings), sep="\n  ")
            continue
        raw = {observation.indicator: observation.raw for observation in reading.submissions[0].observations}
        changed = [id_ for id_, number in wanted.typed.items() if raw.get(id_) != str(number)]
        differing += len(changed)
        if changed:
            print(path, *changed)
    print(f"{folder.name}: {len(files)} returns, {refused} refused, {differing} numbers changed")
    return refused + differing


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 1)
