"""What it would bring if fewer customers left, and how many must be won to stand still."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from churndesk.metrics.metric import Input
from churndesk.metrics.numbers import checked
from churndesk.metrics.result import Undefined
from churndesk.metrics.survival import Estimate
from churndesk.metrics.wilson import wilson
from churndesk.words import Amount, Money, Rate, message, plural

if TYPE_CHECKING:
    import numpy.typing as npt

    from churndesk.metrics.metric import Inputs
    from churndesk.metrics.numbers import Numbers
    from churndesk.words import Message

    Floats: TypeAlias = npt.NDArray[np.float64]

WHAT_IF_INPUTS = (
    Input(
        "customers", message("Customers now"), "count", message("How many customers you have today."), most=1e9,
    ),
    Input(
        "opening", message("Customers at the start"), "count",
        message("From your data: the customers at the start of each of the last 12 complete months, added up."),
        least=1.0,
    ),
    Input(
        "lost", message("Customers lost"), "count",
        message("Those of them who were gone at the end of their month, added up."),
    ),
    Input(
        "points", message("Churn falls by"), "rate",
        message("By how many points the churn of one period falls: from 5% to 4% is one point."),
        most=1.0, default=0.01,
    ),
    Input(
        "months", message("Months in a period"), "months",
        message("1 where the churn is a month's, 3 for a quarter's, 12 for a year's."),
        least=0.1, most=12.0, default=1.0,
    ),
    Input(
        "arpa", message("Revenue a month per customer"), "money",
        message("Revenue a month at the end, divided by the customers at the end."), optional=True,
    ),
    Input(
        "margin", message("Gross margin"), "rate",
        message("What remains of the price after the direct cost of serving the customer."), most=1.0, default=1.0,
    ),
    Input(
        "price", message("Prices change by"), "rate",
        message("10% raises every price by a tenth, -10% lowers it. Serving a customer costs what it did."),
        least=-0.9, most=10.0, default=0.0,
    ),
    Input(
        "moved", message("Customers who change plan"), "rate",
        message("The share of your customers who take another plan."), most=1.0, default=0.0,
    ),
    Input(
        "other", message("The other plan, a month"), "money",
        message("What one of them pays a month then, at today's prices and at the same gross margin."), optional=True,
    ),
)  # fmt: skip

_MONTHS = 12
#: At how many rates within the interval of churn the answers are computed to find their own interval.
_STEPS = 201


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What a year would look like with lower churn, each figure with the interval that churn itself has.

    `churn` and `reduced` are rates of one period. `kept` are the customers of today who are here after a year and
    would not have been; `money` what they bring within that year (None without amounts). `to_win` are the customers
    to be won a month so that their number stays the same, `to_win_then` the same at the reduced churn. `in_all` is what
    the year brings more with the other prices and plans too, None where neither changes.
    """

    churn: Estimate
    reduced: Estimate
    kept: Estimate
    money: Estimate | None
    to_win: Estimate
    to_win_then: Estimate
    currency: str | None = None
    in_all: Estimate | None = None

    @property
    def sentence(self) -> Message:
        """What the lower churn keeps in a year."""
        if self.money is None:
            return plural(
                "With {reduced} instead of {churn} leaving you keep {count} more customer in a year.",
                "With {reduced} instead of {churn} leaving you keep {count} more customers in a year.",
                round(self.kept.value),
                reduced=Rate(self.reduced.value),
                churn=Rate(self.churn.value),
            )
        return plural(
            "With {reduced} instead of {churn} leaving you keep {count} more customer in a year, who brings {money} "
            "in that time. By chance alone it could be {low} to {high}.",
            "With {reduced} instead of {churn} leaving you keep {count} more customers in a year, who bring {money} "
            "in that time. By chance alone it could be {low} to {high}.",
            round(self.kept.value),
            reduced=Rate(self.reduced.value),
            churn=Rate(self.churn.value),
            money=Money(self.money.value, self.currency, whole=True),
            low=Money(self.money.low, self.currency, whole=True),
            high=Money(self.money.high, self.currency, whole=True),
        )

    @property
    def with_prices(self) -> Message | None:
        """What the year brings more or less with the other prices and plans; None where neither changes."""
        if self.in_all is None:
            return None
        change, low, high = (
            Money(number, self.currency, whole=True)
            for number in (abs(self.in_all.value), self.in_all.low, self.in_all.high)
        )
        if self.in_all.value < 0:
            return message(
                "With the other prices and plans too, today's customers bring {money} less in a year than as things "
                "are. By chance alone the change could be {low} to {high}.",
                money=change,
                low=low,
                high=high,
            )
        return message(
            "With the other prices and plans too, today's customers bring {money} more in a year than as things are. "
            "By chance alone the change could be {low} to {high}.",
            money=change,
            low=low,
            high=high,
        )

    @property
    def standing_still(self) -> Message:
        """How many customers must be won a month so that there are not fewer."""
        return plural(
            "You need {count} new customer a month to stand still; by chance alone it could be {low} to {high}.",
            "You need {count} new customers a month to stand still; by chance alone it could be {low} to {high}.",
            math.ceil(self.to_win.value - 1e-9),
            low=Amount(self.to_win.low, 1),
            high=Amount(self.to_win.high, 1),
        )


