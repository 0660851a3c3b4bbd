"""The rows of a project's files that don't count: read again from the bytes that the project carries."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from churndesk.analysis.originals import edits_of, options_of, source_of
from churndesk.importing.leftover import TableRead, leftovers_of
from churndesk.progress import silent
from churndesk.reading import read
from churndesk.scratch import scratch_folder
from churndesk.words import NotPossible, message

if TYPE_CHECKING:
    from churndesk.importing.leftover import Leftover
    from churndesk.ledger.dataset import SourceFile
    from churndesk.progress import Report
    from churndesk.project.blobs import Blobs
    from churndesk.project.project import Project


def project_leftovers(project: Project, blobs: Blobs, report: Report = silent) -> tuple[Leftover, ...]:
    """The rows of all files of a project that don't count.

    Raises:
        NotPossible: the project doesn't carry a file, or it can't be read.
        Cancelled: by `report`.
    """
    with scratch_folder() as folder:
        sources = project.dataset.sources if project.dataset is not None else ()
        tables = [_read(project, blobs, file, Path(folder) / str(place)) for place, file in enumerate(sources)]
        return leftovers_of(tables, report)


def _read(project: Project, blobs: Blobs, file: SourceFile, folder: Path) -> TableRead:
    source, edits = source_of(project, file), edits_of(project, file)
    content = blobs.content(source.digest)
    if content is None:
        raise NotPossible(
            message("The file {file} isn't kept in this project, so its own text can't be shown.", file=source.file)
        )
    folder.mkdir()
    path = folder / (Path(source.file).name or "table")
    path.write_bytes(content)
    options = options_of(source, file.sheet, edits)
    return TableRead(path, options, read(path, options), edits, file)
