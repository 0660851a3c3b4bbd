"""The strategies that may move a metric, and how far each has come."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from churndesk.gui.say import say, tr
from churndesk.gui.widgets.badge import Badge
from churndesk.gui.widgets.card import Card
from churndesk.gui.widgets.card_grid import CardGrid
from churndesk.gui.widgets.text import Text
from churndesk.strategies import catalogue
from churndesk.words import message

if TYPE_CHECKING:
    from churndesk.metrics import Metric
    from churndesk.project.project import Action, Project
    from churndesk.strategies import Strategy

_NARROW = 380
#: The words and the tone of each state of an action.
STATES = {
    "open": (message("not begun"), ""),
    "doing": (message("under way"), "accent"),
    "done": (message("done"), "good"),
    "not-for-us": (message("not for us"), ""),
}


class StrategiesCard(Card):
    """Lists the linked strategies, each with its state; `opened` bears the key of one that was pressed."""

    opened = Signal(str)

    def __init__(self, metric: Metric) -> None:
        super().__init__(tr("What you can do about it"))
        self._badges: dict[str, Badge] = {}
        linked = catalogue().linked(metric.key)
        if not linked:
            self.add(Text(tr("The page Actions has twelve strategies to keep customers."), tone="muted"))
        grid = CardGrid(least=_NARROW, most=2)
        for strategy in linked:
            grid.add(self._row(strategy))
        self.add(grid)

    def _row(self, strategy: Strategy) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        title = QPushButton(say(strategy.title))
        title.setProperty("look", "link")
        title.clicked.connect(partial(self.opened.emit, strategy.key))
        self._badges[strategy.key] = Badge()
        row.addWidget(title)
        row.addStretch(1)
        row.addWidget(self._badges[strategy.key])
        return line

    def show_project(self, project: Project) -> None:
        """Shows how far each has come."""
        for key, badge in self._badges.items():
            text, tone = STATES[_state(project.action(key))]
            badge.setText(say(text))
            badge.set_tone(tone)


def _state(action: Action) -> str:
    return action.state