def what_if(given: Inputs, currency: str | None = None) -> WhatIf | Undefined:
    """The year with churn lower by `points`; `given` by the keys of `WHAT_IF_INPUTS`.

    Who has left can't leave again, so a year's loss is 1 - (1 - churn)^(12 / months). Example: 1,000 customers and
    churn of 5 % a month, down to 4 %: 540.4 of them are left after a year, then 612.7, so 72.3 are kept; 50 must be
    won a month to stand still. At 10 a month each and prices 10 % higher they bring 11 each: the higher price costs
    nothing more to serve.
    """
    numbers = checked(WHAT_IF_INPUTS, given)
    if isinstance(numbers, Undefined):
        return numbers
    if numbers["lost"] > numbers["opening"]:
        return Undefined(
            "lost-over-opening",
            message(
                "{lost} lost customers are more than the {opening} at the start.",
                lost=Amount(numbers["lost"]),
                opening=Amount(numbers["opening"]),
            ),
        )
    return _year(numbers, currency)


def _year(numbers: Numbers, currency: str | None) -> WhatIf:
    customers, months = numbers["customers"], numbers["months"]
    churn = _rates(numbers)
    reduced = np.maximum(churn - numbers["points"], 0.0)
    staying, staying_then = (1 - churn) ** (1 / months), (1 - reduced) ** (1 / months)
    month = np.arange(1, _MONTHS + 1)[:, None]
    here, here_then = customers * staying**month, customers * staying_then**month
    more = here_then - here
    worth, worth_then = _worth(numbers)
    return WhatIf(
        churn=_estimate(churn),
        reduced=_estimate(reduced),
        kept=_estimate(more[-1]),
        money=None if worth is None else _estimate(more.sum(axis=0) * worth),
        to_win=_estimate(customers * (1 - staying)),
        to_win_then=_estimate(customers * (1 - staying_then)),
        currency=currency,
        in_all=None
        if worth is None or worth_then is None
        else _estimate(here_then.sum(axis=0) * worth_then - here.sum(axis=0) * worth),
    )


def _worth(numbers: Numbers) -> tuple[float | None, float | None]:
    """What a customer brings a month less the cost to serve it: now, and with other prices and plans (if any)."""
    if "arpa" not in numbers:
        return None, None
    arpa, margin, moved = numbers["arpa"], numbers["margin"], numbers["moved"]
    other = numbers.get("other", arpa)
    if not numbers["price"] and (not moved or other == arpa):
        return arpa * margin, None
    mixed = arpa + moved * (other - arpa)
    return arpa * margin, mixed * (margin + numbers["price"])


def _rates(numbers: Numbers) -> Floats:
    """The churn, and rates all over its interval; what follows from churn need not rise or fall with it throughout."""
    rate, (low, high) = numbers["lost"] / numbers["opening"], wilson(numbers["lost"], numbers["opening"])
    turn = min(max(numbers["points"], low), high)
    return np.concatenate(([rate, turn], np.linspace(low, high, _STEPS)))


def _estimate(answers: Floats) -> Estimate:
    return Estimate(float(answers[0]), float(answers.min()), float(answers.max()))
