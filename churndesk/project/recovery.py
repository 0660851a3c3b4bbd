"""The emergency copy: a project kept apart from its file, so that a crash costs a minute at most."""

from __future__ import annotations

import contextlib
import json
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from churndesk.project.store import load, save
from churndesk.words import NotPossible

if TYPE_CHECKING:
    from churndesk.project.blobs import Blobs
    from churndesk.project.project import Project


@dataclass(frozen=True, slots=True)
class EmergencyCopy:
    """One copy in the recovery folder: the project file `path`, whose work it is, and when it was kept.

    `original` is the file that the person works on, None for one that was never saved. `lock` is the file by which
    a running program shows that the copy is its own.
    """

    path: Path
    name: str = ""
    original: Path | None = None
    kept: datetime | None = None

    @property
    def lock(self) -> Path:
        """The lock file beside the copy."""
        return self.path.with_suffix(".lock")

    @property
    def about(self) -> Path:
        """The note beside the copy that says whose work it is."""
        return self.path.with_suffix(".json")

    def keep(self, project: Project, blobs: Blobs, original: Path | None) -> None:
        """Writes the project, and then the note on it.

        Raises:
            NotPossible: the recovery folder can't be written.
        """
        save(project, blobs, self.path)
        note = {
            "name": project.name,
            "original": str(original) if original else None,
            "kept": datetime.now(tz=UTC).isoformat(),
        }
        self.about.write_text(json.dumps(note), encoding="utf-8")

    def open(self) -> tuple[Project, Blobs]:
        """The project as it was kept.

        Raises:
            NotPossible: the copy is damaged.
        """
        return load(self.path)

    def forget(self) -> None:
        """Removes the copy: the work is saved, or nobody wants it."""
        for path in (self.path, self.about):
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)


def new_copy(folder: Path) -> EmergencyCopy:
    """A place for a copy of its own in the folder, which is made where it isn't there."""
    folder.mkdir(parents=True, exist_ok=True)
    return EmergencyCopy(folder / f"{uuid.uuid4().hex}.churndesk")


def copies_in(folder: Path) -> tuple[EmergencyCopy, ...]:
    """All copies in the folder that can be told from their notes, the latest first; running programs' own too."""
    found = (_described(path) for path in folder.glob("*.churndesk")) if folder.is_dir() else ()
    return tuple(sorted((copy for copy in found if copy), key=lambda copy: copy.kept or _LONG_AGO, reverse=True))


_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


def _described(path: Path) -> EmergencyCopy | None:
    try:
        note = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        original = Path(note["original"]) if note["original"] else None
        return EmergencyCopy(path, str(note["name"]), original, datetime.fromisoformat(note["kept"]))
    except (OSError, ValueError, KeyError, TypeError):
        # A copy without a note was cut off while it was written; the one before it was replaced only after that.
        return EmergencyCopy(path, path.stem, None, None) if _readable(path) else None


def _readable(path: Path) -> bool:
    try:
        load(path)
    except NotPossible:
        return False
    return True
