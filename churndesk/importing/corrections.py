"""A table as the person has corrected it: without the rows left out, with the cells that were mended."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from churndesk.reading.table import Column, RawTable
    from churndesk.shapes.mapping import Edits


def corrected(table: RawTable, edits: Edits) -> RawTable:
    """The table to judge roles and formats by; the same one where nothing was corrected.

    Values that only stood in rows left out are gone, so that a stray word no longer keeps a column from being dates.
    """
    if not edits.skip and not edits.fixes:
        return table
    import numpy as np

    kept = ~np.isin(table.rows, edits.skip)
    columns = tuple(_recoded(column, table.rows, kept, index, edits) for index, column in enumerate(table.columns))
    return replace(table, columns=columns, rows=table.rows[kept])


def _recoded(
    column: Column, rows: npt.NDArray[np.int32], kept: npt.NDArray[np.bool_], index: int, edits: Edits
) -> Column:
    import numpy as np

    values, codes = list(column.values), column.codes.copy()
    for row, fixed, text in edits.fixes:
        if fixed == index:
            codes[rows == row] = len(values) if text else -1
            values.append(text)
    codes = codes[kept]
    used, compact = np.unique(codes, return_inverse=True)
    blank = bool(len(used)) and used[0] < 0
    array = np.empty(len(values), dtype=object)
    array[:] = values
    return replace(column, values=array[used[used >= 0]], codes=(compact - int(blank)).astype(np.int32))
