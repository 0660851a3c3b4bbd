"""What customers say: the net promoter score or the share of the satisfied, of who stayed and who left."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from churndesk.analysis.sides import sides_of_answers
from churndesk.charts.answers import chart_answers
from churndesk.gui.customers.tab import Tab
from churndesk.gui.plots import ChartView
from churndesk.gui.proof import show_sides
from churndesk.gui.say import say, say_value, tr
from churndesk.gui.widgets.card_grid import CardGrid
from churndesk.gui.widgets.empty_state import EmptyState
from churndesk.gui.widgets.figure_card import FigureCard
from churndesk.gui.widgets.text import Text
from churndesk.metrics.answers import MEANINGS, TITLES, survey_answers
from churndesk.metrics.result import Undefined
from churndesk.words import Amount, Rate, message

if TYPE_CHECKING:
    from churndesk.analysis import Study
    from churndesk.metrics.answers import Answers
    from churndesk.metrics.result import Result
    from churndesk.progress import Report
    from churndesk.words import Message, Value

    Found = Answers | Undefined


def answers(study: Study, report: Report) -> Found:
    """What the column of scores says, of the chosen segment."""
    report()
    return survey_answers(study.ledger, study.project.view.segment)


class SatisfactionTab(Tab):
    """Three figures with their intervals, and how often each answer was given."""

    key = "satisfaction"
    compute = staticmethod(answers)

    def __init__(self, desk: object) -> None:
        super().__init__(desk)
        self.meaning = Text(tone="muted")
        self.cards = CardGrid(least=200, most=3)
        self.notes = Text(tone="muted")
        self.chart = ChartView()
        self.empty = EmptyState("users", tr("No answers yet"), "")
        for widget in (self.meaning, self.cards, self.notes, self.chart, self.empty):
            self.add(widget)
        self.body.addStretch(1)

    def show_found(self, found: Found) -> None:
        """Shows the score of everybody, of those still here and of those who left, or why there is none."""
        known = not isinstance(found, Undefined)
        for widget in (self.meaning, self.cards, self.notes, self.chart):
            widget.setVisible(known)
        self.empty.setVisible(not known)
        self.cards.clear()
        if isinstance(found, Undefined):
            self.empty.sentence.setText(say(found.text))
            return
        self.meaning.setText(say(MEANINGS[found.kind]))
        for title, result in (
            (TITLES[found.kind], found.result),
            (message("Of customers still here"), found.here),
            (message("Of customers who left"), found.left),
        ):
            card = _card(title, result, found.kind)
            card.proof_wanted.connect(partial(self._prove, title, result, found.kind))
            self.cards.add(card)
        self.notes.show_text("\n".join(dict.fromkeys(say(note) for note in found.result.notes)))
        self.chart.show_chart(chart_answers(found))

    def _prove(self, title: Message, result: Result, kind: str) -> None:
        """Opens who answered what."""
        show_sides(self._desk, sides_of_answers(self.study, kind), title, result.formula, self.window())


def _card(title: Message, result: Result, kind: str) -> FigureCard:
    card = FigureCard(say(title), proof=result.value is not None)
    if result.value is None:
        card.show_reason(say(result.sentence))
        return card
    card.show_text(say_value(_said(result.value, kind)), say(result.sentence))
    if result.low is not None and result.high is not None:
        low, high = (_said(bound, kind) for bound in (result.low, result.high))
        card.interval.show_text(tr("likely {low} to {high}", low=low, high=high))
    return card


def _said(value: float, kind: str) -> Value:
    """A net promoter score is a number from -100 to 100, a share of the satisfied a percentage."""
    return Amount(100 * value, 0) if kind == "nps" else Rate(value)
