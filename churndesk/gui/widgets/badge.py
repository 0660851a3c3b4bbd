"""A word in a small coloured field: a state, a count, a mark."""

from __future__ import annotations

from PySide6.QtWidgets import QSizePolicy

from churndesk.gui.widgets.text import Text


class Badge(Text):
    """Says a state in one or two words; the tone only underlines what the words say already."""

    def __init__(self, text: str = "", tone: str = "") -> None:
        super().__init__(text, tone=tone, size=0.9, wrap=False)
        self.setProperty("look", "badge")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
