"""Who has a project file open: a lock beside it, told to everybody else who opens it.

The lock is Qt's: on one computer it knows by itself whether the process that made it still lives. For other computers a
running program touches its lock every minute; one that nobody has touched for long was left by a computer that crashed
or was switched off.
"""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QSysInfo

from churndesk.words import message

if TYPE_CHECKING:
    from churndesk.words import Message

#: How often a running program shows that it is still there.
RENEWED_EVERY_S = 60
#: A lock of another computer that was not touched for so long is nobody's.
STALE_AFTER_S = 600


#: Locks whose files others have taken over, or that are gone; they are held until the program ends.
_LOST: list[QLockFile] = []


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has the file: a computer by name, or this one, and the process."""

    host: str
    process: int
    here: bool

    def sentence(self, file: str) -> Message:
        """Says where the file is open, and what can be done here."""
        if self.here:
            return message(
                "{file} is open in another ChurnDesk window on this computer. You can look at it here; to keep "
                "changes, save it under another name.",
                file=file,
            )
        return message(
            "{file} is open on the computer {host}. You can look at it here; to keep changes, save it under another "
            "name.",
            file=file,
            host=self.host,
        )


class FileLock:
    """The lock of one project file; it is let go of with `release`, or when the program ends in whatever way."""

    def __init__(self, path: Path) -> None:
        self.path = Path(os.path.realpath(path))
        self._beside = self.path.with_name(f".{self.path.name}.lock")
        self._lock = QLockFile(str(self._beside))
        # Never stale by age alone: on this computer Qt looks for the process itself.
        self._lock.setStaleLockTime(0)

    def take(self) -> Holder | None:
        """Takes the file for this program; answers who has it, where somebody else does.

        In a folder that can't be written nobody can save either: the file then counts as free.
        """
        if self._lock.isLocked() or self._lock.tryLock(0):
            return None
        if self._lock.error() != QLockFile.LockError.LockFailedError:
            return None
        holder = self._holder()
        if not holder.here and self._age() > STALE_AFTER_S:
            self._lock.removeStaleLockFile()
            if self._lock.tryLock(0):
                return None
        return holder

    def is_of(self, path: Path) -> bool:
        """Whether it is the lock of that file."""
        return self.path == Path(os.path.realpath(path))

    def robbed(self) -> Holder | None:
        """Who has taken the file meanwhile, because this computer was asleep or cut off for long; None as a rule."""
        if not self._lock.isLocked() or not self._beside.exists():
            return None
        holder = self._holder()
        return None if holder.here and holder.process in {0, os.getpid()} else holder

    def renew(self) -> None:
        """Shows other computers that the file is still open here."""
        try:
            os.utime(self._beside)
        except OSError:
            # Gone with its network folder; a save will say so.
            return

    def release(self) -> None:
        """Lets others have the file; a lock that is no longer ours stays theirs."""
        if not self._lock.isLocked():
            return
        if self._beside.exists() and self.robbed() is None:
            self._lock.unlock()
        else:
            # Qt removes the file when the object goes, whosever it has become.
            _LOST.append(self._lock)

    def _holder(self) -> Holder:
        told = self._lock.getLockInfo()
        process, host, _program = told if isinstance(told, tuple) else (0, "", "")
        return Holder(host, process, here=host in {"", QSysInfo.machineHostName()})

    def _age(self) -> float:
        """Seconds since the lock was touched, by the clock of the disk that both computers see."""
        try:
            with tempfile.NamedTemporaryFile(dir=self.path.parent, prefix=f".{self.path.name[:100]}.") as probe:
                return Path(probe.name).stat().st_mtime - self._beside.stat().st_mtime
        except OSError:
            return 0.0
