"""The settings in one small dialog, built from their list; a choice holds at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QFormLayout, QPushButton, QVBoxLayout

from churndesk.gui.say import say, tr
from churndesk.gui.settings.setting import SETTINGS
from churndesk.gui.widgets.text import Text
from churndesk.words import message, plural

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
        self._add_memory(form)
        layout.addLayout(form)
        buttons = QDialogButtonBox()
        buttons.addButton(QPushButton(tr("Close")), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)

    def _add_memory(self, form: QFormLayout) -> None:
        """What is known of earlier tables, and the way to let go of it."""
        self._known = self._store.known_tables
        self.remembered = Text("", size=0.92, tone="muted")
        self.forget = QPushButton(tr("Forget them"))
        self.forget.clicked.connect(self._forget)
        beside = QVBoxLayout()
        beside.setSpacing(4)
        beside.addWidget(self.forget, alignment=Qt.AlignmentFlag.AlignLeft)
        beside.addWidget(self.remembered)
        form.addRow(tr("Known tables"), beside)
        self._show_memory()

    def _show_memory(self) -> None:
        known = len(self._known.all())
        self.forget.setEnabled(known > 0)
        told = plural(
            "How {count} table was read is kept for the next file with the same headings: the headings, no rows.",
            "How {count} tables were read is kept for the next files with the same headings: the headings, no rows.",
            known,
        )
        none = message("How a table was read is kept for the next file with the same headings: the headings, no rows.")
        self.remembered.setText(say(told if known else none))
        self.forget.setAccessibleDescription(self.remembered.text())

    def _forget(self) -> None:
        self._known.forget()
        self._show_memory()

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
