"""Retention: the share of the customers at the start who are still there at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from churndesk.metrics.metric import Input, Metric
from churndesk.metrics.numbers import computing, nothing_at_start
from churndesk.metrics.result import Result, Undefined
from churndesk.metrics.wilson import wilson
from churndesk.words import Amount, Rate, message, plural

if TYPE_CHECKING:
    from churndesk.metrics.numbers import Numbers

_KEY = "retention_rate"
_FORMULA = message("(customers at the end − new ones among them) / customers at the start")
_INPUTS = (
    Input(
        "opening", message("Customers at the start"), "count",
        message("Everybody who was a customer when the period began."),
    ),
    Input(
        "closing", message("Customers at the end"), "count",
        message("Everybody who was a customer when the period ended."),
    ),
    Input(
        "new", message("New customers still here at the end"), "count",
        message(
            "Those of the customers at the end who weren't there at the start: who joined or returned in the period "
            "and stayed. Who joined and left again before its end isn't among them."
        ),
    ),
)  # fmt: skip


def _answer(numbers: Numbers, _currency: str | None) -> Result:
    opening, closing, new = numbers["opening"], numbers["closing"], numbers["new"]
    kept = closing - new
    rate, (low, high) = kept / opening, wilson(kept, opening)
    return Result(
        _KEY,
        "rate",
        rate,
        formula=message(
            "({closing} − {new}) / {opening} = {rate}",
            closing=Amount(closing),
            new=Amount(new),
            opening=Amount(opening),
            rate=Rate(rate),
        ),
        sentence=plural(
            "{kept} of {count} customer stayed: {rate}. By chance alone it could be {low} to {high}.",
            "{kept} of {count} customers stayed: {rate}. By chance alone it could be {low} to {high}.",
            round(opening),
            kept=Amount(kept),
            rate=Rate(rate),
            low=Rate(low),
            high=Rate(high),
        ),
        low=low,
        high=high,
    )


def _refusal(numbers: Numbers) -> Undefined | None:
    opening, closing, new = numbers["opening"], numbers["closing"], numbers["new"]
    if opening == 0:
        return nothing_at_start(message("There was no customer at the start, so nobody could stay."))
    if new > closing:
        return Undefined(
            "new-over-closing",
            message(
                "{new} new customers can't be among {closing} at the end. Count only the new ones who were still here "
                "at the end.",
                new=Amount(new),
                closing=Amount(closing),
            ),
        )
    if closing - new > opening:
        return Undefined(
            "kept-over-opening",
            message(
                "{closing} at the end less {new} new ones leaves {kept}, but only {opening} were there at the start. "
                "Some new or returned customers are missing from the new ones.",
                closing=Amount(closing),
                new=Amount(new),
                kept=Amount(closing - new),
                opening=Amount(opening),
            ),
        )
    return None


RETENTION_RATE = Metric(
    _KEY,
    message("Retention rate"),
    "rate",
    "high",
    _INPUTS,
    _FORMULA,
    message("How many of the customers you had at the start of the period were still there at its end."),
    "Customer retention rate (CE - CN) / CS, where CN are the customers at the end who weren't there at the start.",
    ((("opening", 70.0), ("closing", 90.0), ("new", 30.0)), 60 / 70),
    frozenset({"spells", "counts", "snapshot"}),
    computing(_KEY, "rate", _FORMULA, _INPUTS, refuse=_refusal, answer=_answer),
)
