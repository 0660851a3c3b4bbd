"""One page of calculators: its metrics as chips, the panel of the chosen one, and what the data says besides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QVBoxLayout

from churndesk.gui.calculators.breakdown_card import BreakdownCard
from churndesk.gui.calculators.groups import CHARTS, SCENARIOS, group
from churndesk.gui.calculators.panel import MetricPanel
from churndesk.gui.calculators.rules_card import RulesCard
from churndesk.gui.calculators.trend_card import TrendCard
from churndesk.gui.plots import ChartView
from churndesk.gui.plots.reading import by_period
from churndesk.gui.proof import show_groups
from churndesk.gui.say import say, tr
from churndesk.gui.widgets.chip_row import ChipRow
from churndesk.gui.widgets.page import Page
from churndesk.metrics import metric, other_rules
from churndesk.metrics.catalogue import RENEWED, of_renewals
from churndesk.words import message, sense

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from churndesk.analysis import Study
    from churndesk.gui.desk import Desk
    from churndesk.gui.what_if.scenario import ScenarioPanel
    from churndesk.metrics import OtherRule
    from churndesk.progress import Report
    from churndesk.words import Message

#: What the lists of those who make the difference between two rules are called.
SIDES: Final[dict[str, Message]] = {
    "lost": sense("customers", "Counted as lost otherwise"),
    "base": sense("customers", "Divided by otherwise"),
}


class CalculatorPage(Page):
    """Works with typed numbers alone; with data it also shows charts, other rules and groups."""

    def __init__(self, desk: Desk, key: str) -> None:
        self._group = group(key)
        super().__init__(say(self._group.title), say(self._group.sentence))
        self._desk = desk
        self._panels: dict[str, MetricPanel | ScenarioPanel] = {}
        self.chips = self._chips()
        self._place = QVBoxLayout()
        self.body.addLayout(self._place)
        self.chart = ChartView()
        self.rules = RulesCard()
        self.rules.wanted.connect(self._show_difference)
        self.breakdown = BreakdownCard()
        self.trend = TrendCard(desk)
        for part in (self.trend, self.breakdown, self.rules):
            self.add(part)
        self.body.addStretch(1)
        self.chosen = ""
        self.choose(self._group.metrics[0])
        self.follow(desk.document)

    def _chips(self) -> ChipRow:
        titles = ((key, SCENARIOS[key] if key in SCENARIOS else metric(key).title) for key in self._keys)
        row = ChipRow(titles, tr("Figures on this page"))
        row.chosen.connect(self.choose)
        self.add(row)
        row.setVisible(len(self._keys) > 1)
        return row

    def choose(self, key: str) -> None:
        """Shows the panel of that metric."""
        self.chosen, kind = key, self._kind(key)
        if kind not in self._panels:
            self._panels[kind] = self._made(key)
            self._place.addWidget(self._panels[kind])
        for one, panel in self._panels.items():
            panel.setVisible(one == kind)
        self.panel.middle.addWidget(self.chart)
        self.chips.check(key)
        self.refresh()

    @property
    def _keys(self) -> tuple[str, ...]:
        return (*self._group.metrics, *self._group.scenarios)

    def _made(self, key: str) -> MetricPanel | ScenarioPanel:
        if key not in SCENARIOS:
            declared = of_renewals(key) if self._renewals else metric(key)
            panel = MetricPanel(self._desk, self._group, declared)
            panel.inputs.edited.connect(self._show_parts)
            return panel
        from churndesk.gui.what_if import OfferPanel, WhatIfPanel

        return WhatIfPanel(self._desk) if key == "what_if" else OfferPanel(self._desk)

    def showEvent(self, event: QShowEvent) -> None:
        """Puts the keyboard into the first field where numbers have to be typed."""
        super().showEvent(event)
        study = self._desk.document.study
        if study is None or study.ledger is None:
            self.panel.inputs.begin()

    @property
    def panel(self) -> MetricPanel | ScenarioPanel:
        """The panel that is shown."""
        return self._panels[self._kind(self.chosen)]

    @property
    def _renewals(self) -> bool:
        """Whether only those who are up for renewal are at risk."""
        study = self._desk.document.study
        return study is not None and any(moved.renewals is not None for moved in study.customers[:1])

    def _kind(self, key: str) -> str:
        """Which panel shows the metric: with fixed contracts it asks for other numbers."""
        return f"{key} of renewals" if self._renewals and key in RENEWED else key

    def refresh(self) -> None:
        """Shows what the document says now."""
        if self._kind(self.chosen) not in self._panels or self.panel.isHidden():
            self.choose(self.chosen)
            return
        self.panel.refresh()
        study = self._desk.document.study
        there = study is not None and study.ledger is not None
        self._show_chart(study if there else None)
        churn = there and self.chosen == "churn_rate"
        self.trend.show_study(study if churn else None)
        self.breakdown.show_figures(study.snapshot if churn else None)
        if churn and study.chosen is not None and not self._renewals:
            self._ask_for_rules(study)
        else:
            self.rules.show_rules(())

    def _show_chart(self, study: Study | None) -> None:
        """Shows the metric's chart; where there is nothing to compare (one bar for all), what the figure is made of."""
        key = CHARTS.get(self.chosen)
        chart = study.chart(key) if key is not None and study is not None and study.periods else None
        if chart is None or not (by_period(chart) or len(chart.labels) > 1):
            chart = self.panel.parts if isinstance(self.panel, MetricPanel) else None
        self.chart.setVisible(chart is not None)
        if chart is not None:
            self.chart.show_chart(chart)

    def _show_parts(self) -> None:
        """While numbers are typed, and there is no data whose course could be drawn, the chart follows them."""
        study = self._desk.document.study
        self._show_chart(study if study is not None and study.ledger is not None else None)

    def _show_difference(self, rule: OtherRule) -> None:
        groups = [(SIDES[difference.key], difference.customers) for difference in rule.differences]
        show_groups(self._desk, groups, rule.name, rule.difference, self.window())

    def _ask_for_rules(self, study: Study) -> None:
        self._desk.tasks.run(
            _rules,
            study,
            done=lambda rules: self.rules.show_rules(rules, study.dataset.customers.ids),
            title=message("Counting by other rules"),
            key="other rules",
        )


def _rules(study: Study, report: Report) -> tuple[OtherRule, ...]:
    report(None)
    return other_rules(study.ledger, study.periods[study.chosen], study.project.view.segment)
