"""A surface that holds what belongs together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from churndesk.gui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class Card(QFrame):
    """A framed surface with an optional title. `body` takes the contents, `head` what stands beside the title."""

    def __init__(self, title: str = "", *, look: str = "card") -> None:
        super().__init__()
        self.setProperty("look", look)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(18, 16, 18, 16)
        self.body.setSpacing(10)
        self.head = QHBoxLayout()
        self.title = Text(title, bold=True)
        if title:
            self.head.addWidget(self.title, 1)
            self.body.addLayout(self.head)
            self.setAccessibleName(title)

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Adds one thing below what is there."""
        self.body.addWidget(widget, stretch)
