"""The overview of one period."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from churndesk.analysis.closing import closed_at
from churndesk.charts import chart_shares
from churndesk.gui.overview.figures import Figures
from churndesk.gui.overview.next_steps import NextSteps
from churndesk.gui.overview.restated import RestatedNotice
from churndesk.gui.plots import ChartView
from churndesk.gui.say import say, say_value, tr
from churndesk.gui.widgets.card_grid import CardGrid
from churndesk.gui.widgets.empty_state import EmptyState
from churndesk.gui.widgets.page import Page
from churndesk.words import message

if TYPE_CHECKING:
    from churndesk.analysis import Study
    from churndesk.charts import Chart
    from churndesk.gui.desk import Desk
    from churndesk.metrics import Breakdown

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
        self.restated = RestatedNotice(desk.document)
        self.figures = Figures(desk)
        self.growth = ChartView(_HEIGHT)
        self.bridge = ChartView(_HEIGHT)
        self.charts = CardGrid(least=_CHART, most=2)
        self.charts.add(self.growth)
        self.charts.add(self.bridge)
        self.next_steps = NextSteps(desk)
        for part in (self.restated, self.figures, self.charts, self.next_steps):
            layout.addWidget(part)
        self.add(self.contents)
        self.body.addStretch(1)
        self.follow(desk.document)
        self.refresh()

    def refresh(self) -> None:
        """Shows what the document says now."""
        study = self._document.study
        there = study is not None and study.ledger is not None and self._document.project.dataset is not None
        self.contents.setVisible(there)
        self.empty.setVisible(not there)
        self.sentence.show_text(self._sentence(study) if there else "")
        if there:
            self.restated.show_restatements(study.restatements)
            self.figures.show_study(study)
            self._show_charts(study)
            self.next_steps.show_suggestions(study.suggestions, self._document.project)

    def _sentence(self, study: Study) -> str:
        if study.chosen is None:
            return tr("The whole table; it has no dates, so there is no trend.")
        period = study.periods[study.chosen]
        name = say_value(period.name)
        closed = closed_at(study, study.chosen)
        if closed is not None:
            return tr("{period}, closed on {day}", period=name, day=closed.closed_on)
        if period.complete:
            return name
        return say(message("{period}, not over yet: known up to {day}", period=name, day=study.as_of))

    def _show_charts(self, study: Study) -> None:
        drawn = (study.chart("growth"), study.chart("revenue_bridge")) if study.periods else telling_shares(study)
        for view, chart in zip((self.growth, self.bridge), (*drawn, None, None), strict=False):
            view.setVisible(chart is not None)
            if chart is not None:
                view.show_chart(chart)
        self.charts.setVisible(bool(drawn))


def telling_shares(study: Study) -> tuple[Chart, ...]:
    """For a table without dates: the two columns whose groups differ most in the share lost."""
    by = study.snapshot.by if study.snapshot is not None else ()
    return tuple(chart_shares(one) for one in sorted(by, key=_spread, reverse=True)[:2])


def _spread(breakdown: Breakdown) -> float:
    """How far the surest bounds of the groups lie apart: a group of three customers tells nothing."""
    lows = [share.churn.low for share in breakdown.shares if share.churn.low is not None]
    highs = [share.churn.high for share in breakdown.shares if share.churn.high is not None]
    return max(lows) - min(highs) if lows and highs else -1.0
