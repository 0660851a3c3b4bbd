"""What a person sees when the program has made a mistake."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout

from churndesk.gui.say import tr


class ErrorDialog(QDialog):
    """Says that something went wrong, that the work is still there, and offers the report to copy."""

    def __init__(self, text: str) -> None:
        super().__init__(QApplication.activeWindow())
        self.setWindowTitle(tr("Something went wrong"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(620, 360)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(12)
        said = QLabel(
            tr(
                "ChurnDesk made a mistake. Your work is still open: save it now. The text below helps to find the "
                "mistake; it holds nothing of your customers."
            )
        )
        said.setWordWrap(True)
        layout.addWidget(said)
        self.text = QPlainTextEdit(text, readOnly=True)
        self.text.setAccessibleName(tr("Report about the mistake"))
        layout.addWidget(self.text)
        buttons = QDialogButtonBox()
        copy = QPushButton(tr("Copy the text"))
        copy.clicked.connect(self.copy)
        buttons.addButton(copy, QDialogButtonBox.ButtonRole.ActionRole)
        close = QPushButton(tr("Close"))
        buttons.addButton(close, QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)

    def copy(self) -> None:
        """Puts the report on the clipboard."""
        QApplication.clipboard().setText(self.text.toPlainText())
