"""The charts of a study, by key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from churndesk import charts, strategies
from churndesk.charts import Mark
from churndesk.words import message

if TYPE_CHECKING:
    from collections.abc import Callable

    from churndesk.analysis.study import Study
    from churndesk.charts import Chart


def marks_of(study: Study) -> tuple[Mark, ...]:
    """The start of each strategy, at the period that it fell in; one outside the periods has no mark."""
    found = []
    for action in study.project.actions:
        at = [i for i, period in enumerate(study.periods) if action.started and action.started >= period.start]
        if at and action.started is not None and action.started <= study.periods[at[-1]].end:
            title = strategies.catalogue().strategy(action.strategy).title
            found.append(Mark(at[-1], message("Begun: {strategy}", strategy=title)))
    return tuple(found)


def _bridge(study: Study) -> Chart:
    """What moved the revenue; where a table says only what was paid, that, period by period."""
    chosen, currency = study.revenue[_chosen(study)], study.project.currency
    ends = any(movement.opening is not None or movement.closing is not None for movement in study.revenue)
    if not ends and any(movement.paid is not None for movement in study.revenue):
        return charts.chart_paid(study.revenue, currency)
    return charts.chart_revenue_bridge(chosen, currency)


def _chosen(study: Study) -> int:
    if study.chosen is None:
        raise ValueError("a study without periods has no chart of one")
    return study.chosen


#: Every chart that a study with periods has.
CHARTS: dict[str, Callable[[Study], Chart]] = {
    "churn": lambda study: charts.chart_churn(study.customers, study.revenue, marks_of(study)),
    "retention": lambda study: charts.chart_retention(study.customers, study.revenue, marks_of(study)),
    "growth": lambda study: charts.chart_growth(study.customers, study.revenue, marks_of(study)),
    "revenue_churn": lambda study: charts.chart_revenue_churn(study.customers, study.revenue, marks_of(study)),
    "customers": lambda study: charts.chart_customers(study.customers, marks_of(study)),
    "revenue_bridge": _bridge,
    "loss_by_reason": lambda study: charts.chart_loss_by_reason(study.loss_cost(), study.project.currency),
}
