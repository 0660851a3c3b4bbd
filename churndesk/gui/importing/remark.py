"""What was noticed about the file, said calmly."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout

from churndesk.gui.widgets import Text
from churndesk.gui.widgets.empty_state import IconLabel


class Remark(QFrame):
    """A sentence with a small sign; hidden while there is nothing to say."""

    def __init__(self) -> None:
        super().__init__()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(IconLabel("info", 18), alignment=Qt.AlignmentFlag.AlignTop)
        self.text = Text("", tone="muted")
        layout.addWidget(self.text, 1)
        self.hide()

    def show_sentence(self, sentence: str) -> None:
        """Says it, or disappears where there is nothing to say."""
        self.text.setText(sentence)
        self.setVisible(bool(sentence))
