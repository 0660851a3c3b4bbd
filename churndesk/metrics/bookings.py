"""The movements of every value of a column at once: each customer is looked at once a period, not once a value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from churndesk.metrics.closes import code_of, two_closes
from churndesk.metrics.renewals import RENEWAL_PARTS, counts_renewals, renewing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import numpy.typing as npt

    from churndesk.ledger.dataset import Amounts, Flags, Indices
    from churndesk.ledger.spells import SpellLedger
    from churndesk.metrics.closes import Segment, TwoCloses
    from churndesk.metrics.periods import Period

    #: For each customer the number of its slot: the value that its movement is booked under. 0 for any other.
    Slots: TypeAlias = npt.NDArray[np.intp]
    #: A number for each slot, or for each part and slot.
    Table: TypeAlias = npt.NDArray[Any]

#: A column with more values than these is counted for the one value that is asked for.
_MOST_VALUES = 64
#: So many customers are looked at together: what is worked out between stays in the processor's own memory.
_BLOCK = 1 << 15


def customers_booked(
    ledger: SpellLedger, periods: Sequence[Period], segment: Segment | None
) -> tuple[tuple[list[int], list[int] | None], ...]:
    """Of each period the numbers of customers, as `CustomerMovement` has them, and of renewals where these count.

    In order: opening, new, returned, lost, passed through, closing, paused and returned, moved in, moved out; of
    renewals: due, renewed, not renewed, undecided. Of all customers or of one segment.

    Raises:
        NotPossible: there is no column with the segment's heading.
    """
    slots = _SlotTable.of(ledger, segment)
    return tuple(
        (
            one.customers[:, slots.wanted].tolist(),
            None if one.renewals is None else one.renewals[:, slots.wanted].tolist(),
        )
        for one in _tables(ledger, periods, segment, slots)
        if one.customers is not None
    )


def revenue_booked(ledger: SpellLedger, periods: Sequence[Period], segment: Segment | None) -> tuple[list[float], ...]:
    """Of each period the amounts, as `RevenueMovement` has them.

    In order: opening, new, returned, expansion, contraction, churned, closing, moved in, moved out, credits.

    Raises:
        NotPossible: there is no column with the segment's heading.
    """
    slots = _SlotTable.of(ledger, segment)
    return tuple(
        (one.revenue[:, slots.wanted] + 0.0).tolist()  # never "minus zero"
        for one in _tables(ledger, periods, segment, slots, customers=False)
        if one.revenue is not None
    )


@dataclass(frozen=True, slots=True, eq=False)
class _SlotTable:
    """Which codes of a column have a slot of their own: all of them where they are few, else the one that is wanted."""

    heading: str | None
    slot_of: Indices
    count: int
    wanted: int

    @classmethod
    def of(cls, ledger: SpellLedger, segment: Segment | None) -> _SlotTable:
        """The slots of a segment's column; of all customers together where none is chosen.

        Raises:
            NotPossible: there is no column with the segment's heading.
        """
        if segment is None:
            return cls(None, np.array([0, 0, 1], dtype=np.int32), 2, 1)
        category = ledger.category(segment[0])
        codes, wanted = len(category.values), code_of(category, segment[1])
        slot_of = np.zeros(codes + 2, dtype=np.int32)  # by code + 2: -2 is nobody's value, -1 that of empty cells
        if codes > _MOST_VALUES or wanted < -1:
            slot_of[max(wanted, -2) + 2] = 1 if wanted >= -1 else 0
            return cls(None, slot_of, 2, 1)
        slot_of[1:] = np.arange(1, codes + 2)
        return cls(category.heading, slot_of, codes + 2, wanted + 2)

    def of_codes(self, codes: Indices) -> Slots:
        """The slot of each customer."""
        return self.slot_of[codes + 2].astype(np.intp)


@dataclass(frozen=True, slots=True, eq=False)
class _Tables:
    """One period, a part a line and a slot a column. None is what nobody asked for, or what the ledger doesn't have."""

    customers: Table | None
    renewals: Table | None
    revenue: Table | None

    @property
    def nbytes(self) -> int:
        """The room that they take."""
        return sum(table.nbytes for table in (self.customers, self.renewals, self.revenue) if table is not None)


