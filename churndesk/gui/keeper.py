"""The recovery copy of one program and its lock, as the thread that writes them sees them."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile

if TYPE_CHECKING:
    from pathlib import Path

    from churndesk.project.blobs import Blobs
    from churndesk.project.project import Project
    from churndesk.project.recovery import RecoveryCopy


class Keeper:
    """The copy and its lock; everything but `path` is used by one thread alone."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._copy: RecoveryCopy | None = None
        self._lock: QLockFile | None = None
        self.path: Path | None = None

    def keep(
        self, project: Project, blobs: Blobs, original: Path | None, seen: tuple[int, int] | None = None
    ) -> Exception | None:
        """Keeps the project; answers why not, where the disk is full or the folder can't be written.

        A copy that can't be written any more is left as it is, and a new one begun in its place.
        """
        try:
            if self._copy is not None:
                try:
                    self._copy.keep(project, blobs, original, seen)
                except (OSError, sqlite3.Error):
                    pass
                else:
                    return None
            self._begin_anew(project, blobs, original, seen)
        except Exception as error:  # noqa: BLE001  (the caller says it, or raises it where it can be shown)
            return error
        return None

    def end(self, *, forget: bool) -> None:
        """Ends the copy, if there is one; `forget` removes it."""
        if self._copy is not None:
            self._copy.close(forget=forget)
        if self._lock is not None:
            self._lock.unlock()
        self._copy = self._lock = self.path = None

    def _begin_anew(self, project: Project, blobs: Blobs, original: Path | None, seen: tuple[int, int] | None) -> None:
        from churndesk.project.recovery import LeftBehind, RecoveryCopy, lock_of, new_path

        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = new_path(self._folder)
        # First the lock: another program that starts now must not take the copy for one that was left behind.
        lock = lock_at(lock_of(path))
        lock.tryLock(0)
        copy = None
        try:
            copy = RecoveryCopy(self._folder, path)
            copy.keep(project, blobs, original, seen)
        except BaseException:
            if copy is not None:
                copy.close(forget=True)
            LeftBehind(path).forget()
            lock.unlock()
            raise
        self.end(forget=True)
        self._copy, self._lock, self.path = copy, lock, path


def lock_at(path: Path) -> QLockFile:
    """A lock that counts as long as its process lives, however old it is."""
    lock = QLockFile(str(path))
    lock.setStaleLockTime(0)
    return lock
