"""Who was lost in which period, one line each: what a list of reasons or costs is counted from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from churndesk.ledger.days import CUSTOMER_STEP
from churndesk.metrics.closes import two_closes

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from churndesk.ledger.dataset import Amounts, Indices
    from churndesk.ledger.spells import SpellLedger
    from churndesk.metrics.closes import Segment, TwoCloses
    from churndesk.metrics.periods import Period


@dataclass(frozen=True, slots=True, eq=False)
class Losses:
    """One line for each customer lost in each period; who left in two periods has two.

    `period` is the index of the period, `row` the dataset's row that the stay ended with, `amount` what the customer
    brought a month at the opening close of that period.
    """

    periods: tuple[Period, ...]
    customer: Indices
    period: Indices
    row: Indices
    amount: Amounts

    def __len__(self) -> int:
        return len(self.customer)


def losses(ledger: SpellLedger, periods: Sequence[Period], segment: Segment | None = None) -> Losses:
    """The lost of these periods, of all customers or of one segment (heading, value), by period and customer.

    Raises:
        NotPossible: there is no column with the segment's heading.
    """
    parts = [_lost_in(closes, number) for number, closes in enumerate(two_closes(ledger, periods, segment))]
    empty = np.zeros(0, dtype=np.int32)
    customer, period, row = (np.concatenate([empty, *(part[n] for part in parts)]).astype(np.int32) for n in range(3))
    amount: Amounts = np.concatenate([np.zeros(0), *(part[3] for part in parts)])
    return Losses(tuple(periods), customer, period, row, amount)


def _lost_in(closes: TwoCloses, number: int) -> tuple[Indices, Indices, Indices, Amounts]:
    """The customers lost in one period, its number for each, the last row of their stays, and their amounts."""
    lost = np.flatnonzero(closes.members("lost")).astype(np.int32)
    row = closes.ledger.spells.last_row[_spell_at(closes.ledger, lost, closes.closing.day)]
    return lost, np.full(len(lost), number, dtype=np.int32), row, closes.opening.amounts[lost]


def _spell_at(ledger: SpellLedger, customer: Indices, day: int) -> npt.NDArray[np.intp]:
    """The last stay of each of these customers that began on or before the day."""
    keys = ledger.spells.customer.astype(np.int64) * CUSTOMER_STEP + ledger.spells.start
    return np.searchsorted(keys, customer.astype(np.int64) * CUSTOMER_STEP + day, side="right") - 1
