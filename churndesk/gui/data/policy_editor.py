"""The owner's rules as plain questions: "when is somebody gone?"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QRadioButton, QSpinBox, QVBoxLayout, QWidget

from churndesk.gui.data.questions import QUESTIONS, WordsQuestion
from churndesk.gui.say import say, tr
from churndesk.gui.widgets import Badge, Text
from churndesk.importing.rules import rules_that_matter
from churndesk.ledger.policy import DAYS, Policy
from churndesk.words import Rate, message, plural

if TYPE_CHECKING:
    from collections.abc import Sequence

    from churndesk.gui.data.questions import DaysQuestion
    from churndesk.ledger import InactivityChoice
    from churndesk.ledger.dataset import Dataset
    from churndesk.words import Message


class Question(QWidget):
    """A question with its explanation; `body` takes the answer's controls."""

    def __init__(self, asked: Message, explanation: Message | None) -> None:
        super().__init__()
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(5)
        self.asked = say(asked)
        self.body.addWidget(Text(self.asked, bold=True))
        if explanation is not None:
            self.body.addWidget(Text(say(explanation), tone="muted", size=0.95))


class WordsAnswer(Question):
    """One of a few words, as radio buttons. `changed` bears it."""

    changed = Signal(str)

    def __init__(self, declared: WordsQuestion) -> None:
        super().__init__(declared.asked, declared.explanation)
        self._group = QButtonGroup(self)
        self.buttons: dict[str, QRadioButton] = {}
        for value, label in declared.answers:
            button = QRadioButton(say(label))
            button.setAccessibleDescription(self.asked)
            button.clicked.connect(lambda _checked=False, said=value: self.changed.emit(said))
            self._group.addButton(button)
            self.buttons[value] = button
            self.body.addWidget(button)

    def show_value(self, value: str) -> None:
        """Marks the answer in force."""
        self.buttons[value].setChecked(True)


class DaysAnswer(Question):
    """A number of days. `changed` bears it."""

    changed = Signal(int)

    def __init__(self, declared: DaysQuestion) -> None:
        super().__init__(declared.asked, declared.explanation)
        self.field = DaysField(*DAYS[declared.key], self.asked)
        self.field.changed.connect(self.changed)
        self.body.addWidget(self.field)

    def show_value(self, days: int) -> None:
        """Shows the days in force."""
        self.field.show_days(days)


class DaysField(QWidget):
    """A field for a number of days, with its unit. `changed` bears the number that was typed."""

    changed = Signal(int)

    def __init__(self, least: int, most: int, name: str) -> None:
        super().__init__()
        self.box = QSpinBox(minimum=least, maximum=most, keyboardTracking=False)
        self.box.setAccessibleName(name)
        self.box.setMinimumWidth(96)
        self.box.valueChanged.connect(self._take)
        self._unit = Text("", tone="muted", wrap=False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.box)
        row.addWidget(self._unit)
        row.addStretch()

    def show_days(self, days: int) -> None:
        """Shows a number of days without telling of it."""
        self.box.blockSignals(True)
        self.box.setValue(days)
        self.box.blockSignals(False)
        self._unit.setText(say(plural("day", "days", days)))

    def _take(self, days: int) -> None:
        self._unit.setText(say(plural("day", "days", days)))
        self.changed.emit(days)


