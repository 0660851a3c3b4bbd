"""What was said of single rows of the file before, found again in the new one by what the rows say."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from churndesk import reading
from churndesk.progress import silent
from churndesk.reading.canonical import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt

    from churndesk.importing.draft import Chosen, Draft
    from churndesk.importing.earlier import Earlier
    from churndesk.progress import Report
    from churndesk.reading.table import Column, RawTable
    from churndesk.shapes.mapping import Edits

    Cells: TypeAlias = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Carried:
    """What became of the rows that were fixed by hand.

    `again` hold in the new file as before. `mended` are cells that the new file itself has right now. `lost` are
    rows, by their cells, that the new file doesn't have or has otherwise.
    """

    again: int = 0
    mended: int = 0
    lost: tuple[tuple[str, ...], ...] = ()


def carried(draft: Draft, report: Report = silent) -> tuple[Chosen, Carried]:
    """The draft's choices with those for single rows of the earlier import, and what became of each.

    A row that reads as it did before gets what it had. A cell that was mended is mended again, too, where other cells
    of its customer's row are different by now but this one is not.

    Raises:
        NotPossible: a file can't be read any more.
    """
    if draft.earlier is None or not draft.earlier.edited:
        return draft.chosen, Carried()
    work = _Carrying(draft, report)
    for place in range(len(draft.earlier.parts)):
        work.carry(place, draft.earlier)
    return work.chosen, Carried(work.again, work.mended, tuple(work.lost))


class _Carrying:
    """Goes through the earlier tables' edits; every row of the new tables takes over one row's edits at most."""

    def __init__(self, draft: Draft, report: Report) -> None:
        self.chosen = draft.chosen
        self.again, self.mended = 0, 0
        self.lost: list[Cells] = []
        self._draft, self._report = draft, report
        self._customer = draft.earlier.mapping.column("customer") if draft.earlier else None
        self._finders = [_Finder(table) for table in draft.tables]
        self._aside = [dict(self._lines_aside(place)) for place in range(len(draft.tables))]
        self._taken: set[tuple[int, int]] = set()

    def _lines_aside(self, place: int) -> Iterator[tuple[Cells, list[int]]]:
        """The rows that detection set aside, by what they say."""
        table = self._draft.tables[place]
        numbers = [row for aside in table.set_aside for row in range(aside.first, aside.last + 1)]
        path = self._draft.all_paths[self._draft.of_file[place]]
        options = replace(self._draft.read_options(place), sheet=table.dialect.sheet or None)
        found: defaultdict[Cells, list[int]] = defaultdict(list)
        for row, cells in reading.lines(path, numbers, options, self._report).items() if numbers else ():
            found[_full(cells, len(table.columns))].append(row)
        return iter(found.items())

    def carry(self, place: int, earlier: Earlier) -> None:
        """Takes over what was said of one earlier table."""
        edits = earlier.mapping.edits(place)
        numbers = {*edits.skip, *edits.keep, *edits.as_written, *(row for row, _, _ in edits.fixes)}
        if not numbers:
            return
        self._report()
        part = earlier.parts[place]
        before = reading.lines(part.path, numbers, part.options, self._report)
        for row in sorted(numbers):
            cells = _full(before.get(row, ()), len(earlier.mapping.columns))
            self._carry_row(cells, row, edits)

    def _carry_row(self, cells: Cells, row: int, edits: Edits) -> None:
        found = self._same(cells)
        if found is None:
            self._carry_fixes(cells, [(column, text) for number, column, text in edits.fixes if number == row])
            if row in edits.skip or row in edits.keep or row in edits.as_written:
                self.lost.append(cells)
            return
        table, number = found
        self._taken.add(found)
        own = self.chosen.edits(table)
        self.chosen = self.chosen.with_edits(
            replace(
                own,
                skip=_with(own.skip, number, row in edits.skip),
                keep=_with(own.keep, number, row in edits.keep),
                as_written=_with(own.as_written, number, row in edits.as_written),
                fixes=(*own.fixes, *((number, column, text) for old, column, text in edits.fixes if old == row)),
            ),
            table,
        )
        self.again += 1

    def _same(self, cells: Cells) -> tuple[int, int] | None:
        """The row that reads the same: its table and its number."""
        for table, finder in enumerate(self._finders):
            for number in [*finder.rows(cells), *self._aside[table].get(cells, ())]:
                if (table, number) not in self._taken:
                    return table, number
        return None

    def _carry_fixes(self, cells: Cells, fixes: list[tuple[int, str]]) -> None:
        """The mended cells of a row that reads otherwise by now, by its customer."""
        for column, text in fixes:
            found = self._of_customer(cells)
            if found is None:
                self.lost.append(cells)
                continue
            table, number = found
            now = self._finders[table].cell(number, column)
            own = self.chosen.edits(table)
            if now == text:
                self.mended += 1
            elif now == cells[column]:
                fixes_now = (*own.fixes, (number, column, text))
                self.chosen = self.chosen.with_edits(replace(own, fixes=fixes_now), table)
                self.again += 1
            else:
                self.lost.append(cells)

    def _of_customer(self, cells: Cells) -> tuple[int, int] | None:
        """The only row of the same customer; None where there is none, or more than one."""
        if self._customer is None or not cells[self._customer]:
            return None
        found = [
            (table, number)
            for table, finder in enumerate(self._finders)
            for number in finder.having(self._customer, cells[self._customer])
        ]
        return found[0] if len(found) == 1 else None


class _Finder:
    """Finds the rows of one table by their cells."""

    def __init__(self, table: RawTable) -> None:
        self._table = table
        self._codes = [_codes(column) for column in table.columns]

    def rows(self, cells: Cells) -> list[int]:
        """The numbers of the rows with exactly these cells."""
        if len(cells) != len(self._codes):
            return []
        alike = np.ones(len(self._table), dtype=np.bool_)
        for column, codes, cell in zip(self._table.columns, self._codes, cells, strict=True):
            alike &= _says(column, codes, cell)
            if not alike.any():
                return []
        return [int(number) for number in self._table.rows[alike]]

    def having(self, column: int, cell: str) -> list[int]:
        """The numbers of the rows that say that in one column."""
        says = _says(self._table.columns[column], self._codes[column], cell)
        return [int(number) for number in self._table.rows[says]]

    def cell(self, number: int, column: int) -> str:
        """One cell by its row's number."""
        place = int(np.flatnonzero(self._table.rows == number)[0])
        code = int(self._table.columns[column].codes[place])
        return text_of(self._table.columns[column].values[code]) if code >= 0 else ""


def _codes(column: Column) -> dict[str, list[int]]:
    """The codes of a column by their text: a workbook's 5 and "5" read alike."""
    codes: dict[str, list[int]] = {"": [-1]}
    for code, value in enumerate(column.values):
        codes.setdefault(text_of(value), []).append(code)
    return codes


def _says(column: Column, codes: dict[str, list[int]], cell: str) -> npt.NDArray[np.bool_]:
    return np.isin(column.codes, codes.get(cell, ()))


def _full(cells: Cells, width: int) -> Cells:
    """A row's cells, as many as the table has columns."""
    return (*cells[:width], *[""] * (width - len(cells)))


def _with(rows: tuple[int, ...], row: int, wanted: bool) -> tuple[int, ...]:  # noqa: FBT001  (what was said of it)
    return tuple(sorted({*rows, row})) if wanted else rows
