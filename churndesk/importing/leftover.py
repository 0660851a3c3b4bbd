"""The rows of a file that don't count, each with its number, the reason and its own cells."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal, TypeAlias

from churndesk import reading
from churndesk.importing.reasons import reason_told
from churndesk.progress import silent
from churndesk.shapes.mapping import Edits
from churndesk.words import message

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from churndesk.importing.draft import Draft
    from churndesk.ledger.dataset import SourceFile
    from churndesk.progress import Report
    from churndesk.reading.table import RawTable, ReadOptions
    from churndesk.words import Message

#: Why a row doesn't count: it is no row of the table, it can't be used, or the person left it out.
Fate: TypeAlias = Literal["aside", "unusable", "skipped"]

_UNUSABLE = message("could not be used")
_SKIPPED = message("left out by you")


@dataclass(frozen=True, slots=True)
class Leftover:
    """One row that doesn't count: `table` is the place of its table among those read, `cells` its own texts."""

    table: int
    file: str
    sheet: str
    row: int
    fate: Fate
    reason: Message
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class TableRead:
    """A table, how it was read from where, what was said of its rows, and what became of them once checked."""

    path: Path
    options: ReadOptions
    table: RawTable
    edits: Edits = field(default_factory=Edits)
    source: SourceFile | None = None


def leftovers(draft: Draft, report: Report = silent) -> tuple[Leftover, ...]:
    """The rows of a draft that don't count, in the order of their files.

    Raises:
        NotPossible: a file can't be read any more.
    """
    sources = draft.dataset.sources if draft.dataset is not None else (None,) * len(draft.tables)
    return leftovers_of(
        (
            TableRead(
                draft.all_paths[file], draft.read_options(place), table, draft.chosen.edits(place), sources[place]
            )
            for place, (file, table) in enumerate(zip(draft.of_file, draft.tables, strict=True))
        ),
        report,
    )


def leftovers_of(tables: Iterable[TableRead], report: Report = silent) -> tuple[Leftover, ...]:
    """The same for tables that were read, wherever they are from."""
    return tuple(row for place, read in enumerate(tables) for row in _of_table(place, read, report))


def _of_table(place: int, read: TableRead, report: Report) -> Iterator[Leftover]:
    fates = _fates(read)
    options = replace(read.options, sheet=read.table.dialect.sheet or None)
    lines = reading.lines(read.path, fates, options, report) if fates else {}
    for row, (fate, reason) in sorted(fates.items()):
        cells = lines.get(row, ())
        yield Leftover(place, read.table.file, read.table.dialect.sheet, row, fate, reason, cells)


def _fates(read: TableRead) -> dict[int, tuple[Fate, Message]]:
    """Why each row that doesn't count doesn't, by its number."""
    fates: dict[int, tuple[Fate, Message]] = {}
    for aside in read.table.set_aside:
        told = reason_told(aside.reason)
        fates.update((row, ("aside", told)) for row in range(aside.first, aside.last + 1))
    if read.source is not None:
        told_of = {problem.row: problem.text for problem in reversed(read.source.problems) if problem.row is not None}
        told_of |= {
            problem.row: problem.text
            for problem in reversed(read.source.problems)
            if problem.row is not None and problem.serious
        }
        unusable = (row for first, last in read.source.left_out for row in range(first, last + 1))
        fates.update((row, ("unusable", told_of.get(row, _UNUSABLE))) for row in unusable)
    fates.update((row, ("skipped", _SKIPPED)) for row in read.edits.skip)
    return fates
