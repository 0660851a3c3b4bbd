"""What a lost customer costs: its revenue of a year, what that would have grown by, and winning another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from churndesk.metrics.metric import Input, Metric
from churndesk.metrics.numbers import computing
from churndesk.metrics.result import Result
from churndesk.words import Amount, Money, Rate, message, plural

if TYPE_CHECKING:
    from churndesk.metrics.numbers import Numbers
    from churndesk.metrics.result import Undefined
    from churndesk.words import Message

_COST = (
    Input(
        "yearly_value", message("Yearly value of the contract"), "money",
        message("What the customer would have paid in a year."), default=0.0,
    ),
    Input(
        "expansion_rate", message("Growth aimed at"), "rate",
        message("By how much you aim to grow what a customer pays in a year. Many aim at a fifth."),
        most=10.0, default=0.0,
    ),
    Input(
        "cac", message("Cost to win a new customer"), "money",
        message("Advertising, sales and setting up, divided by the customers that they won."), default=0.0,
    ),
    Input(
        "flat", message("Flat cost instead"), "money",
        message("One amount for every lost customer, in place of the calculation."), optional=True,
    ),
)  # fmt: skip
_TOTAL = (
    Input("lost", message("Customers lost"), "count", message("How many customers you lost, or lose in a year.")),
    *_COST,
)
_COST_FORMULA = message("yearly value + yearly value × growth aimed at + cost to win a new customer")
_TOTAL_FORMULA = message("customers lost × (yearly value + yearly value × growth aimed at + cost to win a new one)")
_NOT_BOTH = message(
    "A replacement wins the revenue back. So this is the cost of losing the customer and trying to replace it; if that "
    "succeeds, only the cost to win it and the months without its revenue remain."
)


def cost_of_one(yearly_value: float, expansion_rate: float, cac: float) -> float:
    """Yearly value + yearly value × expansion rate + cost to win a new customer: 10,000, 0.2 and 500 are 12,500."""
    return yearly_value + yearly_value * expansion_rate + cac


def _one(numbers: Numbers) -> float:
    if "flat" in numbers:
        return numbers["flat"]
    return cost_of_one(numbers["yearly_value"], numbers["expansion_rate"], numbers["cac"])


def _cost(numbers: Numbers, currency: str | None) -> Result:
    cost = _one(numbers)
    return Result(
        "lost_customer_cost",
        "money",
        cost,
        formula=_cost_formula(numbers, cost, currency),
        sentence=message("Each lost customer costs {cost}.", cost=Money(cost, currency)),
        notes=() if "flat" in numbers else (_NOT_BOTH,),
    )


def _cost_formula(numbers: Numbers, cost: float, currency: str | None) -> Message:
    if "flat" in numbers:
        return message("a flat {cost}", cost=Money(cost, currency))
    return message(
        "{value} + {value} × {rate} + {cac} = {cost}",
        value=Money(numbers["yearly_value"], currency),
        rate=Rate(numbers["expansion_rate"]),
        cac=Money(numbers["cac"], currency),
        cost=Money(cost, currency),
    )


def _total(numbers: Numbers, currency: str | None) -> Result:
    lost, cost = numbers["lost"], _one(numbers)
    return Result(
        "loss_cost",
        "money",
        lost * cost,
        formula=message(
            "{lost} × {cost} = {total}",
            lost=Amount(lost),
            cost=Money(cost, currency),
            total=Money(lost * cost, currency),
        ),
        sentence=plural(
            "{count} lost customer at {cost}: {total}.",
            "{count} lost customers at {cost} each: {total}.",
            round(lost),
            cost=Money(cost, currency),
            total=Money(lost * cost, currency),
        ),
        notes=() if "flat" in numbers else (_NOT_BOTH,),
    )


def _never(_numbers: Numbers) -> Undefined | None:
    return None


LOST_CUSTOMER_COST = Metric(
    "lost_customer_cost",
    message("Cost of a lost customer"),
    "money",
    "low",
    _COST,
    _COST_FORMULA,
    message("What you miss in a year when one customer leaves, and what it takes to win another."),
    "Yearly contract value, the expansion aimed at, and the cost of acquisition.",
    ((("yearly_value", 10000.0), ("expansion_rate", 0.2), ("cac", 500.0)), 12500.0),
    frozenset({"spells", "counts", "snapshot"}),
    computing("lost_customer_cost", "money", _COST_FORMULA, _COST, refuse=_never, answer=_cost),
)

LOSS_COST = Metric(
    "loss_cost",
    message("Cost of all lost customers"),
    "money",
    "low",
    _TOTAL,
    _TOTAL_FORMULA,
    message("What all the customers who left cost together."),
    "Cost of a lost customer, times the customers lost.",
    ((("lost", 5.0), ("yearly_value", 10000.0), ("expansion_rate", 0.2), ("cac", 500.0)), 62500.0),
    frozenset({"spells", "counts", "snapshot"}),
    computing("loss_cost", "money", _TOTAL_FORMULA, _TOTAL, refuse=_never, answer=_total),
)
