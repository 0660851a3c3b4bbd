"""Revenue that came, grew, shrank and went, period by period."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from churndesk.ledger.counts import CountLedger
from churndesk.ledger.dataset import PaymentRows
from churndesk.ledger.days import number_of
from churndesk.ledger.ordering import payments_of
from churndesk.ledger.spells import SpellLedger
from churndesk.metrics.closes import code_of, two_closes
from churndesk.metrics.customers import no_rates_yet
from churndesk.metrics.movements import RevenueMovement
from churndesk.metrics.result import Undefined
from churndesk.metrics.summary import summary_revenue
from churndesk.words import message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from churndesk.ledger import Ledger
    from churndesk.ledger.dataset import Amounts, Flags
    from churndesk.metrics.closes import Segment, TwoCloses
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
    paid = _paid(ledger, periods, segment)
    return tuple(
        _movement(closes, amount) for closes, amount in zip(two_closes(ledger, periods, segment), paid, strict=True)
    )


def without_amounts(period: Period) -> RevenueMovement:
    """The empty movement of a table that has no amounts."""
    reason = Undefined(
        "no-amounts", message("The table has no column of amounts, so nothing can be said about revenue.")
    )
    return RevenueMovement(period, None, None, None, None, None, None, None, no_rates=reason)


def _movement(closes: TwoCloses, paid: float | None) -> RevenueMovement:
    before, after = closes.opening.amounts, closes.closing.amounts
    had, has = before > 0, after > 0
    earlier, booked = closes.was_here_before, closes.booked
    came, stayed, change = has & ~had & booked, had & has & booked, after - before
    ends_here, balances, whole = closes.ends_here, closes.closing.balances, closes.opening.category is None
    return RevenueMovement(
        closes.period,
        # No amount is below 0, so without a segment there is nothing to leave out.
        opening=float(before.sum()) if whole else _sum(before, had & booked),
        new=_sum(after, came & ~earlier),
        returned=_sum(after, came & earlier),
        expansion=_sum(change, stayed & (change > 0)),
        contraction=0.0 - _sum(change, stayed & (change < 0)),
        churned=_sum(before, had & ~has & booked),
        closing=float(after.sum()) if whole else _sum(after, ends_here),
        paid=paid,
        moved_in=0.0 if whole else _sum(after, ends_here & ~booked),
        moved_out=0.0 if whole else _sum(after, booked & ~ends_here),
        credits=0.0 - _sum(balances, ends_here & (balances < 0)) if balances.min(initial=0.0) < 0 else 0.0,
        no_rates=no_rates_yet(closes.ledger, closes.period),
    )


def _sum(amounts: Amounts, of: Flags) -> float:
    # Taking the ones out of a large array costs five times as much as adding up the others as 0.
    return float((amounts * of).sum()) + 0.0  # never "minus zero"


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
    first = np.searchsorted(paid.day, [number_of(period.start) for period in periods])
    last = np.searchsorted(paid.day, [number_of(period.end) + 1 for period in periods])
    return [float(amounts[start:end].sum()) for start, end in zip(first, last, strict=True)]
