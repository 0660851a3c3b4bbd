"""A table with a churn flag and no dates: the share lost, by every category (definitions.md, section 6)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from churndesk.metrics.result import Result


@dataclass(frozen=True, slots=True)
class Share:
    """How many of the customers with one value of a category are lost."""

    value: str
    customers: int
    lost: int
    churn: Result


@dataclass(frozen=True, slots=True)
class Breakdown:
    """The shares of one category column, largest group first."""

    heading: str
    shares: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class SnapshotFigures:
    """All that a snapshot says: churn of customers and of revenue, and both by category."""

    customers: int
    lost: int
    churn: Result
    revenue_churn: Result
    by: tuple[Breakdown, ...]
