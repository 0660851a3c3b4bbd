"""What moved the revenue of one period, and what was paid in each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from churndesk.charts.chart import Chart, Line
from churndesk.charts.trends import incomplete
from churndesk.words import Money, message, sense

if TYPE_CHECKING:
    from collections.abc import Sequence

    from churndesk.charts.chart import Tone
    from churndesk.metrics import RevenueMovement
    from churndesk.words import Message


def chart_revenue_bridge(movement: RevenueMovement, currency: str | None = None) -> Chart:
    """The way from the revenue a month at the start of the period to that at its end, step by step."""
    steps = _steps(movement)
    return Chart(
        "revenue_bridge",
        "waterfall",
        message("What moved the revenue per month"),
        "money",
        tuple(name for name, _, _ in steps),
        (Line(message("Revenue per month"), tuple(value for _, value, _ in steps)),),
        _summary(movement, currency),
        currency=currency,
        tones=tuple(tone for _, _, tone in steps),
        incomplete=() if movement.period.complete else (len(steps) - 1,) if steps else (),
    )


def _steps(movement: RevenueMovement) -> list[tuple[Message, float, Tone]]:
    """Name, signed value and tone of each step; none where the table has no amounts at both ends."""
    if movement.opening is None or movement.closing is None:
        return []
    between: list[tuple[Message, float | None, Tone]] = [
        (sense("revenue", "New"), movement.new, "good"),
        (sense("revenue", "Returned"), movement.returned, "good"),
        (sense("revenue", "Upgrades"), movement.expansion, "good"),
        (sense("revenue", "Moved in"), movement.moved_in or None, "accent"),
        (sense("revenue", "Downgrades"), _less(movement.contraction), "bad"),
        (sense("revenue", "Lost"), _less(movement.churned), "bad"),
        (sense("revenue", "Moved out"), _less(movement.moved_out or None), "accent"),
    ]
    return [
        (sense("revenue", "Start"), movement.opening, "muted"),
        *((name, value, tone) for name, value, tone in between if value is not None),
        (sense("revenue", "End"), movement.closing, "muted"),
    ]


def _less(amount: float | None) -> float | None:
    return None if amount is None else 0.0 - amount


def _summary(movement: RevenueMovement, currency: str | None) -> Message:
    if movement.opening is None or movement.closing is None:
        return message("The table has no amounts at the start and the end of {period}.", period=movement.period.name)
    won = (movement.new or 0.0) + (movement.returned or 0.0) + (movement.expansion or 0.0)
    lost = (movement.contraction or 0.0) + (movement.churned or 0.0)
    return message(
        "In {period} revenue per month went from {opening} to {closing}: {won} won, {lost} lost.",
        period=movement.period.name,
        opening=Money(movement.opening, currency),
        closing=Money(movement.closing, currency),
        won=Money(won, currency),
        lost=Money(lost, currency),
    )


def chart_paid(revenue: Sequence[RevenueMovement], currency: str | None = None) -> Chart:
    """What was paid in each period: all that a table says of revenue that has no amounts at the periods' ends."""
    periods = [movement.period for movement in revenue]
    return Chart(
        "paid",
        "bars",
        message("Paid in the period"),
        "money",
        tuple(period.name for period in periods),
        (Line(message("Paid in the period"), tuple(movement.paid for movement in revenue)),),
        _paid_summary(revenue, currency),
        currency=currency,
        incomplete=incomplete(periods),
    )


def _paid_summary(revenue: Sequence[RevenueMovement], currency: str | None) -> Message:
    known = [(movement.paid, movement.period) for movement in revenue if movement.paid is not None]
    whole = [(paid, period) for paid, period in known if period.complete]
    if not whole:
        return message("The table says of no complete period what was paid in it.")
    (least, lowest), (most, highest) = min(whole, key=lambda pair: pair[0]), max(whole, key=lambda pair: pair[0])
    return message(
        "In {period} {paid} was paid. The least was {least} ({lowest}), the most {most} ({highest}).",
        period=whole[-1][1].name,
        paid=Money(whole[-1][0], currency, whole=True),
        least=Money(least, currency, whole=True),
        lowest=lowest.name,
        most=Money(most, currency, whole=True),
        highest=highest.name,
    )
