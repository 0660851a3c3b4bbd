"""Headings that tell the use of their column below its name, and open a menu to change it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHeaderView, QStyle, QStyleOptionHeader

from churndesk.gui import icons
from churndesk.gui.theme import theme
from churndesk.gui.theme.fonts import larger

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

_PAD = 9
_SIGN = 12
_LINES = 48


class RoleHeader(QHeaderView):
    """Draws "name, newline, use": the name as a heading, the use in the accent colour, "not used" in grey."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.menus = True

    def sizeHint(self) -> QSize:
        """Room for two lines."""
        return QSize(super().sizeHint().width(), _LINES)

    def sectionSizeFromContents(self, section: int) -> QSize:
        """As wide as the wider of the two lines, with the arrow."""
        name, _, use = self._texts(section).partition("\n")
        metrics = self.fontMetrics()
        width = max(metrics.horizontalAdvance(name) * 1.1, metrics.horizontalAdvance(use) + _SIGN + 4)
        return QSize(int(width) + 2 * _PAD + 6, _LINES)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """The ground by the style, the two lines and the arrow by hand."""
        name, _, use = self._texts(section).partition("\n")
        painter.save()
        option = QStyleOptionHeader()
        self.initStyleOption(option)
        option.rect, option.section, option.text = rect, section, ""
        self.style().drawControl(QStyle.ControlElement.CE_HeaderSection, option, painter, self)
        colours = theme().colours
        used = bool(self.model().headerData(section, Qt.Orientation.Horizontal, Qt.ItemDataRole.UserRole))
        upper = QRect(rect.x() + _PAD, rect.y() + 5, rect.width() - 2 * _PAD, 20)
        lower = upper.translated(0, 19)
        painter.setFont(larger(self.font(), 1.0, bold=True))
        painter.setPen(QColor(colours.text))
        self._draw(painter, upper, name)
        painter.setFont(larger(self.font(), 0.94))
        painter.setPen(QColor(colours.accent if used else colours.muted))
        arrow = _SIGN + 4 if self.menus else 0
        width = self._draw(painter, lower.adjusted(0, 0, -arrow, 0), use)
        if self.menus:
            sign = QRect(lower.x() + width + 4, lower.center().y() - _SIGN // 2 + 1, _SIGN, _SIGN)
            icons.icon("chevron-down", "accent" if used else "muted").paint(painter, sign)
        painter.restore()

    @staticmethod
    def _draw(painter: QPainter, rect: QRect, text: str) -> int:
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
        return painter.fontMetrics().horizontalAdvance(shown)

    def _texts(self, section: int) -> str:
        return str(self.model().headerData(section, Qt.Orientation.Horizontal) or "")
