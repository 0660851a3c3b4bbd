"""Churn over windows that roll on, 30 days or 12 months long, and between any two dates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from churndesk.ledger.days import date_of, number_of
from churndesk.ledger.spells import SpellLedger
from churndesk.metrics.churn import CHURN_RATE
from churndesk.metrics.closes import two_closes
from churndesk.metrics.customers import no_rates_yet
from churndesk.metrics.months import MonthEnds, first_of, last_known_month, month_of
from churndesk.metrics.periods import Period
from churndesk.metrics.renewals import counts_renewals
from churndesk.metrics.result import Result, Undefined
from churndesk.metrics.wilson import wilson
from churndesk.words import NotPossible, message

if TYPE_CHECKING:
    from datetime import date

    import numpy.typing as npt

    from churndesk.ledger import Ledger
    from churndesk.ledger.dataset import Indices
    from churndesk.ledger.days import DayNumbers
    from churndesk.metrics.closes import Part

    Counts: TypeAlias = npt.NDArray[np.int64]
    #: The numbers of closes.
    Places: TypeAlias = npt.NDArray[np.signedinteger[Any]]
    Rates: TypeAlias = npt.NDArray[np.float64]


_PARTS: tuple[Part, ...] = ("opening", "new", "returned", "lost", "passed_through", "closing")


@dataclass(frozen=True, slots=True, eq=False)
class RollingChurn:
    """One window a line, each ending on the day `ends`: who was here before it, and who of them is gone at its end.

    `rate`, `low` and `high` are NaN where nobody was here, or where a log doesn't reach back far enough.
    """

    ends: DayNumbers
    opening: Counts
    lost: Counts
    rate: Rates
    low: Rates
    high: Rates

    def __len__(self) -> int:
        return len(self.ends)


@dataclass(frozen=True, slots=True)
class Window:
    """The movement between two chosen dates, both inclusive; up to the as-of day where it isn't `complete`."""

    start: date
    end: date
    complete: bool
    opening: int
    new: int
    returned: int
    lost: int
    passed_through: int
    closing: int
    churn: Result


def rolling_days(ledger: Ledger, days: int = 30) -> RollingChurn | Undefined:
    r"""The churn of the last `days` days, at every day from the first that has a whole window behind it.

    It is |opening \\ closing| / |opening|, with the closes `days` days apart: who left and came back isn't lost.
    """
    if not isinstance(ledger, SpellLedger):
        return _no_customers()
    if counts_renewals(ledger):
        return _by_contract()
    first = _first_day(ledger)
    length = number_of(ledger.as_of) - first + 1
    spells = ledger.spells
    start, end = (np.clip(day - first, 0, length) for day in (spells.start, spells.end))
    opening, kept = _windows(spells.customer, start, end, days, length)
    ends = first + np.arange(days, length)
    return _rolling(ledger, ends, ends - days + 1, opening, opening - kept)


def rolling_months(ledger: Ledger, months: int = 12) -> RollingChurn | Undefined:
    """The churn of the last `months` calendar months, at every month's end with all of them behind it."""
    if not isinstance(ledger, SpellLedger):
        return _no_customers()
    if counts_renewals(ledger):
        return _by_contract()
    first = month_of(date_of(_first_day(ledger)))
    length = max(0, last_known_month(ledger.as_of) - first + 1)
    spells, month_ends = ledger.spells, MonthEnds(first, length)
    start, end = month_ends.after(spells.start), month_ends.after(spells.end)
    seen = end > start
    opening, kept = _windows(spells.customer[seen], start[seen], end[seen], months, length)
    starts = np.array([number_of(first_of(first + n)) for n in range(length + 1)], dtype=np.int64)
    return _rolling(ledger, starts[months + 1 :] - 1, starts[1 : len(opening) + 1], opening, opening - kept)


