"""What each metric is computed from, taken from the movements of a table."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from churndesk.metrics.catalogue import RENEWED, metric, of_renewals
from churndesk.metrics.result import Result, Undefined
from churndesk.words import message

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from churndesk.metrics.metric import Inputs, Metric
    from churndesk.metrics.movements import CustomerMovement, RevenueMovement

#: How many months the churn behind a lifetime is pooled over.
POOLED_MONTHS = 12


@dataclass(frozen=True, slots=True)
class PooledChurn:
    """Customers lost and customers at the start, each added up over `periods` periods of `months` months each."""

    lost: int
    opening: int
    periods: int
    months: float


def pooled_churn(customers: Sequence[CustomerMovement], index: int) -> PooledChurn | None:
    """The churn of the last 12 complete months up to the period at `index`; of fewer where there are no more.

    None where no complete period has a rate.
    """
    months = customers[index].period.months
    complete = [m for m in customers[: index + 1] if m.period.complete][-max(1, round(POOLED_MONTHS / months)) :]
    recent = [m for m in complete if m.no_rates is None and m.opening and m.lost is not None]
    if not recent:
        return None
    return PooledChurn(sum(m.lost or 0 for m in recent), sum(m.opening or 0 for m in recent), len(recent), months)


def inputs_from(
    metric_key: str, customers: Sequence[CustomerMovement], revenue: Sequence[RevenueMovement], index: int
) -> Inputs:
    """The numbers that the metric takes from the period at `index`, None where the table doesn't say.

    Only the cost to win a customer, the margin and the growth aimed at are never in a table. The yearly value of a
    lost customer is 12 × the revenue lost with them, divided by their number; `loss_cost` has it customer by customer.
    """
    return _TAKE[metric_key](customers, revenue, index)


def figure(
    metric_key: str,
    customers: Sequence[CustomerMovement],
    revenue: Sequence[RevenueMovement],
    index: int,
    *,
    typed: Mapping[str, float] | None = None,
    currency: str | None = None,
) -> Result:
    """The metric of the period at `index`; numbers that a person typed take the place of the table's.

    Undefined, with the table's own reason, where the table can't say and not everything was typed.
    """
    renewals, typed = customers[index].renewals, typed or {}
    chosen = metric(metric_key) if renewals is None else of_renewals(metric_key)
    if not all(place.key in typed or place.optional for place in chosen.inputs):
        pooled = {"opening", "lost"} <= typed.keys() or pooled_churn(customers, index) is not None
        reason = _reason(chosen, customers[index], revenue[index], pooled=pooled)
        if reason:
            return Result.none(chosen.key, chosen.unit, chosen.formula, reason)
    found = chosen.compute({**inputs_from(metric_key, customers, revenue, index), **typed}, currency)
    if chosen.key in RENEWED and found.value is not None:
        found = replace(found, notes=(*found.notes, *customers[index].notes))
    if renewals is None or renewals.note is None or chosen.key not in RENEWED:
        return found
    return replace(found, notes=(*found.notes, renewals.note))


def _reason(chosen: Metric, customers: CustomerMovement, revenue: RevenueMovement, *, pooled: bool) -> Undefined | None:
    if customers.no_rates is not None:
        return customers.no_rates
    if chosen.key not in _ON_REVENUE:
        return _counts_missing(chosen, customers)
    if chosen.key == "ltv" and not pooled:
        return Undefined(
            "no-churn-yet",
            message("No complete period up to this one has a churn rate yet, so nobody knows how long customers stay."),
        )
    if revenue.no_rates is None and revenue.closing is None and revenue.opening is None:
        return Undefined(
            "no-amounts",
            message("The table has no amounts at the start and the end of a period, so nothing can be said about it."),
        )
    return revenue.no_rates


def _counts_missing(chosen: Metric, customers: CustomerMovement) -> Undefined | None:
    """A summary may have no customers at all, or how many there are and not who left."""
    if chosen.key not in _ON_CUSTOMERS:
        return None
    if customers.opening is None and customers.closing is None and customers.lost is None:
        return Undefined("no-customers", message("This table has no customers, only totals."))
    if customers.lost is None and chosen.key != "net_growth":
        return Undefined(
            "no-losses", message("The table says how many customers there are, but not how many left or joined.")
        )
    return None


def _churn(customers: Sequence[CustomerMovement], _revenue: Sequence[RevenueMovement], index: int) -> Inputs:
    return {"opening": customers[index].at_risk, "lost": customers[index].gone}


def _retention(customers: Sequence[CustomerMovement], _revenue: Sequence[RevenueMovement], index: int) -> Inputs:
    """The new ones are all at the end who weren't there at the start: joiners, and returners still here.

    Who changed segments stays with the segment of the start.
    """
    now = customers[index]
    if now.renewals is not None:
        return {"opening": now.renewals.decided, "closing": now.renewals.renewed}
    joined = None if now.new is None else now.new + (now.returned or 0)
    closing = None if now.closing is None else now.closing - now.moved_in + now.moved_out
    return {"opening": now.opening, "closing": closing, "new": joined}


def _growth(customers: Sequence[CustomerMovement], _revenue: Sequence[RevenueMovement], index: int) -> Inputs:
    return {"opening": customers[index].opening, "new": customers[index].new, "lost": customers[index].lost}


def _net_growth(customers: Sequence[CustomerMovement], _revenue: Sequence[RevenueMovement], index: int) -> Inputs:
    return {"opening": customers[index].opening, "closing": customers[index].closing}


def _amounts(_customers: Sequence[CustomerMovement], revenue: Sequence[RevenueMovement], index: int) -> Inputs:
    now = revenue[index]
    return {
        "opening": now.opening,
        "new": now.new,
        "churned": now.churned,
        "contraction": now.contraction,
        "expansion": now.expansion,
    }


def _arpa(customers: Sequence[CustomerMovement], revenue: Sequence[RevenueMovement], index: int) -> Inputs:
    return {"closing_amount": revenue[index].closing, "closing": customers[index].closing}


def _ltv(customers: Sequence[CustomerMovement], revenue: Sequence[RevenueMovement], index: int) -> Inputs:
    amount, count = revenue[index].closing, customers[index].closing
    pooled = pooled_churn(customers, index)
    return {
        "arpa": amount / count if amount is not None and count else None,
        "margin": None,
        "opening": pooled.opening if pooled else None,
        "lost": pooled.lost if pooled else None,
        "months": pooled.months if pooled else None,
        "pooled": pooled.periods * pooled.months if pooled else None,
    }


def _cost(customers: Sequence[CustomerMovement], revenue: Sequence[RevenueMovement], index: int) -> Inputs:
    lost, churned = customers[index].lost, revenue[index].churned
    yearly = 12 * churned / lost if lost and churned is not None else None
    return {"lost": lost, "yearly_value": yearly, "expansion_rate": None, "cac": None, "flat": None}


_TAKE: dict[str, Callable[[Sequence[CustomerMovement], Sequence[RevenueMovement], int], Inputs]] = {
    "churn_rate": _churn,
    "retention_rate": _retention,
    "growth_rate": _growth,
    "net_growth": _net_growth,
    "gross_churn": _amounts,
    "net_churn": _amounts,
    "grr": _amounts,
    "nrr": _amounts,
    "quick_ratio": _amounts,
    "arpa": _arpa,
    "ltv": _ltv,
    "lost_customer_cost": _cost,
    "loss_cost": _cost,
}

_ON_CUSTOMERS = frozenset({"churn_rate", "retention_rate", "growth_rate", "net_growth"})
_ON_REVENUE = frozenset({"gross_churn", "net_churn", "grr", "nrr", "quick_ratio", "arpa", "ltv"})
