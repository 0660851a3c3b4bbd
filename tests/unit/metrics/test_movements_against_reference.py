"""The fast movements against the slow reference, on random rows with every awkward case."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from churndesk import metrics
from churndesk.ledger import SpellLedger, build
from churndesk.ledger.policy import Policy
from tests.unit import reference
from tests.unit.tables import payments, stays

if TYPE_CHECKING:
    from churndesk.ledger.dataset import Dataset

#: Month ends, the leap day and their neighbours come up often.
AWKWARD = [date(2024, 1, 31), date(2024, 2, 1), date(2024, 2, 28), date(2024, 2, 29), date(2024, 3, 1),
           date(2024, 3, 31), date(2024, 4, 30), date(2024, 5, 1), date(2023, 12, 31)]  # fmt: skip
DAYS = st.one_of(st.sampled_from(AWKWARD), st.dates(date(2023, 12, 20), date(2024, 5, 20)))
LENGTHS = st.one_of(st.sampled_from([0, 1, 2, 28, 29, 30, 31]), st.integers(0, 120))
AMOUNTS = st.sampled_from([0.0, 5.0, 10.0, 10.0, 19.99, -4.0, float("nan")])
PLANS = st.sampled_from(["a", "b", "c", ""])
AS_OF = date(2024, 5, 15)
PARTS = ("opening", "closing", "new", "returned", "lost", "passed_through", "paused_and_returned")


@st.composite
def stay(draw: st.DrawFn) -> dict[str, Any]:
    start = draw(DAYS)
    row: dict[str, Any] = {"customer": draw(st.sampled_from("ABC")), "start": start, "amount": draw(AMOUNTS)}
    if draw(st.booleans()):
        row["end"] = start + timedelta(days=draw(LENGTHS))
    if draw(st.integers(0, 4)) == 0:
        row["asked"] = start + timedelta(days=draw(LENGTHS))
    for flag in ("trial", "paused", "failed"):
        row[flag] = draw(st.integers(0, 5)) == 0
    row["plan"] = draw(PLANS)
    return row


POLICIES = st.builds(
    Policy,
    counts=st.sampled_from(["paid_until", "asked"]),
    end_is=st.sampled_from(["leaving_day", "last_paid_day"]),
    grace_days=st.sampled_from([0, 0, 1, 10]),
    failed_grace_days=st.sampled_from([0, 3, 30]),
    paused=st.sampled_from(["active", "gone"]),
    trials=st.sampled_from(["exclude", "include"]),
    zero_price=st.sampled_from(["exclude", "include"]),
    join_gap_days=st.sampled_from([0, 1, 1, 5, 31]),
)

PAYMENT = st.tuples(st.sampled_from("ABC"), DAYS.map(str), st.sampled_from([0.0, 5.0, 10.0, 12.5, -3.0, -20.0]), PLANS)


@settings(max_examples=50)
@given(st.lists(stay(), min_size=1, max_size=9), POLICIES, st.sampled_from(["month", "quarter", "week"]))
def test_stays(rows: list[dict[str, Any]], policy: Policy, by: metrics.Granularity) -> None:
    _compare(stays(rows), policy, by)


@settings(max_examples=50)
@given(
    st.lists(PAYMENT, min_size=1, max_size=12),
    st.sampled_from([1, 7, 29, 30, 31, 90]),
    st.sampled_from(["month", "quarter", "week"]),
)
def test_payments(rows: list[Any], limit: int, by: metrics.Granularity) -> None:
    _compare(payments(rows), Policy(inactivity_days=limit), by)


def _compare(dataset: Dataset, policy: Policy, by: metrics.Granularity) -> None:
    ledger = build(dataset, policy, AS_OF)
    assert isinstance(ledger, SpellLedger)
    all_lives = reference.lives(dataset, policy, AS_OF)
    periods = metrics.periods_of(ledger, by)
    first_seen = min((min(life.here) for life in all_lives if life.here), default=None)
    assert (not periods) == (first_seen is None)
    if first_seen:
        assert periods[0].start <= first_seen <= periods[0].end
        assert periods[-1].start <= AS_OF <= periods[-1].end
    for plan in (None, "a", "b", "c", ""):
        segment = None if plan is None else ("plan", plan)
        customers = metrics.customer_movements(ledger, periods, segment)
        revenue = metrics.revenue_movements(ledger, periods, segment)
        for period, count, money in zip(periods, customers, revenue, strict=True):
            expected = reference.movement(all_lives, period.start, period.end, AS_OF, plan)
            _same_customers(ledger, period, segment, count, expected)
            if dataset.has_amount:
                _same_money(money, expected)


def _same_customers(
    ledger: SpellLedger,
    period: metrics.Period,
    segment: metrics.Segment | None,
    count: metrics.CustomerMovement,
    expected: reference.Counted,
) -> None:
    for part in PARTS:
        assert set(metrics.who(ledger, period, part, segment).tolist()) == expected.who[part], part
        assert getattr(count, part) == len(expected.who[part]), part
    assert (count.moved_in, count.moved_out) == (expected.moved_in, expected.moved_out)
    arrived = count.opening + count.new + count.returned - count.lost + count.moved_in - count.moved_out  # type: ignore[operator]
    assert arrived == count.closing
    if count.opening and segment is None:
        churn = metrics.metric("churn_rate").compute({"opening": count.opening, "lost": count.lost}, None)
        inputs = metrics.inputs_from("retention_rate", [count], [], 0)
        retention = metrics.metric("retention_rate").compute(inputs, None)
        assert churn.value is not None
        assert retention.value == pytest.approx(1 - churn.value, abs=1e-12)


def _same_money(money: metrics.RevenueMovement, expected: reference.Counted) -> None:
    for name in ("opening", "new", "returned", "expansion", "contraction", "churned", "closing"):
        assert getattr(money, name) == pytest.approx(expected.money[name], abs=1e-6), name
    assert money.moved_in == pytest.approx(expected.money["in"], abs=1e-6)
    assert money.moved_out == pytest.approx(expected.money["out"], abs=1e-6)
    bridge = (
        money.opening + money.new + money.returned + money.expansion  # type: ignore[operator]
        - money.contraction - money.churned + money.moved_in - money.moved_out  # type: ignore[operator]
    )  # fmt: skip
    assert bridge == pytest.approx(money.closing, abs=1e-6)
