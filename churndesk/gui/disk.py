"""The slow half of opening and saving, off the GUI thread: locks, earlier versions, and a look at what lies there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from churndesk.gui.opened_elsewhere import FileLock
from churndesk.project.obstacles import why
from churndesk.words import NotPossible, message

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from churndesk.gui.opened_elsewhere import Holder
    from churndesk.progress import Report
    from churndesk.project.blobs import Blobs
    from churndesk.project.mark import Mark
    from churndesk.project.project import Project
    from churndesk.project.salvage import Salvaged
    from churndesk.words import Message


class ChangedMeanwhile(NotPossible):
    """Somebody else has written the file since it was opened here."""


@dataclass(frozen=True, slots=True)
class OnDisk:
    """A file that was opened: what it holds, its lock (None where somebody else has it), and what it looks like."""

    project: Project
    blobs: Blobs
    lock: FileLock | None
    look: tuple[int, int] | None
    read_only: Message | None = None
    salvaged: Salvaged | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be saved where.

    `held` is the lock that this program has already, `expected` what the file must still look like (None for any).
    `kept_safe` waits until the recovery copy holds the project, so that no copy is ever older than the file.
    """

    path: Path
    project: Project
    blobs: Blobs
    held: FileLock | None = None
    expected: tuple[int, int] | None = None
    mark: Mark | None = None
    kept_safe: Callable[[], None] = lambda: None


@dataclass(frozen=True, slots=True)
class Written:
    """A file that was saved; `remark` says what else the person should know."""

    lock: FileLock
    look: tuple[int, int] | None
    remark: Message | None = None


def backup_folder() -> Path:
    """Where earlier versions are kept, private to the person."""
    from platformdirs import user_data_path

    return user_data_path("ChurnDesk", appauthor=False) / "backups"


def look(path: Path) -> tuple[int, int] | None:
    """By what another writing of the file is told: when it was written, and its size."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


def opened_from(path: Path, held: FileLock | None, report: Report) -> OnDisk:
    """The project at `path` with its lock; `held` is the lock that this program has already.

    Raises:
        NotPossible: it can't be opened.
    """
    from churndesk.project.opening import opened

    report(None)
    lock, holder = _locked(path, held)
    try:
        seen = look(path)
        found = opened(path)
    except BaseException:
        if lock is not held:
            lock.release()
        raise
    read_only = holder.sentence(path.name) if holder is not None else found.read_only
    if found.salvaged is not None and lock is not held:
        lock.release()
    free = holder is None and found.salvaged is None
    return OnDisk(found.project, found.blobs, lock if free else None, seen, read_only, found.salvaged)


def saved_to(wanted: Wanted, report: Report) -> Written:
    """Saves the project, and keeps the version that it replaces.

    Raises:
        ChangedMeanwhile: the file isn't the `expected` one any more.
        NotPossible: somebody else has it open, or it can't be written.
    """
    from churndesk.project import store

    report(None)
    wanted.kept_safe()
    path, held = wanted.path, wanted.held
    lock, holder = _locked(path, held)
    try:
        _check_free(wanted, holder)
        remark = _keep_earlier(path)
        store.save(wanted.project, wanted.blobs, path, wanted.mark)
        store.sweep(path)
    except BaseException:
        if lock is not held:
            lock.release()
        raise
    return Written(lock, look(path), remark)


def _check_free(wanted: Wanted, holder: Holder | None) -> None:
    file = wanted.path.name
    if holder is not None:
        raise NotPossible(message("{why} Nothing was written; your work is still open.", why=holder.sentence(file)))
    if wanted.expected is not None and look(wanted.path) not in {None, wanted.expected}:
        raise ChangedMeanwhile(
            message(
                "{file} was changed by another program or on another computer since you opened it. If you save over "
                "it, the other version is kept under File, Earlier versions.",
                file=file,
            )
        )


def claimed(path: Path, report: Report) -> tuple[FileLock | None, Message | None]:
    """The lock of a file to which unsaved work belongs, or why it must not be written over."""
    report(None)
    lock, holder = _locked(path, None)
    return (lock, None) if holder is None else (None, holder.sentence(path.name))


def _locked(path: Path, held: FileLock | None) -> tuple[FileLock, Holder | None]:
    if held is not None and held.is_of(path):
        return held, held.robbed()
    lock = FileLock(path)
    return lock, lock.take()


def _keep_earlier(path: Path) -> Message | None:
    from churndesk.project import backups

    try:
        backups.keep(path, backup_folder())
    except OSError as error:
        return message("The version before could not be kept among the earlier versions. {why}", why=why(error))
    return None
