"""What can be saved from a damaged project file: only what its checksums vouch for, and a word on everything else."""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from churndesk.project import carving, schema
from churndesk.project.blobs import Blobs
from churndesk.project.damage import DamagedRecord
from churndesk.project.migrations import migrated
from churndesk.project.project import Project
from churndesk.project.state import bare_project, dataset_of, parsed
from churndesk.words import NotPossible, message

if TYPE_CHECKING:
    from pathlib import Path

    from churndesk.ledger.dataset import Dataset
    from churndesk.words import Message

#: A file larger than this isn't searched for remains.
LIMIT = 4_000_000_000


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What could be saved as a project of its own, and, in whole sentences, what was saved and what is lost."""

    project: Project
    blobs: Blobs
    saved: tuple[Message, ...] = ()
    lost: tuple[Message, ...] = ()


@dataclass(slots=True)
class _Remains:
    """Whatever the pages still hold: states that are whole, states that were hit, the parts of blobs."""

    whole: list[str] = field(default_factory=list)
    hit: list[str] = field(default_factory=list)
    parts: dict[str, dict[int, bytes]] = field(default_factory=dict)
    version: int = schema.VERSION


def salvage(path: Path) -> Salvaged:
    """Saves what can be saved from the file; nothing is written.

    Raises:
        NotPossible: there is nothing of a project in it.
    """
    remains = _remains(path)
    blobs = Blobs({digest: b"".join(parts[at] for at in sorted(parts)) for digest, parts in remains.parts.items()})
    record, sure = _state(remains)
    if record is None:
        return _without_state(path, blobs)
    project = bare_project(record, [])
    found = _sources(project, blobs)
    digest = record.get("dataset")
    dataset = _dataset(blobs, digest) if isinstance(digest, str) else None
    saved, lost = [_WHOLE_STATE], []
    if not sure:
        saved, lost = [_HIT_STATE], [_LOOK_THROUGH]
    if dataset is not None:
        saved.append(_ROWS)
    elif isinstance(digest, str):
        lost.append(_ROWS_LOST)
    for source in project.sources:
        (saved if source.digest in found.by_digest else lost).append(_of_source(source.file, source.digest, found))
    return Salvaged(replace(project, dataset=dataset), found, tuple(saved), tuple(lost))


_WHOLE_STATE = message("Your notes, ticks, rules and typed numbers.")
_HIT_STATE = message("Your notes, ticks, rules and typed numbers, nearly whole.")
_LOOK_THROUGH = message("A few characters may have changed. Look through your notes, rules and typed numbers.")
_ROWS = message("The rows that were imported, with all corrections.")
_ROWS_LOST = message("The rows that were imported. Import the spreadsheet again: your notes stay.")
_STATE_LOST = message("Your notes, ticks, rules and typed numbers.")


def _of_source(file: str, digest: str, found: Blobs) -> Message:
    if digest in found.by_digest:
        return message("The copy of {file} that is kept in the project.", file=file)
    return message("The copy of {file} that was kept in the project. The figures don't need it.", file=file)


def _remains(path: Path) -> _Remains:
    remains = _Remains()
    try:
        data = path.read_bytes() if path.stat().st_size <= LIMIT else b""
    except (OSError, MemoryError):
        data = b""
    version = int.from_bytes(data[60:64], "big")
    remains.version = version if 1 <= version <= schema.VERSION else schema.VERSION
    for row in carving.rows(data):
        match row:
            case (None, str(text), str(sealed)) if len(sealed) == 64:
                (remains.whole if schema.seal(text) == sealed else remains.hit).append(text)
            case (str(digest), int(part), int(crc), bytes(content)) if zlib.crc32(content) == crc:
                remains.parts.setdefault(digest, {})[part] = content
    return remains


def _state(remains: _Remains) -> tuple[dict[str, object] | None, bool]:
    """The best state that there is, and whether its checksum vouches for it."""
    for text in [*remains.whole, *remains.hit]:
        try:
            record = migrated(parsed(text), remains.version)
            bare_project(record, [])
        except DamagedRecord:
            continue
        return record, text in remains.whole
    return None, False


def _sources(project: Project, blobs: Blobs) -> Blobs:
    return blobs.only(source.digest for source in project.sources if blobs.content(source.digest) is not None)


def _dataset(blobs: Blobs, digest: str) -> Dataset | None:
    blob = blobs.by_digest.get(digest)
    if blob is None or hashlib.sha256(blob).hexdigest() != digest:
        return None
    try:
        return dataset_of(blob, digest, [])
    except DamagedRecord:
        return None


def _without_state(path: Path, blobs: Blobs) -> Salvaged:
    """The rows alone, where they are whole: their blob is the one that is named by the sha256 of itself."""
    for digest in blobs.by_digest:
        dataset = _dataset(blobs, digest)
        if dataset is not None:
            project = Project(name=path.stem, dataset=dataset, currency=dataset.currency)
            return Salvaged(project, Blobs(), (_ROWS,), (_STATE_LOST,))
    raise NotPossible(
        message(
            "{file} is damaged, and nothing in it could be saved. Open a copy of it, or an earlier version from the "
            "File menu.",
            file=path.name,
        )
    )
