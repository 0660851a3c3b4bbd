"""The project's files laid out for a file that follows them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from churndesk.analysis.originals import options_of, source_of
from churndesk.importing import Earlier, Part
from churndesk.words import NotPossible

if TYPE_CHECKING:
    from churndesk.project.blobs import Blobs
    from churndesk.project.project import Project


def earlier_import(project: Project, blobs: Blobs, folder: Path) -> Earlier | None:
    """What the project has imported, its files written into `folder`; None where it doesn't carry all of them."""
    if project.dataset is None or not project.sources:
        return None
    laid_out: dict[str, Path] = {}
    parts = []
    try:
        for file in project.dataset.sources:
            source = source_of(project, file)
            if source.digest not in laid_out:
                laid_out[source.digest] = _laid_out(source.file, blobs.content(source.digest), folder / source.digest)
            parts.append(Part(laid_out[source.digest], options_of(source, file.sheet)))
    except (NotPossible, FileNotFoundError):
        return None
    mapping = project.sources[0].mapping
    return Earlier(project.sources[0].file, project.dataset, mapping, project.policy, tuple(parts))


def _laid_out(name: str, content: bytes | None, folder: Path) -> Path:
    if content is None:
        raise FileNotFoundError(name)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / (Path(name).name or "table")
    path.write_bytes(content)
    return path
