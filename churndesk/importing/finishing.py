"""The end of an import: everything that a project needs to know of it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from churndesk import reading
from churndesk.importing.checking import checked
from churndesk.importing.steps import unsettled
from churndesk.progress import silent
from churndesk.words import NotPossible, message

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from churndesk.importing.draft import Draft
    from churndesk.ledger.dataset import Dataset
    from churndesk.ledger.policy import Policy
    from churndesk.progress import Report
    from churndesk.reading.table import Dialect, RawTable, ReadOptions
    from churndesk.shapes.mapping import Mapping

#: Bytes read between two looks at whether to go on.
PIECE = 1 << 20

#: How workbooks begin that are old, or under a password.
_MAY_BE_LOCKED = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True, slots=True, eq=False)
class ImportedFile:
    """One file of an import: `digest` is the sha256 of its bytes, `dialect` how it turned out to be written."""

    path: Path
    digest: str
    dialect: Dialect
    header_rows: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Imported:
    """What an import hands over: the rows, how they were read and understood, and the rules proposed or chosen.

    `as_of` is None where the data's own last day holds.
    """

    dataset: Dataset
    mapping: Mapping
    policy: Policy
    as_of: date | None
    files: tuple[ImportedFile, ...]
    options: ReadOptions

    @property
    def file(self) -> str:
        """The name of the first file."""
        return self.files[0].path.name

    @property
    def digest(self) -> str:
        """The sha256 of the first file's bytes."""
        return self.files[0].digest


def finish(draft: Draft, report: Report = silent) -> Imported:
    """The import, from wherever the draft stands.

    Raises:
        NotPossible: a question that changes a figure is still open (its sentence is said), or a file can't be used.
    """
    open_doubts = unsettled(draft)
    if open_doubts:
        raise NotPossible(open_doubts[0].text)
    done = checked(draft, report)
    if done.dataset is None or done.mapping is None:
        raise ValueError("finish before the file was loaded")
    if unsettled(done):
        raise NotPossible(unsettled(done)[0].text)
    files = tuple(
        ImportedFile(path, digest(path, done.options, report), table.dialect, table.header_rows)
        for path, table in zip(done.all_paths, _first_tables(done), strict=True)
    )
    sources = tuple(
        replace(source, digest=files[file].digest)
        for source, file in zip(done.dataset.sources, done.of_file, strict=True)
    )
    dataset = replace(done.dataset, sources=sources)
    return Imported(dataset, done.mapping, done.policy, done.as_of, files, replace(done.options, passwords=()))


def _first_tables(draft: Draft) -> tuple[RawTable, ...]:
    """One table for each file; those of further sheets are left out."""
    return tuple(draft.tables[draft.of_file.index(file)] for file in range(len(draft.all_paths)))


def digest(path: Path, options: ReadOptions, report: Report = silent) -> str:
    """The sha256 of a file's bytes, in hexadecimal; of those under the password, where it has one.

    Raises:
        NotPossible: the file has gone since it was opened.
    """
    taken = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while piece := file.read(PIECE):
                taken.update(piece)
                report()
                if piece.startswith(_MAY_BE_LOCKED):
                    return hashlib.sha256(reading.original(path, options)).hexdigest()
    except OSError as error:
        raise NotPossible(message("“{file}” can't be read any more. Is it still there?", file=path.name)) from error
    return taken.hexdigest()
