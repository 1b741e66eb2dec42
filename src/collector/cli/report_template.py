"""`collector report-template`."""

from pathlib import Path
from typing import Annotated

import typer

from collector.cli.screen import shown_path


def run(
    check: Annotated[
        bool,
        typer.Option("--check", help="Niczego nie zapisuj; sprawdź szablon, który jest w folderze roboczym."),
    ] = False,
) -> None:
    """Skopiuj szablon raportu opisowego, żeby go zmienić.

    Kopia trafia do pliku templates_docx/raport.docx. Można w niej zmieniać style, dodać logo i własne zdania, a także
    przestawiać i usuwać znaczniki. Dopóki plik tam jest, collector merge robi z niego raport; istniejącego pliku
    polecenie nie zastąpi. Znaczniki objaśnia docs/szablon-raportu.md.

    Kod wyjścia: 0 – skopiowano albo szablon jest poprawny, 2 – plik już jest albo są w nim błędy, 3 – nie można go
    odczytać lub zapisać.
    """
    from collector.workflows.report_template import copy_report_template, report_template
    from collector.workflows.workspace import REPORT_TEMPLATE, open_workspace, workspace_programme

    workspace = open_workspace(Path.cwd())
    programme = workspace_programme(workspace)
    shown = shown_path(workspace.report_template)
    if check:
        is_own = workspace.report_template.exists()
        report_template(workspace, programme)
        typer.echo(
            f"Szablon {shown} jest poprawny."
            if is_own
            else f"Nie ma pliku {REPORT_TEMPLATE}, więc raport powstaje z szablonu dostarczonego z programem. "
            "Żeby go zmienić: collector report-template"
        )
        return
    copy_report_template(workspace, programme)
    typer.echo(
        f"Szablon raportu jest w pliku {shown}.\n"
        "Otwórz go w programie Word lub LibreOffice, zmień i zapisz jako .docx. Znaczniki: docs/szablon-raportu.md.\n"
        "Potem: collector report-template --check"
    )
