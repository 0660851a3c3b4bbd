from __future__ import annotations

import pytest

from churndesk import metrics
from churndesk.ledger import build
from churndesk.ledger.policy import Policy
from churndesk.words import Language
from tests.unit.tables import summary

SAY = Language("en").say
MONTHS = ["2024-01-01", "2024-02-01", "2024-03-01"]


def moved(
    by: metrics.Granularity, starts: list[str], **columns: list[float]
) -> tuple[tuple[metrics.CustomerMovement, ...], tuple[metrics.RevenueMovement, ...]]:
    ledger = build(summary("month", starts, **columns), Policy())
    periods = metrics.periods_of(ledger, by)
    return metrics.customer_movements(ledger, periods), metrics.revenue_movements(ledger, periods)


def test_numbers_stand_as_the_file_has_them() -> None:
    customers, revenue = moved("month", MONTHS, opening=[100, 105, 99], new=[10, 4, 6], lost=[5, 10, 5], paid=[7, 8, 9])
    assert [(m.opening, m.new, m.lost, m.closing) for m in customers] == [
        (100, 10, 5, 105),
        (105, 4, 10, 99),
        (99, 6, 5, 100),
    ]
    assert customers[0].passed_through is None
    assert customers[0].returned is None
    assert [m.paid for m in revenue] == [7, 8, 9]
    assert metrics.figure("churn_rate", customers, revenue, 0).value == 0.05
    assert metrics.figure("retention_rate", customers, revenue, 1).value == pytest.approx(95 / 105)
    gross = metrics.figure("gross_churn", customers, revenue, 0)
    assert gross.undefined is not None
    assert gross.undefined.code == "no-amounts"


def test_rolled_up_numbers_are_first_last_and_sums() -> None:
    customers, _ = moved("quarter", MONTHS, opening=[100, 105, 99], new=[10, 4, 6], lost=[5, 10, 5])
    (quarter,) = customers
    assert (quarter.opening, quarter.new, quarter.lost, quarter.closing) == (100, 20, 20, 100)
    assert SAY(quarter.notes[0]).startswith("Added up from 3 rows")


def test_numbers_that_do_not_fit_stay_and_are_said() -> None:
    (january,), _ = moved("month", MONTHS[:1], opening=[100], new=[10], lost=[5], closing=[90])
    assert january.closing == 90
    assert SAY(january.notes[0]).startswith("The table's own numbers don't fit: 100 at the start, 10 new and 5 lost")


def test_a_lone_count_is_the_closing() -> None:
    customers, revenue = moved("month", MONTHS[:2], closing=[100, 120])
    assert metrics.figure("net_growth", customers, revenue, 1).value == pytest.approx(0.2)
    churn = metrics.figure("churn_rate", customers, revenue, 1)
    assert churn.undefined is not None
    assert churn.undefined.code == "no-losses"


def test_a_month_without_a_row_is_listed_without_numbers() -> None:
    customers, revenue = moved("month", ["2024-01-01", "2024-03-01"], closing=[100, 120])
    assert [m.closing for m in customers] == [100, None, 120]
    result = metrics.figure("churn_rate", customers, revenue, 1)
    assert result.undefined is not None
    assert result.undefined.code == "no-row"


def test_the_revenue_of_a_summary() -> None:
    _, revenue = moved(
        "month", MONTHS[:2], opening_amount=[1000, float("nan")], new_amount=[90, 5], expansion_amount=[40, 0],
        contraction_amount=[30, 0], churned_amount=[50, 10], closing_amount=[1050, 1045],
    )  # fmt: skip
    assert revenue[1].opening == 1050
    assert (revenue[0].churned, revenue[0].closing) == (50, 1050)


def test_the_churn_behind_a_lifetime_is_pooled_over_12_complete_months() -> None:
    starts = [f"{2023 + n // 12}-{n % 12 + 1:02}-01" for n in range(14)]
    customers, _ = moved("month", starts, opening=[100] * 14, new=[2] * 14, lost=[9, 9] + [2] * 12)
    pooled = metrics.pooled_churn(customers, 13)
    assert pooled is not None
    assert (pooled.lost, pooled.opening, pooled.periods, pooled.months) == (24, 1200, 12, 1)
    earlier = metrics.pooled_churn(customers, 1)
    assert earlier is not None
    assert (earlier.lost, earlier.periods) == (18, 2)


def test_quarterly_churn_is_brought_to_a_month_for_the_lifetime() -> None:
    ltv = metrics.metric("ltv").compute({"arpa": 10, "opening": 100, "lost": 14.2625, "months": 3, "pooled": 9}, None)
    assert ltv.value == pytest.approx(10 / 0.05)
    assert "9 months" in SAY(ltv.notes[1])
