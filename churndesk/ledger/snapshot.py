"""A table with a churn flag and no dates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import date

    from churndesk.ledger.dataset import Dataset, SnapshotRows
    from churndesk.ledger.policy import Policy
    from churndesk.words import Message


@dataclass(frozen=True, slots=True, eq=False)
class SnapshotLedger:
    """The rows of a snapshot as they stand: the policy has no say in them, because there are no days."""

    dataset: Dataset
    policy: Policy
    rows: SnapshotRows
    as_of: date | None = None
    notes: tuple[Message, ...] = ()
    kind: Literal["snapshot"] = "snapshot"
