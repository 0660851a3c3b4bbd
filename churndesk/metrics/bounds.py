"""What missing days leave open: the least and the most that churn can have been in a period."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from churndesk.ledger.days import number_of
from churndesk.ledger.spells import SpellLedger
from churndesk.ledger.undated import possible_stays
from churndesk.metrics.closes import code_of
from churndesk.words import Rate, plural

if TYPE_CHECKING:
    import numpy.typing as npt

    from churndesk.ledger import Ledger
    from churndesk.ledger.undated import PossibleStays
    from churndesk.metrics.closes import Segment
    from churndesk.metrics.movements import CustomerMovement
    from churndesk.words import Message

    Sides = npt.NDArray[np.int8]

#: What a customer can be at the two closes, as bits of a set: nowhere, at the first, at the second, at both.
_NOWHERE, _FIRST, _SECOND, _BOTH = 1, 2, 4, 8


@dataclass(frozen=True, slots=True)
class Bounds:
    """Between `low` and `high` lies the churn of a period, whatever the missing days were.

    `customers` is how many customers without a day could be counted in it.
    """

    low: float
    high: float
    customers: int

    @property
    def of_churn(self) -> Message:
        """The range of churn, and why there is one."""
        return self._said(self.low, self.high)

    @property
    def of_retention(self) -> Message:
        """The range of retention, which is 100 % less churn."""
        return self._said(1 - self.high, 1 - self.low)

    def _said(self, low: float, high: float) -> Message:
        return plural(
            "Between {low} and {high}: {count} customer lacks a date.",
            "Between {low} and {high}: {count} customers lack a date.",
            self.customers,
            low=Rate(low),
            high=Rate(high),
        )


def churn_bounds(ledger: Ledger, movement: CustomerMovement, segment: Segment | None = None) -> Bounds | None:
    """The range of a period's churn; None where no missing day can change it, or there is no churn.

    Each customer without a day is counted in every way that its known days allow, on its own: the least churn has
    those who can have stayed stay, the most has those who can have been lost lost, and the others away where they can
    be. Example: of 50 customers 2 left, 1 more left on a day that nobody knows: 2 / 50 = 4.0 % (it had left before) or
    2 / 51 = 3.9 % (it left later) to 3 / 51 = 5.9 % (it left in the period).
    """
    if not isinstance(ledger, SpellLedger) or movement.no_rates is not None or movement.renewals is not None:
        return None
    opening, lost, stays = movement.opening, movement.lost, _possible(ledger, segment)
    if stays is None or opening is None or lost is None:
        return None
    first = number_of(movement.period.start) - 1
    last = min(number_of(movement.period.end), number_of(ledger.as_of))
    base = _base(ledger, stays, first, last, segment)
    sides = _sides(stays, base, first, last)
    open_ones = sides != base
    if not open_ones.any():
        return None
    opening -= int(np.count_nonzero(open_ones & ((base == _FIRST) | (base == _BOTH))))
    lost -= int(np.count_nonzero(open_ones & (base == _FIRST)))
    low = _extreme(sides[open_ones], opening, lost, prefer=(_BOTH, _NOWHERE | _SECOND))
    high = _extreme(sides[open_ones], opening, lost, prefer=(_FIRST, _NOWHERE | _SECOND))
    if low is None or high is None or low == high:
        return None
    return Bounds(low, high, int(np.count_nonzero(open_ones)))


def _possible(ledger: SpellLedger, segment: Segment | None) -> PossibleStays | None:
    """The stays of the chosen segment, or all."""
    stays = ledger.remembered.get(("possible stays",), lambda: possible_stays(ledger))
    rows = ledger.dataset.undated
    if stays is None or rows is None or segment is None:
        return stays
    category = next((one for one in rows.categories if one.heading == segment[0]), None)
    if category is None:
        return None
    mine = category.codes[stays.place] == code_of(category, segment[1])
    return _taken(stays, mine) if mine.any() else None


def _taken(stays: PossibleStays, which: npt.NDArray[np.bool_]) -> PossibleStays:
    kept, customer = np.unique(stays.customer[which], return_inverse=True)
    return type(stays)(
        customer.astype(np.int32), stays.known[kept], stays.start_from[which], stays.start_to[which],
        stays.end_from[which], stays.end_to[which], stays.least[which], stays.place[which],
    )  # fmt: skip


def _base(ledger: SpellLedger, stays: PossibleStays, first: int, last: int, segment: Segment | None) -> Sides:
    """Where each of the customers is by its other rows alone, as a set of one."""
    here, there = ledger.active_at(first), ledger.active_at(last)
    if segment is not None:
        category = ledger.category(segment[0])
        here = here & (ledger.segments_at(first, category) == code_of(category, segment[1]))
    known = np.maximum(stays.known, 0)
    at = (here[known].astype(int) + 2 * there[known]) if len(here) else np.zeros(len(known), dtype=int)
    return np.left_shift(1, np.where(stays.known < 0, 0, at)).astype(np.int8)


def _sides(stays: PossibleStays, base: Sides, first: int, last: int) -> Sides:
    """Where each customer can be, its other rows included."""
    found = base.copy()
    of_row = _of_rows(stays, first, last)
    order = np.argsort(stays.customer, kind="stable")
    turn = np.arange(len(order)) - np.searchsorted(stays.customer[order], stays.customer[order])
    for n in range(int(turn.max()) + 1):
        rows = order[turn == n]
        who = stays.customer[rows]
        found[who] = _together(found[who], of_row[rows])
    return found


def _together(one: Sides, other: Sides) -> Sides:
    """Where somebody can be of whom two rows speak: here where either says so."""
    result = np.zeros_like(one)
    for a in range(4):
        for b in range(4):
            both = ((one >> a) & 1) & ((other >> b) & 1)
            result |= (both << (a | b)).astype(np.int8)
    return result


def _of_rows(stays: PossibleStays, first: int, last: int) -> Sides:
    """Where each row alone can put its customer."""
    a1, a2, b1, b2 = stays.start_from, stays.start_to, stays.end_from, stays.end_to
    before, stays_on = a1 <= first, b2 > last
    comes_within = np.maximum(a1, first + 1) <= np.minimum(a2, last)
    ends_within = np.maximum(b1, first + 1) <= np.minimum(b2, last)
    gone_before = (b1 <= first) & (a1 + stays.least <= np.minimum(b2, first))
    between = (
        (np.maximum(a1, first + 1) <= a2)
        & (b1 <= np.minimum(b2, last))
        & (np.maximum(a1, first + 1) + stays.least <= np.minimum(b2, last))
    )
    nowhere = (a2 > last) | gone_before | between
    return (
        nowhere * _NOWHERE
        | (before & ends_within) * _FIRST
        | (comes_within & stays_on) * _SECOND
        | (before & stays_on) * _BOTH
    ).astype(np.int8)


def _extreme(sides: Sides, opening: int, lost: int, prefer: tuple[int, int]) -> float | None:
    """The rate where everybody takes the first of the preferred places that is open to it."""
    wanted, away = prefer
    takes = (sides & wanted) > 0
    absent = ~takes & ((sides & away) > 0)
    others = ~takes & ~absent
    gone = takes if wanted == _FIRST else others
    opening += int(np.count_nonzero(takes | others))
    lost += int(np.count_nonzero(gone))
    return lost / opening if opening else None
