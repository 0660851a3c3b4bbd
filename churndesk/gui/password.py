"""Asks for the password of a workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QLabel, QLineEdit, QPushButton, QVBoxLayout

from churndesk.gui.say import tr
from churndesk.gui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class PasswordDialog(QDialog):
    """A sentence on the file, and a field for its password, hidden unless the person wants to see it."""

    def __init__(self, sentence: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Password"))
        self.setMinimumWidth(440)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 18)
        layout.setSpacing(10)
        layout.addWidget(Text(sentence, bold=True))
        self.field = QLineEdit()
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setAccessibleName(tr("Password"))
        label = QLabel(tr("Password of the workbook:"))
        label.setBuddy(self.field)
        self.shown = QCheckBox(tr("Show what I type"))
        self.shown.toggled.connect(self._show)
        for widget in (label, self.field, self.shown):
            layout.addWidget(widget)
        layout.addWidget(
            Text(
                tr(
                    "It is used to read the file and kept nowhere. The project holds the workbook without its "
                    "password, so keep the project where only you can open it."
                ),
                tone="muted",
            )
        )
        layout.addSpacing(6)
        layout.addWidget(self._buttons())
        self.field.setFocus()

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox()
        self.agree = QPushButton(tr("Open"))
        self.agree.setDefault(True)
        self.agree.setEnabled(False)
        self.field.textChanged.connect(lambda text: self.agree.setEnabled(bool(text)))
        buttons.addButton(self.agree, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(QPushButton(tr("Cancel")), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        return buttons

    def _show(self, shown: bool) -> None:
        self.field.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
