"""Earlier versions of projects, and unsaved work that was kept: to be looked at and brought back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
)

from churndesk.gui.moments import moment, size
from churndesk.gui.say import say, tr
from churndesk.gui.widgets.text import Text
from churndesk.project.backups import VERSIONS, Version
from churndesk.words import message, sense

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from churndesk.project.recovery import LeftBehind

_ROW_HEIGHT = 30
_SAVED, _UNSAVED = message("Saved version"), message("Unsaved work")


class EarlierDialog(QDialog):
    """Lists what can be brought back, that of the open project first. `wanted` bears the Version or the LeftBehind."""

    wanted = Signal(object)

    def __init__(
        self,
        versions: Sequence[Version],
        copies: Sequence[LeftBehind],
        current: Path | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Earlier versions"))
        self.setMinimumSize(640, 420)
        self.entries: list[Version | LeftBehind] = [*copies, *versions]
        self.entries.sort(key=lambda entry: entry.original != current)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 18)
        layout.setSpacing(12)
        layout.addWidget(
            Text(
                tr(
                    "The last {count} saved versions of each project, and unsaved work of the last 30 days. What you "
                    "bring back is not saved until you save it.",
                    count=VERSIONS,
                )
            )
        )
        self.list = self._list()
        layout.addWidget(self.list, 1)
        buttons = QDialogButtonBox()
        self.button = QPushButton(tr("Bring it back"))
        self.button.setEnabled(False)
        self.button.clicked.connect(self._choose)
        buttons.addButton(self.button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(QPushButton(tr("Close")), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)

    def _list(self) -> QTreeWidget:
        made = QTreeWidget()
        made.setRootIsDecorated(False)
        made.setAlternatingRowColors(True)
        made.setAccessibleName(tr("Earlier versions and unsaved work"))
        made.setHeaderLabels([tr("Project"), tr("Kept as"), say(sense("moment", "When")), tr("Size")])
        for number, entry in enumerate(self.entries):
            item = QTreeWidgetItem(_cells(entry))
            item.setData(0, Qt.ItemDataRole.UserRole, number)
            item.setToolTip(0, str(entry.original or ""))
            item.setSizeHint(0, QSize(0, _ROW_HEIGHT))
            item.setTextAlignment(3, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            made.addTopLevelItem(item)
        made.header().setStretchLastSection(False)
        made.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (1, 2, 3):
            made.header().setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        made.itemSelectionChanged.connect(lambda: self.button.setEnabled(bool(made.selectedItems())))
        made.itemActivated.connect(lambda _item: self._choose())
        return made

    def _choose(self) -> None:
        chosen = self.list.selectedItems()
        if chosen:
            self.accept()
            self.wanted.emit(self.entries[chosen[0].data(0, Qt.ItemDataRole.UserRole)])


def _cells(entry: Version | LeftBehind) -> list[str]:
    """The project's name, what it was kept as, when, and how large it is."""
    if isinstance(entry, Version):
        return [entry.original.stem, say(_SAVED), say(moment(entry.saved)), say(size(entry.size))]
    name = entry.name or (entry.original.stem if entry.original else tr("Untitled"))
    when = say(moment(entry.kept)) if entry.kept is not None else ""
    return [name, say(_UNSAVED), when, say(size(entry.path.stat().st_size)) if entry.path.exists() else ""]
