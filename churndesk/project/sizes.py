"""What takes how much room in a project file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from churndesk.project.state import state_of
from churndesk.words import message

if TYPE_CHECKING:
    from churndesk.project.blobs import Blobs
    from churndesk.project.project import Project
    from churndesk.words import Message


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the file, and its bytes as they are stored."""

    title: Message
    size: int


def parts_of(project: Project, blobs: Blobs) -> tuple[Part, ...]:
    """The parts of the file that the project makes, the largest first.

    A source that stands in the project twice is stored, and counted, once.
    """
    state = state_of(project)
    parts = {
        source.digest: Part(message("The copy of {file}", file=source.file), len(blobs.by_digest[source.digest]))
        for source in project.sources
        if source.digest in blobs.by_digest
    }
    found = [*parts.values(), Part(message("Notes, ticks, rules and typed numbers"), 2 * len(state.json))]
    if state.dataset is not None:
        found.append(Part(message("The rows as they were understood"), len(state.dataset.data)))
    return tuple(sorted(found, key=lambda part: part.size, reverse=True))
