"""`collector generate`: a form for every executor."""

from collections.abc import Callable, Sequence
from pathlib import Path

from collector.catalogue import load_programme
from collector.domain.errors import SettingsError
from collector.history import read_history
from collector.templates import write_template
from collector.workflows.workspace import Workspace


def generate_templates(workspace: Workspace, executors: Sequence[str], progress: Callable[[str], None]) -> list[Path]:
    """Write the forms of `executors` (all when empty); returns their paths. `progress` is told each executor's id."""
    programme = load_programme(workspace.catalogue)
    unknown = [id_ for id_ in executors if id_ not in programme.executor_by_id]
    if unknown:
        known = ", ".join(programme.executor_by_id)
        raise SettingsError(f"Nie ma realizatora „{unknown[0]}”. Realizatorzy programu: {known}.")
    history = read_history(workspace.history, programme.id, workspace.year)
    made = []
    for executor in programme.executors:
        if not executors or executor.id in executors:
            progress(executor.id)
            path = workspace.templates / f"{executor.id}.xlsx"
            write_template(programme, executor, workspace.year, history, path)
            made.append(path)
    return made
