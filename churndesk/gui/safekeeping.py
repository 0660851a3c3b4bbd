"""Every edit in the recovery copy within a second, and the work that a crash left behind."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QObject, QRunnable, QThreadPool, QTimer, Signal

from churndesk.gui import ask
from churndesk.project.project import Project
from churndesk.words import NotPossible, message

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from churndesk.gui.document import Document
    from churndesk.project.blobs import Blobs
    from churndesk.project.recovery import LeftBehind, RecoveryCopy

#: Edits so close together are kept as one.
PAUSE_MS = 200


def recovery_folder() -> Path:
    """Where the copies are kept, private to the person."""
    from platformdirs import user_data_path

    return user_data_path("ChurnDesk", appauthor=False) / "recovery"


class Safekeeping(QObject):
    """Keeps unsaved work in a recovery copy, and drops the copy once the work is saved or not wanted.

    `safe_changed` says whether the document, as it stands, would survive a power cut. One thread writes, one state at
    a time: the newest that waits wins. A copy is guarded by a lock of this process; one whose process is gone was
    left behind by a crash.
    """

    safe_changed = Signal(bool)
    _written = Signal(object, object)

    def __init__(self, document: Document, window: QWidget, folder: Path | None = None) -> None:
        super().__init__(window)
        self._document = document
        self._window = window
        self._folder = folder or recovery_folder()
        self._keeper = _Keeper(self._folder)
        self._thread = QThreadPool(self, maxThreadCount=1)
        self._kept: Project | None = None
        self._writing = False
        self._safe = True
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._write)
        self._written.connect(self._note)
        document.changed.connect(self._notice)
        document.saved_changed.connect(self._notice)

    @property
    def safe(self) -> bool:
        """Whether the document, as it stands, is saved or in the recovery copy."""
        return self._safe

    def left_behind(self) -> Iterator[LeftBehind]:
        """The copies of programs that ended without saving, the latest first."""
        from churndesk.project.recovery import copies_in

        for copy in copies_in(self._folder):
            lock = _lock(copy.lock)
            if copy.path != self._keeper.path and lock.tryLock(0):
                lock.unlock()
                yield copy

    def offer(self) -> bool:
        """Asks whether the latest work that was left behind is wanted back, and opens it; False where it isn't."""
        copy = next(self.left_behind(), None)
        if copy is None:
            return False
        wanted = ask.yes(
            self._window,
            message("Bring back your unsaved work on {name}?", name=copy.name or message("an untitled project")),
            message("ChurnDesk ended before it was saved. Everything up to a second before was kept."),
            message("Bring it back"),
        )
        return wanted and self.recover(copy)

    def recover(self, copy: LeftBehind) -> bool:
        """Opens what a copy kept, as unsaved work on its own file."""
        try:
            project, blobs = copy.open()
        except NotPossible as refusal:
            ask.tell(self._window, message("The copy could not be opened"), refusal.sentence)
            return False
        self._document.begin(Project(), copy.original, blobs)
        self._document.change(message("Recover unsaved work"), project)
        copy.forget()
        return True

    def close(self) -> None:
        """Ends the copying: the work is saved, or the person doesn't want it."""
        self._pause.stop()
        self._thread.waitForDone()
        self._keeper.forget()

    def _notice(self) -> None:
        if not self._document.dirty:
            self._pause.stop()
            self._kept = None
            self._start(self._keeper.forget)
            self._say(safe=True)
        elif self._document.project is not self._kept:
            self._say(safe=False)
            self._pause.start()

    def _write(self) -> None:
        if self._writing or not self._document.dirty:
            return
        self._writing = True
        project, blobs, original = self._document.project, self._document.blobs, self._document.path

        def work() -> None:
            self._written.emit(project, self._keeper.keep(project, blobs, original))

        self._start(work)

    def _note(self, project: Project, error: Exception | None) -> None:
        self._writing = False
        if self._document.project is not project:
            self._notice()
        elif error is None and self._document.dirty:
            self._kept = project
            self._say(safe=True)

    def _start(self, work: object) -> None:
        self._thread.start(QRunnable.create(work))

    def _say(self, *, safe: bool) -> None:
        if safe != self._safe:
            self._safe = safe
            self.safe_changed.emit(safe)


class _Keeper:
    """The copy and its lock; everything but `path` is used by the writing thread alone."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._copy: RecoveryCopy | None = None
        self._lock: QLockFile | None = None
        self.path: Path | None = None

    def keep(self, project: Project, blobs: Blobs, original: Path | None) -> Exception | None:
        """Keeps the project; answers why not, where the disk is full or the folder can't be written."""
        from churndesk.project.recovery import RecoveryCopy, lock_of

        try:
            if self._copy is None:
                self._copy = RecoveryCopy(self._folder)
                self.path = self._copy.path
                self._lock = _lock(lock_of(self.path))
                self._lock.tryLock(0)
            self._copy.keep(project, blobs, original)
        except (OSError, sqlite3.Error) as error:
            return error
        return None

    def forget(self) -> None:
        """Removes the copy, if there is one."""
        if self._copy is not None:
            self._copy.close(forget=True)
        if self._lock is not None:
            self._lock.unlock()
        self._copy = self._lock = self.path = None


def _lock(path: Path) -> QLockFile:
    lock = QLockFile(str(path))
    # Never stale by age alone: only when its process is gone.
    lock.setStaleLockTime(0)
    return lock
