"""A field for one number: with its unit, from the data or typed, and put back with one press."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPushButton, QWidget

from churndesk.gui.figures import figure
from churndesk.gui.say import language, say, say_value, tr
from churndesk.gui.widgets.text import Text, restyle
from churndesk.gui.widgets.typed_number import parsed, written

if TYPE_CHECKING:
    from churndesk.metrics.metric import Input

_WIDEST = 220


class NumberField(QWidget):
    """One Input of a metric as a field.

    Signals:
        edited: the text changed while typing; `number` holds what it says so far.
        committed: a number was typed and left, as a float.
        put_back: the typed number is no longer wanted; the data's own holds again.
    """

    edited = Signal()
    committed = Signal(float)
    put_back = Signal()

    def __init__(self, declared: Input, currency: str | None = None) -> None:
        super().__init__()
        self.declared = declared
        self._from_data: float | None = None
        self._typed: float | None = None
        self._currency = currency
        self.label = Text(say(declared.label), bold=True)
        self.line = QLineEdit()
        self.line.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.line.setMaximumWidth(_WIDEST)
        self.line.setAccessibleName(say(declared.label))
        self.line.setAccessibleDescription(say(declared.help))
        self.line.textEdited.connect(self._check)
        self.line.editingFinished.connect(self._commit)
        self.label.setBuddy(self.line)
        self.unit = Text(self._unit(), tone="muted", wrap=False)
        self.back = QPushButton(tr("Back to the data"))
        self.back.setProperty("look", "quiet")
        self.back.clicked.connect(self.put_back)
        self.note = Text(say(declared.help), tone="muted", size=0.92)
        self._place()
        self.show_number(None, None)

    def _place(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.addWidget(self.label, 0, 0, 1, 3)
        grid.addWidget(self.line, 1, 0)
        grid.addWidget(self.unit, 1, 1)
        grid.addWidget(self.back, 1, 2, alignment=Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(self.note, 2, 0, 1, 3)
        grid.setColumnStretch(2, 1)

    def _unit(self) -> str:
        names = {"rate": "%", "money": self._currency or "", "months": tr("months"), "count": "", "ratio": ""}
        return names[self.declared.unit]

    def show_number(self, from_data: float | None, typed: float | None) -> None:
        """Shows the typed number, else the data's, else what an empty calculator starts with."""
        self._from_data = from_data
        self._typed = typed
        self.line.setProperty("typed", "true" if typed is not None and from_data is not None else "false")
        # Figures may be ready while somebody types the next number; what is being typed stays.
        if not (self.line.hasFocus() and self.line.isModified()):
            self.line.setText(self._standing_text())
            self._refuse("")
        self.back.setVisible(typed is not None and from_data is not None)
        if from_data is not None:
            said = say_value(figure(self.declared.unit, from_data, self._currency))
            self.back.setToolTip(tr("The data says {number}.", number=said))

    @property
    def standing(self) -> float | None:
        """The number that holds while nothing is being typed."""
        if self._typed is not None:
            return self._typed
        return self._from_data if self._from_data is not None else self.declared.default

    @property
    def number(self) -> float | None:
        """What the field says now, in the unit of the metric (a rate as a fraction); None where it says no number."""
        number = parsed(self.line.text(), language())
        if number is None or self._wrong(number):
            return None
        return number / 100 if self.declared.unit == "rate" else number

    def show_refusal(self, sentence: str) -> None:
        """Says under the field why the numbers can't be right together; "" takes it back."""
        self._refuse(sentence)

    def _check(self) -> None:
        number = parsed(self.line.text(), language())
        empty = not self.line.text().strip()
        self._refuse("" if empty else tr("Please type a number.") if number is None else self._wrong(number))
        self.edited.emit()

    def _wrong(self, number: float) -> str:
        declared = self.declared
        scale = 100 if declared.unit == "rate" else 1
        if declared.unit == "count" and number != round(number):
            return tr("Please type a whole number.")
        if not declared.least <= number / scale <= declared.most:
            least, most = (written(bound, declared.unit, language()) for bound in (declared.least, declared.most))
            return tr("Please type a number from {least} to {most}.", least=least, most=most)
        return ""

    def _commit(self) -> None:
        if not self.line.text().strip():
            if self._typed is not None:
                self.put_back.emit()
            return
        number = self.number
        if number is not None and self.line.text() != self._standing_text():
            self.line.setModified(False)
            self.committed.emit(number)

    def _standing_text(self) -> str:
        return "" if self.standing is None else written(self.standing, self.declared.unit, language())

    def _refuse(self, sentence: str) -> None:
        self.note.setText(sentence or say(self.declared.help))
        self.note.set_tone("bad" if sentence else "muted")
        self.note.setVisible(bool(self.note.text()))
        self.line.setProperty("wrong", "true" if sentence else "false")
        restyle(self.line)
