"""`collector report-template`: the Word template of the report, and its copy in the workspace that people change."""

from functools import lru_cache
from os.path import lexists
from pathlib import Path

from collector.domain.errors import SettingsError
from collector.domain.programme import Programme
from collector.files import read_bytes, write_bytes
from collector.reports.narrative.template.check import check_template
from collector.reports.narrative.template.shipped import kind_of, shipped_template
from collector.workflows.workspace import REPORT_TEMPLATE, Workspace


def report_template(workspace: Workspace, programme: Programme) -> bytes:
    """The template of the workspace, checked; where there is none, the shipped one of the programme's kind.

    Raises SettingsError with everything that is wrong in it, InputError if it is no Word document.
    """
    if not lexists(workspace.report_template):
        return read_bytes(shipped_template(kind_of(programme)))
    content = read_bytes(workspace.report_template)
    _check(content, tuple(indicator.id for indicator in programme.indicators))
    return content


# It is asked for before the long work and after it: what was found right once is not looked at again.
@lru_cache(maxsize=1)
def _check(content: bytes, ids: tuple[str, ...]) -> None:
    check_template(content, REPORT_TEMPLATE, ids)


def copy_report_template(workspace: Workspace, programme: Programme) -> Path:
    """Copy the shipped template of the programme's kind to where it can be changed; returns the path.

    Raises SettingsError rather than write over a file that is there.
    """
    target = workspace.report_template
    if lexists(target):
        raise SettingsError(
            f"Plik {REPORT_TEMPLATE} już jest. Niczego nie zmieniono. Możesz go otworzyć i zmieniać; żeby zacząć od "
            "nowej kopii, zmień jego nazwę albo przenieś go do innego folderu i powtórz polecenie."
        )
    write_bytes(target, read_bytes(shipped_template(kind_of(programme))))
    return target
