"""The drawn chart: follows the pointer and the arrow keys, and repaints itself in another theme."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyqtgraph as pg
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPen

from churndesk.gui.plots.axes import LabelAxis, ValueAxis, tint
from churndesk.gui.plots.drawing import DRAW, draw_bands, draw_marks
from churndesk.gui.plots.extent import extent
from churndesk.gui.say import say
from churndesk.gui.theme import theme
from churndesk.gui.theme.fonts import larger

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent

    from churndesk.charts.chart import Chart

#: A chart of fewer labels keeps the room of so many.
_LEAST_PLACES = 4


class Canvas(pg.PlotWidget):
    """Draws one chart. `read` bears the index of the label that is pointed at, -1 for none."""

    read = Signal(int)

    def __init__(self) -> None:
        super().__init__(background=QColor(theme().colours.surface))
        self.setAntialiasing(True)
        self._chart: Chart | None = None
        self._pointed = -1
        self._line: pg.InfiniteLine | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(self.Shape.NoFrame)
        self.setMenuEnabled(False)
        self.setMouseEnabled(x=False, y=False)
        self.setMouseTracking(True)
        self.hideButtons()
        theme().changed.connect(self.redraw)

    def draw(self, chart: Chart) -> None:
        """Draws that chart in the place of what was there."""
        self._chart = chart
        self._pointed = -1
        self.setAccessibleName(say(chart.title))
        self.setAccessibleDescription(say(chart.summary))
        self.redraw()

    def redraw(self) -> None:
        """Draws the chart again, in the colours in force."""
        chart, colours = self._chart, theme().colours
        self.setBackground(QColor(colours.surface))
        if chart is None:
            return
        plot = self.getPlotItem()
        plot.clear()
        font = larger(self.font(), 0.92)
        labels = LabelAxis(chart, font)
        plot.setAxisItems({"bottom": labels, "left": ValueAxis(chart, font)})
        plot.layout.setContentsMargins(0, 4, labels.overhang, 0)
        tint(plot.getAxis("bottom"), colours, line=True)
        tint(plot.getAxis("left"), colours, line=False)
        least, most = extent(chart)
        # One bar alone would be a wall.
        beside = max(0.0, (_LEAST_PLACES - len(chart.labels)) / 2)
        plot.setXRange(-0.5 - beside, len(chart.labels) - 0.5 + beside, padding=0.01)
        plot.setYRange(least, most, padding=0)
        plot.showGrid(y=True, alpha=1.0)
        # A range and a grid that stay as they were aren't announced, and axes that are new know nothing of them.
        for axis in (labels, plot.getAxis("left")):
            axis.linkedViewChanged(plot.vb)
        plot.updateGrid()
        draw_bands(plot, chart, colours, most)
        DRAW[chart.kind](plot, chart, colours, font)
        draw_marks(plot, chart, colours, font, most)
        pen = QPen(QColor(colours.strong_line), 1)
        pen.setCosmetic(True)
        self._line = pg.InfiniteLine(0, 90, pen=pen)
        self._line.setZValue(-10)
        self._line.hide()
        plot.addItem(self._line)

    def point_at(self, index: int) -> None:
        """Marks one label and tells of it; -1 takes the mark away."""
        if self._chart is None or index == self._pointed or index >= len(self._chart.labels):
            return
        self._pointed = index
        self._line.setVisible(index >= 0)
        self._line.setPos(max(index, 0))
        self.read.emit(index)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Reads the label under the pointer."""
        super().mouseMoveEvent(event)
        if self._chart is None or not self._chart.labels:
            return
        x = self.getPlotItem().vb.mapSceneToView(self.mapToScene(event.position().toPoint())).x()
        self.point_at(min(max(round(x), 0), len(self._chart.labels) - 1))

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
        """Arrow keys, Home and End read label by label."""
        last = len(self._chart.labels) - 1 if self._chart is not None else -1
        places = {
            Qt.Key.Key_Right: min(self._pointed + 1, last),
            Qt.Key.Key_Left: max(self._pointed - 1, 0) if self._pointed >= 0 else last,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        if event.key() in places and last >= 0:
            self.point_at(places[event.key()])
        else:
            event.ignore()

    def wheelEvent(self, event: QEvent) -> None:
        """Leaves the wheel to the page."""
        event.ignore()
