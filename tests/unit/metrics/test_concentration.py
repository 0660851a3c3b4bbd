from __future__ import annotations

from datetime import date

import pytest

from churndesk.ledger import build
from churndesk.ledger.policy import Policy
from churndesk.metrics.concentration import Concentration, concentration
from churndesk.metrics.result import Undefined
from tests.unit.tables import snapshot, stays, summary


def table(amounts: list[float]) -> list[dict[str, object]]:
    return [{"customer": f"c{n:02}", "start": "2024-01-01", "amount": amount} for n, amount in enumerate(amounts)]


def of(amounts: list[float]) -> Concentration:
    found = concentration(build(stays(table(amounts)), Policy(), date(2024, 2, 1)))
    assert isinstance(found, Concentration)
    return found


@pytest.mark.parametrize(("customers", "top"), [(1, 1), (4, 1), (5, 1), (6, 2), (10, 2), (11, 3), (15, 3), (16, 4)])
def test_the_top_fifth_is_rounded_up(customers: int, top: int) -> None:
    found = of([10.0] * customers)
    assert (len(found), found.of) == (top, customers)
    assert found.share.value == pytest.approx(top / customers)


def test_the_largest_come_first_and_equal_ones_in_the_order_of_the_table() -> None:
    found = of([5.0, 20.0, 30.0, 20.0, 5.0, 20.0])
    assert found.customers.tolist() == [2, 1]
    assert found.amounts.tolist() == [30.0, 20.0]
    assert found.share.value == 0.5


def test_only_who_is_here_on_the_day_counts() -> None:
    rows = [*table([10.0, 10.0]), {"customer": "gone", "start": "2023-01-01", "end": "2024-01-15", "amount": 80.0}]
    ledger = build(stays(rows), Policy(), date(2024, 2, 1))
    before, now = concentration(ledger, date(2024, 1, 14)), concentration(ledger)
    assert isinstance(before, Concentration)
    assert isinstance(now, Concentration)
    assert (before.share.value, now.share.value) == (0.8, 0.5)


def test_a_snapshot_counts_those_who_are_kept() -> None:
    found = concentration(build(snapshot([(True, 90.0, "x"), (False, 30.0, "x"), (False, 10.0, "y")]), Policy()))
    assert isinstance(found, Concentration)
    assert (found.customers.tolist(), found.share.value, found.of) == ([1], 0.75, 2)


def test_where_nothing_can_be_said_the_reason_is() -> None:
    without = [{"customer": "a", "start": "2024-01-01"}]
    codes = []
    for dataset in (
        summary("month", ["2024-01-01"], opening=[3.0]),
        stays(without),
        snapshot([(False, 1.0, "x")], has_amount=False),
        stays(table([-5.0])),
    ):
        found = concentration(build(dataset, Policy()))
        assert isinstance(found, Undefined)
        codes.append(found.code)
    assert codes == ["no-customers", "no-amounts", "no-amounts", "no-revenue"]
