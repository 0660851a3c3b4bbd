from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from churndesk import metrics
from churndesk.ledger import build
from churndesk.ledger.policy import Policy
from churndesk.metrics import CostTerms, loss_cost
from churndesk.words import Language
from tests.unit.tables import payments, snapshot, stays, summary

if TYPE_CHECKING:
    from churndesk.ledger import Ledger
    from churndesk.ledger.dataset import Dataset
    from churndesk.metrics import LossCost

SAY = Language("en").say


def cost_of(dataset: Dataset, policy: Policy, as_of: date | None, terms: CostTerms, **chosen: Any) -> LossCost:
    ledger: Ledger = build(dataset, policy, as_of)
    periods = metrics.periods_of(ledger, "month")
    customers, revenue = metrics.customer_movements(ledger, periods), metrics.revenue_movements(ledger, periods)
    return loss_cost(ledger, customers, revenue, len(periods) - 1 if periods else None, terms, **chosen)


def a_year() -> list[dict[str, Any]]:
    """Plan a: A leaves in December 2024 (paying 100). Plan b: B leaves (50), and C grew from 40 to 50 in the year."""
    return [
        {"customer": "A", "start": "2023-06-01", "end": "2024-12-10", "amount": 100.0, "plan": "a", "reason": "price"},
        {"customer": "B", "start": "2023-06-01", "end": "2024-12-20", "amount": 50.0, "plan": "b", "reason": "service"},
        {"customer": "C", "start": "2023-06-01", "end": "2024-05-01", "amount": 40.0, "plan": "b"},
        {"customer": "C", "start": "2024-05-01", "amount": 50.0, "plan": "b"},
        {"customer": "D", "start": "2023-06-01", "amount": 110.0, "plan": "a"},
    ]


def test_each_customer_costs_a_year_its_growth_and_another_customer() -> None:
    cost = cost_of(stays(a_year()), Policy(), date(2024, 12, 31), CostTerms(cac=500, expansion_rate=0.2))
    assert list(cost.costs) == pytest.approx([1200 * 1.2 + 500, 600 * 1.2 + 500])
    assert (cost.customers, cost.total, cost.per_customer) == (2, pytest.approx(3160), pytest.approx(1580))
    assert [(group.name, group.customers, round(group.cost)) for group in cost.by_reason] == [
        ("price", 1, 1940),
        ("service", 1, 1220),
    ]
    assert cost.replaced == pytest.approx(2 * 500 + 150)
    same = metrics.metric("loss_cost").compute(cost.inputs, None)
    assert same.value == pytest.approx(cost.total)


def test_the_growth_is_that_of_the_segment_in_the_last_12_months() -> None:
    cost = cost_of(stays(a_year()), Policy(), date(2024, 12, 31), CostTerms(), heading="plan")
    # Plan b had 50 + 40 a year before, and C grew by 10: 10 / 90. Nobody in plan a grew.
    assert list(cost.costs) == pytest.approx([1200, 600 * (1 + 10 / 90)])
    assert [(group.name, group.customers) for group in cost.by_segment] == [("a", 1), ("b", 1)]
    assert "last 12 complete months" in SAY(cost.basis)
    overall = cost_of(stays(a_year()), Policy(), date(2024, 12, 31), CostTerms())
    assert overall.expansion == pytest.approx(10 / 300)


def test_one_segment_alone() -> None:
    cost = cost_of(stays(a_year()), Policy(), date(2024, 12, 31), CostTerms(), segment=("plan", "b"))
    assert cost.customers == 1
    assert cost.total == pytest.approx(600 * (1 + 10 / 90))


def test_at_margin_and_flat() -> None:
    half = cost_of(stays(a_year()), Policy(), date(2024, 12, 31), CostTerms(expansion_rate=0, margin=0.5))
    assert half.total == pytest.approx(900)
    assert "margin of 50%" in SAY(half.basis)
    flat = cost_of(stays(a_year()), Policy(), date(2024, 12, 31), CostTerms(cac=500, flat=289))
    assert flat.total == 578
    assert metrics.metric("loss_cost").compute(flat.inputs, None).value == 578


def test_a_log_counts_what_was_paid_in_the_12_months_up_to_the_last_purchase() -> None:
    rows = [
        ("A", "2023-01-15", 500.0),  # 366 days before the last purchase: too long ago
        ("A", "2023-01-16", 7.0),
        ("A", "2023-12-20", 100.0),
        ("A", "2024-01-02", -30.0),
        ("A", "2024-01-15", 20.0),
        ("A", "2024-01-20", -5.0),  # after it
        ("B", "2024-01-15", 1.0),
        ("B", "2024-02-20", 1.0),
    ]
    cost = cost_of(payments(rows), Policy(inactivity_days=40), date(2024, 2, 29), CostTerms(expansion_rate=0))
    assert list(cost.yearly) == [7 + 100 - 30 + 20]
    assert cost.customers == 1
    assert "up to its last purchase" in SAY(cost.basis)


def test_a_failed_payment_and_a_goal_stand_apart() -> None:
    rows: list[dict[str, Any]] = [
        {"customer": "A", "start": "2024-01-01", "end": "2024-03-05", "amount": 10.0, "goal": True},
        {"customer": "B", "start": "2024-01-01", "end": "2024-03-05", "amount": 20.0, "failed": True},
        {"customer": "C", "start": "2024-01-01", "end": "2024-03-05", "amount": 30.0},
    ]
    policy = Policy(failed_grace_days=0)
    cost = cost_of(stays(rows), policy, date(2024, 3, 31), CostTerms(expansion_rate=0))
    names = [SAY(group.name) if not isinstance(group.name, str) else group.name for group in cost.by_reason]  # type: ignore[arg-type]
    assert names == ["not recorded", "failed payment", "goal achieved"]


def test_nobody_lost_and_no_amounts_say_so() -> None:
    stayed = stays([{"customer": "A", "start": "2024-01-01", "amount": 5.0}])
    cost = cost_of(stayed, Policy(), date(2024, 3, 31), CostTerms())
    assert cost.undefined is not None
    assert cost.undefined.code == "nobody-lost"
    gone = stays([{"customer": "A", "start": "2024-01-01", "end": "2024-03-31"}])
    cost = cost_of(gone, Policy(), date(2024, 3, 31), CostTerms())
    assert cost.undefined is not None
    assert cost.undefined.code == "no-amounts"
    assert cost_of(gone, Policy(), date(2024, 3, 31), CostTerms(flat=289)).total == 289


def test_a_snapshot_and_a_summary() -> None:
    cost = cost_of(
        snapshot([(True, 10.0, "m"), (True, 30.0, "y"), (False, 50.0, "y")]), Policy(), None, CostTerms(cac=5)
    )
    assert cost.total == pytest.approx(12 * 40 + 10)
    totals = summary("month", ["2024-01-01"], opening=[100], new=[0], lost=[4], closing=[96], churned_amount=[80.0])
    cost = cost_of(totals, Policy(), None, CostTerms(expansion_rate=0.1))
    assert cost.total == pytest.approx(12 * 80 * 1.1)
    assert len(cost.who) == 0
