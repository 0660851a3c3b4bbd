"""Step 5: when somebody is gone, when the file was made, which money it is in; and what that comes to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from churndesk.gui.data.currencies import CurrencyBox
from churndesk.gui.data.day_field import DATED_BY_ITSELF, DayField
from churndesk.gui.data.policy_editor import PolicyEditor
from churndesk.gui.importing.doubt_card import DoubtCard
from churndesk.gui.say import say, tr
from churndesk.gui.widgets import Card, Text
from churndesk.importing import choices_of, counts, doubts_at
from churndesk.importing.reports import counts_told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from churndesk.importing import Draft
    from churndesk.ledger import InactivityChoice
    from churndesk.words import Choice, Doubt, Message


class RulesStep(QWidget):
    """The rules as questions, beside a card with the file's day, its currency and the churn that comes of it.

    Signals:
        policy_chosen: a Policy. answered: a doubt and its value. as_of_chosen: a date, or None for the data's own.
        currency_chosen: a code, or "" for none.
    """

    policy_chosen = Signal(object)
    answered = Signal(object, str)
    as_of_chosen = Signal(object)
    currency_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.cards: list[DoubtCard] = []
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        layout.addWidget(self._questions(), 3)
        layout.addWidget(self._side(), 2, Qt.AlignmentFlag.AlignTop)

    def _questions(self) -> QScrollArea:
        area = QScrollArea(widgetResizable=True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content = QWidget()
        content.setProperty("look", "page")
        area.setWidget(content)
        body = QVBoxLayout(content)
        body.setContentsMargins(0, 0, 8, 0)
        body.setSpacing(12)
        self._doubts = QVBoxLayout()
        self._doubts.setSpacing(10)
        body.addLayout(self._doubts)
        card = Card()
        self.editor = PolicyEditor()
        self.editor.changed.connect(self.policy_chosen)
        card.add(self.editor)
        self._rules = card
        body.addWidget(card)
        body.addStretch()
        return area

    def _side(self) -> Card:
        card = Card(tr("This import"))
        self.rows = Text("")
        card.add(self.rows)
        self.day = DayField()
        self.day.chosen.connect(self.as_of_chosen)
        card.add(self.day)
        self.currency_label = Text(tr("Which currency are the amounts in?"), bold=True)
        self.currency = CurrencyBox()
        self.currency.chosen.connect(self.currency_chosen)
        self.currency.setAccessibleName(tr("Currency of the amounts"))
        card.add(self.currency_label)
        card.add(self.currency)
        self.outcome = Text("", size=1.05, bold=True, tone="accent")
        card.add(Text(tr("What it comes to"), bold=True))
        card.add(self.outcome)
        card.setMinimumWidth(290)
        return card

    def show_draft(self, draft: Draft) -> None:
        """Shows the draft's rules; nothing before its rows are checked."""
        self._rules.setVisible(draft.dataset is not None)
        if draft.dataset is None:
            self.rows.setText(tr("The rows are being checked…"))
            return
        self.rows.setText(say(counts_told(counts(draft.dataset))[0]))
        self._ask(draft)
        asked = {card.doubt.option.removeprefix("--policy ").partition("=")[0] for card in self.cards}
        self.editor.show_policy(draft.dataset, draft.policy, without=frozenset(asked))
        self._rules.setVisible(bool(self.editor.answers) or not self.cards)
        self.day.setVisible(draft.dataset.latest is not None and draft.dataset.shape not in DATED_BY_ITSELF)
        self.day.show_day(draft.as_of, draft.dataset.latest)
        self.currency.show_code(draft.dataset.currency)
        for widget in (self.currency, self.currency_label):
            widget.setVisible(draft.dataset.has_amount)

    def _ask(self, draft: Draft) -> None:
        asked = doubts_at(draft, "policy")
        if tuple(card.doubt for card in self.cards) != asked:
            for card in self.cards:
                card.hide()
                card.deleteLater()
            self.cards = [DoubtCard(doubt, None, choices_of(draft, doubt)) for doubt in asked]
            for card in self.cards:
                card.answered.connect(self.answered)
                self._doubts.addWidget(card)
        for card in self.cards:
            card.show_answer(draft.answer(card.doubt))

    def show_outcome(self, churn: Message, limits: Sequence[InactivityChoice]) -> None:
        """Says what churn the rules come to, and offers limits of inactivity."""
        self.outcome.setText(say(churn))
        self.editor.show_inactivity(limits)

    def show_outcomes(self, doubt: Doubt, outcomes: tuple[tuple[Choice, Message], ...]) -> None:
        """Says what each answer to a question would give."""
        for card in self.cards:
            if card.doubt == doubt:
                card.show_outcomes(outcomes)
