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
    for other, column in enumerate(work.table.columns):
        meant = concepts(column.heading)
        if other != index and meant and meant[0][0] == "amount":
            theirs = _row_values(column)
            known = np.isfinite(own) & np.isfinite(theirs) & (own != 0)
            if known.any() and (np.abs(theirs[known] - 12 * own[known]) <= 0.06).mean() >= 0.95:
                return True
    return False


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
