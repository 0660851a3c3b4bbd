"""What is said after a file was written, and the ways to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from churndesk.gui.say import tr
from churndesk.gui.widgets.empty_state import IconLabel
from churndesk.gui.widgets.text import Text

if TYPE_CHECKING:
    from pathlib import Path


class Written(QFrame):
    """Names the file, and opens it or its folder with the program that the computer has for it; hidden until then.

    One that is `closable` can be put away.
    """

    def __init__(self, *, closable: bool = False) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self.path: Path | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 12, 10)
        row.setSpacing(12)
        self.text = Text()
        self.open_file = QPushButton(tr("Open file"))
        self.open_folder = QPushButton(tr("Open folder"))
        self.open_file.clicked.connect(self._open_file)
        self.open_folder.clicked.connect(self._open_folder)
        row.addWidget(IconLabel("circle-check", 20, "good"))
        row.addWidget(self.text, 1)
        row.addWidget(self.open_file)
        row.addWidget(self.open_folder)
        self.put_away = QPushButton(tr("Close"))
        self.put_away.clicked.connect(self.hide)
        row.addWidget(self.put_away)
        self.put_away.setVisible(closable)
        self.hide()

    def show_path(self, path: Path) -> None:
        """Says that this file is there now."""
        self.path = path
        sentence = tr("{file} is in {folder}.", file=path.name, folder=str(path.parent))
        self.text.setText(sentence)
        self.setAccessibleName(sentence)
        self.show()

    def _open_file(self) -> None:
        if self.path is not None and not _open(self.path):
            self.text.setText(tr("No program on this computer opens {file} by itself.", file=self.path.name))

    def _open_folder(self) -> None:
        if self.path is not None and not _open(self.path.parent):
            self.text.setText(tr("The folder can't be shown. It is {folder}.", folder=str(self.path.parent)))


def _open(path: Path) -> bool:
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
