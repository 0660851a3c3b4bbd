"""Revenue that came, grew, shrank and went, period by period."""

from __future__ import annotations

from typing import TYPE_CHECKING

from churndesk.ledger.counts import CountLedger
from churndesk.ledger.dataset import PaymentRows
from churndesk.ledger.days import number_of, place_in
from churndesk.ledger.ordering import payments_of
from churndesk.ledger.spells import SpellLedger
from churndesk.metrics.bookings import revenue_booked
from churndesk.metrics.closes import code_of
from churndesk.metrics.customers import no_rates_yet
from churndesk.metrics.movements import RevenueMovement
from churndesk.metrics.result import Undefined
from churndesk.metrics.summary import summary_revenue
from churndesk.words import message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from churndesk.ledger import Ledger
    from churndesk.metrics.closes import Segment
    from churndesk.metrics.periods import Period


def revenue_movements(
    ledger: Ledger, periods: Sequence[Period], segment: Segment | None = None
) -> tuple[RevenueMovement, ...]:
    """The movement of revenue per month in each period, of all or of one segment (heading, value).

    A movement is classified on the customer's whole amount and booked like that of customers. Without amounts in
    the table every number is None and `no_rates` says so.

    Raises:
        NotPossible: there is no column with the segment's heading.
    """
    if isinstance(ledger, CountLedger):
        return summary_revenue(ledger, periods)
    if not isinstance(ledger, SpellLedger):
        return ()
    if not ledger.dataset.has_amount:
        return tuple(without_amounts(period) for period in periods)
    every = zip(periods, revenue_booked(ledger, periods, segment), _paid(ledger, periods, segment), strict=True)
    return tuple(_movement(ledger, period, booked, paid) for period, booked, paid in every)


def without_amounts(period: Period) -> RevenueMovement:
    """The empty movement of a table that has no amounts."""
    reason = Undefined(
        "no-amounts", message("The table has no column of amounts, so nothing can be said about revenue.")
    )
    return RevenueMovement(period, None, None, None, None, None, None, None, no_rates=reason)


def _movement(ledger: SpellLedger, period: Period, booked: Sequence[float], paid: float | None) -> RevenueMovement:
    opening, new, returned, expansion, contraction, churned, closing, moved_in, moved_out, credited = booked
    return RevenueMovement(
        period,
        opening=opening,
        new=new,
        returned=returned,
        expansion=expansion,
        contraction=contraction,
        churned=churned,
        closing=closing,
        paid=paid,
        moved_in=moved_in,
        moved_out=moved_out,
        credits=credited,
        no_rates=no_rates_yet(ledger, period),
    )


def _paid(ledger: SpellLedger, periods: Sequence[Period], segment: Segment | None) -> list[float | None]:
    """Payments less refunds dated in each period; None for a table of stays."""
    rows = ledger.dataset.rows
    if not isinstance(rows, PaymentRows):
        return [None] * len(periods)
    paid = payments_of(rows).until(number_of(ledger.as_of))
    amounts = paid.amount
    if segment:
        category = ledger.category(segment[0])
        amounts = amounts * (category.codes[paid.row] == code_of(category, segment[1]))
    days = [(number_of(period.start), number_of(period.end) + 1) for period in periods]
    return [float(amounts[place_in(paid.day, first) : place_in(paid.day, end)].sum()) for first, end in days]
