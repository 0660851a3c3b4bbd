"""One chart value, drawn into a rectangle."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from churndesk.charts.chart import Chart
from churndesk.charts.heatmap import Heatmap
from churndesk.charts.step_chart import StepChart
from churndesk.paper.plots.bars import draw_bars, draw_waterfall
from churndesk.paper.plots.colours import draw_heatmap
from churndesk.paper.plots.frame import draw_head, draw_labels, draw_values, legend_of
from churndesk.paper.plots.lines import draw_bands, draw_lines, draw_marks
from churndesk.paper.plots.scale import scale_of
from churndesk.paper.plots.steps import draw_steps

if TYPE_CHECKING:
    from PySide6.QtCore import QRectF

    from churndesk.paper.canvas import Canvas

#: Everything that can be drawn.
Drawn: TypeAlias = Chart | StepChart | Heatmap

_DRAW = {"line": draw_lines, "bars": draw_bars, "waterfall": draw_waterfall}


def draw(canvas: Canvas, drawn: Drawn, room: QRectF) -> None:
    """Draws the chart with its title and legend into the rectangle."""
    if isinstance(drawn, StepChart):
        draw_steps(canvas, drawn, room)
    elif isinstance(drawn, Heatmap):
        draw_heatmap(canvas, drawn, room)
    else:
        _draw_chart(canvas, drawn, room)


def _draw_chart(canvas: Canvas, chart: Chart, room: QRectF) -> None:
    below = draw_head(canvas, room, canvas.say(chart.title), legend_of(chart, canvas))
    scale = scale_of(chart)
    plot = draw_values(canvas, below.adjusted(0, 0, 0, -22), scale, chart.unit, chart.currency)
    draw_bands(canvas, chart, plot, scale)
    if chart.labels:
        _DRAW[chart.kind](canvas, chart, plot, scale)
    draw_marks(canvas, chart, plot)
    draw_labels(canvas, plot, chart.labels)
