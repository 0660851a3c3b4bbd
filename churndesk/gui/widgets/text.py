"""Written text: headings, sentences and asides, in the sizes and tones of the theme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy

from churndesk.gui.theme import theme
from churndesk.gui.theme.fonts import larger

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def restyle(widget: QWidget) -> None:
    """Lets the stylesheet look again at the widget's properties."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)


class Text(QLabel):
    """A text that wraps. `tone` is muted, accent, good, bad or warn; `size` a factor of the usual size.

    The text is always plain: what stands in a person's file is never read as markup.
    """

    def __init__(
        self,
        text: str = "",
        *,
        tone: str = "",
        size: float = 1.0,
        bold: bool = False,
        wrap: bool = True,
        selectable: bool = False,
    ) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self._usual = self.font()
        self._bold = bold
        self._written_in = self.font()
        self.set_size(size)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        if tone:
            self.setProperty("tone", tone)
        if selectable:
            self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setText(text)
        theme().changed.connect(self._keep_font)

    def set_tone(self, tone: str) -> None:
        """Writes it in another tone; "" is the usual one."""
        if (self.property("tone") or "") != tone:
            self.setProperty("tone", tone)
            restyle(self)
            self._keep_font()

    def set_size(self, size: float) -> None:
        """Writes it in another size, a factor of the usual one."""
        self._written_in = larger(self._usual, size, bold=self._bold)
        self.setFont(self._written_in)

    def _keep_font(self) -> None:
        # A stylesheet that is applied anew puts back the font that it saw first.
        if self.font() != self._written_in:
            self.setFont(self._written_in)

    def show_text(self, text: str) -> None:
        """Says something else; an empty text takes no room."""
        self.setText(text)
        self.setVisible(bool(text))
