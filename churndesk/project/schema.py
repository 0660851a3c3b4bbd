"""What a project file is made of, as SQLite sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

#: "Chrn" in SQLite's header, by which the file is known whatever its name.
APPLICATION_ID = 0x4368726E
#: The version of the schema; a newer one is refused with a sentence.
VERSION = 1
#: Bytes of a blob in one row; SQLite refuses more than 1 GB.
CHUNK = 64 * 1024 * 1024

_TABLES = (
    "CREATE TABLE state (id INTEGER PRIMARY KEY CHECK (id = 1), json TEXT NOT NULL)",
    "CREATE TABLE blob (digest TEXT NOT NULL, part INTEGER NOT NULL, data BLOB NOT NULL, PRIMARY KEY (digest, part))",
)


def create(database: sqlite3.Connection) -> None:
    """Makes an empty project file of a new database."""
    database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    database.execute(f"PRAGMA user_version = {VERSION}")
    for table in _TABLES:
        database.execute(table)


def write_blob(database: sqlite3.Connection, digest: str, data: bytes) -> None:
    """Writes the bytes of one blob in pieces, inside the caller's transaction."""
    pieces = range(0, len(data), CHUNK)
    parts = ((digest, number, data[at : at + CHUNK]) for number, at in enumerate(pieces))
    database.executemany("INSERT OR REPLACE INTO blob VALUES (?, ?, ?)", parts)
