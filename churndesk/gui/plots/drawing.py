"""Draws a chart value into a pyqtgraph plot: lines with their intervals, bars, waterfalls, bands and marks."""

from __future__ import annotations

from itertools import groupby, pairwise
from typing import TYPE_CHECKING

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPen

from churndesk.gui.plots.reading import short_number
from churndesk.gui.plots.steps import steps_of
from churndesk.gui.plots.strokes import BAND_STRENGTH, SYMBOLS, bar_brush, edge_pen, line_pen, soft_brush
from churndesk.gui.say import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtGui import QFont

    from churndesk.charts.chart import Chart, Line
    from churndesk.gui.theme import Colours

#: The size of a point by the number of labels up to which it holds.
_POINTS = ((24, 8), (48, 6), (10**9, 4))
_BAR = 0.72
#: The width of a whisker's ends, in places of the axis.
_WHISKER = 0.12


def draw_lines(plot: pg.PlotItem, chart: Chart, colours: Colours, _font: QFont) -> None:
    """Each series as a line through its points, over the band of its interval; incomplete points are hollow."""
    for line in chart.lines:
        for run in _runs(line):
            _draw_interval(plot, line, run, colours)
    size = next(size for count, size in _POINTS if len(chart.labels) <= count)
    for place, line in enumerate(chart.lines):
        numbers = [float("nan") if value is None else value for value in line.values]
        plot.addItem(pg.PlotDataItem(range(len(numbers)), numbers, pen=line_pen(colours, line), connect="finite"))
        there = [index for index, value in enumerate(line.values) if value is not None]
        plot.addItem(
            pg.ScatterPlotItem(
                x=there,
                y=[line.values[index] for index in there],
                symbol=SYMBOLS[place % len(SYMBOLS)],
                size=size,
                pen=edge_pen(colours, line.tone),
                brush=[bar_brush(colours, line.tone, 0, hollow=index in chart.incomplete) for index in there],
            )
        )


def _runs(line: Line) -> Iterator[list[int]]:
    """The stretches of neighbouring labels where the interval is known."""
    known = [
        bool(line.low and line.high) and None not in (line.low[at], line.high[at]) for at in range(len(line.values))
    ]
    for there, run in groupby(range(len(known)), key=known.__getitem__):
        if there:
            yield list(run)


def _draw_interval(plot: pg.PlotItem, line: Line, run: list[int], colours: Colours) -> None:
    # A curve without a pen has no path, and so nothing could be filled between two of them.
    unseen = QPen(QColor("transparent"))
    edges = [pg.PlotCurveItem(run, [bound[index] for index in run], pen=unseen) for bound in (line.low, line.high)]
    plot.addItem(pg.FillBetweenItem(*edges, brush=soft_brush(colours, line.tone)))


def draw_bars(plot: pg.PlotItem, chart: Chart, colours: Colours, _font: QFont) -> None:
    """The series as bars side by side; the second is hatched, incomplete ones are hollow."""
    width = _BAR / max(1, len(chart.lines))
    for place, line in enumerate(chart.lines):
        there = [index for index, value in enumerate(line.values) if value is not None]
        offset = width * (place + 0.5) - _BAR / 2
        plot.addItem(
            pg.BarGraphItem(
                x=[index + offset for index in there],
                height=[line.values[index] for index in there],
                width=width * 0.9,
                pen=edge_pen(colours, line.tone, 1.2),
                brushes=[bar_brush(colours, line.tone, place, hollow=index in chart.incomplete) for index in there],
            )
        )
        _draw_whiskers(plot, line, offset, colours)


def _draw_whiskers(plot: pg.PlotItem, line: Line, offset: float, colours: Colours) -> None:
    """The interval of each bar as a line with ends."""
    there = [index for run in _runs(line) for index in run if line.values[index] is not None]
    if not there:
        return
    low, value, high = (np.array([side[at] for at in there], float) for side in (line.low, line.values, line.high))
    places, bounds = np.array(there) + offset, {"bottom": value - low, "top": high - value, "beam": _WHISKER}
    # The edge keeps it legible on the bar as well as above it.
    for colour, width in ((colours.surface, 4.0), (colours.text, 1.4)):
        pen = QPen(QColor(colour), width)
        pen.setCosmetic(True)
        plot.addItem(pg.ErrorBarItem(x=places, y=value, pen=pen, **bounds))


def draw_waterfall(plot: pg.PlotItem, chart: Chart, colours: Colours, font: QFont) -> None:
    """The steps from the first total to the last, each with its number on it and a line to the next."""
    spans = steps_of(chart)
    tones = chart.tones or tuple(["accent"] * len(spans))
    for index, ((start, end), tone) in enumerate(zip(spans, tones, strict=True)):
        bar = pg.BarGraphItem(x=[index], y0=[min(start, end)], height=[abs(end - start)], width=_BAR,
                              pen=edge_pen(colours, tone, 1.2), brush=bar_brush(colours, tone, 0))  # fmt: skip
        plot.addItem(bar)
        text = _step_text(chart, end - start, total=index in (0, len(spans) - 1))
        # Under a step down there is always room; over it the step before may have its number.
        below = end < start
        label = pg.TextItem(text, color=QColor(colours.text), anchor=(0.5, 0.0 if below else 1.0))
        label.setFont(font)
        label.setPos(index, min(start, end) if below else max(start, end))
        plot.addItem(label)
    pen = QPen(QColor(colours.strong_line), 1)
    pen.setCosmetic(True)
    for index, ((_, level), _next) in enumerate(pairwise(spans)):
        plot.addItem(pg.PlotDataItem([index + _BAR / 2, index + 1 - _BAR / 2], [level, level], pen=pen))


def _step_text(chart: Chart, number: float, *, total: bool) -> str:
    said = short_number(chart, abs(number) if not total else number)
    return said if total or not number else tr("+{amount}", amount=said) if number > 0 else tr("−{amount}", amount=said)


def draw_bands(plot: pg.PlotItem, chart: Chart, colours: Colours, most: float) -> None:
    """Each band as a ground across the plot; the legend names it."""
    for band in chart.bands:
        low = 0.0 if band.low is None else band.low
        high = most if band.high is None else min(band.high, most)
        if low >= high:
            continue
        region = pg.LinearRegionItem(
            (low, high),
            "horizontal",
            brush=soft_brush(colours, band.tone, BAND_STRENGTH),
            pen=pg.mkPen(None),
            movable=False,
        )
        region.setZValue(-20)
        plot.addItem(region)


def draw_marks(plot: pg.PlotItem, chart: Chart, colours: Colours, font: QFont, most: float) -> None:
    """Each mark as a numbered line; the legend says what the numbers stand for."""
    for number, mark in enumerate(chart.marks, start=1):
        pen = QPen(QColor(colours.text), 1.2, Qt.PenStyle.DotLine)
        pen.setCosmetic(True)
        plot.addItem(pg.InfiniteLine(mark.index, 90, pen=pen))
        flag = pg.TextItem(
            f" {number} ", color=QColor(colours.on_accent), fill=QColor(colours.accent), anchor=(0.5, 0.0)
        )
        flag.setFont(font)
        flag.setPos(mark.index, most)
        plot.addItem(flag)


#: How each kind of chart is drawn.
DRAW: dict[str, Callable[[pg.PlotItem, Chart, Colours, QFont], None]] = {
    "line": draw_lines,
    "bars": draw_bars,
    "waterfall": draw_waterfall,
}
