"""Who was a customer when, and what it was worth a month: the ledger of everything that knows its customers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from churndesk.ledger.dataset import PaymentRows
from churndesk.ledger.days import CUSTOMER_STEP
from churndesk.words import NotPossible, message

if TYPE_CHECKING:
    from datetime import date

    import numpy.typing as npt

    from churndesk.ledger.dataset import Amounts, Category, Dataset, Flags, Indices
    from churndesk.ledger.days import DayNumbers
    from churndesk.ledger.policy import Policy
    from churndesk.words import Message

#: An amount nearer to 0 than this is what rounding leaves of amounts that cancel each other out.
_DUST = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class Spells:
    """Unbroken stays, sorted by customer and start; a customer is here at the closes of `start` … `end` - 1.

    `first_row` and `last_row` are the rows of the dataset that the stay starts with and that it ends with.
    """

    customer: Indices
    start: DayNumbers
    end: DayNumbers
    first_row: Indices
    last_row: Indices

    def __len__(self) -> int:
        return len(self.customer)


@dataclass(frozen=True, slots=True, eq=False)
class Stretches:
    """Amounts a month that run from `start` to the close before `end`, sorted by start; they add up.

    `row` is the row of the dataset that the amount came from; `reach` the latest end up to here, for searching.
    """

    customer: Indices
    start: DayNumbers
    end: DayNumbers
    amount: Amounts
    row: Indices
    reach: DayNumbers

    @classmethod
    def of(
        cls, customer: Indices, start: DayNumbers, end: DayNumbers, amount: Amounts, row: npt.NDArray[np.intp]
    ) -> Stretches:
        """The stretches in order; an unknown amount counts as 0."""
        order = np.argsort(start, kind="stable")
        ends = end[order]
        return cls(
            customer[order].astype(np.int32),
            start[order],
            ends,
            np.nan_to_num(amount[order], nan=0.0),
            row[order].astype(np.int32),
            np.maximum.accumulate(ends) if len(ends) else ends,
        )

    def at(self, day: int) -> npt.NDArray[np.intp]:
        """Which stretches run at the close of the day."""
        first = int(np.searchsorted(self.reach, day, side="right"))
        last = int(np.searchsorted(self.start, day, side="right"))
        return np.flatnonzero(self.end[first:last] > day) + first


@dataclass(frozen=True, slots=True, eq=False)
class SpellLedger:
    """The stays of every customer under one policy.

    `first_start` is the first day of each customer of the dataset, FOREVER for one that never was here. `rates_from`
    is the first day from which a log reaches back far enough for rates, None where that is no question. `policy` has
    the inactivity limit in force filled in.
    """

    dataset: Dataset
    policy: Policy
    as_of: date
    spells: Spells
    stretches: Stretches
    first_start: DayNumbers
    rates_from: int | None = None
    notes: tuple[Message, ...] = ()
    kind: Literal["spells"] = "spells"

    @property
    def is_log(self) -> bool:
        """Whether the stays were read from single payments."""
        return isinstance(self.dataset.rows, PaymentRows)

    @property
    def first_day(self) -> int | None:
        """The day on which the first customer came; None without any."""
        return int(self.spells.start.min()) if len(self.spells) else None

    def spells_at(self, day: int) -> npt.NDArray[np.intp]:
        """Which spells run at the close of the day; at most one of each customer."""
        return np.flatnonzero((self.spells.start <= day) & (self.spells.end > day))

    def active_at(self, day: int) -> Flags:
        """For each customer of the dataset whether it is here at the close of the day."""
        active = np.zeros(len(self.dataset.customers), dtype=bool)
        active[self.spells.customer[self.spells_at(day)]] = True
        return active

    def balances_at(self, day: int) -> Amounts:
        """For each customer the amount a month at the close of the day; below 0 where credits outweigh it."""
        running = self.stretches.at(day)
        sums: Amounts = np.bincount(
            self.stretches.customer[running],
            weights=self.stretches.amount[running],
            minlength=len(self.dataset.customers),
        ).astype(np.float64)
        sums[np.abs(sums) < _DUST] = 0.0
        return sums

    def amounts_at(self, day: int) -> Amounts:
        """For each customer the amount a month at the close of the day, never below 0."""
        return np.maximum(self.balances_at(day), 0.0)

    def category(self, heading: str) -> Category:
        """The column of categories with that heading.

        Raises:
            NotPossible: there is none.
        """
        for category in _categories(self.dataset):
            if category.heading == heading:
                return category
        raise NotPossible(message("There is no column {heading} to group customers by.", heading=heading))

    def segments_at(self, day: int, category: Category) -> Indices:
        """For each customer the code of its category at the close of the day; -1 for an empty cell, -2 for none.

        Of several stretches the one with the largest amount decides, of equal ones the first in the text's order.
        """
        return self._leading(self.stretches.at(day), category)

    def segments_at_start(self, category: Category) -> Indices:
        """For each spell the code of its category on its first day, by the same rule."""
        stretches, spells = self.stretches, self.spells
        if not len(spells):
            return np.zeros(0, dtype=np.int32)
        first_days = spells.customer.astype(np.int64) * CUSTOMER_STEP + spells.start
        days = stretches.customer.astype(np.int64) * CUSTOMER_STEP + stretches.start
        spell = np.minimum(np.searchsorted(first_days, days), len(spells) - 1)
        begins = first_days[spell] == days
        return _first_of_largest(
            spell[begins], stretches.amount[begins], category.codes[stretches.row[begins]], len(spells)
        )

    def _leading(self, running: npt.NDArray[np.intp], category: Category) -> Indices:
        stretches = self.stretches
        return _first_of_largest(
            stretches.customer[running],
            stretches.amount[running],
            category.codes[stretches.row[running]],
            len(self.dataset.customers),
        )


def _categories(dataset: Dataset) -> tuple[Category, ...]:
    return getattr(dataset.rows, "categories", ())


def _first_of_largest(
    group: npt.NDArray[np.integer], amount: Amounts, code: npt.NDArray[np.integer], groups: int
) -> Indices:
    """For each group the lowest code among its largest amounts; -2 for a group without any."""
    if not len(group) or np.bincount(group).max() == 1:
        only = np.full(groups, -2, dtype=np.int32)
        only[group] = code
        return only
    largest = np.full(groups, -np.inf)
    np.maximum.at(largest, group, amount)
    leads = amount == largest[group]
    none = np.iinfo(np.int32).max
    first = np.full(groups, none, dtype=np.int32)
    np.minimum.at(first, group[leads], code[leads].astype(np.int32))
    first[first == none] = -2
    return first
