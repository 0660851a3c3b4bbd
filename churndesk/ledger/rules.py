"""The policy in words: what every chart and sheet states about the rules in force."""

from __future__ import annotations

from typing import TYPE_CHECKING

from churndesk.words import message, plural

if TYPE_CHECKING:
    from churndesk.ledger.policy import Policy
    from churndesk.words import Message


def in_words(policy: Policy, kind: str) -> tuple[Message, ...]:
    """One sentence a rule, for a table of that kind: payments, contracts, or "" for one that no rule applies to."""
    if kind == "payments":
        return (_inactivity(policy),)
    if kind == "contracts":
        return (*_at_risk(policy), _end(policy), _grace(policy), *_who_counts(policy), _gaps(policy))
    return ()


def in_short(policy: Policy, kind: str, *, failed: bool = False) -> Message:
    """The one rule that matters most, short enough for a chip above the page.

    With `failed` payments in the table, their longer grace is told too.
    """
    if kind == "payments":
        days = policy.inactivity_days or 0
        return plural("Gone after {count} day without a purchase", "Gone after {count} days without a purchase", days)
    if policy.at_risk == "due":
        return message("Gone when they don't renew")
    if policy.counts == "asked":
        return message("Gone when they ask to leave")
    if policy.grace_days:
        return plural("Gone {count} day after the end", "Gone {count} days after the end", policy.grace_days)
    if policy.end_is == "last_paid_day":
        return message("Gone the day after the end date")
    return _on_the_end_date(policy.failed_grace_days if failed else 0)


def _on_the_end_date(failed_grace_days: int) -> Message:
    if not failed_grace_days:
        return message("Gone on the end date")
    return plural(
        "Gone on the end date, after a failed payment {count} day later",
        "Gone on the end date, after a failed payment {count} days later",
        failed_grace_days,
    )


def _inactivity(policy: Policy) -> Message:
    return plural(
        "A customer is gone when {count} day has passed without a purchase.",
        "A customer is gone when {count} days have passed without a purchase.",
        policy.inactivity_days or 0,
    )


def _at_risk(policy: Policy) -> tuple[Message, ...]:
    if policy.at_risk == "everybody":
        return ()
    return (message("Churn is the share of the customers up for renewal who didn't renew."),)


def _end(policy: Policy) -> Message:
    if policy.counts == "asked":
        return message("A customer is gone on the day of asking to leave, or on the end date if that is earlier.")
    if policy.end_is == "last_paid_day":
        return message("The end date is the last day paid for: a customer is gone on the day after it.")
    return message("A customer is gone on the end date.")


def _grace(policy: Policy) -> Message:
    return message(
        "Days of grace: {grace} after an end, {failed} after a failed payment.",
        grace=policy.grace_days,
        failed=policy.failed_grace_days,
    )


def _who_counts(policy: Policy) -> tuple[Message, ...]:
    return (
        message("Trials count as customers.") if policy.trials == "include" else message("Trials are left out."),
        message("Stays at a price of 0 count as customers.")
        if policy.zero_price == "include"
        else message("Stays at a price of 0 are left out."),
        message("A customer on pause counts as here.")
        if policy.paused == "active"
        else message("A customer on pause counts as gone."),
    )


def _gaps(policy: Policy) -> Message:
    return plural(
        "A gap of at most {count} day between two stays is no break.",
        "A gap of at most {count} days between two stays is no break.",
        policy.join_gap_days,
    )
