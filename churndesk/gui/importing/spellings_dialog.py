"""Customers who are written in several ways, each to be counted as one or as several."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout

from churndesk.gui.say import say, tr
from churndesk.gui.widgets import Text
from churndesk.words import plural

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from churndesk.importing import Spellings


class SpellingsDialog(QDialog):
    """A line for each group of spellings, ticked where they are one customer.

    `chosen` bears the groups as they were left, when the dialog is accepted.
    """

    chosen = Signal(object)

    def __init__(self, groups: Sequence[Spellings], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._groups = tuple(groups)
        self.setWindowTitle(tr("Customers written in several ways"))
        self.setMinimumSize(420, 320)
        self.resize(QSize(560, 460))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(12)
        told = plural(
            "{count} customer may be written in several ways.", "{count} customers may be written in several ways.",
            len(groups),
        )  # fmt: skip
        layout.addWidget(Text(say(told), size=1.2, bold=True))
        layout.addWidget(Text(tr("Ticked lines count as one customer each. Your file itself is never changed."),
                              tone="muted"))  # fmt: skip
        self.list = QListWidget()
        self.list.setAccessibleName(self.windowTitle())
        self.list.setUniformItemSizes(True)
        for group in self._groups:
            item = QListWidgetItem("  ·  ".join(f"“{text}”" for text in group.texts), self.list)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(_ticked(group.joined))
        layout.addWidget(self.list, 1)
        layout.addLayout(self._buttons())
        self.list.setFocus()
        if self._groups:
            self.list.setCurrentRow(0)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        self.every = QPushButton(tr("Tick all"))
        self.none = QPushButton(tr("Tick none"))
        self.take = QPushButton(tr("Count them so"))
        self.take.setProperty("look", "primary")
        self.leave = QPushButton(tr("Cancel"))
        self.every.clicked.connect(lambda: self._tick(wanted=True))
        self.none.clicked.connect(lambda: self._tick(wanted=False))
        self.take.clicked.connect(self.accept)
        self.leave.clicked.connect(self.reject)
        row.addWidget(self.every)
        row.addWidget(self.none)
        row.addStretch()
        row.addWidget(self.take)
        row.addWidget(self.leave)
        self.take.setDefault(True)
        return row

    def _tick(self, *, wanted: bool) -> None:
        for row in range(self.list.count()):
            self.list.item(row).setCheckState(_ticked(wanted))

    def accept(self) -> None:
        """Hands the groups over as they are ticked."""
        ticked = (self.list.item(row).checkState() == Qt.CheckState.Checked for row in range(self.list.count()))
        self.chosen.emit(tuple(replace(one, joined=now) for one, now in zip(self._groups, ticked, strict=True)))
        super().accept()


def _ticked(wanted: bool) -> Qt.CheckState:
    return Qt.CheckState.Checked if wanted else Qt.CheckState.Unchecked
