"""Who moved the revenue of a period: the customers behind each step of the bridge."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

import numpy as np

from churndesk.ledger.spells import SpellLedger
from churndesk.metrics.closes import two_closes

if TYPE_CHECKING:
    from churndesk.ledger import Ledger
    from churndesk.ledger.dataset import Flags, Indices
    from churndesk.metrics.closes import Segment, TwoCloses
    from churndesk.metrics.periods import Period

#: The steps of the bridge that customers stand behind.
Step: TypeAlias = Literal["opening", "new", "returned", "expansion", "contraction", "churned", "closing"]


def movers(ledger: Ledger, period: Period, step: Step, segment: Segment | None = None) -> Indices:
    """The customers, as indices into the dataset's, whose amounts add up to that step of the period's bridge.

    Empty for a table without customers or without amounts.

    Raises:
        NotPossible: there is no column with the segment's heading.
    """
    if not isinstance(ledger, SpellLedger) or not ledger.dataset.has_amount:
        return np.zeros(0, dtype=np.int32)
    closes = next(two_closes(ledger, (period,), segment))
    return np.flatnonzero(_moved(closes, step)).astype(np.int32)


def _moved(closes: TwoCloses, step: Step) -> Flags:
    before, after = closes.opening.amounts, closes.closing.amounts
    had, has = before > 0, after > 0
    if step == "closing":
        return has & closes.ends_here
    moved = {
        "opening": had,
        "new": has & ~had & ~closes.was_here_before,
        "returned": has & ~had & closes.was_here_before,
        "expansion": had & has & (after > before),
        "contraction": had & has & (after < before),
        "churned": had & ~has,
    }
    return moved[step] & closes.booked
