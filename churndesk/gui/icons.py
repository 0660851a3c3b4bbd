"""Icons: line drawings tinted with the colours in force, sharp at every scale, and right after a change of theme."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from churndesk import resources
from churndesk.gui.theme import theme

if TYPE_CHECKING:
    from PySide6.QtCore import QSize


@cache
def _drawing(name: str) -> str:
    return resources.path("icons", f"{name}.svg").read_text("utf-8")


@cache
def _renderer(name: str, colour: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(_drawing(name).replace("currentColor", colour).encode()))


class _TintedEngine(QIconEngine):
    """Paints one drawing in the colour that its role has now."""

    def __init__(self, name: str, role: str, chosen_role: str) -> None:
        super().__init__()
        self._name = name
        self._role = role
        self._chosen_role = chosen_role

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        role = self._chosen_role if state == QIcon.State.On else self._role
        if mode == QIcon.Mode.Disabled:
            role = "strong_line"
        side = min(rect.width(), rect.height())
        square = QRectF(rect.x() + (rect.width() - side) / 2, rect.y() + (rect.height() - side) / 2, side, side)
        _renderer(self._name, getattr(theme().colours, role)).render(painter, square)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        """`size` is in logical pixels; a finer picture than Qt asked for does no harm."""
        made = QPixmap(size * scale)
        made.setDevicePixelRatio(scale)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return made

    def clone(self) -> QIconEngine:
        return _TintedEngine(self._name, self._role, self._chosen_role)


def icon(name: str, role: str = "muted", chosen_role: str = "accent") -> QIcon:
    """The icon of that name in `resources/icons`; `role` is a field of `Colours`, `chosen_role` that when checked."""
    return QIcon(_TintedEngine(name, role, chosen_role))


def program_icon() -> QIcon:
    """The program's own mark, drawn in whatever sizes window frames and docks ask for."""
    return QIcon(str(resources.path("icons", "churndesk.svg")))
