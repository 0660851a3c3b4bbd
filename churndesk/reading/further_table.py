"""Where a second table begins below the first one in the same file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from churndesk.reading import header
from churndesk.reading.canonical import text_of
from churndesk.reading.kinds import TYPED, kind_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import numpy.typing as npt

    from churndesk.reading.grid import Grid
    from churndesk.reading.header import Head, Row

#: Places that are tried, and rows that are looked at around each.
_TRIED = 200
_LOOKED_AT = 20


@dataclass(frozen=True)
class FurtherTable:
    """The records of a grid with the `head` of its first table; `filled` is the number of cells that say something."""

    grid: Grid
    head: Head
    filled: npt.NDArray[np.int32]

    def start(self, repeated: Iterable[int]) -> int | None:
        """The first record of the second table or of the titles above it; None where there is one table alone.

        `repeated` are the records that repeat the header.
        """
        found = next((at for at in self._of_other_width() if self._is_headed(at, 1)), None)
        if found is None:
            found = next((at for at in self._below_gaps() if self._is_new(at)), None)
        if found is None:
            return next((at for at in sorted(repeated)[:_LOOKED_AT] if self._is_pasted_again(at)), None)
        return self._with_titles(found)

    def _of_other_width(self) -> list[int]:
        return sorted(at for at, row in self.grid.odd.items() if at > self.head.body and len(row) > 1)[:_TRIED]

    def _below_gaps(self) -> Iterator[int]:
        """The first rows of several cells below empty ones; a title may stand between."""
        gaps = np.flatnonzero(self.filled == 0)
        for gap in gaps[gaps > self.head.body][:_TRIED].tolist():
            near = range(gap + 1, min(gap + 5, len(self.grid)))
            at = next((at for at in near if self.filled[at] > 1), None)
            if at is not None and at not in self.grid.odd:
                yield at

    def _is_headed(self, at: int, least: float) -> bool:
        """Whether a full row reads as the header of the rows right below, with so much evidence."""
        row = self.grid.record(at)
        below = self._rows_below(at)
        if not below or sum(len(other) == len(row) for other in below) < 0.8 * len(below):
            return False
        full = header.filled(row) >= max(2, 0.6 * max(map(header.filled, below)))
        return full and not any(kind_of(c) in TYPED for c in row) and header.evidence(row, below, len(row)) >= least

    def _rows_below(self, at: int) -> list[Row]:
        below = [self.grid.record(k) for k in range(at + 1, min(at + 1 + _LOOKED_AT, len(self.grid)))]
        return [other for other in below if header.filled(other)]

    def _is_new(self, at: int) -> bool:
        """Whether a row as wide as the table holds other headings, where the rows above hold values."""
        row = self.grid.record(at)
        titled = self.filled[at - 1] == 1
        names = self.grid.record(self.head.body - 1) if self.head.rows else ()
        cells = [text_of(cell).strip() for cell in row]
        if not self.head.rows or cells == [text_of(name).strip() for name in names]:
            return False
        if len(set(filter(None, cells))) < header.filled(row):
            return False
        above = [self.grid.record(k) for k in range(max(self.head.body, at - _LOOKED_AT), at)]
        above = [other for other in above if header.filled(other) > 1]
        differs = len(above) > 1 and header.evidence(row, above, self.grid.width) >= 1
        return differs and self._is_headed(at, 1 if titled else 2)

    def _with_titles(self, at: int) -> int:
        """The record where the titles right above a table begin."""
        while at > self.head.body + 1 and self.filled[at - 1] == 1 and not self._is_filled_row(at - 1):
            at -= 1
        return at

    def _is_filled_row(self, at: int) -> bool:
        """Whether a lone cell may be a row of the table: nothing parts it from the rows above."""
        gap = at
        while gap > self.head.body and self.filled[gap] == 1:
            gap -= 1
        return bool(self.filled[gap])

    def _is_pasted_again(self, at: int) -> bool:
        """Whether the rows below a repeated header are, for the most part, the rows above it."""
        above = self._rows_between(self.head.body, at)
        below = self._rows_between(at + 1, len(self.grid))
        again = sum(row in above for row in below)
        return len(above) >= 2 and len(below) >= 0.8 * len(above) and again >= 0.8 * len(below)

    def _rows_between(self, first: int, stop: int) -> set[bytes]:
        stop = min(stop, first + 10_000)
        block = np.stack([codes[first:stop] for codes in self.grid.codes], axis=1)
        return {row.tobytes() for row in block}
