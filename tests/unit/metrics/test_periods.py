from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from churndesk.ledger import build
from churndesk.ledger.calendar import period_end, period_start
from churndesk.ledger.policy import Policy
from churndesk.metrics import Period, periods_of
from churndesk.words import Language
from tests.unit.tables import snapshot, stays, summary

if TYPE_CHECKING:
    from collections.abc import Iterator

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


@given(
    st.dates(date(2023, 1, 1), date(2024, 6, 30)),
    st.integers(0, 400),
    st.sampled_from(["month", "quarter", "year", "week"]),
    st.integers(1, 12),
    st.integers(0, 6),
)
def test_periods_are_those_of_a_walk_from_day_to_day(
    first: date, length: int, by: Granularity, first_month: int, first_weekday: int
) -> None:
    last = first + timedelta(days=length)
    ledger = build(stays([{"customer": "A", "start": first}]), Policy(), last)
    found = periods_of(ledger, by, first_month, first_weekday=first_weekday)
    assert [(one.start, one.end) for one in found] == list(_walked(first, last, by, first_month, first_weekday))
    assert all(one.complete == (one.end <= last) for one in found)


def _walked(first: date, last: date, by: str, first_month: int, first_weekday: int) -> Iterator[tuple[date, date]]:
    """From a year before the first day on, each day that begins a period closes the one before."""
    day, begun = first - timedelta(days=800), None
    while True:
        if _begins(day, by, first_month, first_weekday):
            if begun is not None and day > first and begun <= last:
                yield begun, day - timedelta(days=1)
            if day > last:
                return
            begun = day
        day += timedelta(days=1)


def _begins(day: date, by: str, first_month: int, first_weekday: int) -> bool:
    if by == "week":
        return day.weekday() == first_weekday
    every = {"month": 1, "quarter": 3, "year": 12}[by]
    return day.day == 1 and (day.month - first_month) % every == 0


@given(
    st.dates(date(2023, 1, 1), date(2024, 12, 31)),
    st.integers(0, 90),
    st.dates(date(2023, 1, 1), date(2024, 6, 30)),
    st.integers(0, 300),
)
def test_chosen_dates_stand_in_a_row_of_periods_of_their_length(
    start: date, days: int, first: date, length: int
) -> None:
    chosen = (start, start + timedelta(days=days))
    last = first + timedelta(days=length)
    found = periods_of(build(stays([{"customer": "A", "start": first}]), Policy(), last), "dates", dates=chosen)
    assert chosen in {(one.start, one.end) for one in found}
    assert all(after.start == before.end + timedelta(days=1) for before, after in pairwise(found))
    assert found[0].start <= max(first, start)
    assert found[-1].end >= min(last, chosen[1])
    assert all(one.complete == (one.end <= last) for one in found)


@pytest.mark.parametrize(
    ("dates", "before", "after"),
    [
        (("2024-03-01", "2024-03-31"), ("2024-02-01", "2024-02-29"), ("2024-04-01", "2024-04-30")),
        (("2024-03-01", "2024-04-30"), ("2024-01-01", "2024-02-29"), ("2024-05-01", "2024-06-30")),
        (("2024-03-05", "2024-03-14"), ("2024-02-24", "2024-03-04"), ("2024-03-15", "2024-03-24")),
    ],
)
def test_whole_months_follow_on_whole_months(
    dates: tuple[str, str], before: tuple[str, str], after: tuple[str, str]
) -> None:
    chosen = (date.fromisoformat(dates[0]), date.fromisoformat(dates[1]))
    ledger = build(stays([{"customer": "A", "start": "2023-01-05"}]), Policy(), date(2024, 12, 31))
    found = [(str(one.start), str(one.end)) for one in periods_of(ledger, "dates", dates=chosen)]
    place = found.index(dates)
    assert (found[place - 1], found[place + 1]) == (before, after)


def test_a_quarter_is_called_by_its_months_unless_it_is_one_of_the_calendar() -> None:
    ledger = build(stays([{"customer": "A", "start": "2024-01-05"}]), Policy(), date(2024, 12, 31))
    names = [Language().value(one.name) for one in periods_of(ledger, "quarter", first_month=2)]
    assert names == ["Nov 2023 – Jan 2024", "Feb – Apr 2024", "May – Jul 2024", "Aug – Oct 2024", "Nov 2024 – Jan 2025"]
    assert Language().value(periods_of(ledger, "quarter")[0].name) == "Q1 2024"
    assert Language().value(periods_of(ledger, "quarter", first_month=4)[0].name) == "Jan – Mar 2024"
    chosen = periods_of(ledger, "dates", dates=(date(2024, 3, 5), date(2024, 3, 14)))
    assert "Mar 5, 2024 – Mar 14, 2024" in {Language().value(one.name) for one in chosen}


def test_the_length_of_chosen_dates_in_months() -> None:
    assert Period(date(2023, 1, 1), date(2023, 12, 31), "dates").months == 12
    assert Period(date(2024, 1, 1), date(2024, 3, 31), "quarter").months == 3
