"""The identities hold for random tables, and each of them finds a figure that was broken on purpose."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings

from churndesk import metrics
from churndesk.ledger import build
from churndesk.ledger.policy import Policy
from churndesk.metrics.identities import longer_checks, movement_checks
from tests.unit.metrics.random_tables import AS_OF, TABLES, built
from tests.unit.tables import stays

if TYPE_CHECKING:
    from churndesk.ledger import SpellLedger
    from churndesk.ledger.dataset import Dataset
    from churndesk.metrics import CustomerMovement, RevenueMovement
    from churndesk.metrics.identities import Check

    Moved = tuple[tuple[CustomerMovement, ...], tuple[RevenueMovement, ...]]

ROWS = (
    {"customer": "A", "start": "2024-01-05", "amount": 10.0, "plan": "a"},
    {"customer": "B", "start": "2024-01-10", "end": "2024-03-08", "amount": 20.0, "plan": "a"},
    {"customer": "C", "start": "2024-02-01", "amount": 30.0, "plan": "b"},
    {"customer": "D", "start": "2024-04-02", "end": "2024-05-02", "amount": 5.5, "plan": "b"},
)


def moved(ledger: SpellLedger, by: str = "month", segment: tuple[str, str] | None = None) -> Moved:
    periods = metrics.periods_of(ledger, by)
    return metrics.customer_movements(ledger, periods, segment), metrics.revenue_movements(ledger, periods, segment)


def checks(both: Moved) -> dict[str, Check]:
    return {one.key: one for one in movement_checks(*both) if one is not None}


def with_one(moved: tuple[Any, ...], at: int, **broken: float) -> tuple[Any, ...]:
    return (*moved[:at], replace(moved[at], **broken), *moved[at + 1 :])


@pytest.fixture
def by_month() -> Moved:
    return moved(build(stays(ROWS), Policy(), date(2024, 6, 30)))


@pytest.fixture
def by_quarter() -> Moved:
    return moved(build(stays(ROWS), Policy(), date(2024, 6, 30)), "quarter")


@given(table=TABLES, as_of=AS_OF)
@settings(max_examples=60)
def test_they_hold_for_any_table_and_any_group(table: tuple[Dataset, Policy], as_of: date) -> None:
    ledger, _ = built(table, as_of)
    for segment in (None, ("plan", "a"), ("plan", "")):
        months, quarters = moved(ledger, "month", segment), moved(ledger, "quarter", segment)
        assert [key for key, one in checks(months).items() if not one.holds] == []
        rolled_up = longer_checks(months, quarters)
        assert rolled_up is None or rolled_up.holds


def test_every_period_is_asked(by_month: Moved) -> None:
    assert {key: one.asked for key, one in checks(by_month).items()} == {
        "customers": 6, "neighbours": 5, "rates": 5, "revenue": 6,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("broken", "found"),
    [
        ({"lost": 2}, {"customers", "rates"}),
        ({"passed_through": 2}, set()),
        ({"closing": 9, "new": 6}, {"customers", "neighbours", "rates"}),
    ],
)
def test_a_broken_count_is_found_with_its_period(by_month: Moved, broken: dict[str, int], found: set[str]) -> None:
    customers, revenue = by_month
    wrong = {key: one for key, one in checks((with_one(customers, 2, **broken), revenue)).items() if not one.holds}
    assert wrong.keys() == found
    assert all(one.wrong[0] in {customers[2].period.name, customers[3].period.name} for one in wrong.values())


def test_one_lost_cent_is_found(by_month: Moved) -> None:
    customers, revenue = by_month
    less = with_one(revenue, 4, churned=(revenue[4].churned or 0.0) - 0.01)
    assert checks((customers, less))["revenue"].wrong == (revenue[4].period.name,)
    hair = with_one(revenue, 4, churned=(revenue[4].churned or 0.0) - 1e-9)
    assert checks((customers, hair))["revenue"].holds


def test_rates_that_are_not_one_together_are_found(by_month: Moved, monkeypatch: pytest.MonkeyPatch) -> None:
    right = metrics.figure

    def wrong(key: str, *rest: Any) -> metrics.Result:
        found = right(key, *rest)
        return replace(found, value=0.5) if key == "churn_rate" else found

    monkeypatch.setattr("churndesk.metrics.identities.figure", wrong)
    assert len(checks(by_month)["rates"].wrong) == 5


def test_a_quarter_that_months_do_not_make_is_found(by_month: Moved, by_quarter: Moved) -> None:
    agreed = longer_checks(by_month, by_quarter)
    assert agreed is not None
    assert (agreed.asked, agreed.wrong) == (2, ())
    customers, revenue = by_quarter
    broken = longer_checks(by_month, (with_one(customers, 1, opening=8), revenue))
    assert broken is not None
    assert broken.wrong == (customers[1].period.name,)


def test_a_table_without_amounts_is_not_asked_about_revenue() -> None:
    bare = build(replace(stays(ROWS), has_amount=False), Policy(), date(2024, 6, 30))
    assert "revenue" not in checks(moved(bare))
