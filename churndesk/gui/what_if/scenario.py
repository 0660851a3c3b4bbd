"""What both calculations share: numbers from the data or typed, and an answer that follows while somebody types."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from churndesk.gui.calculators.inputs_card import InputsCard
from churndesk.gui.calculators.typed import typed_for
from churndesk.gui.figures import currency_of
from churndesk.gui.say import say, tr
from churndesk.gui.widgets.card import Card
from churndesk.gui.widgets.card_grid import CardGrid
from churndesk.gui.widgets.text import Text
from churndesk.words import message

if TYPE_CHECKING:
    from churndesk.analysis import Study
    from churndesk.gui.desk import Desk
    from churndesk.metrics import Input, Inputs
    from churndesk.metrics.result import Undefined
    from churndesk.words import Message

_NARROW = 360
_LARGE = 2.6


class ScenarioPanel(QWidget):
    """One calculation of what would be. `key` names its numbers in the project."""

    key = ""
    inputs_declared: tuple[Input, ...] = ()

    def __init__(self, desk: Desk, title: Message) -> None:
        super().__init__()
        self._document = desk.document
        self.inputs = InputsCard(self.inputs_declared, self._currency)
        self.answer = Card(say(title))
        self.answer.title.set_tone("muted")
        self.figure = Text(size=_LARGE, bold=True, selectable=True)
        self.sentence = Text(size=1.08)
        self.lines = Text()
        self.formula = Text(tone="muted", selectable=True)
        for text in (self.figure, self.sentence, self.lines, self.formula):
            self.answer.add(text)
        self.answer.body.addStretch(1)
        grid = CardGrid(least=_NARROW, most=2)
        grid.add(self.inputs)
        grid.add(self.answer)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(14)
        layout.addWidget(grid)
        #: Where a page puts its chart; these calculations have none.
        self.middle = QVBoxLayout()
        layout.addLayout(self.middle)
        self.inputs.edited.connect(self._preview)
        self.inputs.committed.connect(self._type)
        self.inputs.put_back.connect(lambda put: self._type(put, None))
        self.inputs.cleared.connect(self._clear)
        self.refresh()

    def from_data(self, study: Study) -> Inputs:
        """What the data says for the inputs."""
        raise NotImplementedError

    def show_answer(self, numbers: Inputs, study: Study | None) -> None:
        """Shows what follows from the numbers."""
        raise NotImplementedError

    @property
    def _currency(self) -> str | None:
        return currency_of(self._document.project)

    @property
    def _study(self) -> Study | None:
        study = self._document.study
        return study if study is not None and study.ledger is not None else None

    def refresh(self) -> None:
        """Shows what the document says now."""
        study = self._study
        typed = typed_for(self._document.project, self.key)
        known = self.from_data(study) if study is not None else {}
        origin = tr("From your data, as far as it says. Type what only you know; the answer follows at once.")
        self.inputs.show_numbers(
            known, typed, origin if known else tr("Type your numbers; the answer follows at once.")
        )
        self._preview()

    @property
    def _numbers(self) -> Inputs:
        """What is being typed, and else the exact numbers that the fields show rounded."""
        fields = self.inputs.fields.items()
        return {key: field.number if field.line.isModified() else field.standing for key, field in fields}

    def _preview(self) -> None:
        if not self.inputs.has_faults:
            self.show_answer(self._numbers, self._study)

    def say_nothing(self, reason: Undefined) -> None:
        """Says why there is no answer."""
        self.figure.setText(tr("No figure yet"))
        self.figure.set_tone("muted")
        self.figure.set_size(1.4)
        self.sentence.setText(say(reason.text))
        self.lines.show_text("")
        self.formula.show_text("")

    def say_answer(
        self, figure: str, sentence: Message, *lines: Message | None, formula: Message | None = None
    ) -> None:
        """Says the answer, large, and what belongs to it."""
        self.figure.setText(figure)
        self.figure.set_tone("")
        self.figure.set_size(_LARGE)
        self.sentence.setText(say(sentence))
        self.lines.show_text("\n\n".join(say(line) for line in lines if line is not None))
        self.formula.show_text(say(formula) if formula is not None else "")
        self.answer.setAccessibleDescription(f"{figure}. {self.sentence.text()}")

    def _type(self, put: str, number: float | None) -> None:
        project = self._document.project
        others = tuple(entry for entry in project.typed if entry[0] != (self.key, put))
        new = () if number is None else (((self.key, put), number),)
        text = message("Take back a typed number") if number is None else message("Type a number")
        self._document.change(text, replace(project, typed=(*others, *new)))

    def _clear(self) -> None:
        project = self._document.project
        kept = tuple(entry for entry in project.typed if entry[0][0] != self.key)
        self._document.change(message("Clear typed numbers"), replace(project, typed=kept))
