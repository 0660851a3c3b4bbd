"""A process beside the window for work on large tables, which would hold the interpreter's lock in a thread."""

from __future__ import annotations

import threading
import traceback
from contextlib import suppress
from time import monotonic
from typing import TYPE_CHECKING, Any

from churndesk.progress.parcel import Post
from churndesk.progress.report import silent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

    from churndesk.progress.report import Report

#: Seconds between two looks at whether the work was cancelled.
PATIENCE = 0.05
#: Seconds between two reports of the same step.
PAUSE = 0.03


class WorkshopLost(Exception):  # noqa: N818  (it tells what happened)
    """The process ended in the middle of the work, for instance because the machine's memory ran out."""


class Workshop:
    """Runs functions in a child process that stays warm between calls.

    The child is spawned at the first `run` (or `warm`), with pandas loaded; a cancelled run ends it, and the next one
    starts another. Use one workshop from one thread at a time: `run` waits for its turn.
    """

    def __init__(self) -> None:
        self._process: SpawnProcess | None = None
        self._connection: Connection | None = None
        self._post = Post(keeps=False)
        self._turn = threading.Lock()
        self._closed = threading.Event()

    def warm(self) -> None:
        """Starts the child ahead of the first work."""
        with self._turn, suppress(WorkshopLost):
            self._start()

    def run(self, function: Callable[..., Any], *arguments: object, report: Report = silent) -> Any:
        """What `function(*arguments, report=…)` answers, computed in the child.

        The function must be importable by name. Its exceptions are raised here; `report` is called here with what
        the function reported there, and may raise `Cancelled`.

        Raises:
            WorkshopLost: the child died.
        """
        with self._turn:
            connection = self._start()
            try:
                _send(connection, self._post, (function, arguments))
                kind, *rest = self._answer(connection, report)
            except (EOFError, OSError) as error:
                self._end()
                raise WorkshopLost from error
            except BaseException:
                self._end()
                raise
            self._post.answered()
        if kind == "failed":
            raise rest[0]
        return rest[0]

    def settle(self) -> None:
        """Lets the child forget the arrays that nobody needs any more; for moments without work."""
        with self._turn:
            if self._connection is not None and not self._post.settled:
                with suppress(OSError):
                    _send(self._connection, self._post, None)

    def close(self) -> None:
        """Ends the child, whatever it is doing, and starts none again."""
        self._closed.set()
        self._end()

    def _start(self) -> Connection:
        if self._closed.is_set():
            raise WorkshopLost
        # Imported here: the window is painted before anybody needs another process.
        import multiprocessing

        if self._process is None or not self._process.is_alive() or self._connection is None:
            self._end()
            spawn = multiprocessing.get_context("spawn")
            self._connection, theirs = spawn.Pipe()
            process = spawn.Process(target=_serve, args=(theirs,), daemon=False, name="churndesk-workshop")
            process.start()
            self._post = Post(keeps=False)
            theirs.close()
            # Only now: a program that is closed at once must not end what hasn't begun.
            self._process = process
        connection = self._connection
        if self._closed.is_set() or connection is None:
            # It was closed meanwhile, from the window's thread; nobody else would end this child.
            self._end()
            raise WorkshopLost
        return connection

    def _end(self) -> None:
        process, connection = self._process, self._connection
        self._process = self._connection = None
        if connection is not None:
            connection.close()
        if process is not None:
            process.kill()
            process.join()

    def _answer(self, connection: Connection, report: Report) -> Any:
        while True:
            while not connection.poll(PATIENCE):
                report()
            kind, *rest = self._post.unpack(_pieces(connection))
            if kind != "progress":
                return kind, *rest
            report(*rest)


def _pieces(connection: Connection) -> Iterator[bytes]:
    while True:
        yield connection.recv_bytes()


def _send(connection: Connection, post: Post, value: object) -> None:
    for piece in post.pack(value):
        connection.send_bytes(piece)


def _serve(connection: Connection) -> None:
    """The child's whole life: takes a piece of work, answers, waits for the next; ends with its parent."""
    import pandas  # noqa: F401, ICN001  (warm before the first work arrives)

    post = Post(keeps=True)

    def tell(fraction: float | None, what: object) -> None:
        _send(connection, post, ("progress", fraction, what))

    while True:
        try:
            work = post.unpack(_pieces(connection))
        except (EOFError, OSError):
            return
        if work is None:
            continue
        answer = _answered(work, _Told(tell))
        del work
        try:
            _send(connection, post, answer)
        except (EOFError, OSError):
            return


class _Told:
    """What the work reports, passed on no oftener than anybody could see it; a new step always.

    Work on a table of thousands of columns reports tens of thousands of times, and each message costs both ends more
    than a column does.
    """

    def __init__(self, tell: Callable[[float | None, object], None]) -> None:
        self._tell = tell
        self._what: object = None
        self._at = -PAUSE

    def __call__(self, fraction: float | None = None, what: object = None) -> None:
        now = monotonic()
        if now - self._at < PAUSE and (what is None or what == self._what):
            return
        self._at, self._what = now, what if what is not None else self._what
        self._tell(fraction, what)


def _answered(work: tuple[Callable[..., Any], tuple[object, ...]], report: Report) -> tuple[str, Any]:
    function, arguments = work
    try:
        return "done", function(*arguments, report=report)
    except BaseException as error:  # noqa: BLE001  (it is raised again on the other side)
        return "failed", _portable(error)


def _portable(error: BaseException) -> BaseException:
    """The error itself where it survives the journey, else one that holds its traceback as text."""
    import pickle

    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301
    except Exception:  # noqa: BLE001
        return RuntimeError("".join(traceback.format_exception(error)))
    error.add_note("".join(traceback.format_exception(error)))
    return error
