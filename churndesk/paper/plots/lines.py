"""Lines over the ground of their interval, with bands and marks."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPolygonF

from churndesk.export.look import ACCENT, TEXT, TONES
from churndesk.paper.canvas import MIDDLE, pen, soft
from churndesk.paper.plots.frame import SMALL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from churndesk.charts.chart import Chart, Line
    from churndesk.paper.canvas import Canvas
    from churndesk.paper.plots.scale import Scale

#: The radius of a point by the number of labels up to which it holds.
_POINTS = ((24, 2.2), (48, 1.6), (10**9, 0.0))
_BAND = 30


def draw_lines(canvas: Canvas, chart: Chart, plot: QRectF, scale: Scale) -> None:
    """Each series as a line through its points; those of periods that aren't over are hollow."""
    radius = next(radius for count, radius in _POINTS if len(chart.labels) <= count)

    def at(index: int, value: float) -> QPointF:
        x = plot.left() + plot.width() * (index + 0.5) / len(chart.labels)
        return QPointF(x, plot.bottom() - scale.share(value) * plot.height())

    for line in chart.lines:
        for run in _runs([_bounds(line, index) is not None for index in range(len(line.values))]):
            bounds = [(index, bound) for index in run if (bound := _bounds(line, index)) is not None]
            edge = [at(index, high) for index, (_, high) in bounds]
            canvas.ground([*edge, *(at(index, low) for index, (low, _) in reversed(bounds))], soft(line.tone))
    for place, line in enumerate(chart.lines):
        for run in _runs([value is not None for value in line.values]):
            points = [at(index, line.values[index] or 0.0) for index in run]
            canvas.path(points, TONES[line.tone], 1.6, dashed=line.dashed)
            for index, point in zip(run, points, strict=True):
                _draw_point(canvas, point, max(radius, 1.6 if len(run) == 1 else 0.0), TONES[line.tone], place,
                            hollow=index in chart.incomplete)  # fmt: skip


def _bounds(line: Line, index: int) -> tuple[float, float] | None:
    if not line.low or not line.high:
        return None
    low, high = line.low[index], line.high[index]
    return None if low is None or high is None else (low, high)


def _runs(there: list[bool]) -> Iterator[list[int]]:
    """The stretches of neighbours that are there."""
    for known, run in groupby(range(len(there)), key=there.__getitem__):
        if known:
            yield list(run)


def _draw_point(canvas: Canvas, at: QPointF, radius: float, colour: str, place: int, *, hollow: bool) -> None:
    """The sign of a series: a circle, a square, a triangle; so that colour alone never tells them apart."""
    if not radius:
        return
    painter = canvas.painter
    painter.setPen(pen(colour, 1.0))
    painter.setBrush(QBrush(QColor("#ffffff" if hollow else colour)))
    if place == 0:
        painter.drawEllipse(at, radius, radius)
    elif place == 1:
        painter.drawRect(QRectF(at.x() - radius, at.y() - radius, 2 * radius, 2 * radius))
    else:
        corners = ((0.0, -1.3), (1.0, 1.0), (-1.0, 1.0))
        painter.drawPolygon(QPolygonF([QPointF(at.x() + x * radius, at.y() + y * radius) for x, y in corners]))
    painter.setBrush(QBrush())


def draw_bands(canvas: Canvas, chart: Chart, plot: QRectF, scale: Scale) -> None:
    """Each band as a ground across the plot."""
    for band in chart.bands:
        low = scale.low if band.low is None else band.low
        high = scale.high if band.high is None else min(band.high, scale.high)
        if low < high:
            top, bottom = (plot.bottom() - scale.share(value) * plot.height() for value in (high, low))
            canvas.box(QRectF(plot.left(), top, plot.width(), bottom - top), soft(band.tone, _BAND))


def draw_marks(canvas: Canvas, chart: Chart, plot: QRectF) -> None:
    """Each mark as a numbered line; the legend says what the numbers stand for."""
    for number, mark in enumerate(chart.marks, start=1):
        x = plot.left() + plot.width() * (mark.index + 0.5) / len(chart.labels)
        line = pen(TEXT, 0.8)
        line.setStyle(Qt.PenStyle.DotLine)
        canvas.painter.setPen(line)
        canvas.painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))
        flag = QRectF(x, plot.top() - 4, 9, 10)
        canvas.box(flag, ACCENT)
        canvas.text(flag, str(number), SMALL, colour="#ffffff", bold=True, align=MIDDLE)
