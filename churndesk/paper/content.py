"""What the report on paper says, in its order: figures, charts, actions, rules and definitions."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from churndesk import charts
from churndesk.charts.cohorts import chart_cohorts
from churndesk.charts.heatmap import Heatmap
from churndesk.charts.reasons import chart_reasons
from churndesk.charts.survival import chart_survival
from churndesk.export import outline
from churndesk.export.sheets import cohort_columns, survival, why
from churndesk.paper.blocks import Charts, Figure, Pair, Words
from churndesk.strategies.catalogue import catalogue
from churndesk.words import Amount, Money, Rate, message, sense

if TYPE_CHECKING:
    from collections.abc import Iterator

    from churndesk.analysis import Study
    from churndesk.charts import Chart
    from churndesk.metrics import Metric, Result
    from churndesk.paper.blocks import Block
    from churndesk.paper.options import PaperOptions
    from churndesk.paper.plots import Drawn
    from churndesk.project.project import Action
    from churndesk.words import Language, Message, Value

#: So many periods can be read on paper.
_MOST_PERIODS = 36
_SUGGESTED, _MOST_ACTIONS, _MOST_CATEGORIES = 5, 8, 6

_STATES = {
    "doing": sense("action", "in progress"),
    "done": sense("action", "done"),
}


def content(study: Study, language: Language, options: PaperOptions) -> list[Block]:
    """The whole report, from top to bottom."""
    made = outline(study)
    return [
        Words(made.title, "title"),
        Words(made.subject, "subtitle"),
        *_opening(study),
        Words(message("The figures"), "heading"),
        *(_figure(metric, result, study.project.currency, language) for metric, result in made.figures),
        *_charts(study, options),
        *_actions(study, language),
        Words(message("What the figures rest on"), "heading"),
        *(Words(sentence, "small") for sentence in made.basis),
        Words(message("What every figure means"), "heading"),
        *(Pair(metric.title, metric.definition, metric.formula) for metric, _ in made.figures),
    ]


def _opening(study: Study) -> Iterator[Block]:
    if study.ledger is None:
        return
    yield Words(study.result("churn_rate").sentence, "callout")
    different = study.comparison() if study.chosen is not None else None
    if different is not None:
        yield Words(different, "small")


def _figure(metric: Metric, result: Result, currency: str | None, language: Language) -> Figure:
    if result.value is None:
        return Figure(metric.title, "", None, result.sentence)
    interval = None
    if result.low is not None and result.high is not None:
        low, high = (_said(metric.unit, end, currency) for end in (result.low, result.high))
        interval = message("{low} to {high}", low=low, high=high)
    return Figure(metric.title, language.value(_said(metric.unit, result.value, currency)), interval, result.sentence)


def _said(unit: str, number: float, currency: str | None) -> Value:
    if unit == "rate":
        return Rate(number)
    return Money(number, currency, whole=abs(number) >= 100_000) if unit == "money" else Amount(number)


def _charts(study: Study, options: PaperOptions) -> Iterator[Block]:
    drawn = all_charts(study, options.periods)
    if not drawn:
        return
    yield Words(message("The charts"), "heading")
    waiting: list[Drawn] = []
    for one in drawn:
        if isinstance(one, Heatmap):
            yield Charts((one,))
            continue
        waiting.append(one)
        if len(waiting) == 2:
            yield Charts(tuple(waiting))
            waiting = []
    if waiting:
        yield Charts(tuple(waiting))


def all_charts(study: Study, periods: int | None = None) -> list[Drawn]:
    """Every chart that the study has something for, as many periods of each as can be read."""
    if study.ledger is None:
        return []
    shown = min(periods or _MOST_PERIODS, _MOST_PERIODS)
    by_period = [recent(study.chart(key), shown) for key in _by_period(study)] if study.periods else []
    bridge = [_revenue(study, shown)] if study.periods else []
    return [one for one in (*by_period, *bridge, *_over_time(study), *_categories(study)) if worth_it(one)]


def _revenue(study: Study, shown: int) -> Chart:
    """What moved the revenue of the period; or what was paid in each, as many of them as can be read."""
    chart = study.chart("revenue_bridge")
    return chart if chart.kind == "waterfall" else recent(chart, shown)


def _by_period(study: Study) -> tuple[str, ...]:
    return ("churn", "customers", "growth", "revenue_churn") if study.customers else ()


def _over_time(study: Study) -> Iterator[Drawn]:
    curve = survival.found(study)
    if curve is not None:
        yield chart_survival(curve)
    reasons = why.found(study)
    if reasons is not None:
        yield chart_reasons(reasons)
    table = cohort_columns.found(study)
    if table is not None and table.width > 1:
        cohorts = chart_cohorts(table)
        if isinstance(cohorts, Heatmap):
            yield cohorts


def _categories(study: Study) -> Iterator[Drawn]:
    if study.snapshot is not None:
        yield from (charts.chart_shares(one) for one in study.snapshot.by[:_MOST_CATEGORIES])
    cost = study.loss_cost()
    if len(cost.by_reason) > 1:
        yield charts.chart_loss_by_reason(cost, study.project.currency)


def worth_it(drawn: Drawn) -> bool:
    """Whether there is anything to see: a line of two points, a bar that isn't 0."""
    if not isinstance(drawn, charts.Chart):
        return True
    known = [value for line in drawn.lines for value in line.values if value is not None]
    return any(known) and (drawn.kind != "line" or len(known) > 1)


def recent(chart: Chart, count: int) -> Chart:
    """The chart with the last so many of its labels."""
    first = len(chart.labels) - count
    if first <= 0:
        return chart
    lines = tuple(
        replace(line, values=line.values[first:], low=line.low[first:], high=line.high[first:]) for line in chart.lines
    )
    return replace(
        chart,
        labels=chart.labels[first:],
        lines=lines,
        marks=tuple(replace(mark, index=mark.index - first) for mark in chart.marks if mark.index >= first),
        incomplete=tuple(index - first for index in chart.incomplete if index >= first),
    )


def _actions(study: Study, language: Language) -> Iterator[Block]:
    reasons = {one.strategy: one.sentence for one in study.suggestions[:_SUGGESTED]}
    under_way = [one for one in study.project.actions if one.state in _STATES]
    rows = [
        Pair(catalogue().strategy(one.strategy).title, _reason(reasons.pop(one.strategy, None)), _note(one, language))
        for one in under_way[:_MOST_ACTIONS]
    ]
    rows += [Pair(catalogue().strategy(key).title, sentence, message("suggested")) for key, sentence in reasons.items()]
    if rows:
        yield Words(message("What to do"), "heading")
        yield from rows


def _reason(sentence: Message | None) -> Message | str:
    return sentence or ""


def _note(action: Action, language: Language) -> str:
    """State, owner and day in one line."""
    parts = [language.say(_STATES[action.state]), action.owner]
    if action.due is not None:
        parts.append(language.say(message("due {day}", day=action.due)))
    return " · ".join(part for part in parts if part)
