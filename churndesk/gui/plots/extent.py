"""How far the value axis reaches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from churndesk.gui.plots.steps import steps_of

if TYPE_CHECKING:
    from churndesk.charts.chart import Chart

#: Room above the highest and below the lowest value, for labels.
_ROOM = 0.1
#: A band further off than this many times the data's own height isn't worth flattening the data for.
_FAR = 1.6


def extent(chart: Chart) -> tuple[float, float]:
    """The least and the most that the axis shows: always 0, every value, and every interval.

    An interval of very few customers reaches almost everywhere; it is cut at three times the highest value.
    """
    values = _values(chart)
    top, bottom = max([0.0, *values]), min([0.0, *values])
    highs = [bound for line in chart.lines for bound in line.high if bound is not None]
    top = max(top, min(max(highs, default=top), 3 * top if top else 1.0))
    edges = [edge for band in chart.bands for edge in (band.low, band.high) if edge is not None]
    top = max([top, *(edge for edge in edges if edge <= _FAR * top)])
    if top == bottom:
        return 0.0, 1.0 if chart.unit != "rate" else 0.05
    room = (top - bottom) * _ROOM
    return bottom - (room if bottom else 0.0), top + room


def _values(chart: Chart) -> list[float]:
    if chart.kind == "waterfall":
        return [edge for span in steps_of(chart) for edge in span]
    return [value for line in chart.lines for value in line.values if value is not None]
