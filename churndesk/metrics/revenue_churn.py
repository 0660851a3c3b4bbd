"""Revenue churn: the share of the revenue at the start that was lost, before and after upgrades."""

from __future__ import annotations

from typing import TYPE_CHECKING

from churndesk.metrics.amounts import CHURNED, CONTRACTION, EXPANSION, OPENING, refuse
from churndesk.metrics.metric import Metric
from churndesk.metrics.numbers import computing
from churndesk.metrics.result import Result
from churndesk.words import Money, Rate, message

if TYPE_CHECKING:
    from churndesk.metrics.numbers import Numbers

_GROSS = (OPENING, CHURNED, CONTRACTION)
_NET = (OPENING, CHURNED, CONTRACTION, EXPANSION)
_GROSS_FORMULA = message("(revenue of lost customers + downgrades) / revenue at the start")
_NET_FORMULA = message("(revenue of lost customers + downgrades − upgrades) / revenue at the start")


def _gross(numbers: Numbers, currency: str | None) -> Result:
    opening, churned, contraction = numbers["opening"], numbers["churned"], numbers["contraction"]
    rate = (churned + contraction) / opening
    return Result(
        "gross_churn",
        "rate",
        rate,
        formula=message(
            "({churned} + {contraction}) / {opening} = {rate}",
            churned=Money(churned, currency),
            contraction=Money(contraction, currency),
            opening=Money(opening, currency),
            rate=Rate(rate),
        ),
        sentence=message(
            "Of {opening} a month at the start {lost} was lost: {rate}.",
            opening=Money(opening, currency),
            lost=Money(churned + contraction, currency),
            rate=Rate(rate),
        ),
        notes=(message("Lost customers alone, without downgrades: {rate}.", rate=Rate(churned / opening)),),
    )


def _net(numbers: Numbers, currency: str | None) -> Result:
    opening, churned = numbers["opening"], numbers["churned"]
    contraction, expansion = numbers["contraction"], numbers["expansion"]
    rate = (churned + contraction - expansion) / opening
    better = message(
        "Below 0 is good: customers who stayed pay {gain} more a month, which outweighs what was lost.",
        gain=Money(expansion - contraction, currency),
    )
    return Result(
        "net_churn",
        "rate",
        rate,
        formula=message(
            "({churned} + {contraction} − {expansion}) / {opening} = {rate}",
            churned=Money(churned, currency),
            contraction=Money(contraction, currency),
            expansion=Money(expansion, currency),
            opening=Money(opening, currency),
            rate=Rate(rate),
        ),
        sentence=message(
            "Of {opening} a month at the start {lost} was lost and {won} won by upgrades: {rate}.",
            opening=Money(opening, currency),
            lost=Money(churned + contraction, currency),
            won=Money(expansion, currency),
            rate=Rate(rate),
        ),
        notes=(better,) if rate < 0 else (),
    )


GROSS_CHURN = Metric(
    "gross_churn",
    message("Revenue churn"),
    "rate",
    "low",
    _GROSS,
    _GROSS_FORMULA,
    message("How much of the revenue at the start of the period was lost, by customers who left or now pay less."),
    "Gross revenue churn: churned and contraction revenue over revenue at the opening close.",
    ((("opening", 10000.0), ("churned", 500.0), ("contraction", 300.0)), 0.08),
    frozenset({"spells", "counts", "snapshot"}),
    computing("gross_churn", "rate", _GROSS_FORMULA, _GROSS, refuse=refuse, answer=_gross),
)

NET_CHURN = Metric(
    "net_churn",
    message("Net revenue churn"),
    "rate",
    "low",
    _NET,
    _NET_FORMULA,
    message("Revenue churn less what customers who stayed pay more. Below 0 you grow without a new customer."),
    "Net revenue churn: churned and contraction less expansion, over revenue at the opening close.",
    ((("opening", 10000.0), ("churned", 500.0), ("contraction", 300.0), ("expansion", 400.0)), 0.04),
    frozenset({"spells", "counts"}),
    computing("net_churn", "rate", _NET_FORMULA, _NET, refuse=refuse, answer=_net),
)
