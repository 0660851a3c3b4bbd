"""Quick ratio: revenue won for each unit of money lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from churndesk.metrics.amounts import CHURNED, CONTRACTION, EXPANSION, NEW
from churndesk.metrics.metric import Metric
from churndesk.metrics.numbers import computing
from churndesk.metrics.result import Result, Undefined
from churndesk.words import Amount, Money, message

if TYPE_CHECKING:
    from churndesk.metrics.numbers import Numbers

_KEY = "quick_ratio"
_INPUTS = (NEW, EXPANSION, CHURNED, CONTRACTION)
_FORMULA = message("(revenue of new customers + upgrades) / (revenue of lost customers + downgrades)")


def _answer(numbers: Numbers, currency: str | None) -> Result:
    won, lost = numbers["new"] + numbers["expansion"], numbers["churned"] + numbers["contraction"]
    ratio = won / lost
    return Result(
        _KEY,
        "ratio",
        ratio,
        formula=message(
            "({new} + {expansion}) / ({churned} + {contraction}) = {ratio}",
            new=Money(numbers["new"], currency),
            expansion=Money(numbers["expansion"], currency),
            churned=Money(numbers["churned"], currency),
            contraction=Money(numbers["contraction"], currency),
            ratio=Amount(ratio),
        ),
        sentence=message(
            "{won} a month was won and {lost} lost: {ratio} won for each 1 lost.",
            won=Money(won, currency),
            lost=Money(lost, currency),
            ratio=Amount(ratio),
        ),
        notes=(message("Others count the revenue of returned customers as won, too."),),
    )


def _refusal(numbers: Numbers) -> Undefined | None:
    if numbers["churned"] + numbers["contraction"] == 0:
        return Undefined(
            "nothing-lost", message("No revenue was lost, so there is nothing to divide by. That is good.")
        )
    return None


QUICK_RATIO = Metric(
    _KEY,
    message("Quick ratio"),
    "ratio",
    "high",
    _INPUTS,
    _FORMULA,
    message("How much revenue a month was won for each unit of money that was lost."),
    "New and expansion revenue over churned and contraction revenue.",
    ((("new", 900.0), ("expansion", 400.0), ("churned", 500.0), ("contraction", 300.0)), 1.625),
    frozenset({"spells", "counts"}),
    computing(_KEY, "ratio", _FORMULA, _INPUTS, refuse=_refusal, answer=_answer),
)
