"""Cards of one width, as many in a row as there is room for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QGridLayout, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent


class CardGrid(QWidget):
    """Lays its cards out in columns of at least `least` pixels, at most `most` columns."""

    def __init__(self, least: int = 210, most: int = 4) -> None:
        super().__init__()
        self._least = least
        self._most = most
        self._columns = most
        self._cards: list[QWidget] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(14)

    def add(self, card: QWidget) -> None:
        """Adds a card after the others."""
        self._cards.append(card)
        self._place()

    def clear(self) -> None:
        """Takes every card away."""
        for card in self._cards:
            self._grid.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards = []

    @property
    def cards(self) -> tuple[QWidget, ...]:
        """The cards in order."""
        return tuple(self._cards)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Takes as many columns as the new width allows."""
        super().resizeEvent(event)
        gap = self._grid.spacing()
        least = max(self._least, self._widest())
        columns = max(1, min(self._most, (self.width() + gap) // (least + gap)))
        if columns != self._columns:
            self._columns = columns
            self._place()

    def minimumSizeHint(self) -> QSize:
        """One column of the widest card: the columns of today must not keep a page from getting narrower."""
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), self._widest()), hint.height()) if self._cards else hint

    def _widest(self) -> int:
        return max((card.minimumSizeHint().width() for card in self._cards), default=0)

    def _place(self) -> None:
        columns = _balanced(len(self._cards), self._columns)
        for column in range(self._most):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        for index, card in enumerate(self._cards):
            self._grid.addWidget(card, index // columns, index % columns)


def _balanced(cards: int, most: int) -> int:
    """As many columns as fit, but no last row with a single card where the rows could be of one length: 4 are 2 + 2."""
    rows = -(-cards // most)
    return -(-cards // rows) if rows else 1
