from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from churndesk.ledger import build
from churndesk.ledger.days import date_of
from churndesk.ledger.policy import Policy
from churndesk.metrics import wilson
from churndesk.metrics.result import Undefined
from churndesk.metrics.rolling import RollingChurn, Window, churn_between, rolling_days, rolling_months
from churndesk.words import NotPossible
from tests.unit import reference
from tests.unit.metrics import slow_time
from tests.unit.metrics.random_tables import AS_OF, TABLES, built
from tests.unit.tables import payments, stays, summary

if TYPE_CHECKING:
    from churndesk.ledger.dataset import Dataset


@settings(max_examples=80)
@given(TABLES, AS_OF, st.sampled_from([1, 7, 30]))
def test_days_agree_with_loops_over_customers(rows: tuple[Dataset, Policy], as_of: date, width: int) -> None:
    ledger, lives = built(rows, as_of)
    found = rolling_days(ledger, width)
    assert isinstance(found, RollingChurn)
    first = min((min(life.here) for life in lives if life.here), default=None)
    expected = [] if first is None else range((as_of - first).days + 1 - width)
    assert len(found) == max(0, len(expected))
    for n, end in enumerate(map(date_of, found.ends.tolist())):
        counts = slow_time.churned(lives, end - timedelta(days=width - 1), end)
        assert (found.opening[n], found.lost[n]) == counts


@settings(max_examples=80)
@given(TABLES, AS_OF, st.sampled_from([1, 2, 3]))
def test_months_agree_with_loops_over_customers(rows: tuple[Dataset, Policy], as_of: date, width: int) -> None:
    ledger, lives = built(rows, as_of)
    found = rolling_months(ledger, width)
    assert isinstance(found, RollingChurn)
    for n, end in enumerate(map(date_of, found.ends.tolist())):
        assert end == slow_time.last_day(end.replace(day=1)) <= as_of
        first = slow_time.month_later(end.replace(day=1), 1 - width)
        assert (found.opening[n], found.lost[n]) == slow_time.churned(lives, first, end)
    seen = [min(life.here) for life in lives if life.here]
    if seen:
        first_close = slow_time.month_later(min(seen).replace(day=1), width)
        known = slow_time.last_day(first_close) <= as_of
        assert (len(found) > 0) == known


def test_rates_have_their_interval_and_are_undefined_without_anybody() -> None:
    rows = [
        {"customer": "a", "start": "2024-01-01", "end": "2024-01-10"},
        {"customer": "b", "start": "2024-01-01", "end": "2024-01-20"},
    ]
    found = rolling_days(build(stays(rows), Policy(), date(2024, 3, 5)), 10)
    assert isinstance(found, RollingChurn)
    assert (date_of(found.ends[0]), found.opening[0], found.lost[0], found.rate[0]) == (date(2024, 1, 11), 2, 1, 0.5)
    assert (found.low[0], found.high[0]) == wilson(1, 2)
    assert found.opening[-1] == 0
    assert np.isnan([found.rate[-1], found.low[-1], found.high[-1]]).all()


def test_who_comes_back_within_the_window_is_not_lost() -> None:
    rows = [
        {"customer": "a", "start": "2024-01-01", "end": "2024-02-01"},
        {"customer": "a", "start": "2024-02-20"},
    ]
    ledger = build(stays(rows), Policy(), date(2024, 3, 31))
    month = rolling_months(ledger, 1)
    quarter = rolling_months(ledger, 2)
    assert isinstance(month, RollingChurn)
    assert isinstance(quarter, RollingChurn)
    assert (month.opening.tolist(), month.lost.tolist()) == ([1, 1], [0, 0])
    days = rolling_days(ledger, 10)
    assert isinstance(days, RollingChurn)
    at = [date_of(end) for end in days.ends]
    assert days.lost[at.index(date(2024, 2, 9))] == 1
    assert days.lost[at.index(date(2024, 2, 10))] == 1
    assert days.opening[at.index(date(2024, 2, 11))] == 0


def test_a_log_that_does_not_reach_back_far_enough_has_no_rate() -> None:
    rows = [(who, f"2024-{month:02}-01", 5.0) for month in range(1, 7) for who in "ab"]
    found = rolling_days(build(payments(rows, latest="2024-06-30"), Policy(inactivity_days=60)), 30)
    assert isinstance(found, RollingChurn)
    starts = found.ends - 29
    first_day = (date(2024, 1, 1) - date(1970, 1, 1)).days
    assert np.isnan(found.rate).tolist() == (starts < first_day + 60).tolist()


def test_without_customers_there_is_nothing() -> None:
    nobody = build(stays([{"customer": "a", "start": "2024-01-01", "end": "2024-01-01"}]), Policy(), date(2024, 3, 1))
    for found in (rolling_days(nobody), rolling_months(nobody)):
        assert isinstance(found, RollingChurn)
        assert len(found) == 0
    totals = build(summary("month", ["2024-01-01"], opening=[3.0]), Policy())
    for none in (
        rolling_days(totals),
        rolling_months(totals),
        churn_between(totals, date(2024, 1, 1), date(2024, 1, 2)),
    ):
        assert isinstance(none, Undefined)


@settings(max_examples=60)
@given(TABLES, AS_OF, st.dates(date(2024, 1, 1), date(2024, 4, 1)), st.integers(0, 90))
def test_chosen_dates_agree_with_loops(rows: tuple[Dataset, Policy], as_of: date, start: date, more: int) -> None:
    ledger, lives = built(rows, as_of)
    end = start + timedelta(days=more)
    found = churn_between(ledger, start, end)
    assert isinstance(found, Window)
    who = reference.movement(lives, start, end, as_of).who
    for part in ("opening", "new", "returned", "lost", "passed_through", "closing"):
        assert getattr(found, part) == len(who[part])
    assert found.complete == (end <= as_of)
    if found.churn.undefined is None:
        assert found.churn.value == found.lost / found.opening


def test_dates_that_make_no_window_are_refused_with_a_sentence() -> None:
    ledger = build(stays([{"customer": "a", "start": "2024-01-01"}]), Policy(), date(2024, 3, 1))
    for start, end in ((date(2024, 2, 2), date(2024, 2, 1)), (date(2024, 3, 2), date(2024, 3, 9))):
        with pytest.raises(NotPossible):
            churn_between(ledger, start, end)
