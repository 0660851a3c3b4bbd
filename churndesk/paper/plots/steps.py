"""Curves in steps over time, with their intervals."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF

from churndesk.export.look import MUTED, TONES
from churndesk.paper.canvas import MIDDLE, soft
from churndesk.paper.plots.frame import SMALL, Entry, draw_head, draw_values
from churndesk.paper.plots.scale import Scale
from churndesk.words import Amount, message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from churndesk.charts.step_chart import StepChart, StepLine
    from churndesk.paper.canvas import Canvas

_SHARES = Scale(0.0, 1.0, 0.2)


def draw_steps(canvas: Canvas, chart: StepChart, room: QRectF) -> None:
    """Every curve over the ground of its interval; the half is where the median is read."""
    entries = [Entry(canvas.language.value(line.name), TONES[line.tone], dashed=line.dashed) for line in chart.lines]
    entries.append(Entry(canvas.say(message("what chance alone could make of it")), ground=soft(chart.lines[0].tone)))
    below = draw_head(canvas, room, canvas.language.value(chart.title), entries)
    plot = draw_values(canvas, below.adjusted(0, 0, 0, -30), _SHARES, "rate", None)
    longest = max((line.times[-1] for line in chart.lines if line.times), default=1.0) or 1.0

    def at(time: float, share: float) -> QPointF:
        return QPointF(plot.left() + plot.width() * time / longest, plot.bottom() - share * plot.height())

    for line in chart.lines:
        high, low = _corners(line, line.high), _corners(line, line.low)
        canvas.ground([*(at(*one) for one in high), *(at(*one) for one in reversed(low))], soft(line.tone, 30))
    for line in chart.lines:
        canvas.path([at(*one) for one in _corners(line, line.values)], TONES[line.tone], 1.6, dashed=line.dashed)
        if line.median is not None:
            drop = [at(0, 0.5), at(line.median, 0.5), at(line.median, 0)]
            canvas.path(drop, MUTED, 0.7, dashed=True)
    for tick in chart.ticks:
        if tick <= longest:
            text = canvas.language.value(Amount(tick))
            x = at(tick, 0).x()
            canvas.text(QRectF(x - 20, plot.bottom() + 3, 40, 10), text, SMALL, colour=MUTED, align=MIDDLE)
    title = canvas.language.value(chart.time_title)
    canvas.text(QRectF(plot.left(), plot.bottom() + 14, plot.width(), 10), title, SMALL, colour=MUTED, align=MIDDLE)


def _corners(line: StepLine, values: Sequence[float]) -> list[tuple[float, float]]:
    """Level up to the next time, then straight to its value."""
    corners = [(line.times[0], values[0])]
    for (_, before), (time, value) in pairwise(zip(line.times, values, strict=True)):
        corners += [(time, before)] if before == value else [(time, before), (time, value)]
    return corners
