"""The drawn curve of steps: follows the pointer and the arrow keys, and repaints itself in another theme."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPen

from churndesk.gui.plots.axes import tint
from churndesk.gui.plots.strokes import edge_pen, line_pen, soft_brush
from churndesk.gui.say import language, say_value
from churndesk.gui.theme import theme
from churndesk.gui.theme.fonts import larger

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent, QRectF
    from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent, QMouseEvent

    from churndesk.charts.step_chart import StepChart, StepLine
    from churndesk.gui.theme import Colours

#: How many presses of an arrow key lead from one end to the other.
_PRESSES = 100
_ROOM = 16
_SHARES = (0.0, 0.25, 0.5, 0.75, 1.0)


class RoomyAxis(pg.AxisItem):
    """An axis with room for half a label beyond either end; without it the 0 would be left out."""

    def boundingRect(self) -> QRectF:
        """The axis and that room."""
        across = _ROOM if self.orientation == "bottom" else 0
        return super().boundingRect().adjusted(-across, across - _ROOM, across, _ROOM - across)


class StepCanvas(pg.PlotWidget):
    """Draws one chart of steps. `read` bears the time that is pointed at, -1 for none."""

    read = Signal(int)

    def __init__(self) -> None:
        axes = {side: RoomyAxis(side) for side in ("bottom", "left")}
        super().__init__(background=QColor(theme().colours.surface), axisItems=axes)
        self.setAntialiasing(True)
        self._chart: StepChart | None = None
        self._pointed = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(self.Shape.NoFrame)
        self.setMenuEnabled(False)
        self.setMouseEnabled(x=False, y=False)
        self.setMouseTracking(True)
        self.hideButtons()
        theme().changed.connect(self.redraw)

    def draw(self, chart: StepChart) -> None:
        """Draws that chart in the place of what was there."""
        self._chart = chart
        self._pointed = -1
        self.setAccessibleName(say_value(chart.title))
        self.setAccessibleDescription(say_value(chart.summary))
        self.redraw()

    @property
    def longest(self) -> int:
        """The last time of any curve."""
        return int(max(line.times[-1] for line in self._chart.lines)) if self._chart is not None else 0

    def redraw(self) -> None:
        """Draws the chart again, in the colours in force."""
        chart, colours = self._chart, theme().colours
        self.setBackground(QColor(colours.surface))
        if chart is None:
            return
        plot = self.getPlotItem()
        plot.clear()
        self._set_axes(chart, colours, larger(self.font(), 0.92))
        plot.setXRange(0, max(self.longest, 1), padding=0.02)
        plot.setYRange(0, 1.03, padding=0)
        plot.showGrid(y=True, alpha=1.0)
        for line in chart.lines:
            _draw_interval(plot, line, colours)
        for line in chart.lines:
            _draw_line(plot, line, colours)
        if len(chart.lines) == 1:
            _draw_median(plot, chart.lines[0], colours)
        pen = QPen(QColor(colours.strong_line), 1)
        pen.setCosmetic(True)
        self._line = pg.InfiniteLine(0, 90, pen=pen)
        self._line.setZValue(-10)
        self._line.hide()
        plot.addItem(self._line)

    def _set_axes(self, chart: StepChart, colours: Colours, font: QFont) -> None:
        plot = self.getPlotItem()
        bottom, left = plot.getAxis("bottom"), plot.getAxis("left")
        bottom.setTicks([[(tick, language().number(tick, 0)) for tick in chart.ticks]])
        left.setTicks([[(share, language().rate(share, 0)) for share in _SHARES]])
        for axis in (bottom, left):
            axis.setStyle(tickFont=font, tickLength=0, tickTextOffset=8)
        tint(bottom, colours, line=True)
        tint(left, colours, line=False)
        bottom.setLabel(say_value(chart.time_title), color=colours.muted)
        bottom.label.setFont(font)

    def point_at(self, time: int) -> None:
        """Marks one time and tells of it; -1 takes the mark away."""
        if self._chart is None or time == self._pointed:
            return
        self._pointed = time
        self._line.setVisible(time >= 0)
        self._line.setPos(max(time, 0))
        self.read.emit(time)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Reads the time under the pointer."""
        super().mouseMoveEvent(event)
        if self._chart is not None:
            x = self.getPlotItem().vb.mapSceneToView(self.mapToScene(event.position().toPoint())).x()
            self.point_at(min(max(round(x), 0), self.longest))

    def leaveEvent(self, event: QEvent) -> None:
        """Reads nothing once the pointer is gone, unless the keyboard reads."""
        super().leaveEvent(event)
        if not self.hasFocus():
            self.point_at(-1)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Reads nothing once the keyboard is elsewhere."""
        super().focusOutEvent(event)
        self.point_at(-1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys, Home and End read along the curve."""
        last, step = self.longest, max(1, self.longest // _PRESSES)
        places = {
            Qt.Key.Key_Right: min(self._pointed + step, last) if self._pointed >= 0 else 0,
            Qt.Key.Key_Left: max(self._pointed - step, 0) if self._pointed >= 0 else last,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        if event.key() in places and self._chart is not None:
            self.point_at(places[event.key()])
        else:
            event.ignore()

    def wheelEvent(self, event: QEvent) -> None:
        """Leaves the wheel to the page."""
        event.ignore()


def _steps(times: tuple[float, ...], values: tuple[float, ...]) -> tuple[np.ndarray, np.ndarray]:
    """The corners of the steps: each value holds from its time up to the next."""
    return np.repeat(times, 2)[1:], np.repeat(values, 2)[:-1]


def _draw_interval(plot: pg.PlotItem, line: StepLine, colours: Colours) -> None:
    # A curve without a pen has no path, and so nothing could be filled between two of them.
    unseen = QPen(QColor("transparent"))
    edges = [pg.PlotCurveItem(*_steps(line.times, bound), pen=unseen) for bound in (line.low, line.high)]
    plot.addItem(pg.FillBetweenItem(*edges, brush=soft_brush(colours, line.tone)))


def _draw_line(plot: pg.PlotItem, line: StepLine, colours: Colours) -> None:
    plot.addItem(pg.PlotDataItem(*_steps(line.times, line.values), pen=line_pen(colours, line)))


def _draw_median(plot: pg.PlotItem, line: StepLine, colours: Colours) -> None:
    """A dotted way from one half to the curve and down to its time."""
    if line.median is None:
        return
    pen = edge_pen(colours, "muted", 1.2)
    pen.setStyle(Qt.PenStyle.DotLine)
    plot.addItem(pg.PlotDataItem([0, line.median, line.median], [0.5, 0.5, 0.0], pen=pen))
