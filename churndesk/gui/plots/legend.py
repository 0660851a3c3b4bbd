"""The legend above a chart: the sign, the line and the name of each series, and what the marks stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QHBoxLayout, QWidget

from churndesk.gui.plots.strokes import BAND_STRENGTH, INTERVAL_STRENGTH, bar_brush, edge_pen, line_pen, soft_brush
from churndesk.gui.say import say, tr
from churndesk.gui.theme import theme
from churndesk.gui.widgets.flow_layout import FlowLayout
from churndesk.gui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from churndesk.charts.chart import Chart, Line, Tone

_SIZE = QSize(28, 16)
_ENTRY = 20


class Swatch(QWidget):
    """How a series is drawn, in small."""

    def __init__(self, line: Line, place: int, *, bars: bool) -> None:
        super().__init__()
        self._line = line
        self._place = place
        self._bars = bars
        self.setFixedSize(_SIZE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the bar or the line with its sign."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours, middle = theme().colours, self.rect().center().toPointF()
        if self._bars:
            painter.setPen(edge_pen(colours, self._line.tone))
            painter.setBrush(bar_brush(colours, self._line.tone, self._place))
            painter.drawRect(QRectF(7, 2, 14, 12))
        else:
            painter.setPen(line_pen(colours, self._line))
            painter.drawLine(QLineF(2, middle.y(), _SIZE.width() - 2, middle.y()))
            painter.setPen(edge_pen(colours, self._line.tone))
            painter.setBrush(bar_brush(colours, self._line.tone, 0))
            _draw_sign(painter, middle, self._place)
        painter.end()


def _draw_sign(painter: QPainter, middle: QPointF, place: int) -> None:
    if place == 0:
        painter.drawEllipse(middle, 4, 4)
    elif place == 1:
        painter.drawRect(QRectF(middle.x() - 4, middle.y() - 4, 8, 8))
    else:
        x, y = middle.x(), middle.y()
        painter.drawPolygon([QPointF(x, y - 5), QPointF(x + 5, y + 4), QPointF(x - 5, y + 4)])


class GroundSwatch(QWidget):
    """The ground of an interval or a band, in small."""

    def __init__(self, tone: Tone, strength: int) -> None:
        super().__init__()
        self._tone = tone
        self._strength = strength
        self.setFixedSize(_SIZE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the ground with a thin edge."""
        painter = QPainter(self)
        painter.setPen(QPen(QColor(theme().colours.line), 1))
        painter.setBrush(soft_brush(theme().colours, self._tone, self._strength))
        painter.drawRect(QRectF(3.5, 1.5, 20, 12))
        painter.end()


class HollowSign(QWidget):
    """The empty point of a period that hasn't ended."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(_SIZE.height(), _SIZE.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the point."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme().colours.muted), 1.6))
        painter.drawEllipse(QRectF(4, 4, 8, 8))
        painter.end()


class WhiskerSign(QWidget):
    """The interval of a bar, in small."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(_SIZE.height(), _SIZE.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the line with its ends."""
        painter = QPainter(self)
        painter.setPen(QPen(QColor(theme().colours.text), 1.4))
        painter.drawLines([QLineF(8, 2, 8, 14), QLineF(5, 2, 11, 2), QLineF(5, 14, 11, 14)])
        painter.end()


class Legend(QWidget):
    """Says what is drawn; a chart of one series that speaks for itself has none."""

    def __init__(self) -> None:
        super().__init__()
        self._flow = FlowLayout(self)

    def show_chart(self, chart: Chart) -> None:
        """Names the series and the marks of that chart."""
        self._flow.clear()
        if chart.kind != "waterfall" and len(chart.lines) > 1:
            for place, line in enumerate(chart.lines):
                self._add(Swatch(line, place, bars=chart.kind == "bars"), say(line.name))
        if chart.incomplete:
            self._add(HollowSign(), tr("not over yet"))
        shaded = next((line for line in chart.lines if line.low), None)
        if shaded is not None:
            sign = WhiskerSign() if chart.kind == "bars" else GroundSwatch(shaded.tone, INTERVAL_STRENGTH)
            self._add(sign, tr("what chance alone could make of it"))
        for band in chart.bands:
            self._add(GroundSwatch(band.tone, BAND_STRENGTH), say(band.name))
        for number, mark in enumerate(chart.marks, start=1):
            self._add(None, f"{number}  {say(mark.text)}")
        self.setVisible(self._flow.count() > 0)

    def _add(self, sign: QWidget | None, name: str) -> None:
        entry = QWidget()
        entry.setMinimumHeight(_ENTRY)
        row = QHBoxLayout(entry)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        if sign is not None:
            row.addWidget(sign, alignment=Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(Text(name, tone="muted", size=0.92, wrap=False))
        self._flow.addWidget(entry)
