"""Who came together: of all who first started in one month, how many are still here, and what they bring.

The size of a cohort is fixed for good; active[k] counts those who are here at the close of the k-th
calendar month after it, so active[0], at the close of its own month, may be less than the size. A close after the
as-of day is blank.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from churndesk.ledger.dataset import PaymentRows
from churndesk.ledger.days import FOREVER, date_of
from churndesk.ledger.ordering import purchases_of
from churndesk.ledger.spells import SpellLedger
from churndesk.metrics.closes import code_of
from churndesk.metrics.first_stays import first_segments
from churndesk.metrics.months import MonthEnds, first_of, last_known_month, month_of
from churndesk.metrics.result import Undefined
from churndesk.metrics.wilson import wilson
from churndesk.words import Rate, message, plural

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    import numpy.typing as npt

    from churndesk.ledger import Ledger
    from churndesk.ledger.dataset import Amounts, Indices
    from churndesk.ledger.days import DayNumbers
    from churndesk.metrics.closes import Segment
    from churndesk.words import Message

#: How many cells one block of a customer-by-month table may have; it bounds the memory, not the result.
_BLOCK = 4_000_000

#: So many lines are looked at together: what is worked out between stays in the processor's own memory.
_LINES = 1 << 17

#: The months after the first that the sentence of a table speaks of, best first.
_TOLD = (12, 6, 3, 1)


@dataclass(frozen=True, slots=True)
class Cohort:
    """All who first started in the month that begins on `start`.

    `active[k]` are those here at the close of the k-th month after it; `bought[k]` those with a purchase in that
    month (a log only); `revenue[k]` what the cohort brings a month at that close (None without amounts). What lies
    beyond the end of a tuple is blank: its close is after the as-of day.
    """

    start: date
    size: int
    active: tuple[int, ...]
    bought: tuple[int, ...] | None = None
    revenue: tuple[float, ...] | None = None

    @property
    def kept(self) -> tuple[float, ...]:
        """The share of the cohort that is here at each close."""
        return tuple(active / self.size for active in self.active)

    @property
    def bought_share(self) -> tuple[float, ...] | None:
        """The share of the cohort that bought in each month."""
        return None if self.bought is None else tuple(bought / self.size for bought in self.bought)

    @property
    def revenue_kept(self) -> tuple[float | None, ...] | None:
        """Revenue at each close against that at the close of the cohort's first month; None where that was 0."""
        if self.revenue is None:
            return None
        own = self.revenue[0] if self.revenue else 0.0
        return tuple(amount / own if own > 0 else None for amount in self.revenue)


@dataclass(frozen=True, slots=True)
class CohortTable:
    """The cohorts of every month in which somebody first started, the earliest first."""

    cohorts: tuple[Cohort, ...]
    currency: str | None = None
    notes: tuple[Message, ...] = ()

    @property
    def width(self) -> int:
        """How many columns the table has: month 0 and the months after it, up to the last known close."""
        return max((len(cohort.active) for cohort in self.cohorts), default=0)

    def pooled(self, months: int) -> tuple[int, int]:
        """Of all cohorts that are known so long after their first month: who is here then, and who started."""
        known = [cohort for cohort in self.cohorts if len(cohort.active) > months]
        return sum(cohort.active[months] for cohort in known), sum(cohort.size for cohort in known)

    @property
    def sentence(self) -> Message:
        """How many are still here after a year, or after the longest time that is known."""
        for months in _TOLD:
            here, of = self.pooled(months)
            if of:
                return _told(months, here, of)
        return message("No customer has been followed for a whole month yet.")

    def as_json(self) -> list[dict[str, object]]:
        """The table for a script: {"start", "size", "active": [at 0, 1, 2 … months]} a cohort."""
        return [
            {"start": cohort.start.isoformat(), "size": cohort.size, "active": list(cohort.active)}
            for cohort in self.cohorts
        ]


