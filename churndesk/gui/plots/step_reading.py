"""What a chart of steps says at a time, in words."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from churndesk.gui.say import say
from churndesk.words import Rate, Series, message, plural

if TYPE_CHECKING:
    from churndesk.charts.step_chart import StepChart, StepLine
    from churndesk.words import Message, Value


def step_reading(chart: StepChart, time: int) -> str:
    """Everything at that time: "After 90 days: All customers 83.1% (likely 79.5% to 86.2%)"."""
    said = Series(tuple(_said(line, time) for line in chart.lines))
    return say(message("{time}: {figures}", time=after(time, chart), figures=said))


def after(time: int, chart: StepChart) -> Message:
    """How long after the start."""
    if chart.time_unit == "days":
        return plural("After {count} day", "After {count} days", time)
    return plural("After {count} month", "After {count} months", time)


def _said(line: StepLine, time: int) -> Value:
    place = bisect_right(line.times, time) - 1
    if place < 0 or (time > line.times[-1] and line.values[-1] > 0):
        return message("{name}: nobody was followed for so long", name=line.name)
    return message(
        "{name} {value} (likely {low} to {high})",
        name=line.name,
        value=Rate(line.values[place]),
        low=Rate(line.low[place]),
        high=Rate(line.high[place]),
    )
