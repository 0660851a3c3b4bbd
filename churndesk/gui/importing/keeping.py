"""The end of the wizard: the import made a part of the project."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from churndesk.project.project import Source

if TYPE_CHECKING:
    from churndesk.gui.document import Document
    from churndesk.importing import Imported, ImportedFile
    from churndesk.project.blobs import Blobs
    from churndesk.project.project import Project


#: Inputs of calculators that only a person can say.
NEVER_IN_A_TABLE = frozenset({"cac", "margin", "expansion_rate", "flat"})


def carried(document: Document) -> tuple[Project, Blobs]:
    """The project and the files that it carries, to be worked on off the window."""
    return document.project, document.blobs.only(source.digest for source in document.project.sources)


def with_import(project: Project, imported: Imported) -> Project:
    """The project with another import in the place of the one it had.

    Notes stay, and so do typed numbers that no table holds, such as the cost to win a customer; those that the new
    data says itself would make figures of two sources, and go.
    """
    return replace(
        project,
        name=project.name or imported.files[0].path.stem,
        dataset=imported.dataset,
        sources=tuple(_source(imported, file) for file in imported.files),
        policy=imported.policy,
        as_of=imported.as_of,
        currency=imported.dataset.currency,
        view=replace(project.view, period=None, segment=None),
        typed=tuple(entry for entry in project.typed if entry[0][1] in NEVER_IN_A_TABLE),
    )


def _source(imported: Imported, file: ImportedFile) -> Source:
    header = file.header_rows[-1] if file.header_rows else 0
    return Source(
        file=file.path.name,
        digest=file.digest,
        mapping=imported.mapping,
        sheet=file.dialect.sheet,
        encoding=file.dialect.encoding,
        delimiter=file.dialect.delimiter,
        header=header,
    )
