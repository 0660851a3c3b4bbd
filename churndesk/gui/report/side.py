"""The column of choices beside the preview."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

_WIDTH = 310


class Side(QWidget):
    """The cards at the side. Wrapped words would tell a scrolling page less than the height that they need."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(_WIDTH)

    def minimumSizeHint(self) -> QSize:
        """The height at the width that it has."""
        layout = self.layout()
        return QSize(_WIDTH, layout.totalHeightForWidth(_WIDTH) if layout is not None else 0)
