"""The kinds of period that a summary can have, and the days that they begin and end with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from churndesk.shapes.dateparts import Unit
from churndesk.shapes.dates import today
from churndesk.words import NotPossible, message

if TYPE_CHECKING:
    import numpy.typing as npt

    from churndesk.ledger.dataset import Days

_MONTHS = {"month": 1, "quarter": 3, "year": 12}


def first_days(days: Days, by: str) -> Days:
    """The first day of the period of each day; a week begins where the file has it begin.

    Month ends ("31.01.2024") stand for their month as month starts do. A year or quarter may begin in any month.
    """
    return days.astype("datetime64[M]").astype("datetime64[D]") if by == "month" else days


def last_days(start: Days, by: str) -> Days:
    """The last day of the period of each first day, today at the latest."""
    if by not in _MONTHS:
        return start + np.timedelta64(6, "D")
    following = start.astype("datetime64[M]") + np.timedelta64(_MONTHS[by], "M")
    last: Days = np.minimum(following.astype("datetime64[D]") - np.timedelta64(1, "D"), np.datetime64(today(), "D"))
    return last


def follows(sorted_days: Days, by: str) -> npt.NDArray[np.bool_]:
    """Whether each period but the first comes right after the one before it."""
    if by not in _MONTHS:
        weeks: npt.NDArray[np.bool_] = np.diff(sorted_days) == np.timedelta64(7, "D")
        return weeks
    months: npt.NDArray[np.bool_] = np.diff(sorted_days.astype("datetime64[M]")).astype(int) == _MONTHS[by]
    return months


def kind_of(units: npt.NDArray[np.int8], start: Days) -> str:
    """The kind of the periods: by what the cells name, or, for days, by how far they lie apart.

    Raises:
        NotPossible: quarters, weeks and months stand in one column, or the days aren't those of any kind.
    """
    named = set(units.tolist()) - {int(Unit.NONE)}
    if len(named) > 1:
        raise NotPossible(
            message("The periods are of different kinds, such as quarters and weeks. Keep one kind in a table.")
        )
    by = {Unit.MONTH: "month", Unit.QUARTER: "quarter", Unit.YEAR: "year", Unit.WEEK: "week"}
    unit = Unit(named.pop()) if named else Unit.NONE
    return by[unit] if unit in by else _kind_by_gaps(start)


_GAPS = (("week", 7, 7), ("month", 28, 31), ("quarter", 89, 92), ("year", 365, 366))


def regular(days: Days) -> bool:
    """Whether the days are those of weeks, months, quarters or years, though some may be missing or come again."""
    known = np.unique(days[~np.isnat(days)])
    gaps = np.diff(known).astype(int)
    if not len(gaps):
        return len(known) == 1 and bool(known[0] == known[0].astype("datetime64[M]"))
    typical = float(np.median(gaps))
    return any(low <= typical <= high and float((gaps >= low).mean()) >= 0.9 for _, low, high in _GAPS)


def _kind_by_gaps(start: Days) -> str:
    gaps = np.diff(np.unique(start[~np.isnat(start)])).astype(int)
    typical = float(np.median(gaps)) if len(gaps) else 30.0
    for by, low, high in _GAPS:
        if low <= typical <= high:
            return by
    raise NotPossible(
        message("The dates in the period column are neither months, quarters, years nor weeks. Choose another column.")
    )
