"""Boxes to choose from inside the list of columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtWidgets import QComboBox, QStyledItemDelegate

from churndesk.gui import icons
from churndesk.gui.importing.columns_model import ROLE
from churndesk.gui.importing.labelled import entries_of, fill

if TYPE_CHECKING:
    from PySide6.QtCore import QAbstractItemModel, QModelIndex
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

_SIGN = 14
_MARGIN = 8


class ChoiceDelegate(QStyledItemDelegate):
    """Draws an arrow where there is something to choose, and opens the box at once."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        """The text as usual, and the arrow at the right."""
        if not index.flags() & Qt.ItemFlag.ItemIsEditable:
            super().paint(painter, option, index)
            return
        super().paint(painter, option, index)
        side = QRect(option.rect.right() - _SIGN - _MARGIN, option.rect.center().y() - _SIGN // 2 + 1, _SIGN, _SIGN)
        icons.icon("chevron-down", "muted").paint(painter, side)

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        """Leaves room for the arrow."""
        super().initStyleOption(option, index)
        if index.flags() & Qt.ItemFlag.ItemIsEditable:
            option.text = option.fontMetrics.elidedText(
                option.text, Qt.TextElideMode.ElideRight, option.rect.width() - _SIGN - 3 * _MARGIN
            )

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: QModelIndex) -> QWidget:
        """A box with the roles, or with the ways in which the column can be written."""
        box = QComboBox(parent)
        model = index.model()
        if index.column() == ROLE:
            entries = list(model.roles.items())
            box.setMaxVisibleItems(16)
        else:
            entries = entries_of(model.formats(model.column_at(index.row())))
        fill(box, entries, index.data(Qt.ItemDataRole.EditRole))
        box.activated.connect(lambda: self._take(box))
        return box

    def _take(self, box: QComboBox) -> None:
        self.commitData.emit(box)
        self.closeEditor.emit(box)
        self.parent().setFocus()

    def setEditorData(self, editor: QWidget, _index: QModelIndex) -> None:
        """Drops the list down: one press less."""
        if isinstance(editor, QComboBox) and not editor.view().isVisible():
            editor.showPopup()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: QModelIndex) -> None:
        """Hands the choice over."""
        model.setData(index, editor.currentData())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: QModelIndex) -> None:
        """Fills the cell."""
        editor.setGeometry(option.rect)

    def eventFilter(self, editor: QWidget, event: QEvent) -> bool:
        """A box whose list is open has not lost the keyboard."""
        if event.type() == QEvent.Type.FocusOut and isinstance(editor, QComboBox) and editor.view().isVisible():
            return False
        return super().eventFilter(editor, event)
