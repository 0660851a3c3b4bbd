"""Months, quarters, years, weeks or chosen dates, from the first start to the as-of day, without a gap."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from churndesk.ledger.calendar import MONTHS, Granularity, after, period_end, period_start, spans
from churndesk.ledger.counts import CountLedger
from churndesk.ledger.days import date_of
from churndesk.ledger.spells import SpellLedger
from churndesk.words import PeriodName

if TYPE_CHECKING:
    from datetime import date

    from churndesk.ledger import Ledger

__all__ = ["Granularity", "Period", "months_in", "periods_of"]


@dataclass(frozen=True, slots=True)
class Period:
    """The days `start` to `end`, both inclusive; `complete` is False where it ends after the as-of day.

    `own` marks a quarter of a financial year that doesn't begin in January: it is called by its months.
    """

    start: date
    end: date
    by: Granularity
    complete: bool = True
    own: bool = False

    @property
    def name(self) -> PeriodName:
        """What it is called, to be said in any language."""
        if self.by == "dates" or (self.by == "quarter" and (self.own or self.start.month % 3 != 1)):
            return PeriodName(self.start, "span", end=self.end)
        return PeriodName(self.start, self.by)

    @property
    def months(self) -> float:
        """Its length in months; a month of chosen dates is a twelfth of 365 days."""
        if self.by == "dates":
            return ((self.end - self.start).days + 1) * 12 / 365
        return months_in(self.by)


def months_in(by: Granularity) -> float:
    """The length of a period of that kind in months; a week is 12 / 52 of one. Chosen dates have one of their own."""
    return MONTHS.get(by, 12 / 52)


def periods_of(
    ledger: Ledger,
    by: Granularity,
    first_month: int = 1,
    *,
    first_weekday: int = 0,
    dates: tuple[date, date] | None = None,
) -> tuple[Period, ...]:
    """The periods from the one that holds the first start to the one that holds the as-of day.

    `first_month` begins the financial year, `first_weekday` the week. Chosen `dates` are one of a row of periods of
    their length. A summary whose rows don't add up to periods of that kind (quarters asked for by month, weeks by
    month, chosen dates) keeps its own. A snapshot has none.
    """
    if isinstance(ledger, SpellLedger):
        first = ledger.first_day
        if first is None:
            return ()
        if by == "dates":
            return _spans(date_of(first), ledger.as_of, dates or (date_of(first), ledger.as_of))
        return _run(date_of(first), ledger.as_of, by, first_month, first_weekday)
    if isinstance(ledger, CountLedger) and len(ledger.start):
        return _summary_periods(ledger, by, first_month)
    return ()


def _spans(first: date, last: date, dates: tuple[date, date]) -> tuple[Period, ...]:
    return tuple(Period(start, end, "dates", complete=end <= last) for start, end in spans(first, last, dates))


def _run(first: date, last: date, by: Granularity, first_month: int, first_weekday: int = 0) -> tuple[Period, ...]:
    periods, start = [], period_start(first, by, first_month, first_weekday)
    while start <= last:
        end = period_end(start, by)
        periods.append(Period(start, end, by, complete=end <= last, own=first_month != 1))
        start = after(start, by)
    return tuple(periods)


def _summary_periods(ledger: CountLedger, by: Granularity, first_month: int) -> tuple[Period, ...]:
    first = date_of(int(ledger.start[0]))
    if by != "dates" and _adds_up(ledger, by, first_month):
        return _run(first, ledger.as_of, by, first_month)
    periods, start = [], first
    while start <= ledger.as_of:
        end = period_end(start, ledger.by)
        periods.append(Period(start, end, ledger.by, complete=end <= ledger.as_of))
        start = after(start, ledger.by)
    return tuple(periods)


def _adds_up(ledger: CountLedger, by: Granularity, first_month: int) -> bool:
    """Whether every row lies within one period of the kind asked for, which is longer than the row's own."""
    if months_in(by) <= months_in(ledger.by) or ledger.by == "week":
        return False
    starts = [date_of(int(day)) for day in ledger.start]
    return all(
        period_start(start, by, first_month) == period_start(period_end(start, ledger.by), by, first_month)
        for start in starts
    )
