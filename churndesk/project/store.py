"""The project file: one SQLite file with the state as JSON, and the sources and the dataset as blobs by hash."""

from __future__ import annotations

import contextlib
import errno
import os
import sqlite3
import stat
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from churndesk.project import schema
from churndesk.project.mark import Mark
from churndesk.project.obstacles import is_passing, why
from churndesk.project.reading import load
from churndesk.project.state import state_of
from churndesk.words import NotPossible, message

if TYPE_CHECKING:
    from churndesk.project.blobs import Blobs
    from churndesk.project.project import Project
    from churndesk.project.state import State

__all__ = ["is_project", "load", "save", "sweep"]

#: How often, and after how many seconds, a file that is held for a moment is tried again.
_TRIES, _PATIENCE = 8, 0.15
#: What a drive answers that has no need, or no way, to make a folder safe.
_NO_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.EACCES, errno.EPERM, errno.EBADF, errno.ENOSYS}


def save(project: Project, blobs: Blobs, path: Path, mark: Mark | None = None) -> None:
    """Writes the project to `path`: a new file beside the old one, made safe on disk, then put in its place.

    Where `path` is a link, the file that it leads to is replaced. The rights of an old file stay as they are. `mark`
    tells a later start which of two states is the later one.

    Raises:
        NotPossible: the file can't be written there; the old one is as it was.
    """
    state = state_of(project)
    path = Path(os.path.realpath(path)) if path.is_symlink() else path
    try:
        beside = _written_beside(path, state, blobs.only(source.digest for source in project.sources), mark or Mark())
        try:
            _replace(beside, path)
        finally:
            with contextlib.suppress(OSError):
                beside.unlink(missing_ok=True)
    except (OSError, sqlite3.Error) as error:
        raise NotPossible(
            message(
                "{file} was not saved. {why} Your work is still open, and the file is as it was.",
                file=path.name,
                why=why(error),
            )
        ) from error
    _make_sure(path)


def sweep(path: Path) -> None:
    """Removes what saves of this file left beside it that were cut off by a crash; call it under the file's lock."""
    with contextlib.suppress(OSError):
        for left in path.parent.iterdir():
            if left.name.startswith(f".{path.name[:100]}.") and left.suffix == ".tmp":
                left.unlink()


def is_project(path: Path) -> bool:
    """Whether the file says that it is a ChurnDesk project, whatever its name."""
    try:
        with path.open("rb") as stream:
            head = stream.read(72)
    except OSError:
        return False
    return head.startswith(b"SQLite format 3\x00") and head[68:72] == schema.APPLICATION_ID.to_bytes(4, "big")


def _written_beside(path: Path, state: State, sources: Blobs, mark: Mark) -> Path:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:100]}.", suffix=".tmp")
    os.close(handle)
    beside = Path(name)
    try:
        _write(beside, state, sources, mark)
        _take_rights(beside, path)
        _sync_file(beside)
    except BaseException:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
        raise
    return beside


def _write(path: Path, state: State, sources: Blobs, mark: Mark) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        # Nothing of this file is worth anything until all of it is there; the one fsync follows.
        database.execute("PRAGMA journal_mode = OFF")
        database.execute("PRAGMA synchronous = OFF")
        database.execute("BEGIN")
        schema.create(database)
        schema.write_state(database, state.json)
        schema.write_about(database, mark.record)
        for digest, data in sources.by_digest.items():
            schema.write_blob(database, digest, data)
        if state.dataset is not None:
            schema.write_blob(database, state.dataset.digest, state.dataset.data)
        schema.write_spare(database, state.json)
        database.execute("COMMIT")


def _take_rights(beside: Path, path: Path) -> None:
    """A temporary file is private; the project is for whom its folder, or the file before it, is."""
    if os.name != "posix":
        return
    try:
        mode = stat.S_IMODE(path.stat().st_mode)
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        mode = 0o666 & ~mask
    # A drive that knows no rights refuses to change them.
    with contextlib.suppress(PermissionError):
        beside.chmod(mode)


def _sync_file(path: Path) -> None:
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _replace(beside: Path, path: Path) -> None:
    for left in reversed(range(_TRIES)):
        try:
            beside.replace(path)
        except OSError as error:
            if not left or not is_passing(error):
                raise
            time.sleep(_PATIENCE)
        else:
            return


def _make_sure(path: Path) -> None:
    """The new name must be on disk too; Windows can't open a folder and does it by itself."""
    if os.name != "posix":
        return
    try:
        handle = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        if error.errno in _NO_SYNC:
            return
        raise NotPossible(
            message(
                "{file} was written, but the disk did not confirm it. {why} Your work is still open.",
                file=path.name,
                why=why(error),
            )
        ) from error
