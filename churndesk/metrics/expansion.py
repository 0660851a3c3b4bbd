"""By how much customers who stay come to pay more in a year, all together or segment by segment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from churndesk.ledger.calendar import after, period_start
from churndesk.ledger.days import date_of, number_of
from churndesk.metrics.closes import Close, TwoCloses
from churndesk.metrics.periods import Period

if TYPE_CHECKING:
    from datetime import date

    from churndesk.ledger.dataset import Amounts, Category, Indices
    from churndesk.ledger.spells import SpellLedger

_MONTHS = 12
#: Codes of segments begin at -2 (see `SpellLedger.segments_at`), places in an array at 0.
_SHIFT = 2


@dataclass(frozen=True, slots=True, eq=False)
class Expansion:
    """Expansion over revenue at the opening, over the last `months` complete months (at most 12), never below 0.

    `overall` is that of all customers, `rates` that of each segment by its code; both 0 where nothing is known.
    """

    overall: float
    months: int
    rates: Amounts

    def of(self, segments: Indices) -> Amounts:
        """The rate of each of these segment codes."""
        return self.rates[segments + _SHIFT]


def expansion(ledger: SpellLedger, until: date, category: Category | None = None) -> Expansion:
    """The expansion of the 12 complete months up to the day `until`, as one movement from close to close."""
    places = len(category.values) + _SHIFT if category else _SHIFT + 1
    months = _complete_months(ledger, until)
    if not months or not ledger.dataset.has_amount:
        return Expansion(0.0, 0, np.zeros(places))
    start, end = months[0], number_of(after(months[-1], "month")) - 1
    closes = TwoCloses(
        ledger,
        Period(start, date_of(end), "year"),
        Close(ledger, number_of(start) - 1, category),
        Close(ledger, end, category),
    )
    before, now = closes.opening.amounts, closes.closing.amounts
    grown = np.where((before > 0) & (now > before), now - before, 0.0)
    code = closes.booked_segments + _SHIFT
    opening = np.bincount(code, weights=before, minlength=places)
    rates = np.divide(
        np.bincount(code, weights=grown, minlength=places), opening, out=np.zeros(places), where=opening > 0
    )
    total = float(before.sum())
    return Expansion(float(grown.sum()) / total if total else 0.0, len(months), rates)


def _complete_months(ledger: SpellLedger, until: date) -> list[date]:
    """The first days of the last 12 months that end by then and of which the ledger knows the start."""
    first = ledger.first_day if ledger.rates_from is None else ledger.rates_from
    if first is None:
        return []
    last = min(until, ledger.as_of)
    starts, start = [], period_start(date_of(first), "month")
    while number_of(after(start, "month")) - 1 <= number_of(last):
        if number_of(start) >= first:
            starts.append(start)
        start = after(start, "month")
    return starts[-_MONTHS:]
