"""The rows of a person's file once more, with their own text: read again from the bytes that the project carries."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from churndesk.progress import silent
from churndesk.reading import ReadOptions, read
from churndesk.reading.canonical import text_of
from churndesk.scratch import scratch_folder
from churndesk.shapes.mapping import Edits
from churndesk.words import NotPossible, message

if TYPE_CHECKING:
    import numpy.typing as npt

    from churndesk.ledger.dataset import SourceFile
    from churndesk.progress import Report
    from churndesk.project.blobs import Blobs
    from churndesk.project.project import Project, Source
    from churndesk.reading.table import RawTable


_NOTHING_SAID = Edits()


@dataclass(frozen=True, slots=True, eq=False)
class Original:
    """One file or sheet as it was read again. `headings` are those of the import, one a column."""

    headings: tuple[str, ...]
    table: RawTable
    _order: npt.NDArray[np.intp]

    def cells(self, number: int) -> tuple[str, ...] | None:
        """The texts of the row with that number in the file; None where the table has no such row."""
        place = self._place(number)
        if place is None:
            return None
        codes = ((column, int(column.codes[place])) for column in self.table.columns)
        return tuple(text_of(column.values[code]) if code >= 0 else "" for column, code in codes)

    def _place(self, number: int) -> int | None:
        rows = self.table.rows
        at = int(np.searchsorted(rows, number, sorter=self._order))
        found = int(self._order[at]) if at < len(rows) else None
        return found if found is not None and rows[found] == number else None


def source_of(project: Project, file: SourceFile) -> Source:
    """How the file of a dataset was read.

    Raises:
        NotPossible: the project doesn't know it, as one that was made from numbers alone.
    """
    for source in project.sources:
        if source.digest == file.digest or (not file.digest and source.file == file.file):
            return source
    raise NotPossible(message("The file {file} isn't kept in this project, so its own text can't be shown.",
                              file=file.file))  # fmt: skip


def edits_of(project: Project, file: SourceFile) -> Edits:
    """What the person has said of the rows of a dataset's file, by the file's place among them."""
    sources = project.dataset.sources if project.dataset is not None else ()
    place = next((place for place, one in enumerate(sources) if one is file), 0)
    return source_of(project, file).mapping.edits(place)


def read_original(
    blobs: Blobs, source: Source, sheet: str = "", edits: Edits = _NOTHING_SAID, report: Report = silent
) -> Original:
    """The file, or one sheet of it, as it was imported; its bytes come from the project.

    Raises:
        NotPossible: the project doesn't carry the file, or it can't be read.
        Cancelled: by `report`.
    """
    report()
    content = blobs.content(source.digest)
    if content is None:
        raise NotPossible(
            message("The file {file} isn't kept in this project, so its own text can't be shown.", file=source.file)
        )
    with scratch_folder() as folder:
        path = Path(folder) / (Path(source.file).name or "table")
        path.write_bytes(content)
        table = read(path, options_of(source, sheet, edits), report)
    headings = source.mapping.headings
    fitting = headings if len(headings) == len(table.columns) else table.headings
    return Original(fitting, table, np.argsort(table.rows, kind="stable"))


def options_of(source: Source, sheet: str = "", edits: Edits = _NOTHING_SAID) -> ReadOptions:
    """How a file, or one sheet of it, is read to get the rows that were imported."""
    return ReadOptions(
        sheet or source.sheet or None,
        source.encoding or None,
        source.delimiter or None,
        source.header,
        edits.keep,
        edits.as_written,
    )
