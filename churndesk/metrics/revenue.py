"""Revenue that came, grew, shrank and went, period by period."""

from __future__ import annotations

from typing import TYPE_CHECKING

from churndesk.ledger.counts import CountLedger
from churndesk.ledger.dataset import PaymentRows
from churndesk.ledger.days import number_of, place_in
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

#: So many customers are looked at together: what is worked out between stays in the processor's own memory.
_BLOCK = 1 << 15


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
    customers = len(closes.ledger.dataset.customers)
    blocks = [_steps(closes, slice(first, first + _BLOCK)) for first in range(0, max(customers, 1), _BLOCK)]
    opening, new, returned, expansion, contraction, churned, closing, moved_in, moved_out, credits_ = (
        sum(step) + 0.0 for step in zip(*blocks, strict=True)
    )  # never "minus zero"
    return RevenueMovement(
        closes.period,
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
        credits=credits_,
        no_rates=no_rates_yet(closes.ledger, closes.period),
    )


def _steps(closes: TwoCloses, block: slice) -> tuple[float, ...]:
    """The steps of the bridge of some customers, in the order of `RevenueMovement`, without what was paid."""
    before, after = closes.opening.amounts[block], closes.closing.amounts[block]
    booked, ends_here, whole = closes.booked[block], closes.ends_here[block], closes.whole
    had, has, earlier = before > 0, after > 0, closes.was_here_before[block]
    came, stayed, change = has & ~had & booked, had & has & booked, after - before
    return (
        # No amount is below 0, so without a segment there is nothing to leave out.
        float(before.sum()) if whole else _sum(before, booked),
        _sum(after, came & ~earlier),
        _sum(after, came & earlier),
        _sum(change, stayed & (change > 0)),
        -_sum(change, stayed & (change < 0)),
        _sum(before, had & ~has & booked),
        float(after.sum()) if whole else _sum(after, ends_here),
        0.0 if whole else _sum(after, ends_here & ~booked),
        0.0 if whole else _sum(after, booked & ~ends_here),
        _credits(closes.closing.balances[block], ends_here) if closes.ledger.credited else 0.0,
    )


def _credits(balances: Amounts, of: Flags) -> float:
    return -_sum(balances, of & (balances < 0))


def _sum(amounts: Amounts, of: Flags) -> float:
    # Taking the ones out of a large array costs five times as much as adding up the others as 0.
    return float((amounts * of).sum())


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
