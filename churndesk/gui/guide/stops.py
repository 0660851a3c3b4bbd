"""Where the tour leads, in the order in which an owner comes to need it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from churndesk.words import message, sense

if TYPE_CHECKING:
    from churndesk.words import Message


@dataclass(frozen=True, slots=True)
class Stop:
    """One stop: the page that is shown, what is said of it, and what of the window is pointed at besides its button.

    `points_at` is "page" for nothing more, or the bar above the page: "context".
    """

    page: str
    title: Message
    text: Message
    points_at: str = "page"


STOPS: Final[tuple[Stop, ...]] = (
    Stop(
        "overview",
        message("One month at a glance"),
        message("How many left, how many stayed, what that did to your revenue, and three things to do about it."),
    ),
    Stop(
        "overview",
        message("Choose what you look at"),
        message(
            "Month, quarter or year, which one, and which group of customers. Beside them stand the rules in force."
        ),
        "context",
    ),
    Stop(
        "data",
        message("Where it comes from"),
        message("Your file, its columns as they were understood, and your rules: when does somebody count as gone?"),
    ),
    Stop(
        "churn",
        message("Every figure explains itself"),
        message(
            "Its formula with your numbers in it, how sure it is, and a proof: the customers, and the rows of your "
            "file. The pages below it work in the same way, with typed numbers too."
        ),
    ),
    Stop(
        "customers",
        message("The people behind the figures"),
        message("Who left, who came, how long they stay, and why they go."),
    ),
    Stop(
        "cost",
        message("What it costs you"),
        message("What it costs when customers leave, what lower churn would bring, and whether an offer is worth it."),
    ),
    Stop(
        "actions",
        message("What you can do"),
        message(
            "Twelve ways to lose fewer customers, each as a checklist. What your own figures speak for stands first."
        ),
    ),
    Stop(
        "report",
        message("Hand it on"),
        message("What you hand on: a workbook with every figure and its formula, or a few pages as PDF."),
    ),
    Stop(
        "start",
        sense("tour", "Now it is your turn"),
        message(
            "Open your own spreadsheet, or go on with the sample. Whenever you wonder what a page says, press F1 or "
            "the question mark at its top."
        ),
    ),
)
