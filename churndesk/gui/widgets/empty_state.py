"""What is shown where there is nothing to show: why, and what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from churndesk.gui import icons
from churndesk.gui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

_SIDE = 40


class IconLabel(QLabel):
    """An icon that follows the theme."""

    def __init__(self, name: str, side: int = 20, role: str = "muted") -> None:
        super().__init__()
        self._icon = icons.icon(name, role)
        self.setFixedSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the icon afresh, in the colours in force."""
        from PySide6.QtGui import QPainter

        painter = QPainter(self)
        self._icon.paint(painter, self.rect())
        painter.end()


class EmptyState(QWidget):
    """An icon, a title, a sentence and, where something can be done, a button. `pressed` when it is."""

    pressed = Signal()

    def __init__(self, icon: str, title: str, sentence: str, button: str = "") -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 40, 24, 40)
        layout.setSpacing(10)
        layout.addStretch()
        layout.addWidget(IconLabel(icon, _SIDE), alignment=Qt.AlignmentFlag.AlignHCenter)
        self.title = Text(title, size=1.2, bold=True)
        self.sentence = Text(sentence, tone="muted")
        for text in (self.title, self.sentence):
            text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            layout.addWidget(text)
        self.button = QPushButton(button)
        self.button.setProperty("look", "primary")
        self.button.clicked.connect(self.pressed)
        layout.addWidget(self.button, alignment=Qt.AlignmentFlag.AlignHCenter)
        self.button.setVisible(bool(button))
        layout.addStretch()
        self.setAccessibleName(title)
        self.setAccessibleDescription(sentence)
