"""Programme + Executor + history -> the workbook to fill in."""

from collector.templates.workbook import write_template

__all__ = ["write_template"]
