"""What comes out: the figure, how sure it is, one plain sentence, and the formula with the numbers in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton

from churndesk.gui.figures import interval, large_figure
from churndesk.gui.say import say, tr
from churndesk.gui.widgets.card import Card
from churndesk.gui.widgets.text import Text

if TYPE_CHECKING:
    from churndesk.metrics import Metric, Result
    from churndesk.words import Message

#: The size of a figure, and of the words that stand where there is none.
_LARGE = 3.2
_NOTHING = 1.4


class AnswerCard(Card):
    """Shows one Result of one metric. `proof_wanted` when the customers behind it are asked for."""

    proof_wanted = Signal()

    def __init__(self, metric: Metric) -> None:
        super().__init__(say(metric.title))
        self.title.set_tone("muted")
        self.figure = Text(bold=True, wrap=True, selectable=True)
        self.interval = Text(tone="muted")
        self.sentence = Text(size=1.08)
        self.comparison = Text()
        self.pace = Text(tone="muted")
        rule = QFrame()
        rule.setProperty("look", "rule")
        self.words = Text(say(metric.formula), tone="muted")
        self.formula = Text(bold=True, selectable=True)
        self.notes = Text(tone="muted", size=0.95)
        self.definition = Text(say(metric.definition), tone="muted", size=0.95)
        for text in (self.figure, self.interval, self.sentence, self.comparison, self.pace):
            self.add(text)
        self.add(rule)
        for text in (Text(tr("How it is computed"), bold=True), self.words, self.formula, self.notes, self.definition):
            self.add(text)
        self.proof = QPushButton(tr("Show proof: who was counted, and from which rows"))
        self.proof.setProperty("look", "link")
        self.proof.clicked.connect(self.proof_wanted)
        self.body.addWidget(self.proof, alignment=Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch(1)

    def show_result(
        self, result: Result, currency: str | None, comparison: Message | None = None, pace: Message | None = None
    ) -> None:
        """Shows the result, how it compares with the period before, and what it comes to in a year."""
        defined = result.value is not None
        self.figure.setText(large_figure(result, currency))
        self.figure.set_tone("" if defined else "muted")
        self.figure.set_size(_LARGE if defined else _NOTHING)
        self.interval.show_text(interval(result, currency))
        self.sentence.setText(say(result.sentence))
        self.comparison.show_text(say(comparison) if comparison is not None and defined else "")
        self.pace.show_text(say(pace) if pace is not None and defined else "")
        self.formula.show_text(say(result.formula) if defined else "")
        self.notes.show_text("\n".join(say(note) for note in result.notes))
        self.setAccessibleDescription(f"{self.figure.text()}. {self.sentence.text()}")

    def offer_proof(self, offered: bool) -> None:
        """Offers the customers and rows behind the figure, or not: typed numbers have none."""
        self.proof.setVisible(offered)
