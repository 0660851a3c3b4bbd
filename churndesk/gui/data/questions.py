"""The questions behind the rules, declared once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from churndesk.words import message

if TYPE_CHECKING:
    from churndesk.words import Message


@dataclass(frozen=True, slots=True)
class WordsQuestion:
    """A rule that is one of a few words: each with what a person reads."""

    key: str
    asked: Message
    answers: tuple[tuple[str, Message], ...]
    explanation: Message | None = None


@dataclass(frozen=True, slots=True)
class DaysQuestion:
    """A rule that is a number of days."""

    key: str
    asked: Message
    explanation: Message | None = None


_DECLARED: tuple[WordsQuestion | DaysQuestion, ...] = (
    WordsQuestion(
        "at_risk",
        message("Who can leave in a period?"),
        (
            ("everybody", message("Everybody: they may leave at any time")),
            ("due", message("Only those whose contract is up for renewal in it")),
        ),
        message("With fixed contracts, churn is the share of those up for renewal who didn't renew."),
    ),
    WordsQuestion(
        "end_is",
        message("What does the end date mean?"),
        (
            ("leaving_day", message("The first day on which they were no longer a customer")),
            ("last_paid_day", message("The last day that was paid for; they left on the next day")),
        ),
        message("It decides in which month somebody is lost who ends on the last day of a month."),
    ),
    WordsQuestion(
        "counts",
        message("When does a cancellation count?"),
        (
            ("paid_until", message("When the time that was paid for is over")),
            ("asked", message("On the day on which they asked to leave")),
        ),
    ),
    WordsQuestion(
        "trials",
        message("Do trials count as customers?"),
        (("exclude", message("No, only who pays")), ("include", message("Yes"))),
    ),
    WordsQuestion(
        "paused",
        message("Is somebody on pause still a customer?"),
        (("active", message("Yes")), ("gone", message("No, gone until they go on"))),
    ),
    WordsQuestion(
        "zero_price",
        message("Does somebody who pays nothing count as a customer?"),
        (("exclude", message("No")), ("include", message("Yes"))),
    ),
    DaysQuestion(
        "grace_days",
        message("How long after the end may somebody still renew?"),
        message("So long they still count as a customer."),
    ),
    DaysQuestion(
        "failed_grace_days",
        message("How long after a failed payment may somebody still pay?"),
        message("So long they still count as a customer."),
    ),
    DaysQuestion(
        "join_gap_days",
        message("How many days between two subscriptions are no break?"),
        message("Starting again the next day is a gap of one day."),
    ),
)

#: Every rule but inactivity, which has a question of its own, by its key.
QUESTIONS: dict[str, WordsQuestion | DaysQuestion] = {question.key: question for question in _DECLARED}
