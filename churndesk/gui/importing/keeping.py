"""The end of the wizard: the import made a part of the project, with the bytes of its files."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from churndesk.importing import finish
from churndesk.project.blobs import Blobs
from churndesk.project.project import Source
from churndesk.words import NotPossible, message

if TYPE_CHECKING:
    from churndesk.importing import Draft, Imported, ImportedFile
    from churndesk.progress import Report
    from churndesk.project.project import Project


#: Inputs of calculators that only a person can say.
NEVER_IN_A_TABLE = frozenset({"cac", "margin", "expansion_rate", "flat"})


def finished(draft: Draft, report: Report) -> tuple[Imported, Blobs]:
    """The import, and its files' bytes packed for the project.

    Raises:
        NotPossible: a question is still open, or a file has gone.
    """
    imported = finish(draft, report)
    blobs = Blobs()
    for file in imported.files:
        report()
        try:
            blobs.keep(file.path.read_bytes())
        except OSError as error:
            sentence = message("“{file}” can't be read any more. Is it still there?", file=file.path.name)
            raise NotPossible(sentence) from error
    return imported, blobs


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
