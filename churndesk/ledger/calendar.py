"""Months, quarters, years and weeks: where each starts and ends."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import date

Granularity = Literal["month", "quarter", "year", "week"]

#: How many months each kind of period has; a week has none.
MONTHS: dict[Granularity, int] = {"month": 1, "quarter": 3, "year": 12}


def period_start(day: date, by: Granularity, first_month: int = 1) -> date:
    """The first day of the period that holds the day.

    `first_month` (1 to 12) begins the financial year, and so its quarters; weeks begin on Monday.
    """
    if by == "week":
        return day - timedelta(days=day.weekday())
    into = (day.month - first_month) % MONTHS[by]
    return _months_later(day.replace(day=1), -into)


def after(start: date, by: Granularity) -> date:
    """The first day of the period after the one that starts on `start`."""
    return start + timedelta(days=7) if by == "week" else _months_later(start, MONTHS[by])


def period_end(start: date, by: Granularity) -> date:
    """The last day of the period that starts on `start`."""
    return after(start, by) - timedelta(days=1)


def _months_later(first: date, months: int) -> date:
    index = first.year * 12 + first.month - 1 + months
    return first.replace(year=index // 12, month=index % 12 + 1)
