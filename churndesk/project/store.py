"""The project file: one SQLite file with the state as JSON, and the sources and the dataset as blobs by hash."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import tempfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from churndesk.project import schema
from churndesk.project.blobs import Blobs
from churndesk.project.columns import packed, unpacked
from churndesk.project.project import Project
from churndesk.project.record import DamagedRecord, plain, value_of
from churndesk.words import NotPossible, message

if TYPE_CHECKING:
    from churndesk.ledger.dataset import Dataset


def save(project: Project, blobs: Blobs, path: Path) -> None:
    """Writes the project to `path`: a new file beside the old one, made safe on disk, then put in its place.

    Raises:
        NotPossible: the file can't be written there; the old one is as it was.
    """
    named = {source.digest for source in project.sources}
    state, dataset_blob = state_of(project)
    try:
        handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
        os.close(handle)
        try:
            _write(
                Path(beside),
                state,
                {key: blobs.by_digest[key] for key in named if key in blobs.by_digest},
                dataset_blob,
            )
            Path(beside).replace(path)
            _sync_folder(path.parent)
        finally:
            Path(beside).unlink(missing_ok=True)
    except (OSError, sqlite3.Error) as error:
        raise NotPossible(
            message(
                "{file} could not be saved: {why}. The last saved version is untouched. Save under another name or in "
                "another folder.",
                file=path.name,
                why=_why(error),
            )
        ) from error


def load(path: Path) -> tuple[Project, Blobs]:
    """The project in the file at `path`, and the blobs that it names.

    Raises:
        NotPossible: the file isn't there, is no project, is damaged, or comes from a newer version of the program.
    """
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as database:
            _check_kind(database, path)
            _check_whole(database, path)
            text = database.execute("SELECT json FROM state").fetchone()[0]
            blobs = _blobs(database)
        return _project(json.loads(text), blobs), blobs
    except OSError as error:
        raise NotPossible(message("{file} could not be opened: {why}.", file=path.name, why=_why(error))) from error
    except (sqlite3.Error, DamagedRecord, ValueError, TypeError) as error:
        raise NotPossible(
            message(
                "{file} is damaged and could not be opened. If you have a copy of it, open that one.", file=path.name
            )
        ) from error


def is_project(path: Path) -> bool:
    """Whether the file says that it is a ChurnDesk project, whatever its name."""
    try:
        with path.open("rb") as stream:
            head = stream.read(72)
    except OSError:
        return False
    return head.startswith(b"SQLite format 3\x00") and head[68:72] == schema.APPLICATION_ID.to_bytes(4, "big")


_DATASETS: dict[int, tuple[Dataset, bytes]] = {}


def _packed(dataset: Dataset) -> bytes:
    # A project keeps its dataset through a thousand edits; it is packed once.
    known = _DATASETS.get(id(dataset))
    if known is None or known[0] is not dataset:
        _DATASETS.clear()
        known = _DATASETS[id(dataset)] = (dataset, packed(dataset))
    return known[1]


def state_of(project: Project) -> tuple[str, tuple[str, bytes] | None]:
    """The project as JSON without its dataset, and the dataset's digest and packed bytes, which the JSON names."""
    record = plain(replace(project, dataset=None), [])
    if project.dataset is None:
        return json.dumps(record, ensure_ascii=False), None
    blob = _packed(project.dataset)
    digest = hashlib.sha256(blob).hexdigest()
    record["dataset"] = digest
    return json.dumps(record, ensure_ascii=False), (digest, blob)


def _write(path: Path, state: str, sources: dict[str, bytes], dataset: tuple[str, bytes] | None) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute("PRAGMA journal_mode = OFF")
        database.execute("PRAGMA synchronous = FULL")
        schema.create(database)
        database.execute("BEGIN")
        for digest, data in [*sources.items(), *([dataset] if dataset else [])]:
            schema.write_blob(database, digest, data)
        database.execute("INSERT INTO state VALUES (1, ?)", (state,))
        database.execute("COMMIT")
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _sync_folder(folder: Path) -> None:
    # The new name must be on disk too; Windows can't open a folder and does it by itself.
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _check_kind(database: sqlite3.Connection, path: Path) -> None:
    try:
        kind = database.execute("PRAGMA application_id").fetchone()[0]
        version = database.execute("PRAGMA user_version").fetchone()[0]
    except sqlite3.OperationalError as error:
        if not path.exists():
            raise NotPossible(message("{file} is not there any more.", file=path.name)) from error
        raise
    except sqlite3.DatabaseError:
        kind = version = 0
    if kind != schema.APPLICATION_ID:
        raise NotPossible(message("{file} is not a ChurnDesk project.", file=path.name))
    if version > schema.VERSION:
        raise NotPossible(
            message(
                "{file} was saved by a newer version of ChurnDesk. Install the newest version to open it.",
                file=path.name,
            )
        )


def _check_whole(database: sqlite3.Connection, path: Path) -> None:
    # SQLite reads a last page that was cut off as if it ended in zeros; so the size is held against its own count.
    pages, page = (database.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size"))
    if path.stat().st_size != pages * page or database.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
        raise DamagedRecord("file")


def _blobs(database: sqlite3.Connection) -> Blobs:
    parts: dict[str, list[bytes]] = {}
    for digest, data in database.execute("SELECT digest, data FROM blob ORDER BY digest, part"):
        parts.setdefault(digest, []).append(data)
    return Blobs({digest: b"".join(pieces) for digest, pieces in parts.items()})


def _project(record: dict[str, object], blobs: Blobs) -> Project:
    digest = record.get("dataset")
    project = value_of({**record, "dataset": None}, [])
    if not isinstance(project, Project):
        raise DamagedRecord("project")
    if not isinstance(digest, str):
        return project
    blob = blobs.by_digest.pop(digest, None)
    if blob is None or hashlib.sha256(blob).hexdigest() != digest:
        raise DamagedRecord("dataset")
    dataset = unpacked(blob)
    _DATASETS.clear()
    _DATASETS[id(dataset)] = (dataset, blob)
    return replace(project, dataset=dataset)


def _why(error: BaseException) -> str:
    return error.strerror or type(error).__name__ if isinstance(error, OSError) else str(error)
