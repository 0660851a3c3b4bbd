"""What the open project is, where it lies, and what takes how much room in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QPushButton, QVBoxLayout

from churndesk.gui.moments import size
from churndesk.gui.say import say, tr
from churndesk.gui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from churndesk.gui.document import Document
    from churndesk.progress import Report
    from churndesk.project.blobs import Blobs
    from churndesk.project.project import Project
    from churndesk.project.sizes import Part


def parts(project: Project, blobs: Blobs, report: Report) -> tuple[Part, ...]:
    """The parts of the file, in a task: packing a large table takes a moment."""
    from churndesk.project.sizes import parts_of

    report()
    return parts_of(project, blobs)


class PropertiesDialog(QDialog):
    """Where the project lies, its size and what takes it. `copy_wanted` bears the Source whose file is to be saved."""

    copy_wanted = Signal(object)

    def __init__(self, document: Document, found: Sequence[Part], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("About this project"))
        self.setMinimumWidth(520)
        project = document.project
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 18)
        layout.setSpacing(12)
        layout.addWidget(Text(project.name or tr("Untitled"), size=1.3, bold=True))
        where = str(document.path) if document.path is not None else tr("Not saved in a file yet.")
        layout.addWidget(Text(where, tone="muted", selectable=True))
        layout.addLayout(self._table(found))
        self.total = Text(tr("Together {size}.", size=size(sum(part.size for part in found))), bold=True)
        layout.addWidget(self.total)
        self.copies = [self._button(source) for source in project.sources if source.digest in document.blobs.by_digest]
        if self.copies:
            layout.addWidget(
                Text(tr("The project carries the files that it was made from, so that it opens on any computer."))
            )
        for button in self.copies:
            layout.addWidget(button, alignment=Qt.AlignmentFlag.AlignLeft)
        buttons = QDialogButtonBox()
        buttons.addButton(QPushButton(tr("Close")), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)

    @staticmethod
    def _table(found: Sequence[Part]) -> QGridLayout:
        table = QGridLayout()
        table.setHorizontalSpacing(24)
        table.setVerticalSpacing(6)
        table.setColumnStretch(0, 1)
        for row, part in enumerate(found):
            table.addWidget(Text(say(part.title)), row, 0)
            table.addWidget(Text(say(size(part.size)), wrap=False), row, 1, Qt.AlignmentFlag.AlignRight)
        return table

    def _button(self, source: object) -> QPushButton:
        button = QPushButton(tr("Save a copy of {file}…", file=source.file))
        button.clicked.connect(lambda: self.copy_wanted.emit(source))
        return button
