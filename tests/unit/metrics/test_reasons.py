from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings

from churndesk import metrics
from churndesk.ledger import build
from churndesk.ledger.policy import Policy
from churndesk.metrics.departures import losses
from churndesk.metrics.reasons import LossReasons, loss_reasons
from churndesk.metrics.result import Undefined
from churndesk.words import NotPossible
from tests.unit import reference
from tests.unit.metrics.random_tables import AS_OF, TABLES, built
from tests.unit.tables import payments, stays

if TYPE_CHECKING:
    from churndesk.ledger.dataset import Dataset


@settings(max_examples=60)
@given(TABLES, AS_OF)
def test_one_line_for_each_customer_lost_in_each_period(rows: tuple[Dataset, Policy], as_of: date) -> None:
    ledger, lives = built(rows, as_of)
    periods = metrics.periods_of(ledger, "month")
    for plan in (None, "a"):
        found = losses(ledger, periods, None if plan is None else ("plan", plan))
        lines = list(zip(found.period.tolist(), found.customer.tolist(), strict=True))
        counted = [reference.movement(lives, period.start, period.end, as_of, plan) for period in periods]
        assert lines == [(n, who) for n, one in enumerate(counted) for who in sorted(one.who["lost"])]
        for n, who, amount in zip(found.period, found.customer, found.amount, strict=True):
            before = periods[n].start - reference.ONE
            assert amount == pytest.approx(max(0.0, lives[who].brings.get(before, 0.0)), abs=1e-9)


ROWS: list[dict[str, Any]] = [
    {"customer": "A", "start": "2023-12-01", "end": "2024-01-10", "reason": "price", "amount": 10.0},
    {"customer": "B", "start": "2023-12-01", "end": "2024-02-10", "reason": "price", "amount": 20.0},
    {"customer": "C", "start": "2023-12-01", "end": "2024-02-11", "reason": "service", "amount": 30.0},
    {"customer": "D", "start": "2023-12-01", "end": "2024-02-12", "amount": 40.0, "goal": True},
    {"customer": "E", "start": "2023-12-01", "amount": 50.0, "plan": "b"},
    # Its payment failed: 30 days of grace, so it is gone on 11 February.
    {"customer": "F", "start": "2023-12-01", "end": "2024-01-12", "amount": 60.0, "failed": True, "plan": "b"},
    # Left for one reason, came back, and left for another one.
    {"customer": "G", "start": "2023-12-01", "end": "2024-01-05", "reason": "service", "amount": 5.0},
    {"customer": "G", "start": "2024-01-20", "end": "2024-02-20", "reason": "moved", "amount": 5.0},
]


def reasons(rows: list[dict[str, Any]], segment: tuple[str, str] | None = None) -> LossReasons:
    ledger = build(stays(rows), Policy(), date(2024, 2, 29))
    found = loss_reasons(ledger, metrics.periods_of(ledger, "month"), segment)
    assert isinstance(found, LossReasons)
    return found


def test_reasons_are_counted_with_what_was_lost_and_when() -> None:
    found = reasons(ROWS)
    assert (found.lost, found.known, found.none.customers) == (6, 4, 2)
    assert [(count.reason, count.customers, count.revenue, count.by_period) for count in found.counts] == [
        ("price", 2, 30.0, (0, 1, 1)),
        ("moved", 1, 5.0, (0, 0, 1)),
        ("service", 1, 30.0, (0, 0, 1)),
    ]
    assert found.counts[0].share == pytest.approx(1 / 3)
    assert found.given == (("price", 2), ("moved", 1), ("service", 1))


def test_failed_payments_and_goals_stand_apart_and_are_counted_all_the_same() -> None:
    found = reasons(ROWS)
    assert (found.failed.customers, found.failed.revenue, found.failed.by_period) == (1, 60.0, (0, 0, 1))
    assert (found.goal.customers, found.goal.revenue) == (1, 40.0)


def test_the_sentence_names_the_most_frequent() -> None:
    values = dict(reasons(ROWS).sentence.values)
    assert (values["count"], values["known"], values["reason"], values["customers"]) == (6, 4, "price", 2)


def test_a_segment_has_its_own() -> None:
    found = reasons(ROWS, ("plan", "b"))
    assert (found.lost, found.failed.customers, found.known) == (1, 1, 0)
    assert "no reason is recorded" in found.sentence.text
    with pytest.raises(NotPossible):
        reasons(ROWS, ("no such column", "b"))


def test_nobody_lost_is_said() -> None:
    found = reasons([{"customer": "A", "start": "2024-01-01"}])
    assert (found.lost, found.counts, found.none.share, found.none.revenue) == (0, (), 0.0, None)
    assert "Nobody left" in found.sentence.text


def test_a_log_has_no_reasons() -> None:
    ledger = build(payments([("a", "2024-01-01", 5.0)]), Policy(inactivity_days=30))
    found = loss_reasons(ledger, metrics.periods_of(ledger, "month"))
    assert isinstance(found, Undefined)


def test_every_share_of_a_reason_has_its_interval() -> None:
    """2 of the 6 lost said price: 33.3 %, by chance alone 9.7 % to 70.0 %."""
    found = reasons(ROWS)
    price = next(count for count in found.counts if count.reason == "price")
    assert (price.customers, found.lost) == (2, 6)
    assert (price.low, price.high) == pytest.approx((0.0968, 0.7000), abs=5e-5)
    assert found.none.high is not None
    assert found.none.low is not None
    assert found.none.low < found.none.share < found.none.high