class InactivityAnswer(Question):
    """After how many days without a purchase somebody is gone, with what each choice would have got wrong."""

    changed = Signal(int)

    def __init__(self) -> None:
        super().__init__(
            message("After how many days without a purchase is a customer gone?"),
            message("Beside each: how many of the customers who came back it would have called lost."),
        )
        self._group = QButtonGroup(self)
        self.buttons: dict[int, QRadioButton] = {}
        self._days = 0
        self._beside: list[QWidget] = []
        self._rows = QGridLayout()
        self._rows.setHorizontalSpacing(14)
        self._rows.setVerticalSpacing(2)
        self._rows.setColumnStretch(2, 1)
        self.body.addLayout(self._rows)
        self._own = QRadioButton(tr("Another number:"))
        self._group.addButton(self._own)
        self.field = DaysField(*DAYS["inactivity_days"], tr("Days without a purchase"))
        self.field.changed.connect(self._type)
        self._own.clicked.connect(lambda: self._type(self.field.box.value()))
        row = QHBoxLayout()
        row.addWidget(self._own)
        row.addWidget(self.field, 1)
        self.body.addLayout(row)

    def show_choices(self, choices: Sequence[InactivityChoice]) -> None:
        """Offers these limits."""
        for old in (*self.buttons.values(), *self._beside):
            old.hide()
            old.deleteLater()
        self.buttons, self._beside = {}, []
        for row, choice in enumerate(choices):
            self._add_choice(row, choice)
        self.show_value(self._days)

    def _add_choice(self, row: int, choice: InactivityChoice) -> None:
        button = QRadioButton(say(plural("{count} day", "{count} days", choice.days)))
        button.clicked.connect(lambda: self.changed.emit(choice.days))
        self._group.addButton(button)
        self._rows.addWidget(button, row, 0)
        self.buttons[choice.days] = button
        if choice.wrongly_lost is not None:
            share = tr("{share} too early", share=Rate(choice.wrongly_lost, 0))
            button.setAccessibleDescription(share)
            self._put(Text(share, tone="muted", wrap=False), row, 1)
        if choice.proposed:
            said = tr("Proposed from your data") if choice.learnt else tr("The usual limit")
            self._put(Badge(said, "accent" if choice.learnt else "muted"), row, 2)

    def _put(self, widget: QWidget, row: int, column: int) -> None:
        self._rows.addWidget(widget, row, column)
        self._beside.append(widget)

    def show_value(self, days: int | None) -> None:
        """Marks the limit in force."""
        self._days = days or 0
        self.field.show_days(self._days)
        self.buttons.get(self._days, self._own).setChecked(True)

    def _type(self, days: int) -> None:
        self._own.setChecked(True)
        if days != self._days:
            self.changed.emit(days)


class PolicyEditor(QWidget):
    """The rules that matter for a dataset, as questions. `changed` bears the Policy after an edit."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.policy = Policy()
        self.answers: dict[str, WordsAnswer | DaysAnswer | InactivityAnswer] = {}
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(18)
        self.none = Text(tr("This table says for itself who is lost: there is no rule to choose."), tone="muted")
        self._body.addWidget(self.none)

    def show_policy(self, dataset: Dataset, policy: Policy, without: frozenset[str] = frozenset()) -> None:
        """Shows the rules of a policy that matter for a dataset, but for those that are asked elsewhere."""
        self.policy = policy
        keys = tuple(key for key in rules_that_matter(dataset) if key not in without)
        if tuple(self.answers) != keys:
            self._build(keys)
        for key, answer in self.answers.items():
            answer.show_value(getattr(policy, key))

    def show_inactivity(self, choices: Sequence[InactivityChoice]) -> None:
        """Offers limits of inactivity, once they have been computed."""
        answer = self.answers.get("inactivity_days")
        if isinstance(answer, InactivityAnswer):
            answer.show_choices(choices)

    def _build(self, keys: Sequence[str]) -> None:
        for answer in self.answers.values():
            answer.hide()
            answer.deleteLater()
        self.answers = {}
        for key in keys:
            answer = self._answer(key)
            answer.changed.connect(lambda value, name=key: self._take(name, value))
            self._body.addWidget(answer)
            self.answers[key] = answer
        self.none.setVisible(not keys)

    @staticmethod
    def _answer(key: str) -> WordsAnswer | DaysAnswer | InactivityAnswer:
        if key == "inactivity_days":
            return InactivityAnswer()
        declared = QUESTIONS[key]
        return WordsAnswer(declared) if isinstance(declared, WordsQuestion) else DaysAnswer(declared)

    def _take(self, key: str, value: str | int) -> None:
        if getattr(self.policy, key) != value:
            self.policy = replace(self.policy, **{key: value})
            self.changed.emit(self.policy)
