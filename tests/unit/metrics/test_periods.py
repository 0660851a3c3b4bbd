from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from churndesk.ledger import build
from churndesk.ledger.calendar import period_end, period_start
from churndesk.ledger.policy import Policy
from churndesk.metrics import periods_of
from tests.unit.tables import snapshot, stays, summary

if TYPE_CHECKING:
    from churndesk.metrics import Granularity


@pytest.mark.parametrize(
    ("day", "by", "first_month", "start", "end"),
    [
        ("2024-02-29", "month", 1, "2024-02-01", "2024-02-29"),
        ("2024-12-31", "quarter", 1, "2024-10-01", "2024-12-31"),
        ("2024-03-31", "year", 4, "2023-04-01", "2024-03-31"),
        ("2024-04-01", "year", 4, "2024-04-01", "2025-03-31"),
        ("2024-01-15", "quarter", 12, "2023-12-01", "2024-02-29"),
        ("2024-12-31", "week", 1, "2024-12-30", "2025-01-05"),
    ],
)
def test_where_periods_start_and_end(day: str, by: Granularity, first_month: int, start: str, end: str) -> None:
    began = period_start(date.fromisoformat(day), by, first_month)
    assert (began.isoformat(), period_end(began, by).isoformat()) == (start, end)


def test_periods_run_from_the_first_start_to_the_as_of_day_without_a_gap() -> None:
    dataset = stays(
        [{"customer": "A", "start": "2023-11-30", "end": "2023-12-01"}, {"customer": "B", "start": "2024-02-29"}]
    )
    periods = periods_of(build(dataset, Policy(), date(2024, 3, 30)), "month")
    assert [period.start.isoformat() for period in periods] == [
        "2023-11-01", "2023-12-01", "2024-01-01", "2024-02-01", "2024-03-01",
    ]  # fmt: skip
    assert [period.complete for period in periods] == [True, True, True, True, False]


def test_what_has_no_stay_has_no_periods() -> None:
    assert periods_of(build(stays([{"customer": "A", "start": "2024-01-05", "trial": True}]), Policy()), "month") == ()
    assert periods_of(build(snapshot([(True, 1.0, "m")]), Policy()), "month") == ()


@pytest.mark.parametrize(
    ("rows", "asked", "given"),
    [("month", "year", "year"), ("month", "week", "month"), ("quarter", "month", "quarter"), ("week", "month", "week"),
     ("quarter", "year", "year"), ("year", "quarter", "year")],
)  # fmt: skip
def test_a_summary_keeps_its_own_periods_where_they_do_not_add_up(
    rows: Granularity, asked: Granularity, given: Granularity
) -> None:
    starts = {"month": "2024-02-01", "quarter": "2024-04-01", "week": "2024-04-29", "year": "2024-01-01"}
    periods = periods_of(build(summary(rows, [starts[rows]], closing=[5]), Policy()), asked)
    assert {period.by for period in periods} == {given}


def test_quarters_do_not_add_up_to_years_that_begin_in_february() -> None:
    ledger = build(summary("quarter", ["2024-01-01", "2024-04-01"], closing=[5, 6]), Policy())
    assert {period.by for period in periods_of(ledger, "year", first_month=2)} == {"quarter"}
    assert {period.by for period in periods_of(ledger, "year", first_month=4)} == {"year"}
