"""The cost of lost customers as a value: what the owner says about it, and what it comes to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from churndesk.ledger.dataset import Amounts, Indices
    from churndesk.metrics.metric import Inputs
    from churndesk.metrics.result import Undefined
    from churndesk.words import Message, Value

_MONTHS = 12


@dataclass(frozen=True, slots=True)
class CostTerms:
    """What the owner says about the cost of a loss; nothing of it stands in a table.

    `expansion_rate` None takes the expansion that the data show. `margin` below 1 counts what remains of the price
    instead of the price. `flat` replaces the whole calculation. `replaced_after` is how many months pass until a
    replacement pays.
    """

    cac: float = 0.0
    expansion_rate: float | None = None
    margin: float = 1.0
    flat: float | None = None
    replaced_after: float = 1.0


@dataclass(frozen=True, slots=True)
class CostGroup:
    """The lost customers with one reason or one segment, and what they cost together."""

    name: Value
    customers: int
    cost: float


@dataclass(frozen=True, slots=True, eq=False)
class LossCost:
    """The cost of the customers lost.

    `who` are the customers, `yearly` what each brought a year (at margin where chosen), `costs` what each costs:
    empty for tables of totals. `per_customer` is `total` / `customers`. `replaced` is the total if each is replaced.
    `by_reason` and `by_segment` come dearest first. Where `undefined` says why, the numbers are None.
    """

    customers: int
    total: float | None
    per_customer: float | None
    cac: float
    expansion: float
    basis: Message
    replaced: float | None
    who: Indices
    yearly: Amounts
    costs: Amounts
    by_reason: tuple[CostGroup, ...] = ()
    by_segment: tuple[CostGroup, ...] = ()
    flat: float | None = None
    undefined: Undefined | None = None

    @property
    def inputs(self) -> Inputs:
        """The means, with which the metrics `loss_cost` and `lost_customer_cost` give the same total."""
        yearly = float(self.yearly.mean()) if len(self.yearly) else None
        return {
            "lost": self.customers,
            "yearly_value": yearly,
            "expansion_rate": self.expansion,
            "cac": self.cac,
            "flat": self.flat,
        }


def nothing(lost: int, terms: CostTerms, reason: Undefined) -> LossCost:
    """No cost, for that reason."""
    nobody, none = np.zeros(0, dtype=np.int32), np.zeros(0)
    rate = terms.expansion_rate or 0.0
    return LossCost(lost, None, None, terms.cac, rate, reason.text, None, nobody, none, none, undefined=reason)


def costs_of(yearly: Amounts, rates: Amounts, terms: CostTerms) -> Amounts:
    """What each customer costs: yearly value + yearly value × its rate of expansion + the cost to win another."""
    if terms.flat is not None:
        return np.full(len(yearly), terms.flat)
    return yearly + yearly * rates + terms.cac


def cost_of(
    who: Indices,
    yearly: Amounts,
    costs: Amounts,
    terms: CostTerms,
    *,
    expansion_rate: float,
    basis: Message,
    by_reason: tuple[CostGroup, ...] = (),
    by_segment: tuple[CostGroup, ...] = (),
) -> LossCost:
    """The whole cost, put together from what each customer costs."""
    total = float(costs.sum())
    missed = float(yearly.sum()) / _MONTHS * min(terms.replaced_after, _MONTHS)
    return LossCost(
        customers=len(costs),
        total=total,
        per_customer=total / len(costs),
        cac=terms.cac,
        expansion=expansion_rate,
        basis=basis,
        replaced=terms.cac * len(costs) + missed,
        who=who,
        yearly=yearly,
        costs=costs,
        by_reason=by_reason,
        by_segment=by_segment,
        flat=terms.flat,
    )
