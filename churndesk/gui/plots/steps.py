"""The steps of a waterfall."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from churndesk.charts.chart import Chart


def steps_of(chart: Chart) -> list[tuple[float, float]]:
    """Where each bar begins and ends; the first and the last stand on 0."""
    values = [value or 0.0 for value in chart.lines[0].values]
    spans, level = [(0.0, values[0])], values[0]
    for value in values[1:-1]:
        spans.append((level, level + value))
        level += value
    return [*spans, (0.0, values[-1])]
