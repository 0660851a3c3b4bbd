"""Whether one period differs from another by more than chance, said in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from churndesk.metrics.fisher import fisher
from churndesk.words import Rate, message

if TYPE_CHECKING:
    from churndesk.metrics.movements import CustomerMovement
    from churndesk.metrics.result import Result
    from churndesk.words import Message, PeriodName

#: Below this probability a difference is called one.
SIGNIFICANT = 0.05


def comparison(now: CustomerMovement, before: CustomerMovement, metric: str = "churn_rate") -> Message | None:
    """Says whether a rate on customers differs from the period before, by Fisher's exact test.

    `metric` is churn_rate, retention_rate or growth_rate. None where either period has no rate, or hasn't ended yet.
    Neighbouring periods share customers, so the test is approximate.
    """
    share, earlier = _share(now, metric), _share(before, metric)
    if share is None or earlier is None:
        return None
    different = fisher(*share, *earlier) < SIGNIFICANT
    return _SAID[metric](different, Rate(share[0] / share[1]), Rate(earlier[0] / earlier[1]), before.period.name)


def revenue_comparison(now: tuple[CustomerMovement, Result], before: tuple[CustomerMovement, Result]) -> Message | None:
    """Says what revenue churn was the period before.

    Amounts are no counts: Fisher's test can only speak of the customers who left.
    """
    share, earlier = (_share(customers, "churn_rate") for customers, _ in (now, before))
    value = before[1].value if now[1].value is not None else None
    if value is None or share is None or earlier is None:
        return None
    if fisher(*share, *earlier) < SIGNIFICANT:
        return message(
            "It was {before} in {earlier}. The number of customers who left differs by more than chance explains.",
            before=Rate(value),
            earlier=before[0].period.name,
        )
    return message(
        "It was {before} in {earlier}. The number of customers who left differs by no more than chance alone makes it.",
        before=Rate(value),
        earlier=before[0].period.name,
    )


def _churn(different: bool, now: Rate, before: Rate, earlier: PeriodName) -> Message:  # noqa: FBT001
    if not different:
        return message(
            "Churn was {before} in {earlier}: the difference is within what chance alone does with so few customers.",
            before=before,
            earlier=earlier,
        )
    if now.fraction > before.fraction:
        return message(
            "Churn is different from {earlier}: it was {before} then and is {now} now, more than chance explains.",
            before=before,
            earlier=earlier,
            now=now,
        )
    return message(
        "Churn is different from {earlier}: it was {before} then and is only {now} now, more than chance explains.",
        before=before,
        earlier=earlier,
        now=now,
    )


def _retention(different: bool, now: Rate, before: Rate, earlier: PeriodName) -> Message:  # noqa: FBT001
    if not different:
        return message(
            "Retention was {before} in {earlier}: the difference is within what chance alone does with so few "
            "customers.",
            before=before,
            earlier=earlier,
        )
    return message(
        "Retention is different from {earlier}: it was {before} then and is {now} now, more than chance explains.",
        before=before,
        earlier=earlier,
        now=now,
    )


def _growth(different: bool, now: Rate, before: Rate, earlier: PeriodName) -> Message:  # noqa: FBT001
    if not different:
        return message(
            "Growth was {before} in {earlier}: the difference is within what chance alone does with so few customers.",
            before=before,
            earlier=earlier,
        )
    return message(
        "Growth is different from {earlier}: it was {before} then and is {now} now, more than chance explains.",
        before=before,
        earlier=earlier,
        now=now,
    )


_SAID = {"churn_rate": _churn, "retention_rate": _retention, "growth_rate": _growth}


def _share(movement: CustomerMovement, metric: str) -> tuple[int, int] | None:
    """How many of how many at the start; None where the period has no such rate."""
    lost, opening = (movement.lost, movement.opening) if metric == "growth_rate" else (movement.gone, movement.at_risk)
    if lost is None or not opening or lost > opening or movement.no_rates or not movement.period.complete:
        return None
    if metric == "growth_rate":
        # More may join than were there at the start: then it is no share, and Fisher's test has no say.
        return (movement.new, opening) if movement.new is not None and movement.new <= opening else None
    return (opening - lost if metric == "retention_rate" else lost), opening