def _told(months: int, here: int, of: int) -> Message:
    low, high = wilson(here, of)
    return plural(
        "Of {of} customers, {here} were still here {count} month after they came: {share}. By chance alone it could "
        "be {low} to {high}.",
        "Of {of} customers, {here} were still here {count} months after they came: {share}. By chance alone it could "
        "be {low} to {high}.",
        months,
        of=of,
        here=here,
        share=Rate(here / of),
        low=Rate(low),
        high=Rate(high),
    )


def cohort_table(ledger: Ledger, segment: Segment | None = None) -> CohortTable | Undefined:
    """The cohorts of all customers, or of those who first started in a segment (heading, value).

    Example: 10 first start in January; 1 of them leaves on 20 January and 2 in March: size 10, active 9, 9, 7.

    Raises:
        NotPossible: there is no column with the segment's heading.
    """
    if not isinstance(ledger, SpellLedger):
        return Undefined(
            "no-customers",
            message("This table doesn't say when each customer started, so they can't be followed by month."),
        )
    if ledger.first_day is None:
        return CohortTable(())
    grid = _grid(ledger, segment)
    active = grid.running(ledger.spells.customer, ledger.spells.start, ledger.spells.end)
    tables = _Tables(active, _bought(ledger, grid), _revenue(ledger, grid) if ledger.dataset.has_amount else None)
    sizes = np.bincount(grid.cohort, minlength=grid.cohorts + 1)
    cohorts = tuple(_cohort(grid, tables, row, int(sizes[row])) for row in np.flatnonzero(sizes[:-1]).tolist())
    return CohortTable(cohorts, ledger.dataset.currency, tuple(_notes(ledger)))


def cohort_members(ledger: SpellLedger, start: date, segment: Segment | None = None) -> Indices:
    """The customers of the cohort that begins on `start`, as indices of the dataset's customers."""
    if ledger.first_day is None:
        return np.zeros(0, dtype=np.int32)
    grid = _grid(ledger, segment)
    return np.flatnonzero(grid.cohort == month_of(start) - grid.ends.first).astype(np.int32)


