"""Faults at the system calls of a save, or of the writing of a recovery copy: death, or the error of a bad disk.

Every function of Python's through which the program reaches the disk is counted while a save (or a copy) is being
written. The n-th call kills the program, or fails, and all that follow fail too, as they do on a full disk. What SQLite
writes by itself is met by a limit on the size of files, at which the system refuses to write on.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import signal
import sqlite3
import threading
from typing import TYPE_CHECKING, Any

from churndesk.gui import disk
from churndesk.gui.keeper import Keeper

if TYPE_CHECKING:
    from collections.abc import Callable

CALLS = ("open", "close", "fsync", "replace", "unlink", "chmod", "utime", "mkdir")
#: What SQLite says of the same trouble.
BY_SQLITE = {
    "ENOSPC": (sqlite3.SQLITE_FULL, "database or disk is full"),
    "EIO": (sqlite3.SQLITE_IOERR, "disk I/O error"),
    "EACCES": (sqlite3.SQLITE_READONLY, "attempt to write a readonly database"),
}
#: After so many failures the disk is well again.
FAILURES = 6


class _Point:
    """Counts the calls of the threads that are inside what is being tortured, and strikes at the chosen one."""

    def __init__(self, kind: str, step: int) -> None:
        self.kind, self.step = kind, step
        self.count = self.failed = 0
        self.inside = threading.local()

    def pass_by(self, *, sqlite: bool = False) -> None:
        """Lets the call through, or doesn't come back, or raises."""
        if not getattr(self.inside, "now", False):
            return
        self.count += 1
        if self.count < self.step or self.failed >= FAILURES:
            return
        if self.kind == "kill":
            print("struck", flush=True)
            os.kill(os.getpid(), signal.SIGKILL)
        self.failed += 1
        if self.failed == 1:
            print("struck", flush=True)
        if sqlite:
            code, text = BY_SQLITE[self.kind]
            error = sqlite3.OperationalError(text)
            error.sqlite_errorcode = code
            raise error
        raise OSError(getattr(errno, self.kind), os.strerror(getattr(errno, self.kind)))

    def around(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, with everything that it calls counted."""

        def inside(*arguments: Any, **named: Any) -> Any:
            self.inside.now = True
            try:
                return function(*arguments, **named)
            finally:
                self.inside.now = False

        return inside

    def before(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, with the fault in front of it."""

        def struck(*arguments: Any, **named: Any) -> Any:
            self.pass_by()
            return function(*arguments, **named)

        return struck

    def connection(self) -> type[sqlite3.Connection]:
        """A connection whose every statement is counted."""
        point = self

        class Struck(sqlite3.Connection):
            def execute(self, *arguments: Any) -> sqlite3.Cursor:
                point.pass_by(sqlite=True)
                return super().execute(*arguments)

            def executemany(self, *arguments: Any) -> sqlite3.Cursor:
                point.pass_by(sqlite=True)
                return super().executemany(*arguments)

        return Struck


def inject(kind: str, step: int, where: str) -> None:
    """Lets the fault strike at that step; `kind` is kill, ENOSPC, EIO, EACCES, or limit (then `step` is in kB)."""
    if kind == "limit":
        import resource

        with contextlib.suppress(ValueError):
            resource.setrlimit(resource.RLIMIT_FSIZE, (step * 1000, resource.RLIM_INFINITY))
        return
    point = _Point(kind, step)
    if where == "save":
        disk.saved_to = point.around(disk.saved_to)
    else:
        Keeper.keep = point.around(Keeper.keep)
    for name in CALLS:
        setattr(os, name, point.before(getattr(os, name)))
    shutil.copy2 = point.before(shutil.copy2)
    connect, struck = sqlite3.connect, point.connection()
    sqlite3.connect = lambda *arguments, **named: connect(*arguments, **{"factory": struck, **named})
