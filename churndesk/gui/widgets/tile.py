"""A large button with an icon, a title and a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout

from churndesk.gui.widgets.empty_state import IconLabel
from churndesk.gui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

_PADDING = 16
_USUAL_WIDTH = 280
_LEAST_WIDTH = 160


class Tile(QPushButton):
    """Leads somewhere: pressed like any button, and read aloud with its title and sentence."""

    def __init__(self, icon: str, title: str, sentence: str = "") -> None:
        super().__init__()
        self.setProperty("look", "tile")
        self.setAccessibleName(title)
        self.setAccessibleDescription(sentence)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        row = QHBoxLayout(self)
        row.setContentsMargins(_PADDING, _PADDING - 2, _PADDING, _PADDING - 2)
        row.setSpacing(14)
        row.addWidget(IconLabel(icon, 24, "accent"), alignment=Qt.AlignmentFlag.AlignTop)
        self.words = QVBoxLayout()
        self.words.setSpacing(3)
        self.title = Text(title, bold=True)
        self.sentence = Text(sentence, tone="muted", size=0.95)
        for text in (self.title, self.sentence):
            text.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self.words.addWidget(text)
        self.words.addStretch()
        row.addLayout(self.words, 1)
        self.sentence.setVisible(bool(sentence))

    def sizeHint(self) -> QSize:
        """What the words inside need at a usual width, not an empty button's size."""
        return QSize(_USUAL_WIDTH, self.heightForWidth(_USUAL_WIDTH))

    def minimumSizeHint(self) -> QSize:
        """As high as the words need at the width that it has now."""
        return QSize(_LEAST_WIDTH, self.heightForWidth(max(self.width(), _LEAST_WIDTH)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width needs another height."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()

    def heightForWidth(self, width: int) -> int:
        """How high the wrapped sentences are at that width."""
        return self.layout().totalHeightForWidth(width)
