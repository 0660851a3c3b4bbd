"""The first page: open a spreadsheet, go on with a project, try a sample, or calculate with typed numbers."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout

from churndesk import __version__
from churndesk.gui.pages import page
from churndesk.gui.say import say, tr
from churndesk.gui.start.samples import SAMPLES
from churndesk.gui.widgets.card import Card
from churndesk.gui.widgets.card_grid import CardGrid
from churndesk.gui.widgets.empty_state import IconLabel
from churndesk.gui.widgets.page import Page
from churndesk.gui.widgets.section import Section
from churndesk.gui.widgets.text import Text
from churndesk.gui.widgets.tile import Tile
from churndesk.words import message

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from churndesk.gui.desk import Desk

#: The pages that work with typed numbers alone, and what each answers.
CALCULATORS = (
    ("churn", message("How many customers do I lose?")),
    ("retention", message("How many stay?")),
    ("revenue", message("How much revenue do I lose?")),
    ("cost", message("What does a lost customer cost?")),
)
_RECENT = 4


class StartPage(Page):
    """Leads on, in the order of what most people come for."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(tr("See how many customers leave, and what to do about it"))
        self._desk = desk
        self.welcome: Card | None = None
        if desk.store.greeted != __version__:
            from churndesk.gui.start.welcome import Welcome

            self.welcome = Welcome(desk)
            self.add(self.welcome)
        self.add(self._opening())
        self.recent = Section(tr("Go on where you stopped"))
        self._recent_grid = CardGrid(least=240, most=4)
        self.recent.add(self._recent_grid)
        self.add(self.recent)
        self.add(self._samples())
        self.add(self._calculators())
        self.body.addStretch(1)
        self.refresh()
        desk.document.saved_changed.connect(self.refresh)

    def _opening(self) -> Card:
        card = Card()
        row = QHBoxLayout()
        row.setSpacing(18)
        row.addWidget(IconLabel("file-spreadsheet", 44, "accent"), alignment=Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(6)
        words.addWidget(Text(tr("Open the spreadsheet that you already have"), size=1.25, bold=True))
        words.addWidget(
            Text(
                tr(
                    "A customer list, subscriptions, orders, payments or a monthly summary: from Excel, LibreOffice, "
                    "or an export of your shop or billing program. You can also drop the file anywhere on this window."
                ),
                tone="muted",
            )
        )
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        self.open_table = self._button(tr("Open a spreadsheet…"), "import", look="primary")
        self.open_project = self._button(tr("Open a project…"), "open")
        buttons.addWidget(self.open_table)
        buttons.addWidget(self.open_project)
        buttons.addStretch()
        words.addSpacing(4)
        words.addLayout(buttons)
        row.addLayout(words, 1)
        card.body.addLayout(row)
        return card

    def _button(self, text: str, command: str, look: str = "") -> QPushButton:
        button = QPushButton(text)
        button.setProperty("look", look)
        button.clicked.connect(partial(self._desk.run, command))
        return button

    def _samples(self) -> Section:
        section = Section(tr("Look around with a sample"))
        grid = CardGrid(least=320, most=2)
        for sample in SAMPLES:
            tile = Tile(sample.icon, say(sample.title), say(sample.sentence))
            tile.clicked.connect(partial(self._desk.open_path, sample.path))
            grid.add(tile)
        section.add(grid)
        return section

    def _calculators(self) -> Section:
        section = Section(tr("Calculate with numbers that you type"))
        grid = CardGrid(least=230, most=4)
        for key, question in CALCULATORS:
            entry = page(key)
            tile = Tile(entry.icon, say(entry.title), say(question))
            tile.clicked.connect(partial(self._desk.go, key))
            grid.add(tile)
        section.add(grid)
        return section

    def showEvent(self, event: QShowEvent) -> None:
        """Says no welcome to somebody who has begun meanwhile, or was shown around."""
        super().showEvent(event)
        store = self._desk.store
        if not store.greeted and self._desk.document.project.dataset is not None:
            store.greeted = __version__
        if self.welcome is not None:
            self.welcome.setVisible(store.greeted != __version__)

    def refresh(self) -> None:
        """Lists the projects that were open lately; none hides the part."""
        self._recent_grid.clear()
        recent = self._desk.store.recent[:_RECENT]
        for path in recent:
            tile = Tile("file-text", path.stem, str(path.parent))
            tile.clicked.connect(partial(self._desk.open_path, path))
            self._recent_grid.add(tile)
        self.recent.setVisible(bool(recent))
