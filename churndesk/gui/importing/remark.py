"""What was noticed about the file, said calmly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout

from churndesk.gui.say import say
from churndesk.gui.widgets import Text
from churndesk.gui.widgets.empty_state import IconLabel
from churndesk.words import plural

if TYPE_CHECKING:
    from collections.abc import Sequence


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

    def show_sentences(self, sentences: Sequence[str], most: int = 3) -> None:
        """Says them one below the other, at most so many; of the others only that they are there."""
        shown = list(sentences[:most])
        if len(sentences) > most:
            rest = len(sentences) - most
            more = plural("And {count} more remark, in the check.", "And {count} more remarks, in the check.", rest)
            shown.append(say(more))
        self.show_sentence("\n".join(shown))

    def show_sentence(self, sentence: str) -> None:
        """Says it, or disappears where there is nothing to say."""
        self.text.setText(sentence)
        self.setVisible(bool(sentence))
