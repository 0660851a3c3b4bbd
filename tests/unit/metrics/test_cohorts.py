from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings

from churndesk.ledger import build
from churndesk.ledger.dataset import PaymentRows
from churndesk.ledger.policy import Policy
from churndesk.metrics import cohorts
from churndesk.metrics.cohorts import Cohort, CohortTable, cohort_table
from churndesk.metrics.result import Undefined
from churndesk.words import NotPossible
from tests.unit.metrics import slow_time
from tests.unit.metrics.random_tables import AS_OF, TABLES, built
from tests.unit.tables import payments, snapshot, stays, summary

if TYPE_CHECKING:
    from churndesk.ledger.dataset import Dataset

PLAIN = Policy()


def table(dataset: Dataset, as_of: str, policy: Policy = PLAIN, plan: str | None = None) -> CohortTable:
    found = cohort_table(build(dataset, policy, date.fromisoformat(as_of)), None if plan is None else ("plan", plan))
    assert isinstance(found, CohortTable)
    return found


@settings(max_examples=150)
@given(TABLES, AS_OF)
def test_agrees_with_loops_over_customers_and_days(rows: tuple[Dataset, Policy], as_of: date) -> None:
    ledger, lives = built(rows, as_of)
    for plan in (None, "a", "b", ""):
        found = cohort_table(ledger, None if plan is None else ("plan", plan))
        assert isinstance(found, CohortTable)
        expected = slow_time.cohorts(lives, as_of, plan)
        assert {c.start: (c.size, list(c.active)) for c in found.cohorts} == {
            start: (size, active) for start, (size, active, _) in expected.items()
        }
        for cohort in found.cohorts:
            if cohort.revenue is not None:
                assert cohort.revenue == pytest.approx(expected[cohort.start][2], abs=1e-9)
    if isinstance(ledger.dataset.rows, PaymentRows):
        whole = cohort_table(ledger)
        assert isinstance(whole, CohortTable)
        assert {c.start: list(c.bought or ()) for c in whole.cohorts} == slow_time.bought(ledger.dataset, lives, as_of)


TEN = [
    {"customer": f"c{n:02}", "start": "2024-01-05", "end": {1: "2024-01-20", 2: "2024-03-10", 3: "2024-03-31"}.get(n)}
    for n in range(10)
]


def test_a_cohort_keeps_its_size_though_some_left_in_its_own_month() -> None:
    (cohort,) = table(stays(TEN), "2024-04-15").cohorts
    assert (cohort.start, cohort.size, cohort.active) == (date(2024, 1, 1), 10, (9, 9, 7))
    assert cohort.kept == (0.9, 0.9, 0.7)


def test_a_close_after_the_as_of_day_is_blank() -> None:
    rows = [*TEN, {"customer": "late", "start": "2024-04-03"}]
    assert [cohort.active for cohort in table(stays(rows), "2024-04-29").cohorts] == [(9, 9, 7), ()]
    assert [cohort.active for cohort in table(stays(rows), "2024-04-30").cohorts] == [(9, 9, 7, 7), (1,)]


def test_who_returns_counts_in_the_cohort_of_the_first_start() -> None:
    rows = [
        {"customer": "A", "start": "2024-01-10", "end": "2024-02-10"},
        {"customer": "A", "start": "2024-04-01"},
    ]
    (cohort,) = table(stays(rows), "2024-05-31").cohorts
    assert cohort.active == (1, 0, 0, 1, 1)


def test_months_in_which_nobody_started_have_no_cohort() -> None:
    rows = [{"customer": "A", "start": "2024-01-10"}, {"customer": "B", "start": "2024-03-10"}]
    assert [cohort.start.month for cohort in table(stays(rows), "2024-03-31").cohorts] == [1, 3]


def test_revenue_is_held_against_the_cohorts_own_first_month() -> None:
    rows = [
        {"customer": "A", "start": "2024-01-10", "amount": 30.0},
        {"customer": "B", "start": "2024-01-10", "end": "2024-02-10", "amount": 10.0},
    ]
    (cohort,) = table(stays(rows), "2024-02-29").cohorts
    assert cohort.revenue == (40.0, 30.0)
    assert cohort.revenue_kept == (1.0, 0.75)


def test_revenue_without_a_first_month_has_no_share() -> None:
    rows = [{"customer": "A", "start": "2024-01-10", "end": "2024-01-20", "amount": 30.0}]
    assert table(stays(rows), "2024-02-29").cohorts[0].revenue_kept == (None, None)


