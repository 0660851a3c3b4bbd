"""Each period against what chance alone does, drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from churndesk.charts.chart import Chart, Line, Mark
from churndesk.words import message

if TYPE_CHECKING:
    from churndesk.metrics.control import Control


def chart_control(control: Control) -> Chart:
    """The churn of every complete period over the limits that the other periods draw; a mark where it is beyond."""
    points = control.points
    churn = Line(message("Churn"), tuple(point.rate for point in points), "bad")
    chance = Line(
        message("By chance"),
        tuple(point.expected for point in points),
        "muted",
        low=tuple(point.low for point in points),
        high=tuple(point.high for point in points),
        dashed=True,
    )
    return Chart(
        "control",
        "line",
        message("Which periods stand out"),
        "rate",
        tuple(point.period.name for point in points),
        (churn, chance),
        control.sentence,
        marks=tuple(
            Mark(index, message("higher than chance") if point.signal == "high" else message("lower than chance"))
            for index, point in enumerate(points)
            if point.signal
        ),
    )
