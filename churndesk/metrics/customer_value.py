"""What a customer is worth: revenue a month, and over the time that it stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from churndesk.metrics.metric import Input, Metric
from churndesk.metrics.numbers import computing, nothing_at_start
from churndesk.metrics.rates import monthly
from churndesk.metrics.result import Result, Undefined
from churndesk.metrics.wilson import wilson
from churndesk.words import Amount, Money, Rate, message, plural

if TYPE_CHECKING:
    from collections.abc import Iterator

    from churndesk.metrics.numbers import Numbers
    from churndesk.words import Message

_ARPA = (
    Input(
        "closing_amount", message("Revenue a month at the end"), "money",
        message("What all customers together bring a month when the period ends."),
    ),
    Input(
        "closing", message("Customers at the end"), "count",
        message("Everybody who was a customer when the period ended."),
    ),
)  # fmt: skip
_LTV = (
    Input(
        "arpa", message("Revenue a month per customer"), "money",
        message("Revenue a month at the end, divided by the customers at the end."),
    ),
    Input(
        "margin", message("Gross margin"), "rate",
        message("What remains of the price after the direct cost of serving the customer."), most=1.0, default=1.0,
    ),
    Input(
        "opening", message("Customers at the start of each month, added up"), "count",
        message("From your data: the last 12 complete months. With typed numbers one month is enough."),
    ),
    Input(
        "lost", message("Customers lost in these months"), "count",
        message("Those of the customers at the start of each month who were gone at its end, added up."),
    ),
    Input(
        "months", message("Months in a period"), "months",
        message("1 where the numbers are a month's, 3 for a quarter's, 12 for a year's."),
        least=0.1, most=12.0, default=1.0, optional=True,
    ),
    Input(
        "pooled", message("Months that were added up"), "months",
        message("Over how many months customers lost and customers at the start were added up."), optional=True,
    ),
)  # fmt: skip
_ARPA_FORMULA = message("revenue a month at the end / customers at the end")
_LTV_FORMULA = message("revenue a month per customer × gross margin / monthly churn")
_WHOLE_YEAR = 12


def _arpa(numbers: Numbers, currency: str | None) -> Result:
    amount, customers = numbers["closing_amount"], numbers["closing"]
    value = amount / customers
    return Result(
        "arpa",
        "money",
        value,
        formula=message(
            "{amount} / {customers} = {value}",
            amount=Money(amount, currency),
            customers=Amount(customers),
            value=Money(value, currency),
        ),
        sentence=plural(
            "{count} customer brings {amount} a month: {value} each.",
            "{count} customers bring {amount} a month: {value} each.",
            round(customers),
            amount=Money(amount, currency),
            value=Money(value, currency),
        ),
    )


def _no_customers(numbers: Numbers) -> Undefined | None:
    if numbers["closing"] == 0:
        return Undefined("nobody-at-end", message("There is no customer at the end, so there is nobody to share it."))
    return None


def _ltv(numbers: Numbers, currency: str | None) -> Result:
    worth = numbers["arpa"] * numbers["margin"]
    low, high = wilson(numbers["lost"], numbers["opening"])
    least = worth / monthly(high, numbers["months"])
    if numbers["lost"] == 0:
        return Result.none("ltv", "money", _LTV_FORMULA, _nobody_left(least, currency))
    churn = monthly(numbers["lost"] / numbers["opening"], numbers["months"])
    value, most = worth / churn, worth / monthly(low, numbers["months"])
    return Result(
        "ltv",
        "money",
        value,
        formula=message(
            "{arpa} × {margin} / {churn} = {value}",
            arpa=Money(numbers["arpa"], currency),
            margin=Rate(numbers["margin"], 0),
            churn=Rate(churn, 2),
            value=Money(value, currency),
        ),
        sentence=message(
            "With {churn} leaving a month a customer stays {months} months and brings {value} in that time. By chance "
            "alone it could be {low} to {high}.",
            churn=Rate(churn, 2),
            months=Amount(1 / churn, 1),
            value=Money(value, currency),
            low=Money(least, currency),
            high=Money(most, currency),
        ),
        low=least,
        high=most,
        notes=tuple(_ltv_notes(numbers)),
    )


def _ltv_notes(numbers: Numbers) -> Iterator[Message]:
    if numbers["margin"] == 1:
        yield message("No cost is taken off: the gross margin stands at {margin}.", margin=Rate(1.0, 0))
    pooled = numbers.get("pooled")
    if pooled is not None and pooled < _WHOLE_YEAR:
        yield message("The churn is that of {months} months; a whole year would be surer.", months=Amount(pooled, 1))


def _nobody_left(least: float, currency: str | None) -> Undefined:
    return Undefined(
        "nobody-left",
        message(
            "Nobody left, so nobody knows yet how long a customer stays. It is worth at least {least}.",
            least=Money(least, currency),
        ),
    )


def _ltv_refusal(numbers: Numbers) -> Undefined | None:
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


ARPA = Metric(
    "arpa",
    message("Revenue per customer"),
    "money",
    "high",
    _ARPA,
    _ARPA_FORMULA,
    message("What a customer brings a month, on average."),
    "Average revenue per account: revenue a month over customers, both at the closing.",
    ((("closing_amount", 10600.0), ("closing", 106.0)), 100.0),
    frozenset({"spells", "counts", "snapshot"}),
    computing("arpa", "money", _ARPA_FORMULA, _ARPA, refuse=_no_customers, answer=_arpa),
)

LTV = Metric(
    "ltv",
    message("Lifetime value"),
    "money",
    "high",
    _LTV,
    _LTV_FORMULA,
    message("What a customer brings from the first day to the last, if customers go on leaving as they do now."),
    "Revenue per account times gross margin times the expected lifetime, 1 / monthly churn.",
    ((("arpa", 100.0), ("margin", 0.8), ("opening", 400.0), ("lost", 8.0)), 4000.0),
    frozenset({"spells", "counts"}),
    computing("ltv", "money", _LTV_FORMULA, _LTV, refuse=_ltv_refusal, answer=_ltv),
)
