"""From all records to the table: its header, its rows, and what was set aside with the reason."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np

from churndesk.reading import header, headings, remarks, repair
from churndesk.reading.canonical import text_of
from churndesk.reading.grammar import Grammar
from churndesk.reading.header import Head
from churndesk.reading.records import records
from churndesk.reading.rewriting import parted
from churndesk.reading.sifting import Sieve
from churndesk.reading.table import RawTable, SetAside

if TYPE_CHECKING:
    import numpy.typing as npt

    from churndesk.reading.grid import Grid
    from churndesk.reading.header import Row
    from churndesk.reading.headings import Merge
    from churndesk.reading.table import Dialect
    from churndesk.words import Problem


class NothingInside(Exception):  # noqa: N818  (the reader says it to a person with the file's name)
    """The file has no row of data; `table` is what there is: the header at most."""

    def __init__(self, table: RawTable) -> None:
        super().__init__("no rows")
        self.table = table


@dataclass(frozen=True)
class Laid:
    """A grid and what is known about it.

    `chosen` is the header row that a person has set (0: none); `grammar` how a text is written, None for a sheet;
    `merges` the merged cells of a sheet as (record, column) pairs. `wanted` are the numbers of rows that a person takes
    in whatever they look like, `as_written` of those that are not to be mended.
    """

    grid: Grid
    file: str
    dialect: Dialect
    chosen: int | None = None
    problems: tuple[Problem, ...] = field(default=())
    grammar: Grammar | None = None
    merges: tuple[Merge, ...] = ()
    wanted: tuple[int, ...] = ()
    as_written: tuple[int, ...] = ()

    def records_of(self, numbers: tuple[int, ...]) -> npt.NDArray[np.intp]:
        """The records of those row numbers."""
        return np.flatnonzero(np.isin(self.grid.lines, numbers)) if numbers else np.zeros(0, dtype=np.intp)


def arrange(laid: Laid) -> RawTable:
    """The table of a grid: every record is a row of it or set aside with a reason.

    Raises:
        NothingInside: no row is left.
    """
    if laid.chosen:
        laid = replace(laid, grid=_fitting(laid.grid, laid.chosen))
    grid = laid.grid
    filled = grid.filled()
    head, mended = _head(laid, filled)
    if _names_more(grid, head):
        grid = grid.widened(len(grid.record(head.first)))
        laid = replace(laid, grid=grid)
    sieve = Sieve(grid, head, filled).mark_evident()
    mended |= _mend(laid, sieve)
    sieve.mark_words()
    taken = laid.records_of(laid.wanted)
    taken = taken[(taken < head.first) | (taken >= head.body)]
    sieve.let_in(taken)
    keep = _kept(grid, head, sieve)
    keep[taken] = True
    names = _names(laid, head)
    table = RawTable(
        file=laid.file,
        columns=grid.columns(keep, names.headings),
        rows=grid.lines[keep],
        dialect=laid.dialect,
        header_rows=tuple(int(grid.lines[at]) for at in range(head.first, head.body)),
        set_aside=_set_aside(grid, head, filled, sieve, keep),
        problems=(
            *laid.problems,
            *remarks.about(remarks.Found(laid.file, laid.dialect.sheet, grid, keep, mended, sieve), names.headings),
        ),
        title=_title(grid, head, filled),
        total=_total(grid, sieve.total),
        header_line=names.line,
    )
    if not len(table):
        raise NothingInside(table)
    return table


def _fitting(grid: Grid, chosen: int) -> Grid:
    """The grid as narrow as the table that begins with the header row that a person chose."""
    at = max(0, int(np.searchsorted(grid.lines, chosen, side="right")) - 1)
    filled = [bool((codes[at:] >= 0).any()) for codes in grid.codes]
    width = max((column + 1 for column, some in enumerate(filled) if some), default=grid.width)
    return grid.narrowed(width, at) if 0 < width < grid.width else grid


def _names_more(grid: Grid, head: Head) -> bool:
    """Whether the header names more columns than the rows fill: the last ones are left off where they are empty."""
    names = grid.record(head.first) if head.rows == 1 else ()
    beyond = names[grid.width :]
    if not beyond or any(header.blank(name) for name in names) or header.has_value(names):
        return False
    return not any(text_of(name).startswith(" ") for name in names[1:])


def _kept(grid: Grid, head: Head, sieve: Sieve) -> npt.NDArray[np.bool_]:
    keep = np.ones(len(grid), dtype=bool)
    keep[: head.body] = False
    keep[list(sieve.reasons)] = False
    return keep


@dataclass(frozen=True)
class _Names:
    headings: tuple[str, ...]
    line: tuple[str, ...]


def _names(laid: Laid, head: Head) -> _Names:
    """The headings, and the header line where it differs from them."""
    width = laid.grid.width
    if not head.rows:
        return _Names(("",) * width, ())
    rows = [headings.fitted(laid.grid.record(at), width) for at in range(head.first, head.body)]
    lines = headings.spread(rows, width, [merge for merge in laid.merges if merge.first_row < head.body], head.first)
    names = headings.join(lines)
    line = headings.written(rows if laid.grammar else lines, width)
    return _Names(names, line if line != names else ())


def _head(laid: Laid, filled: npt.NDArray[np.int32]) -> tuple[Head, dict[int, str]]:
    """The header, and the records that had to be mended for it with their original text."""
    grid = laid.grid
    if laid.chosen:
        at = int(np.searchsorted(grid.lines, laid.chosen, side="right")) - 1
        return Head(max(0, at), 1 if len(grid) else 0), {}
    top = [headings.fitted(grid.record(at), grid.width) for at in range(min(header.TOP, len(grid)))]
    some = filled[filled > 0]
    typical = float(np.median(some)) if len(some) else 0.0
    head = header.find(top, grid.width, typical)
    if laid.chosen == 0:
        return Head(head.first, 0), {}
    if not head.rows and _resplit_above(laid, head, top):
        return Head(head.first - 1, 1), {head.first - 1: grid.texts[head.first - 1]}
    if head.rows == 1 and _part_header(laid, head):
        return head, {head.first: grid.texts[head.first]}
    if head.rows == 1 and laid.merges:
        last = max((m.last_row for m in laid.merges if m.first_row == head.first), default=head.first)
        head = Head(head.first, min(last - head.first + 1, header.MOST_ROWS, len(grid) - head.first))
    return head, {}


def _resplit_above(laid: Laid, head: Head, top: list[Row]) -> bool:
    """Whether the line above a table without a header is one, written with another delimiter; if so, mends it."""
    at, grid = head.first - 1, laid.grid
    if at < 0 or laid.grammar is None or grid.width < 3 or not grid.texts.get(at, "").strip():
        return False
    for mark in ("\t", ";", ",", "|", " "):
        fields = tuple(next(records(grid.texts[at], Grammar(mark, laid.grammar.quote))).fields)
        if len(fields) == grid.width and header.evidence(fields, top[at + 1 :], grid.width) > 1:
            grid.replace({at: fields})
            return True
    return False


def _part_header(laid: Laid, head: Head) -> bool:
    """Whether the header lost a delimiter beside a quote; if so, mends it."""
    at, grid = head.first, laid.grid
    if laid.grammar is None or at not in grid.texts or len(grid.record(at)) != grid.width - 1:
        return False
    cells = parted(grid.texts[at], laid.grammar, grid.width)
    if cells is not None:
        grid.replace({at: cells})
    return cells is not None


def _mend(laid: Laid, sieve: Sieve) -> dict[int, str]:
    """Mends rows that don't fit, and gives their original texts."""
    grid = laid.grid
    if laid.grammar is None or not grid.texts:
        return {}
    keep = _kept(grid, sieve.head, sieve)
    keep[[at for at in grid.texts if sieve.is_no_row(at)]] = False
    keep[laid.records_of(laid.as_written)] = False
    mended = repair.mended(grid, laid.grammar, keep)
    grid.replace(mended)
    for at, cells in mended.items():
        sieve.filled[at] = header.filled(cells)
    return {at: grid.texts[at] for at in mended}


