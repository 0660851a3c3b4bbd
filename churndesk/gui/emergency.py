"""The emergency copy of unsaved work, each minute, and the work that a crash left behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QObject, QTimer

from churndesk.gui import ask
from churndesk.project.project import Project
from churndesk.words import NotPossible, message

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from churndesk.gui.document import Document
    from churndesk.progress import Report
    from churndesk.project.recovery import EmergencyCopy

#: Between two copies of unsaved work.
COPY_EVERY_MS = 60_000


def recovery_folder() -> Path:
    """Where the copies are kept, private to the person."""
    from platformdirs import user_data_path

    return user_data_path("ChurnDesk", appauthor=False) / "recovery"


class EmergencyCopies(QObject):
    """Keeps a copy of unsaved work in a folder apart, and drops it once the work is saved.

    A copy is guarded by a lock of this process; one whose process is gone was left behind by a crash.
    """

    def __init__(self, document: Document, window: QWidget, folder: Path | None = None) -> None:
        super().__init__(window)
        self._document = document
        self._window = window
        self._folder = folder or recovery_folder()
        self._copy: EmergencyCopy | None = None
        self._lock: QLockFile | None = None
        self._timer = QTimer(self, interval=COPY_EVERY_MS)
        self._timer.timeout.connect(self.keep)
        self._timer.start()
        document.saved_changed.connect(self._drop_when_saved)

    def keep(self) -> None:
        """Copies unsaved work in the background; a folder that can't be written is tried again a minute later."""
        if not self._document.dirty or not self._claimed():
            return
        self._document.tasks.run(
            _kept,
            self._copy,
            self._document.project,
            self._document.blobs,
            self._document.path,
            done=lambda _nothing: None,
            failed=lambda _refusal: None,
            title=message("Keeping a copy"),
            key="emergency copy",
        )

    def left_behind(self) -> Iterator[EmergencyCopy]:
        """The copies of programs that ended without saving, the latest first."""
        from churndesk.project.recovery import copies_in

        for copy in copies_in(self._folder):
            lock = _lock(copy)
            if (self._copy is None or copy.path != self._copy.path) and lock.tryLock(0):
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
            message("ChurnDesk ended before it was saved. A copy from shortly before was kept."),
            message("Bring it back"),
        )
        return wanted and self.recover(copy)

    def recover(self, copy: EmergencyCopy) -> bool:
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
        self._timer.stop()
        self._forget()

    def _claimed(self) -> bool:
        from churndesk.project.recovery import new_copy

        if self._copy is None:
            try:
                self._copy = new_copy(self._folder)
            except OSError:
                return False
            self._lock = _lock(self._copy)
            self._lock.tryLock(0)
        return True

    def _drop_when_saved(self) -> None:
        if not self._document.dirty:
            self._forget()

    def _forget(self) -> None:
        if self._copy is not None:
            self._document.tasks.cancel("emergency copy")
            self._copy.forget()
        if self._lock is not None:
            self._lock.unlock()
        self._copy = self._lock = None


def _lock(copy: EmergencyCopy) -> QLockFile:
    lock = QLockFile(str(copy.lock))
    # Never stale by age alone: only when its process is gone.
    lock.setStaleLockTime(0)
    return lock


def _kept(copy: EmergencyCopy, project: Project, blobs: object, original: Path | None, report: Report) -> None:
    """Runs off the GUI thread."""
    report()
    copy.keep(project, blobs, original)
