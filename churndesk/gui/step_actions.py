"""Undo and Redo in the menu: what they would do, and whether there is anything to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from shiboken6 import isValid

from churndesk.gui.say import tr

if TYPE_CHECKING:
    from PySide6.QtGui import QAction, QUndoStack


class StepActions(QObject):
    """Lets the two actions follow the history."""

    def __init__(self, history: QUndoStack, undo: QAction, redo: QAction, parent: QObject) -> None:
        super().__init__(parent)
        self._history, self._undo, self._redo = history, undo, redo
        for signal in (history.canUndoChanged, history.canRedoChanged, history.indexChanged):
            signal.connect(self.follow)
        self.follow()

    def follow(self) -> None:
        """Says what would be undone and redone."""
        history = self._history
        if not isValid(history):
            # Its last word while it goes itself, at the end of a script.
            return
        self._undo.setEnabled(history.canUndo())
        self._redo.setEnabled(history.canRedo())
        self._undo.setText(tr("Undo: {step}", step=history.undoText()) if history.canUndo() else tr("Undo"))
        self._redo.setText(tr("Redo: {step}", step=history.redoText()) if history.canRedo() else tr("Redo"))
