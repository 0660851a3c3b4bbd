"""What a person decides about a strategy as a whole: state, owner, due day, cost, note."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit

from churndesk.gui.actions.due_button import DueButton
from churndesk.gui.actions.plan import STATES, with_state
from churndesk.gui.say import say, tr
from churndesk.gui.widgets.card import Card
from churndesk.gui.widgets.number_field import NumberField
from churndesk.gui.widgets.text import Text
from churndesk.metrics.metric import Input
from churndesk.words import message

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtGui import QFocusEvent
    from PySide6.QtWidgets import QWidget

    from churndesk.project.project import Action
    from churndesk.strategies import Strategy

COST = Input("cost", message("What it costs you"), "money", message("All of it: time, discounts, tools."))
_LONGEST = 5000
_NOTE_HEIGHT = 96


class PlanCard(Card):
    """`edited` bears the changed action; the card shows what the document says."""

    edited = Signal(object)

    def __init__(self, strategy: Strategy, day: date, currency: str | None) -> None:
        super().__init__(tr("Your plan"))
        self._today = day
        self._action: Action | None = None
        self.state = QComboBox()
        for key, name, _tone in STATES:
            self.state.addItem(say(name), key)
        self.started = Text(tone="muted", size=0.92)
        self.owner = QLineEdit()
        self.owner.setMaxLength(120)
        self.due = DueButton(say(strategy.title), day)
        self.cost = NumberField(COST, currency)
        self.note = _Note()
        self._labelled(tr("State"), self.state)
        self.add(self.started)
        self._labelled(tr("Who sees to it"), self.owner)
        self._labelled(tr("Due day"), self.due)
        self.add(self.cost)
        self._labelled(tr("Note"), self.note)
        self._connect()

    def _labelled(self, name: str, field: QWidget) -> None:
        label = Text(name, bold=True)
        label.setBuddy(field)
        if not field.accessibleName():
            field.setAccessibleName(name)
        self.add(label)
        self.body.addSpacing(-6)
        # A button is as wide as its words; what is typed or chosen takes the whole width.
        own = Qt.AlignmentFlag.AlignLeft if isinstance(field, DueButton) else Qt.AlignmentFlag(0)
        self.body.addWidget(field, alignment=own)

    def _connect(self) -> None:
        self.state.activated.connect(lambda _index: self._choose_state())
        self.owner.editingFinished.connect(lambda: self._edit(owner=self.owner.text().strip()))
        self.due.chosen.connect(lambda day: self._edit(due=day))
        self.cost.committed.connect(lambda cost: self._edit(cost=cost))
        self.cost.put_back.connect(lambda: self._edit(cost=None))
        self.note.left.connect(lambda: self._edit(note=self.note.toPlainText().strip()))

    def show_action(self, action: Action) -> None:
        """Shows what the document says of this strategy."""
        self._action = action
        self.state.setCurrentIndex(self.state.findData(action.state))
        self.started.show_text(tr("Begun on {day}", day=action.started) if action.started is not None else "")
        self.due.show_day(action.due)
        self.cost.show_number(None, action.cost)
        if self.owner.text().strip() != action.owner:
            self.owner.setText(action.owner)
        if self.note.toPlainText().strip() != action.note:
            self.note.setPlainText(action.note)

    def _choose_state(self) -> None:
        if self._action is not None and self.state.currentData() != self._action.state:
            self.edited.emit(with_state(self._action, self.state.currentData(), self._today))

    def _edit(self, **changes: object) -> None:
        if self._action is not None and replace(self._action, **changes) != self._action:
            self.edited.emit(replace(self._action, **changes))


class _Note(QPlainTextEdit):
    """Several lines of text; `left` when the person goes elsewhere, so that a note is one step to undo."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setFixedHeight(_NOTE_HEIGHT)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Takes the text over, cut where it is longer than a note should be."""
        super().focusOutEvent(event)
        if len(self.toPlainText()) > _LONGEST:
            self.setPlainText(self.toPlainText()[:_LONGEST])
        self.left.emit()
