"""The steps of all strategies, one below the other, to tick."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from churndesk.gui.actions.plan import progress, state_name, state_tone, with_step
from churndesk.gui.actions.step_row import StepRow
from churndesk.gui.say import say, tr
from churndesk.gui.widgets.badge import Badge
from churndesk.gui.widgets.card import Card
from churndesk.gui.widgets.text import Text, restyle

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from churndesk.gui.actions.choice import Group
    from churndesk.project.project import Action, Project, StepNote
    from churndesk.strategies import Strategy


class Checklist(QWidget):
    """`edited` bears the changed action, `wanted` the key of a strategy to see in full. Its cards are made once."""

    edited = Signal(object)
    wanted = Signal(str)

    def __init__(self, strategies: Sequence[Strategy], day: date) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(14)
        self.cards = {strategy.key: StepsCard(strategy, day) for strategy in strategies}
        for card in self.cards.values():
            card.edited.connect(self.edited)
            card.wanted.connect(self.wanted)

    def show_groups(self, groups: Sequence[Group], project: Project) -> None:
        """Shows the steps of these strategies, in this order, as they stand in the project."""
        shown = [strategy.key for group in groups for strategy in group.strategies]
        for place, key in enumerate(shown):
            self._column.insertWidget(place, self.cards[key])
            self.cards[key].show_action(project.action(key))
        for key, card in self.cards.items():
            card.setVisible(key in shown)


class StepsCard(Card):
    """The steps of one strategy."""

    edited = Signal(object)
    wanted = Signal(str)

    def __init__(self, strategy: Strategy, day: date) -> None:
        super().__init__(say(strategy.title))
        self._strategy = strategy
        self._today = day
        self._action: Action | None = None
        self.state = Badge()
        self.reached = Text(tone="muted", size=0.92, wrap=False)
        self.whole = QPushButton(tr("Open"))
        self.whole.setProperty("look", "quiet")
        self.whole.setAccessibleName(tr("Open {title}", title=strategy.title))
        self.whole.clicked.connect(partial(self.wanted.emit, strategy.key))
        for widget in (self.state, self.reached, self.whole):
            self.head.addWidget(widget)
        self.rows = {step.key: StepRow(step, day) for step in strategy.steps}
        for row in self.rows.values():
            row.edited.connect(self._edit_step)
            self.add(row)

    def show_action(self, action: Action) -> None:
        """Shows what was done so far."""
        self._action = action
        reached = progress(self._strategy, action)
        self.reached.setText(tr("{ticked} of {steps} steps done", ticked=reached.ticked, steps=reached.steps))
        self.state.setText(say(state_name(action.state)))
        self.state.setVisible(action.state != "open")
        self.state.set_tone(state_tone(action.state))
        restyle(self.state)
        for key, row in self.rows.items():
            row.show_note(action.step(key))

    def _edit_step(self, key: str, note: StepNote) -> None:
        if self._action is not None:
            self.edited.emit(with_step(self._action, key, note, self._today))
