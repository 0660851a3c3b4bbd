from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pytest

from churndesk import charts, metrics
from churndesk.ledger import build
from churndesk.ledger.policy import Policy
from churndesk.words import Language, PeriodName
from tests.unit.export import studies
from tests.unit.tables import snapshot, stays

SAY = Language("en").say


def moved() -> tuple[tuple[metrics.CustomerMovement, ...], tuple[metrics.RevenueMovement, ...]]:
    """January: 10 join. February: 1 leaves, 2 join. March: 3 leave, 1 returns, one pays more. April has just begun."""
    rows: list[dict[str, Any]] = [{"customer": f"{n:02}", "start": "2024-01-10", "amount": 10.0} for n in range(10)]
    rows[0]["end"] = "2024-02-10"
    for n in (1, 2, 3):
        rows[n]["end"] = "2024-03-10"
    rows[4]["end"] = "2024-03-20"
    rows += [{"customer": f"{n:02}", "start": "2024-02-10", "amount": 20.0} for n in (10, 11)]
    rows += [
        {"customer": "00", "start": "2024-03-15", "amount": 10.0},
        {"customer": "04", "start": "2024-03-20", "amount": 25.0},
    ]
    ledger = build(stays(rows), Policy(), date(2024, 4, 5))
    periods = metrics.periods_of(ledger, "month")
    return metrics.customer_movements(ledger, periods), metrics.revenue_movements(ledger, periods)


def test_the_churn_trend_has_intervals_bands_and_a_hollow_end() -> None:
    chart = charts.chart_churn(*moved())
    (line,) = chart.lines
    assert line.values[0] is None
    assert line.values[1] == pytest.approx(0.1)
    assert line.low[1] is not None
    assert line.low[1] < 0.1 < (line.high[1] or 0)
    assert chart.incomplete == (3,)
    assert chart.labels[2] == PeriodName(date(2024, 3, 1), "month")
    assert [(band.low, band.high, band.tone) for band in chart.bands] == [(None, 0.05, "good"), (0.10, None, "bad")]
    assert SAY(chart.summary) == (
        "Churn rate: 27.3% in March 2024. Over 2 complete periods it lay between 10.0% (February 2024) and 27.3% "
        "(March 2024)."
    )


def test_the_retention_trend_is_the_churn_trend_turned_round() -> None:
    churn, retention = charts.chart_churn(*moved()).lines[0], charts.chart_retention(*moved()).lines[0]
    for lost, kept in zip(churn.values[1:], retention.values[1:], strict=True):
        assert lost is not None
        assert kept == pytest.approx(1 - lost)


def test_growth_is_held_against_churn() -> None:
    chart = charts.chart_growth(*moved())
    assert len(chart.lines) == 2
    assert SAY(chart.summary) == "In 2 of 3 periods growth made up for churn."


def test_customers_by_period() -> None:
    chart = charts.chart_customers(moved()[0])
    new, returned, lost = chart.lines
    assert (new.values, returned.values, lost.values) == ((10, 2, 0, 0), (0, 0, 1, 0), (0, 1, 3, 0))
    assert SAY(chart.summary) == "In 4 periods 12 new customers came, 1 returned and 4 left."


def test_the_bridge_adds_up() -> None:
    march = moved()[1][2]
    chart = charts.chart_revenue_bridge(march, "EUR")
    first, *steps, last = chart.lines[0].values
    assert first == pytest.approx(130)
    assert (first or 0) + sum(step or 0 for step in steps) == pytest.approx(last)
    assert len(chart.tones) == len(chart.labels) == len(chart.lines[0].values)
    assert SAY(chart.summary) == (
        "In March 2024 revenue per month went from €130.00 to €125.00: €25.00 won, €30.00 lost."
    )


def test_revenue_churn_shows_upgrades_apart() -> None:
    gross, net = charts.chart_revenue_churn(*moved()).lines
    assert gross.values[2] == pytest.approx(30 / 130)
    assert net.values[2] == pytest.approx(15 / 130)
    assert net.dashed


def test_too_little_data_is_said() -> None:
    customers, revenue = moved()
    assert SAY(charts.chart_churn(customers[:2], revenue[:2]).summary) == (
        "Churn rate: 10.0% in February 2024. One period says nothing about a trend yet."
    )
    assert SAY(charts.chart_churn((), ()).summary) == "Churn rate: no complete period has a figure yet."
    nothing = charts.chart_revenue_bridge(metrics.RevenueMovement(customers[0].period, *[None] * 7))
    assert nothing.labels == ()
    assert "no amounts" in SAY(nothing.summary)
    assert SAY(charts.chart_customers(()).summary) == "The table doesn't say who came and who went."


def test_losses_beyond_eight_are_added_up() -> None:
    groups = tuple(metrics.CostGroup(f"reason {n}", 1, 100.0 - n) for n in range(12))
    ledger = build(snapshot([(True, 1.0, "m")]), Policy())
    cost = metrics.loss_cost(ledger, (), (), None)
    assert SAY(charts.chart_loss_by_reason(cost).summary) == "There is no loss to divide."
    from dataclasses import replace

    chart = charts.chart_loss_by_reason(replace(cost, by_reason=groups), "EUR")
    assert len(chart.labels) == 9
    assert sum(value or 0 for value in chart.lines[0].values) == pytest.approx(sum(group.cost for group in groups))
    assert SAY(chart.summary).startswith("reason 0 costs most: €100.00, 9% of the whole")


def test_shares_of_a_snapshot() -> None:
    rows = (
        [(n < 3, 10.0, "monthly") for n in range(6)] + [(n < 1, 10.0, "yearly") for n in range(4)] + [(False, 1.0, "")]
    )
    figures = metrics.snapshot_figures(build(snapshot(rows), Policy()))  # type: ignore[arg-type]
    chart = charts.chart_shares(figures.by[0])
    assert chart.labels[:2] == ("monthly", "yearly")
    assert chart.lines[0].values == (0.5, 0.25, 0.0)
    assert SAY(chart.summary) == "By contract, churn lies between 0.0% (empty) and 50.0% (monthly)."


def test_a_summary_of_payments_alone_shows_what_was_paid_in_each_period() -> None:
    summary = studies.summary()
    nothing = np.full(4, np.nan)
    none = dict.fromkeys([name for name in summary.rows.__dataclass_fields__ if name.endswith("_amount")], nothing)
    rows = replace(summary.rows, **none, paid=np.array([500.0, 620.0, np.nan, 580.0]))
    chart = studies.of(replace(summary, rows=rows)).chart("revenue_bridge")
    assert (chart.key, chart.kind, chart.unit) == ("paid", "bars", "money")
    assert chart.lines[0].values == (500.0, 620.0, None, 580.0)
    assert SAY(chart.summary) == (
        "In April 2024 €580 was paid. The least was €500 (January 2024), the most €620 (February 2024)."
    )
    assert studies.of(summary).chart("revenue_bridge").key == "revenue_bridge"
