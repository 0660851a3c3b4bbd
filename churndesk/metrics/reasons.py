"""Why customers left: the reasons written down, what they took with them, and the trend."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from churndesk.ledger.dataset import SpellRows
from churndesk.ledger.spells import SpellLedger
from churndesk.metrics.departures import losses
from churndesk.metrics.result import Undefined
from churndesk.metrics.wilson import wilson
from churndesk.words import Rate, message, plural

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from churndesk.ledger import Ledger
    from churndesk.metrics.closes import Segment
    from churndesk.metrics.departures import Losses
    from churndesk.metrics.periods import Period
    from churndesk.words import Message


@dataclass(frozen=True, slots=True)
class ReasonCount:
    """One reason as it stands in the table; "" for those who gave none.

    `by_period` counts them in each of the periods. `share` is that of all who were lost. `revenue` is what they
    brought a month when the period in which they left began, None without amounts. `low` and `high` are Wilson's
    interval of the share, None where nobody left.
    """

    reason: str
    customers: int
    share: float
    revenue: float | None
    by_period: tuple[int, ...]
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class LossReasons:
    """Why the lost of some periods left.

    `counts` are the reasons, the most frequent first; `none` those without one. `failed` are those whose payment
    failed (they didn't choose to leave), `goal` those who achieved what they came for; both are counted in churn and
    among the reasons, and shown apart. `recorded` is False where the table has no column of reasons.
    """

    periods: tuple[Period, ...]
    lost: int
    counts: tuple[ReasonCount, ...]
    none: ReasonCount
    failed: ReasonCount
    goal: ReasonCount
    recorded: bool

    @property
    def known(self) -> int:
        """How many gave a reason."""
        return self.lost - self.none.customers

    @property
    def given(self) -> tuple[tuple[str, int], ...]:
        """Each reason with its count."""
        return tuple((count.reason, count.customers) for count in self.counts)

    @property
    def sentence(self) -> Message:
        """The most frequent reason, and how many gave any."""
        if not self.lost:
            return message("Nobody left in this time.")
        if not self.counts:
            return plural(
                "{count} customer left, and no reason is recorded.",
                "{count} customers left, and no reason is recorded.",
                self.lost,
            )
        first = self.counts[0]
        return plural(
            "{count} customer left; for {known} a reason is recorded. The most frequent is {reason} ({customers}, "
            "{share} of those known).",
            "{count} customers left; for {known} of them a reason is recorded. The most frequent is {reason} "
            "({customers}, {share} of those known).",
            self.lost,
            known=self.known,
            reason=first.reason,
            customers=first.customers,
            share=Rate(first.customers / self.known, 0),
        )


def loss_reasons(ledger: Ledger, periods: Sequence[Period], segment: Segment | None = None) -> LossReasons | Undefined:
    """The reasons of all who were lost in these periods, or of those of one segment (heading, value).

    Raises:
        NotPossible: there is no column with the segment's heading.
    """
    rows = ledger.dataset.rows
    if not isinstance(ledger, SpellLedger) or not isinstance(rows, SpellRows):
        return Undefined("no-reasons", message("This table doesn't say why customers left."))
    lost, reason = losses(ledger, periods, segment), rows.reason
    count = _Counting(lost, ledger.dataset.has_amount).count
    codes = np.full(len(lost), -1) if reason is None else reason.codes[lost.row]
    values = () if reason is None else reason.values
    tables = [count(values[code], codes == code) for code in np.unique(codes[codes >= 0]).tolist()]
    return LossReasons(
        lost.periods,
        len(lost),
        tuple(sorted(tables, key=lambda table: (-table.customers, table.reason))),
        none=count("", codes < 0),
        failed=count("", rows.failed[lost.row]),
        goal=count("", rows.goal[lost.row]),
        recorded=reason is not None,
    )


@dataclass(frozen=True, slots=True)
class _Counting:
    lost: Losses
    has_amount: bool

    def count(self, reason: str, which: npt.NDArray[np.bool_]) -> ReasonCount:
        lost, customers = self.lost, int(np.count_nonzero(which))
        return ReasonCount(
            reason,
            customers,
            customers / len(lost) if len(lost) else 0.0,
            float(lost.amount[which].sum()) if self.has_amount else None,
            tuple(np.bincount(lost.period[which], minlength=len(lost.periods)).tolist()),
            *(wilson(customers, len(lost)) if len(lost) else (None, None)),
        )
