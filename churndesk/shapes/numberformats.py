"""The formats of a table's number columns, and the currency of its amounts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from churndesk.shapes import marks
from churndesk.shapes.monthformats import months_joined
from churndesk.shapes.numbers import number_cells

if TYPE_CHECKING:
    from churndesk.shapes.numbers import NumberCells
    from churndesk.shapes.settling import Settling


def settle_numbers(work: Settling) -> str | None:
    """Gives every column of numbers its format, or asks for it; returns the currency of the amounts."""
    cells = {index: number_cells(column.values) for index, column, _ in work.columns("number")}
    currency, doubt = marks.decide_currency(_currencies(work, cells), work.given)
    work.ask(doubt)
    for index, _, role in work.columns("number"):
        money = role in {"amount", "tax", "unit_price"} or role.endswith("_amount")
        _settle_number(work, index, cells[index], currency if money else None)
    return currency


def _currencies(work: Settling, cells: dict[int, NumberCells]) -> dict[str, int]:
    amount, codes = work.place("amount"), work.place("currency")
    code_column = None if codes is None else work.table.columns[codes]
    amount = work.place("unit_price") if amount is None else amount
    if amount is not None:
        return marks.currencies(work.table.columns[amount], code_column, cells[amount])
    months = months_joined(work)
    return marks.currencies(months, code_column, number_cells(months.values) if months is not None else None)


def _settle_number(work: Settling, index: int, cells: NumberCells, currency: str | None) -> None:
    name = work.name(index)
    given = marks.checked_mark(work.said[index], name) if index in work.said else None
    if given is not None:
        work.use(index, format=given)
        return
    form, doubt = marks.decide(name, work.table.columns[index], cells, currency, work.given.language)
    work.use(index, format=form)
    work.ask(doubt)
