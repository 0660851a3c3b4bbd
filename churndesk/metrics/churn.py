"""Churn: the share of the customers at the start who are gone at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from churndesk.metrics.metric import Input, Metric
from churndesk.metrics.numbers import computing, nothing_at_start
from churndesk.metrics.result import Result, Undefined
from churndesk.metrics.wilson import wilson
from churndesk.words import Amount, Rate, message, plural

if TYPE_CHECKING:
    from churndesk.metrics.numbers import Numbers

_KEY = "churn_rate"
_FORMULA = message("customers lost / customers at the start")
_INPUTS = (
    Input(
        "opening", message("Customers at the start"), "count",
        message("Everybody who was a customer when the period began."),
    ),
    Input(
        "lost", message("Customers lost"), "count",
        message("Those of them who were no longer customers when it ended. Leave out who joined and left in between."),
    ),
)  # fmt: skip


def _answer(numbers: Numbers, _currency: str | None) -> Result:
    opening, lost = numbers["opening"], numbers["lost"]
    rate, (low, high) = lost / opening, wilson(lost, opening)
    return Result(
        _KEY,
        "rate",
        rate,
        formula=message("{lost} / {opening} = {rate}", lost=Amount(lost), opening=Amount(opening), rate=Rate(rate)),
        sentence=plural(
            "{lost} of {count} customer left: {rate}. By chance alone it could be {low} to {high}.",
            "{lost} of {count} customers left: {rate}. By chance alone it could be {low} to {high}.",
            round(opening),
            lost=Amount(lost),
            rate=Rate(rate),
            low=Rate(low),
            high=Rate(high),
        ),
        low=low,
        high=high,
    )


def _refusal(numbers: Numbers) -> Undefined | None:
    opening, lost = numbers["opening"], numbers["lost"]
    if opening == 0:
        return nothing_at_start(message("There was no customer at the start, so nobody could leave."))
    if lost > opening:
        return Undefined(
            "lost-over-opening",
            message(
                "{lost} lost customers are more than the {opening} at the start. Count only those who were there at "
                "the start, not those who joined and left in between.",
                lost=Amount(lost),
                opening=Amount(opening),
            ),
        )
    return None


CHURN_RATE = Metric(
    _KEY,
    message("Churn rate"),
    "rate",
    "low",
    _INPUTS,
    _FORMULA,
    message("How many of the customers you had at the start of the period were gone at its end."),
    "Start-of-period rule: customers lost between the two closes, over customers at the opening close.",
    ((("opening", 110.0), ("lost", 2.0)), 2 / 110),
    frozenset({"spells", "counts", "snapshot"}),
    computing(_KEY, "rate", _FORMULA, _INPUTS, refuse=_refusal, answer=_answer),
)
