"""Every step that can be undone, as a list to go back and forth in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton, QUndoView, QVBoxLayout

from churndesk.gui import icons
from churndesk.gui.say import tr
from churndesk.gui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from churndesk.gui.document import Document


class HistoryDialog(QDialog):
    """Shows the steps since the document was opened; the one that is chosen is where the document stands."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Undo history"))
        self.setMinimumSize(420, 460)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 18)
        layout.setSpacing(12)
        layout.addWidget(
            Text(tr("Choose a step to go back to it, or forward again. Nothing is lost until you make another change."))
        )
        self.steps = QUndoView(document.history)
        self.steps.setSpacing(4)
        self.steps.setEmptyLabel(tr("As it was opened"))
        self.steps.setCleanIcon(icons.icon("save"))
        self.steps.setAccessibleName(tr("Steps"))
        layout.addWidget(self.steps, 1)
        layout.addWidget(Text(tr("The disk marks the step that is saved."), tone="muted", size=0.92))
        buttons = QDialogButtonBox()
        buttons.addButton(QPushButton(tr("Close")), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
