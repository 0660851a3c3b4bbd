"""The last versions of every project file that was saved over, in a folder of the program."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

#: How many versions of one file are kept.
VERSIONS = 5
_NOTE = "file.json"


@dataclass(frozen=True, slots=True)
class Version:
    """An earlier version: where it lies, the file that it was, when that was saved, and its size in bytes."""

    path: Path
    original: Path
    saved: datetime
    size: int


def keep(path: Path, folder: Path) -> Path | None:
    """Keeps a copy of the file as it is now, before it is saved over; None where there is nothing new to keep.

    The oldest versions beyond `VERSIONS` are removed.

    Raises:
        OSError: the copy can't be written; nothing is half there.
    """
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    own = folder / _key(path)
    own.mkdir(mode=0o700, parents=True, exist_ok=True)
    # Windows and names: no colon; the nanoseconds keep two saves of one second apart and tell the same version again.
    kept = own / f"{found.st_mtime_ns}.churndesk"
    if kept.exists():
        return None
    beside = kept.with_suffix(".tmp")
    try:
        shutil.copy2(path, beside)
        beside.replace(kept)
    finally:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
    (own / _NOTE).write_text(json.dumps({"file": str(_whole(path))}), encoding="utf-8")
    _prune(own)
    return kept


def versions_of(path: Path, folder: Path) -> tuple[Version, ...]:
    """The versions of that file, the latest first."""
    return _versions_in(folder / _key(path))


def all_versions(folder: Path) -> tuple[Version, ...]:
    """The versions of every file, the latest first."""
    owned = [version for own in _entries(folder) for version in _versions_in(own)]
    return tuple(sorted(owned, key=lambda version: version.saved, reverse=True))


def _versions_in(own: Path) -> tuple[Version, ...]:
    try:
        original = Path(json.loads((own / _NOTE).read_text("utf-8"))["file"])
    except (OSError, ValueError, KeyError, TypeError):
        return ()
    found = []
    for path in _entries(own):
        with contextlib.suppress(OSError, ValueError, OverflowError):
            if path.suffix == ".churndesk":
                saved = datetime.fromtimestamp(int(path.stem) / 1e9, tz=UTC)
                found.append(Version(path, original, saved, path.stat().st_size))
    return tuple(sorted(found, key=lambda version: version.saved, reverse=True))


def _prune(own: Path) -> None:
    for version in _versions_in(own)[VERSIONS:]:
        with contextlib.suppress(OSError):
            version.path.unlink()


def _entries(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError:
        return []


def _whole(path: Path) -> Path:
    return Path(os.path.realpath(path))


def _key(path: Path) -> str:
    """The folder of that file's versions: a name of fixed length that tells nothing."""
    return hashlib.sha256(os.path.normcase(_whole(path)).encode("utf-8", "surrogatepass")).hexdigest()[:24]
