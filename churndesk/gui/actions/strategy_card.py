"""One strategy as a card: what it is, why now, and how far it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QProgressBar

from churndesk.gui.actions.plan import progress, state_name, state_tone
from churndesk.gui.say import say, tr
from churndesk.gui.widgets.badge import Badge
from churndesk.gui.widgets.text import Text
from churndesk.gui.widgets.tile import Tile

if TYPE_CHECKING:
    from datetime import date

    from churndesk.project.project import Action
    from churndesk.strategies import Strategy, Suggested


class StrategyCard(Tile):
    """Pressed, it opens the strategy. A suggested one says the figures that speak for it, the others their why."""

    def __init__(self, strategy: Strategy, action: Action, suggested: Suggested | None, day: date) -> None:
        super().__init__(strategy.icon, say(strategy.title), say(suggested.sentence if suggested else strategy.why))
        self.strategy = strategy.key
        reached = progress(strategy, action)
        if suggested is not None:
            self.sentence.set_tone("")
        marks = QHBoxLayout()
        marks.setSpacing(6)
        marks.setContentsMargins(0, 2, 0, 3)
        if action.state != "open":
            marks.addWidget(Badge(say(state_name(action.state)), tone=state_tone(action.state)))
        if reached.due is not None:
            late = reached.due < day
            said = tr("Overdue since {day}", day=reached.due) if late else tr("Due {day}", day=reached.due)
            marks.addWidget(Badge(said, tone="bad" if late else ""))
        marks.addStretch()
        if marks.count() > 1:
            self.words.insertLayout(1, marks)
        if reached.ticked or action.state == "doing":
            self._show_progress(reached.ticked, reached.steps)

    def _show_progress(self, ticked: int, steps: int) -> None:
        said = tr("{ticked} of {steps} steps done", ticked=ticked, steps=steps)
        bar = QProgressBar()
        bar.setRange(0, steps)
        bar.setValue(ticked)
        bar.setTextVisible(False)
        bar.setAccessibleName(said)
        text = Text(said, tone="muted", size=0.92)
        for widget in (text, bar):
            widget.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self.words.addWidget(widget)
