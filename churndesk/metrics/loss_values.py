"""What each lost customer of a ledger was worth a year."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from churndesk.ledger.dataset import PaymentRows, SpellRows
from churndesk.ledger.days import CUSTOMER_STEP, number_of, numbers_of
from churndesk.ledger.ordering import payments_of
from churndesk.words import message

if TYPE_CHECKING:
    import numpy.typing as npt

    from churndesk.ledger.dataset import Amounts, Indices
    from churndesk.ledger.spells import SpellLedger
    from churndesk.metrics.periods import Period
    from churndesk.words import Value

_YEAR = 365


def last_rows(ledger: SpellLedger, period: Period, customers: Indices) -> Indices:
    """The row of the dataset that each customer's last stay begun by the end of the period ends with."""
    spells, close = ledger.spells, min(number_of(period.end), number_of(ledger.as_of))
    keys = spells.customer.astype(np.int64) * CUSTOMER_STEP + spells.start
    place = np.searchsorted(keys, customers.astype(np.int64) * CUSTOMER_STEP + close, side="right") - 1
    return spells.last_row[place]


def yearly_values(ledger: SpellLedger, period: Period, customers: Indices, rows: Indices) -> Amounts:
    """What each lost customer brought a year.

    Stays: 12 × the amount at the opening close of the period. A log: what was paid in the 365 days up to and with
    the last purchase, whose rows are `rows`; refunds taken off, never below 0.
    """
    if isinstance(ledger.dataset.rows, PaymentRows):
        return _paid_in_a_year(ledger.dataset.rows, customers, rows)
    return 12 * ledger.amounts_at(number_of(period.start) - 1)[customers]


def _paid_in_a_year(rows: PaymentRows, customers: Indices, last: Indices) -> Amounts:
    paid, lost = payments_of(rows), np.zeros(int(rows.customer.max(initial=-1)) + 1, dtype=bool)
    lost[customers] = True
    theirs = np.flatnonzero(lost[paid.customer])
    keys = _keys(paid.customer[theirs], paid.day[theirs])
    order = np.argsort(keys, kind="stable")
    sums = np.concatenate(([0.0], np.cumsum(paid.amount[theirs][order])))
    day = numbers_of(rows.day[last])
    until = np.searchsorted(keys[order], _keys(customers, day), side="right")
    since = np.searchsorted(keys[order], _keys(customers, day - _YEAR), side="right")
    spent: Amounts = np.maximum(sums[until] - sums[since], 0.0)
    return spent


def _keys(customer: Indices, day: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    return customer.astype(np.int64) * CUSTOMER_STEP + day + CUSTOMER_STEP // 2


def reasons_of(ledger: SpellLedger, rows: Indices) -> tuple[tuple[Value, ...], Indices]:
    """The distinct reasons for leaving, and for each of the rows which one it has.

    Where none was recorded, a failed payment and a goal achieved still say why.
    """
    stays = ledger.dataset.rows
    names: tuple[Value, ...] = (message("not recorded"), message("failed payment"), message("goal achieved"))
    if not isinstance(stays, SpellRows):
        return names, np.zeros(len(rows), dtype=np.int32)
    flagged = np.where(stays.failed[rows], 1, np.where(stays.goal[rows], 2, 0)).astype(np.int32)
    if stays.reason is None:
        return names, flagged
    codes = stays.reason.codes[rows]
    return (*names, *stays.reason.values), np.where(codes >= 0, codes + len(names), flagged).astype(np.int32)
