"""The axes: labels in the language in force that never overlap."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPen

from churndesk.gui.plots.reading import axis_number, by_period, short_label

if TYPE_CHECKING:
    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QFont

    from churndesk.charts.chart import Chart
    from churndesk.gui.theme import Colours

#: Free room between two labels, in pixels.
_GAP = 16
#: A name takes at most so many lines.
_LINES = 2
#: From so many labels on, half a label is wider than half the room between two of them.
_CLOSE = 8
#: A long name at the end is cut before it takes more room than this from the plot.
_MOST_OVERHANG = 32


class LabelAxis(pg.AxisItem):
    """The axis of labels: of periods as many as fit, the last one always among them; of names all, wrapped."""

    def __init__(self, chart: Chart, font: QFont) -> None:
        super().__init__("bottom")
        self._labels = [short_label(label) for label in chart.labels]
        self._metrics = QFontMetricsF(font)
        self._widest = max((self._metrics.horizontalAdvance(label) for label in self._labels), default=0.0)
        words = [word for label in self._labels for word in label.split()]
        self._widest_word = max((self._metrics.horizontalAdvance(word) for word in words), default=0.0)
        self._wraps = not by_period(chart)
        self._room = math.inf
        self.setStyle(tickFont=font, tickLength=0, tickTextOffset=8)
        if self._wraps:
            self.setHeight(round(_LINES * self._metrics.lineSpacing()) + 10)

    @property
    def overhang(self) -> float:
        """How far the last label reaches beyond the plot where the labels stand close."""
        if len(self._labels) < _CLOSE:
            return 0.0
        return min(self._widest_word / 2, _MOST_OVERHANG) if self._wraps else self._widest / 2

    def boundingRect(self) -> QRectF:
        """With room for half a label beyond either end; without it the last label would be left out."""
        return super().boundingRect().adjusted(-self._widest, 0, self._widest, 0)

    def tickValues(self, least: float, most: float, size: float) -> list[tuple[float, list[float]]]:
        """The indices that get a label, at even distances."""
        count, places = len(self._labels), max(most - least, 1)
        self._room = size / places - 1
        step = 1 if self._wraps else max(1, math.ceil(places * (self._widest + _GAP) / max(size, 1)))
        return [(step, [float(index) for index in range((count - 1) % step, count, step)])]

    def tickStrings(self, values: list[float], _scale: float, _spacing: float) -> list[str]:
        """Their labels."""
        indices = [round(value) for value in values]
        return [self._wrapped(index) if self._wraps else self._labels[index] for index in indices]

    def _wrapped(self, index: int) -> str:
        """The name on two lines; where a word is too wide for its place, names stand on the two lines by turns."""
        if self._widest_word > self._room:
            fitting = self._metrics.elidedText(self._labels[index], Qt.TextElideMode.ElideRight, 2 * self._room)
            return f"\n{fitting}" if index % 2 else fitting
        lines: list[str] = []
        for word in self._labels[index].split():
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and (len(lines) == _LINES or self._metrics.horizontalAdvance(longer) <= self._room):
                lines[-1] = longer
            else:
                lines.append(word)
        return "\n".join(self._metrics.elidedText(line, Qt.TextElideMode.ElideRight, self._room) for line in lines)


class ValueAxis(pg.AxisItem):
    """The axis of values, in the chart's unit."""

    def __init__(self, chart: Chart, font: QFont) -> None:
        super().__init__("left")
        self._chart = chart
        self.enableAutoSIPrefix(False)
        self.setStyle(tickFont=font, tickLength=0, tickTextOffset=8, maxTickLevel=0, maxTextLevel=0)

    def boundingRect(self) -> QRectF:
        """With room for half a label beyond either end; without it the 0 would be left out."""
        return super().boundingRect().adjusted(0, -_GAP, 0, _GAP)

    def tickValues(self, least: float, most: float, size: float) -> list[tuple[float, list[float]]]:
        """The values that get a label; one that lies on the edge but for a rounding error is on the edge."""
        hair = (most - least) * 1e-6
        levels = super().tickValues(least - hair, most + hair, size)
        return [(spacing, [min(max(value, least), most) for value in values]) for spacing, values in levels]

    def tickStrings(self, values: list[float], _scale: float, spacing: float) -> list[str]:
        """The values as text; between whole counts stands nothing."""
        if self._chart.unit == "count":
            return [axis_number(self._chart, value, spacing) if math.isclose(value, round(value), abs_tol=1e-6) else ""
                    for value in values]  # fmt: skip
        return [axis_number(self._chart, value, spacing) for value in values]


def tint(axis: pg.AxisItem, colours: Colours, *, line: bool) -> None:
    """Draws the axis in the theme's colours; without its line where the grid says enough."""
    # The grid belongs to the axis and must lie under what is drawn.
    axis.setZValue(-50)
    axis.setTextPen(QColor(colours.muted))
    axis.setTickPen(QPen(QColor(colours.line), 1))
    axis.setPen(QPen(QColor(colours.strong_line if line else "transparent"), 1))
