"""One customer on a line of time: its stays as bars, and over them what it brought a month."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from churndesk.gui.say import language, say
from churndesk.gui.theme import theme
from churndesk.gui.theme.fonts import larger
from churndesk.words import Money

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtGui import QPaintEvent

    from churndesk.analysis.record import CustomerRecord

_BAR = 14
_STEPS = 54
_TEXT = 20


class Timeline(QWidget):
    """Paints the stays of one customer; a stay that goes on is open at its end. Says the same in words when read."""

    def __init__(self) -> None:
        super().__init__()
        self._record: CustomerRecord | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.update)

    def show_record(self, record: CustomerRecord) -> None:
        """Paints that customer; hidden where nothing is known of time."""
        self._record = record
        self.setAccessibleName(record.name or record.id)
        self.setAccessibleDescription(say(record.sentence))
        self.setVisible(bool(record.stays))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Bars, steps and two lines of text."""
        steps = _STEPS + _TEXT if self._record is not None and self._record.steps else 0
        return QSize(280, _BAR + steps + _TEXT + 8)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws bars, steps and the days at both ends."""
        if self._record is None or not self._record.stays or self._record.as_of is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(larger(self.font(), 0.9))
        top = 0.0
        if self._record.steps:
            self._draw_steps(painter)
            top = _TEXT + _STEPS + 6.0
        self._draw_stays(painter, top)
        self._draw_ends(painter, top + _BAR)
        painter.end()

    def _x(self, day: date) -> float:
        first, last = self._record.stays[0].start.toordinal(), self._record.as_of.toordinal()
        share = (day.toordinal() - first) / max(last - first, 1)
        return 1 + min(max(share, 0.0), 1.0) * (self.width() - 2)

    def _draw_stays(self, painter: QPainter, top: float) -> None:
        colours = theme().colours
        painter.setPen(QPen(QColor(colours.line), 1))
        painter.drawLine(QPointF(0, top + _BAR / 2), QPointF(self.width(), top + _BAR / 2))
        for stay in self._record.stays:
            left, right = self._x(stay.start), self._x(stay.end or self._record.as_of)
            bar = QRectF(left, top, max(right - left, 3.0), _BAR)
            painter.setPen(QPen(QColor(colours.accent), 1.4))
            painter.setBrush(QColor(colours.accent_soft if stay.end is None else colours.accent))
            painter.drawRoundedRect(bar, 3, 3)

    def _draw_steps(self, painter: QPainter) -> None:
        colours, steps = theme().colours, self._record.steps
        most = max(step.amount for step in steps) or 1.0
        points = [QPointF(self._x(steps[0].day), _TEXT + _STEPS)]
        ends = [*(step.day for step in steps[1:]), self._record.as_of]
        for step, end in zip(steps, ends, strict=True):
            height = _TEXT + _STEPS * (1 - step.amount / most)
            points += [QPointF(self._x(step.day), height), QPointF(self._x(end), height)]
        painter.setPen(QPen(QColor(colours.good), 1.8))
        for one, other in pairwise(points):
            painter.drawLine(one, other)
        painter.setPen(QColor(colours.muted))
        said = language().value(Money(most, self._record.currency))
        painter.drawText(
            QRectF(0, 0, self.width(), _TEXT), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, said
        )

    def _draw_ends(self, painter: QPainter, top: float) -> None:
        painter.setPen(QColor(theme().colours.muted))
        room = QRectF(0, top + 4, self.width(), _TEXT)
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft, language().day(self._record.stays[0].start))
        painter.drawText(room, Qt.AlignmentFlag.AlignRight, language().day(self._record.as_of))
