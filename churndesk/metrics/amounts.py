"""The amounts that the rates on revenue share: their inputs, and when nothing can be computed from them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from churndesk.metrics.metric import Input
from churndesk.metrics.numbers import nothing_at_start
from churndesk.metrics.result import Undefined
from churndesk.words import Money, message

if TYPE_CHECKING:
    from churndesk.metrics.numbers import Numbers

OPENING = Input(
    "opening", message("Revenue a month at the start"), "money",
    message("What all customers together brought a month when the period began."),
)  # fmt: skip
CHURNED = Input(
    "churned", message("Revenue of lost customers"), "money",
    message("What the customers who left had brought a month."),
)  # fmt: skip
CONTRACTION = Input(
    "contraction", message("Revenue lost to downgrades"), "money",
    message("By how much customers who stayed pay less a month than at the start."), default=0.0,
)  # fmt: skip
EXPANSION = Input(
    "expansion", message("Revenue won by upgrades"), "money",
    message("By how much customers who stayed pay more a month than at the start."), default=0.0,
)  # fmt: skip
NEW = Input(
    "new", message("Revenue of new customers"), "money",
    message("What customers who joined in the period and stayed bring a month."),
)  # fmt: skip


def refuse(numbers: Numbers) -> Undefined | None:
    """Refuses an opening of 0, and losses that are more than there was to lose."""
    opening, lost = numbers["opening"], numbers["churned"] + numbers["contraction"]
    if opening == 0:
        return nothing_at_start(message("There was no revenue at the start, so none could be lost or kept."))
    # Sums of cents in binary miss each other by a hair.
    if lost > opening * (1 + 1e-9):
        return Undefined(
            "lost-over-opening",
            message(
                "Lost revenue of {lost} is more than the {opening} at the start. Count only what customers of the "
                "start brought then.",
                lost=Money(lost),
                opening=Money(opening),
            ),
        )
    return None
