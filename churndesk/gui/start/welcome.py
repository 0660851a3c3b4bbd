"""What is said once: to somebody who is here for the first time, or for the first time with a newer version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QPushButton

from churndesk import __version__
from churndesk.gui.say import tr
from churndesk.gui.widgets.card import Card
from churndesk.gui.widgets.text import Text

if TYPE_CHECKING:
    from churndesk.gui.desk import Desk


class Welcome(Card):
    """Offers the tour to a newcomer, and to others what is new; either answer is remembered, and the card goes."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(look="greeting")
        self._desk = desk
        newcomer = not desk.store.greeted
        title = tr("Welcome. There are three ways to begin") if newcomer else tr("Here is a newer ChurnDesk")
        sentence = (
            tr(
                "Open your own spreadsheet, look around with a sample, or type a few numbers: all three are below. A "
                "short tour shows you what is where; you can leave it at any time."
            )
            if newcomer
            else tr("Your work is as you left it. This is version {version}.", version=__version__)
        )
        self.add(Text(title, size=1.25, bold=True))
        self.add(Text(sentence))
        self.look = QPushButton(tr("Show me around") if newcomer else tr("What is new"))
        self.away = QPushButton(tr("Not now"))
        self.away.setProperty("look", "quiet")
        self.look.clicked.connect(lambda: self._answer("tour" if newcomer else "news"))
        self.away.clicked.connect(lambda: self._answer(""))
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.look)
        row.addWidget(self.away)
        row.addStretch()
        self.body.addSpacing(2)
        self.body.addLayout(row)

    def _answer(self, command: str) -> None:
        self._desk.store.greeted = __version__
        self.hide()
        if command:
            self._desk.run(command)
