"""The payments of a log in order, worked out once for each table: another rule then costs no sorting."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

import numpy as np

from churndesk.ledger.dataset import PaymentKind
from churndesk.ledger.days import FOREVER, numbers_of

if TYPE_CHECKING:
    import numpy.typing as npt

    from churndesk.ledger.dataset import Amounts, Indices, PaymentRows
    from churndesk.ledger.days import DayNumbers

    RowNumbers = npt.NDArray[np.intp]

#: The bits of a key that hold a number, its sign left out.
_BITS = 63


@dataclass(frozen=True, slots=True, eq=False)
class Purchases:
    """Every purchase that has a day, by customer and day; `row` is its row in the log.

    `gap` is the number of days since the customer's purchase before, FOREVER for its first.
    """

    customer: Indices
    day: DayNumbers
    row: Indices
    gap: DayNumbers


@dataclass(frozen=True, slots=True, eq=False)
class Payments:
    """Everything that was paid or paid back on a day that is known, by day; an unknown amount is 0."""

    customer: Indices
    day: DayNumbers
    row: Indices
    amount: Amounts

    def until(self, day: int) -> Payments:
        """Those up to and with the day."""
        if not len(self.day) or self.day[-1] <= day:
            return self
        end = int(np.searchsorted(self.day, day, side="right"))
        return Payments(self.customer[:end], self.day[:end], self.row[:end], self.amount[:end])


_PURCHASES: WeakKeyDictionary[PaymentRows, Purchases] = WeakKeyDictionary()
_PAYMENTS: WeakKeyDictionary[PaymentRows, Payments] = WeakKeyDictionary()


def purchases_of(rows: PaymentRows) -> Purchases:
    """The purchases of a log, customer by customer."""
    known = _PURCHASES.get(rows)
    if known is None:
        known = _PURCHASES[rows] = _purchases(rows)
    return known


def payments_of(rows: PaymentRows) -> Payments:
    """The payments and refunds of a log, day by day."""
    known = _PAYMENTS.get(rows)
    if known is None:
        known = _PAYMENTS[rows] = _payments(rows)
    return known


def _purchases(rows: PaymentRows) -> Purchases:
    day = numbers_of(rows.day)
    bought = np.flatnonzero((rows.kind == PaymentKind.PURCHASE) & (day < FOREVER))
    order = in_order(rows.customer[bought], day[bought])
    row = bought[order]
    customer, days = rows.customer[row], day[row]
    gap = np.full(len(row), FOREVER, dtype=np.int64)
    np.subtract(days[1:], days[:-1], out=gap[1:], where=customer[1:] == customer[:-1])
    return Purchases(customer.astype(np.int32), days, row.astype(np.int32), gap)


def _payments(rows: PaymentRows) -> Payments:
    day = numbers_of(rows.day)
    counted = np.flatnonzero((rows.kind != PaymentKind.FAILED) & (day < FOREVER))
    days = day[counted]
    if (days[1:] < days[:-1]).any():
        counted = counted[in_order(days)]
        days = day[counted]
    amount = np.nan_to_num(rows.amount[counted], nan=0.0)
    return Payments(rows.customer[counted].astype(np.int32), days, counted.astype(np.int32), amount)


def in_order(*keys: npt.NDArray[np.integer]) -> RowNumbers:
    """The places of rows by the first key, then by the next ones, then as they stand.

    The keys and the place are packed into one number, which sorts ten times as fast as several keys do.
    """
    place, bits = np.arange(len(keys[0]), dtype=np.int64), _bits(len(keys[0]))
    used, packed = bits, place.copy()
    for key in reversed(keys):
        least = int(key.min(initial=0))
        width = _bits(int(key.max(initial=0)) - least + 1)
        if used + width > _BITS:
            return np.lexsort(tuple(reversed(keys)))
        packed |= (key.astype(np.int64) - least) << used
        used += width
    packed.sort()
    return (packed & ((1 << bits) - 1)).astype(np.intp)


def _bits(count: int) -> int:
    """How many bits tell so many numbers apart."""
    return max(count - 1, 0).bit_length()
