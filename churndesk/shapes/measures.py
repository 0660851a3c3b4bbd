"""What an amount and a tenure measure: a month's price or a total, days or months."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from churndesk.shapes.headings import concepts, qualifiers
from churndesk.shapes.numbers import number_cells, read_numbers
from churndesk.shapes.snapshot import MOST_MONTHS
from churndesk.words import message

if TYPE_CHECKING:
    import numpy.typing as npt

    from churndesk.reading.table import Column
    from churndesk.shapes.settling import Settling

#: In so many rows it is seen first whether one amount may be twelve times another.
_FEW = 24


def amount_is(work: Settling) -> str:
    """What the amount column holds: a month's, what an interval column says, the total so far, or one payment."""
    index = work.place("amount")
    if work.shape.amount_is == "payment" or index is None or work.shape.key == "matrix":
        return work.shape.amount_is
    said = qualifiers(work.table.columns[index].heading)
    if "monthly" in said:
        return "month"
    if "total" in said and (work.place("interval") is None or work.shape.key == "snapshot"):
        work.remarks.append(
            message(
                "“{heading}” is what was paid so far, not a month's amount.", heading=work.table.columns[index].heading
            )
        )
        return "total"
    if _twelfth(work, index):
        return "month"
    if work.place("interval") is not None and work.shape.key != "snapshot":
        return "interval"
    if "yearly" in said:
        work.use(index, divide=12.0)
    else:
        work.remarks.append(
            message("“{heading}” is taken for a month's amount.", heading=work.table.columns[index].heading)
        )
    return "month"


def _twelfth(work: Settling, index: int) -> bool:
    """Whether another amount column is twelve times this one."""
    own = _row_values(work.table.columns[index])
    rivals = (column for other, column in enumerate(work.table.columns) if other != index and _is_amount(column))
    return any(_is_twelvefold(own, column) for column in rivals)


def _is_amount(column: Column) -> bool:
    meant = concepts(column.heading)
    return bool(meant) and meant[0][0] == "amount"


def _is_twelvefold(own: npt.NDArray[np.float64], column: Column) -> bool:
    """Whether the column says twelve times the own amount: in a few rows first, for there may be many columns."""
    rows = np.flatnonzero(np.isfinite(own) & (own != 0) & (column.codes >= 0))
    few = rows[np.linspace(0, len(rows) - 1, min(len(rows), _FEW)).astype(int)]
    return _share_twelvefold(own, column, few) >= 0.5 and _share_twelvefold(own, column, rows) >= 0.95


def _share_twelvefold(own: npt.NDArray[np.float64], column: Column, rows: npt.NDArray[np.intp]) -> float:
    """The share of twelve times the own amount among the numbers in these rows."""
    used, codes = np.unique(column.codes[rows], return_inverse=True)
    theirs = read_numbers(number_cells(column.values[used]), None)[codes]
    said = np.isfinite(theirs)
    return float((np.abs(theirs[said] - 12 * own[rows[said]]) <= 0.06).mean()) if said.any() else 0.0


def _row_values(column: Column) -> npt.NDArray[np.float64]:
    values: npt.NDArray[np.float64] = np.append(read_numbers(number_cells(column.values), None), np.nan)[column.codes]
    return values


def settle_tenure(work: Settling) -> None:
    """The unit of a tenure: as given, as the heading says, days where months would be over 50 years, else months."""
    index = work.place("tenure")
    if index is None:
        return
    column = work.table.columns[index]
    if work.said.get(index) in {"days", "weeks", "months", "years"}:
        work.use(index, format=work.said[index])
        return
    said = [unit for unit in ("days", "weeks", "months", "years") if unit in qualifiers(column.heading)]
    longest = float(np.nanmax(read_numbers(number_cells(column.values), None), initial=0.0))
    unit = said[0] if said else "days" if longest > MOST_MONTHS else "months"
    work.use(index, format=unit)
