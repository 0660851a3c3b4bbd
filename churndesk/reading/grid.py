"""All records of a file or sheet as coded columns, before anything is set aside."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from churndesk.reading.canonical import text_of
from churndesk.reading.table import Column

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    Coded: TypeAlias = tuple[npt.NDArray[np.object_], npt.NDArray[np.int32]]


class Coder:
    """Takes a column's text cells in pieces and, at the end, gives each distinct one a code in order of appearance.

    Hashing the whole column once is far faster than keeping a dictionary from piece to piece.
    """

    def __init__(self) -> None:
        self._pieces: list[npt.NDArray[np.object_]] = []

    def add(self, cells: npt.NDArray[np.object_]) -> None:
        """The next cells, all of them texts; equal ones become one object, for a file repeats itself."""
        import pandas as pd

        codes, distinct = pd.factorize(cells)
        self._pieces.append(distinct[codes])

    def finish(self) -> Coded:
        """The distinct cells and the codes, -1 for empty ones; the coder is used up."""
        import pandas as pd

        pieces, self._pieces = self._pieces, []
        if not pieces:
            return np.empty(0, dtype=object), np.empty(0, dtype=np.int32)
        found, distinct = pd.factorize(np.concatenate(pieces))
        codes = found.astype(np.int32)
        empty = np.flatnonzero(distinct == "")
        if len(empty):
            codes[codes == empty[0]] = -1
            codes[codes > empty[0]] -= 1
            distinct = np.delete(distinct, empty[0])
        return distinct, codes


@dataclass(eq=False)
class Grid:
    """Records by columns: what record i says in column c is `values[c][codes[c][i]]`, empty for code -1.

    `lines` are the records' row numbers in the file. A record with more or fewer fields than the grid has columns is
    in `odd` with all its own fields. `texts` holds the original text of records that were odd in any way.
    """

    values: list[npt.NDArray[np.object_]]
    codes: list[npt.NDArray[np.int32]]
    lines: npt.NDArray[np.int32]
    odd: dict[int, tuple[str, ...]] = field(default_factory=dict)
    texts: dict[int, str] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.lines)

    @property
    def width(self) -> int:
        """The number of columns."""
        return len(self.values)

    def cell(self, record: int, column: int) -> object:
        """One cell; empty text where there is none."""
        code = self.codes[column][record]
        return self.values[column][code] if code >= 0 else ""

    def record(self, record: int) -> tuple[object, ...]:
        """All cells of a record, those beyond the grid's width too."""
        return self.odd.get(record) or tuple(self.cell(record, column) for column in range(self.width))

    def filled(self) -> npt.NDArray[np.int32]:
        """How many cells of each record are more than space."""
        counts = np.zeros(len(self), dtype=np.int32)
        for values, codes in zip(self.values, self.codes, strict=True):
            says = np.zeros(len(values) + 1, dtype=np.int32)
            says[:-1] = _says_something(values)
            counts += says[codes]
        for record, cells in self.odd.items():
            counts[record] = sum(bool(cell.strip()) for cell in cells)
        return counts

    def narrowed(self, width: int, first: int) -> Grid:
        """The grid with its first columns alone, in which no record from `first` on has a cell beyond them.

        Those above keep all of their cells, as records with too many.
        """
        fitting = {at for at, cells in self.odd.items() if at >= first and len(cells) == width}
        odd = {at: tuple(map(text_of, self.record(at))) for at in range(first)}
        odd |= {at: cells for at, cells in self.odd.items() if at >= first and at not in fitting}
        texts = {at: text for at, text in self.texts.items() if at not in fitting}
        return Grid(self.values[:width], self.codes[:width], self.lines, odd, texts)

    def widened(self, width: int) -> Grid:
        """The grid with more columns at its end, which only records hold that had too many cells."""
        columns = list(zip(self.values, self.codes, strict=True))
        for column in range(self.width, width):
            coder = Coder()
            cells = np.full(len(self), "", dtype=object)
            for at, row in self.odd.items():
                cells[at] = row[column] if column < len(row) else ""
            coder.add(cells)
            columns.append(coder.finish())
        odd = {at: row for at, row in self.odd.items() if len(row) != width}
        texts = {at: text for at, text in self.texts.items() if at not in self.odd or at in odd}
        return Grid([values for values, _ in columns], [codes for _, codes in columns], self.lines, odd, texts)

    def replace(self, records: dict[int, tuple[str, ...]]) -> None:
        """Puts other cells into some records, as many as there are columns."""
        for column in range(self.width):
            known = {value: code for code, value in enumerate(self.values[column])}
            for record, cells in records.items():
                cell = cells[column]
                self.codes[column][record] = known.setdefault(cell, len(known)) if cell else -1
            if len(known) > len(self.values[column]):
                values = np.empty(len(known), dtype=object)
                values[:] = list(known)
                self.values[column] = values
        for record in records:
            self.odd.pop(record, None)

    def columns(self, keep: npt.NDArray[np.bool_], headings: Sequence[str]) -> tuple[Column, ...]:
        """The kept records as columns; distinct values that only left-out records had are gone."""
        whole = bool(keep.all())
        return tuple(
            Column(heading, values, codes) if whole else Column(heading, *_kept(values, codes[keep]))
            for heading, values, codes in zip(headings, self.values, self.codes, strict=True)
        )


def _says_something(values: npt.NDArray[np.object_]) -> npt.NDArray[np.bool_]:
    """Which values are more than space; texts alone are told at C speed."""
    try:
        return ~np.fromiter(map(str.isspace, values), dtype=bool, count=len(values))
    except TypeError:
        return np.array([not isinstance(value, str) or not value.isspace() for value in values], dtype=bool)


def _kept(
    values: npt.NDArray[np.object_], codes: npt.NDArray[np.int32]
) -> tuple[npt.NDArray[np.object_], npt.NDArray[np.int32]]:
    """The values that are still used, in order of their first appearance among `codes`."""
    count = len(codes)
    first = np.full(len(values) + 1, count, dtype=np.int64)
    first[codes[::-1]] = np.arange(count - 1, -1, -1)
    first[-1] = count
    order = np.argsort(first[:-1], kind="stable")
    order = order[first[:-1][order] < count]
    translate = np.full(len(values) + 1, -1, dtype=np.int32)
    translate[order] = np.arange(len(order), dtype=np.int32)
    return values[order], translate[codes]
