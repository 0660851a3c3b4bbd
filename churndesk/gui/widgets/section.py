"""A part of a page under its own heading."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from churndesk.gui.widgets.text import Text


class Section(QWidget):
    """A heading, a sentence below it, and `body` for the contents; `head` takes what stands beside the heading."""

    def __init__(self, title: str, sentence: str = "") -> None:
        super().__init__()
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(10)
        self.head = QHBoxLayout()
        self.head.addWidget(Text(title, size=1.15, bold=True), 1)
        self.body.addLayout(self.head)
        if sentence:
            self.body.addWidget(Text(sentence, tone="muted"))
        self.setAccessibleName(title)

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Adds one thing below what is there."""
        self.body.addWidget(widget, stretch)
