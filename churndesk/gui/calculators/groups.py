"""Which metrics stand on which page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from churndesk.words import message, sense

if TYPE_CHECKING:
    from churndesk.words import Message


@dataclass(frozen=True, slots=True)
class Group:
    """One page of calculators: its key (a page's), what it is called, what it answers, and its metrics.

    `scenarios` are the keys of calculations of what would be, which stand after the metrics.
    """

    key: str
    title: Message
    sentence: Message
    metrics: tuple[str, ...]
    scenarios: tuple[str, ...] = ()


GROUPS: Final[tuple[Group, ...]] = (
    Group(
        "churn",
        sense("page", "Churn"),
        message("How many of your customers leave, and whether more join than go."),
        ("churn_rate", "growth_rate", "net_growth"),
    ),
    Group(
        "retention",
        sense("page", "Retention"),
        message("How many of the customers whom you had are still yours."),
        ("retention_rate",),
    ),
    Group(
        "revenue",
        sense("page", "Revenue"),
        message("What leaving, smaller and larger contracts do to your revenue, and what a customer is worth."),
        ("gross_churn", "net_churn", "grr", "nrr", "quick_ratio", "arpa", "ltv"),
    ),
    Group(
        "cost",
        message("Loss cost"),
        message("What it costs when customers leave."),
        ("lost_customer_cost", "loss_cost"),
        ("what_if", "offer"),
    ),
)

#: What each calculation of what would be is called.
SCENARIOS: Final[dict[str, Message]] = {
    "what_if": message("What if …"),
    "offer": message("Is an offer worth it?"),
}

#: The chart that belongs to each metric, by its key in a study.
CHARTS: Final[dict[str, str]] = {
    "churn_rate": "churn",
    "growth_rate": "growth",
    "net_growth": "customers",
    "retention_rate": "retention",
    "gross_churn": "revenue_churn",
    "net_churn": "revenue_churn",
    "grr": "revenue_churn",
    "nrr": "revenue_churn",
    "quick_ratio": "revenue_bridge",
    "arpa": "revenue_bridge",
    "ltv": "revenue_bridge",
    "lost_customer_cost": "loss_by_reason",
    "loss_cost": "loss_by_reason",
}


def group(key: str) -> Group:
    """The group of that key."""
    return next(one for one in GROUPS if one.key == key)
