"""What would mislead whoever counts rows is named with its figures, and not fallen into."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from churndesk.ledger import build
from churndesk.ledger.policy import Policy
from churndesk.metrics import customer_movements, periods_of, snapshot_figures
from churndesk.shapes import Given, suggest, understand
from churndesk.words import Language
from tests.unit.shapes.tables import csv, table

ENGLISH = Language("en")
DAY = date(2023, 1, 2)


def said(text: str, given: Given = Given()) -> dict[str, str]:  # noqa: B008  (a frozen value)
    """The problems of a table under the reading proposed first, by code."""
    raw = csv(text)
    dataset = understand([raw], suggest(raw, given).mapping)
    return {problem.code: ENGLISH.say(problem.text) for problem in dataset.sources[0].problems}


def lines(heading: str, *rows: str) -> str:
    return "\n".join((heading, *rows))


def stays(count: int, last: str) -> str:
    """Customers of whom the first five have left, and the rest "left" on the day that the list was made."""
    ends = [f"2023-0{number + 2}-10" if number < 5 else last for number in range(count)]
    return lines("customer,start,end", *(f"C{n:03},{DAY + timedelta(n)},{end}" for n, end in enumerate(ends)))


def test_the_day_of_the_export_in_every_row_is_no_departure() -> None:
    raw = csv(stays(20, "2024-06-30"))
    found = suggest(raw)
    (doubt,) = found.doubts
    assert doubt.code == "end-is-export"
    assert ENGLISH.say(doubt.text).startswith("Every row has an end, and 15 of 20 end on Jun 30, 2024.")
    assert doubt.option == "--format end=2024-06-30:kept|lost"
    dataset = understand([raw], found.mapping)
    assert int(np.isnat(dataset.rows.end).sum()) == 15
    assert dataset.latest == date(2024, 6, 30)


def test_an_end_that_was_said_to_be_a_departure_is_one() -> None:
    raw = csv(stays(20, "2024-06-30"))
    left = suggest(raw, Given(formats=(("end", "ymd"), ("end", "2024-06-30:lost"))))
    assert left.doubts == ()
    assert not np.isnat(understand([raw], left.mapping).rows.end).any()


@pytest.mark.parametrize("last", ["", "2099-06-30"])
def test_a_row_without_an_end_or_an_end_to_come_raises_no_question(last: str) -> None:
    assert suggest(csv(stays(20, last))).doubts == ()


def test_departures_of_the_last_months_only_are_told() -> None:
    rows = [
        f"C{n:03},{date(2020, 1, 1) + timedelta(12 * n)},{'' if n % 5 else f'2024-0{n % 3 + 3}-15'}" for n in range(100)
    ]
    sentence = said(lines("customer,start,end", *rows))["departures-of-late"]
    assert sentence.startswith("All 20 departures are of Mar 15, 2024 or later, though customers began in 2020.")


def test_departures_spread_over_the_years_are_nothing_to_tell() -> None:
    rows = [
        f"C{n:03},{date(2020, 1, 1) + timedelta(12 * n)},{'' if n % 5 else date(2020, 3, 1) + timedelta(13 * n + 20)}"
        for n in range(100)
    ]
    assert "departures-of-late" not in said(lines("customer,start,end", *rows))


def test_one_date_far_from_the_rest_is_told_with_its_row() -> None:
    rows = [f"C{n:03},{DAY + timedelta(7 * n)}," for n in range(60)]
    rows[41] = "C041,2003-10-16,"
    raw = csv(lines("customer,start,end", *rows))
    (problem,) = understand([raw], suggest(raw).mapping).sources[0].problems
    assert (problem.code, problem.row, problem.cell) == ("date-stray", 43, "2003-10-16")
    assert "Jan 2, 2023 to Feb 19, 2024" in ENGLISH.say(problem.text)


def test_a_first_customer_some_years_before_the_others_is_not_stray() -> None:
    rows = [f"C{n:03},{date(2015, 1, 1) + timedelta(60 * n)}," for n in range(60)]
    rows[0] = "C000,2009-01-01,"
    assert "date-stray" not in said(lines("customer,start,end", *rows))


def test_who_pays_once_a_year_is_named_where_the_rule_is_a_few_months() -> None:
    monthly = [f"M{n:02},{DAY + timedelta(30 * k + n)},20" for n in range(20) for k in range(24)]
    yearly = [f"Y{n:02},{DAY + timedelta(410 * k + n)},200" for n in range(8) for k in range(2)]
    sentence = said(lines("customer,date,amount", *monthly, *yearly))["paying-yearly"]
    assert sentence.startswith("8 customers pay about once a year (every 410 days or more rarely). After 30 days")
    assert "paying-yearly" not in said(lines("customer,date,amount", *monthly))


def test_yearly_payers_alone_under_the_usual_90_days_are_named() -> None:
    rows = [f"Y{n:02},{DAY + timedelta(410 * k + n)},200" for n in range(8) for k in range(2)]
    assert "After 90 days" in said(lines("customer,date,amount", *rows))["paying-yearly"]


def test_churn_by_row_is_not_churn_by_customer() -> None:
    rows = [f"C{n // 2},2023-0{1 + 3 * (n % 2)}-05,{'' if n % 2 else '2023-04-05'}" for n in range(12)]
    text = lines("customer,start,end", *rows, "D1,2023-01-05,2023-03-05")
    assert said(text)["rows-not-customers"] == (
        "The 13 rows are of 7 customers, and churn is counted by customer. Rows that have ended: 7. Customers gone "
        "with all of their rows: 1."
    )
    raw = csv(text)
    book = build(understand([raw], suggest(raw).mapping), Policy())
    assert sum(move.lost for move in customer_movements(book, periods_of(book, "month"))) == 1


def test_a_snapshot_counts_the_last_row_of_a_customer() -> None:
    rows = [f"C{n},{month},{'Yes' if n < 3 and month == 3 else 'No'}" for month in (1, 2, 3) for n in range(12)]
    raw = csv(lines("customer id,month no,churn", *rows))
    dataset = understand([raw], suggest(raw, Given(shape="snapshot")).mapping)
    assert [(problem.code, problem.count) for problem in dataset.sources[0].problems] == [("customer-again", 24)]
    assert snapshot_figures(build(dataset, Policy())).churn.value == pytest.approx(3 / 12)


def test_who_joined_neither_stayed_nor_left() -> None:
    rows = [f"C{n},{('Stayed', 'Churned', 'Joined', 'Stayed')[n % 4]},{n}" for n in range(40)]
    raw = csv(lines("customer id,customer status,tenure", *rows))
    found = suggest(raw)
    (doubt,) = found.doubts
    assert ENGLISH.say(doubt.text) == (
        "“Joined” in “customer status” says neither that a customer stayed nor that it left. What should it count as?"
    )
    assert (doubt.changes_figure, doubt.choices[0].value) == (True, "ignore")
    dataset = understand([raw], found.mapping)
    assert (len(dataset.rows.lost), int(dataset.rows.lost.sum())) == (30, 10)


def test_a_status_of_a_stay_may_be_joined() -> None:
    raw = csv(lines("customer,start,end,status", *(f"C{n},2023-01-0{n + 1},,Joined" for n in range(8))))
    assert suggest(raw).doubts == ()


@pytest.mark.parametrize(("heading", "lost"), [("is_active", 5), ("churned", 15)])
def test_a_one_under_active_means_still_here(heading: str, lost: int) -> None:
    rows = [f"C{n:02},{1 if n % 4 else 0},{n + 1}" for n in range(20)]
    raw = csv(lines(f"customer id,{heading},tenure", *rows))
    dataset = understand([raw], suggest(raw).mapping)
    assert int(dataset.rows.lost.sum()) == lost
    told = [ENGLISH.say(problem.text) for problem in dataset.sources[0].problems]
    assert told == (["“1” in “is_active” is taken for: still a customer."] if heading == "is_active" else [])


def test_several_currencies_are_named_with_their_rows() -> None:
    rows = [f"C{n},2024-01-0{n + 1},{20 + n},{'USD' if n else 'EUR'}" for n in range(5)]
    (doubt,) = suggest(csv(lines("customer,date,amount,currency", *rows))).doubts
    assert ENGLISH.say(doubt.text).startswith("The amounts are in several currencies: USD in 4 rows and EUR in 1 row.")


def test_amounts_of_nothing_and_below_are_counted() -> None:
    rows = [f"C{n % 4},2024-01-{n + 1:02},{amount}" for n, amount in enumerate(["20", "0", "-20", "0", "15", "30"])]
    found = said(lines("customer,date,amount", *rows))
    assert found["payment-below-zero"].startswith("1 amount is below zero, such as -20.")
    assert found["payment-zero"].startswith("2 payments are of 0.")
    rows = [f"C{n},2024-01-{n + 1:02},,{amount}" for n, amount in enumerate(["20", "0", "-5", "30"])]
    found = said(lines("customer,start,end,mrr", *rows))
    assert found["price-below-zero"].startswith("1 amount is below zero, such as -5")
    assert found["price-zero"].startswith("1 stay is at a price of 0.")


def test_a_cancellation_to_come_is_no_departure_yet() -> None:
    rows = [f"C{n},2024-01-{n + 1:02},{'2098-12-30' if n == 2 else ''}" for n in range(6)]
    raw = csv(lines("customer,start,end", *rows))
    dataset = understand([raw], suggest(raw).mapping)
    assert [problem.code for problem in dataset.sources[0].problems] == ["date-ahead"]
    book = build(dataset, Policy())
    assert sum(move.lost for move in customer_movements(book, periods_of(book, "month"))) == 0


def test_a_summary_that_does_not_add_up_says_by_how_much() -> None:
    text = lines("month,start,new,lost,end", "2024-01,100,20,8,113", "2024-02,113,10,3,120")
    assert said(text)["period-inconsistent"] == (
        "100 at the start + 20 new - 8 lost gives 112, but the file says 113 at the end. The numbers stay as the file "
        "has them."
    )


@pytest.mark.parametrize(
    ("heading", "cells", "count"),
    [
        ("created", ["2024-01-31T23:30:00Z", "2024-02-01T00:10:00Z", "2024-01-15T23:30:00Z"], 2),
        ("created", ["2024-01-31 23:30:00 -0500", "2024-01-31 08:00:00 -0500"], 1),
        ("created (UTC)", ["2024-01-31 23:30", "2024-02-01 13:00"], 1),
        ("created", ["2024-01-31 23:30", "2024-02-01 00:10"], 0),
        ("created (UTC)", ["2024-02-01 00:00", "2024-01-31 00:00"], 0),
    ],
)
def test_moments_near_a_months_edge_are_counted_where_a_zone_is_known(
    heading: str, cells: list[str], count: int
) -> None:
    raw = table(["customer", heading], [[f"C{n}", cell] for n, cell in enumerate(cells)])
    mapping = suggest(raw, Given(shape="customers", roles=(("customer", "customer"), ("start", heading)))).mapping
    dataset = understand([raw], mapping)
    told = [problem for problem in dataset.sources[0].problems if problem.code == "zone-at-edge"]
    assert sum(problem.count for problem in told) == count
    assert [str(day) for day in dataset.rows.start] == [cell[:10] for cell in cells]
