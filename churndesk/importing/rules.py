"""Which rules have anything to decide about a dataset, so that nobody is asked about trials who has none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from churndesk import ledger
from churndesk.ledger.dataset import PaymentRows, SpellRows
from churndesk.progress import silent

if TYPE_CHECKING:
    from churndesk.ledger import InactivityChoice
    from churndesk.ledger.dataset import Dataset
    from churndesk.progress import Report


def rules_that_matter(dataset: Dataset) -> tuple[str, ...]:
    """The policy keys that can change a figure of this dataset, the weightiest first.

    Logs of payments have one rule, lists of stays several; tables of totals and snapshots have none.
    """
    rows = dataset.rows
    if isinstance(rows, PaymentRows):
        return ("inactivity_days",)
    if not isinstance(rows, SpellRows) or dataset.presence:
        return ()
    there = {
        "at_risk": rows.renewal is not None,
        "counts": _any_day(rows.asked),
        "end_is": _any_day(rows.end) or _any_day(rows.asked),
        "trials": bool(rows.trial.any()),
        "paused": bool(rows.paused.any()),
        "zero_price": bool((rows.amount == 0).any()),
        "grace_days": _any_day(rows.end),
        "failed_grace_days": bool(rows.failed.any()),
        "join_gap_days": dataset.shape == "subscriptions",
    }
    return tuple(key for key, has_any in there.items() if has_any)


def _any_day(days: object) -> bool:
    import numpy as np

    return not bool(np.isnat(days).all())  # type: ignore[call-overload]


def inactivity(dataset: Dataset, report: Report = silent) -> tuple[InactivityChoice, ...]:
    """The limits to choose from, each with the share of customers whom it would have called lost wrongly."""
    report()
    return ledger.inactivity_choices(dataset)
