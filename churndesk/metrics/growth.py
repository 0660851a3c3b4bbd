"""Growth: new customers over those at the start, and what remains of it after the losses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from churndesk.metrics.metric import Input, Metric
from churndesk.metrics.numbers import computing, nothing_at_start
from churndesk.metrics.result import Result
from churndesk.words import Amount, Rate, message, plural

if TYPE_CHECKING:
    from churndesk.metrics.numbers import Numbers
    from churndesk.metrics.result import Undefined
    from churndesk.words import Message

_OPENING = Input(
    "opening", message("Customers at the start"), "count",
    message("Everybody who was a customer when the period began."),
)  # fmt: skip
_GROWTH = (
    _OPENING,
    Input(
        "new", message("New customers"), "count",
        message("Who joined in the period, had never been a customer before, and was still here at its end."),
    ),
    Input(
        "lost", message("Customers lost"), "count",
        message("To hold growth against churn: those of the customers at the start who were gone at the end."),
        optional=True,
    ),
)  # fmt: skip
_NET = (
    _OPENING,
    Input(
        "closing", message("Customers at the end"), "count",
        message("Everybody who was a customer when the period ended."),
    ),
)  # fmt: skip
_GROWTH_FORMULA = message("new customers / customers at the start")
_NET_FORMULA = message("(customers at the end − customers at the start) / customers at the start")


def _growth(numbers: Numbers, _currency: str | None) -> Result:
    opening, new = numbers["opening"], numbers["new"]
    rate = new / opening
    return Result(
        "growth_rate",
        "rate",
        rate,
        formula=message("{new} / {opening} = {rate}", new=Amount(new), opening=Amount(opening), rate=Rate(rate)),
        sentence=plural(
            "{count} new customer joined the {opening} at the start: {rate}.",
            "{count} new customers joined the {opening} at the start: {rate}.",
            round(new),
            opening=Amount(opening),
            rate=Rate(rate),
        ),
        notes=_verdict(rate, numbers["lost"] / opening) if "lost" in numbers else (),
    )


def _verdict(growth: float, churn: float) -> tuple[Message, ...]:
    if growth >= churn:
        return (
            message("Growth of {growth} makes up for churn of {churn}.", growth=Rate(growth), churn=Rate(churn)),
        )  # fmt: skip
    return (
        message("Growth of {growth} doesn't make up for churn of {churn}.", growth=Rate(growth), churn=Rate(churn)),
    )


def _net(numbers: Numbers, _currency: str | None) -> Result:
    opening, closing = numbers["opening"], numbers["closing"]
    rate = (closing - opening) / opening
    return Result(
        "net_growth",
        "rate",
        rate,
        formula=message(
            "({closing} − {opening}) / {opening} = {rate}",
            closing=Amount(closing),
            opening=Amount(opening),
            rate=Rate(rate),
        ),
        sentence=message(
            "From {opening} to {closing} customers: {rate}.",
            opening=Amount(opening),
            closing=Amount(closing),
            rate=Rate(rate),
        ),
    )


def _refusal(numbers: Numbers) -> Undefined | None:
    if numbers["opening"] == 0:
        return nothing_at_start(message("There was no customer at the start, so there is nothing to grow from."))
    return None


GROWTH_RATE = Metric(
    "growth_rate",
    message("Growth rate"),
    "rate",
    "high",
    _GROWTH,
    _GROWTH_FORMULA,
    message("How many customers joined and stayed, for each that you had at the start."),
    "New customers who were still there at the closing, over customers at the opening close.",
    ((("opening", 100.0), ("new", 18.0)), 0.18),
    frozenset({"spells", "counts"}),
    computing("growth_rate", "rate", _GROWTH_FORMULA, _GROWTH, refuse=_refusal, answer=_growth),
)

NET_GROWTH = Metric(
    "net_growth",
    message("Net growth"),
    "rate",
    "high",
    _NET,
    _NET_FORMULA,
    message("By how much the number of your customers changed, for each that you had at the start."),
    "Change between the two closes, over customers at the opening close.",
    ((("opening", 100.0), ("closing", 113.0)), 0.13),
    frozenset({"spells", "counts"}),
    computing("net_growth", "rate", _NET_FORMULA, _NET, refuse=_refusal, answer=_net),
)
