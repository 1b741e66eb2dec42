"""The program: its commands, and what happens when something cannot go on."""

import gc
import sys
from collections.abc import Sequence
from typing import Any

import typer

from collector import __version__
from collector.cli import catalogue, close, generate, init, merge, programmes, report_template, validate, verify
from collector.cli.polish_help import PolishCommand, PolishGroup
from collector.cli.screen import complain, use_safe_output
from collector.domain.errors import CollectorError

app = typer.Typer(
    cls=PolishGroup,
    name="collector",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=False,
    help="""Zbieranie rocznych wskaźników programu: formularze dla realizatorów, sprawdzanie zwrotów, sprawozdanie.

    Zwykła kolejność: init, generate, (realizatorzy wypełniają formularze), validate, merge, verify, close.""",
)
for command, function in (
    ("init", init.run), ("generate", generate.run), ("validate", validate.run), ("merge", merge.run),
    ("verify", verify.run), ("close", close.run), ("programmes", programmes.run),
    ("report-template", report_template.run),
):  # fmt: skip
    app.command(command, cls=PolishCommand)(function)
app.add_typer(catalogue.app, name="catalogue")


@app.callback(invoke_without_command=True)
def collector(
    ctx: typer.Context, version: bool = typer.Option(False, "--version", help="Pokaż wersję programu i zakończ.")
) -> None:
    """Show the version, or the help when no command is given."""
    if version:
        typer.echo(f"collector {__version__}")
        raise typer.Exit
    if ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help())
        raise typer.Exit(2)


def main() -> None:
    """Run the program and exit with the codes of docs/design.md."""
    use_safe_output()
    # A command lives for seconds: looking for garbage less often saves about a tenth of them.
    gc.set_threshold(100_000, 20, 20)
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run one command; returns the exit code. A bug is not caught: it must be seen as one."""
    try:
        result = app(list(arguments), prog_name="collector", standalone_mode=False)
    except CollectorError as error:
        complain(str(error))
        return error.exit_code
    except typer.TyperException as error:
        complain(_usage_message(error))
        return 2
    except (typer.Abort, KeyboardInterrupt):
        complain("Przerwano.")
        return 130
    except MemoryError:
        complain("Zabrakło pamięci. Zamknij inne programy i spróbuj ponownie.")
        return 3
    return result if isinstance(result, int) else 0


def _usage_message(error: Any) -> str:
    """What was wrong with the command line, in Polish."""
    match type(error).__name__:
        case "NoSuchOption":
            message = f"Nie ma opcji „{error.option_name}”."
        case "MissingParameter":
            message = f"Brakuje: {_parameter_name(error)}."
        case "BadParameter":
            message = f"Niewłaściwa wartość: {_parameter_name(error)}."
        case "BadOptionUsage":
            message = f"Opcja „{error.option_name}” wymaga wartości."
        case _:
            message = "Niewłaściwe polecenie lub nadmiarowy argument."
    command = error.ctx.command_path if getattr(error, "ctx", None) else "collector"
    return f"{message} Pomoc: {command} --help"


def _parameter_name(error: Any) -> str:
    parameter = getattr(error, "param", None)
    if parameter is None:
        return "argument"
    return str(parameter.opts[0] if parameter.param_type_name == "option" else parameter.metavar or parameter.name)
