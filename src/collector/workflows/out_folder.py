"""Where results may be written: nowhere that something else of the workspace lies."""

from pathlib import Path

from collector.domain.errors import SettingsError
from collector.workflows.workspace import Workspace


def check_out(workspace: Workspace, out: Path, returns: Path | None = None) -> None:
    """Raise SettingsError if results in `out` would lie among inputs, as the folder `returns`, or other results."""
    target = out.resolve()
    inputs = (workspace.history, workspace.submissions.parent, workspace.report_template.parent)
    for folder in (*inputs, workspace.templates.parent):
        if target.is_relative_to(folder.resolve()):
            raise _refusal(out, f"jest w folderze {folder.name}, w którym nie ma miejsca na wyniki")
    if returns is not None and target.is_relative_to(returns.resolve()):
        raise _refusal(out, "jest w folderze zwrotów, w którym nie ma miejsca na wyniki")
    all_years = workspace.build.parent.resolve()
    below = target.relative_to(all_years).parts if target.is_relative_to(all_years) else ()
    if below and below[0].isdecimal() and int(below[0]) != workspace.year:
        raise _refusal(out, f"jest folderem wyników roku {below[0]}, a polecenie tworzy wyniki roku {workspace.year}")


def _refusal(out: Path, why: str) -> SettingsError:
    return SettingsError(
        f"Niewłaściwa wartość: --out. Folder {out} {why}. Podaj inny folder (np. --out proba); niczego nie zapisano."
    )
