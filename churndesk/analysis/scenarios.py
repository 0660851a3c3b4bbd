"""What the data says for a calculation of what would be: less churn, or an offer to customers at risk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from churndesk import metrics
from churndesk.metrics.wilson import wilson

if TYPE_CHECKING:
    from churndesk.analysis.study import Study
    from churndesk.metrics import Inputs, PooledChurn


def what_if_inputs(study: Study) -> Inputs:
    """The customers of the chosen period's end, the churn of the 12 months up to it, and the revenue a customer."""
    pooled = _pooled(study)
    known: dict[str, float | None] = {"customers": _customers(study), "arpa": _arpa(study)}
    if pooled is not None:
        known |= {"opening": pooled.opening, "lost": pooled.lost, "months": pooled.months}
    return known


def offer_inputs(study: Study) -> Inputs:
    """The churn a month and the revenue a customer; whom an offer goes to is the owner's to say."""
    pooled = _pooled(study)
    churn = None if pooled is None else metrics.monthly(pooled.lost / pooled.opening, pooled.months)
    return {"arpa": _arpa(study), "churn": churn}


def churn_within(study: Study) -> tuple[float, float] | None:
    """The interval of the churn a month."""
    pooled = _pooled(study)
    if pooled is None:
        return None
    low, high = wilson(pooled.lost, pooled.opening)
    return metrics.monthly(low, pooled.months), metrics.monthly(high, pooled.months)


def _pooled(study: Study) -> PooledChurn | None:
    return None if study.chosen is None else metrics.pooled_churn(study.customers, study.chosen)


def _customers(study: Study) -> float | None:
    if study.snapshot is not None:
        return float(study.snapshot.customers - study.snapshot.lost)
    return None if study.chosen is None else study.customers[study.chosen].closing


def _arpa(study: Study) -> float | None:
    """What a customer brings a month, from the data alone."""
    given = study.inputs("arpa")
    amount, count = given.get("closing_amount"), given.get("closing")
    return amount / count if amount is not None and count else None
