"""The charts of cohorts, survival, segments, reasons, control limits and rolling churn."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pytest

from churndesk import metrics
from churndesk.charts.cohorts import chart_cohorts
from churndesk.charts.control import chart_control
from churndesk.charts.heatmap import Heatmap
from churndesk.charts.reasons import chart_reason_trend, chart_reasons
from churndesk.charts.rolling import chart_rolling_days, chart_rolling_months
from churndesk.charts.segments import chart_segments
from churndesk.charts.survival import chart_survival, chart_survival_points
from churndesk.ledger import build
from churndesk.ledger.policy import Policy
from churndesk.metrics.cohorts import CohortTable, cohort_table
from churndesk.metrics.control import Control, control
from churndesk.metrics.movements import CustomerMovement
from churndesk.metrics.periods import Period
from churndesk.metrics.reasons import LossReasons, loss_reasons
from churndesk.metrics.result import Undefined
from churndesk.metrics.rolling import RollingChurn, rolling_days, rolling_months
from churndesk.metrics.segment_churn import segment_tables
from churndesk.metrics.stay_lengths import GroupSurvival, stay_survival, survival_by
from churndesk.metrics.survival import Survival, survival
from churndesk.words import Language, PeriodName
from tests.unit.tables import payments, snapshot, stays

SAY = Language("en").say

ROWS: list[dict[str, Any]] = [
    {"customer": "a", "start": "2024-01-05", "end": "2024-02-10", "amount": 10.0, "plan": "x", "reason": "price"},
    {"customer": "b", "start": "2024-01-05", "amount": 30.0, "plan": "x"},
    {"customer": "c", "start": "2024-02-05", "end": "2024-04-02", "amount": 20.0, "plan": "y"},
    {"customer": "d", "start": "2024-02-05", "end": "2024-03-10", "amount": 20.0, "plan": "y", "reason": "service"},
]
LEDGER = build(stays(ROWS), Policy(), date(2024, 4, 10))


def cohorts() -> CohortTable:
    found = cohort_table(LEDGER)
    assert isinstance(found, CohortTable)
    return found


def test_cohorts_are_rows_of_equal_length_with_blanks_at_the_end() -> None:
    drawn = chart_cohorts(cohorts())
    assert isinstance(drawn, Heatmap)
    assert drawn.rows == (PeriodName(date(2024, 1, 1), "month"), PeriodName(date(2024, 2, 1), "month"))
    assert drawn.columns == (0, 1, 2)
    assert drawn.values == ((1.0, 0.5, 0.5), (1.0, 0.5, None))
    assert (drawn.sizes, drawn.size_unit, drawn.low, drawn.high) == ((2.0, 2.0), "count", 0.0, 1.0)
    assert "still here" in SAY(drawn.summary)


def test_cohorts_of_revenue_are_held_against_their_first_month() -> None:
    drawn = chart_cohorts(cohorts(), "revenue")
    assert isinstance(drawn, Heatmap)
    assert drawn.values == ((1.0, 0.75, 0.75), (1.0, 0.5, None))
    assert (drawn.sizes, drawn.size_unit) == ((40.0, 40.0), "money")


def test_cohorts_of_buyers_need_single_purchases() -> None:
    assert isinstance(chart_cohorts(cohorts(), "bought"), Undefined)
    log = cohort_table(
        build(payments([("a", "2024-01-05", 5.0), ("a", "2024-02-29", 5.0)]), Policy(inactivity_days=90))
    )
    assert isinstance(log, CohortTable)
    drawn = chart_cohorts(log, "bought")
    assert isinstance(drawn, Heatmap)
    assert drawn.values == ((1.0, 1.0),)


def test_cohorts_of_revenue_need_amounts() -> None:
    without = cohort_table(build(stays([{"customer": "a", "start": "2024-01-05"}]), Policy(), date(2024, 2, 1)))
    assert isinstance(without, CohortTable)
    assert isinstance(chart_cohorts(without, "revenue"), Undefined)


def test_survival_is_drawn_in_steps_with_its_median() -> None:
    curve = stay_survival(LEDGER)
    assert isinstance(curve, Survival)
    drawn = chart_survival(curve)
    (line,) = drawn.lines
    assert line.times == (0, 34, 36, 57, 96)
    assert line.values == pytest.approx((1, 0.75, 0.5, 0.25, 0.25))
    assert line.median == 36
    assert drawn.ticks[:3] == (0, 14, 28)
    assert drawn.ticks[-1] <= 96
    assert "36 days" in SAY(drawn.summary)  # type: ignore[arg-type]


def test_survival_of_groups_has_a_line_each_and_says_only_what_the_test_does() -> None:
    groups = survival_by(LEDGER, "plan")
    assert isinstance(groups, GroupSurvival)
    drawn = chart_survival(groups)
    assert [line.name for line in drawn.lines] == ["x", "y"]
    assert "chance alone" in SAY(drawn.summary)  # type: ignore[arg-type]
    points = chart_survival_points(groups)
    assert [SAY(line.name) for line in points.lines] == ["x", "y"]
    assert [SAY(label) for label in points.labels[:2]] == ["0 days", "14 days"]  # type: ignore[arg-type]
    assert points.lines[1].values[-1] is not None  # everybody in it has left: nobody comes after
    assert points.lines[0].values[0] == 1


def test_survival_read_at_points_is_blank_beyond_the_longest_stay() -> None:
    short = survival(np.array([5, 20]), np.array([True, False]), group="short")
    long = survival(np.array([5, 100]), np.array([True, False]), group="")
    assert isinstance(short, Survival)
    assert isinstance(long, Survival)
    drawn = chart_survival_points(GroupSurvival("plan", (long, short), Undefined("one-group", SAYING)))
    assert drawn.lines[1].values[-1] is None
    assert drawn.lines[0].values[-1] == 0.5
    assert [SAY(line.name) for line in drawn.lines] == ["empty", "short"]
    assert drawn.summary is SAYING


def test_survival_of_a_snapshot_is_drawn_in_months() -> None:
    curve = survival(np.array([1.5, 30.0]), np.array([True, False]), "months")
    assert isinstance(curve, Survival)
    assert SAY(chart_survival_points(curve).labels[1]) == "3 months"  # type: ignore[arg-type]
    assert SAY(chart_survival(curve).time_title) == "Months since the start"  # type: ignore[arg-type]


def test_periods_beyond_chance_are_marked() -> None:
    movements = [
        CustomerMovement(Period(date(2024, n, 1), date(2024, n, 28), "month"), 100, 0, 0, 30 if n == 5 else 5, 0, 0)
        for n in range(1, 10)
    ]
    found = control(movements)
    assert isinstance(found, Control)
    drawn = chart_control(found)
    assert [(mark.index, SAY(mark.text)) for mark in drawn.marks] == [(4, "higher than chance")]
    assert drawn.lines[1].high[4] is not None
    assert drawn.lines[0].values[4] == 0.3


def test_rolling_churn_ends_on_the_last_day_and_thins_out_to_what_a_screen_shows() -> None:
    rows = [{"customer": "a", "start": "2022-01-01"}, {"customer": "b", "start": "2022-01-01", "end": "2022-06-01"}]
    ledger = build(stays(rows), Policy(), date(2023, 12, 31))
    days, months = rolling_days(ledger), rolling_months(ledger)
    assert isinstance(days, RollingChurn)
    assert isinstance(months, RollingChurn)
    drawn = chart_rolling_days(days)
    assert 60 < len(drawn.labels) <= 120
    assert drawn.labels[-1] == PeriodName(date(2023, 12, 31), "day")
    assert SAY(drawn.title) == "Churn of the last 30 days"
    drawn = chart_rolling_months(months)
    assert next(label.start for label in drawn.labels if isinstance(label, PeriodName)) == date(2023, 1, 1)
    assert drawn.lines[0].values[0] == 0.5
    assert "December 2023" in SAY(drawn.summary)


def test_rolling_churn_without_a_rate_says_why() -> None:
    ledger = build(payments([("a", "2024-01-01", 5.0)], latest="2024-02-15"), Policy(inactivity_days=60))
    days = rolling_days(ledger)
    assert isinstance(days, RollingChurn)
    drawn = chart_rolling_days(days)
    assert set(drawn.lines[0].values) == {None}
    assert "reach back" in SAY(drawn.summary)


def test_segments_claim_no_more_than_their_test() -> None:
    def drawn(lost: int) -> str:
        rows = [(n < lost, 1.0, "m") for n in range(40)] + [(n < 3, 1.0, "y") for n in range(40)]
        tables = segment_tables(build(snapshot(rows), Policy()))
        assert not isinstance(tables, Undefined)
        chart = chart_segments(tables[0])
        assert chart.lines[0].values == (lost / 40, 3 / 40)
        return SAY(chart.summary)

    assert "chance alone" in drawn(5)
    assert "2 groups differ" in drawn(25)


def test_reasons_are_bars_and_a_trend() -> None:
    periods = metrics.periods_of(LEDGER, "month")
    found = loss_reasons(LEDGER, periods)
    assert isinstance(found, LossReasons)
    bars = chart_reasons(found)
    assert [label if isinstance(label, str) else SAY(label) for label in bars.labels] == [  # type: ignore[arg-type]
        "price", "service", "not recorded",
    ]  # fmt: skip
    assert bars.lines[0].values == (1.0, 1.0, 1.0)
    trend = chart_reason_trend(found)
    assert trend.incomplete == (3,)
    assert [line.values for line in trend.lines] == [(0, 1, 0, 0), (0, 0, 1, 0)]


def test_many_reasons_are_added_up_in_one_bar() -> None:
    rows = [
        {"customer": f"{n}", "start": "2024-01-05", "end": "2024-02-10", "reason": f"reason {n:02}"} for n in range(11)
    ]
    ledger = build(stays(rows), Policy(), date(2024, 3, 1))
    found = loss_reasons(ledger, metrics.periods_of(ledger, "month"))
    assert isinstance(found, LossReasons)
    assert chart_reasons(found).lines[0].values == (1.0,) * 8 + (3.0,)


SAYING = cohorts().sentence
