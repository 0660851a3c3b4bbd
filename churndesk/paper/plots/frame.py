"""The frame of a chart: its title, what its colours stand for, the grid and the labels; the rest is for the plot."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF

from churndesk.export.look import LINE, MUTED, TEXT, TONES
from churndesk.paper.canvas import MIDDLE, RIGHT, soft
from churndesk.paper.plots.scale import LARGE, value
from churndesk.words import PeriodName, message

if TYPE_CHECKING:
    from PySide6.QtGui import QBrush

    from churndesk.charts.chart import Chart, Unit
    from churndesk.paper.canvas import Canvas
    from churndesk.paper.plots.scale import Scale
    from churndesk.words import Value

TITLE, SMALL = 10.0, 7.5
_GAP = 6.0
_SWATCH = 12.0


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a legend: a line in that colour, a ground, or a number for a mark."""

    name: str
    colour: str = ""
    ground: QBrush | None = None
    dashed: bool = False
    bar: bool = False


def legend_of(chart: Chart, canvas: Canvas) -> list[Entry]:
    """What a chart's colours, grounds and marks stand for; nothing where one series speaks for itself."""
    entries = []
    if chart.kind != "waterfall" and len(chart.lines) > 1:
        entries += [
            Entry(canvas.say(line.name), TONES[line.tone], dashed=line.dashed, bar=chart.kind == "bars")
            for line in chart.lines
        ]
    shaded = next((line for line in chart.lines if line.low), None)
    if shaded is not None and chart.kind == "line":
        entries.append(Entry(canvas.say(message("what chance alone could make of it")), ground=soft(shaded.tone)))
    entries += [Entry(canvas.say(band.name), ground=soft(band.tone, 30)) for band in chart.bands]
    entries += [Entry(f"{number}  {canvas.say(mark.text)}") for number, mark in enumerate(chart.marks, start=1)]
    if chart.incomplete and chart.kind != "waterfall":
        entries.append(Entry(canvas.say(message("hollow: not over yet"))))
    return entries


def draw_head(canvas: Canvas, room: QRectF, title: str, entries: list[Entry]) -> QRectF:
    """Writes the title and the legend; answers the room below them."""
    canvas.text(QRectF(room.left(), room.top(), room.width(), 14), title, TITLE, bold=True)
    top = room.top() + canvas.height(title, TITLE, 10_000, bold=True) + 3
    x, line = room.left(), canvas.height("X", SMALL, 1000) + 2
    for entry in entries:
        swatch = _SWATCH + 4 if entry.colour or entry.ground is not None else 0
        name = canvas.elided(entry.name, SMALL, room.width() - swatch)
        wide = swatch + canvas.width(name, SMALL) + 12
        if x > room.left() and x + wide > room.right() + 12:
            x, top = room.left(), top + line
        _draw_entry(canvas, entry, QRectF(x, top, _SWATCH, line))
        canvas.text(QRectF(x + swatch, top, wide, line), name, SMALL, colour=MUTED)
        x += wide
    return room.adjusted(0, top - room.top() + (line if entries else 0) + 4, 0, 0)


def _draw_entry(canvas: Canvas, entry: Entry, at: QRectF) -> None:
    middle = at.center().y() - 0.5
    if entry.ground is not None:
        canvas.box(QRectF(at.left(), middle - 3.5, _SWATCH, 7), entry.ground, LINE, 0.4)
    elif entry.bar:
        canvas.box(QRectF(at.left() + 2, middle - 3.5, 8, 7), entry.colour)
    elif entry.colour:
        start, end = QPointF(at.left(), middle), QPointF(at.left() + _SWATCH, middle)
        canvas.line(start, end, entry.colour, 1.4, dashed=entry.dashed)


def number_text(canvas: Canvas, unit: Unit, number: float, currency: str | None, step: float) -> str:
    """A number beside the axis."""
    if unit == "money" and max(abs(number), step) >= LARGE:
        return compact(canvas, number, currency)
    return canvas.language.value(value(unit, number, currency, step))


def compact(canvas: Canvas, amount: float, currency: str | None) -> str:
    """A large amount in short: "€1.2M"."""
    from babel.numbers import format_compact_currency, format_compact_decimal

    locale = canvas.language.locale
    if currency is None:
        return str(format_compact_decimal(amount, locale=locale, fraction_digits=1))
    return str(format_compact_currency(amount, currency, locale=locale, fraction_digits=1))


def draw_values(canvas: Canvas, room: QRectF, scale: Scale, unit: Unit, currency: str | None) -> QRectF:
    """Draws the grid with its numbers at the left; answers the room right of them."""
    texts = [number_text(canvas, unit, tick, currency, scale.step) for tick in scale.ticks]
    wide = max((canvas.width(text, SMALL) for text in texts), default=0.0)
    plot = room.adjusted(wide + _GAP, 5, -2, 0)
    for tick, text in zip(scale.ticks, texts, strict=True):
        y = plot.bottom() - scale.share(tick) * plot.height()
        on_zero = abs(tick) < scale.step / 1e6
        canvas.line(QPointF(plot.left(), y), QPointF(plot.right(), y), MUTED if on_zero else LINE, 0.5)
        canvas.text(QRectF(room.left(), y - 5, wide, 10), text, SMALL, colour=MUTED, align=RIGHT)
    return plot


def label_text(canvas: Canvas, label: Value) -> str:
    """A label as short as the axis takes it."""
    if isinstance(label, PeriodName) and label.by == "week":
        return canvas.language.day(label.start)
    if isinstance(label, PeriodName):
        return canvas.language.period(replace(label, short=True))
    return canvas.language.value(label)


def draw_labels(canvas: Canvas, plot: QRectF, labels: tuple[Value, ...]) -> None:
    """Writes as many of the labels below the plot as have room, the last one always."""
    if not labels:
        return
    texts = [label_text(canvas, label) for label in labels]
    place = plot.width() / len(texts)
    by_name = not isinstance(labels[0], PeriodName)
    widest = max(canvas.width(text, SMALL) for text in texts) + 8
    step = 1 if by_name else max(1, math.ceil(widest / place))
    for index in range((len(texts) - 1) % step, len(texts), step):
        x = plot.left() + place * (index + 0.5)
        text = canvas.elided(texts[index], SMALL, 2 * place - 6 if by_name else 1000)
        down = 9.0 if by_name and widest > place and index % 2 else 0.0
        half = max(canvas.width(text, SMALL), 4.0)
        left = min(max(x - half / 2, plot.left() - 20), plot.right() + 4 - half)
        canvas.text(QRectF(left, plot.bottom() + 3 + down, half, 10), text, SMALL, colour=MUTED, align=MIDDLE)


def draw_text_on(canvas: Canvas, x: float, y: float, text: str) -> None:
    """Writes a number centred over a point."""
    canvas.text(QRectF(x - 40, y - 10, 80, 10), text, SMALL, colour=TEXT, align=MIDDLE)
