"""The command line: `report`, `table` and `check`, for scripts and for those who have no screen at hand."""

from churndesk.cli.command import run

__all__ = ["run"]