def _title(grid: Grid, head: Head, filled: npt.NDArray[np.int32]) -> str:
    banner = [grid.record(at) for at in range(head.first) if filled[at]]
    rows = [row for row in banner if not header.is_comment(row) and not header.is_separator(row)]
    return " ".join(text_of(cell).strip() for row in rows for cell in row if not header.blank(cell))[:500]


def _set_aside(
    grid: Grid, head: Head, filled: npt.NDArray[np.int32], sieve: Sieve, keep: npt.NDArray[np.bool_]
) -> tuple[SetAside, ...]:
    above = (at for at in range(head.first) if not keep[at])
    reasons = {at: _reason_above(grid.record(at)) if filled[at] else "empty" for at in above}
    reasons |= sieve.reasons
    found = []
    for _, group in groupby(enumerate(sorted(reasons)), key=lambda pair: (pair[1] - pair[0], reasons[pair[1]])):
        run = [at for _, at in group]
        text = " ".join(text_of(cell).strip() for cell in grid.record(run[0]) if not header.blank(cell))
        found.append(SetAside(int(grid.lines[run[0]]), int(grid.lines[run[-1]]), reasons[run[0]], text[:80]))
    return tuple(found)


def _reason_above(row: Row) -> str:
    return "comment" if header.is_comment(row) else "separator" if header.is_separator(row) else "banner"


def _total(grid: Grid, record: int) -> tuple[tuple[int, str], ...]:
    if record < 0:
        return ()
    cells = [text_of(cell) for cell in grid.record(record)]
    return tuple((column, cell) for column, cell in enumerate(cells) if cell.strip())
