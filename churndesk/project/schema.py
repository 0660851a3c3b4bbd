"""What a project file is made of, as SQLite sees it.

`state` holds the project as JSON with its sha256; `spare` the same once more, at the other end of the file, for the day
when a disk goes bad; `blob` the compressed bytes of the sources and of the dataset, in parts with a checksum each.
SQLite itself has no checksums: without ours, a bit that fell over in a note would be read as another note.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zlib

#: "Chrn" in SQLite's header, by which the file is known whatever its name.
APPLICATION_ID = 0x4368726E
#: The version of the schema and of the classes that the state holds; `migrations` brings older ones up to it.
VERSION = 1
#: Bytes of a blob in one row; SQLite refuses more than 1 GB.
CHUNK = 64 * 1024 * 1024
#: The most characters that a state may have.
LONGEST_STATE = 200_000_000

STATE, SPARE, ABOUT = "state", "spare", "about"
_STATE = "CREATE TABLE {table} (id INTEGER PRIMARY KEY CHECK (id = 1), json TEXT NOT NULL, sha256 TEXT NOT NULL)"
TABLES = {
    STATE: _STATE.format(table=STATE),
    "blob": (
        "CREATE TABLE blob (digest TEXT NOT NULL, part INTEGER NOT NULL, crc INTEGER NOT NULL, data BLOB NOT NULL, "
        "PRIMARY KEY (digest, part))"
    ),
    SPARE: _STATE.format(table=SPARE),
    ABOUT: "CREATE TABLE about (id INTEGER PRIMARY KEY CHECK (id = 1), json TEXT NOT NULL)",
}


def create(database: sqlite3.Connection) -> None:
    """Makes an empty project file of a new database, as yet without `spare`."""
    database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    database.execute(f"PRAGMA user_version = {VERSION}")
    for table in (STATE, "blob", ABOUT):
        database.execute(TABLES[table])


def is_ours(database: sqlite3.Connection, *, newer: bool = False) -> bool:
    """Whether the database holds our tables, made as we make them, and nothing that could run.

    A file from a stranger could hold a view in the place of a table, which computes whatever it likes. A `newer`
    version may have tables that we don't know; they are never read.
    """
    made = database.execute("SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'").fetchall()
    known = {name: (kind, sql) for kind, name, sql in made}
    needed = all(known.get(name) == ("table", TABLES[name]) for name in (STATE, "blob"))
    return needed and (newer or all(known[name] == ("table", TABLES.get(name, "")) for name in known))


def seal(state: str) -> str:
    """The checksum of a state."""
    return hashlib.sha256(state.encode()).hexdigest()


def write_state(database: sqlite3.Connection, state: str, table: str = STATE) -> None:
    """Writes the state, inside the caller's transaction."""
    database.execute(f"INSERT OR REPLACE INTO {table} VALUES (1, ?, ?)", (state, seal(state)))  # noqa: S608


def write_about(database: sqlite3.Connection, record: dict[str, object]) -> None:
    """Notes what isn't the document itself: its mark, and for a copy whose work it is."""
    database.execute("INSERT OR REPLACE INTO about VALUES (1, ?)", (json.dumps(record),))


def read_about(database: sqlite3.Connection) -> dict[str, object]:
    """The note; an empty one where there is none, or it is damaged: nothing of the document depends on it."""
    try:
        row = database.execute("SELECT json FROM about WHERE LENGTH(json) < 100000").fetchone()
        record = json.loads(row[0]) if row else {}
    except (sqlite3.Error, ValueError, TypeError, RecursionError):
        return {}
    return record if isinstance(record, dict) else {}


def write_spare(database: sqlite3.Connection, state: str) -> None:
    """Writes the state once more behind everything else; called last."""
    database.execute(TABLES[SPARE])
    write_state(database, state, SPARE)


def write_blob(database: sqlite3.Connection, digest: str, data: bytes) -> None:
    """Writes the bytes of one blob in parts, inside the caller's transaction."""
    parts = (data[at : at + CHUNK] for at in range(0, len(data), CHUNK))
    rows = ((digest, number, zlib.crc32(part), part) for number, part in enumerate(parts))
    database.executemany("INSERT OR REPLACE INTO blob VALUES (?, ?, ?, ?)", rows)
