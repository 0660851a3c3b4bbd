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
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from churndesk.project import schema
from churndesk.project.store import load, state_of

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from churndesk.project.blobs import Blobs
    from churndesk.project.project import Project

_ABOUT = "CREATE TABLE IF NOT EXISTS about (id INTEGER PRIMARY KEY CHECK (id = 1), json TEXT NOT NULL)"


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """A copy found in the recovery folder: whose work it is, the file it belongs to, and when it was kept last.

    `lock` is the file by which a running program shows that the copy is its own.
    """

    path: Path
    name: str = ""
    original: Path | None = None
    kept: datetime | None = None

    @property
    def lock(self) -> Path:
        """The lock file beside the copy."""
        return lock_of(self.path)

    def open(self) -> tuple[Project, Blobs]:
        """The project as it was kept.

        Raises:
            NotPossible: the copy is damaged.
        """
        with contextlib.suppress(sqlite3.Error), closing(sqlite3.connect(self.path)) as database:
            # What a program that was killed had written beside the file is taken into it.
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return load(self.path)

    def forget(self) -> None:
        """Removes the copy: the work is saved, or nobody wants it."""
        for path in (self.path, *_beside(self.path)):
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)


class RecoveryCopy:
    """The copy that a running program keeps; use it from one thread at a time."""

    def __init__(self, folder: Path) -> None:
        """Begins an empty copy in the folder, which is made where it isn't there.

        Raises:
            OSError, sqlite3.Error: the folder can't be written.
        """
        folder.mkdir(parents=True, exist_ok=True)
        self.path = folder / f"{uuid.uuid4().hex}.churndesk"
        self._database = sqlite3.connect(self.path, isolation_level=None, check_same_thread=False)
        self._database.execute("PRAGMA journal_mode = WAL")
        self._database.execute("PRAGMA synchronous = FULL")
        schema.create(self._database)
        self._database.execute(_ABOUT)
        self._held: set[str] = set()

    def keep(self, project: Project, blobs: Blobs, original: Path | None) -> None:
        """Brings the copy up to the project; when this returns, the project survives a power cut.

        Raises:
            OSError, sqlite3.Error: it can't be written; the copy holds what it held before.
        """
        state, dataset = state_of(project)
        named = {source.digest: blobs.by_digest.get(source.digest) for source in project.sources}
        wanted = {digest: data for digest, data in named.items() if data is not None}
        if dataset is not None:
            wanted[dataset[0]] = dataset[1]
        for digest in wanted.keys() - self._held:
            with self._transaction():
                schema.write_blob(self._database, digest, wanted[digest])
            self._held.add(digest)
        with self._transaction():
            self._database.execute("INSERT OR REPLACE INTO state VALUES (1, ?)", (state,))
            self._database.execute("INSERT OR REPLACE INTO about VALUES (1, ?)", (_note(project, original),))
        self._collect(wanted.keys())

    def close(self, *, forget: bool) -> None:
        """Ends the copying; `forget` removes the copy, because the work is saved or not wanted."""
        self._database.close()
        if forget:
            LeftBehind(self.path).forget()

    @contextlib.contextmanager
    def _transaction(self):  # type: ignore[no-untyped-def]  # noqa: ANN202
        self._database.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._database.execute("COMMIT")
        except BaseException:
            self._database.execute("ROLLBACK")
            raise

    def _collect(self, wanted: AbstractSet[str]) -> None:
        """Lets go of bytes that the state no longer names; undo holds its own in memory."""
        gone = self._held - wanted
        if gone:
            with self._transaction():
                self._database.executemany("DELETE FROM blob WHERE digest = ?", [(digest,) for digest in gone])
            self._held -= gone


def lock_of(path: Path) -> Path:
    """The lock file that belongs to a copy."""
    return path.with_suffix(".lock")


def copies_in(folder: Path) -> tuple[LeftBehind, ...]:
    """All copies in the folder that hold a state, the latest first; those of running programs too."""
    found = (_described(path) for path in folder.glob("*.churndesk")) if folder.is_dir() else ()
    return tuple(sorted((copy for copy in found if copy), key=lambda copy: copy.kept or _LONG_AGO, reverse=True))


_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


def _described(path: Path) -> LeftBehind | None:
    try:
        with closing(sqlite3.connect(path)) as database:
            [text] = database.execute("SELECT json FROM about").fetchone()
        note = json.loads(text)
        original = Path(note["original"]) if note["original"] else None
        return LeftBehind(path, str(note["name"]), original, datetime.fromisoformat(note["kept"]))
    except (sqlite3.Error, OSError, ValueError, KeyError, TypeError):
        # No state was ever kept in it, or it is damaged beyond telling whose work it is.
        return None


def _note(project: Project, original: Path | None) -> str:
    kept = datetime.now(tz=UTC).isoformat()
    return json.dumps({"name": project.name, "original": str(original) if original else None, "kept": kept})


def _beside(path: Path) -> tuple[Path, ...]:
    return (path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm"))
