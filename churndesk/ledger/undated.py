"""What stays without a day could have been: the first and the last day on which each can have begun and ended."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from churndesk.ledger.days import FOREVER, number_of, numbers_of

if TYPE_CHECKING:
    import numpy.typing as npt

    from churndesk.ledger.dataset import Flags, Indices, UndatedRows
    from churndesk.ledger.days import DayNumbers
    from churndesk.ledger.spells import SpellLedger


@dataclass(frozen=True, slots=True, eq=False)
class PossibleStays:
    """One entry a row: it began on a day of `start_from` … `start_to` and ended on one of `end_from` … `end_to`.

    An end of FOREVER is none; between the two lie at least `least` days, grace included. `customer` numbers the
    customers from 0; `known` is the index of each in the ledger's dataset, -1 for one who is in no other row. `place`
    is the row's place in the dataset's undated rows.
    """

    customer: Indices
    known: Indices
    start_from: DayNumbers
    start_to: DayNumbers
    end_from: DayNumbers
    end_to: DayNumbers
    least: DayNumbers
    place: npt.NDArray[np.intp]

    def __len__(self) -> int:
        return len(self.customer)


def possible_stays(ledger: SpellLedger) -> PossibleStays | None:
    """What the undated rows could have been under the ledger's policy; None where there are none."""
    rows = ledger.dataset.undated
    if rows is None or not len(rows):
        return None
    today, policy = number_of(ledger.as_of), ledger.policy
    start = numbers_of(rows.start, -FOREVER)
    unknown_start = np.isnat(rows.start)
    end_from, end_to = _ends(rows, ledger, np.where(unknown_start, -FOREVER, start))
    start_to = np.where(unknown_start, np.minimum(end_to - 1, today), start)
    grace = _grace(rows, ledger)
    end_from = np.where(end_from < FOREVER, end_from + grace, end_from)
    end_to = np.where(end_to < FOREVER, end_to + grace, end_to)
    counted = start_to >= start
    if policy.trials == "exclude":
        counted &= ~rows.trial
    if policy.zero_price == "exclude":
        counted &= rows.amount != 0
    counted &= (start <= today) & (end_to > start)
    place = np.flatnonzero(counted)
    if not len(place):
        return None
    distinct, customer = np.unique(rows.ids[place].astype(str), return_inverse=True)
    known = np.full(len(distinct), -1, dtype=np.int32)
    known[customer] = rows.customer[place]
    return PossibleStays(
        customer.astype(np.int32),
        known,
        start[place],
        start_to[place],
        end_from[place],
        end_to[place],
        grace[place] + 1,
        place,
    )


def _ends(rows: UndatedRows, ledger: SpellLedger, start: DayNumbers) -> tuple[DayNumbers, DayNumbers]:
    """The first and the last day on which each row can have ended."""
    today, policy = number_of(ledger.as_of), ledger.policy
    end = numbers_of(rows.end)
    if policy.end_is == "last_paid_day":
        end = np.where(end < FOREVER, end + 1, end)
    if policy.counts == "asked":
        end = np.minimum(end, numbers_of(rows.asked))
    end_from, end_to = end.copy(), end.copy()
    left, unread = rows.left & (end >= FOREVER), rows.end_unread
    end_from[left | unread] = start[left | unread] + 1
    end_to[left] = today
    end_to[unread & ~rows.left] = np.maximum(end, FOREVER)[unread & ~rows.left]
    if policy.paused == "gone":
        held = rows.paused & (end_to > today)
        end_from[held], end_to[held] = np.minimum(end_from, today)[held], today
    return end_from, end_to


def _grace(rows: UndatedRows, ledger: SpellLedger) -> DayNumbers:
    """The days after the end on which each row still counts as here."""
    policy = ledger.policy
    grace = np.where(rows.failed, policy.failed_grace_days, policy.grace_days)
    held: Flags = rows.paused & (policy.paused == "gone")
    return np.where(held, 0, grace).astype(np.int64)
