"""The settings in one small dialog, built from their list; a choice holds at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QFormLayout, QPushButton, QVBoxLayout

from churndesk.gui.say import say, tr
from churndesk.gui.settings.setting import SETTINGS
from churndesk.gui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from churndesk.gui.settings.setting import Setting
    from churndesk.gui.settings.store import Store


class SettingsDialog(QDialog):
    """Shows every setting. `chosen` bears the key and the value of one that was just changed."""

    chosen = Signal(str, str)

    def __init__(self, store: Store, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Settings"))
        self.setMinimumWidth(440)
        self._store = store
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(16)
        form = QFormLayout()
        form.setVerticalSpacing(14)
        self.fields = {one.key: self._field(one, form) for one in SETTINGS}
        layout.addLayout(form)
        buttons = QDialogButtonBox()
        buttons.addButton(QPushButton(tr("Close")), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)

    def _field(self, one: Setting, form: QFormLayout) -> QComboBox:
        field = QComboBox()
        for value, title in one.choices:
            field.addItem(say(title), value)
        field.setCurrentIndex(field.findData(self._store.value(one.key)))
        field.setAccessibleName(say(one.title))
        field.setAccessibleDescription(say(one.help))
        field.currentIndexChanged.connect(lambda _index: self._choose(one.key, field.currentData()))
        beside = QVBoxLayout()
        beside.setSpacing(4)
        beside.addWidget(field)
        beside.addWidget(Text(say(one.help), tone="muted", size=0.92))
        form.addRow(say(one.title), beside)
        return field

    def _choose(self, key: str, value: str) -> None:
        self._store.choose(key, value)
        self.chosen.emit(key, value)
