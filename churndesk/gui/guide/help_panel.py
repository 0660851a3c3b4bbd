"""Help beside the page: what it says, where that comes from, what can be done, and what each figure on it means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QToolButton, QVBoxLayout, QWidget

from churndesk.gui import icons
from churndesk.gui.guide.topics import topic
from churndesk.gui.pages import page
from churndesk.gui.say import say, tr
from churndesk.gui.widgets.text import Text
from churndesk.metrics import metric

if TYPE_CHECKING:
    from collections.abc import Iterable

    from churndesk.gui.document import Document

WIDTH = 340


class HelpPanel(QFrame):
    """Shows the help of one page and follows to the next. `closed` when it is sent away, `tour_wanted` by its link."""

    closed = Signal()
    tour_wanted = Signal()

    def __init__(self, document: Document, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("look", "drawer")
        self.setFixedWidth(WIDTH)
        self.setAccessibleName(tr("Help on this page"))
        self._document = document
        self.page = ""
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._head())
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # The keyboard is put here, so that arrow keys scroll.
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.area.setAccessibleName(tr("Help on this page"))
        layout.addWidget(self.area, 1)
        self.tour = QPushButton(tr("Show me around"))
        self.tour.setProperty("look", "link")
        self.tour.clicked.connect(self.tour_wanted)
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 8, 20, 12)
        foot.addWidget(self.tour)
        foot.addStretch()
        layout.addLayout(foot)
        QShortcut(
            QKeySequence(Qt.Key.Key_Escape),
            self,
            self.closed.emit,
            context=Qt.ShortcutContext.WidgetWithChildrenShortcut,
        )

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setContentsMargins(20, 16, 12, 6)
        self.title = Text(size=1.25, bold=True)
        head.addWidget(self.title, 1)
        self.close_button = QToolButton(icon=icons.icon("x"))
        self.close_button.setToolTip(tr("Close the help (Esc)"))
        self.close_button.setAccessibleName(tr("Close the help (Esc)"))
        self.close_button.clicked.connect(self.closed)
        head.addWidget(self.close_button, alignment=Qt.AlignmentFlag.AlignTop)
        return head

    def show_page(self, key: str) -> None:
        """Shows the help of that page."""
        self.page = key
        self.title.setText(tr("Help: {page}", page=page(key).title))
        self.area.setWidget(self._contents(key))
        self.area.verticalScrollBar().setValue(0)

    def _contents(self, key: str) -> QWidget:
        about = topic(key)
        contents = QWidget()
        contents.setProperty("look", "page")
        layout = QVBoxLayout(contents)
        layout.setContentsMargins(20, 4, 20, 16)
        layout.setSpacing(8)
        for heading, texts in (
            (tr("What this page says"), [say(about.says)]),
            (tr("Where it comes from"), [say(about.origin), *self._files()]),
            (tr("What you can do here"), [tr("– {sentence}", sentence=hint) for hint in about.hints]),
        ):
            _add(layout, heading, (Text(text) for text in texts))
        if about.metrics:
            _add(layout, tr("The figures on this page"), (_explained(one) for one in about.metrics))
        layout.addStretch()
        return contents

    def _files(self) -> list[str]:
        """Which files are open now."""
        dataset = self._document.project.dataset
        if dataset is None:
            return [tr("No spreadsheet is open at the moment.")]
        files = dict.fromkeys(source.file for source in dataset.sources)
        return [tr("Open now: {file}", file=file) for file in files]


def _add(layout: QVBoxLayout, heading: str, widgets: Iterable[QWidget]) -> None:
    layout.addSpacing(8)
    layout.addWidget(Text(heading, bold=True, tone="accent"))
    for widget in widgets:
        layout.addWidget(widget)


def _explained(key: str) -> QFrame:
    """What a figure means, from its own declaration."""
    declared = metric(key)
    well = QFrame()
    well.setProperty("look", "well")
    layout = QVBoxLayout(well)
    layout.setContentsMargins(12, 9, 12, 10)
    layout.setSpacing(4)
    layout.addWidget(Text(say(declared.title), bold=True))
    layout.addWidget(Text(say(declared.definition)))
    layout.addWidget(Text(tr("= {formula}", formula=declared.formula), tone="muted", size=0.95))
    return well
