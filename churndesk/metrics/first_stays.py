"""The first stay of every customer: how long it lasted, whether it is over, and in which segment it began."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from churndesk.ledger.days import number_of

if TYPE_CHECKING:
    import numpy.typing as npt

    from churndesk.ledger.dataset import Category, Flags, Indices
    from churndesk.ledger.days import DayNumbers
    from churndesk.ledger.spells import SpellLedger


@dataclass(frozen=True, slots=True, eq=False)
class FirstStays:
    """One entry for each customer who ever was here, in the dataset's order.

    `days` is end - start, or as-of - start for who is `here` still. `spell` is the stay's place in the ledger's.
    """

    customer: Indices
    spell: npt.NDArray[np.intp]
    start: DayNumbers
    days: DayNumbers
    left: Flags

    def __len__(self) -> int:
        return len(self.customer)


def first_stays(ledger: SpellLedger) -> FirstStays:
    """The first stays; one that ends on or before the as-of day has ended."""
    spells, today = ledger.spells, number_of(ledger.as_of)
    first = np.flatnonzero(np.concatenate(([True], spells.customer[1:] != spells.customer[:-1]))[: len(spells)])
    start, end = spells.start[first], spells.end[first]
    return FirstStays(spells.customer[first], first, start, np.minimum(end, today) - start, end <= today)


def first_segments(ledger: SpellLedger, category: Category) -> Indices:
    """For each customer of the dataset the code of its category on its first day.

    Of several amounts that begin on that day the largest decides, of equal ones the first in the text's order. -1 for
    an empty cell, -2 for a customer without a row that says anything about it on that day.
    """
    stretches = ledger.stretches
    begins = np.flatnonzero(ledger.first_start[stretches.customer] == stretches.start)
    customer, code = stretches.customer[begins], category.codes[stretches.row[begins]]
    order = np.lexsort((code, -stretches.amount[begins], customer))
    leading = order[np.flatnonzero(np.diff(customer[order], prepend=-1))]
    codes = np.full(len(ledger.dataset.customers), -2, dtype=np.int32)
    codes[customer[leading]] = code[leading]
    return codes
