"""One question with its possible answers, and the churn that each would give."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from churndesk.gui.importing.labelled import entries_of, fill
from churndesk.gui.say import say, tr
from churndesk.gui.widgets import Text
from churndesk.gui.widgets.empty_state import IconLabel
from churndesk.words import message

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from churndesk.words import Choice, Doubt, Message


#: With more choices than this a list drops down.
_MOST_BUTTONS = 5


class _Answer(QWidget):
    """A reading: its name on a radio button, an example, and what would come of it."""

    def __init__(self, choice: Choice, group: QButtonGroup) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 2)
        layout.setSpacing(0)
        self.button = QRadioButton(say(choice.label))
        group.addButton(self.button)
        layout.addWidget(self.button)
        below = QVBoxLayout()
        below.setContentsMargins(30, 0, 0, 0)
        below.setSpacing(1)
        layout.addLayout(below)
        example = say(choice.example) if choice.example else ""
        self.example = Text(example, tone="muted", size=0.94)
        below.addWidget(self.example)
        self.example.setVisible(bool(example))
        self.outcome = Text("", size=0.94)
        self.outcome.hide()
        below.addWidget(self.outcome)
        self.button.setAccessibleDescription(example)

    def show_outcome(self, told: Message) -> None:
        """Says what this reading leads to."""
        text = tr("Then: {outcome}", outcome=told)
        self.outcome.show_text(text)
        self.button.setAccessibleDescription(f"{self.example.text()} {text}".strip())


class DoubtCard(QFrame):
    """A question that only the owner can answer. `answered` bears the doubt and the value chosen.

    `closer` is what a button is called that lets the person look at every single case; `closer_wanted` when it is
    pressed.
    """

    answered = Signal(object, str)
    closer_wanted = Signal()

    def __init__(self, doubt: Doubt, answer: str | None, choices: Sequence[Choice] = (), *, closer: str = "") -> None:
        super().__init__()
        self.doubt = doubt
        self.setAccessibleName(say(doubt.text))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 12, 14, 12)
        layout.setSpacing(6)
        head = QHBoxLayout()
        head.setSpacing(8)
        self._sign = IconLabel("circle-question-mark", 20, "warn")
        self._tick = IconLabel("circle-check", 20, "good")
        head.addWidget(self._sign)
        head.addWidget(self._tick)
        head.addWidget(Text(say(doubt.text), bold=True), 1)
        layout.addLayout(head)
        self._group = QButtonGroup(self)
        self.answers: dict[str, _Answer] = {}
        self.box: QComboBox | None = None
        choices = doubt.choices or choices
        if len(choices) > _MOST_BUTTONS:
            layout.addWidget(self._choice_box(choices))
        for choice in choices if len(choices) <= _MOST_BUTTONS else ():
            self.answers[choice.value] = _Answer(choice, self._group)
            self.answers[choice.value].button.clicked.connect(
                lambda _checked=False, value=choice.value: self.answered.emit(self.doubt, value)
            )
            layout.addWidget(self.answers[choice.value])
        if not choices:
            layout.addWidget(Text(say(_NO_READING), tone="muted"))
        self.closer = QPushButton(closer, self)
        self.closer.clicked.connect(self.closer_wanted)
        layout.addWidget(self.closer, alignment=Qt.AlignmentFlag.AlignLeft)
        if not closer:
            self.closer.hide()
        self.show_answer(answer)

    def _choice_box(self, choices: Sequence[Choice]) -> QComboBox:
        """More choices than anybody wants to see at once."""
        box = QComboBox()
        box.setAccessibleName(say(self.doubt.text))
        fill(box, [("", tr("Please choose…")), *entries_of(choices)], "")
        box.activated.connect(
            lambda _index: self.answered.emit(self.doubt, box.currentData()) if box.currentData() else None
        )
        self.box = box
        return box

    def _take(self, value: str) -> None:
        if value:
            self.answered.emit(self.doubt, value)

    def show_answer(self, answer: str | None) -> None:
        """Marks the answer that was given; the frame is loud only while there is none."""
        self.setProperty("look", "notice" if answer is None else "card")
        self.style().unpolish(self)
        self.style().polish(self)
        self._sign.setVisible(answer is None)
        self._tick.setVisible(answer is not None)
        if answer in self.answers:
            self.answers[answer].button.setChecked(True)
        if self.box is not None:
            self.box.setCurrentIndex(max(self.box.findData(answer or ""), 0))

    def show_outcomes(self, outcomes: Iterable[tuple[Choice, Message]]) -> None:
        """Says beside each reading what churn it would give."""
        for choice, told in outcomes:
            if choice.value in self.answers:
                self.answers[choice.value].show_outcome(told)


_NO_READING = message(
    "Choose another use for the column in the list, or go back to the first step and leave out the rows that don't fit."
)
