"""Long work off the GUI thread: progress after a moment, cancel at any time, one task a key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QObject, QRunnable, QThreadPool, QTimer, Signal, Slot

from churndesk.gui.readiness import load
from churndesk.progress import Cancelled
from churndesk.words import NotPossible

if TYPE_CHECKING:
    from collections.abc import Callable

    from churndesk.progress.workshop import Workshop
    from churndesk.words import Message

#: Work shorter than this shows no progress strip.
PATIENCE_MS = 400
#: After this long without work what may be wanted next is worked out.
AHEAD_MS = 400
#: After this long without work the process for large tables lets go what nobody needs any more.
SETTLE_MS = 3000


class Progress(NamedTuple):
    """What the progress strip shows: the task's title, the share done (None = not known) and the step in words."""

    title: Message
    fraction: float | None = None
    what: Message | None = None


class _Signals(QObject):
    progressed = Signal(object)
    ended = Signal(object, object)


class Task(QRunnable):
    """One piece of work. `cancel` is final: whatever it still answers is dropped."""

    def __init__(self, work: Callable[..., Any], title: Message) -> None:
        super().__init__()
        self.setAutoDelete(False)
        self.signals = _Signals()
        self.title = title
        self.cancelled = False
        self._work = work
        self._shown = -1.0

    def cancel(self) -> None:
        """Stops the work at its next report."""
        self.cancelled = True

    def run(self) -> None:
        """Runs in a thread of the pool; nothing here touches a widget."""
        try:
            answer, error = self._work(report=self._report), None
        except BaseException as caught:  # noqa: BLE001  (it is shown by `failed` or by the error dialog)
            answer, error = None, caught
        self._work = None
        self.signals.ended.emit(answer, error)

    def _report(self, fraction: float | None = None, what: Message | None = None) -> None:
        if self.cancelled:
            raise Cancelled
        if what is not None or (fraction is not None and abs(fraction - self._shown) >= 0.01):
            self._shown = -1.0 if fraction is None else fraction
            self.signals.progressed.emit(Progress(self.title, fraction, what))


class Tasks(QObject):
    """Runs functions off the GUI thread and brings their answers back to it.

    `progressed` carries the Progress of the task that runs, None when nothing is left to show.
    """

    progressed = Signal(object)

    def __init__(self, parent: QObject | None = None, *, inline: bool = False) -> None:
        """`inline` runs everything at once in the caller's thread, for tests."""
        super().__init__(parent)
        self._inline = inline
        self._pool = QThreadPool()
        self._opened: Workshop | None = None
        self._closed = False
        self._running: dict[str, Task] = {}
        self._shown: Progress | None = None
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self._show)
        self._settling = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settling.timeout.connect(self._settle)
        self._next: Callable[[Callable[[], bool]], None] | None = None
        self._idle = QTimer(self, singleShot=True, interval=AHEAD_MS)
        self._idle.timeout.connect(self._begin_next)

    def ahead(self, function: Callable[[Callable[[], bool]], None]) -> None:
        """Calls `function(wanted)` off the GUI thread once nothing has been to do for a moment.

        Nobody waits for it: it ends as soon as `wanted()` says that there is something else to do. A later call takes
        its place.
        """
        if not self._inline:
            self._next = function
            self._idle.start()

    def _begin_next(self) -> None:
        function, self._next = self._next, None
        if function is not None and not self._running:
            self._pool.start(lambda: function(lambda: not self._running and self._next is None and not self._closed))

    def run(
        self,
        function: Callable[..., Any],
        *arguments: object,
        done: Callable[[Any], None],
        title: Message,
        failed: Callable[[NotPossible], None] | None = None,
        key: str = "",
        apart: bool = False,
    ) -> Task:
        """Calls `function(*arguments, report=…)` off the GUI thread, then `done(answer)` on it.

        A newer task of the same `key` cancels this one. `apart` runs it in a process of its own, for work on large
        tables. A NotPossible goes to `failed`; any other exception is raised on the GUI thread, where the error
        dialog takes it.
        """
        self.cancel(key)
        task = Task(self._work(function, arguments, apart=apart), title)
        self._running[key] = task
        task.signals.progressed.connect(self._note)
        task.signals.ended.connect(lambda answer, error: self._end(key, task, answer, error, done, failed))
        if self._inline:
            task.run()
        else:
            self._shown = self._shown or Progress(title)
            self._patience.start()
            self._pool.start(task)
        return task

    def cancel(self, key: str = "") -> None:
        """Cancels the task of that key, if one runs; its answer is dropped."""
        task = self._running.pop(key, None)
        if task is not None:
            task.cancel()
            self._rest()

    def cancel_all(self) -> None:
        """Cancels whatever runs: the strip's own Cancel."""
        for key in list(self._running):
            self.cancel(key)

    @property
    def busy(self) -> bool:
        """Whether anything runs."""
        return bool(self._running)

    def get_ready(self) -> None:
        """Starts the process for large tables and loads what is needed next, ahead of time and in the background."""
        self._pool.start(self._workshop().warm)
        self._pool.start(lambda: load(lambda: not self._closed))

    def close(self) -> None:
        """Cancels everything and waits for it; called before the window goes."""
        self.cancel_all()
        self._closed = True
        self._settling.stop()
        self._idle.stop()
        if self._opened is not None:
            self._opened.close()
        self._pool.waitForDone()

    def _workshop(self) -> Workshop:
        # Imported here: the window is painted before anybody needs another process.
        from churndesk.progress.workshop import Workshop

        self._opened = self._opened or Workshop()
        return self._opened

    def _work(self, function: Callable[..., Any], arguments: tuple[object, ...], *, apart: bool) -> Callable[..., Any]:
        if apart and not self._inline:
            return lambda report: self._workshop().run(function, *arguments, report=report)
        return lambda report: function(*arguments, report=report)

    def _end(  # noqa: PLR0917  (a closure's arguments)
        self,
        key: str,
        task: Task,
        answer: Any,
        error: BaseException | None,
        done: Callable[[Any], None],
        failed: Callable[[NotPossible], None] | None,
    ) -> None:
        if task.cancelled or self._running.get(key) is not task:
            return
        del self._running[key]
        self._rest()
        if isinstance(error, NotPossible) and failed is not None:
            failed(error)
        elif error is not None and not isinstance(error, Cancelled):
            raise error
        elif error is None:
            done(answer)

    @Slot(object)
    def _note(self, progress: Progress) -> None:
        self._shown = progress
        if not self._patience.isActive():
            self._show()

    def _show(self) -> None:
        if self._running:
            self.progressed.emit(self._shown)

    def _rest(self) -> None:
        if not self._running:
            self._patience.stop()
            self._shown = None
            self.progressed.emit(None)
            if self._opened is not None:
                self._settling.start()

    def _settle(self) -> None:
        if self._opened is not None and not self._running:
            self._pool.start(self._opened.settle)
