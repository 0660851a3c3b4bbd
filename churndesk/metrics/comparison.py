"""Whether one period differs from another by more than chance, said in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from churndesk.metrics.fisher import fisher
from churndesk.words import Rate, message

if TYPE_CHECKING:
    from churndesk.metrics.movements import CustomerMovement
    from churndesk.words import Message

#: Below this probability a difference is called one.
SIGNIFICANT = 0.05


def comparison(now: CustomerMovement, before: CustomerMovement) -> Message | None:
    """Says whether churn differs from the period before, by Fisher's exact test.

    None where either has no rate, or hasn't ended yet. Neighbouring periods share customers, so the test is
    approximate.
    """
    share, earlier = _share(now), _share(before)
    if share is None or earlier is None:
        return None
    (lost, opening), (lost_before, opening_before) = share, earlier
    rate, rate_before = Rate(lost / opening), Rate(lost_before / opening_before)
    if fisher(lost, opening, lost_before, opening_before) >= SIGNIFICANT:
        return message(
            "Churn was {before} in {earlier}: the difference is within what chance alone does with so few customers.",
            before=rate_before,
            earlier=before.period.name,
        )
    if rate.fraction > rate_before.fraction:
        return message(
            "Churn is different from {earlier}: it was {before} then and is {now} now, more than chance explains.",
            before=rate_before,
            earlier=before.period.name,
            now=rate,
        )
    return message(
        "Churn is different from {earlier}: it was {before} then and is only {now} now, more than chance explains.",
        before=rate_before,
        earlier=before.period.name,
        now=rate,
    )


def _share(movement: CustomerMovement) -> tuple[int, int] | None:
    lost, opening = movement.lost, movement.opening
    if lost is None or not opening or lost > opening or movement.no_rates or not movement.period.complete:
        return None
    return lost, opening
