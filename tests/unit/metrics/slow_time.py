"""The figures over time once more, as the definitions say them: loops over customers and days, exact fractions."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

from churndesk.ledger.dataset import PaymentKind, PaymentRows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from churndesk.ledger.dataset import Dataset
    from tests.unit.reference import Life

ONE = timedelta(days=1)


def month_later(first: date, months: int) -> date:
    index = first.year * 12 + first.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)


def last_day(first: date) -> date:
    return month_later(first, 1) - ONE


def first_day(life: Life) -> date | None:
    return min(life.here, default=None)


def cohorts(
    lives: Sequence[Life], as_of: date, plan: str | None = None
) -> dict[date, tuple[int, list[int], list[float]]]:
    """By first day of the month: the size, who is here at each close, and what they bring at it."""
    tables: dict[date, tuple[int, list[int], list[float]]] = {}
    starts = {number: first_day(life) for number, life in enumerate(lives)}
    for month in {start.replace(day=1) for start in starts.values() if start}:
        members = [
            lives[number]
            for number, start in starts.items()
            if start and start.replace(day=1) == month and (plan is None or lives[number].plan.get(start) == plan)
        ]
        if not members:
            continue
        active, revenue, k = [], [], 0
        while last_day(month_later(month, k)) <= as_of:
            close = last_day(month_later(month, k))
            active.append(sum(close in life.here for life in members))
            revenue.append(sum(max(0.0, life.brings.get(close, 0.0)) for life in members))
            k += 1
        tables[month] = (len(members), active, revenue)
    return tables


def bought(dataset: Dataset, lives: Sequence[Life], as_of: date) -> dict[date, list[int]]:
    """By first day of the month: how many of the cohort bought in each month after it."""
    rows = dataset.rows
    assert isinstance(rows, PaymentRows)
    tables: dict[date, list[int]] = {}
    for month in {start.replace(day=1) for life in lives if (start := first_day(life))}:
        counts, k = [], 0
        while last_day(month_later(month, k)) <= as_of:
            wanted, number = month_later(month, k), 0
            for customer, life in enumerate(lives):
                start = first_day(life)
                if start is None or start.replace(day=1) != month:
                    continue
                number += any(
                    rows.customer[n] == customer
                    and rows.kind[n] == PaymentKind.PURCHASE
                    and rows.day[n].item().replace(day=1) == wanted
                    for n in range(len(rows.customer))
                )
            counts.append(number)
            k += 1
        tables[month] = counts
    return tables


def first_stays(lives: Sequence[Life], as_of: date) -> list[tuple[int, bool]]:
    """For each customer who ever was here: the days of its first stay, and whether it left."""
    found = []
    for life in lives:
        start = first_day(life)
        if start is None:
            continue
        day = start
        while day in life.here:
            day += ONE
        found.append(((min(day, as_of) - start).days, day <= as_of))
    return found


def kaplan_meier(stays: Sequence[tuple[float, bool]]) -> dict[float, Fraction]:
    """The share who stay longer than each duration."""
    share, curve = Fraction(1), {}
    for time in sorted({0.0, *(duration for duration, _ in stays)}):
        at_risk = sum(duration >= time for duration, _ in stays)
        left = sum(gone and duration == time for duration, gone in stays)
        share *= 1 - Fraction(left, at_risk)
        curve[time] = share
    return curve


def churned(lives: Sequence[Life], first: date, last: date) -> tuple[int, int]:
    """Who was here before the window, and how many of them are gone at its end."""
    before = [life for life in lives if first - ONE in life.here]
    return len(before), sum(last not in life.here for life in before)