@dataclass(frozen=True, slots=True, eq=False)
class _Grid:
    """Cohorts by closes. `cohort` is that of each customer of the dataset; `cohorts` stands for none of them."""

    ends: MonthEnds
    cohort: Indices
    cohorts: int

    def running(
        self, customer: Indices, start: DayNumbers, end: DayNumbers, weight: Amounts | None = None
    ) -> npt.NDArray[np.float64]:
        """For each cohort and close how many of these intervals (or how much of their weight) run at it.

        Each interval counts + 1 where it begins and - 1 where it ends, so that a running sum over the closes is the
        answer: the work grows with the intervals, not with intervals times closes.
        """
        width = self.ends.count + 1
        change = np.zeros((self.cohorts + 1) * width)
        for first in range(0, len(customer), _LINES):
            some = slice(first, first + _LINES)
            own = self.cohort[customer[some]].astype(np.int64) * width
            share = None if weight is None else weight[some]
            change += np.bincount(own + self.ends.after(start[some]), share, len(change))
            change -= np.bincount(own + self.ends.after(end[some]), share, len(change))
        return change.reshape(-1, width)[:-1].cumsum(axis=1)[:, :-1]

    def added(self, customer: npt.NDArray[np.integer], tables: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """A row of numbers a customer, added up by cohort."""
        order = np.argsort(self.cohort[customer], kind="stable")
        cohort = self.cohort[customer][order]
        begins = np.flatnonzero(np.diff(cohort, prepend=-1))
        sums = np.zeros((self.cohorts + 1, self.ends.count))
        sums[cohort[begins]] = np.add.reduceat(tables[order], begins, axis=0)
        return sums[:-1]


@dataclass(frozen=True, slots=True, eq=False)
class _Tables:
    """What each cohort shows at each close."""

    active: npt.NDArray[np.float64]
    bought: npt.NDArray[np.int64] | None
    revenue: npt.NDArray[np.float64] | None


def _grid(ledger: SpellLedger, segment: Segment | None) -> _Grid:
    first = month_of(date_of(ledger.first_day or 0))
    cohorts = month_of(ledger.as_of) - first + 1
    cohort = MonthEnds(first, cohorts).after(ledger.first_start)
    if segment:
        category = ledger.category(segment[0])
        cohort[first_segments(ledger, category) != code_of(category, segment[1])] = cohorts
    known = max(0, last_known_month(ledger.as_of) - first + 1)
    return _Grid(MonthEnds(first, known), cohort.astype(np.int32), cohorts)


def _cohort(grid: _Grid, tables: _Tables, row: int, size: int) -> Cohort:
    own = slice(row, None)
    return Cohort(
        first_of(grid.ends.first + row),
        size,
        tuple(round(count) for count in tables.active[row, own].tolist()),
        None if tables.bought is None else tuple(tables.bought[row, own].tolist()),
        None if tables.revenue is None else tuple(tables.revenue[row, own].tolist()),
    )


def _bought(ledger: SpellLedger, grid: _Grid) -> npt.NDArray[np.int64] | None:
    """For each cohort and month how many of its customers bought in it; None for a table of stays."""
    rows = ledger.dataset.rows
    if not isinstance(rows, PaymentRows):
        return None
    bought, width = purchases_of(rows), grid.ends.count + 1
    table = np.zeros((grid.cohorts + 1) * width, dtype=np.int64)
    for begin in range(0, len(bought.day), _LINES):
        some = slice(begin, begin + _LINES)
        month = grid.ends.after(bought.day[some])
        # By customer and day: the first purchase of a month is one that another month or customer comes before.
        first = bought.gap[some] == FOREVER
        first[1:] |= month[1:] != month[:-1]
        first[:1] |= grid.ends.after(bought.day[some][:1] - bought.gap[some][:1]) != month[:1]
        cells = grid.cohort[bought.customer[some][first]].astype(np.int64) * width + month[first]
        table += np.bincount(cells, minlength=len(table))
    return table.reshape(-1, width)[:-1, :-1]


def _revenue(ledger: SpellLedger, grid: _Grid) -> npt.NDArray[np.float64]:
    """For each cohort and close what it brings a month: a customer's amounts added up, but never below 0.

    Only where an amount is negative can a customer fall below 0; only these are added up one by one.
    """
    stretches = ledger.stretches
    dips, amount = np.zeros(len(grid.cohort), dtype=bool), stretches.amount
    if stretches.credited:
        dips[stretches.customer[stretches.amount < 0]] = True
        dipping = dips[stretches.customer]
        amount = np.where(dipping, 0.0, amount)
    sums = grid.running(stretches.customer, stretches.start, stretches.end, amount)
    _clear(sums)
    if not stretches.credited or not grid.ends.count:
        return sums
    number = np.cumsum(dips) - 1
    several = np.flatnonzero(dips)
    size = max(1, _BLOCK // (grid.ends.count + 1))
    rows = np.flatnonzero(dipping)
    for first in range(0, len(several), size):
        block = several[first : first + size]
        own = rows[(stretches.customer[rows] >= block[0]) & (stretches.customer[rows] <= block[-1])]
        each = _Grid(grid.ends, (number - first).astype(np.int32), len(block))
        balances = each.running(
            stretches.customer[own], stretches.start[own], stretches.end[own], stretches.amount[own]
        )
        _clear(balances)
        sums += grid.added(block, np.maximum(balances, 0.0))
    return sums


def _clear(sums: npt.NDArray[np.float64]) -> None:
    """Sets to 0 what rounding leaves of amounts that came and went."""
    if sums.size:
        sums[np.abs(sums) < 1e-11 * np.abs(sums).max(axis=1, keepdims=True) + 1e-9] = 0.0


def _notes(ledger: SpellLedger) -> Iterator[Message]:
    if ledger.dataset.presence:
        yield message(
            "First seen: the table doesn't say when a customer started, so its first months also hold customers who "
            "came earlier."
        )
    if ledger.is_log:
        yield message("Revenue is the run rate a month under the rule in force, not what was paid in the month.")
