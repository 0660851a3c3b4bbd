"""What is new in each version, for the people who use it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from churndesk.changes import releases
from churndesk.gui.say import say, tr
from churndesk.gui.widgets.text import Text

if TYPE_CHECKING:
    from churndesk.changes import Release


class NewsDialog(QDialog):
    """Lists the versions, the newest first, and what each one brought."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("What is new"))
        self.resize(620, 560)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 18, 0, 16)
        layout.setSpacing(10)
        contents = QWidget()
        contents.setProperty("look", "page")
        self.body = QVBoxLayout(contents)
        self.body.setContentsMargins(24, 0, 24, 8)
        self.body.setSpacing(10)
        for release in releases():
            self._add(release)
        self.body.addStretch()
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName(tr("What is new"))
        area.setWidget(contents)
        layout.addWidget(area, 1)
        buttons = QDialogButtonBox()
        buttons.addButton(QPushButton(tr("Close")), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        buttons.setContentsMargins(24, 0, 24, 0)
        layout.addWidget(buttons)
        area.setFocus()

    def _add(self, release: Release) -> None:
        self.body.addWidget(Text(tr("Version {version}", version=release.version), size=1.35, bold=True))
        if release.day is not None:
            self.body.addWidget(Text(tr("Since {day}", day=release.day), tone="muted"))
        for line in release.messages:
            row = QHBoxLayout()
            row.setSpacing(10)
            row.addWidget(Text("•", tone="accent", bold=True, wrap=False), alignment=Qt.AlignmentFlag.AlignTop)
            row.addWidget(Text(say(line), selectable=True), 1)
            self.body.addLayout(row)
