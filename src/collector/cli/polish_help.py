"""Commands that explain themselves in Polish: typer's own words are English."""

import textwrap
from typing import Any, Final

from typer.core import TyperCommand, TyperGroup

_WIDTH: Final = 96
_INDENT: Final = 26


class PolishCommand(TyperCommand):
    """A command with a Polish `--help`."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write usage, the description, arguments and options."""
        arguments: list[Any] = [p for p in self.get_params(ctx) if p.param_type_name == "argument"]
        options: list[Any] = [p for p in self.get_params(ctx) if p.param_type_name == "option"]
        usage = " ".join(["[OPCJE]", *(_metavar(argument) for argument in arguments)])
        formatter.write(f"Użycie: {ctx.command_path} {usage}\n\n{_paragraphs(self.help)}\n")
        _write_rows(formatter, "Argumenty", [(_metavar(argument), argument.help or "") for argument in arguments])
        _write_rows(formatter, "Opcje", [(_option_names(option), _option_help(option)) for option in options])


class PolishGroup(TyperGroup):
    """The program itself, with a Polish `--help`."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write usage, the description, the commands and the options."""
        formatter.write(f"Użycie: {ctx.command_path} [OPCJE] POLECENIE [ARGUMENTY]…\n\n{_paragraphs(self.help)}\n")
        commands = [(name, (command.help or "").partition("\n")[0]) for name, command in self.commands.items()]
        _write_rows(formatter, "Polecenia", commands)
        options = [p for p in self.get_params(ctx) if p.param_type_name == "option"]
        _write_rows(formatter, "Opcje", [(_option_names(option), _option_help(option)) for option in options])


def _metavar(argument: Any) -> str:
    name = argument.metavar or argument.name.upper()
    return name if argument.required else f"[{name}]"


def _option_names(option: Any) -> str:
    takes = "" if option.is_flag or option.name == "help" else f" {option.metavar or option.name.upper()}"
    return f"{', '.join(option.opts)}{takes}"


def _option_help(option: Any) -> str:
    return "Pokaż tę pomoc i zakończ." if option.name == "help" else option.help or ""


def _paragraphs(text: str | None) -> str:
    paragraphs = (text or "").split("\n\n")
    return (
        "\n\n".join(
            textwrap.fill(" ".join(paragraph.split()), _WIDTH, break_on_hyphens=False) for paragraph in paragraphs
        )
        + "\n"
    )


def _write_rows(formatter: Any, title: str, rows: list[tuple[str, str]]) -> None:
    if not rows:
        return
    formatter.write(f"{title}:\n")
    for name, text in rows:
        lines = textwrap.wrap(" ".join(text.split()), _WIDTH - _INDENT) or [""]
        head = f"  {name}"
        formatter.write(
            f"{head:<{_INDENT}}{lines[0]}\n" if len(head) < _INDENT else f"{head}\n{'':{_INDENT}}{lines[0]}\n"
        )
        for line in lines[1:]:
            formatter.write(f"{'':{_INDENT}}{line}\n")
    formatter.write("\n")
