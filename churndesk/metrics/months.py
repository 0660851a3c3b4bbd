"""Calendar months as whole numbers, and at which month ends a stay was there: what everything by month is built on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from churndesk.ledger.days import number_of

if TYPE_CHECKING:
    import numpy.typing as npt

    from churndesk.ledger.days import DayNumbers

    #: Months since January 1970.
    MonthNumbers: TypeAlias = npt.NDArray[np.int64]


def month_of(day: date) -> int:
    """The month that holds the day, as a number: January 1970 is 0."""
    return (day.year - 1970) * 12 + day.month - 1


def first_of(month: int) -> date:
    """The first day of a month's number; the reverse of `month_of`."""
    return date(1970 + month // 12, month % 12 + 1, 1)


def last_known_month(as_of: date) -> int:
    """The latest month whose last close is known on the as-of day."""
    following = date.fromordinal(as_of.toordinal() + 1)
    return month_of(following) - 1


@dataclass(frozen=True, slots=True)
class MonthEnds:
    """The closes of the months `first` to `first` + `count` - 1, counted from 0."""

    first: int
    count: int

    def after(self, days: DayNumbers) -> npt.NDArray[np.int32]:
        """For each day, the first of the closes on or after it: 0 for earlier days, `count` for later ones.

        A stay from `start` up to, not including, `end` is there at the closes after(start) … after(end) - 1: who
        leaves on the last day of a month is not there at its close.
        """
        low, high = number_of(first_of(self.first)), number_of(first_of(self.first + self.count))
        # One look-up a day is ten times faster than numpy's own arithmetic of months.
        months = np.arange(low, high + 1).astype("datetime64[D]").astype("datetime64[M]").astype(np.int32)
        place = np.clip(days, low, high)
        place -= low
        return (months - np.int32(self.first))[place]
