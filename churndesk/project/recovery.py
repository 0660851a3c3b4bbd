"""The recovery copy: the document as it stands, kept apart from its file, so that pulling the plug costs nothing.

A copy is a project file of its own in a private folder. Every edit is one transaction in it; the bytes of an import
go in first, the state that names them last. So whatever moment the power goes, the copy opens and holds the last state
that was reported as kept.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
import uuid
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from churndesk.project import schema
from churndesk.project.damage import DamagedRecord
from churndesk.project.mark import mark_of
from churndesk.project.obstacles import why
from churndesk.project.opening import Opened, opened
from churndesk.project.reading import contents_of, mark_in
from churndesk.project.state import state_of
from churndesk.words import NotPossible, message

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from churndesk.project.blobs import Blobs
    from churndesk.project.mark import Mark
    from churndesk.project.project import Project

_SUFFIX = ".churndesk"
#: What SQLite says where the bytes are wrong, and not the disk.
_DAMAGE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR}

#: How long work is kept that a person didn't want back.
DECLINED_FOR = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """A copy found in the recovery folder: whose work it is, the file it belongs to, and when it was kept last.

    `lock` is the file by which a running program shows that the copy is its own. `seen` is what the original looked
    like when that program last read or wrote it; `mark` tells which of two copies is the later. `empty` marks a copy
    into which nothing was ever kept; `declined` is when a person said that they don't want it.
    """

    path: Path
    name: str = ""
    original: Path | None = None
    kept: datetime | None = None
    seen: tuple[int, int] | None = None
    mark: Mark | None = None
    empty: bool = False
    declined: datetime | None = None

    @property
    def lock(self) -> Path:
        """The lock file beside the copy."""
        return lock_of(self.path)

    def open(self) -> Opened:
        """The project as it was kept; what can be saved of it, where the copy is damaged.

        Raises:
            NotPossible: nothing could be saved, or the disk can't be read.
        """
        try:
            return self._read(exclusive=False)
        except (sqlite3.Error, DamagedRecord, ValueError, TypeError) as error:
            if not isinstance(error, sqlite3.Error) or error.sqlite_errorcode & 0xFF in _DAMAGE:
                return opened(self.path)
        try:
            # So held, no third file is needed beside the copy, for which a full disk might have no room.
            return self._read(exclusive=True)
        except sqlite3.Error as error:
            raise NotPossible(message("The kept work can't be read. {why}", why=why(error))) from error

    def _read(self, *, exclusive: bool) -> Opened:
        """What the copy holds, with what a killed program left beside it."""
        with closing(sqlite3.connect(self.path)) as database:
            if exclusive:
                database.execute("PRAGMA locking_mode = EXCLUSIVE")
            database.execute("PRAGMA trusted_schema = OFF")
            found = contents_of(database)
        return Opened(found.project, found.blobs, mark=found.mark)

    def decline(self) -> None:
        """Notes that nobody wants it; it stays for `DECLINED_FOR`."""
        with contextlib.suppress(OSError):
            _declined(self.path).touch()

    def forget(self) -> None:
        """Removes the copy: the work is saved, or nobody wants it."""
        for path in (self.path, *_beside(self.path)):
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)


class RecoveryCopy:
    """The copy that a running program keeps; use it from one thread at a time."""

    def __init__(self, folder: Path, path: Path | None = None) -> None:
        """Begins an empty copy in the folder, which is made where it isn't there.

        Raises:
            OSError, sqlite3.Error: the folder can't be written.
        """
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.path = path or new_path(folder)
        self._held: set[str] = set()
        self._database = sqlite3.connect(self.path, isolation_level=None, check_same_thread=False)
        try:
            self._database.execute("PRAGMA journal_mode = WAL")
            self._database.execute("PRAGMA synchronous = FULL")
            with self._transaction():
                schema.create(self._database)
        except BaseException:
            self._database.close()
            self.left_behind.forget()
            raise

    @property
    def left_behind(self) -> LeftBehind:
        """The copy as the next start would find it."""
        return LeftBehind(self.path)

    def keep(
        self,
        project: Project,
        blobs: Blobs,
        original: Path | None,
        *,
        seen: tuple[int, int] | None = None,
        mark: Mark | None = None,
    ) -> None:
        """Brings the copy up to the project; when this returns, the project survives a power cut.

        `original` is the file that the work belongs to, `seen` what that looked like, `mark` the mark of this state.

        Raises:
            OSError, sqlite3.Error: it can't be written; the copy holds what it held before.
        """
        state = state_of(project)
        wanted = dict(blobs.only(source.digest for source in project.sources).by_digest)
        if state.dataset is not None:
            wanted[state.dataset.digest] = state.dataset.data
        if not self.path.exists():
            # Written into a file that was removed, nothing would survive.
            raise FileNotFoundError(2, "the copy was removed", str(self.path))
        for digest in wanted.keys() - self._held:
            with self._transaction():
                schema.write_blob(self._database, digest, wanted[digest])
            self._held.add(digest)
        with self._transaction():
            schema.write_state(self._database, state.json)
            schema.write_about(self._database, _note(project, original, seen, mark))
        self._collect(wanted.keys())

    def close(self, *, forget: bool) -> None:
        """Ends the copying; `forget` removes the copy, because the work is saved or not wanted."""
        with contextlib.suppress(sqlite3.Error):
            self._database.close()
        if forget:
            LeftBehind(self.path).forget()

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[None]:
        self._database.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._database.execute("COMMIT")
        except BaseException:
            # SQLite has often rolled back by itself, for instance where the disk is full.
            with contextlib.suppress(sqlite3.Error):
                self._database.execute("ROLLBACK")
            raise

    def _collect(self, wanted: AbstractSet[str]) -> None:
        """Lets go of bytes that the state no longer names; undo holds its own in memory."""
        gone = self._held - wanted
        if gone:
            # The state is kept already: what can't be let go of now may be later.
            with contextlib.suppress(sqlite3.Error), self._transaction():
                self._database.executemany("DELETE FROM blob WHERE digest = ?", [(digest,) for digest in gone])
                self._held -= gone


def new_path(folder: Path) -> Path:
    """Where another copy is to begin; its lock is to be taken first."""
    return folder / f"{uuid.uuid4().hex}{_SUFFIX}"


def lock_of(path: Path) -> Path:
    """The lock file that belongs to a copy."""
    return path.with_suffix(".lock")


def copies_in(folder: Path) -> tuple[LeftBehind, ...]:
    """All copies in the folder, the latest first; those of running programs and empty ones too."""
    found = [_described(path) for path in folder.glob(f"*{_SUFFIX}")] if folder.is_dir() else []
    return tuple(sorted(found, key=lambda copy: copy.kept or _LONG_AGO, reverse=True))


def outdated(copy: LeftBehind, others: Sequence[LeftBehind]) -> bool:
    """Whether its file, or another copy of the same work, holds the same or a later state of the document.

    Such a copy was to be removed when the crash came.
    """
    saved = mark_in(copy.original) if copy.original is not None and copy.mark is not None else None
    if saved is not None and saved.replaces(copy.mark):
        return True
    return any(_later(other, copy) for other in others)


def _later(one: LeftBehind, other: LeftBehind) -> bool:
    if one.mark is None or other.mark is None or one.mark.line != other.mark.line:
        return False
    same_file = one.original == other.original or None in {one.original, other.original}
    return same_file and (one.mark.step, one.path.name) > (other.mark.step, other.path.name)


def overdue(copy: LeftBehind) -> bool:
    """Whether the copy was declined so long ago that it may go."""
    return copy.declined is not None and datetime.now(tz=UTC) - copy.declined > DECLINED_FOR


_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


def _described(path: Path) -> LeftBehind:
    declined = _moment(_declined(path))
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True)) as database:
            tables = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            row = database.execute("SELECT json FROM about").fetchone() if schema.ABOUT in tables else None
        if row is None:
            return LeftBehind(path, empty=True, declined=declined, kept=_moment(path))
        note = json.loads(row[0])
        original = Path(note["original"]) if note["original"] else None
        seen = tuple(map(int, note["seen"])) if note.get("seen") else None
        kept = datetime.fromisoformat(note["kept"])
        return LeftBehind(path, str(note["name"]), original, kept, seen, mark_of(note), declined=declined)  # type: ignore[arg-type]
    except (sqlite3.Error, OSError, ValueError, KeyError, TypeError):
        # Damaged beyond telling whose work it is; there may still be something in it.
        return LeftBehind(path, kept=_moment(path), declined=declined)


def _moment(path: Path) -> datetime | None:
    try:
        return datetime.fromtimestamp(path.stat().st_mtime, tz=UTC)
    except OSError:
        return None


def _note(
    project: Project, original: Path | None, seen: tuple[int, int] | None, mark: Mark | None
) -> dict[str, object]:
    kept = datetime.now(tz=UTC).isoformat()
    file = str(original) if original else None
    return {"name": project.name, "original": file, "kept": kept, "seen": seen, **(mark.record if mark else {})}


def _declined(path: Path) -> Path:
    return path.with_suffix(".declined")


def _beside(path: Path) -> tuple[Path, ...]:
    return (path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm"), _declined(path))
