"""From all records to the table: its header, its rows, and what was set aside with the reason."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np

from churndesk.reading import header, remarks
from churndesk.reading.canonical import text_of
from churndesk.reading.header import Head
from churndesk.reading.sifting import Sifted, sift
from churndesk.reading.table import RawTable, SetAside

if TYPE_CHECKING:
    import numpy.typing as npt

    from churndesk.reading.grid import Grid
    from churndesk.reading.table import Dialect
    from churndesk.words import Problem


class NothingInside(Exception):  # noqa: N818  (the reader says it to a person with the file's name)
    """The file has no row of data; `table` is what there is: the header at most."""

    def __init__(self, table: RawTable) -> None:
        super().__init__("no rows")
        self.table = table


@dataclass(frozen=True)
class Laid:
    """A grid and what is known about it: `chosen` is the header row that a person has set (0: none)."""

    grid: Grid
    file: str
    dialect: Dialect
    chosen: int | None = None
    problems: tuple[Problem, ...] = field(default=())


def arrange(laid: Laid) -> RawTable:
    """The table of a grid: every record is a row of it or set aside with a reason.

    Raises:
        NothingInside: no row is left.
    """
    grid = laid.grid
    filled = grid.filled()
    head = _head(laid, filled)
    sifted = sift(grid, head) if len(grid) > head.body else Sifted({})
    keep = np.ones(len(grid), dtype=bool)
    keep[: head.body] = False
    keep[list(sifted.reasons)] = False
    rows = [grid.record(at) for at in range(head.first, head.body)]
    width = grid.width
    headings = header.join(rows, width) if rows else ("",) * width
    banner = [grid.record(at) for at in range(head.first) if filled[at] and not header.is_comment(grid.record(at))]
    table = RawTable(
        file=laid.file,
        columns=grid.columns(keep, headings),
        rows=grid.lines[keep],
        dialect=laid.dialect,
        header_rows=tuple(int(grid.lines[at]) for at in range(head.first, head.body)),
        set_aside=_set_aside(grid, head, filled, sifted),
        problems=(*laid.problems, *remarks.about(grid, keep, headings, head, sifted, laid.file, laid.dialect.sheet)),
        title=" ".join(text_of(cell).strip() for row in banner for cell in row if not header.blank(cell))[:500],
        total=_total(grid, sifted.total),
        header_line=tuple(" ".join(filter(None, cells)) for cells in zip(*header.spread(rows, width), strict=True))
        if len(rows) > 1
        else (),
    )
    if not len(table):
        raise NothingInside(table)
    return table


def _head(laid: Laid, filled: npt.NDArray[np.int32]) -> Head:
    grid = laid.grid
    if laid.chosen:
        at = int(np.searchsorted(grid.lines, laid.chosen, side="right")) - 1
        return Head(max(0, at), 1 if len(grid) else 0)
    top = [grid.record(at) for at in range(min(header.TOP, len(grid)))]
    some = filled[filled > 0]
    typical = float(np.median(some)) if len(some) else 0.0
    head = header.find(top, grid.width, typical)
    return Head(head.first, 0) if laid.chosen == 0 else head


def _set_aside(grid: Grid, head: Head, filled: npt.NDArray[np.int32], sifted: Sifted) -> tuple[SetAside, ...]:
    reasons = {at: _reason_above(grid, at, bool(filled[at])) for at in range(head.first)}
    reasons |= sifted.reasons
    found = []
    for _, group in groupby(enumerate(sorted(reasons)), key=lambda pair: (pair[1] - pair[0], reasons[pair[1]])):
        run = [at for _, at in group]
        text = " ".join(text_of(cell).strip() for cell in grid.record(run[0]) if not header.blank(cell))
        found.append(SetAside(int(grid.lines[run[0]]), int(grid.lines[run[-1]]), reasons[run[0]], text[:80]))
    return tuple(found)


def _reason_above(grid: Grid, at: int, has_text: bool) -> str:  # noqa: FBT001  (one caller, just above)
    if not has_text:
        return "empty"
    row = grid.record(at)
    return "comment" if header.is_comment(row) else "separator" if header.is_separator(row) else "banner"


def _total(grid: Grid, record: int) -> tuple[tuple[int, str], ...]:
    if record < 0:
        return ()
    cells = [text_of(cell) for cell in grid.record(record)]
    return tuple((column, cell) for column, cell in enumerate(cells) if cell.strip())
