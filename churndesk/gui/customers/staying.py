"""How long customers stay: the curve of everybody or of the groups of a column, and the loss of the first weeks."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QHBoxLayout

from churndesk.analysis.sides import sides_of_early_loss
from churndesk.charts.survival import chart_survival, chart_survival_points
from churndesk.gui.customers.tab import Tab
from churndesk.gui.plots import StepView
from churndesk.gui.proof import show_sides
from churndesk.gui.say import say, tr
from churndesk.gui.widgets.card_grid import CardGrid
from churndesk.gui.widgets.figure_card import FigureCard
from churndesk.gui.widgets.text import Text
from churndesk.metrics.result import Undefined
from churndesk.words import message, plural

if TYPE_CHECKING:
    from churndesk.analysis import Study
    from churndesk.metrics.early_loss import EarlyLoss
    from churndesk.metrics.result import Result
    from churndesk.metrics.stay_lengths import GroupSurvival
    from churndesk.metrics.survival import Survival
    from churndesk.progress import Report
    from churndesk.words import Message

    Found = tuple[Survival | GroupSurvival | Undefined, EarlyLoss | Undefined]


def staying(study: Study, heading: str | None, report: Report) -> Found:
    """The curve, of the groups of a column where one is named, and the early loss."""
    report()
    history = study.history
    curve = history.survival if heading is None else history.survival_by(heading)
    return curve, history.early_loss


class StayingTab(Tab):
    """The survival curve with its interval, by a column if wanted, and what is lost early."""

    key = "survival"
    compute = staticmethod(staying)

    def __init__(self, desk: object) -> None:
        super().__init__(desk)
        self.by = QComboBox()
        self.by.setAccessibleName(tr("Compare groups of"))
        self.by.activated.connect(lambda _index: self.ask())
        row = QHBoxLayout()
        row.setSpacing(10)
        label = Text(tr("Compare groups of"), wrap=False)
        label.setBuddy(self.by)
        row.addWidget(label)
        row.addWidget(self.by)
        row.addStretch(1)
        self.body.addLayout(row)
        self.view = StepView()
        self.early = CardGrid(least=180, most=4)
        self.early_sentence = Text(tone="muted")
        self.add(self.view)
        self.add(Text(tr("Lost in the first weeks"), bold=True, size=1.15))
        self.add(self.early_sentence)
        self.add(self.early)
        self.body.addStretch(1)

    def show_study(self, study: Study) -> None:
        """Offers the columns of that study, and asks for its curve."""
        if study is self.study:
            return
        before = self.by.currentData()
        self.by.clear()
        self.by.addItem(tr("nothing: all customers together"), None)
        for heading in _headings(study):
            self.by.addItem(say(message("{column}", column=heading)), heading)
        self.by.setCurrentIndex(max(0, self.by.findData(before)))
        self.by.setEnabled(self.by.count() > 1)
        super().show_study(study)

    def choices(self) -> tuple[str | None]:
        """The column by which customers are compared."""
        return (self.by.currentData(),)

    def show_found(self, found: Found) -> None:
        """Shows the curve and the early loss, or why there is none."""
        curve, early = found
        if isinstance(curve, Undefined):
            self.view.name(message("How long customers stay"))
            self.view.show_nothing(say(curve.text))
        else:
            self.view.show_steps(chart_survival(curve), chart_survival_points(curve))
        self._show_early(early)

    def _show_early(self, early: EarlyLoss | Undefined) -> None:
        self.early.clear()
        if isinstance(early, Undefined):
            self.early_sentence.show_text(say(early.text))
            return
        for time, result in zip(early.times, early.losses, strict=True):
            card = FigureCard(say(_within(time, early.unit)), proof=result.value is not None)
            card.proof_wanted.connect(partial(self._prove, time, early.unit, result))
            card.show_result(result)
            self.early.add(card)
        card = FigureCard(tr("Later, in as long a time"), proof=early.later.value is not None)
        card.proof_wanted.connect(partial(self._prove, early.times[-1], early.unit, early.later))
        card.show_result(early.later)
        self.early.add(card)
        notes = dict.fromkeys(note for result in early.losses for note in result.notes)
        verdict = () if early.verdict is None else (early.verdict,)
        self.early_sentence.show_text("\n".join(say(one) for one in (*verdict, *notes)))

    def _prove(self, time: int, unit: str, result: Result) -> None:
        """Opens who left in the first weeks, and who later."""
        sides = sides_of_early_loss(self.study, time)
        show_sides(self._desk, sides, _within(time, unit), result.formula, self.window())


def _headings(study: Study) -> tuple[str, ...]:
    if study.snapshot is not None:
        return tuple(breakdown.heading for breakdown in study.snapshot.by)
    return tuple(heading for heading, _values in study.segments)


def _within(time: int, unit: str) -> Message:
    if unit == "days":
        return plural("Within {count} day", "Within {count} days", time)
    return plural("Within {count} month", "Within {count} months", time)
