"""The file's own TOTAL row held against the sums of the rows that were used."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from churndesk.shapes.numbers import number_cells, read_numbers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import numpy as np
    import numpy.typing as npt

    from churndesk.importing.draft import Draft
    from churndesk.ledger.dataset import Dataset
    from churndesk.reading.table import RawTable
    from churndesk.shapes.mapping import ColumnUse, Edits, Mapping

#: The roles whose cells can be added up.
SUMMED = frozenset({
    "amount", "tax", "quantity", "refund", "new", "returned_count", "lost_count", "new_amount", "expansion_amount",
    "contraction_amount", "churned_amount",
})  # fmt: skip

#: The shapes in which one row of the dataset may stand for several of the file, so that its rows can't be added up.
_JOINING = frozenset({"matrix", "lists"})


@dataclass(frozen=True, slots=True)
class ControlTotal:
    """One column's total as the file has it, and as the rows that were used add up to.

    `table` names the sheet or file, where several are read together.
    """

    heading: str
    in_file: float
    ours: float
    table: str = ""

    @property
    def agrees(self) -> bool:
        """Whether the two are the same but for rounding: half a minor unit for every cell is more than enough."""
        return math.isclose(self.in_file, self.ours, rel_tol=1e-9, abs_tol=0.005)

    @property
    def missing(self) -> float:
        """What the file's total has more than the rows."""
        return self.in_file - self.ours


def control_totals(draft: Draft) -> tuple[ControlTotal, ...]:
    """The totals of all tables of a checked draft, in their order; empty where none has a TOTAL row."""
    if draft.mapping is None or draft.dataset is None:
        return ()
    return totals_of(draft.tables, draft.mapping, draft.dataset, draft.chosen.edits)


def totals_of(
    tables: Sequence[RawTable], mapping: Mapping, dataset: Dataset, edits: Callable[[int], Edits] | None = None
) -> tuple[ControlTotal, ...]:
    """The totals of tables that were understood as a dataset; `edits` are those of each table, else the mapping's."""
    if mapping.shape in _JOINING:
        return ()
    rows, edits = dataset.rows, edits or mapping.edits
    return tuple(
        total
        for place, table in enumerate(tables)
        for total in _totals(tables, mapping, place, rows.row[rows.source == place], edits(place).fixes)
        if table.total
    )


def _totals(
    tables: Sequence[RawTable],
    mapping: Mapping,
    place: int,
    used: npt.NDArray[np.int32],
    corrected: Sequence[tuple[int, int, str]],
) -> Iterator[ControlTotal]:
    import numpy as np

    table = tables[place]
    taken, name = np.isin(table.rows, used), _name(tables, place)
    for index, text in table.total:
        use = mapping.columns[index] if index < len(mapping.columns) else None
        if use is not None and use.role in SUMMED:
            in_file = float(_numbers([text], use.format)[0])
            if math.isfinite(in_file):
                fixes = [(row, cell) for row, fixed, cell in corrected if fixed == index]
                yield ControlTotal(use.heading, in_file, _sum(table, index, use, fixes, taken), name)


def _name(tables: Sequence[RawTable], place: int) -> str:
    """What tells the table from the others: its sheet, its file, or both; nothing where it is alone."""
    own = tables[place]
    if len(tables) == 1:
        return ""
    if len({table.file for table in tables}) == 1 and own.dialect.sheet:
        return own.dialect.sheet
    several = sum(table.file == own.file for table in tables) > 1
    return f"{own.file}, {own.dialect.sheet}" if several and own.dialect.sheet else own.file


def _sum(
    table: RawTable, index: int, use: ColumnUse, fixes: Sequence[tuple[int, str]], taken: npt.NDArray[np.bool_]
) -> float:
    """The column's cells of the rows that were used, as corrected by hand; unreadable ones count 0."""
    import numpy as np

    column = table.columns[index]
    amounts = np.append(_numbers(column.values, use.format), 0.0)[column.codes]
    for row, text in fixes:
        amounts[table.rows == row] = _numbers([text], use.format)[0]
    return float(np.nansum(amounts[taken]))


def _numbers(cells: Sequence[object] | npt.NDArray[np.object_], form: str | None) -> npt.NDArray[np.float64]:
    import numpy as np

    values = np.empty(len(cells), dtype=object)
    values[:] = cells
    return read_numbers(number_cells(values), form)
