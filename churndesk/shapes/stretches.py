"""Presence by month or by list, as stays: neighbouring steps with the same amount become one row of the dataset."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from churndesk.ledger.dataset import Amounts, Flags

    Places: TypeAlias = npt.NDArray[np.intp]

#: What `Presences.mark` says: nothing, a stay on hold, a trial.
PLAIN, PAUSED, TRIAL = 0, 1, 2


@dataclass(frozen=True, slots=True, eq=False)
class Presences:
    """That somebody was there at a step (the number of a month, or of a list), one entry a cell or row.

    `line` tells apart what runs on its own: a customer, or one of its rows. `place` is the row of the stack, `amount` a
    month's (NaN where not known), `mark` a number for what else must be equal in a stretch.
    """

    line: Places
    step: Places
    place: Places
    amount: Amounts
    mark: npt.NDArray[np.int8]

    def taken(self, which: Flags | Places) -> Presences:
        """Those of a mask, or in an order."""
        return Presences(self.line[which], self.step[which], self.place[which], self.amount[which], self.mark[which])


@dataclass(frozen=True, slots=True, eq=False)
class Stretches:
    """Neighbouring steps of one line with equal amounts: the first and last step, and the row of the first."""

    line: Places
    place: Places
    first: Places
    last: Places
    amount: Amounts
    mark: npt.NDArray[np.int8]

    def __len__(self) -> int:
        return len(self.place)


def stretches(presences: Presences) -> Stretches:
    """The stretches, by line and step. What stands twice for one line and step is added up.

    A customer with 10, 10, 15 and, after a step without it, 15 has three stretches: two steps of 10, one of 15, and one
    of 15 more.
    """
    there = _one_a_step(presences)
    if not len(there.line):
        return Stretches(there.line, there.place, there.step, there.step, there.amount, there.mark)
    begins = np.ones(len(there.line), dtype=np.bool_)
    begins[1:] = (np.diff(there.line) != 0) | (np.diff(there.step) != 1) | (np.diff(there.mark) != 0)
    begins[1:] |= _differ(there.amount)
    firsts = np.flatnonzero(begins)
    lasts = np.append(firsts[1:], len(begins)) - 1
    begun = there.taken(firsts)
    return Stretches(begun.line, begun.place, begun.step, there.step[lasts], begun.amount, begun.mark)


def _differ(amount: Amounts) -> Flags:
    """Whether each amount but the first differs from the one before; two unknown ones don't."""
    unknown = np.isnan(amount)
    different: Flags = (amount[1:] != amount[:-1]) & ~(unknown[1:] & unknown[:-1])
    return different


def _one_a_step(presences: Presences) -> Presences:
    """Sorted by line and step, each pair once: amounts added up, the first row and the lowest mark kept."""
    found = presences.taken(np.lexsort((presences.place, presences.step, presences.line)))
    same = np.zeros(len(found.line), dtype=np.bool_)
    same[1:] = (np.diff(found.line) == 0) & (np.diff(found.step) == 0)
    if not same.any():
        return found
    firsts = np.flatnonzero(~same)
    known = np.isfinite(found.amount)
    sums = np.add.reduceat(np.where(known, found.amount, 0.0), firsts)
    sums[~np.logical_or.reduceat(known, firsts)] = np.nan
    once = found.taken(firsts)
    return Presences(once.line, once.step, once.place, sums, np.minimum.reduceat(found.mark, firsts))
