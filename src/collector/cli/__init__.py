"""One module per command: arguments in, one call, a summary and an exit code out."""

from collector.cli.main import main

__all__ = ["main"]
