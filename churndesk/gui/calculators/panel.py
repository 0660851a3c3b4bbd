"""One metric: its inputs, its answer, its chart, and what belongs to it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from churndesk.charts import chart_parts
from churndesk.gui.calculators.answer_card import AnswerCard
from churndesk.gui.calculators.benchmark_card import BenchmarkCard
from churndesk.gui.calculators.inputs_card import InputsCard
from churndesk.gui.calculators.pace import yearly_pace
from churndesk.gui.calculators.strategies_card import StrategiesCard
from churndesk.gui.calculators.typed import typed_for, with_typed, without_typed
from churndesk.gui.figures import currency_of
from churndesk.gui.proof import show_proof
from churndesk.gui.say import tr
from churndesk.gui.widgets.card_grid import CardGrid
from churndesk.words import message

if TYPE_CHECKING:
    from churndesk.analysis import Study
    from churndesk.charts import Chart
    from churndesk.gui.calculators.groups import Group
    from churndesk.gui.desk import Desk
    from churndesk.metrics import Granularity, Inputs, Metric, Result

_NARROW = 360


class MetricPanel(QWidget):
    """Computes one metric from the data, from typed numbers, or from both; works without any file."""

    def __init__(self, desk: Desk, group: Group, metric: Metric) -> None:
        super().__init__()
        self._document = desk.document
        self._group = group
        self.metric = metric
        #: The chart of this figure alone, for where there is no course over time to draw.
        self.parts: Chart | None = None
        currency = currency_of(desk.document.project)
        self.inputs = InputsCard(metric.inputs, currency)
        self.answer = AnswerCard(metric)
        self.benchmarks = BenchmarkCard(metric.key)
        self.strategies = StrategiesCard(metric)
        grid = CardGrid(least=_NARROW, most=2)
        grid.add(self.inputs)
        grid.add(self.answer)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(14)
        layout.addWidget(grid)
        #: The chart stands between what is computed and what can be done about it.
        self.middle = QVBoxLayout()
        layout.addLayout(self.middle)
        layout.addWidget(self.benchmarks)
        layout.addWidget(self.strategies)
        self.inputs.edited.connect(self._preview)
        self.inputs.committed.connect(self._type)
        self.inputs.put_back.connect(self._put_back)
        self.inputs.cleared.connect(self._clear)
        self.answer.proof_wanted.connect(lambda: show_proof(desk, metric.key, self.window()))
        self.strategies.opened.connect(partial(desk.go, "actions"))
        self.refresh()

    @property
    def _study(self) -> Study | None:
        study = self._document.study
        return study if study is not None and study.ledger is not None else None

    def refresh(self) -> None:
        """Shows what the document says now."""
        project, study = self._document.project, self._study
        typed = typed_for(project, self.metric.key)
        from_data = study.inputs(self.metric.key) if study is not None else {}
        self.inputs.show_numbers(from_data, typed, self._origin(study, from_data))
        if self.inputs.being_typed:
            self._preview()
        else:
            key = self.metric.key
            self._show(study.result(key) if study is not None else self.metric.compute(typed, self._currency))
        self.strategies.show_project(project)

    @property
    def _by(self) -> Granularity:
        return self._document.project.view.by

    @property
    def _currency(self) -> str | None:
        return currency_of(self._document.project)

    def _origin(self, study: Study | None, from_data: Inputs) -> str:
        if study is None:
            return tr("Type your numbers; the answer follows at once.")
        if all(number is None for number in from_data.values()):
            return tr("Your data doesn't hold these numbers. You can type them; the answer follows at once.")
        if study.chosen is None:
            return tr("From your data. You can type other numbers to see what would be.")
        period = study.periods[study.chosen].name
        return tr("From your data for {period}. You can type other numbers to see what would be.", period=period)

    def _show(self, result: Result) -> None:
        study = self._study
        comparison = study.comparison() if study is not None and self.metric.key == "churn_rate" else None
        typed = self.inputs.being_typed or bool(typed_for(self._document.project, self.metric.key))
        if typed:
            comparison = None
        self.answer.show_result(result, self._currency, comparison, yearly_pace(result, study))
        self.benchmarks.show_result(result, None if study is not None and not study.periods else self._by)
        self.answer.offer_proof(study is not None and result.value is not None)
        # What the data can't tell is no fault of the person's: the answer says why, and that is enough.
        self.inputs.show_refusal(result if typed or study is None else None)
        self.parts = chart_parts(self.metric, self.inputs.numbers, result, self._currency)

    def _preview(self) -> None:
        if not self.inputs.has_faults:
            self._show(self.metric.compute(self.inputs.numbers, self._currency))

    def _type(self, put: str, number: float) -> None:
        project = with_typed(self._document.project, self._group, self.metric.key, put, number)
        self._document.change(message("Type a number"), project)

    def _put_back(self, put: str) -> None:
        project = with_typed(self._document.project, self._group, self.metric.key, put, None)
        self._document.change(message("Take back a typed number"), project)

    def _clear(self) -> None:
        self._document.change(message("Clear typed numbers"), without_typed(self._document.project, self._group))
