"""Two parts side by side or one above the other, with nothing but space between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QSplitter

if TYPE_CHECKING:
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QWidget

_SPACE = 12


class Split(QSplitter):
    """A splitter whose parts can't be folded away; the space between them is what is dragged."""

    def __init__(self, orientation: Qt.Orientation, first: QWidget, second: QWidget, shares: tuple[int, int]) -> None:
        super().__init__(orientation)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(_SPACE)
        self.setStyleSheet("QSplitter::handle { background: transparent; }")
        for index, part in enumerate((first, second)):
            self.addWidget(part)
            self.setStretchFactor(index, shares[index])
        self.setSizes([100 * share for share in shares])
