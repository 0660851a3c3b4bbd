"""When a customer without a contract is gone: the rhythm in which customers buy, and the limit proposed from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from churndesk.ledger.days import FOREVER
from churndesk.ledger.ordering import purchases_of

if TYPE_CHECKING:
    from churndesk.ledger.dataset import Dataset, Indices, PaymentRows
    from churndesk.ledger.days import DayNumbers

#: The limits that a person is offered beside the proposed one.
USUAL_DAYS = (30, 60, 90, 180, 365)

#: The limit where there are too few repeat purchases to learn from.
DEFAULT_DAYS = 90

_ENOUGH_GAPS = 20
_LEAST_DAYS = 7


@dataclass(frozen=True, slots=True)
class InactivityChoice:
    """One limit in days, and the share of the repeat customers that it would have called lost although they returned.

    `wrongly_lost` is a fraction of the `repeat_customers`, those with two or more purchase days; None without any.
    `proposed` is the one proposed; where it isn't `learnt` from the data, it is the usual one for want of purchases.
    """

    days: int
    wrongly_lost: float | None
    repeat_customers: int
    proposed: bool = False
    learnt: bool = True


@dataclass(frozen=True, slots=True)
class Proposal:
    """The limit proposed, and the number of gaps between purchase days that it was learnt from."""

    days: int
    gaps: int

    @property
    def learnt(self) -> bool:
        """Whether there were enough gaps; else it is the usual 90 days."""
        return self.gaps >= _ENOUGH_GAPS


def propose_inactivity(rows: PaymentRows, until: int = FOREVER) -> Proposal:
    """The 80th percentile (nearest rank, at least 7) of the days between purchase days, all customers pooled."""
    gaps = _gaps(rows, until)[1]
    if len(gaps) < _ENOUGH_GAPS:
        return Proposal(DEFAULT_DAYS, len(gaps))
    rank = -(-len(gaps) * 4 // 5)
    return Proposal(max(_LEAST_DAYS, int(np.partition(gaps, rank - 1)[rank - 1])), len(gaps))


def purchase_gaps(dataset: Dataset) -> DayNumbers:
    """The days between neighbouring purchase days of a customer, of all customers; empty for what is no log."""
    from churndesk.ledger.dataset import PaymentRows

    return _gaps(dataset.rows, FOREVER)[1] if isinstance(dataset.rows, PaymentRows) else np.zeros(0, dtype=np.int64)


def inactivity_choices(dataset: Dataset, *also: int) -> tuple[InactivityChoice, ...]:
    """The usual limits, the proposed one and those named, by length, each with what it would have got wrong.

    Empty for a dataset that is no log of payments.
    """
    from churndesk.ledger.dataset import PaymentRows

    if not isinstance(dataset.rows, PaymentRows):
        return ()
    customer, gaps = _gaps(dataset.rows, FOREVER)
    longest = np.zeros(len(dataset.customers), dtype=np.int64)
    np.maximum.at(longest, customer, gaps)
    longest = longest[longest > 0]
    proposal = propose_inactivity(dataset.rows)
    return tuple(
        InactivityChoice(
            days,
            float((longest > days).mean()) if len(longest) else None,
            len(longest),
            days == proposal.days,
            proposal.learnt,
        )
        for days in sorted({*USUAL_DAYS, proposal.days, *also})
    )


def _gaps(rows: PaymentRows, until: int) -> tuple[Indices, DayNumbers]:
    """The customer and the length of every gap between neighbouring purchase days, up to the day `until`."""
    bought = purchases_of(rows)
    counted = (bought.gap > 0) & (bought.gap < FOREVER) & (bought.day <= until)
    return bought.customer[counted], bought.gap[counted]
