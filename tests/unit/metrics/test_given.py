from __future__ import annotations

from datetime import date

import pytest

from churndesk import metrics
from churndesk.ledger import build
from churndesk.ledger.policy import Policy
from churndesk.metrics import CustomerMovement, Period, RevenueMovement, figure
from churndesk.words import Language
from tests.unit.tables import stays


def test_a_table_of_totals_says_what_it_has_none_of() -> None:
    month = Period(date(2025, 1, 1), date(2025, 1, 31), "month")
    nothing = RevenueMovement(month, None, None, None, None, None, None, None, paid=100.0)
    sales = CustomerMovement(month, None, None, None, None, None, None)
    users = CustomerMovement(month, 100, None, None, None, None, 110)
    for key in ("churn_rate", "retention_rate", "growth_rate", "net_growth"):
        refused = figure(key, [sales], [nothing], 0).undefined
        assert refused is not None
        assert refused.code == "no-customers"
    refused = figure("churn_rate", [users], [nothing], 0).undefined
    assert refused is not None
    assert refused.code == "no-losses"
    assert figure("net_growth", [users], [nothing], 0).value == 0.1


def test_who_is_on_pause_nobody_knows_since_when_is_named_where_it_counts() -> None:
    rows = [{"customer": "a", "start": "2024-01-01"}, {"customer": "b", "start": "2024-01-01", "end": "2024-03-31"}]
    rows += [{"customer": name, "start": "2024-01-01", "paused": True} for name in "xyz"]
    ledger = build(stays(rows), Policy(paused="gone"), date(2024, 3, 31))
    periods = metrics.periods_of(ledger, "month")
    moved, money = metrics.customer_movements(ledger, periods), metrics.revenue_movements(ledger, periods)
    churn = [metrics.figure("churn_rate", moved, money, at) for at in range(3)]
    assert churn[2].value == 4 / 5
    assert [Language("en").say(note) for note in churn[2].notes] == [(
        "3 customers are on pause, and the table doesn't say since when: they count as lost on the last day of the "
        "data (x, y, and z)."
    )]  # fmt: skip
    assert churn[1].notes == ()
    here = build(stays(rows), Policy(), date(2024, 3, 31))
    assert metrics.customer_movements(here, periods)[2].notes == ()


def test_the_lifetime_value_of_the_first_period_says_what_is_missing() -> None:
    rows = [{"customer": "a", "start": "2024-01-10", "amount": 10.0}]
    ledger = build(stays(rows), Policy(), date(2024, 1, 31))
    periods = metrics.periods_of(ledger, "month")
    moved, money = metrics.customer_movements(ledger, periods), metrics.revenue_movements(ledger, periods)
    value = metrics.figure("ltv", moved, money, 0)
    assert value.undefined is not None
    assert value.undefined.code == "no-churn-yet"
    assert metrics.figure("ltv", moved, money, 0, typed={"opening": 10, "lost": 1}).value == pytest.approx(100)


def test_one_new_customer_is_one() -> None:
    growth = metrics.metric("growth_rate").compute({"opening": 4, "new": 1}, None)
    assert Language("en").say(growth.sentence) == "1 new customer joined the 4 at the start: 25.0%."
