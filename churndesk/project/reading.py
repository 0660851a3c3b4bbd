"""Reads a project file, which may come from anybody: what is damaged, or none of ours, is never read half."""

from __future__ import annotations

import sqlite3
import zlib
from contextlib import closing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from churndesk.project import schema
from churndesk.project.blobs import Blobs
from churndesk.project.damage import DamagedRecord, NewerRecord
from churndesk.project.mark import mark_of
from churndesk.project.migrations import migrated
from churndesk.project.obstacles import why
from churndesk.project.state import parsed, project_of
from churndesk.words import NotPossible, message

if TYPE_CHECKING:
    from pathlib import Path

    from churndesk.project.mark import Mark
    from churndesk.project.project import Project


class NoProject(NotPossible):
    """The file is none of ours."""


class Damaged(NotPossible):
    """The file is ours, and damaged."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a file holds: the project, the bytes of its sources, and whether a newer version wrote more than we know."""

    project: Project
    blobs: Blobs
    newer: bool = False
    mark: Mark | None = None


def load(path: Path) -> tuple[Project, Blobs]:
    """The project in the file at `path`, and the bytes of its sources.

    Raises:
        NotPossible: the file isn't there, is no project, is damaged, or comes from a newer version of the program.
    """
    found = contents(path)
    if found.newer:
        raise NotPossible(
            message(
                "{file} was saved by a newer version of ChurnDesk. Install the newest version to open it.",
                file=path.name,
            )
        )
    return found.project, found.blobs


def contents(path: Path) -> Contents:
    """The same; of a newer version's file, what this version knows.

    Raises:
        NotPossible: the file isn't there or can't be reached.
        NoProject: the file is none of ours.
        Damaged: the file is ours, and not whole.
    """
    try:
        # Looked at first: SQLite tells the same of a folder, a missing file and one that may not be read.
        with path.open("rb"):
            size = path.stat().st_size
        # What lies beside the file is none of it: whoever made it, nothing is rolled back or taken in from there.
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as database:
            _check_kind(database, path)
            _check_whole(database, size)
            return contents_of(database)
    except FileNotFoundError as error:
        raise NotPossible(message("{file} is not there any more.", file=path.name)) from error
    except OSError as error:
        raise NotPossible(message("{file} can't be read. {why}", file=path.name, why=why(error))) from error
    except (sqlite3.Error, DamagedRecord, ValueError, TypeError, MemoryError) as error:
        raise Damaged(
            message(
                "{file} is damaged and could not be opened. If you have a copy of it, open that one.", file=path.name
            )
        ) from error


def contents_of(database: sqlite3.Connection) -> Contents:
    """What a database holds that is known to be ours.

    Raises:
        DamagedRecord: a checksum doesn't fit, or something is missing.
        sqlite3.Error: SQLite can't read it.
    """
    version = database.execute("PRAGMA user_version").fetchone()[0]
    if not schema.is_ours(database, newer=version > schema.VERSION):
        raise DamagedRecord("tables")
    text = _state(database)
    blobs = _blobs(database)
    return replace(understood(text, blobs, version), mark=mark_of(schema.read_about(database)))


def mark_in(path: Path) -> Mark | None:
    """The mark of the state in a project file; None where it can't be told."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as database:
            return mark_of(schema.read_about(database)) if schema.is_ours(database) else None
    except (sqlite3.Error, OSError, ValueError):
        return None


def understood(text: str, blobs: Blobs, version: int) -> Contents:
    """The state and the blobs of a file of that version as a project of ours.

    Raises:
        DamagedRecord: they are none.
    """
    if version < schema.VERSION:
        import json

        text = json.dumps(migrated(parsed(text), version))
    named = blobs.only(blobs.by_digest)
    try:
        if version <= schema.VERSION:
            return Contents(project_of(text, blobs), blobs)
    except NewerRecord:
        # A later version that wrote no other number, or a piece of one.
        blobs = named
    left_out: list[str] = []
    return Contents(project_of(text, blobs, left_out), blobs, newer=True)


def _check_kind(database: sqlite3.Connection, path: Path) -> None:
    try:
        kind = database.execute("PRAGMA application_id").fetchone()[0]
        database.execute("PRAGMA trusted_schema = OFF")
    except sqlite3.DatabaseError:
        kind = 0
    if kind != schema.APPLICATION_ID:
        raise NoProject(message("{file} is not a ChurnDesk project.", file=path.name))


def _check_whole(database: sqlite3.Connection, size: int) -> None:
    # SQLite reads a last page that was cut off as if it ended in zeros; so the size is held against its own count.
    pages, page = (database.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size"))
    if size != pages * page or database.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
        raise DamagedRecord("file")


def _state(database: sqlite3.Connection) -> str:
    [size] = database.execute("SELECT LENGTH(CAST(json AS BLOB)) FROM state").fetchone()
    if not isinstance(size, int) or size > schema.LONGEST_STATE:
        raise DamagedRecord("size")
    [text, sealed] = database.execute("SELECT json, sha256 FROM state").fetchone()
    if not isinstance(text, str) or schema.seal(text) != sealed:
        raise DamagedRecord("state")
    return text


def _blobs(database: sqlite3.Connection) -> Blobs:
    parts: dict[str, list[bytes]] = {}
    for digest, part, crc, data in database.execute("SELECT digest, part, crc, data FROM blob ORDER BY digest, part"):
        pieces = parts.setdefault(digest, [])
        if not isinstance(data, bytes) or part != len(pieces) or zlib.crc32(data) != crc:
            raise DamagedRecord("blob")
        pieces.append(data)
    return Blobs({digest: b"".join(pieces) for digest, pieces in parts.items()})
