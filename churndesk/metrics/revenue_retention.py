"""Revenue retention: the share of the revenue at the start that was kept, before and after upgrades."""

from __future__ import annotations

from typing import TYPE_CHECKING

from churndesk.metrics.amounts import CHURNED, CONTRACTION, EXPANSION, OPENING, refuse
from churndesk.metrics.metric import Metric
from churndesk.metrics.numbers import computing
from churndesk.metrics.result import Result
from churndesk.words import Money, Rate, message

if TYPE_CHECKING:
    from churndesk.metrics.numbers import Numbers

_GRR = (OPENING, CHURNED, CONTRACTION)
_NRR = (OPENING, CHURNED, CONTRACTION, EXPANSION)
_GRR_FORMULA = message("1 − (revenue of lost customers + downgrades) / revenue at the start")
_NRR_FORMULA = message("1 − (revenue of lost customers + downgrades − upgrades) / revenue at the start")
_WITHOUT_RETURNED = message("Customers who returned are not in it: their revenue has a line of its own.")


def _grr(numbers: Numbers, currency: str | None) -> Result:
    opening, churned, contraction = numbers["opening"], numbers["churned"], numbers["contraction"]
    rate = 1 - (churned + contraction) / opening
    return Result(
        "grr",
        "rate",
        rate,
        formula=message(
            "1 − ({churned} + {contraction}) / {opening} = {rate}",
            churned=Money(churned, currency),
            contraction=Money(contraction, currency),
            opening=Money(opening, currency),
            rate=Rate(rate),
        ),
        sentence=message(
            "Of {opening} a month at the start {kept} was kept: {rate}.",
            opening=Money(opening, currency),
            kept=Money(opening - churned - contraction, currency),
            rate=Rate(rate),
        ),
        notes=(_WITHOUT_RETURNED,),
    )


def _nrr(numbers: Numbers, currency: str | None) -> Result:
    opening, churned = numbers["opening"], numbers["churned"]
    contraction, expansion = numbers["contraction"], numbers["expansion"]
    rate = 1 - (churned + contraction - expansion) / opening
    return Result(
        "nrr",
        "rate",
        rate,
        formula=message(
            "1 − ({churned} + {contraction} − {expansion}) / {opening} = {rate}",
            churned=Money(churned, currency),
            contraction=Money(contraction, currency),
            expansion=Money(expansion, currency),
            opening=Money(opening, currency),
            rate=Rate(rate),
        ),
        sentence=message(
            "The customers of the start brought {opening} a month then and bring {now} at the end: {rate}.",
            opening=Money(opening, currency),
            now=Money(opening - churned - contraction + expansion, currency),
            rate=Rate(rate),
        ),
        notes=(_WITHOUT_RETURNED,),
    )


GRR = Metric(
    "grr",
    message("Gross revenue retention"),
    "rate",
    "high",
    _GRR,
    _GRR_FORMULA,
    message("How much of the revenue at the start of the period was kept, not counting upgrades."),
    "Gross revenue retention: 1 - gross revenue churn.",
    ((("opening", 10000.0), ("churned", 500.0), ("contraction", 300.0)), 0.92),
    frozenset({"spells", "counts", "snapshot"}),
    computing("grr", "rate", _GRR_FORMULA, _GRR, refuse=refuse, answer=_grr),
)

NRR = Metric(
    "nrr",
    message("Net revenue retention"),
    "rate",
    "high",
    _NRR,
    _NRR_FORMULA,
    message("What the customers of the start bring at the end, for each unit of money that they brought then."),
    "Net revenue retention: 1 - net revenue churn.",
    ((("opening", 10000.0), ("churned", 500.0), ("contraction", 300.0), ("expansion", 400.0)), 0.96),
    frozenset({"spells", "counts"}),
    computing("nrr", "rate", _NRR_FORMULA, _NRR, refuse=refuse, answer=_nrr),
)
