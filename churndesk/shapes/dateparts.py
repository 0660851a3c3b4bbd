"""What a date's text can mean, before an order of day, month and year is chosen for its column."""

from __future__ import annotations

from datetime import date
from enum import IntEnum
from typing import NamedTuple

from churndesk.shapes import eras


class Unit(IntEnum):
    """How much time a cell names. A month, quarter, week or year is stored as its first day."""

    NONE = -1
    DAY = 0
    WEEK = 1
    MONTH = 2
    QUARTER = 3
    YEAR = 4
    MONTH_ONLY = 5


#: The orders that a date can be written in, in the order in which `DateText.days` holds them.
ORDERS = ("ymd", "dmy", "mdy")
#: Stands in `DateText.days` for "can't be read in this order" (below any real day).
NO_DAY = -(2**62)


class DateText(NamedTuple):
    """What a text could mean.

    `days` are days since 1970 in each of `ORDERS`; for MONTH_ONLY the month's number. `short_year` says that the year
    has two digits, `buddhist` that it can only be a Buddhist one, `dotted` that full stops stand between the numbers.
    """

    unit: Unit
    days: tuple[int, int, int]
    short_year: bool = False
    buddhist: bool = False
    dotted: bool = False


NOT_A_DATE = DateText(Unit.NONE, (NO_DAY, NO_DAY, NO_DAY))
_EPOCH = date(1970, 1, 1).toordinal()


def day_number(year: int, month: int, day: int) -> int:
    """Days since 1970, or `NO_DAY` where there is no such day."""
    try:
        return date(year, month, day).toordinal() - _EPOCH
    except ValueError:
        return NO_DAY


def full_year(short: int) -> int:
    """The year that two digits mean: at most ten years ahead of this one, else a century earlier (68 is 1968)."""
    newest = date.today().year + 10  # noqa: DTZ011  (the wall clock's year is meant)
    year = newest - newest % 100 + short
    return year if year <= newest else year - 100


def certain(unit: Unit, day: int, *, short_year: bool = False, buddhist: bool = False) -> DateText | None:
    """A text that means one day in every order; None where there is no such day."""
    return None if day == NO_DAY else DateText(unit, (day, day, day), short_year, buddhist)


def whole_month(year: int, month: int) -> DateText | None:
    """A text that means a month, by its first day."""
    return certain(Unit.MONTH, day_number(year, month, 1))


def in_common_year(year: int) -> tuple[int, bool]:
    """A year, from the Buddhist calendar if it can only be one of that, and whether it was."""
    return (eras.common_year(year), True) if year in eras.BUDDHIST_YEARS else (year, False)
