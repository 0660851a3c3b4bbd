"""Months, quarters, years, weeks and chosen dates: where each starts and ends."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

Granularity = Literal["month", "quarter", "year", "week", "dates"]

#: How many months each kind of period has; a week has none.
MONTHS: dict[Granularity, int] = {"month": 1, "quarter": 3, "year": 12}


def period_start(day: date, by: Granularity, first_month: int = 1, first_weekday: int = 0) -> date:
    """The first day of the period that holds the day.

    `first_month` (1 to 12) begins the financial year, and so its quarters; `first_weekday` (0 for Monday to 6 for
    Sunday) begins the week.
    """
    if by == "week":
        return day - timedelta(days=(day.weekday() - first_weekday) % 7)
    into = (day.month - first_month) % MONTHS[by]
    return _months_later(day.replace(day=1), -into)


def after(start: date, by: Granularity) -> date:
    """The first day of the period after the one that starts on `start`."""
    return start + timedelta(days=7) if by == "week" else _months_later(start, MONTHS[by])


def period_end(start: date, by: Granularity) -> date:
    """The last day of the period that starts on `start`."""
    return after(start, by) - timedelta(days=1)


#: So many periods before and after chosen dates are looked at; a day at a time that is nearly three years.
MOST_SPANS = 1000


def spans(first: date, last: date, dates: tuple[date, date]) -> Iterator[tuple[date, date]]:
    """Periods as long as the chosen one, without a gap, from the one that holds `first` to the one that holds `last`.

    Where the chosen dates are whole months, so are all the others: March to May follows on December to February.
    """
    start, end = dates
    months = _whole_months(start, end)
    days = (end - start).days + 1
    place = -min(_steps_back(start, first, months, days), MOST_SPANS)
    while place <= MOST_SPANS:
        begins = _months_later(start, place * months) if months else start + timedelta(days=place * days)
        ends = (_months_later(begins, months) if months else begins + timedelta(days=days)) - timedelta(days=1)
        if begins > last and place > 0:
            return
        yield begins, ends
        place += 1


def _whole_months(start: date, end: date) -> int:
    """How many whole months the dates are, 0 where they are none."""
    following = end + timedelta(days=1)
    if start.day != 1 or following.day != 1:
        return 0
    return (following.year - start.year) * 12 + following.month - start.month


def _steps_back(start: date, first: date, months: int, days: int) -> int:
    """How many periods before the chosen one hold the first day; 0 where it is the chosen one or later."""
    if first >= start:
        return 0
    if months:
        behind = (start.year - first.year) * 12 + start.month - first.month
        return -(-behind // months)
    return -(-(start - first).days // days)


def _months_later(first: date, months: int) -> date:
    index = first.year * 12 + first.month - 1 + months
    return first.replace(year=index // 12, month=index % 12 + 1)
