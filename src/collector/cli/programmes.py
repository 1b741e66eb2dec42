"""`collector programmes`."""

import json
from typing import Annotated

import typer

from collector.cli.output import Format, print_data


def run(
    form: Annotated[Format, typer.Option("--format", metavar="tekst|json", help="Postać wyniku.")] = Format.TEXT,
) -> None:
    """Wymień programy dostarczone razem z collectorem."""
    from collector.catalogue import SHIPPED, load_programme

    shipped = [load_programme(path) for path in SHIPPED.values()]
    if form is Format.JSON:
        rows = [
            {
                "id": programme.id,
                "title": programme.title,
                "city": programme.city,
                "years": [programme.first_year, programme.last_year],
                "executors": len(programme.executors),
                "indicators": len(programme.indicators) + len(programme.choices),
                "actions": len(programme.actions),
                "tables": len(programme.tables),
            }
            for programme in shipped
        ]
        print_data(json.dumps(rows, ensure_ascii=False, indent=2) + "\n")
        return
    for programme in shipped:
        typer.echo(f"{programme.id}\n    {programme.title}")
        typer.echo(
            f"    {programme.city}, lata {programme.first_year}–{programme.last_year}, "
            f"realizatorzy: {len(programme.executors)}, wskaźniki: {len(programme.indicators) + len(programme.choices)}"
            + (f", działania: {len(programme.actions)}" if programme.actions else "")
            + (f", tabele statystyczne: {len(programme.tables)}" if programme.tables else "")
        )
