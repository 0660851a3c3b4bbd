"""Starts the window, or the command line where one of its commands is named."""

from __future__ import annotations

import multiprocessing
import sys

COMMANDS = ("report", "table", "check")
FLAGS = ("--version", "--help", "-h")


def main() -> int:
    """The program's exit code: 0 done, 1 the input can't be used, 2 wrong arguments."""
    multiprocessing.freeze_support()
    arguments = sys.argv[1:]
    if arguments and (arguments[0] in COMMANDS or arguments[0] in FLAGS or arguments[0].startswith("-")):
        from churndesk.cli import run

        return run(arguments)
    from churndesk.gui.app import run as open_window

    return open_window(arguments)


if __name__ == "__main__":
    sys.exit(main())
