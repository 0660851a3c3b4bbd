"""Rates of other lengths of time: a month's from a year's and back."""

from __future__ import annotations


def over_months(monthly: float, months: float) -> float:
    """What a monthly rate of loss comes to over so many months: 1 - (1 - monthly)^months.

    5 % a month is 46 % a year, not 60 %: who has left can't leave again.
    """
    return float(1 - (1 - monthly) ** months)


def yearly(monthly: float) -> float:
    """What a monthly rate of loss comes to in a year."""
    return over_months(monthly, 12)


def monthly(rate: float, months: float) -> float:
    """The monthly rate of loss that comes to `rate` over so many months: 1 - (1 - rate)^(1 / months)."""
    return float(1 - (1 - rate) ** (1 / months))
