"""What the movements of a period are read from: who was here at its two closes, and in which segment."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal, TypeAlias

import numpy as np

from churndesk.ledger.days import number_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from churndesk.ledger.dataset import Amounts, Category, Flags, Indices
    from churndesk.ledger.spells import SpellLedger
    from churndesk.metrics.periods import Period

#: A heading of a category column and one of its values; "" stands for empty cells.
Segment: TypeAlias = tuple[str, str]

Part = Literal["opening", "closing", "kept", "new", "returned", "lost", "passed_through", "paused_and_returned"]

#: The code of a value that no row has.
_NOWHERE = -3


@dataclass(frozen=True)
class Close:
    """All customers at the close of one day, each thing computed when it is first asked for."""

    ledger: SpellLedger
    day: int
    category: Category | None = None

    @cached_property
    def active(self) -> Flags:
        """Whether each customer is here."""
        return self.ledger.active_at(self.day)

    @cached_property
    def balances(self) -> Amounts:
        """What each brings a month; below 0 where credits outweigh it."""
        return self.ledger.balances_at(self.day)

    @cached_property
    def amounts(self) -> Amounts:
        """What each brings a month, never below 0."""
        return self.ledger.amounts_at(self.day)

    @cached_property
    def segments(self) -> Indices:
        """The code of each customer's category."""
        if self.category is None:
            return np.zeros(len(self.ledger.dataset.customers), dtype=np.int32)
        return self.ledger.segments_at(self.day, self.category)


@dataclass(frozen=True)
class TwoCloses:
    """One period of a ledger: its opening close (the day before its first) and its closing one.

    The closing of a period that has not ended is the close of the as-of day. `code` is the segment chosen, by its
    code in the category; 0 with no category for all customers.
    """

    ledger: SpellLedger
    period: Period
    opening: Close
    closing: Close
    code: int = 0

    @property
    def first_day(self) -> int:
        """The period's first day."""
        return self.opening.day + 1

    @cached_property
    def started(self) -> Flags:
        """Whether each customer came (or came back) in the period."""
        flags = np.zeros(len(self.ledger.dataset.customers), dtype=bool)
        spells = self.ledger.spells
        flags[spells.customer[(spells.start >= self.first_day) & (spells.start <= self.closing.day)]] = True
        return flags

    @cached_property
    def was_here_before(self) -> Flags:
        """Whether each customer was here at some close before the period."""
        return self.ledger.first_start < self.first_day

    def part(self, part: Part) -> Flags:
        """Whether each customer, whatever its segment, belongs to that part of the period's movement."""
        here, there, before = self.opening.active, self.closing.active, self.was_here_before
        parts: dict[Part, Callable[[], Flags]] = {
            "opening": lambda: here,
            "closing": lambda: there,
            "kept": lambda: here & there,
            "lost": lambda: here & ~there,
            "new": lambda: there & ~here & ~before,
            "returned": lambda: there & ~here & before,
            "passed_through": lambda: self.started & ~here & ~there,
            "paused_and_returned": lambda: self.started & here & there,
        }
        return parts[part]()

    @cached_property
    def booked(self) -> Flags:
        """Whether each customer's movement is booked in the chosen segment.

        That is the segment at the opening close; for who wasn't here then, the one on its first day in the period.
        """
        return self._everybody if self.whole else np.equal(self.booked_segments, self.code)

    @property
    def whole(self) -> bool:
        """Whether all customers are looked at, not a segment of them."""
        return self.opening.category is None

    @property
    def _everybody(self) -> Flags:
        ledger = self.ledger
        return ledger.remembered.get(("everybody",), lambda: np.ones(len(ledger.dataset.customers), dtype=bool))

    @cached_property
    def booked_segments(self) -> Indices:
        """The code of the segment that each customer's movement is booked in."""
        opening, category = self.opening, self.opening.category
        if category is None:
            return opening.segments
        came = self.ledger.segments_at_first(self.first_day, self.closing.day, category)
        return np.where(opening.active, opening.segments, came)

    @cached_property
    def ends_here(self) -> Flags:
        """Whether each customer is in the chosen segment at the closing."""
        return self._everybody if self.whole else np.equal(self.closing.segments, self.code)

    def members(self, part: Part) -> Flags:
        """Whether each customer of the chosen segment belongs to that part of the movement."""
        if self.whole:
            return self.part(part)
        return self.part(part) & (self.ends_here if part == "closing" else self.booked)


def two_closes(ledger: SpellLedger, periods: Sequence[Period], segment: Segment | None = None) -> Iterator[TwoCloses]:
    """Each period with its closes; neighbours share theirs.

    Raises:
        NotPossible: there is no column with the segment's heading.
    """
    category = ledger.category(segment[0]) if segment else None
    code = code_of(category, segment[1]) if category and segment else 0
    as_of, closing = number_of(ledger.as_of), None
    for period in periods:
        before = number_of(period.start) - 1
        opening = closing if closing and closing.day == before else Close(ledger, before, category)
        closing = Close(ledger, min(number_of(period.end), as_of), category)
        yield TwoCloses(ledger, period, opening, closing, code)


def code_of(category: Category, value: str) -> int:
    """The code of a value: -1 for empty cells, one that nobody has for an unknown value."""
    if value in category.values:
        return category.values.index(value)
    return -1 if not value else _NOWHERE
