"""The file's own TOTAL row held against the sums of the rows that were used."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from churndesk.shapes.numbers import number_cells, read_numbers

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy as np
    import numpy.typing as npt

    from churndesk.importing.draft import Draft
    from churndesk.reading.table import RawTable

#: The roles whose cells can be added up.
SUMMED = frozenset({
    "amount", "tax", "quantity", "refund", "new", "returned_count", "lost_count", "new_amount", "expansion_amount",
    "contraction_amount", "churned_amount",
})  # fmt: skip

#: The shapes in which one row of the dataset may stand for several of the file, so that its rows can't be added up.
_JOINING = frozenset({"matrix", "lists"})


@dataclass(frozen=True, slots=True)
class ControlTotal:
    """One column's total as the file has it, and as the rows that were used add up to."""

    heading: str
    in_file: float
    ours: float

    @property
    def agrees(self) -> bool:
        """Whether the two are the same but for rounding: half a minor unit for every cell is more than enough."""
        return math.isclose(self.in_file, self.ours, rel_tol=1e-9, abs_tol=0.005)

    @property
    def missing(self) -> float:
        """What the file's total has more than the rows."""
        return self.in_file - self.ours


def control_totals(draft: Draft) -> tuple[ControlTotal, ...]:
    """The totals of a checked draft's first table; empty where the file has no TOTAL row."""
    table, mapping, dataset = draft.table, draft.mapping, draft.dataset
    if table is None or mapping is None or dataset is None or mapping.shape in _JOINING:
        return ()
    used = dataset.rows.row[dataset.rows.source == 0]
    return tuple(_totals(draft, table, used))


def _totals(draft: Draft, table: RawTable, used: npt.NDArray[np.int32]) -> Iterator[ControlTotal]:
    import numpy as np

    taken = np.isin(table.rows, used)
    uses = draft.mapping.columns if draft.mapping else ()
    for index, text in table.total:
        if index < len(uses) and uses[index].role in SUMMED:
            in_file = float(_numbers([text], uses[index].format)[0])
            if math.isfinite(in_file):
                yield ControlTotal(uses[index].heading, in_file, _sum(draft, table, index, taken))


def _sum(draft: Draft, table: RawTable, index: int, taken: npt.NDArray[np.bool_]) -> float:
    """The column's cells of the rows that were used, as corrected by hand; unreadable ones count 0."""
    import numpy as np

    form = draft.mapping.columns[index].format if draft.mapping else None
    column = table.columns[index]
    amounts = np.append(_numbers(column.values, form), 0.0)[column.codes]
    for row, fixed, text in draft.chosen.fixes:
        if fixed == index:
            amounts[table.rows == row] = _numbers([text], form)[0]
    return float(np.nansum(amounts[taken]))


def _numbers(cells: Sequence[object] | npt.NDArray[np.object_], form: str | None) -> npt.NDArray[np.float64]:
    import numpy as np

    values = np.empty(len(cells), dtype=object)
    values[:] = cells
    return read_numbers(number_cells(values), form)
