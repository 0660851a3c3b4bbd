"""The list of all metrics, in the order in which they are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from churndesk.metrics.churn import CHURN_RATE
from churndesk.metrics.customer_value import ARPA, LTV
from churndesk.metrics.growth import GROWTH_RATE, NET_GROWTH
from churndesk.metrics.lost_customer import LOSS_COST, LOST_CUSTOMER_COST
from churndesk.metrics.quick_ratio import QUICK_RATIO
from churndesk.metrics.renewal_rates import RENEWED
from churndesk.metrics.retention import RETENTION_RATE
from churndesk.metrics.revenue_churn import GROSS_CHURN, NET_CHURN
from churndesk.metrics.revenue_retention import GRR, NRR

if TYPE_CHECKING:
    from churndesk.metrics.metric import Metric

METRICS: tuple[Metric, ...] = (
    CHURN_RATE,
    RETENTION_RATE,
    GROWTH_RATE,
    NET_GROWTH,
    GROSS_CHURN,
    NET_CHURN,
    GRR,
    NRR,
    ARPA,
    LTV,
    QUICK_RATIO,
    LOST_CUSTOMER_COST,
    LOSS_COST,
)


__all__ = ["METRICS", "RENEWED", "metric", "of_renewals"]


def of_renewals(key: str) -> Metric:
    """The metric with that key where only those who are up for renewal are at risk.

    Raises:
        KeyError: there is none.
    """
    return RENEWED.get(key) or metric(key)


def metric(key: str) -> Metric:
    """The metric with that key.

    Raises:
        KeyError: there is none; keys are written in code, never by a person.
    """
    for candidate in METRICS:
        if candidate.key == key:
            return candidate
    raise KeyError(key)
