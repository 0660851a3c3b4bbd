"""A sentence that must not be missed, with at most one thing to do about it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from churndesk.gui.widgets.empty_state import IconLabel
from churndesk.gui.widgets.text import Text


class Notice(QFrame):
    """A framed sentence across the page; hidden while it has nothing to say. `pressed` when its button is."""

    pressed = Signal()

    def __init__(
        self, sentence: str = "", button: str = "", icon: tuple[str, str] = ("triangle-alert", "warn")
    ) -> None:
        super().__init__()
        self.setProperty("look", "notice")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 10, 14, 10)
        layout.setSpacing(10)
        layout.addWidget(IconLabel(icon[0], 20, icon[1]), alignment=Qt.AlignmentFlag.AlignTop)
        self.text = Text()
        layout.addWidget(self.text, 1)
        self.button = QPushButton(button)
        self.button.clicked.connect(self.pressed)
        layout.addWidget(self.button)
        self.button.setVisible(bool(button))
        self.show_sentence(sentence)

    def show_sentence(self, sentence: str) -> None:
        """Says it, or disappears where there is nothing to say."""
        self.text.setText(sentence)
        self.setAccessibleName(sentence)
        self.setVisible(bool(sentence))

    def forget(self) -> None:
        """Has nothing to say any more."""
        self.show_sentence("")
