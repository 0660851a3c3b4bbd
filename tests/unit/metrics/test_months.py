from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from churndesk.ledger.days import number_of
from churndesk.metrics.months import MonthEnds, first_of, last_known_month, month_of


def test_months_are_numbered_from_january_1970() -> None:
    assert [month_of(day) for day in (date(1969, 12, 31), date(1970, 1, 1), date(2024, 2, 29))] == [-1, 0, 649]


@pytest.mark.parametrize("month", [-1, 0, 11, 12, 649])
def test_the_first_day_leads_back_to_its_month(month: int) -> None:
    assert month_of(first_of(month)) == month
    assert first_of(month).day == 1


@pytest.mark.parametrize(
    ("as_of", "month"),
    [(date(2024, 2, 28), 648), (date(2024, 2, 29), 649), (date(2024, 3, 1), 649), (date(2023, 12, 31), 647)],
)
def test_a_month_is_known_from_its_last_day_on(as_of: date, month: int) -> None:
    assert last_known_month(as_of) == month


def test_each_day_leads_to_the_first_close_on_or_after_it() -> None:
    ends = MonthEnds(month_of(date(2024, 1, 1)), 3)
    closes = [date(2024, 1, 31), date(2024, 2, 29), date(2024, 3, 31)]
    days = [date(2023, 11, 1) + timedelta(days=n) for n in range(200)]
    expected = [sum(close < day for close in closes) for day in days]
    assert ends.after(np.array([number_of(day) for day in days])).tolist() == expected
