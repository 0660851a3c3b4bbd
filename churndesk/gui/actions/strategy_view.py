"""One strategy in full: why, why now, its steps, the person's plan, its effect, and what others claim."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from churndesk import metrics
from churndesk.gui import icons
from churndesk.gui.actions.plan import progress, with_step
from churndesk.gui.actions.plan_card import PlanCard
from churndesk.gui.actions.step_row import StepRow
from churndesk.gui.say import say, tr
from churndesk.gui.widgets.card import Card
from churndesk.gui.widgets.card_grid import CardGrid
from churndesk.gui.widgets.claim_view import ClaimView
from churndesk.gui.widgets.empty_state import IconLabel
from churndesk.gui.widgets.section import Section
from churndesk.gui.widgets.text import Text

if TYPE_CHECKING:
    from datetime import date

    from churndesk.project.project import Action, StepNote
    from churndesk.strategies import Strategy, Suggested


class StrategyView(QWidget):
    """Shows one strategy.

    Signals: `left` to go back to all strategies, `edited` bears the changed action, `metric_wanted` a metric's key.
    """

    left = Signal()
    edited = Signal(object)
    metric_wanted = Signal(str)

    def __init__(self, strategy: Strategy, day: date, currency: str | None) -> None:
        super().__init__()
        self.strategy = strategy
        self._today = day
        self._action: Action | None = None
        self.back = QPushButton(icons.icon("chevron-left", "accent"), tr("All strategies"))
        self.back.setProperty("look", "quiet")
        # Its words stand level with the heading below.
        self.back.setStyleSheet("padding-left: 0;")
        self.back.clicked.connect(self.left)
        self.reason = Text()
        self.now = self._now()
        self.reached = Text(tone="muted", size=0.92, wrap=False)
        self.rows = {step.key: StepRow(step, day) for step in strategy.steps}
        self.plan = PlanCard(strategy, day, currency)
        self.plan.edited.connect(self.edited)
        self.chips = {key: self._chip(key) for key in strategy.metrics}
        self._place()

    def _now(self) -> QWidget:
        card = Card()
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(IconLabel("lightbulb", 22, "accent"), alignment=Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Text(tr("Why now"), bold=True))
        words.addWidget(self.reason)
        row.addLayout(words, 1)
        card.body.addLayout(row)
        return card

    def _chip(self, key: str) -> QPushButton:
        name = say(metrics.metric(key).title)
        chip = QPushButton(name)
        chip.setProperty("look", "chip")
        chip.setToolTip(tr("Show {figure}", figure=name))
        chip.clicked.connect(partial(self.metric_wanted.emit, key))
        return chip

    def _place(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(self.back, alignment=Qt.AlignmentFlag.AlignLeft)
        self.heading = Text(say(self.strategy.title), size=1.7, bold=True)
        column.addWidget(self.heading)
        column.addWidget(Text(say(self.strategy.why)))
        column.addLayout(self._links())
        column.addWidget(self.now)
        columns = QHBoxLayout()
        columns.setSpacing(14)
        left = QVBoxLayout()
        left.setSpacing(14)
        left.addWidget(self._steps())
        left.addWidget(self._effect())
        left.addStretch()
        columns.addLayout(left, 3)
        columns.addWidget(self.plan, 2, alignment=Qt.AlignmentFlag.AlignTop)
        column.addLayout(columns)
        if self.strategy.claims:
            column.addWidget(self._claims())

    def _links(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(Text(tr("Meant to move"), tone="muted", wrap=False))
        for chip in self.chips.values():
            row.addWidget(chip)
        row.addStretch()
        return row

    def _steps(self) -> Card:
        card = Card(tr("What to do"))
        card.head.addWidget(self.reached)
        for row in self.rows.values():
            row.edited.connect(self._edit_step)
            card.add(row)
        return card

    def _effect(self) -> Card:
        card = Card(tr("How you see whether it worked"))
        card.add(Text(say(self.strategy.measured)))
        card.add(Text(tr("It is suggested when this holds: {rule}", rule=self.strategy.when), tone="muted", size=0.95))
        return card

    def _claims(self) -> Section:
        section = Section(
            tr("What others claim"), tr("These speak of companies at large, not of yours; take them as such.")
        )
        grid = CardGrid(least=280, most=3)
        for claim in self.strategy.claims:
            grid.add(ClaimView(claim))
        section.add(grid)
        return section

    def show_state(self, action: Action, suggested: Suggested | None) -> None:
        """Shows what was done so far, and why it is suggested now."""
        self._action = action
        self.reason.setText(say(suggested.sentence) if suggested is not None else "")
        self.now.setVisible(suggested is not None)
        reached = progress(self.strategy, action)
        self.reached.setText(tr("{ticked} of {steps} steps done", ticked=reached.ticked, steps=reached.steps))
        for key, row in self.rows.items():
            row.show_note(action.step(key))
        self.plan.show_action(action)

    def _edit_step(self, key: str, note: StepNote) -> None:
        if self._action is not None:
            self.edited.emit(with_step(self._action, key, note, self._today))
