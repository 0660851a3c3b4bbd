"""Opens a project file in whatever state it is: whole, from a newer version, or damaged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from churndesk.project.reading import Damaged, NoProject, contents
from churndesk.project.salvage import salvage
from churndesk.words import NotPossible, message

if TYPE_CHECKING:
    from pathlib import Path

    from churndesk.project.blobs import Blobs
    from churndesk.project.mark import Mark
    from churndesk.project.project import Project
    from churndesk.project.salvage import Salvaged
    from churndesk.words import Message


@dataclass(frozen=True, slots=True)
class Opened:
    """A project as it was found in a file.

    `read_only` says why the file must not be written over. `salvaged` is set where the file is damaged: what was saved
    is a new project, which has no file yet.
    """

    project: Project
    blobs: Blobs
    read_only: Message | None = None
    salvaged: Salvaged | None = None
    mark: Mark | None = None


def opened(path: Path) -> Opened:
    """What can be had of the file at `path`.

    Raises:
        NotPossible: it isn't there, is no project, or nothing in it could be saved.
    """
    try:
        found = contents(path)
    except (Damaged, NoProject) as refusal:
        try:
            saved = salvage(path)
        except NotPossible:
            if isinstance(refusal, NoProject):
                raise refusal from None
            raise
        return Opened(saved.project, saved.blobs, salvaged=saved)
    return Opened(found.project, found.blobs, _newer(path.name) if found.newer else None, mark=found.mark)


def _newer(file: str) -> Message:
    return message(
        "{file} was saved by a newer version of ChurnDesk. You can look at it here; it is not written over. "
        "Install the newest version to work on it.",
        file=file,
    )
