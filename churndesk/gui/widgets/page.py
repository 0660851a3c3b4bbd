"""What every page has: a heading, room to scroll, and a calm width."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from churndesk.gui.widgets.help_button import HelpButton
from churndesk.gui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from churndesk.gui.document import Document

#: Lines longer than this are hard to read.
_WIDEST = 1280


class Page(QScrollArea):
    """A page that scrolls up and down. `body` takes its parts, `head` what stands beside the heading."""

    def __init__(self, title: str, sentence: str = "") -> None:
        super().__init__()
        self._stale = False
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(title)
        content = QWidget()
        content.setProperty("look", "page")
        content.setMaximumWidth(_WIDEST)
        self.setWidget(content)
        self.body = QVBoxLayout(content)
        self.body.setContentsMargins(26, 20, 26, 24)
        self.body.setSpacing(16)
        self.head = QHBoxLayout()
        self.heading = Text(title, size=1.7, bold=True)
        self.head.addWidget(self.heading, 1)
        row = QHBoxLayout()
        row.addLayout(self.head, 1)
        row.addWidget(HelpButton(), alignment=Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(row)
        self.sentence = Text(sentence, tone="muted")
        self.body.addWidget(self.sentence)
        self.sentence.setVisible(bool(sentence))

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Adds one part below the others."""
        self.body.addWidget(widget, stretch)

    def refresh(self) -> None:
        """Shows what the document says now; a page without a document has nothing to do."""

    def refresh_if_seen(self) -> None:
        """The same, but later where nobody looks at the page: every page would else be drawn at each edit."""
        self._stale = not self.isVisible()
        if not self._stale:
            self.refresh()

    def follow(self, document: Document) -> None:
        """Shows each edit, and the figures once they are there; where only the look changes, nothing before them."""
        document.study_changed.connect(self.refresh_if_seen)
        document.edited.connect(self.refresh_if_seen)

    def showEvent(self, event: QShowEvent) -> None:
        """Shows what has changed meanwhile."""
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self.refresh()
