"""Bars side by side, and the steps of a waterfall."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor

from churndesk.export.look import MUTED, TEXT, TONES
from churndesk.paper.plots.frame import SMALL, compact, draw_text_on
from churndesk.paper.plots.scale import LARGE, spans, value
from churndesk.words import Money, message

if TYPE_CHECKING:
    from churndesk.charts.chart import Chart, Line, Tone
    from churndesk.paper.canvas import Canvas
    from churndesk.paper.plots.scale import Scale

_BAR = 0.72
#: One bar alone would be a wall.
_WIDEST = 46.0
_PATTERNS = (Qt.BrushStyle.SolidPattern, Qt.BrushStyle.BDiagPattern, Qt.BrushStyle.Dense4Pattern)
#: Up to so many bars have their number on them.
_NUMBERED = 12


def draw_bars(canvas: Canvas, chart: Chart, plot: QRectF, scale: Scale) -> None:
    """The series as bars side by side; the second is hatched, incomplete ones are hollow."""
    place = plot.width() / len(chart.labels)
    group = min(_BAR * place, _WIDEST * len(chart.lines))
    width = group / len(chart.lines)
    zero = plot.bottom() - scale.share(0.0) * plot.height()
    for number, line in enumerate(chart.lines):
        colour = TONES[line.tone]
        for index, height in enumerate(line.values):
            if height is None:
                continue
            left = plot.left() + place * (index + 0.5) - group / 2 + width * number
            top = plot.bottom() - scale.share(height) * plot.height()
            at = QRectF(left, min(top, zero), width * 0.92, abs(top - zero))
            hollow = index in chart.incomplete
            canvas.box(at, "#ffffff" if hollow else QBrush(QColor(colour), _PATTERNS[number % 3]), colour, 0.7)
            middle = at.center().x()
            reach = _draw_interval(canvas, line, index, (middle, plot, scale))
            if len(chart.lines) == 1 and len(chart.labels) <= _NUMBERED:
                draw_text_on(canvas, middle, min(top, reach) - 1, _number(canvas, chart, height))


def _draw_interval(canvas: Canvas, line: Line, index: int, at: tuple[float, QRectF, Scale]) -> float:
    """The interval as a thin line over the bar; answers how high it reaches."""
    x, plot, scale = at
    low, high = (bound[index] if bound else None for bound in (line.low, line.high))
    if low is None or high is None:
        return plot.bottom()
    top, bottom = (plot.bottom() - scale.share(end) * plot.height() for end in (high, low))
    canvas.line(QPointF(x, top), QPointF(x, bottom), TEXT, 0.8)
    for y in (top, bottom):
        canvas.line(QPointF(x - 3, y), QPointF(x + 3, y), TEXT, 0.8)
    return top


def draw_waterfall(canvas: Canvas, chart: Chart, plot: QRectF, scale: Scale) -> None:
    """The steps from the first total to the last, each with its number and a line to the next."""
    steps, place = spans(chart), plot.width() / len(chart.labels)
    plain: Tone = "accent"
    tones = chart.tones or (plain,) * len(steps)
    width = min(_BAR * place, _WIDEST)

    def level(amount: float) -> float:
        return plot.bottom() - scale.share(amount) * plot.height()

    for index, ((start, end), tone) in enumerate(zip(steps, tones, strict=True)):
        x = plot.left() + place * (index + 0.5)
        top, bottom = level(max(start, end)), level(min(start, end))
        canvas.box(QRectF(x - width / 2, top, width, max(bottom - top, 0.8)), TONES[tone])
        text = _step_text(canvas, chart, end - start, total=index in {0, len(steps) - 1})
        # Numbers wider than their place stand on two levels by turns.
        higher = 9.0 if index % 2 and canvas.width(text, SMALL) > place - 4 else 0.0
        draw_text_on(canvas, x, top - 1 - higher, text)
    for index, ((_, end), _next) in enumerate(pairwise(steps)):
        x = plot.left() + place * (index + 0.5)
        canvas.line(QPointF(x + width / 2, level(end)), QPointF(x + place - width / 2, level(end)), MUTED, 0.5)


def _number(canvas: Canvas, chart: Chart, number: float) -> str:
    if chart.unit == "money" and abs(number) >= LARGE:
        return compact(canvas, number, chart.currency)
    return canvas.language.value(value(chart.unit, number, chart.currency, 0.001 if chart.unit == "rate" else 0.0))


def _step_text(canvas: Canvas, chart: Chart, number: float, *, total: bool) -> str:
    shown = number if total else abs(number)
    said = _number(canvas, chart, shown)
    if chart.unit == "money" and abs(shown) < LARGE:
        # Cents would be too long for the room of a step.
        said = canvas.language.value(Money(shown, chart.currency, whole=True))
    if total or not number:
        return said
    return canvas.say(message("+{amount}", amount=said) if number > 0 else message("−{amount}", amount=said))