def test_a_table_without_amounts_has_no_revenue() -> None:
    (cohort,) = table(stays(TEN), "2024-04-15").cohorts
    assert cohort.revenue is None
    assert cohort.revenue_kept is None


def test_credits_of_one_customer_take_nothing_from_the_others() -> None:
    rows = [
        {"customer": "A", "start": "2024-01-10", "amount": 30.0},
        {"customer": "B", "start": "2024-01-10", "amount": -50.0},
    ]
    assert table(stays(rows), "2024-01-31").cohorts[0].revenue == (30.0,)


def test_credits_are_added_up_in_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [
        {"customer": f"c{n}", "start": "2024-01-10", "amount": amount} for n in range(9) for amount in (20.0, -3.0 * n)
    ]
    whole = table(stays(rows), "2024-02-29").cohorts[0].revenue
    monkeypatch.setattr(cohorts, "_BLOCK", 7)
    assert table(stays(rows), "2024-02-29").cohorts[0].revenue == whole == (pytest.approx(77.0),) * 2


LOG = [
    ("A", "2024-01-05", 10.0), ("A", "2024-01-25", 10.0), ("A", "2024-03-01", 10.0),
    ("B", "2024-01-09", 10.0), ("B", "2024-02-02", 0.0), ("B", "2024-03-02", -10.0),
]  # fmt: skip


def test_a_log_shows_who_bought_in_each_month() -> None:
    (cohort,) = table(payments(LOG), "2024-03-31", Policy(inactivity_days=40)).cohorts
    assert cohort.active == (2, 2, 1)
    assert cohort.bought == (2, 1, 1)
    assert cohort.bought_share == (1.0, 0.5, 0.5)


@pytest.mark.parametrize("lines", [1, 2, 3])
def test_who_bought_is_the_same_in_blocks(lines: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cohorts, "_LINES", lines)
    assert table(payments(LOG), "2024-03-31", Policy(inactivity_days=40)).cohorts[0].bought == (2, 1, 1)


def test_a_segment_is_that_of_the_first_day() -> None:
    rows = [
        {"customer": "A", "start": "2024-01-10", "end": "2024-02-10", "plan": "a", "amount": 5.0},
        {"customer": "A", "start": "2024-02-10", "plan": "b", "amount": 5.0},
        {"customer": "B", "start": "2024-01-10", "plan": "b", "amount": 5.0},
    ]
    assert [cohort.size for cohort in table(stays(rows), "2024-02-29", plan="a").cohorts] == [1]
    assert [cohort.active for cohort in table(stays(rows), "2024-02-29", plan="a").cohorts] == [(1, 1)]
    assert not table(stays(rows), "2024-02-29", plan="no such plan").cohorts


def test_an_unknown_column_is_refused_with_a_sentence() -> None:
    with pytest.raises(NotPossible):
        cohort_table(build(stays(TEN), Policy()), ("no such column", "x"))


def test_a_first_seen_table_says_so() -> None:
    dataset = stays(TEN, presence=True)
    assert "First seen" in table(dataset, "2024-04-15").notes[0].text


def test_tables_without_starts_have_none() -> None:
    for dataset in (summary("month", ["2024-01-01"], opening=[3.0]), snapshot([(True, 1.0, "a")])):
        found = cohort_table(build(dataset, Policy()))
        assert isinstance(found, Undefined)
        assert found.code == "no-customers"


def test_an_empty_ledger_has_no_cohorts() -> None:
    found = table(stays([{"customer": "A", "start": "2024-01-10", "end": "2024-01-10"}]), "2024-02-01")
    assert found.cohorts == ()
    assert found.width == 0


def test_the_sentence_pools_the_cohorts_that_are_old_enough() -> None:
    old, young = Cohort(date(2024, 1, 1), 10, (10, 8, 6, 5)), Cohort(date(2024, 2, 1), 20, (20, 12, 9))
    both = CohortTable((old, young))
    assert both.width == 4
    assert both.pooled(2) == (15, 30)
    assert dict(both.sentence.values)["count"] == 3
    assert dict(both.sentence.values)["here"] == 5
    assert "whole month" in CohortTable((Cohort(date(2024, 1, 1), 10, ()),)).sentence.text


def test_the_json_form() -> None:
    assert table(stays(TEN), "2024-04-15").as_json() == [{"start": "2024-01-01", "size": 10, "active": [9, 9, 7]}]
