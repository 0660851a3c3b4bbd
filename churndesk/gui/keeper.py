"""The recovery copy of one program and its lock, as the thread that writes them sees them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QLockFile

if TYPE_CHECKING:
    from pathlib import Path

    from churndesk.project.blobs import Blobs
    from churndesk.project.mark import Mark
    from churndesk.project.project import Project
    from churndesk.project.recovery import LeftBehind, RecoveryCopy


class Work(NamedTuple):
    """What is to be kept: the document, the file that it belongs to, what that looked like, and the state's mark."""

    project: Project
    blobs: Blobs
    original: Path | None
    seen: tuple[int, int] | None
    mark: Mark


class Keeper:
    """The copy and its lock; everything but `path` is used by one thread alone."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._copy: RecoveryCopy | None = None
        self._lock: QLockFile | None = None
        self._unwanted: list[LeftBehind] = []
        self.path: Path | None = None

    def keep(self, work: Work) -> Exception | None:
        """Keeps the work; answers why not, where the disk is full or the folder can't be written.

        A copy that can't be written any more is left as it is, and a new one begun in its place.
        """
        try:
            if self._copy is None or not _written(self._copy, work):
                self._begin_anew(work)
        except Exception as error:  # noqa: BLE001  (the caller says it, or raises it where it can be shown)
            return error
        self._forget_rest()
        return None

    def end(self, *, forget: bool) -> None:
        """Ends the copy, if there is one; `forget` removes it."""
        if self._copy is not None:
            self._copy.close(forget=forget)
            if forget:
                self._unwanted.append(self._copy.left_behind)
        if self._lock is not None:
            self._lock.unlock()
        self._copy = self._lock = self.path = None
        self._forget_rest()

    def _forget_rest(self) -> None:
        """Tries again to remove what a disk that failed did not remove."""
        for copy in self._unwanted:
            copy.forget()
        self._unwanted = [copy for copy in self._unwanted if copy.path.exists()]

    def _begin_anew(self, work: Work) -> None:
        from churndesk.project.recovery import RecoveryCopy, lock_of, new_path

        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = new_path(self._folder)
        # First the lock: another program that starts now must not take the copy for one that was left behind.
        lock = lock_at(lock_of(path))
        lock.tryLock(0)
        copy = None
        try:
            copy = RecoveryCopy(self._folder, path)
            copy.keep(work.project, work.blobs, work.original, seen=work.seen, mark=work.mark)
        except BaseException:
            if copy is not None:
                copy.close(forget=True)
                self._unwanted.append(copy.left_behind)
            lock.unlock()
            raise
        self.end(forget=True)
        self._copy, self._lock, self.path = copy, lock, path


def lock_at(path: Path) -> QLockFile:
    """A lock that counts as long as its process lives, however old it is."""
    lock = QLockFile(str(path))
    lock.setStaleLockTime(0)
    return lock


def _written(copy: RecoveryCopy, work: Work) -> bool:
    import sqlite3

    try:
        copy.keep(work.project, work.blobs, work.original, seen=work.seen, mark=work.mark)
    except (OSError, sqlite3.Error):
        return False
    return True
