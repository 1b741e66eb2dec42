"""`collector generate`: a form for every executor."""

from collections.abc import Callable, Sequence
from pathlib import Path

from collector.checks.waivers import WHY_NOT_WAIVED
from collector.decisions import DECISIONS_FILE, read_decisions
from collector.domain.errors import InputError, SettingsError
from collector.files import is_as_made, read_bytes
from collector.templates import write_template
from collector.workflows.last_catalogue import changes_since_last
from collector.workflows.past import known_past
from collector.workflows.workspace import Workspace, workspace_programme


def generate_templates(workspace: Workspace, executors: Sequence[str], progress: Callable[[str], None]) -> list[Path]:
    """Write the forms of `executors` (all when empty); returns their paths. `progress` is told each executor's id.

    Raises InputError rather than write over a form that somebody has saved since.
    """
    programme = workspace_programme(workspace)
    unknown = [id_ for id_ in executors if id_ not in programme.executor_by_id]
    if unknown:
        known = ", ".join(programme.executor_by_id)
        raise SettingsError(f"Nie ma realizatora „{unknown[0]}”. Realizatorzy programu: {known}.")
    asked = programme.executors_in(workspace.year)
    wanted = [executor for executor in asked if not executors or executor.id in executors]
    paths = [workspace.templates / f"{executor.id}.xlsx" for executor in wanted]
    touched = [path.name for path in paths if path.is_file() and not is_as_made(read_bytes(path))]
    if touched:
        raise InputError(
            f"W folderze {workspace.templates} są formularze, które ktoś otwierał i zapisał: {', '.join(touched)}. "
            "Przenieś je (zwroty: do folderu submissions) i powtórz polecenie; niczego nie zmieniono."
        )
    history = known_past(workspace, programme, read_decisions(workspace.root / DECISIONS_FILE, WHY_NOT_WAIVED))
    changes = changes_since_last(workspace, programme)
    for executor, path in zip(wanted, paths, strict=True):
        progress(executor.id)
        changed = changes.get(executor.id, ())
        write_template(
            programme, executor, workspace.year, history, path, workspace.settings.deadline, changed,
            thresholds=workspace.settings.thresholds,
        )  # fmt: skip
    return paths
