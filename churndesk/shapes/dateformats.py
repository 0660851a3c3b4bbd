"""The formats of a table's date columns, each decided by its own cells, ordered by what the others show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from churndesk.shapes import orders
from churndesk.shapes.datednames import named_year
from churndesk.shapes.dates import date_cells
from churndesk.words import Doubt, message

if TYPE_CHECKING:
    from churndesk.shapes.dates import DateCells
    from churndesk.shapes.settling import Settling


def settle_dates(work: Settling) -> None:
    """Gives every column of dates its format, or asks for it."""
    found = [(index, column, role, date_cells(column.values)) for index, column, role in work.columns("date", "period")]
    given = _given(work, [index for index, *_ in found])
    decided = {index: orders.Order(form) for index, form in given.items()}
    for siblings_known in (False, True):  # those in doubt once more, when the orders of the certain ones are known
        siblings = [order.form for order in decided.values() if order.certain and order.form] if siblings_known else []
        for index, column, role, cells in found:
            if index not in decided or not decided[index].certain:
                decided[index] = orders.decide(
                    work.name(index), column, cells, role, siblings=siblings, settled=tuple(given.values()),
                    language=work.given.language, year=named_year(*work.names),
                )  # fmt: skip
    for index, _, role, cells in found:
        work.ask(_mixed_periods(work.name(index), cells) if role == "period" else None)
        work.use(index, format=decided[index].form)
        work.ask(decided[index].doubt)


def _given(work: Settling, indices: list[int]) -> dict[int, str]:
    said = {index: orders.checked_format(work.said[index], work.name(index)) for index in indices if index in work.said}
    return {index: form for index, form in said.items() if form is not None}


def _mixed_periods(name: str, cells: DateCells) -> Doubt | None:
    if len(set(cells.unit[cells.dated].tolist())) < 2:
        return None
    text = message("“{heading}” mixes periods of different kinds, such as quarters and weeks.", heading=name)
    return Doubt("period-mixed", text, about=name)
