"""Customers who came and went, period by period."""

from __future__ import annotations

from typing import TYPE_CHECKING

from churndesk.charts.chart import Chart, Line
from churndesk.charts.trends import incomplete
from churndesk.words import message, plural, sense

if TYPE_CHECKING:
    from collections.abc import Sequence

    from churndesk.charts.chart import Mark
    from churndesk.metrics import CustomerMovement
    from churndesk.words import Message


def chart_customers(customers: Sequence[CustomerMovement], marks: Sequence[Mark] = ()) -> Chart:
    """New, returned and lost customers of each period side by side."""
    lines = [
        Line(sense("customers", "New"), tuple(_number(movement.new) for movement in customers), "good"),
        Line(sense("customers", "Lost"), tuple(_number(movement.lost) for movement in customers), "bad"),
    ]
    if any(movement.returned for movement in customers):
        returned = tuple(_number(movement.returned) for movement in customers)
        lines.insert(1, Line(sense("customers", "Returned"), returned, "accent"))
    periods = [movement.period for movement in customers]
    return Chart(
        "customers",
        "bars",
        message("Customers who came and went"),
        "count",
        tuple(period.name for period in periods),
        tuple(lines),
        _summary(customers),
        marks=tuple(marks),
        incomplete=incomplete(periods),
    )


def _number(count: int | None) -> float | None:
    return None if count is None else float(count)


def _summary(customers: Sequence[CustomerMovement]) -> Message:
    known = [movement for movement in customers if movement.new is not None and movement.lost is not None]
    if not known:
        return message("The table doesn't say who came and who went.")
    return plural(
        "In {count} period {new} new customers came, {returned} returned and {lost} left.",
        "In {count} periods {new} new customers came, {returned} returned and {lost} left.",
        len(known),
        new=sum(movement.new or 0 for movement in known),
        returned=sum(movement.returned or 0 for movement in known),
        lost=sum(movement.lost or 0 for movement in known),
    )
