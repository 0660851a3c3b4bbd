"""Is an offer to customers at risk worth it? What it saves, less what it costs for everybody who takes it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from churndesk.metrics.metric import Input
from churndesk.metrics.numbers import checked
from churndesk.metrics.result import Undefined
from churndesk.words import Amount, Money, Rate, message

if TYPE_CHECKING:
    from churndesk.metrics.metric import Inputs
    from churndesk.metrics.numbers import Numbers
    from churndesk.words import Message

#: No customer is counted on for longer than this many months.
LONGEST = 60.0

OFFER_INPUTS = (
    Input(
        "customers", message("Customers who get the offer"), "count",
        message("Everybody whom you make the offer to."), least=1.0,
    ),
    Input(
        "leaving", message("Share who would leave"), "rate",
        message("How many of them would leave if you made no offer."), most=1.0,
    ),
    Input(
        "saved", message("Save rate"), "rate",
        message("How many of those who would leave stay because of the offer."), most=1.0,
    ),
    Input(
        "taking", message("Share of the others who take it"), "rate",
        message("How many of those who would have stayed anyway take the offer too. Nearly all do."),
        most=1.0, default=1.0,
    ),
    Input(
        "cost", message("Cost of the offer"), "money",
        message("What the offer costs you for each customer who takes it."),
    ),
    Input(
        "arpa", message("Revenue a month per customer"), "money",
        message("Revenue a month at the end, divided by the customers at the end."),
    ),
    Input(
        "margin", message("Gross margin"), "rate",
        message("What remains of the price after the direct cost of serving the customer."), most=1.0, default=1.0,
    ),
    Input(
        "churn", message("Churn a month"), "rate",
        message("How many customers leave in a month; it says how long a saved one stays. At most five years count."),
        most=1.0, default=0.0,
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class OfferWorth:
    """What an offer is expected to bring.

    `lifetime` in months is how long a saved customer is counted on, `worth` the margin that it brings in that time.
    `saved` and `takers` are numbers of customers; `gain` is what is left after the cost, below 0 for a loss.
    `break_even` is the save rate at which the offer pays for itself; undefined where none does. `within` is what the
    gain lies between where churn is known from the data with an interval.
    """

    lifetime: float
    worth: float
    saved: float
    takers: float
    cost: float
    gain: float
    break_even: float | Undefined
    currency: str | None = None
    within: tuple[float, float] | None = None

    @property
    def pays(self) -> bool:
        """Whether the offer brings more than it costs."""
        return self.gain > 0

    @property
    def formula(self) -> Message:
        """The formula with the numbers in it."""
        return message(
            "{saved} × {worth} - {takers} × {cost} = {gain}",
            saved=Amount(self.saved, 1),
            worth=Money(self.worth, self.currency),
            takers=Amount(self.takers, 1),
            cost=Money(self.cost, self.currency),
            gain=Money(self.gain, self.currency),
        )

    @property
    def certainty(self) -> Message | None:
        """How sure the gain is, as far as the churn goes that it is computed with; None where that isn't known."""
        if self.within is None:
            return None
        low, high = (Money(bound, self.currency) for bound in self.within)
        if low.amount < 0 < high.amount:
            return message(
                "By chance alone it could be {low} to {high}: with so few customers nobody can say yet whether it "
                "pays.",
                low=low,
                high=high,
            )
        return message("By chance alone it could be {low} to {high}.", low=low, high=high)

    @property
    def sentence(self) -> Message:
        """Whether to do it."""
        if isinstance(self.break_even, Undefined):
            return self.break_even.text
        if self.pays:
            return message(
                "Do it: expect {gain} more than it costs. It pays as soon as {rate} of those who would leave stay.",
                gain=Money(self.gain, self.currency),
                rate=Rate(self.break_even),
            )
        if self.gain == 0:
            return message("It brings exactly what it costs.")
        return message(
            "Don't: it loses {loss}. It would pay only if more than {rate} of those who would leave stayed.",
            loss=Money(-self.gain, self.currency),
            rate=Rate(self.break_even),
        )


def offer_worth(
    given: Inputs, currency: str | None = None, churn_within: tuple[float, float] | None = None
) -> OfferWorth | Undefined:
    """What the offer is expected to bring; `given` by the keys of `OFFER_INPUTS`.

    `churn_within` is the interval of the churn, which is carried through to the gain.

    gain = saved × margin over the expected lifetime (at most 60 months) - cost × everybody who takes it. Example: 100
    customers of 20 a month at full margin, 5 % churn a month (20 months, so 400 each), 30 % of them would leave, the
    offer saves 40 % of these (12) and costs 25 for them and for the 70 others: 12 × 400 - 82 × 25 = 2,750; it breaks
    even at 70 × 25 / (30 × 375) = 15.6 %.
    """
    numbers = checked(OFFER_INPUTS, given)
    if isinstance(numbers, Undefined):
        return numbers
    worth = _worth(numbers, currency)
    if churn_within is None:
        return worth
    # The lower the churn, the longer a saved customer stays: the gain falls with churn throughout.
    ends = [_worth({**numbers, "churn": churn}, currency).gain for churn in churn_within]
    return replace(worth, within=(min(ends), max(ends)))


def _worth(numbers: Numbers, currency: str | None) -> OfferWorth:
    churn, cost = numbers["churn"], numbers["cost"]
    lifetime = min(LONGEST, 1 / churn) if churn > 0 else LONGEST
    worth = numbers["arpa"] * numbers["margin"] * lifetime
    leavers = numbers["customers"] * numbers["leaving"]
    saved = leavers * numbers["saved"]
    takers = saved + (numbers["customers"] - leavers) * numbers["taking"]
    gain = saved * worth - takers * cost
    return OfferWorth(lifetime, worth, saved, takers, cost, gain, _break_even(numbers, worth, currency), currency)


def _break_even(numbers: Numbers, worth: float, currency: str | None) -> float | Undefined:
    """The save rate s with leavers × s × (worth - cost) = others × taking × cost."""
    leaving, cost = numbers["leaving"], numbers["cost"]
    if leaving == 0:
        return Undefined("nobody-leaves", message("Don't: nobody would leave, so there is nobody to save."))
    if worth <= cost:
        return Undefined(
            "costs-more-than-it-keeps",
            message(
                "Don't: the offer costs {cost} a customer, and a saved one brings {worth}.",
                cost=Money(cost, currency),
                worth=Money(worth, currency),
            ),
        )
    rate = (1 - leaving) * numbers["taking"] * cost / (leaving * (worth - cost))
    if rate > 1:
        return Undefined("never-pays", message("Don't: it loses money even if everybody who would leave stays."))
    return rate
