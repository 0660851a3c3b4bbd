"""Churn and retention of fixed contracts: only who was up for renewal could leave."""

from __future__ import annotations

from typing import TYPE_CHECKING

from churndesk.metrics.metric import Input, Metric
from churndesk.metrics.numbers import computing, nothing_at_start
from churndesk.metrics.result import Result, Undefined
from churndesk.metrics.wilson import wilson
from churndesk.words import Amount, Rate, message, plural

if TYPE_CHECKING:
    from churndesk.metrics.numbers import Numbers

_DUE = Input(
    "opening", message("Customers up for renewal"), "count",
    message("Everybody whose contract ended or was renewed in the period. Leave out who hasn't decided yet."),
)  # fmt: skip
_NOT_RENEWED = Input(
    "lost", message("Customers who did not renew"), "count",
    message("Those of them who are no longer customers after their renewal day."),
)  # fmt: skip
_RENEWED = Input(
    "closing", message("Customers who renewed"), "count",
    message("Those of them who are still customers after their renewal day."),
)  # fmt: skip
_CHURN = message("customers who did not renew / customers up for renewal")
_RETENTION = message("customers who renewed / customers up for renewal")


def _churn(numbers: Numbers, _currency: str | None) -> Result:
    due, lost = numbers["opening"], numbers["lost"]
    rate, (low, high) = lost / due, wilson(lost, due)
    return Result(
        "churn_rate",
        "rate",
        rate,
        formula=message("{lost} / {due} = {rate}", lost=Amount(lost), due=Amount(due), rate=Rate(rate)),
        sentence=plural(
            "{lost} of {count} customer up for renewal did not renew: {rate}. By chance alone it could be {low} to "
            "{high}.",
            "{lost} of {count} customers up for renewal did not renew: {rate}. By chance alone it could be {low} to "
            "{high}.",
            round(due),
            lost=Amount(lost),
            rate=Rate(rate),
            low=Rate(low),
            high=Rate(high),
        ),
        low=low,
        high=high,
    )


def _retention(numbers: Numbers, _currency: str | None) -> Result:
    due, renewed = numbers["opening"], numbers["closing"]
    rate, (low, high) = renewed / due, wilson(renewed, due)
    return Result(
        "retention_rate",
        "rate",
        rate,
        formula=message("{renewed} / {due} = {rate}", renewed=Amount(renewed), due=Amount(due), rate=Rate(rate)),
        sentence=plural(
            "{renewed} of {count} customer up for renewal renewed: {rate}. By chance alone it could be {low} to "
            "{high}.",
            "{renewed} of {count} customers up for renewal renewed: {rate}. By chance alone it could be {low} to "
            "{high}.",
            round(due),
            renewed=Amount(renewed),
            rate=Rate(rate),
            low=Rate(low),
            high=Rate(high),
        ),
        low=low,
        high=high,
    )


def _refuse_churn(numbers: Numbers) -> Undefined | None:
    return _refusal(numbers["opening"], numbers["lost"])


def _refuse_retention(numbers: Numbers) -> Undefined | None:
    return _refusal(numbers["opening"], numbers["closing"])


def _refusal(due: float, part: float) -> Undefined | None:
    if due == 0:
        return nothing_at_start(message("Nobody's contract was up for renewal, so nobody could leave."))
    if part > due:
        return Undefined(
            "more-than-due",
            message("{part} is more than the {due} who were up for renewal.", part=Amount(part), due=Amount(due)),
        )
    return None


#: What churn and retention are where only those who are up for renewal are at risk, by their key.
RENEWED: dict[str, Metric] = {
    "churn_rate": Metric(
        "churn_rate",
        message("Churn rate"),
        "rate",
        "low",
        (_DUE, _NOT_RENEWED),
        _CHURN,
        message("How many of the customers whose contract was up for renewal in the period did not renew it."),
        "Contracts: not renewed / due in the period; who is still undecided is left out.",
        ((("opening", 20.0), ("lost", 3.0)), 3 / 20),
        frozenset({"spells"}),
        computing("churn_rate", "rate", _CHURN, (_DUE, _NOT_RENEWED), refuse=_refuse_churn, answer=_churn),
    ),
    "retention_rate": Metric(
        "retention_rate",
        message("Retention rate"),
        "rate",
        "high",
        (_DUE, _RENEWED),
        _RETENTION,
        message("How many of the customers whose contract was up for renewal in the period renewed it."),
        "Contracts: renewed / due in the period; who is still undecided is left out.",
        ((("opening", 20.0), ("closing", 17.0)), 17 / 20),
        frozenset({"spells"}),
        computing("retention_rate", "rate", _RETENTION, (_DUE, _RENEWED), refuse=_refuse_retention, answer=_retention),
    ),
}
