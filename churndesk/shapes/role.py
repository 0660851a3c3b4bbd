"""The roles that a column can play, as a person is offered them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from churndesk.words import message, sense

if TYPE_CHECKING:
    from churndesk.words import Message


@dataclass(frozen=True, slots=True)
class Role:
    """What a column can be for.

    `kind` is what its cells must be: an id or another text, a date, a number, or words with a meaning (a flag, a
    status), a period's name, or a month's amounts or words. `many` roles may be played by several columns.
    """

    key: str
    kind: Literal["text", "date", "number", "words", "period", "month"]
    title: Message
    help: Message
    many: bool = False


ROLES: tuple[Role, ...] = (
    Role("customer", "text", message("Customer"), message("The number, code or address that tells customers apart.")),
    Role("name", "text", message("Name"), message("The customer's name, shown beside the number.")),
    Role("start", "date", message("Start"), message("The first day as a customer.")),
    Role("end", "date", message("End"), message("The day the customer leaves. Empty: still here.")),
    Role("asked", "date", message("Asked to cancel"), message("The day the customer asked to cancel.")),
    Role("amount", "number", message("Amount"), message("What the customer pays.")),
    Role("tax", "number", message("Tax"), message("The tax in the amount. It is taken off.")),
    Role("quantity", "number", message("Quantity"), message("How many pieces or seats. Counts beside a price of one.")),
    Role(
        "unit_price", "number", message("Price of one"), message("Multiplied by the quantity, where no total is there.")
    ),
    Role("interval", "words", message("Paid every"), message("How often the amount is due: month, year …"), many=True),
    Role("date", "date", message("Date"), message("The day of the payment, invoice, order or visit.")),
    Role("status", "words", message("Status"), message("Words such as active, cancelled, paused, refunded.")),
    Role("lost", "words", message("Left or stayed"), message("Says of each customer whether it has left.")),
    Role("tenure", "number", message("Time as a customer"), message("How long the customer has been there.")),
    Role("reason", "text", message("Reason"), message("Why the customer left.")),
    Role("score", "number", message("Score"), message("What the customer answered: 0 to 10, or 1 to 5.")),
    Role("renewal", "date", message("Renewal day"), message("The day on which the contract ends or is renewed.")),
    Role("segment", "text", message("Group"), message("A category to compare: city, channel, type …"), many=True),
    Role("plan", "text", message("Plan"), message("The plan, contract or membership.")),
    Role("trial", "words", message("Trial"), message("Says whether this is a trial.")),
    Role("currency", "text", message("Currency"), message("The currency of the row's amount.")),
    Role("refund", "words", message("Refund"), message("Says whether, or how much, was paid back.")),
    Role("period", "period", message("Month or period"), message("The month, quarter, week or year of the row.")),
    Role(
        "month", "month", message("Amounts of a month"), message("What each paid in that month, or a mark."), many=True
    ),
    Role("opening", "number", message("Customers at the start"), message("How many customers the period began with.")),
    Role("new", "number", sense("count", "New"), message("How many customers joined in the period.")),
    Role("returned_count", "number", sense("count", "Returned"), message("How many former customers came back.")),
    Role("lost_count", "number", sense("count", "Lost"), message("How many customers left in the period.")),
    Role("closing", "number", message("Customers at the end"), message("How many customers the period ended with.")),
    Role("opening_amount", "number", message("Revenue at the start"), message("A month's revenue as it began.")),
    Role("new_amount", "number", message("New revenue"), message("A month's revenue of new customers.")),
    Role("expansion_amount", "number", message("Added revenue"), message("What customers pay more than before.")),
    Role("contraction_amount", "number", message("Reduced revenue"), message("What customers pay less than before.")),
    Role("churned_amount", "number", message("Lost revenue"), message("A month's revenue of those who left.")),
    Role("closing_amount", "number", message("Revenue at the end"), message("A month's revenue as it ended.")),
)


def role(key: str) -> Role:
    """The role of that key.

    Raises:
        KeyError: there is no such role.
    """
    return _BY_KEY[key]


_BY_KEY = {entry.key: entry for entry in ROLES}