def churn_between(ledger: Ledger, start: date, end: date) -> Window | Undefined:
    """The movement and the churn from the day `start` to the day `end`.

    Raises:
        NotPossible: the dates are the wrong way round, or the first lies after the last day of the data.
    """
    if not isinstance(ledger, SpellLedger):
        return _no_customers()
    if start > end:
        raise NotPossible(message("{start} comes after {end}. Choose the earlier date first.", start=start, end=end))
    if start > ledger.as_of:
        raise NotPossible(message("The data ends on {day}. Choose a date up to then.", day=ledger.as_of))
    period = Period(start, end, "month", complete=end <= ledger.as_of)  # only its days are used
    closes = next(two_closes(ledger, (period,)))
    opening, new, returned, lost, passed, closing = (int(np.count_nonzero(closes.part(part))) for part in _PARTS)
    return Window(
        start,
        end,
        period.complete,
        opening,
        new,
        returned,
        lost,
        passed,
        closing,
        _churn(ledger, period, opening, lost),
    )


def _churn(ledger: SpellLedger, period: Period, opening: int, lost: int) -> Result:
    reason = no_rates_yet(ledger, period)
    if reason is not None:
        return Result.none(CHURN_RATE.key, CHURN_RATE.unit, CHURN_RATE.formula, reason)
    return CHURN_RATE.compute({"opening": opening, "lost": lost}, None)


def _first_day(ledger: SpellLedger) -> int:
    """The day on which the first customer came; without any, the one after the last day of the data."""
    return number_of(ledger.as_of) + 1 if ledger.first_day is None else ledger.first_day


def _no_customers() -> Undefined:
    return Undefined(
        "no-customers", message("This table doesn't say when each customer came and left, so only its periods count.")
    )


def _by_contract() -> Undefined:
    return Undefined(
        "contracts", message("With fixed contracts only whoever is up for renewal can leave, so there is no window.")
    )


def _windows(customer: Indices, start: Places, end: Places, width: int, length: int) -> tuple[Counts, Counts]:
    """At each close t from `width` on: who was here `width` closes before, and who of them is here at t.

    Stays run from `start` up to, not including, `end`, sorted by customer and time. A customer was here both times
    if one stay covers t - width and the same or a later one covers t: so each pair of stays is kept over one interval
    of t, and a running sum over where these begin and end is the answer.
    """
    opening, kept = _Sum(length + width), _Sum(length)
    opening.add(start + width, end + width)
    earlier, lag = np.arange(len(customer)), 0
    while len(earlier):
        earlier = earlier[earlier + lag < len(customer)]
        later = earlier + lag
        near = (customer[later] == customer[earlier]) & (start[later] < end[earlier] + width)
        earlier, later = earlier[near], later[near]
        kept.add(np.maximum(start[earlier] + width, start[later]), np.minimum(end[earlier] + width, end[later]))
        lag += 1
    return opening.sums()[width:length], kept.sums()[width:]


class _Sum:
    """How many intervals run at each of `length` closes."""

    def __init__(self, length: int) -> None:
        self._change = np.zeros(length + 1, dtype=np.int64)

    def add(self, start: Places, end: Places) -> None:
        last = len(self._change) - 1
        runs = (start < end) & (start < last)
        self._change += np.bincount(start[runs], minlength=last + 1)
        self._change -= np.bincount(np.minimum(end[runs], last), minlength=last + 1)

    def sums(self) -> Counts:
        return self._change.cumsum()[:-1]


def _rolling(ledger: SpellLedger, ends: DayNumbers, starts: DayNumbers, opening: Counts, lost: Counts) -> RollingChurn:
    defined = opening > 0
    if ledger.rates_from is not None:
        defined &= starts >= ledger.rates_from
    rates = np.full((3, len(ends)), np.nan)
    for n in np.flatnonzero(defined).tolist():
        rates[:, n] = (lost[n] / opening[n], *wilson(float(lost[n]), float(opening[n])))
    return RollingChurn(ends, opening, lost, *rates)
