"""Who was a customer when, and what it was worth a month: the ledger of everything that knows its customers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal
from weakref import WeakKeyDictionary

import numpy as np

from churndesk.ledger.dataset import PaymentRows
from churndesk.ledger.days import FOREVER, place_in
from churndesk.ledger.ordering import payments_of
from churndesk.ledger.remembered import Remembered
from churndesk.words import NotPossible, message

if TYPE_CHECKING:
    from datetime import date

    import numpy.typing as npt

    from churndesk.ledger.dataset import Amounts, Category, Dataset, Flags, Indices
    from churndesk.ledger.days import DayNumbers
    from churndesk.ledger.ordering import RowNumbers
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


def first_starts(spells: Spells, customers: int) -> DayNumbers:
    """The first day of each of so many customers, FOREVER for one without a stay."""
    first = np.full(customers, FOREVER, dtype=np.int32)
    begins = np.flatnonzero(np.diff(spells.customer, prepend=np.int32(-1)))
    first[spells.customer[begins]] = spells.start[begins]
    return first


@dataclass(frozen=True, slots=True, eq=False)
class Stretches:
    """Amounts a month that run from `start` to the close before `end`, sorted by start; they add up.

    `row` is the row of the dataset that the amount came from; `reach` the latest end up to here, for searching: `end`
    itself where all are of one length.
    """

    customer: RowNumbers
    start: DayNumbers
    end: DayNumbers
    amount: Amounts
    row: Indices
    reach: DayNumbers

    @property
    def credited(self) -> bool:
        """Whether any amount is below 0."""
        return bool(len(self.amount)) and float(self.amount.min()) < 0

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

    def at(self, day: int) -> npt.NDArray[np.intp] | slice:
        """Which stretches run at the close of the day."""
        first, last = place_in(self.reach, day, "right"), place_in(self.start, day, "right")
        if self.reach is self.end:  # all are of one length: none in between has ended
            return slice(first, last)
        return np.flatnonzero(self.end[first:last] > day) + first

    def beginning(self, first: int, last: int) -> slice:
        """Which stretches begin on one of the days `first` to `last`."""
        return slice(place_in(self.start, first), place_in(self.start, last + 1))


@dataclass(frozen=True, slots=True, eq=False)
class SpellLedger:
    """The stays of every customer under one policy.

    `first_start` is the first day of each customer of the dataset, FOREVER for one that never was here. `rates_from`
    is the first day from which a log reaches back far enough for rates, None where that is no question. `policy` has
    the inactivity limit in force filled in. What was found out about a close is remembered: every figure asks for the
    same ones.
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
    remembered: Remembered = field(default_factory=Remembered, repr=False)

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
        """For each customer of the dataset whether it is here at the close of the day; not to be written to."""
        return self.remembered.get(("active", day), lambda: self._active(day))

    def _active(self, day: int) -> Flags:
        active = np.zeros(len(self.dataset.customers), dtype=bool)
        active[self.spells.customer[self.spells_at(day)]] = True
        return active

    def balances_at(self, day: int) -> Amounts:
        """For each customer the amount a month at the close of the day; below 0 where credits outweigh it.

        Not to be written to.
        """
        return self.remembered.get(("balances", day), lambda: self._balances(day))

    def _balances(self, day: int) -> Amounts:
        running = self.stretches.at(day)
        sums: Amounts = np.bincount(
            self.stretches.customer[running],
            weights=self.stretches.amount[running],
            minlength=len(self.dataset.customers),
        ).astype(np.float64, copy=False)
        if self.credited:
            sums[np.abs(sums) < _DUST] = 0.0
        return sums

    @property
    def credited(self) -> bool:
        """Whether any amount is below 0, so that some customer's balance may be."""
        return self.remembered.get(("credited",), lambda: (self.stretches.credited,))[0]

    def amounts_at(self, day: int) -> Amounts:
        """For each customer the amount a month at the close of the day, never below 0."""
        return np.maximum(self.balances_at(day), 0.0) if self.credited else self.balances_at(day)

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

        Of several stretches the one with the largest amount decides, of equal ones the first in the text's order. Not
        to be written to.
        """
        return self.remembered.get(
            ("segments", category.heading, day),
            lambda: self._leading(self.stretches.customer, self.stretches.at(day), category),
        )

    def segments_at_first(self, first: int, last: int, category: Category) -> Indices:
        """The same on the first day, among `first` to `last`, on which a spell of the customer begins; else -2."""
        return self.remembered.get(
            ("first segments", category.heading, first, last), lambda: self._segments_at_first(first, last, category)
        )

    def _segments_at_first(self, first: int, last: int, category: Category) -> Indices:
        spells, stretches = self.spells, self.stretches
        came = np.flatnonzero((spells.start >= first) & (spells.start <= last))[::-1]
        day = np.full(len(self.dataset.customers), FOREVER, dtype=np.int32)
        day[spells.customer[came]] = spells.start[came]  # of several stays of one customer the first is put last
        begun = stretches.beginning(first, last)
        begins = np.flatnonzero(stretches.start[begun] == day[stretches.customer[begun]]) + begun.start
        return self._leading(stretches.customer, begins, category)

    def _leading(self, group: RowNumbers, running: npt.NDArray[np.intp] | slice, category: Category) -> Indices:
        leads = self.remembered.get(("leads", category.heading), lambda: self._leads(category))
        return leads.among(group, running, len(self.dataset.customers))

    def _leads(self, category: Category) -> Leads:
        """The ranks of the stretches; those of a log stay the same under every limit of inactivity."""
        rows = self.dataset.rows
        if not isinstance(rows, PaymentRows):
            return Leads.of(self.stretches.amount, self.stretches.row, category)
        known = _LEADS.setdefault(rows, {})
        if category.heading not in known:
            paid = payments_of(rows)
            known[category.heading] = Leads.of(paid.amount, paid.row, category)
        return known[category.heading]


@dataclass(frozen=True, slots=True, eq=False)
class Leads:
    """Which of several stretches says what segment a customer is in: one number for each, and the largest leads.

    Its upper bits are the amount, its lower ones the code, counted down so that of equal amounts the first in the
    text's order leads. Amounts that differ by less than 1e-9 of themselves count as equal: that is what rounding does.
    """

    rank: npt.NDArray[np.int64]
    codes: int

    @classmethod
    def of(cls, amount: Amounts, row: Indices, category: Category) -> Leads:
        """The ranks of stretches with those amounts by the codes of the rows that they came from."""
        codes = len(category.values)
        lower = (1 << codes.bit_length()) - 1
        bits = (amount + 0.0).view(np.int64)  # never "minus zero"
        ordered = np.where(bits < 0, bits ^ np.iinfo(np.int64).max, bits)
        code = category.codes[row]
        return cls((ordered & ~np.int64(lower)) | (codes - 1 - code).astype(np.int64), codes)

    def among(self, group: RowNumbers, running: npt.NDArray[np.intp] | slice, groups: int) -> Indices:
        """For each group the code that leads among its running stretches; -2 for a group without any."""
        nobody = np.iinfo(np.int64).min
        leader = np.full(groups, nobody)
        np.maximum.at(leader, group[running], self.rank[running])
        without = leader == nobody
        leader &= (1 << self.codes.bit_length()) - 1
        found = leader.astype(np.int32)
        np.subtract(self.codes - 1, found, out=found)
        found[without] = -2
        return found


#: The ranks of each log, by heading: its payments are a prefix of the same order on every as-of day.
_LEADS: WeakKeyDictionary[PaymentRows, dict[str, Leads]] = WeakKeyDictionary()


def _categories(dataset: Dataset) -> tuple[Category, ...]:
    return getattr(dataset.rows, "categories", ())
