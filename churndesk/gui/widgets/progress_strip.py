"""The strip at the foot of the window that shows long work and can stop it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton

from churndesk.gui.say import say, tr
from churndesk.gui.widgets.text import Text

if TYPE_CHECKING:
    from churndesk.gui.tasks import Progress


class ProgressStrip(QFrame):
    """What runs, how far it is, and a button to stop it; hidden while nothing runs. `cancelled` when it is pressed."""

    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "bar")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(20, 8, 20, 8)
        layout.setSpacing(14)
        self.text = Text(wrap=False)
        layout.addWidget(self.text)
        self.bar = QProgressBar(textVisible=False)
        self.bar.setAccessibleName(tr("Progress"))
        layout.addWidget(self.bar, 1, alignment=Qt.AlignmentFlag.AlignVCenter)
        self.stop = QPushButton(tr("Stop"))
        self.stop.clicked.connect(self.cancelled)
        layout.addWidget(self.stop)
        self.hide()

    def show_progress(self, progress: Progress | None) -> None:
        """Shows where the work stands; None where nothing runs any more."""
        self.setVisible(progress is not None)
        if progress is None:
            return
        step = progress.what
        self.text.setText(say(progress.title) if step is None else say(step))
        self.bar.setRange(0, 0 if progress.fraction is None else 100)
        if progress.fraction is not None:
            self.bar.setValue(round(100 * progress.fraction))
