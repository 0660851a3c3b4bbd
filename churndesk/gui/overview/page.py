"""The overview of one period."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from churndesk.gui.overview.figures import Figures
from churndesk.gui.overview.next_steps import NextSteps
from churndesk.gui.plots import ChartView
from churndesk.gui.say import say, say_value, tr
from churndesk.gui.widgets.card_grid import CardGrid
from churndesk.gui.widgets.empty_state import EmptyState
from churndesk.gui.widgets.page import Page
from churndesk.words import message

if TYPE_CHECKING:
    from churndesk.analysis import Study
    from churndesk.gui.desk import Desk

_CHART = 400
_HEIGHT = 240


class OverviewPage(Page):
    """Four figures, growth against churn, what moved the revenue, and three things to do."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(tr("Overview"), " ")
        self._document = desk.document
        self.empty = EmptyState(
            "layout-dashboard",
            tr("No figures yet"),
            tr("Open a spreadsheet, and the most important figures stand here."),
            tr("Open a spreadsheet…"),
        )
        self.empty.pressed.connect(lambda: desk.run("import"))
        self.add(self.empty)
        self.contents = QWidget()
        layout = QVBoxLayout(self.contents)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        self.figures = Figures(desk)
        self.growth = ChartView(_HEIGHT)
        self.bridge = ChartView(_HEIGHT)
        self.charts = CardGrid(least=_CHART, most=2)
        self.charts.add(self.growth)
        self.charts.add(self.bridge)
        self.next_steps = NextSteps(desk)
        for part in (self.figures, self.charts, self.next_steps):
            layout.addWidget(part)
        self.add(self.contents)
        self.body.addStretch(1)
        desk.document.study_changed.connect(self.refresh)
        desk.document.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Shows what the document says now."""
        study = self._document.study
        there = study is not None and study.ledger is not None and self._document.project.dataset is not None
        self.contents.setVisible(there)
        self.empty.setVisible(not there)
        self.sentence.show_text(self._sentence(study) if there else "")
        if there:
            self.figures.show_study(study)
            self._show_charts(study)
            self.next_steps.show_suggestions(study.suggestions, self._document.project)

    def _sentence(self, study: Study) -> str:
        if study.chosen is None:
            return tr("The whole table; it has no dates, so there is no trend.")
        period = study.periods[study.chosen]
        name = say_value(period.name)
        if period.complete:
            return name
        return say(message("{period}, not over yet: known up to {day}", period=name, day=study.as_of))

    def _show_charts(self, study: Study) -> None:
        self.charts.setVisible(bool(study.periods))
        if study.periods:
            self.growth.show_chart(study.chart("growth"))
            self.bridge.show_chart(study.chart("revenue_bridge"))
