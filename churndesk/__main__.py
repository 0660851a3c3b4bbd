"""Starts the window, or the command line where one of its commands is named."""

from __future__ import annotations

import gc
import sys

COMMANDS = ("report", "table", "check")
FLAGS = ("--version", "--help", "-h")
#: Tries whether the installed program works, for packaging/smoke.py.
SELF_CHECK = "--self-check"


def main() -> int:
    """The program's exit code: 0 done, 1 the input can't be used, 2 wrong arguments."""
    _become_a_worker()
    arguments = sys.argv[1:]
    if arguments[:1] == [SELF_CHECK]:
        from churndesk.gui.selfcheck import run as check

        return check(arguments[1:])
    if arguments and (arguments[0] in COMMANDS or arguments[0] in FLAGS or arguments[0].startswith("-")):
        from churndesk.cli import run

        return run(arguments)
    # Nothing that is loaded for the window is garbage, and looking for some is a twentieth of the start.
    gc.disable()
    from churndesk.gui.app import run as open_window

    return open_window(arguments)


def _become_a_worker() -> None:
    """Where a packaged program was started as its own child process, does that process's work and ends."""
    if getattr(sys, "frozen", False):
        import multiprocessing

        multiprocessing.freeze_support()


if __name__ == "__main__":
    sys.exit(main())
