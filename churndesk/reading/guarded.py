"""Runs a parser of files from strangers in a process of its own, watched for memory and time.

A crash, a request for hundreds of gigabytes or an endless loop in there costs one sentence, not the program.
"""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from churndesk.progress import silent
from churndesk.words import NotPossible

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection

    from churndesk.progress import Report

#: Memory that the child may hold, in bytes.
MEMORY = 1 << 30
#: Seconds without any sign of progress.
PATIENCE = 30.0
#: Seconds until the child has started; a busy computer needs some.
_STARTING = 60.0
_POLL = 0.05


class Failed(Exception):  # noqa: N818  (the caller turns it into a sentence)
    """The work came to no end: `reason` is memory, time or crash."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def run(
    work: Callable[..., Any],
    *arguments: object,
    report: Report = silent,
    memory: int = MEMORY,
    patience: float = PATIENCE,
) -> Any:
    """Calls `work(*arguments, tell)` in a child process and gives its result.

    `work` is a module's own function; `tell(fraction)` inside it counts as progress. The result is pickled.

    Raises:
        NotPossible: raised by the work.
        Failed: the child used up its memory or time, or crashed.
        Cancelled: by `report`; the child is ended.
    """
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    child = context.Process(target=_serve, args=(theirs, work, arguments, memory))
    child.start()
    theirs.close()
    try:
        return _attend(ours, child.pid or 0, report, memory, patience)
    finally:
        ours.close()
        if child.is_alive():
            child.kill()
        child.join()


def _attend(connection: Connection, pid: int, report: Report, memory: int, patience: float) -> Any:
    alive, allowed = time.monotonic(), _STARTING
    fraction: float | None = None
    while True:
        report(fraction)
        try:
            if connection.poll(_POLL):
                kind, value = connection.recv()
                alive, allowed = time.monotonic(), patience
            else:
                kind, value = "", None
        except (EOFError, OSError):
            raise Failed("crash") from None
        if kind == "done":
            return value
        if kind == "not-possible":
            raise value
        if kind == "failed":
            raise Failed(value)
        fraction = value if kind == "progress" else fraction
        if memory_of(pid) > memory:
            raise Failed("memory")
        if time.monotonic() - alive > allowed:
            raise Failed("time")


def _serve(connection: Connection, work: Callable[..., Any], arguments: tuple[object, ...], memory: int) -> None:
    """What the child does."""
    _confine(memory)
    # The process lives for one file: looking for garbage cycles would only cost time.
    gc.disable()
    connection.send(("started", None))

    def tell(fraction: float) -> None:
        connection.send(("progress", fraction))

    try:
        result = work(*arguments, tell)
    except NotPossible as impossible:
        connection.send(("not-possible", impossible))
    except MemoryError:
        connection.send(("failed", "memory"))
    except BaseException:  # noqa: BLE001  (a parser's panic is no Exception; the parent says that it failed)
        connection.send(("failed", "crash"))
    else:
        connection.send(("done", result))
    connection.close()


def _confine(memory: int) -> None:
    """Limits of the system itself, where it has them; and silence, for a parser's last words help nobody."""
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    if sys.platform == "win32":
        return
    import resource

    for what, wanted in ((resource.RLIMIT_AS, memory * 4), (resource.RLIMIT_CORE, 0), (resource.RLIMIT_FSIZE, 0)):
        with contextlib.suppress(OSError, ValueError):
            hard = resource.getrlimit(what)[1]
            resource.setrlimit(what, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))


def memory_of(pid: int) -> int:
    """The memory that a process holds, in bytes; 0 where it can't be told."""
    system: str = sys.platform
    if system == "linux":
        with contextlib.suppress(OSError, ValueError, IndexError):
            pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
            return pages * os.sysconf("SC_PAGE_SIZE")
        return 0
    if system == "win32":
        return _memory_on_windows(pid)
    with contextlib.suppress(OSError, ValueError, subprocess.SubprocessError):
        told = subprocess.run(  # noqa: S603  (a system tool with a number)
            ["/bin/ps", "-o", "rss=", "-p", str(pid)], capture_output=True, check=True, timeout=2
        )
        return int(told.stdout) * 1024
    return 0


def _memory_on_windows(pid: int) -> int:
    import ctypes

    class _Counters(ctypes.Structure):
        _fields_ = (
            ("cb", ctypes.c_uint32),
            ("faults", ctypes.c_uint32),
            *((f"size{at}", ctypes.c_size_t) for at in range(8)),
        )

    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009  (only there on Windows)
    handle = kernel.OpenProcess(0x0410, 0, pid)
    if not handle:
        return 0
    counters = _Counters()
    counters.cb = ctypes.sizeof(counters)
    kernel.K32GetProcessMemoryInfo(ctypes.c_void_p(handle), ctypes.byref(counters), counters.cb)
    kernel.CloseHandle(ctypes.c_void_p(handle))
    return int(counters.size1)
