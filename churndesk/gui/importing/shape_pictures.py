"""A tiny example of each kind of table, drawn on its card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget

from churndesk.gui.say import say
from churndesk.gui.theme import theme
from churndesk.gui.theme.fonts import larger
from churndesk.words import message, sense

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from churndesk.words import Message

#: Headings and two rows of each shape; the words are the ones that people write above such columns.
PICTURES: dict[str, tuple[tuple[Message, ...], tuple[str, ...], tuple[str, ...]]] = {
    "customers": (
        (message("Customer"), sense("column", "Start"), sense("column", "End")),
        ("Anna", "3.1.24", ""),
        ("Ben", "7.2.24", "9.5.24"),
    ),
    "subscriptions": (
        (message("Customer"), sense("column", "Plan"), sense("column", "Start")),
        ("Anna", "S", "3.1.24"),
        ("Anna", "L", "1.6.24"),
    ),
    "payments": (
        (message("Customer"), sense("column", "Paid on"), message("Amount")),
        ("Anna", "3.1.24", "40"),
        ("Ben", "5.1.24", "25"),
    ),
    "periods": (
        (message("Month"), sense("column", "New"), sense("column", "Lost")),
        ("2024-01", "12", "4"),
        ("2024-02", "9", "6"),
    ),
    "snapshot": (
        (message("Customer"), sense("column", "Months"), sense("column", "Left")),
        ("Anna", "14", "no"),
        ("Ben", "3", "yes"),
    ),
    "matrix": (
        (message("Customer"), message("Jan"), message("Feb")),
        ("Anna", "40", "40"),
        ("Ben", "25", ""),
    ),
    "lists": (
        (message("Customer"), message("E-mail"), message("City")),
        ("Anna", "anna@…", "Porto"),
        ("Ben", "ben@…", "Łódź"),
    ),
}  # fmt: skip

_ROW = 22


class ShapePicture(QWidget):
    """Draws the headings and two rows of a shape, as a spreadsheet would."""

    def __init__(self, shape: str) -> None:
        super().__init__()
        self._picture = PICTURES.get(shape)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFixedHeight(3 * _ROW + 2)

    def sizeHint(self) -> QSize:
        """Wide enough for three short columns."""
        return QSize(180, 3 * _ROW + 2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws lines, headings and cells."""
        if self._picture is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        headings, *rows = self._picture
        lines = [tuple(say(heading) for heading in headings), *rows]
        self._draw_ground(painter)
        width = (self.width() - 2) / len(headings)
        for row, cells in enumerate(lines):
            painter.setFont(larger(self.font(), 0.82, bold=row == 0))
            painter.setPen(QColor(theme().colours.muted if row else theme().colours.text))
            for column, cell in enumerate(cells):
                box = QRectF(8 + column * width, 1 + row * _ROW, width - 12, _ROW)
                shown = painter.fontMetrics().elidedText(cell, Qt.TextElideMode.ElideRight, int(box.width()))
                painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        painter.end()

    def _draw_ground(self, painter: QPainter) -> None:
        colours = theme().colours
        frame = QRectF(0.5, 0.5, self.width() - 1, self.height() - 1)
        painter.setPen(QColor(colours.line))
        painter.setBrush(QColor(colours.ground))
        painter.drawRoundedRect(frame, 6, 6)
        for row in (1, 2):
            painter.drawLine(1, 1 + row * _ROW, self.width() - 2, 1 + row * _ROW)
