"""How a column in a role is read where nobody has said it: the same choice in the suggestion and in the reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from churndesk.shapes import dates, numbers
from churndesk.shapes.currency import of_heading
from churndesk.words import NotPossible, message

if TYPE_CHECKING:
    from churndesk.reading.table import Column
    from churndesk.shapes.dates import DateCells
    from churndesk.shapes.mapping import ColumnUse
    from churndesk.shapes.numbers import NumberCells


def words_use(role: str, shape: str) -> str:
    """Which vocabulary a column of words is read by: a status means other things in a log than in a list."""
    if role == "status":
        return "payment" if shape == "payments" else "stay"
    return role


def date_format(column: Column, use: ColumnUse, cells: DateCells) -> str:
    """The mapping's format, else the only one that fits.

    Raises:
        NotPossible: no format fits all cells, or several do.
    """
    if use.format:
        return use.format
    found = dates.possible_formats(cells)
    if not cells.dated.any() and not found:
        return "ymd"
    if found and found != ("months",) and dates.agree(cells, found):
        return found[0]
    raise NotPossible(
        message(
            "The dates in “{heading}” can be read in more than one order, or in none that fits all. Say which it is.",
            heading=column.heading,
        )
    )


def amount_format(column: Column, use: ColumnUse, cells: NumberCells, code: str | None) -> str:
    """The mapping's format, else the one that fits; a point before the decimals where both give the same.

    Raises:
        NotPossible: no format fits all cells, or both do with different numbers.
    """
    if use.format:
        return numbers.decimal_mark(use.format) or numbers.POINT
    found = numbers.possible_formats(cells, code or of_heading(column.heading))
    if len(found) == 1 or (found and numbers.agree(cells)):
        return found[0]
    raise NotPossible(
        message(
            "In “{heading}” it can't be told whether the comma or the point stands before the decimals. Say which.",
            heading=column.heading,
        )
    )
