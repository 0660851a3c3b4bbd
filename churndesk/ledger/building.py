"""From rows and rules to a ledger, and the rules that the rows themselves suggest."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from churndesk.ledger.counts import CountLedger, build_from_counts
from churndesk.ledger.dataset import PaymentRows, PeriodRows, SnapshotRows, SpellRows
from churndesk.ledger.days import FOREVER, date_of, numbers_of
from churndesk.ledger.inactivity import propose_inactivity
from churndesk.ledger.policy import Policy
from churndesk.ledger.purchases import build_from_purchases
from churndesk.ledger.snapshot import SnapshotLedger
from churndesk.ledger.spells import SpellLedger
from churndesk.ledger.stays import build_from_stays
from churndesk.words import Choice, Doubt, NotPossible, Rate, message

if TYPE_CHECKING:
    from datetime import date

    from churndesk.ledger.dataset import Dataset, Days

Ledger: TypeAlias = SpellLedger | CountLedger | SnapshotLedger

#: From this share of ends on the last day of a month, the end column may hold the last paid day.
_MONTH_END_SHARE = 0.8


def build(dataset: Dataset, policy: Policy, as_of: date | None = None) -> Ledger:
    """What the dataset means under the policy, as known at the close of the as-of day.

    Unless given, the as-of day is the last day that the data covers.

    Raises:
        NotPossible: nothing in the data has a date.
    """
    rows = dataset.rows
    match rows:
        case SnapshotRows():
            return SnapshotLedger(dataset, policy, rows, as_of)
        case PeriodRows():
            return build_from_counts(dataset, rows, policy, as_of)
        case SpellRows():
            return build_from_stays(dataset, rows, policy, as_of or _latest(dataset, rows.start, rows.end, rows.asked))
        case PaymentRows():
            return build_from_purchases(dataset, rows, policy, as_of or _latest(dataset, rows.day))


def _latest(dataset: Dataset, *columns: Days) -> date:
    if dataset.latest is not None:
        return dataset.latest
    latest = max((int(numbers_of(column, -FOREVER).max(initial=-FOREVER)) for column in columns), default=-FOREVER)
    if latest == -FOREVER:
        raise NotPossible(
            message("No row has a date, so nothing can be said about time. Check which column is the date.")
        )
    return date_of(latest)


def propose(dataset: Dataset) -> tuple[Policy, tuple[Doubt, ...]]:
    """The policy that the data suggests, and what the owner should be asked about it.

    The policy follows the first choice of every doubt.
    """
    rows = dataset.rows
    if isinstance(rows, PaymentRows):
        return Policy(inactivity_days=propose_inactivity(rows).days), ()
    if isinstance(rows, SpellRows) and not dataset.presence:
        return _propose_for_stays(rows)
    return Policy(), ()


def _propose_for_stays(rows: SpellRows) -> tuple[Policy, tuple[Doubt, ...]]:
    ends = rows.end[~np.isnat(rows.end)].astype("datetime64[D]")
    share = _share_of_month_ends(ends)
    if share < _MONTH_END_SHARE:
        return Policy(), ()
    doubt = Doubt(
        "end-is",
        message(
            "{share} of the end dates are the last day of a month. Is that the last day paid for, or the first day "
            "without the customer?",
            share=Rate(share, 0),
        ),
        (
            Choice("last_paid_day", message("The last day paid for: the customer leaves the day after")),
            Choice("leaving_day", message("The first day without the customer")),
        ),
        option="--policy end_is=last_paid_day",
    )
    return replace(Policy(), end_is="last_paid_day"), (doubt,)


def _share_of_month_ends(days: Days) -> float:
    if not len(days):
        return 0.0
    following = (days + np.timedelta64(1, "D")).astype("datetime64[M]")
    return float((following != days.astype("datetime64[M]")).mean())
