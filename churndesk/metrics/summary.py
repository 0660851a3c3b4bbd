"""The movements of a summary: its own numbers, period by period or rolled up to longer ones."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from churndesk.ledger.days import number_of
from churndesk.metrics.movements import CustomerMovement, RevenueMovement
from churndesk.metrics.periods import months_in
from churndesk.metrics.result import Undefined
from churndesk.words import message, plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from churndesk.ledger.counts import CountLedger
    from churndesk.metrics.periods import Period
    from churndesk.words import Message


class _Rows(NamedTuple):
    """The rows of a summary that lie in one period: from `first` up to, not including, `last`."""

    ledger: CountLedger
    first: int
    last: int

    def opening(self, name: str) -> float | None:
        return self._number(name, self.first)

    def closing(self, name: str) -> float | None:
        return self._number(name, self.last - 1)

    def total(self, name: str) -> float | None:
        """The sum; None where any of the numbers is missing."""
        numbers = self.ledger.columns[name][self.first : self.last]
        return None if not len(numbers) or np.isnan(numbers).any() else float(numbers.sum())

    def _number(self, name: str, row: int) -> float | None:
        if self.first == self.last:
            return None
        number = self.ledger.columns[name][row]
        return None if np.isnan(number) else float(number)


def summary_customers(ledger: CountLedger, periods: Sequence[Period]) -> tuple[CustomerMovement, ...]:
    """The numbers of customers as the file has them: first opening, last closing, sums of the rest."""
    return tuple(_customers(rows, period) for rows, period in _rows(ledger, periods))


def summary_revenue(ledger: CountLedger, periods: Sequence[Period]) -> tuple[RevenueMovement, ...]:
    """The amounts as the file has them: first opening, last closing, sums of the rest."""
    return tuple(_revenue(rows, period) for rows, period in _rows(ledger, periods))


def _rows(ledger: CountLedger, periods: Sequence[Period]) -> Iterator[tuple[_Rows, Period]]:
    for period in periods:
        first = int(np.searchsorted(ledger.start, number_of(period.start)))
        last = int(np.searchsorted(ledger.start, number_of(period.end), side="right"))
        yield _Rows(ledger, first, last), period


def _customers(rows: _Rows, period: Period) -> CustomerMovement:
    opening, closing = _whole(rows.opening("opening")), _whole(rows.closing("closing"))
    new, returned, lost = (_whole(rows.total(name)) for name in ("new", "returned", "lost"))
    movement = CustomerMovement(
        period, opening, new, returned, lost, passed_through=None, closing=closing, no_rates=_nothing(rows)
    )
    return replace(movement, notes=tuple(_notes(rows, movement)))


def _revenue(rows: _Rows, period: Period) -> RevenueMovement:
    names = ("new_amount", "expansion_amount", "contraction_amount", "churned_amount")
    new, expansion, contraction, churned = (rows.total(name) for name in names)
    return RevenueMovement(
        period,
        opening=rows.opening("opening_amount"),
        new=new,
        returned=None,
        expansion=expansion,
        contraction=contraction,
        churned=churned,
        closing=rows.closing("closing_amount"),
        paid=rows.total("paid"),
        no_rates=_nothing(rows),
    )


def _whole(number: float | None) -> int | None:
    return None if number is None else round(number)


def _nothing(rows: _Rows) -> Undefined | None:
    if rows.first < rows.last:
        return None
    return Undefined("no-row", message("The table has no row for this period."))


def _notes(rows: _Rows, movement: CustomerMovement) -> Iterator[Message]:
    count = rows.last - rows.first
    expected = round(months_in(movement.period.by) / months_in(rows.ledger.by))
    if expected > 1 and count:
        yield plural(
            "Added up from {count} row: the first opening, the last closing, the sums of the rest.",
            "Added up from {count} rows: the first opening, the last closing, the sums of the rest.",
            count,
        )
    numbers = (movement.opening, movement.new, movement.lost, movement.closing)
    if None in numbers:
        return
    opening, new, lost, closing = (number or 0 for number in numbers)
    difference = opening + new + (movement.returned or 0) - lost - closing
    if difference:
        yield message(
            "The table's own numbers don't fit: {opening} at the start, {new} new and {lost} lost don't make "
            "{closing} at the end. They are shown as they stand.",
            opening=opening,
            new=new + (movement.returned or 0),
            lost=lost,
            closing=closing,
        )