def _tables(
    ledger: SpellLedger,
    periods: Sequence[Period],
    segment: Segment | None,
    slots: _SlotTable,
    *,
    customers: bool = True,
) -> tuple[_Tables, ...]:
    """All tables of a column that has slots of its own, from one look at it; else those of customers or of revenue."""

    def compute(*, customers: bool, revenue: bool) -> Iterator[_Tables]:
        for closes in two_closes(ledger, periods, segment):
            yield _Tables(
                _summed(_customers, closes, slots) if customers else None,
                _summed(_renewals, closes, slots) if customers and counts_renewals(ledger) else None,
                _summed(_revenue, closes, slots) if revenue else None,
            )

    if slots.heading is None:
        return tuple(compute(customers=customers, revenue=not customers))
    days = tuple((period.start, period.end) for period in periods)
    return ledger.remembered.get(
        ("booked", slots.heading, days), lambda: tuple(compute(customers=True, revenue=ledger.dataset.has_amount))
    )


def _summed(
    count: Callable[[TwoCloses, slice, Slots, Slots, int], Iterator[Table]], closes: TwoCloses, slots: _SlotTable
) -> Table:
    """A part a line and a slot a column, block of customers by block; `count` gets where each comes from and ends."""
    customers = len(closes.ledger.dataset.customers)
    tables = []
    for first in range(0, max(customers, 1), _BLOCK):
        block = slice(first, min(first + _BLOCK, customers))
        booked = ends = np.ones(block.stop - block.start, dtype=np.intp)
        if not closes.whole:
            booked, ends = (slots.of_codes(codes[block]) for codes in (closes.booked_segments, closes.closing.segments))
        tables.append(list(count(closes, block, booked, ends, slots.count)))
    summed: Table = np.sum(np.array(tables), axis=0)
    return summed


def _customers(closes: TwoCloses, block: slice, booked: Slots, ends: Slots, slots: int) -> Iterator[Table]:
    here, there = closes.opening.active[block], closes.closing.active[block]
    told = _by_answers(booked, slots, None, here, there, closes.started[block], closes.was_here_before[block])
    moved = there & (ends != booked)
    yield told[1].sum((0, 1, 2))
    yield told[0, 1, :, 0].sum(0)
    yield told[0, 1, :, 1].sum(0)
    yield told[1, 0].sum((0, 1))
    yield told[0, 0, 1].sum(0)
    yield np.bincount(ends[there], minlength=slots)
    yield told[1, 1, 1].sum(0)
    yield np.bincount(ends[moved], minlength=slots)
    yield np.bincount(booked[moved], minlength=slots)


def _renewals(closes: TwoCloses, block: slice, booked: Slots, _ends: Slots, slots: int) -> Iterator[Table]:
    for part in RENEWAL_PARTS:
        yield np.bincount(booked[renewing(closes, part)[block]], minlength=slots)


def _revenue(closes: TwoCloses, block: slice, booked: Slots, ends: Slots, slots: int) -> Iterator[Table]:
    before, after = closes.opening.amounts[block], closes.closing.amounts[block]
    change = after - before
    told = _by_answers(booked, slots, np.abs(change), before > 0, after > 0, change > 0, closes.was_here_before[block])
    yield _added(booked, before, slots, closes)
    yield told[0, 1, :, 0].sum(0)
    yield told[0, 1, :, 1].sum(0)
    yield told[1, 1, 1].sum(0)
    yield told[1, 1, 0].sum(0)
    yield told[1, 0].sum((0, 1))
    yield _added(ends, after, slots, closes)
    if closes.whole:
        yield from np.zeros((2, slots))
    else:
        moved = np.flatnonzero(ends != booked)
        yield np.bincount(ends[moved], after[moved], slots)
        yield np.bincount(booked[moved], after[moved], slots)
    credited = np.maximum(-closes.closing.balances[block], 0) if closes.ledger.credited else None
    yield np.zeros(slots) if credited is None else _added(ends, credited, slots, closes)


def _added(to: Slots, amounts: Amounts, slots: int, closes: TwoCloses) -> Table:
    """The sum of the amounts of each slot."""
    return np.array([0.0, amounts.sum()]) if closes.whole else np.bincount(to, amounts, slots)


def _by_answers(booked: Slots, slots: int, weight: Amounts | None, *answers: Flags) -> Table:
    """How many customers (or how much of the weight) gave each combination of four answers, no or yes, in each slot."""
    given = answers[0].astype(np.uint8)
    for answer in answers[1:]:
        given <<= 1
        given |= answer
    cells = given.astype(np.intp)
    cells *= slots
    cells += booked
    return np.bincount(cells, weight, slots << len(answers)).reshape((2,) * len(answers) + (slots,))
