"""The worked examples of the definitions: they must come out."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest

from churndesk import metrics
from churndesk.ledger import build
from churndesk.ledger.policy import Policy
from churndesk.metrics import metric
from churndesk.words import Language
from tests.unit.tables import payments, stays

SAY = Language("en").say


def compute(key: str, **inputs: float) -> metrics.Result:
    return metric(key).compute(inputs, None)


def test_two_of_110_customers_are_lost() -> None:
    rows: list[dict[str, Any]] = [{"customer": f"{n:03}", "start": "2023-05-10"} for n in range(110)]
    rows[3]["end"], rows[77]["end"] = "2024-03-05", "2024-03-31"
    ledger = build(stays(rows), Policy(), date(2024, 3, 31))
    periods = metrics.periods_of(ledger, "month")
    march = metrics.customer_movements(ledger, periods)[-1]
    assert (march.opening, march.lost, march.closing, march.new) == (110, 2, 108, 0)
    result = metrics.figure("churn_rate", [march], metrics.revenue_movements(ledger, periods)[-1:], 0)
    assert result.value == pytest.approx(2 / 110)
    assert (result.low, result.high) == pytest.approx((0.00500, 0.06389), abs=5e-5)
    assert SAY(result.sentence) == "2 of 110 customers left: 1.8%. By chance alone it could be 0.5% to 6.4%."
    assert SAY(result.formula) == "2 / 110 = 1.8%"


def test_30_of_120_cancelled() -> None:
    assert compute("churn_rate", opening=120, lost=30).value == 0.25


def test_crr_of_70_30_90() -> None:
    result = compute("retention_rate", opening=70, closing=90, new=30)
    assert result.value == pytest.approx(6 / 7)
    assert SAY(result.formula) == "(90 − 30) / 70 = 85.7%"


def the_example() -> list[dict[str, Any]]:
    """100 at the start; 20 join and 2 of them leave; 6 of the 100 leave and 1 of these returns; 113 at the end."""
    rows: list[dict[str, Any]] = [{"customer": f"old{n:03}", "start": "2023-06-01"} for n in range(100)]
    for n in range(6):
        rows[n]["end"] = f"2024-03-{5 + n:02}"
    rows.append({"customer": "old000", "start": "2024-03-20"})
    rows += [{"customer": f"new{n:02}", "start": "2024-03-08"} for n in range(20)]
    rows[-1]["end"] = rows[-2]["end"] = "2024-03-25"
    return rows


def test_the_example_of_every_rule() -> None:
    ledger = build(stays(the_example()), Policy(), date(2024, 3, 31))
    period = metrics.periods_of(ledger, "month")[-1]
    march = metrics.customer_movements(ledger, [period])[0]
    assert (march.opening, march.closing) == (100, 113)
    assert (march.lost, march.new, march.passed_through, march.paused_and_returned) == (5, 18, 2, 1)
    retention = metric("retention_rate").compute(metrics.inputs_from("retention_rate", [march], [], 0), None)
    assert retention.value == pytest.approx(0.95)
    rules = metrics.other_rules(ledger, period)
    assert [round(rule.value or 0, 4) for rule in rules] == [0.05, 0.06, 0.0667, 0.0751, 0.08, 0.07]
    assert SAY(rules[2].formula) == "8 / 120 = 6.67%"
    assert SAY(rules[3].formula) == "8 / 106.5 = 7.51%"
    assert SAY(rules[5].formula) == "(113 − 20) / 100 = 93.00%, a churn of 7.00%"
    ids = ledger.dataset.customers.ids
    assert list(ids[rules[0].customers]) == []
    assert list(ids[rules[1].customers]) == ["old000"]
    assert list(ids[rules[4].customers]) == ["new18", "new19", "old000"]
    assert list(ids[rules[2].differences[1].customers]) == [f"new{n:02}" for n in range(20)]
    xor = [f"new{n:02}" for n in range(18)] + [f"old{n:03}" for n in range(1, 6)]
    assert list(ids[rules[3].differences[1].customers]) == xor
    assert list(ids[rules[5].customers]) == ["new18", "new19"]


def test_ten_thousand_became_nine_thousand() -> None:
    result = compute("gross_churn", opening=10_000, churned=0, contraction=1_000)
    assert result.value == pytest.approx(0.1)


def test_the_money_example() -> None:
    money = {"opening": 10_000.0, "churned": 500.0, "contraction": 300.0, "expansion": 400.0, "new": 900.0}
    gross = compute("gross_churn", **money)
    assert gross.value == pytest.approx(0.08)
    assert SAY(gross.notes[0]) == "Lost customers alone, without downgrades: 5.0%."
    assert compute("net_churn", **money).value == pytest.approx(0.04)
    assert compute("grr", **money).value == pytest.approx(0.92)
    assert compute("nrr", **money).value == pytest.approx(0.96)
    assert compute("quick_ratio", **money).value == pytest.approx(1.625)


def test_a_lost_customer_costs_12500() -> None:
    assert compute("lost_customer_cost", yearly_value=10_000, expansion_rate=0.2, cac=500).value == 12_500
    for lost, total in ((5, 62_500), (10, 125_000)):
        result = compute("loss_cost", lost=lost, yearly_value=10_000, expansion_rate=0.2, cac=500)
        assert result.value == total


def test_a_flat_cost_takes_the_place_of_the_calculation() -> None:
    assert compute("lost_customer_cost", yearly_value=10_000, cac=500, flat=289).value == 289
    assert compute("loss_cost", lost=3, flat=289).value == 867


def test_the_run_rate_of_90_paid_once_on_new_years_day() -> None:
    ledger = build(payments([("A", "2023-01-01", 90.0)]), Policy(inactivity_days=90), date(2023, 4, 30))
    periods = metrics.periods_of(ledger, "month")
    money = metrics.revenue_movements(ledger, periods)
    assert [m.closing for m in money] == pytest.approx([30.41667, 30.41667, 30.41667, 0], abs=1e-5)
    assert money[3].churned == pytest.approx(90 * 365 / 12 / 90)
    assert [m.paid for m in money] == [90, 0, 0, 0]
    assert metrics.customer_movements(ledger, periods)[3].lost == 1


def test_a_rate_a_month_and_a_year() -> None:
    assert metrics.yearly(0.05) == pytest.approx(0.4596, abs=1e-4)
    assert metrics.monthly(metrics.yearly(0.05), 12) == pytest.approx(0.05)


def test_who_joins_on_the_first_day_is_new_and_who_leaves_on_it_is_lost() -> None:
    rows: list[dict[str, Any]] = [
        {"customer": "leaver", "start": "2024-01-05", "end": "2024-03-01"},
        {"customer": "joiner", "start": "2024-03-01"},
        {"customer": "next", "start": "2024-01-01", "end": "2024-04-01"},
    ]
    ledger = build(stays(rows), Policy(), date(2024, 4, 30))
    march = metrics.periods_of(ledger, "month")[2]
    ids = ledger.dataset.customers.ids
    assert list(ids[metrics.who(ledger, march, "lost")]) == ["leaver"]
    assert list(ids[metrics.who(ledger, march, "new")]) == ["joiner"]


def test_an_incomplete_period_ends_with_the_as_of_day() -> None:
    rows: list[dict[str, Any]] = [
        {"customer": "A", "start": "2024-01-05", "end": "2024-03-20"},
        {"customer": "B", "start": "2024-01-05"},
    ]
    ledger = build(stays(rows), Policy(), date(2024, 3, 15))
    periods = metrics.periods_of(ledger, "month")
    assert [period.complete for period in periods] == [True, True, False]
    assert metrics.customer_movements(ledger, periods)[-1].closing == 2


def test_a_log_that_does_not_reach_back_far_enough_has_counts_but_no_rates() -> None:
    rows = [("A", (date(2023, 1, 1) + timedelta(days=20 * n)).isoformat(), 10.0) for n in range(12)]
    ledger = build(payments(rows), Policy(inactivity_days=30))
    periods = metrics.periods_of(ledger, "month")
    customers, revenue = metrics.customer_movements(ledger, periods), metrics.revenue_movements(ledger, periods)
    # 1 January + 30 days = 31 January, so February is the first month with rates.
    assert [m.no_rates is None for m in customers] == [False] + [True] * (len(periods) - 1)
    assert customers[0].new == 1
    assert "First seen" in SAY(customers[0].notes[0])
    for key in ("churn_rate", "gross_churn", "growth_rate", "arpa"):
        result = metrics.figure(key, customers, revenue, 0)
        assert result.undefined is not None
        assert result.undefined.code == "log-too-short"
    assert metrics.figure("churn_rate", customers, revenue, 1).value == 0


def test_typed_numbers_take_the_place_of_the_table() -> None:
    ledger = build(payments([("A", "2023-01-01", 10.0)]), Policy(inactivity_days=30))
    periods = metrics.periods_of(ledger, "month")
    customers, revenue = metrics.customer_movements(ledger, periods), metrics.revenue_movements(ledger, periods)
    result = metrics.figure("churn_rate", customers, revenue, 0, typed={"opening": 120, "lost": 30})
    assert result.value == 0.25
    assert metrics.figure("churn_rate", customers, revenue, 0, typed={"opening": 120}).value is None


def test_credits_stand_outside_the_bridge() -> None:
    rows: list[dict[str, Any]] = [
        {"customer": "A", "start": "2024-01-05", "amount": -7.0},
        {"customer": "B", "start": "2024-01-05", "amount": 10.0},
        {"customer": "B", "start": "2024-01-05", "amount": -4.0},
    ]
    ledger = build(stays(rows), Policy(), date(2024, 1, 31))
    money = metrics.revenue_movements(ledger, metrics.periods_of(ledger, "month"))[0]
    assert (money.opening, money.new, money.closing, money.credits) == (0, 6, 6, 7)


def test_customers_without_amounts_have_counts_and_no_revenue() -> None:
    ledger = build(stays([{"customer": "A", "start": "2024-01-05"}]), Policy(), date(2024, 2, 29))
    periods = metrics.periods_of(ledger, "month")
    money = metrics.revenue_movements(ledger, periods)
    assert money[1].closing is None
    result = metrics.figure("nrr", metrics.customer_movements(ledger, periods), money, 1)
    assert result.undefined is not None
    assert result.undefined.code == "no-amounts"


def test_amounts_that_cancel_each_other_out_leave_no_dust() -> None:
    rows: list[dict[str, Any]] = [
        {"customer": "A", "start": "2024-01-05", "amount": amount} for amount in (0.1, 0.2, -0.3)
    ]
    ledger = build(stays(rows), Policy(), date(2024, 1, 31))
    assert np.array_equal(ledger.amounts_at(20_000), [0.0])
